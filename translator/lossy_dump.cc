// SPDX-License-Identifier: GPL-2.0-or-later
// Recognises rules that lost a match on their way.
#include "translator/lossy_dump.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace cnft::translator {
namespace {

// What well-known programs write in their comments, and the match that such a rule always has.
struct Promise {
  std::string_view comment;
  std::string_view match;
};
constexpr auto kPromises = std::to_array<Promise>({
    {"marked packets", "mark"},                                // kubelet KUBE-FIREWALL
    {"kubernetes forwarding conntrack rule", "conntrack"},     // kube-proxy KUBE-FORWARD
    {"ACCEPT for proxy traffic", "mark"},                      // Cilium CILIUM_INPUT
    {"ACCEPT for proxy return traffic", "mark"},               // Cilium CILIUM_OUTPUT
    {"ACCEPT for l7 proxy upstream traffic", "mark"},          // Cilium CILIUM_OUTPUT
    {"NOTRACK for proxy", "mark"},                             // Cilium CILIUM_PRE_raw
    {"NOTRACK for L7 proxy", "mark"},                          // Cilium CILIUM_OUTPUT_raw
    {"host->any mark as from host", "mark"},                   // Cilium CILIUM_OUTPUT
    {"exclude proxy return traffic from masquerade", "mark"},  // Cilium CILIUM_POST_nat
});

}  // namespace

void WarnIfLossy(const iptables::RuleSyntax& rule, Diagnostics& diagnostics) {
  const std::string_view comment = iptables::Comment(rule);
  if (comment.empty()) return;
  for (const Promise& promise : kPromises) {
    if (comment.find(promise.comment) == std::string_view::npos) continue;
    const bool kept = std::ranges::any_of(rule.matches, [&](const iptables::Use& match) {
      return match.extension->name == promise.match;
    });
    if (!kept) {
      diagnostics.Report(DiagnosticKind::kLossyDump, rule.span,
                         fmt::format("the comment speaks of \"{}\", but the rule has no -m {}",
                                     promise.comment, promise.match),
                         "an iptables older than the one that wrote the rules loses matches when "
                         "it lists them: dump them "
                         "again with the newer one");
    }
    return;
  }
}

}  // namespace cnft::translator
