// SPDX-License-Identifier: GPL-2.0-or-later
// The options of create and add: which there are, which types take them.
#include "ruleset/ipset/options.h"

#include <algorithm>
#include <array>
#include <span>

namespace cnft::ipset {
namespace {

using enum OptionKind;

constexpr auto kHash = [](const TypeInfo& type) { return type.hash(); };
constexpr auto kBitmap = [](const TypeInfo& type) { return !type.hash() && !type.list(); };
constexpr auto kList = [](const TypeInfo& type) { return type.list(); };
constexpr auto kNet = [](const TypeInfo& type) { return type.Has(Dimension::kNetwork); };
constexpr auto kIface = [](const TypeInfo& type) { return type.Has(Dimension::kInterface); };
constexpr auto kBitmapIp = [](const TypeInfo& type) { return type.type == Type::kBitmapIp; };
constexpr auto kMasked = [](const TypeInfo& type) {
  return type.type == Type::kHashIp || type.type == Type::kHashIpPort ||
         type.type == Type::kBitmapIp;
};
constexpr auto kBitmasked = [](const TypeInfo& type) {
  return type.type == Type::kHashIp || type.type == Type::kHashIpPort;
};

constexpr auto kCreateOptions = std::to_array<OptionInfo>({
    {"family", kFamily, true, kHash},
    {"-4", kInet, false, kHash},
    {"-6", kInet6, false, kHash},
    {"hashsize", kHashsize, true, kHash},
    {"maxelem", kMaxelem, true, kHash},
    {"bucketsize", kBucketsize, true, kHash},
    {"initval", kInitval, true, kHash},
    {"forceadd", kForceadd, false, kHash},
    {"netmask", kNetmask, true, kMasked},
    {"bitmask", kBitmask, true, kBitmasked},
    {"range", kRange, true, kBitmap},
    {"from", kFrom, true, kBitmap},
    {"to", kTo, true, kBitmap},
    {"network", kNetwork, true, kBitmapIp},
    {"size", kSize, true, kList},
    {"timeout", kTimeout, true, nullptr},
    {"counters", kCounters, false, nullptr},
    {"comment", kSetComment, false, nullptr},
    {"skbinfo", kSkbinfo, false, nullptr},
    // of ipset 4, without effect since
    {"probes", kIgnored, true, kHash},
    {"resize", kIgnored, true, kHash},
    {"gc", kIgnored, true, nullptr},
});

constexpr auto kAddOptions = std::to_array<OptionInfo>({
    {"timeout", kTimeout, true, nullptr},
    {"packets", kPackets, true, nullptr},
    {"bytes", kBytes, true, nullptr},
    {"comment", kComment, true, nullptr},
    {"skbmark", kSkbmark, true, nullptr},
    {"skbprio", kSkbprio, true, nullptr},
    {"skbqueue", kSkbqueue, true, nullptr},
    {"nomatch", kNomatch, false, kNet},
    {"wildcard", kWildcard, false, kIface},
    {"before", kBefore, true, kList},
    {"after", kAfter, true, kList},
});

constexpr auto kDelOptions = std::to_array<OptionInfo>({
    {"before", kBefore, true, kList},
    {"after", kAfter, true, kList},
});

}  // namespace

const OptionInfo* FindOption(Command command, std::string_view name) {
  if (name.starts_with("--")) name.remove_prefix(2);
  std::span<const OptionInfo> options = kCreateOptions;
  if (command == Command::kAdd) options = kAddOptions;
  if (command == Command::kDel) options = kDelOptions;
  const auto found = std::ranges::find(options, name, &OptionInfo::name);
  return found == options.end() ? nullptr : &*found;
}

}  // namespace cnft::ipset
