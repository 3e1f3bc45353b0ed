// SPDX-License-Identifier: GPL-2.0-or-later
// --coexist: what the rules of other programs in iptables are told of ours.
#include "cli/coexist.h"

#include <fmt/format.h>

#include <algorithm>

namespace cnft::cli {
namespace {

std::string Text(const std::vector<std::string>& rules) {
  return fmt::format("{}", fmt::join(rules, "; "));
}

const compat::BridgeChain* Find(const std::vector<compat::BridgeChain>& chains,
                                std::string_view name) {
  const auto found = std::ranges::find(chains, name, &compat::BridgeChain::name);
  return found == chains.end() ? nullptr : &*found;
}

}  // namespace

Result<compat::BridgePlan> PlanCoexistence(const Options& options, RulesetInput* input,
                                           const compat::NatHooks& absorbed) {
  if (!options.coexist || options.translate.table != translator::TranslateOptions().table) {
    return compat::BridgePlan();
  }
  const auto others = compat::ReadBackends();
  if (!others) return std::unexpected(others.error());
  compat::BridgePlan plan = compat::PlanBridges(input, *others);
  compat::Add(absorbed, plan.nat_hooks);
  for (const compat::NotBridged& rule : plan.not_bridged) {
    input->diagnostics.Report(DiagnosticKind::kNotFinal, rule.span, rule.message, rule.hint);
  }
  return plan;
}

Result<compat::NatHooks> KeepAbsorbed(const Options& options, RulesetInput& input) {
  const auto kept = compat::ReadRecords(options.translate.table);
  if (!kept) return std::unexpected(kept.error());
  return compat::AddAbsorbed(*kept, input);
}

std::vector<ChangeText> Describe(const compat::BridgePlan& plan) {
  std::vector<ChangeText> changes;
  for (const compat::TableBridge& table : plan.tables) {
    if (table.in_place) continue;
    const std::size_t before = changes.size();
    const auto add = [&](ChangeKind kind, std::string_view chain, std::string old,
                         std::string now) {
      changes.push_back({.kind = kind,
                         .family = table.family,
                         .subject = "bridge",
                         .name = fmt::format("{} {}", table.Name(), chain),
                         .before = std::move(old),
                         .after = std::move(now)});
    };
    for (const compat::BridgeChain& chain : table.chains) {
      const auto* standing = Find(table.standing, chain.name);
      if (standing == nullptr) {
        add(ChangeKind::kAdded, chain.name, {}, Text(chain.rules));
      } else if (*standing != chain) {
        add(ChangeKind::kChanged, chain.name, Text(standing->rules), Text(chain.rules));
      }
    }
    for (const compat::BridgeChain& chain : table.standing) {
      if (Find(table.chains, chain.name) == nullptr) {
        add(ChangeKind::kRemoved, chain.name, Text(chain.rules), {});
      }
    }
    // The chains are right: a jump is not, or not in front.
    if (changes.size() == before) add(ChangeKind::kChanged, "jumps", "elsewhere", "in front");
  }
  return changes;
}

}  // namespace cnft::cli
