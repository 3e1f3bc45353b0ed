// SPDX-License-Identifier: GPL-2.0-or-later
// -m helper: the conntrack helper that expected the connection (net/netfilter/xt_helper.c).
//
// The kernel compares only as many bytes as the helper's own name has: "ftp-2121" names the helper
// of that name and the one called "ftp". Helpers are called NAME or NAME-PORT, so what stands
// before a dash or an underscore is compared too. An empty name stands for any helper.
#include <linux/netfilter/xt_helper.h>

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kHelper };

constexpr OptionSpec kOptions[] = {
    // sizeof(xt_helper_info.name) less the terminating NUL.
    {.name = "helper",
     .argument = &iptables::kTextArgument<29>,
     .negatable = true,
     .required = true},
};

// NF_CT_HELPER_NAME_LEN less the terminating NUL.
constexpr std::size_t kLongestName = 15;

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& helper = *use.Find(kHelper);
  const std::string_view name = helper.text();
  const Field field = CtField(nftables::CtKey::kHelper);
  std::vector<Formula> names;
  for (std::size_t length = 1; length <= std::min(name.size(), kLongestName); ++length) {
    if (length < name.size() && name[length] != '-' && name[length] != '_') continue;
    names.push_back(Equals(field, Value::Name(name.substr(0, length)), Domain::kSometimes));
  }
  if (name.empty()) {
    names.push_back(
        Formula::Is(Compare(field, Relation::kNe, Value::Name("")), Domain::kSometimes));
  }
  return {NegateIf(helper.negated, Formula::Any(std::move(names)))};
}

bool Read(const xt_helper_info& info, XtWords& words) {
  words.Quote(info.invert != 0, "helper", TextOf(info.name));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_helper = {
    .extension = {.name = "helper", .options = kOptions},
    .summary = "the conntrack helper that expected the connection",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
