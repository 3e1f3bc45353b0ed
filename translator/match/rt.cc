// SPDX-License-Identifier: GPL-2.0-or-later
// -m rt: the IPv6 routing header (net/ipv6/netfilter/ip6t_rt.c).
//
// A header that says it is longer than the packet matches nothing in xtables. nf_tables can tell
// only where the length is asked for (docs/broken-packets.md).
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/in6.h>
#include <linux/netfilter_ipv6/ip6t_rt.h>

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/ipv6_extension.h"
#include "translator/module.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kMaxSegments = 0xffffffff;
constexpr std::uint8_t kRouting = 43;

// Addresses, as many as xtables takes.
constexpr iptables::ArgumentType kAddressesArgument = {
    .placeholder = "address[,address]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          auto& texts = value.emplace<std::vector<std::string_view>>();
          for (const std::string_view part : iptables::SplitList(input.text())) {
            if (!ParseAddress(part, Family::kIpv6)) {
              return input.Fail(fmt::format("'{}' is not an IPv6 address", part));
            }
            texts.push_back(part);
          }
          if (texts.size() > IP6T_RT_HOPS) {
            return input.Fail(fmt::format("lists more than {} addresses", IP6T_RT_HOPS));
          }
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const char* separator = "";
          for (const std::string_view text : std::get<std::vector<std::string_view>>(value)) {
            out += separator;
            out += cnft::Print(*ParseAddress(text, Family::kIpv6));
            separator = ",";
          }
        },
};

enum { kType, kSegmentsLeft, kLength, kReserved, kAddresses, kNotStrict };

constexpr OptionSpec kOptions[] = {
    {.name = "rt-type", .argument = &iptables::kU32Argument, .negatable = true},
    {.name = "rt-segsleft", .argument = &iptables::kRangeArgument<kMaxSegments>, .negatable = true},
    {.name = "rt-len", .argument = &iptables::kU32Argument, .negatable = true},
    {.name = "rt-0-res"},
    {.name = "rt-0-addrs", .argument = &kAddressesArgument},
    {.name = "rt-0-not-strict", .needs = "rt-0-addrs"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--rt-0-not-strict",
     .reason = "nf_tables cannot look for addresses anywhere in a routing header",
     .way_out = "list the whole route and leave the option out"},
};

// What is said of type 0 must follow "--rt-type 0".
void CheckTypeZero(const Use& use, Family, Diagnostics& diagnostics) {
  bool type_zero = false;
  for (const Option& option : use.options) {
    if (option.spec == &kOptions[kType]) {
      type_zero = option.number() == 0 && !option.negated;
    } else if (option.spec >= &kOptions[kReserved] && !type_zero) {
      diagnostics.Report(DiagnosticKind::kMissingOption, option.span,
                         fmt::format("--{} needs '--rt-type 0' before it", option.spec->name),
                         "iptables refuses it too");
    }
  }
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  if (const Option* loose = use.Find(kNotStrict)) context.Refuse(kLimitations[0], loose->span);
  std::vector<Step> steps;
  DropBrokenExtension(kRouting, 4, steps);
  const auto bytes = [](std::size_t offset, std::uint8_t length) {
    return Ipv6Extension(kRouting, static_cast<std::uint8_t>(offset), length);
  };
  std::vector<Formula> parts;
  if (const Option* type = use.Find(kType)) {
    parts.push_back(
        NegateIf(type->negated, ByteInRange(bytes(2, 1), {type->number(), type->number()})));
  }
  if (const Option* segments = use.Find(kSegmentsLeft)) {
    parts.push_back(NegateIf(segments->negated, ByteInRange(bytes(3, 1), segments->range())));
  }
  if (const Option* length = use.Find(kLength)) {
    parts.push_back(ExtensionLengthIs(kRouting, *length));
  }
  if (use.Has(kReserved)) parts.push_back(Equals(bytes(4, 4), 0));
  if (const Option* option = use.Find(kAddresses)) {
    // No more addresses than these: two units of length each, and perhaps half of another.
    const auto& addresses = option->texts();
    parts.push_back(
        InRange(bytes(1, 1), iptables::Range{addresses.size() * 2, addresses.size() * 2 + 1}));
    for (std::size_t i = 0; i < addresses.size(); ++i) {
      parts.push_back(
          Equals(bytes(8 + 16 * i, 16), Value::Of(*ParseAddress(addresses[i], Family::kIpv6))));
    }
  }
  steps.emplace_back(OfExtension(kRouting, std::move(parts)));
  return steps;
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  ip6t_rt info{};
  const auto set = [&](const Option& option, std::uint8_t flag, std::uint8_t inverse) {
    info.flags = static_cast<std::uint8_t>(info.flags | flag);
    if (option.negated) info.invflags = static_cast<std::uint8_t>(info.invflags | inverse);
  };
  info.segsleft[1] = kMaxSegments;
  for (const Option& option : use.options) {
    switch (option.spec - kOptions) {
      case kType:
        info.rt_type = static_cast<std::uint32_t>(option.number());
        set(option, IP6T_RT_TYP, IP6T_RT_INV_TYP);
        break;
      case kSegmentsLeft:
        info.segsleft[0] = static_cast<std::uint32_t>(option.range().low);
        info.segsleft[1] = static_cast<std::uint32_t>(option.range().high);
        set(option, IP6T_RT_SGS, IP6T_RT_INV_SGS);
        break;
      case kLength:
        info.hdrlen = static_cast<std::uint32_t>(option.number());
        set(option, IP6T_RT_LEN, IP6T_RT_INV_LEN);
        break;
      case kReserved:
        set(option, IP6T_RT_RES, 0);
        break;
      case kAddresses:
        set(option, IP6T_RT_FST, 0);
        for (const std::string_view text : option.texts()) {
          const Address address = *ParseAddress(text, Family::kIpv6);
          std::ranges::copy(address.bytes, info.addrs[info.addrnr++].s6_addr);
        }
        break;
      default:
        set(option, IP6T_RT_FST_NSTRICT, 0);
    }
  }
  return MakeXtInfo("rt", 0, info);
}

bool Read(const ip6t_rt& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.invflags & flag) != 0; };
  if (has(IP6T_RT_TYP)) words.Say(negated(IP6T_RT_INV_TYP), "rt-type", "{}", info.rt_type);
  const bool other_segments = negated(IP6T_RT_INV_SGS);
  if (other_segments || info.segsleft[0] != 0 || info.segsleft[1] != kMaxSegments) {
    words.Range(other_segments, "rt-segsleft", info.segsleft[0], info.segsleft[1]);
  }
  if (has(IP6T_RT_LEN)) words.Say(negated(IP6T_RT_INV_LEN), "rt-len", "{}", info.hdrlen);
  if (has(IP6T_RT_RES)) words.Flag("rt-0-res");
  if (info.addrnr > std::size(info.addrs)) return false;
  std::string addresses;
  for (std::size_t index = 0; index < info.addrnr; ++index) {
    if (index > 0) addresses += ',';
    addresses += Print(words.AddressAt(&info.addrs[index]));
  }
  if (info.addrnr > 0) words.Say(false, "rt-0-addrs", "{}", addresses);
  if (has(IP6T_RT_FST_NSTRICT)) words.Flag("rt-0-not-strict");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_rt = {
    .extension = {.name = "rt",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .print = PrintWhatTests<kMaxSegments>,
                  .check = CheckTypeZero},
    .summary = "IPv6 routing header",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
