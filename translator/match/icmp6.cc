// SPDX-License-Identifier: GPL-2.0-or-later
// -m icmp6: ICMPv6 type and code (net/netfilter/xt_tcpudp.c, icmp6_match).
#include <netinet/in.h>

#include <linux/netfilter_ipv6/ip6_tables.h>

#include <array>

#include "translator/fields.h"
#include "translator/icmp.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

constexpr auto kNames = std::to_array<IcmpName>({
    {"destination-unreachable", 1},
    {"no-route", 1, 0, 0},
    {"communication-prohibited", 1, 1, 1},
    {"beyond-scope", 1, 2, 2},
    {"address-unreachable", 1, 3, 3},
    {"port-unreachable", 1, 4, 4},
    {"failed-policy", 1, 5, 5},
    {"reject-route", 1, 6, 6},
    {"packet-too-big", 2},
    {"time-exceeded", 3},
    {"ttl-exceeded", 3},
    {"ttl-zero-during-transit", 3, 0, 0},
    {"ttl-zero-during-reassembly", 3, 1, 1},
    {"parameter-problem", 4},
    {"bad-header", 4, 0, 0},
    {"unknown-header-type", 4, 1, 1},
    {"unknown-option", 4, 2, 2},
    {"echo-request", 128},
    {"ping", 128},
    {"echo-reply", 129},
    {"pong", 129},
    {"mld-listener-query", 130},
    {"mld-listener-report", 131},
    {"mld-listener-done", 132},
    {"mld-listener-reduction", 132},
    {"router-solicitation", 133},
    {"router-advertisement", 134},
    {"neighbour-solicitation", 135},
    {"neighbor-solicitation", 135},
    {"neighbour-advertisement", 136},
    {"neighbor-advertisement", 136},
    {"redirect", 137},
});

constexpr iptables::ArgumentType kTypeArgument = {
    .placeholder = "name|type[/code]",
    .parse = [](const iptables::ArgumentInput& input,
                iptables::Value& value) { return ParseIcmpType(input, kNames, value); },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const IcmpType type = IcmpType::Of(std::get<std::uint64_t>(value));
          iptables::AppendNumber(type.type, out);
          if (type.all_codes()) return;
          // A range of codes is written by its first one: so does iptables-save.
          out += '/';
          iptables::AppendNumber(type.code_low, out);
        },
};

enum { kType };

constexpr OptionSpec kOptions[] = {
    {.name = "icmpv6-type", .argument = &kTypeArgument, .negatable = true, .required = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({58});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Step> steps;
  DropShortHeader(context, 8, steps);
  const Option& option = *use.Find(kType);
  const IcmpType type = IcmpType::Of(option.number());
  steps.emplace_back(OfHeader(context, 8, NegateIf(option.negated, IcmpTypeIs(type))));
  return steps;
}

bool Read(const ip6t_icmp& info, XtWords& words) {
  words.Say((info.invflags & IP6T_ICMP_INV) != 0, "icmpv6-type", "{}",
            PrintIcmpType({info.type, info.code[0], info.code[1]}, false));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_icmp6 = {
    .extension = {.name = "icmp6",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .protocols = kProtocols},
    .summary = "ICMPv6 type and code",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
