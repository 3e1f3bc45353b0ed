// SPDX-License-Identifier: GPL-2.0-or-later
// The rules Cilium's agent installs for a configuration and a node.
#include "ruleset/cilium/rules.h"

#include <fmt/core.h>

#include <algorithm>

#include "ruleset/cilium/chains.h"
#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

// The first and the last of the agent's steps: its chains, and what leads to them.
class Frame : Section {
 public:
  using Section::Section;

  void Chains() {
    for (const CiliumChain& chain : kChains) {
      if (ipv4() || chain.ipv6) {
        plan_.chains.push_back({family_, chain.table, std::string(chain.name)});
      }
    }
  }

  void Feeders() {
    const bool front = config_.Bool(kPrependIptablesChains);
    const auto disabled = config_.List(kDisableFeederRules);
    for (const CiliumChain& chain : kChains) {
      if (!ipv4() && !chain.ipv6) continue;
      const bool off = std::ranges::any_of(
          disabled, [&](const std::string& name) { return SameHook(name, chain.hook); });
      if (off) {
        Omit(fmt::format("the feeder of {}", chain.name), config_.Describe(kDisableFeederRules));
        continue;
      }
      Place(chain.table, iptables::HookName(chain.hook),
            fmt::format("{} -j {}", Comment(fmt::format("cilium-feeder: {}", chain.name)),
                        chain.name),
            config_.Describe(kPrependIptablesChains), front);
    }
  }

  // Whether there are any rules of the family.
  bool Enabled() {
    const OptionId enabled = ipv4() ? kEnableIpv4 : kEnableIpv6;
    if (!config_.Bool(enabled)) Omit("every rule of the family", config_.Describe(enabled));
    return config_.Bool(enabled);
  }

  // Whether there are any rules.
  bool Installed() {
    const bool install = config_.Bool(kInstallIptablesRules);
    if (!install) Omit(std::nullopt, "every rule", config_.Describe(kInstallIptablesRules));
    return install;
  }
};

void PlanRules(Draft& draft) {
  Frame frame(draft);
  frame.Chains();
  PlanTunnel(draft);
  PlanProxyTraffic(draft);
  PlanEncryptionAccepts(draft);
  PlanForward(draft);
  PlanHostMark(draft);
  PlanMasquerading(draft);
  PlanConnectionMarks(draft);
  PlanEncryptionNotrack(draft);
  PlanNotrackPods(draft);
  PlanNotrackPodPorts(draft);
  PlanNotrackHostPorts(draft);
  PlanProxies(draft);
  frame.Feeders();
}

}  // namespace

bool Plan::ok() const {
  return std::ranges::none_of(
      problems, [](const auto& problem) { return problem.severity == Severity::kError; });
}

Plan MakePlan(const Config& config, const NodeState& node, Release release) {
  Draft draft{config, node, release};
  Validate(draft);
  const bool installed = Frame(draft).Installed();
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    draft.family = family;
    if (!Frame(draft).Enabled()) continue;
    if (installed) PlanRules(draft);
    PlanPolicyRouting(draft);
    PlanSysctls(draft);
  }
  Advise(draft);
  return std::move(draft.plan);
}

}  // namespace cnft::cilium
