// SPDX-License-Identifier: GPL-2.0-or-later
// -m addrtype: what kind of address the routing table says an address is
// (net/netfilter/xt_addrtype.c).
#include <fmt/format.h>
#include <linux/netfilter/xt_addrtype.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

// Index: RTN_* of include/uapi/linux/rtnetlink.h.
constexpr auto kTypes = std::to_array<std::string_view>(
    {"UNSPEC", "UNICAST", "LOCAL", "BROADCAST", "ANYCAST", "MULTICAST", "BLACKHOLE", "UNREACHABLE",
     "PROHIBIT", "THROW", "NAT", "XRESOLVE"});

constexpr iptables::ArgumentType kTypesArgument = {
    .placeholder = "type[,type]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::uint64_t bits = 0;
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto found = std::ranges::find(kTypes, part);
            if (found == kTypes.end()) {
              return input.Fail(fmt::format("'{}' is none of {}", part, fmt::join(kTypes, ", ")));
            }
            bits |= 1U << (found - kTypes.begin());
          }
          value = bits;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const char* separator = "";
          for (std::size_t type = 0; type < kTypes.size(); ++type) {
            if ((std::get<std::uint64_t>(value) >> type & 1U) == 0) continue;
            out += separator;
            out += kTypes[type];
            separator = ",";
          }
        },
};

enum { kSrcType, kDstType, kLimitIn, kLimitOut };

constexpr OptionSpec kOptions[] = {
    {.name = "src-type", .argument = &kTypesArgument, .negatable = true},
    {.name = "dst-type", .argument = &kTypesArgument, .negatable = true},
    {.name = "limit-iface-in", .excludes = "limit-iface-out"},
    {.name = "limit-iface-out"},
};

// NFTA_FIB_F_*
constexpr std::uint8_t kFibSource = 1;
constexpr std::uint8_t kFibDestination = 2;
constexpr std::uint8_t kFibIif = 8;
constexpr std::uint8_t kFibOif = 16;

// The bits of the types.
enum : std::uint64_t {
  kUnspec = 1U << 0U,
  kUnicast = 1U << 1U,
  kMulticast = 1U << 5U,
  kUnreachable = 1U << 7U,
};
// What IPv6 routing answers when xt_addrtype says UNREACHABLE: BLACKHOLE to THROW.
constexpr std::uint64_t kAllUnreachable = 0xfU << 6U;
// The kernel refuses these of IPv6: BROADCAST, BLACKHOLE and from PROHIBIT on.
constexpr std::uint64_t kIpv4Only = 0xf48;

Address Ipv6(std::initializer_list<std::uint8_t> first, std::size_t at = 0) {
  Address address;
  address.length = 16;
  std::ranges::copy(first, address.bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return address;
}

// What xt_addrtype tells of IPv6 addresses by looking at them (match_type6, ipv6_addr_type): all of
// it must hold. Takes those types out of `types`.
Formula ByLooks(std::uint64_t& types, const Field& field) {
  const Formula multicast = AddressIn(field, {Ipv6({0xff}), PrefixMask(Family::kIpv6, 8)});
  const Formula unspecified = AddressIn(field, {Ipv6({}), PrefixMask(Family::kIpv6, 128)});
  const Formula mapped = AddressIn(field, {Ipv6({0xff, 0xff}, 10), PrefixMask(Family::kIpv6, 96)});
  std::vector<Formula> parts;
  if ((types & kUnspec) != 0) parts.push_back(unspecified);
  if ((types & kUnicast) != 0) parts.push_back(!multicast && !unspecified && !mapped);
  if ((types & kMulticast) != 0) parts.push_back(multicast);
  types &= ~(kUnspec | kUnicast | kMulticast);
  return Formula::All(std::move(parts));
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::uint8_t interface = 0;
  if (use.Has(kLimitIn)) interface = kFibIif;
  if (use.Has(kLimitOut)) interface = kFibOif;
  std::vector<Formula> parts;
  const auto add = [&](std::size_t index, std::uint8_t side) {
    const Option* option = use.Find(index);
    if (option == nullptr) return;
    std::uint64_t types = option->number();
    Formula looks = Formula::True();
    if (!context.ipv4()) {
      if ((types & kIpv4Only) != 0) {
        context.Fail(DiagnosticKind::kWrongFamily, option->span,
                     "IPv6 has none of BROADCAST, BLACKHOLE, PROHIBIT, THROW, NAT and XRESOLVE",
                     "the kernel refuses them too; UNREACHABLE stands for every route that fails");
        return;
      }
      looks = ByLooks(types, side == kFibSource ? SourceAddress(Family::kIpv6)
                                                : DestinationAddress(Family::kIpv6));
      if (types == 0) {
        parts.push_back(NegateIf(option->negated, std::move(looks)));
        return;
      }
      if ((types & kUnreachable) != 0) types |= kAllUnreachable;
    }
    const Field field = nftables::Fib{nftables::FibResult::kAddressType,
                                      static_cast<std::uint8_t>(side | interface), false};
    nftables::Set set;
    set.key = {nftables::DataType::kFibAddressType};
    std::uint64_t last = 0;
    for (std::uint64_t type = 0; type < kTypes.size(); ++type) {
      if ((types >> type & 1U) == 0) continue;
      const Value value = Value::Number(type, 4);
      set.elements.push_back(
          {.key = std::string(reinterpret_cast<const char*>(value.bytes.data()), 4)});
      last = type;
    }
    Formula formula = set.elements.size() == 1
                          ? Equals(field, last)
                          : Formula::Is(nftables::Lookup{
                                {{field, {}}},
                                context.resources().SharedSet("addrtypes", std::move(set)),
                                false});
    parts.push_back(NegateIf(option->negated, std::move(looks) && std::move(formula)));
  };
  add(kSrcType, kFibSource);
  add(kDstType, kFibDestination);
  return {Formula::All(std::move(parts))};
}

bool Read(const xt_addrtype_info_v1& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  if (info.source != 0) {
    words.Add(has(XT_ADDRTYPE_INVERT_SOURCE), kOptions[kSrcType], std::uint64_t{info.source});
  }
  if (info.dest != 0) {
    words.Add(has(XT_ADDRTYPE_INVERT_DEST), kOptions[kDstType], std::uint64_t{info.dest});
  }
  if (has(XT_ADDRTYPE_LIMIT_IFACE_IN)) words.Flag("limit-iface-in");
  if (has(XT_ADDRTYPE_LIMIT_IFACE_OUT)) words.Flag("limit-iface-out");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  xt_addrtype_info_v1 info{};
  const auto types = [&](std::size_t index, unsigned inverse) {
    const Option* option = use.Find(index);
    if (option == nullptr) return std::uint16_t{};
    if (option->negated) info.flags |= inverse;
    return static_cast<std::uint16_t>(option->number());
  };
  info.source = types(kSrcType, XT_ADDRTYPE_INVERT_SOURCE);
  info.dest = types(kDstType, XT_ADDRTYPE_INVERT_DEST);
  if (use.Has(kLimitIn)) info.flags |= XT_ADDRTYPE_LIMIT_IFACE_IN;
  if (use.Has(kLimitOut)) info.flags |= XT_ADDRTYPE_LIMIT_IFACE_OUT;
  return MakeXtInfo("addrtype", 1, info);
}

}  // namespace

extern const MatchModule match_addrtype = {
    .extension = {.name = "addrtype", .options = kOptions, .one_of = "src-type dst-type"},
    .summary = "the kind of address, by the routing table",
    .lower = Lower,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
