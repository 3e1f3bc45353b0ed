// SPDX-License-Identifier: GPL-2.0-or-later
// -m policy: the IPsec transformations a packet went through or will go through
// (net/netfilter/xt_policy.c).
//
// Without --strict a rule asks whether any transformation of the packet is as described; the kernel
// allows XFRM_MAX_DEPTH of them, and "ipsec in spnum N" looks at one.
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter/xt_policy.h>

#include <array>
#include <optional>
#include <vector>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/host_mask.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using nftables::XfrmKey;

constexpr std::uint32_t kMaxDepth = 6;  // XFRM_MAX_DEPTH

constexpr auto kDirections = std::to_array<std::string_view>({"in", "out"});
constexpr auto kPolicies = std::to_array<std::string_view>({"none", "ipsec"});
constexpr auto kModes = std::to_array<std::string_view>({"transport", "tunnel"});
constexpr std::uint64_t kOut = 1;
constexpr std::uint64_t kNone = 0;

constexpr iptables::ArgumentType kTransformArgument = {
    .placeholder = "ah|esp|ipcomp",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto protocol = iptables::ParseProtocol(input.text());
          if (!protocol ||
              (*protocol != IPPROTO_AH && *protocol != IPPROTO_ESP && *protocol != IPPROTO_COMP)) {
            return input.Fail(fmt::format("'{}' is not ah, esp or ipcomp", input.text()));
          }
          value = std::uint64_t{*protocol};
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          out += iptables::ProtocolName(static_cast<std::uint8_t>(std::get<std::uint64_t>(value)));
        },
};

// A whole mask is not printed.
constexpr iptables::ArgumentType kTunnelArgument = {
    .placeholder = "address[/mask]",
    .parse = [](const iptables::ArgumentInput& input,
                iptables::Value& value) { return ParseHostMask(input, value); },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const AddressMask& network = std::get<AddressMask>(value);
          const bool whole = PrefixLength(network.mask) == network.mask.length * 8U;
          out += whole ? cnft::Print(network.address) : iptables::Print(network);
        },
};

enum { kDir, kPol, kStrict, kReqid, kSpi, kProto, kMode, kTunnelDst, kTunnelSrc, kNext };

constexpr OptionSpec kOptions[] = {
    {.name = "dir", .argument = &iptables::kChoiceArgument<kDirections>, .required = true},
    {.name = "pol", .argument = &iptables::kChoiceArgument<kPolicies>},
    {.name = "strict"},
    {.name = "reqid", .argument = &iptables::kU32Argument, .negatable = true, .repeatable = true},
    {.name = "spi",
     .argument = &iptables::kHexArgument<0, 0xffffffff>,
     .negatable = true,
     .repeatable = true},
    {.name = "proto", .argument = &kTransformArgument, .negatable = true, .repeatable = true},
    {.name = "mode",
     .argument = &iptables::kChoiceArgument<kModes>,
     .negatable = true,
     .repeatable = true},
    {.name = "tunnel-dst", .argument = &kTunnelArgument, .negatable = true, .repeatable = true},
    {.name = "tunnel-src", .argument = &kTunnelArgument, .negatable = true, .repeatable = true},
    {.name = "next", .repeatable = true, .needs = "strict"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--strict",
     .reason = "nf_tables does not see how many transformations there are",
     .way_out = "leave --strict out, which asks for a transformation at any place"},
    {.option = "--proto",
     .reason = "nf_tables does not see whether a transformation is ESP, AH or IPComp",
     .way_out = "tell the transformations apart by --reqid"},
    {.option = "--mode",
     .reason = "nf_tables does not see the mode of a transformation",
     .way_out = "tell the transformations apart by --reqid"},
    {.option = "--tunnel-src and --tunnel-dst",
     .reason = "nf_tables takes BEET for a tunnel too, and sees no addresses of tunnels of the "
               "other family",
     .way_out = "tell the transformations apart by --reqid",
     .approximation = "policy-tunnel"},
};
enum { kLimitStrict, kLimitProto, kLimitMode, kLimitTunnel };

using Element = std::array<const Option*, std::size(kOptions)>;

// Each --next begins another element.
std::vector<Element> Elements(const Use& use) {
  std::vector<Element> elements(1);
  for (const Option& option : use.options) {
    const auto index = static_cast<std::size_t>(option.spec - kOptions);
    if (index == kNext) {
      elements.emplace_back();
    } else if (index >= kReqid) {
      elements.back()[index] = &option;
    }
  }
  return elements;
}

bool IsNone(const Use& use) {
  const Option* policy = use.Find(kPol);
  return policy != nullptr && policy->number() == kNone;
}

bool Empty(const Element& element) { return element == Element{}; }

void Print(const Use& use, Family, std::string& out) {
  iptables::PrintOption(*use.Find(kDir), out);
  out += IsNone(use) ? " --pol none" : " --pol ipsec";
  if (use.Has(kStrict)) out += " --strict";
  bool first = true;
  for (const Element& element : Elements(use)) {
    if (!first) out += " --next";
    first = false;
    for (const Option* option : element) {
      if (option != nullptr) iptables::PrintOption(*option, out);
    }
  }
}

