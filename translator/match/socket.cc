// SPDX-License-Identifier: GPL-2.0-or-later
// -m socket: a local socket the packet belongs to (net/netfilter/xt_socket.c, socket_match).
//
// Sockets bound to the wildcard address do not count unless --nowildcard is given, but only full
// sockets are looked at: request and time-wait sockets always count. nft's "socket wildcard" cannot
// be computed for those, so the test is "not a wildcard socket, as far as anybody can tell".
#include <linux/netfilter/xt_socket.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kTransparent, kNoWildcard, kRestoreSkmark };

constexpr OptionSpec kOptions[] = {
    {.name = "transparent"},
    {.name = "nowildcard"},
    {.name = "restore-skmark"},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  using nftables::Socket;
  using nftables::SocketKey;
  const auto test = [](SocketKey key, Relation relation) {
    return Formula::Is(Compare(Socket{key, 0}, relation, 1), Domain::kSometimes);
  };
  Formula formula = use.Has(kTransparent) ? test(SocketKey::kTransparent, Relation::kEq)
                                          : test(SocketKey::kTransparent, Relation::kLe);
  if (!use.Has(kNoWildcard))
    formula = std::move(formula) && !test(SocketKey::kWildcard, Relation::kEq);
  std::vector<Step> steps = {std::move(formula)};
  if (use.Has(kRestoreSkmark)) {
    // Only full sockets have a mark; for others the packet matches and keeps its own.
    steps.emplace_back(Try{nftables::SetMeta{
        nftables::MetaKey::kMark, nftables::Computed{Socket{SocketKey::kMark, 0}, {}, {}}}});
  }
  return steps;
}

bool Read(const xt_socket_mtinfo3& info, XtWords& words) {
  if ((info.flags & XT_SOCKET_TRANSPARENT) != 0) words.Flag("transparent");
  if ((info.flags & XT_SOCKET_NOWILDCARD) != 0) words.Flag("nowildcard");
  if ((info.flags & XT_SOCKET_RESTORESKMARK) != 0) words.Flag("restore-skmark");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(3), Reads<Read>(2), Reads<Read>(1), ReadsNothing(0)};

}  // namespace

extern const MatchModule match_socket = {
    .extension = {.name = "socket",
                  .options = kOptions,
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting) |
                           iptables::HookBit(iptables::Hook::kInput)},
    .summary = "a local socket the packet belongs to",
    .lower = Lower,
    .preparation = kDefragmentation,
    .readers = kReaders,
};

}  // namespace cnft::translator
