// SPDX-License-Identifier: GPL-2.0-or-later
// -m frag: the IPv6 fragment header (net/ipv6/netfilter/ip6t_frag.c). The kernel takes --fraglen
// and does not look at it.
#include <linux/netfilter_ipv6/ip6t_frag.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/ipv6_extension.h"
#include "translator/module.h"
#include "translator/short_header.h"
#include "translator/whole_ranges.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kMaxId = 0xffffffff;
constexpr std::uint8_t kFragment = 44;

enum { kId, kLength, kReserved, kFirst, kMore, kLast };

constexpr OptionSpec kOptions[] = {
    {.name = "fragid", .argument = &iptables::kRangeArgument<kMaxId>, .negatable = true},
    {.name = "fraglen", .argument = &iptables::kU32Argument, .negatable = true},
    {.name = "fragres"},
    {.name = "fragfirst"},
    {.name = "fragmore", .excludes = "fraglast"},
    {.name = "fraglast"},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  std::vector<Step> steps;
  DropBrokenExtension(kFragment, 8, steps);
  // The last byte of the offset has two bits that are reserved, and says if more fragments follow.
  const auto last_byte = [](std::uint32_t mask, std::uint32_t value) {
    return MaskedEquals(Ipv6Extension(kFragment, 3, 1), {value, mask});
  };
  std::vector<Formula> parts;
  if (const Option* id = use.Find(kId)) {
    parts.push_back(NegateIf(id->negated, InRange(Ipv6Extension(kFragment, 4, 4), id->range())));
  }
  if (use.Has(kReserved)) {
    parts.push_back(Equals(Ipv6Extension(kFragment, 1, 1), 0));
    parts.push_back(last_byte(0x06, 0));
  }
  if (use.Has(kFirst)) {
    parts.push_back(MaskedEquals(Ipv6Extension(kFragment, 2, 2), {0, 0xfff8}));
  }
  if (use.Has(kMore)) parts.push_back(last_byte(0x01, 0x01));
  if (use.Has(kLast)) parts.push_back(last_byte(0x01, 0));
  steps.emplace_back(OfExtension(kFragment, std::move(parts)));
  return steps;
}

bool Read(const ip6t_frag& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  const bool other_ids = (info.invflags & IP6T_FRAG_INV_IDS) != 0;
  if (other_ids || info.ids[0] != 0 || info.ids[1] != kMaxId) {
    words.Range(other_ids, "fragid", info.ids[0], info.ids[1]);
  }
  if (has(IP6T_FRAG_LEN)) {
    words.Say((info.invflags & IP6T_FRAG_INV_LEN) != 0, "fraglen", "{}", info.hdrlen);
  }
  if (has(IP6T_FRAG_RES)) words.Flag("fragres");
  if (has(IP6T_FRAG_FST)) words.Flag("fragfirst");
  if (has(IP6T_FRAG_MF)) words.Flag("fragmore");
  if (has(IP6T_FRAG_NMF)) words.Flag("fraglast");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_frag = {
    .extension = {.name = "frag",
                  .options = kOptions,
                  .families = iptables::kIpv6Only,
                  .print = PrintWhatTests<kMaxId>},
    .summary = "IPv6 fragment header",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