void CheckElement(const Use& use, const Element& element, Diagnostics& diagnostics) {
  if (use.Has(kStrict) && Empty(element)) {
    diagnostics.Report(DiagnosticKind::kMissingOption, use.span,
                       "-m policy --strict: an element says nothing",
                       "give each one of --reqid, --spi, --proto, --mode, --tunnel-src, "
                       "--tunnel-dst");
  }
  const Option* address =
      element[kTunnelSrc] != nullptr ? element[kTunnelSrc] : element[kTunnelDst];
  const Option* mode = element[kMode];
  if (address == nullptr) return;
  if (mode == nullptr || (mode->number() == 1) == mode->negated) {
    diagnostics.Report(DiagnosticKind::kConflictingOptions, address->span,
                       "--tunnel-src and --tunnel-dst need --mode tunnel");
  }
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  std::array<bool, std::size(kOptions)> seen{};
  std::size_t elements = 1;
  for (const Option& option : use.options) {
    const auto index = static_cast<std::size_t>(option.spec - kOptions);
    if (index == kNext) {
      seen = {};
      ++elements;
      continue;
    }
    if (index >= kReqid && seen[index]) {
      diagnostics.Report(DiagnosticKind::kConflictingOptions, option.span,
                         fmt::format("--{} twice for one element", option.spec->name));
      return;
    }
    seen[index] = true;
  }
  if (elements > XT_POLICY_MAX_ELEM) {
    diagnostics.Report(DiagnosticKind::kBadArgument, use.span,
                       fmt::format("more than {} elements", XT_POLICY_MAX_ELEM));
    return;
  }
  if (IsNone(use)) {
    for (const Option& option : use.options) {
      if (option.spec == &kOptions[kStrict]) {
        diagnostics.Report(DiagnosticKind::kConflictingOptions, option.span,
                           "--pol none and --strict exclude each other");
        return;
      }
    }
    return;
  }
  for (const Element& element : Elements(use)) CheckElement(use, element, diagnostics);
}

// As the kernel's check does.
bool CheckHooks(const Use& use, LowerContext& context) {
  using iptables::Hook;
  using iptables::HookBit;
  const Option& direction = *use.Find(kDir);
  const bool out = direction.number() == kOut;
  const unsigned wrong = out ? unsigned{HookBit(Hook::kPrerouting)} | HookBit(Hook::kInput)
                             : unsigned{HookBit(Hook::kPostrouting)} | HookBit(Hook::kOutput);
  if ((context.hooks() & wrong) == 0) return true;
  context.Fail(DiagnosticKind::kWrongHook, direction.span,
               out ? "--dir out cannot be reached from PREROUTING or INPUT"
                   : "--dir in cannot be reached from OUTPUT or POSTROUTING",
               "the kernel refuses the rule");
  return false;
}

// What an option says of the transformation at `place`; negated: it is there and is not so.
Formula Holds(const Option& option, XfrmKey key, bool out, std::uint32_t place) {
  const nftables::Xfrm field{key, out, place};
  nftables::Statement statement;
  if (key == XfrmKey::kReqid) {
    statement = Compare(field, Relation::kEq, option.number());
  } else if (key == XfrmKey::kSpi) {
    // iptables gives the kernel the number as the machine stores it, where packets have it
    // big-endian.
    statement = Compare(field, Relation::kEq, htonl(static_cast<std::uint32_t>(option.number())));
  } else {
    const AddressMask network = Network(option.address());
    if (PrefixLength(network.mask) == network.mask.length * 8U) {
      statement = Compare(field, Relation::kEq, Value::Of(network.address));
    } else {
      statement =
          CompareMasked(field, Value::Of(network.mask), Relation::kEq, Value::Of(network.address));
    }
  }
  const Test test{std::move(statement), Domain::kSometimes};
  return option.negated ? Formula::IsFalse(test) : Formula::Is(test);
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  if (!CheckHooks(use, context)) return {};
  const bool out = use.Find(kDir)->number() == kOut;
  const Field any =
      out ? Field{nftables::Rt{nftables::RtKey::kXfrm}} : MetaField(nftables::MetaKey::kSecpath);
  if (IsNone(use)) return {Equals(any, 0)};
  // Addresses are those of tunnels, for which they need --mode tunnel.
  const bool addresses = use.Has(kTunnelSrc) || use.Has(kTunnelDst);
  constexpr std::pair<std::size_t, std::size_t> kRefused[] = {
      {kStrict, kLimitStrict}, {kProto, kLimitProto}, {kMode, kLimitMode}};
  for (const auto& [index, limitation] : kRefused) {
    if (index == kMode && addresses) continue;
    if (const Option* option = use.Find(index)) {
      context.Refuse(kLimitations[limitation], option->span);
      return {};
    }
  }
  const Element element = Elements(use).front();
  if (Empty(element)) return {Equals(any, 1)};
  for (const std::size_t index : {kTunnelSrc, kTunnelDst}) {
    if (element[index] != nullptr &&
        !context.Approximate(kLimitations[kLimitTunnel], element[index]->span)) {
      return {};
    }
  }
  const bool ipv4 = context.ipv4();
  const std::pair<std::size_t, XfrmKey> keys[] = {
      {kReqid, XfrmKey::kReqid},
      {kSpi, XfrmKey::kSpi},
      {kTunnelDst, ipv4 ? XfrmKey::kDaddr4 : XfrmKey::kDaddr6},
      {kTunnelSrc, ipv4 ? XfrmKey::kSaddr4 : XfrmKey::kSaddr6}};
  std::vector<Formula> places;
  for (std::uint32_t place = 0; place < kMaxDepth; ++place) {
    std::vector<Formula> parts;
    for (const auto& [index, key] : keys) {
      if (element[index] != nullptr) parts.push_back(Holds(*element[index], key, out, place));
    }
    places.push_back(Formula::All(std::move(parts)));
  }
  return {Formula::Any(std::move(places))};
}

