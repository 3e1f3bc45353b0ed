// SPDX-License-Identifier: GPL-2.0-or-later
// -m tcp: TCP ports, flags and options (net/netfilter/xt_tcpudp.c, tcp_mt).
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter/xt_tcpudp.h>

#include <algorithm>
#include <array>

#include "translator/ports.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

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

constexpr char ToUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

std::optional<std::uint32_t> ParseFlags(std::string_view text) {
  std::uint32_t bits = 0;
  for (const std::string_view part : iptables::SplitList(text)) {
    const auto* found = std::ranges::find_if(kFlags, [&](const Flag& flag) {
      return std::ranges::equal(flag.name, part, {}, {}, ToUpper);
    });
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

// nf_tables does not look at the last byte of the options, where the longer ones cannot begin.
constexpr std::uint64_t kNop = 1;

constexpr Limitation kLimitations[] = {
    {.option = "--tcp-option 1",
     .reason = "nf_tables does not see a NOP that is the last byte of the TCP options",
     .way_out = "test for another option"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kHeader = 20;
  const Option* option = use.Find(kTcpOption);
  if (option != nullptr && option->number() == kNop) {
    context.Refuse(kLimitations[0], option->span);
  }
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps, true);
  std::vector<Formula> parts;
  parts.push_back(LowerPorts(use));
  if (const Option* flags = use.Find(kTcpFlags)) {
    parts.push_back(NegateIf(flags->negated, MaskedEquals(TransportBytes(13, 1), flags->masked())));
  }
  steps.emplace_back(OfHeader(context, kHeader, Formula::All(std::move(parts))));
  if (option != nullptr) {
    DropShortTcpOptions(context, steps);
    const nftables::Exthdr exthdr{.op = nftables::ExthdrOp::kTcpOption,
                                  .type = static_cast<std::uint8_t>(option->number()),
                                  .present = true};
    steps.emplace_back(Equals(exthdr, option->negated ? 0 : 1));
  }
  return steps;
}

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  xt_tcp info{};
  WritePorts(use, 0, XT_TCP_INV_SRCPT, info.spts, info.invflags);
  WritePorts(use, 1, XT_TCP_INV_DSTPT, info.dpts, info.invflags);
  if (const Option* flags = use.Find(kTcpFlags)) {
    info.flg_mask = static_cast<std::uint8_t>(flags->masked().mask);
    info.flg_cmp = static_cast<std::uint8_t>(flags->masked().value);
    if (flags->negated) {
      info.invflags = static_cast<std::uint8_t>(info.invflags | XT_TCP_INV_FLAGS);
    }
  }
  if (const Option* option = use.Find(kTcpOption)) {
    info.option = static_cast<std::uint8_t>(option->number());
    if (option->negated) {
      info.invflags = static_cast<std::uint8_t>(info.invflags | XT_TCP_INV_OPTION);
    }
  }
  return MakeXtInfo("tcp", 0, info);
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) { return Write(use, {}); }

bool Read(const xt_tcp& info, XtWords& words) {
  const auto negated = [&info](unsigned flag) { return (info.invflags & flag) != 0; };
  SayPorts(info.spts, negated(XT_TCP_INV_SRCPT), "sport", words);
  SayPorts(info.dpts, negated(XT_TCP_INV_DSTPT), "dport", words);
  if (info.option != 0 || negated(XT_TCP_INV_OPTION)) {
    words.Say(negated(XT_TCP_INV_OPTION), "tcp-option", "{}", info.option);
  }
  if (info.flg_mask != 0 || negated(XT_TCP_INV_FLAGS)) {
    words.Add(negated(XT_TCP_INV_FLAGS), kOptions[kTcpFlags],
              iptables::Masked{info.flg_cmp, info.flg_mask});
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_tcp = {
    .extension = {.name = "tcp",
                  .options = kOptions,
                  .protocols = kProtocols,
                  .print = PrintWhatTests<0xffff>},
    .summary = "TCP ports, flags and options",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
