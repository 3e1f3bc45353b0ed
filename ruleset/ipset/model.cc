// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as `ipset save` writes them.
#include "ruleset/ipset/model.h"

#include <algorithm>
#include <array>

namespace cnft::ipset {
namespace {

using enum Dimension;

const std::array<TypeInfo, 10> kTypes = {{
    {Type::kBitmapIp, "bitmap:ip", {kAddress}},
    {Type::kBitmapPort, "bitmap:port", {kPort}},
    {Type::kHashIp, "hash:ip", {kAddress}},
    {Type::kHashNet, "hash:net", {kNetwork}},
    {Type::kHashIpPort, "hash:ip,port", {kAddress, kPort}},
    {Type::kHashIpPortIp, "hash:ip,port,ip", {kAddress, kPort, kAddress}},
    {Type::kHashIpPortNet, "hash:ip,port,net", {kAddress, kPort, kNetwork}},
    {Type::kHashNetPort, "hash:net,port", {kNetwork, kPort}},
    {Type::kHashNetIface, "hash:net,iface", {kNetwork, kInterface}},
    {Type::kListSet, "list:set", {kSet}},
}};

}  // namespace

const TypeInfo& Info(Type type) { return kTypes[static_cast<std::size_t>(type)]; }

const TypeInfo* FindType(std::string_view name) {
  if (name == "iphash") name = "hash:ip";
  if (name == "nethash") name = "hash:net";
  if (name == "ipporthash") name = "hash:ip,port";
  if (name == "ipportiphash") name = "hash:ip,port,ip";
  if (name == "ipportnethash") name = "hash:ip,port,net";
  if (name == "portmap") name = "bitmap:port";
  if (name == "ipmap") name = "bitmap:ip";
  if (name == "setlist") name = "list:set";
  const auto* found = std::ranges::find(kTypes, name, &TypeInfo::name);
  return found == kTypes.end() ? nullptr : found;
}

const Set* Ruleset::Find(std::string_view name) const {
  const auto found = std::ranges::find(sets, name, &Set::name);
  return found == sets.end() ? nullptr : &*found;
}

Set* Ruleset::Find(std::string_view name) {
  const auto found = std::ranges::find(sets, name, &Set::name);
  return found == sets.end() ? nullptr : &*found;
}

}  // namespace cnft::ipset