void Fill(const Element& element, xt_policy_elem& info) {
  const auto address = [](const Option& option, xt_policy_addr& to, xt_policy_addr& mask) {
    std::memcpy(&to, option.address().address.bytes.data(), option.address().address.length);
    std::memcpy(&mask, option.address().mask.bytes.data(), option.address().mask.length);
  };
  const auto mark = [&](std::size_t index, auto set) {
    const Option* option = element[index];
    if (option == nullptr) return;
    set(info.match, true);
    set(info.invert, option->negated);
  };
  mark(kReqid, [](xt_policy_spec& spec, bool on) { spec.reqid = on; });
  mark(kSpi, [](xt_policy_spec& spec, bool on) { spec.spi = on; });
  mark(kProto, [](xt_policy_spec& spec, bool on) { spec.proto = on; });
  mark(kMode, [](xt_policy_spec& spec, bool on) { spec.mode = on; });
  mark(kTunnelDst, [](xt_policy_spec& spec, bool on) { spec.daddr = on; });
  mark(kTunnelSrc, [](xt_policy_spec& spec, bool on) { spec.saddr = on; });
  if (element[kReqid] != nullptr) {
    info.reqid = static_cast<std::uint32_t>(element[kReqid]->number());
  }
  if (element[kSpi] != nullptr) info.spi = static_cast<std::uint32_t>(element[kSpi]->number());
  if (element[kProto] != nullptr) {
    info.proto = static_cast<std::uint8_t>(element[kProto]->number());
  }
  if (element[kMode] != nullptr) info.mode = static_cast<std::uint8_t>(element[kMode]->number());
  if (element[kTunnelDst] != nullptr) address(*element[kTunnelDst], info.daddr, info.dmask);
  if (element[kTunnelSrc] != nullptr) address(*element[kTunnelSrc], info.saddr, info.smask);
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_policy_info info{};
  unsigned flags = use.Find(kDir)->number() == kOut ? XT_POLICY_MATCH_OUT : XT_POLICY_MATCH_IN;
  if (use.Has(kStrict)) flags |= XT_POLICY_MATCH_STRICT;
  if (IsNone(use)) {
    flags |= XT_POLICY_MATCH_NONE;
  } else {
    for (const Element& element : Elements(use)) Fill(element, info.pol[info.len++]);
  }
  info.flags = static_cast<std::uint16_t>(flags);
  return MakeXtInfo("policy", 0, info);
}

bool Read(const xt_policy_info& info, XtWords& words) {
  if (info.len > std::size(info.pol)) return false;
  words.Say(false, "dir", "{}", kDirections[(info.flags & XT_POLICY_MATCH_IN) != 0 ? 0 : 1]);
  const bool none = (info.flags & XT_POLICY_MATCH_NONE) != 0;
  words.Say(false, "pol", "{}", kPolicies[none ? 0 : 1]);
  if ((info.flags & XT_POLICY_MATCH_STRICT) != 0) words.Flag("strict");
  for (std::size_t index = 0; index < info.len; ++index) {
    const xt_policy_elem& element = info.pol[index];
    if (index > 0) words.Flag("next");
    if (element.match.reqid != 0) {
      words.Say(element.invert.reqid != 0, "reqid", "{}", element.reqid);
    }
    // In the byte order in which iptables has it, which is the machine's.
    if (element.match.spi != 0) {
      words.Say(element.invert.spi != 0, "spi", "{:#x}", element.spi);
    }
    if (element.match.proto != 0) {
      words.Say(element.invert.proto != 0, "proto", "{}", iptables::ProtocolName(element.proto));
    }
    if (element.match.mode != 0) {
      if (element.mode >= kModes.size()) return false;
      words.Say(element.invert.mode != 0, "mode", "{}", kModes[element.mode]);
    }
    if (element.match.daddr != 0) {
      words.Network(element.invert.daddr != 0, "tunnel-dst", words.AddressAt(&element.daddr),
                    words.AddressAt(&element.dmask));
    }
    if (element.match.saddr != 0) {
      words.Network(element.invert.saddr != 0, "tunnel-src", words.AddressAt(&element.saddr),
                    words.AddressAt(&element.smask));
    }
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_policy = {
    .extension = {.name = "policy", .options = kOptions, .print = Print, .check = Check},
    .summary = "the IPsec transformations of the packet",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
