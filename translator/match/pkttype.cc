// SPDX-License-Identifier: GPL-2.0-or-later
// -m pkttype: whom the packet was addressed to on the link (net/netfilter/xt_pkttype.c). nf_tables
// looks at packets of the loopback device by their IP address, just as xtables does.
#include <fmt/core.h>
#include <linux/netfilter/xt_pkttype.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

struct Name {
  std::string_view name;
  std::uint8_t type;  // PACKET_* of <linux/if_packet.h>
};
// The first name of a type is the one that is printed.
constexpr auto kNames = std::to_array<Name>({{"unicast", 0},
                                             {"broadcast", 1},
                                             {"multicast", 2},
                                             {"otherhost", 3},
                                             {"bcast", 1},
                                             {"mcast", 2},
                                             {"host", 0}});

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr iptables::ArgumentType kTypeArgument = {
    .placeholder = "type",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto found = std::ranges::find_if(kNames, [&](const Name& known) {
            return std::ranges::equal(known.name, input.text(), {}, Lower, Lower);
          });
          if (found == kNames.end()) {
            return input.Fail(fmt::format(
                "'{}' is none of unicast, broadcast, multicast, otherhost", input.text()));
          }
          value = std::uint64_t{found->type};
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          out += std::ranges::find(kNames, std::get<std::uint64_t>(value), &Name::type)->name;
        },
};

enum { kType };

constexpr OptionSpec kOptions[] = {
    {.name = "pkt-type", .argument = &kTypeArgument, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& type = *use.Find(kType);
  return {NegateIf(type.negated, Equals(MetaField(nftables::MetaKey::kPkttype), type.number()))};
}

bool Read(const xt_pkttype_info& info, XtWords& words) {
  if (std::ranges::find(kNames, info.pkttype, &Name::type) == kNames.end()) return false;
  words.Add(info.invert != 0, kOptions[kType], static_cast<std::uint64_t>(info.pkttype));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_pkttype = {
    .extension = {.name = "pkttype", .options = kOptions},
    .summary = "link layer addressee: unicast, broadcast, multicast",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
