// SPDX-License-Identifier: GPL-2.0-or-later
// -m tcp: TCP ports, flags and options (net/netfilter/xt_tcpudp.c, tcp_mt).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "translator/ports.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

struct Flag {
  std::string_view name;
  std::uint8_t bits;
};
// In the order in which iptables-save prints them.
constexpr auto kFlags = std::to_array<Flag>({{"FIN", 1},
                                             {"SYN", 2},
                                             {"RST", 4},
                                             {"PSH", 8},
                                             {"ACK", 16},
                                             {"URG", 32},
                                             {"ALL", 63},
                                             {"NONE", 0}});

std::optional<std::uint32_t> ParseFlags(std::string_view text) {
  std::uint32_t bits = 0;
  for (const std::string_view part : iptables::SplitList(text)) {
    const auto* found = std::ranges::find(kFlags, part, &Flag::name);
    if (found == kFlags.end()) return std::nullopt;
    bits |= found->bits;
  }
  return bits;
}

void PrintFlags(std::uint32_t bits, std::string& out) {
  if (bits == 0) {
    out += "NONE";
    return;
  }
  const char* separator = "";
  for (const Flag& flag : kFlags) {
    if (flag.bits == 63 || (bits & flag.bits) == 0) continue;
    out += separator;
    out += flag.name;
    separator = ",";
  }
}

constexpr iptables::ArgumentType kFlagsArgument = {
    .placeholder = "mask comp",
    .words = 2,
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto mask = ParseFlags(input.words[0].text);
          const auto set = ParseFlags(input.words[1].text);
          if (!mask || !set)
            return input.Fail("flags are lists of FIN, SYN, RST, PSH, ACK, URG, or ALL or NONE");
          value = iptables::Masked{*set, *mask};
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto& [set, mask] = std::get<iptables::Masked>(value);
          PrintFlags(mask, out);
          out += ' ';
          PrintFlags(set, out);
        },
};

// --syn is short for --tcp-flags FIN,SYN,RST,ACK SYN.
constexpr iptables::ArgumentType kSynArgument = {
    .placeholder = "",
    .words = 0,
    .parse =
        [](const iptables::ArgumentInput&, iptables::Value& value) {
          value = iptables::Masked{0x02, 0x17};
          return true;
        },
    .print = kFlagsArgument.print,
};

enum { kTcpOption = 4, kTcpFlags, kSyn };

constexpr OptionSpec kOptions[] = {
    CNFT_PORT_OPTIONS,
    {.name = "tcp-option", .argument = &iptables::kNumberArgument<1, 255>, .negatable = true},
    {.name = "tcp-flags", .argument = &kFlagsArgument, .negatable = true},
    {.name = "syn", .argument = &kSynArgument, .negatable = true, .alias_of = "tcp-flags"},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({6});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Step> steps;
  DropShortHeader(context, 20, steps, true);
  std::vector<Formula> parts = {LowerPorts(use)};
  if (const Option* flags = use.Find(kTcpFlags)) {
    parts.push_back(NegateIf(flags->negated, MaskedEquals(TransportBytes(13, 1), flags->masked())));
  }
  if (const Option* option = use.Find(kTcpOption)) {
    const nftables::Exthdr exthdr{.op = nftables::ExthdrOp::kTcpOption,
                                  .type = static_cast<std::uint8_t>(option->number()),
                                  .present = true};
    parts.push_back(Equals(exthdr, option->negated ? 0 : 1));
  }
  steps.emplace_back(Formula::All(std::move(parts)));
  return steps;
}

}  // namespace

extern const MatchModule match_tcp = {
    .extension = {.name = "tcp", .options = kOptions, .protocols = kProtocols},
    .summary = "TCP ports, flags and options",
    .lower = Lower,
};

}  // namespace cnft::translator
