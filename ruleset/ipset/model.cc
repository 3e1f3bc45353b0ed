// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as the kernel holds them and `ipset save` writes them.
#include "ruleset/ipset/model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cnft::ipset {
namespace {

using enum Dimension;

// In the order of Type.
const std::array<TypeInfo, 10> kTypes = {{
    {Type::kBitmapIp, "bitmap:ip", "ipmap", {kAddress}},
    {Type::kBitmapPort, "bitmap:port", "portmap", {kPort}},
    {Type::kHashIp, "hash:ip", "iphash", {kAddress}},
    {Type::kHashNet, "hash:net", "nethash", {kNetwork}},
    {Type::kHashIpPort, "hash:ip,port", "ipporthash", {kAddress, kPort}},
    {Type::kHashIpPortIp, "hash:ip,port,ip", "ipportiphash", {kAddress, kPort, kAddress}},
    {Type::kHashIpPortNet, "hash:ip,port,net", "ipportnethash", {kAddress, kPort, kNetwork}},
    {Type::kHashNetPort, "hash:net,port", "netporthash", {kNetwork, kPort}},
    {Type::kHashNetIface, "hash:net,iface", "netifacehash", {kNetwork, kInterface}},
    {Type::kListSet, "list:set", "setlist", {kSet}},
}};

}  // namespace

bool TypeInfo::Has(Dimension dimension) const {
  return std::ranges::find(dimensions, dimension) != dimensions.end();
}

const TypeInfo& Info(Type type) { return kTypes[static_cast<std::size_t>(type)]; }

const TypeInfo* FindType(std::string_view name) {
  const auto* found = std::ranges::find_if(
      kTypes, [name](const TypeInfo& type) { return type.name == name || type.old_name == name; });
  return found == kTypes.end() ? nullptr : found;
}

std::optional<Address> Set::Mask() const {
  if (bitmask) return bitmask;
  if (!netmask) return std::nullopt;
  const unsigned bits = AddressLength(*family) * 8U;
  if (*netmask == bits) return std::nullopt;
  return PrefixMask(*family, *netmask);
}

const Set* Ruleset::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &*found->second;
}

Set* Ruleset::Find(std::string_view name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &*found->second;
}

Set& Ruleset::Add(Set set) {
  sets_.push_back(std::move(set));
  by_name_.emplace(sets_.back().name, std::prev(sets_.end()));
  return sets_.back();
}

void Ruleset::Remove(std::string_view name) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return;
  sets_.erase(found->second);
  by_name_.erase(found);
}

void Ruleset::Rename(std::string_view from, std::string_view to) {
  const auto found = by_name_.find(from);
  if (found == by_name_.end()) return;
  const auto at = found->second;
  by_name_.erase(found);
  at->name = to;
  by_name_.emplace(at->name, at);
}

void Ruleset::Swap(std::string_view a, std::string_view b) {
  Set* first = Find(a);
  Set* second = Find(b);
  if (first == nullptr || second == nullptr || first == second) return;
  std::swap(*first, *second);
  std::swap(first->name, second->name);
}

void Ruleset::Clear() {
  sets_.clear();
  by_name_.clear();
}

}  // namespace cnft::ipset
