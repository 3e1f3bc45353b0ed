// SPDX-License-Identifier: GPL-2.0-or-later
// What the NAT targets share: address and port ranges, and flags.
#include "translator/nat.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"

namespace cnft::translator {
namespace {

using iptables::AppendNumber;
using iptables::ArgumentInput;
using iptables::NatRange;
using iptables::SplitAt;

std::optional<std::uint16_t> Port(std::string_view text) { return iptables::ParsePort(text); }

// "port[-port[/base]]"
bool ParsePorts(std::string_view text, NatRange& range) {
  const auto [ports, base] = SplitAt(text, '/');
  const auto [low, high] = SplitAt(ports, '-');
  const auto first = Port(low);
  const auto last = high ? Port(*high) : first;
  if (!first || !last || *last < *first) return false;
  range.ports = PortRange{*first, *last};
  if (!base) return true;
  range.base_port = Port(*base);
  return range.base_port.has_value() && high.has_value();
}

std::optional<NatRange> ParseNatRange(std::string_view text, Family family) {
  NatRange range;
  std::string_view addresses = text;
  std::optional<std::string_view> ports;
  if (text.starts_with('[') && family == Family::kIpv6) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    addresses = text.substr(1, close - 1);
    const std::string_view rest = text.substr(close + 1);
    if (!rest.empty() && rest[0] != ':') return std::nullopt;
    if (!rest.empty()) ports = rest.substr(1);
  } else if (const std::size_t colon = text.find(':');
             colon != std::string_view::npos &&
             text.find(':', colon + 1) == std::string_view::npos) {
    // Several colons are an IPv6 address, one is a port.
    addresses = text.substr(0, colon);
    ports = text.substr(colon + 1);
  }
  if (ports && !ParsePorts(*ports, range)) return std::nullopt;
  if (addresses.empty()) return ports ? std::optional(range) : std::nullopt;
  const auto [low, high] = SplitAt(addresses, '-');
  const auto first = ParseAddress(low, family);
  const auto last = high ? ParseAddress(*high, family) : first;
  if (!first || !last) return std::nullopt;
  range.addresses = AddressRange{*first, *last};
  return range;
}

void AppendPorts(const PortRange& ports, std::string& out) {
  AppendNumber(ports.low, out);
  if (ports.low == ports.high) return;
  out += '-';
  AppendNumber(ports.high, out);
}

void PrintRange(const iptables::Value& value, std::string& out) {
  const auto& [addresses, ports, base_port] = std::get<NatRange>(value);
  if (addresses) {
    const auto& [low, high] = *addresses;
    const bool brackets = low.family() == Family::kIpv6 && ports;
    if (brackets) out += '[';
    AppendAddress(low, out);
    if (low != high) {
      out += '-';
      AppendAddress(high, out);
    }
    if (brackets) out += ']';
  }
  if (ports) {
    out += ':';
    AppendPorts(*ports, out);
  }
  if (base_port) {
    out += '/';
    AppendNumber(*base_port, out);
  }
}

}  // namespace

const iptables::ArgumentType kNatRangeArgument = {
    .placeholder = "[address[-address]][:port[-port]]",
    .parse =
        [](const ArgumentInput& input, iptables::Value& value) {
          const auto range = ParseNatRange(input.text(), input.family);
          if (!range) {
            return input.Fail(
                fmt::format("'{}' is not a range of addresses and ports", input.text()),
                input.text().starts_with("--") || input.text().empty()
                    ? "the address is missing: an iptables older than the rules dumps such lines; "
                      "dump "
                      "them again with the newer one"
                    : "write address[-address][:port[-port]], IPv6 with ports as [address]:port");
          }
          value = *range;
          return true;
        },
    .print = PrintRange,
};

