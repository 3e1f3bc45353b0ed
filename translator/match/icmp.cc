// SPDX-License-Identifier: GPL-2.0-or-later
// -m icmp: ICMP type and code (net/netfilter/xt_tcpudp.c, icmp_match).
#include "translator/icmp.h"

#include <netinet/in.h>

#include <linux/netfilter_ipv4/ip_tables.h>

#include <array>

#include "translator/fields.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

constexpr auto kNames = std::to_array<IcmpName>({
    {"any", 255},
    {"echo-reply", 0},
    {"pong", 0},
    {"destination-unreachable", 3},
    {"network-unreachable", 3, 0, 0},
    {"host-unreachable", 3, 1, 1},
    {"protocol-unreachable", 3, 2, 2},
    {"port-unreachable", 3, 3, 3},
    {"fragmentation-needed", 3, 4, 4},
    {"source-route-failed", 3, 5, 5},
    {"network-unknown", 3, 6, 6},
    {"host-unknown", 3, 7, 7},
    {"network-prohibited", 3, 9, 9},
    {"host-prohibited", 3, 10, 10},
    {"TOS-network-unreachable", 3, 11, 11},
    {"TOS-host-unreachable", 3, 12, 12},
    {"communication-prohibited", 3, 13, 13},
    {"host-precedence-violation", 3, 14, 14},
    {"precedence-cutoff", 3, 15, 15},
    {"source-quench", 4},
    {"redirect", 5},
    {"network-redirect", 5, 0, 0},
    {"host-redirect", 5, 1, 1},
    {"TOS-network-redirect", 5, 2, 2},
    {"TOS-host-redirect", 5, 3, 3},
    {"echo-request", 8},
    {"ping", 8},
    {"router-advertisement", 9},
    {"router-solicitation", 10},
    {"time-exceeded", 11},
    {"ttl-exceeded", 11},
    {"ttl-zero-during-transit", 11, 0, 0},
    {"ttl-zero-during-reassembly", 11, 1, 1},
    {"parameter-problem", 12},
    {"ip-header-bad", 12, 0, 0},
    {"required-option-missing", 12, 1, 1},
    {"timestamp-request", 13},
    {"timestamp-reply", 14},
    {"address-mask-request", 17},
    {"address-mask-reply", 18},
});

// Stands for every type and code.
constexpr std::uint8_t kAnyType = 0xff;

constexpr iptables::ArgumentType kTypeArgument = {
    .placeholder = "name|type[/code]",
    .parse = [](const iptables::ArgumentInput& input,
                iptables::Value& value) { return ParseIcmpType(input, kNames, value); },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const IcmpType type = IcmpType::Of(std::get<std::uint64_t>(value));
          if (type.type == kAnyType) {
            out += "any";
            return;
          }
          iptables::AppendNumber(type.type, out);
          if (type.all_codes()) return;
          // A range of codes is written by its first one: so does iptables-save.
          out += '/';
          iptables::AppendNumber(type.code_low, out);
        },
};

enum { kType };

constexpr OptionSpec kOptions[] = {
    {.name = "icmp-type", .argument = &kTypeArgument, .negatable = true, .required = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({1});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Step> steps;
  DropShortHeader(context, 8, steps);
  const Option& option = *use.Find(kType);
  const IcmpType type = IcmpType::Of(option.number());
  Formula formula = type.type == kAnyType ? Formula::True() : IcmpTypeIs(type);
  steps.emplace_back(OfHeader(context, 8, NegateIf(option.negated, std::move(formula))));
  return steps;
}

bool Read(const ipt_icmp& info, XtWords& words) {
  words.Say((info.invflags & IPT_ICMP_INV) != 0, "icmp-type", "{}",
            PrintIcmpType({info.type, info.code[0], info.code[1]}, info.type == kAnyType));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_icmp = {
    .extension = {.name = "icmp",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .protocols = kProtocols},
    .summary = "ICMP type and code",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
