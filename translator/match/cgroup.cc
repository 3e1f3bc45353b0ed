// SPDX-License-Identifier: GPL-2.0-or-later
// -m cgroup: the control group of the packet's socket (net/netfilter/xt_cgroup.c).
//
// Only full sockets count. "meta cgroup" answers for a connection request with its listener, so
// where there can be one the socket's mark is asked for first, which requests do not have.
#include <fmt/core.h>
#include <linux/netfilter/xt_cgroup.h>

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::HookBit;

enum { kPath, kClassid };

constexpr OptionSpec kOptions[] = {
    // XT_CGROUP_PATH_LEN less the terminating NUL.
    {.name = "path",
     .argument = &iptables::kTextArgument<511>,
     .negatable = true,
     .excludes = "cgroup"},
    {.name = "cgroup", .argument = &iptables::kU32Argument, .negatable = true},
};

constexpr Limitation kLimitations[] = {
    {.option = "--path",
     .reason = "nf_tables compares the number a control group has while it lives, not its path",
     .way_out = "test the owner, or a mark that the program sets on its sockets"},
    {.option = "--cgroup in POSTROUTING",
     .reason = "answers to connection requests count as the listener's there",
     .way_out = "test it in OUTPUT and mark the packet",
     .approximation = "cgroup-requests"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Option* classid = use.Find(kClassid);
  if (classid == nullptr) {
    context.Refuse(kLimitations[0], use.Find(kPath)->span);
    return {};
  }
  const Test test{Compare(MetaField(nftables::MetaKey::kCgroup),
                          classid->negated ? Relation::kNe : Relation::kEq, classid->number()),
                  Domain::kSometimes};
  if ((context.hooks() & HookBit(Hook::kPostrouting)) != 0) {
    if (!context.Approximate(kLimitations[1], classid->span)) return {};
    return {Formula::Is(test)};
  }
  const Formula full_socket =
      Formula::Is(Compare(nftables::Socket{nftables::SocketKey::kMark, 0}, Relation::kGe, 0),
                  Domain::kSometimes);
  return {full_socket && Formula::Is(test)};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_cgroup_info_v2 info{};
  if (const Option* path = use.Find(kPath)) {
    info.has_path = 1;
    info.invert_path = path->negated ? 1 : 0;
    std::ranges::copy(path->text(), info.path);
  } else {
    const Option& classid = *use.Find(kClassid);
    info.has_classid = 1;
    info.invert_classid = classid.negated ? 1 : 0;
    info.classid = static_cast<std::uint32_t>(classid.number());
  }
  return MakeXtInfo("cgroup", 2, info);
}

template <typename Info>
bool Read(const Info& info, XtWords& words) {
  if (info.has_path != 0) words.Quote(info.invert_path != 0, "path", TextOf(info.path));
  if (info.has_classid != 0) words.Say(info.invert_classid != 0, "cgroup", "{}", info.classid);
  return info.has_path != 0 || info.has_classid != 0;
}

bool ReadFirst(const xt_cgroup_info_v0& info, XtWords& words) {
  words.Say(info.invert != 0, "cgroup", "{}", info.id);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read<xt_cgroup_info_v2>>(2),
                                 Reads<Read<xt_cgroup_info_v1>>(1), Reads<ReadFirst>(0)};

}  // namespace

extern const MatchModule match_cgroup = {
    .extension = {.name = "cgroup",
                  .options = kOptions,
                  .hooks =
                      HookBit(Hook::kInput) | HookBit(Hook::kOutput) | HookBit(Hook::kPostrouting),
                  .one_of = "path cgroup"},
    .summary = "the control group of the packet's socket",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
