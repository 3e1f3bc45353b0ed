// SPDX-License-Identifier: GPL-2.0-or-later
// -m quota: matches until so many bytes have passed (net/netfilter/xt_quota.c). The packet that
// would exceed the quota does not match, and nothing does after it.
#include <linux/netfilter/xt_quota.h>

#include <algorithm>
#include <limits>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kQuota };

constexpr OptionSpec kOptions[] = {
    {.name = "quota",
     .argument = &iptables::kNumberArgument<0, std::numeric_limits<std::uint64_t>::max()>,
     .negatable = true,
     .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& quota = *use.Find(kQuota);
  // The kernel takes no more than this; no machine will ever count so far.
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  return {nftables::Quota{std::min(quota.number(), kMost), quota.negated}};
}

bool Read(const xt_quota_info& info, XtWords& words) {
  words.Say((info.flags & XT_QUOTA_INVERT) != 0, "quota", "{}", info.quota);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_quota = {
    .extension = {.name = "quota", .options = kOptions},
    .summary = "until so many bytes have passed",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
