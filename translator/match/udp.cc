// SPDX-License-Identifier: GPL-2.0-or-later
// -m udp: UDP ports (net/netfilter/xt_tcpudp.c, udp_mt).
#include <linux/netfilter/xt_tcpudp.h>

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/ports.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

namespace cnft::translator {
namespace {

constexpr auto kProtocols = std::to_array<std::uint8_t>({17});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Step> steps;
  DropShortHeader(context, 8, steps);
  steps.emplace_back(OfHeader(context, 8, LowerPorts(use)));
  return steps;
}

bool Read(const xt_udp& info, XtWords& words) {
  SayPorts(info.spts, (info.invflags & XT_UDP_INV_SRCPT) != 0, "sport", words);
  SayPorts(info.dpts, (info.invflags & XT_UDP_INV_DSTPT) != 0, "dport", words);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  xt_udp info{};
  WritePorts(use, 0, XT_UDP_INV_SRCPT, info.spts, info.invflags);
  WritePorts(use, 1, XT_UDP_INV_DSTPT, info.dpts, info.invflags);
  return MakeXtInfo("udp", 0, info);
}

}  // namespace

extern const MatchModule match_udp = {
    .extension = {.name = "udp",
                  .options = kPortOptions,
                  .protocols = kProtocols,
                  .print = PrintWhatTests<0xffff>},
    .summary = "UDP ports",
    .lower = Lower,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