const iptables::ArgumentType kNatPortsArgument = {
    .placeholder = "port[-port]",
    .parse =
        [](const ArgumentInput& input, iptables::Value& value) {
          if (!ParsePorts(input.text(), value.emplace<NatRange>())) {
            return input.Fail(fmt::format("'{}' is not a port or a range port-port", input.text()));
          }
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { AppendPorts(*std::get<NatRange>(value).ports, out); },
};

const Limitation kShiftedPorts = {
    .option = "shifted ports",
    .reason = "nf_tables cannot shift a range of ports (:port-port/base)",
    .way_out = "write one rule for each port"};

std::optional<PortRange> NatPorts(const Option* option) {
  return option == nullptr ? std::nullopt : option->nat_range().ports;
}

std::uint32_t NatFlags(const Use& use) {
  struct Flag {
    std::string_view option;
    std::uint32_t flag;
  };
  static constexpr auto kFlags = std::to_array<Flag>({{"random", nftables::kNatRandom},
                                                      {"random-fully", nftables::kNatFullyRandom},
                                                      {"persistent", nftables::kNatPersistent}});
  std::uint32_t flags = 0;
  for (const Option& option : use.options) {
    for (const Flag& flag : kFlags) {
      if (option.spec->name == flag.option) flags |= flag.flag;
    }
  }
  return flags;
}

void CheckNatPorts(const Option& option, LowerContext& context) {
  // iptables asks for the protocol's number, negated or not.
  static constexpr auto kProtocols = std::to_array<std::uint64_t>({6, 17, 132, 33, 1});
  const Option* protocol = context.rule().builtin.Find(iptables::kProtocol);
  if (protocol != nullptr &&
      std::ranges::find(kProtocols, protocol->number()) != kProtocols.end()) {
    return;
  }
  context.Fail(DiagnosticKind::kNeedsProtocol, option.span,
               "ports need -p tcp, udp, sctp or dccp in the rule", "iptables refuses the rule too");
}

Action LowerNat(const Use& use, LowerContext& context, nftables::NatKind kind) {
  const Option& to = *use.Find(0);
  const NatRange& range = to.nat_range();
  if (range.base_port) context.Refuse(kShiftedPorts, to.span);
  if (range.ports) CheckNatPorts(to, context);
  return Action::Do({nftables::Nat{.kind = kind,
                                   .addresses = range.addresses,
                                   .ports = range.ports,
                                   .flags = NatFlags(use)}},
                    true);
}

Action LowerFinalAccept(Family family, std::uint8_t hooks) {
  const bool source = (hooks & kSourceHooks) != 0;
  const Field address = source ? SourceAddress(family) : DestinationAddress(family);
  return Action::Do(
      {nftables::Nat{.kind = source ? nftables::NatKind::kSnat : nftables::NatKind::kDnat,
                     .address_field = std::get<nftables::Payload>(address)}},
      true);
}

namespace {

// All of the kernel's structures as the last of them.
nf_nat_range2 Wider(const nf_nat_range& range) {
  return {range.flags, range.min_addr, range.max_addr, range.min_proto, range.max_proto, {}};
}

nf_nat_range2 Wider(const nf_nat_ipv4_range& range) {
  nf_nat_range2 wide{};
  wide.flags = range.flags;
  wide.min_addr.ip = range.min_ip;
  wide.max_addr.ip = range.max_ip;
  wide.min_proto = range.min;
  wide.max_proto = range.max;
  return wide;
}

bool HasFlag(const nf_nat_range2& range, unsigned flag) { return (range.flags & flag) != 0; }

PortRange PortsOf(const nf_nat_range2& range) {
  return {ntohs(range.min_proto.all), ntohs(range.max_proto.all)};
}

void SayNatFlags(const nf_nat_range2& range, XtWords& words) {
  if (HasFlag(range, NF_NAT_RANGE_PROTO_RANDOM)) words.Flag("random");
  if (HasFlag(range, NF_NAT_RANGE_PROTO_RANDOM_FULLY)) words.Flag("random-fully");
  if (HasFlag(range, NF_NAT_RANGE_PERSISTENT)) words.Flag("persistent");
}

bool SayPortsOnly(const nf_nat_range2& range, XtWords& words) {
  if (HasFlag(range, NF_NAT_RANGE_MAP_IPS)) return false;
  if (HasFlag(range, NF_NAT_RANGE_PROTO_SPECIFIED)) {
    std::string ports;
    AppendPorts(PortsOf(range), ports);
    words.Say(false, "to-ports", "{}", ports);
  }
  SayNatFlags(range, words);
  return true;
}

}  // namespace

bool SayNatRange(const nf_nat_range2& range, std::string_view option, XtWords& words) {
  const bool ports = HasFlag(range, NF_NAT_RANGE_PROTO_SPECIFIED);
  std::string text;
  if (HasFlag(range, NF_NAT_RANGE_MAP_IPS)) {
    const Address low = words.AddressAt(&range.min_addr);
    const Address high = words.AddressAt(&range.max_addr);
    text = low == high ? Print(low) : Print(low) + "-" + Print(high);
    if (ports && !words.ipv4()) text = "[" + text + "]";
  }
  if (ports) {
    text += ':';
    AppendPorts(PortsOf(range), text);
  }
  if (HasFlag(range, NF_NAT_RANGE_PROTO_OFFSET)) {
    text += fmt::format("/{}", ntohs(range.base_proto.all));
  }
  // Neither address nor port: the flags alone.
  if (!text.empty()) words.Say(false, option, "{}", text);
  SayNatFlags(range, words);
  return true;
}

bool SayNatRange(const nf_nat_range& range, std::string_view option, XtWords& words) {
  return SayNatRange(Wider(range), option, words);
}

bool SayNatRange(const nf_nat_ipv4_multi_range_compat& range, std::string_view option,
                 XtWords& words) {
  return range.rangesize == 1 && SayNatRange(Wider(range.range[0]), option, words);
}

bool SayNatPorts(const nf_nat_range& range, XtWords& words) {
  return SayPortsOnly(Wider(range), words);
}

bool SayNatPorts(const nf_nat_ipv4_multi_range_compat& range, XtWords& words) {
  return range.rangesize == 1 && SayPortsOnly(Wider(range.range[0]), words);
}

}  // namespace cnft::translator
