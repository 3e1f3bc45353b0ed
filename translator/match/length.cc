// SPDX-License-Identifier: GPL-2.0-or-later
// -m length: the length of the packet from the IP header on (net/netfilter/xt_length.c).
#include <linux/netfilter/xt_length.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kLength };

constexpr OptionSpec kOptions[] = {
    {.name = "length",
     .argument = &iptables::kRangeArgument<0xffff>,
     .negatable = true,
     .required = true},
};

// The kernel adds the length of the fixed header to what it says of the payload.
Formula Ipv6LengthIn(const iptables::Range& length) {
  constexpr std::uint64_t kHeader = 40;
  if (length.low > length.high || length.high < kHeader) return Formula::False();
  const std::uint64_t low = length.low < kHeader ? 0 : length.low - kHeader;
  // The longest payload makes a packet longer than any number that can be asked for.
  return InRange(NetworkBytes(4, 2), iptables::Range{low, length.high - kHeader});
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Option& length = *use.Find(kLength);
  return {NegateIf(length.negated,
                   context.ipv4() ? InRange(MetaField(nftables::MetaKey::kLength), length.range())
                                  : Ipv6LengthIn(length.range()))};
}

bool Read(const xt_length_info& info, XtWords& words) {
  words.Range(info.invert != 0, "length", info.min, info.max);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_length = {
    .extension = {.name = "length", .options = kOptions},
    .summary = "length of the packet",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
