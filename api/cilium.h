// SPDX-License-Identifier: GPL-2.0-or-later
// Cilium's rules from configuration to kernel: the ruleset, and beside it the policy routing and
// kernel settings that it relies on.
#pragma once

#include <string>
#include <vector>

#include "api/apply.h"
#include "api/changes.h"
#include "api/ruleset_input.h"
#include "api/sysctl.h"
#include "nft/routing/routing.h"
#include "ruleset/cilium/rules.h"

namespace cnft {

// Adds to `node` what the kernel knows: addresses of cilium_host and cilium_net, routes, the device
// of the default route, the MTU of cilium_host. What stands there already wins.
Result<void> Discover(routing::Router& router, cilium::NodeState& node);

// The proxies of Cilium's own file of them, <state>/state/proxy_ports_state.json. Added unless one
// of that name is known.
void AddProxies(const std::string& name, const std::string& text, cilium::NodeState& node,
                std::vector<cilium::Problem>& problems);

// The plan as texts to be read behind those of others.
std::vector<InputText> TextsOf(const cilium::Plan& plan);

struct SystemReport {
  routing::Router::Changes routing;
  std::vector<SysctlDifference> sysctls;  // before; with `set_sysctls`, what was set
};

// Brings in the plan's policy routing and, if told to, its kernel settings, around what applies the
// ruleset: routes and rules are added before that and removed behind it. When a step fails, or
// `ruleset` says that the rules are not in force, those before it are undone. After a kill at any
// point the next call finishes the work. One at a time in a network namespace.
Result<SystemReport> ApplySystem(routing::Router& router, const cilium::Plan& plan,
                                 bool set_sysctls, const std::function<Result<bool>()>& ruleset,
                                 const Deadline* deadline = nullptr);

struct CiliumReport {
  ApplyReport ruleset;
  routing::Router::Changes routing;
  std::vector<SysctlDifference> sysctls;  // before; with `set_sysctls`, what was set
};

// What ApplyCilium would change beside the ruleset.
Result<std::vector<ChangeText>> CompareSystem(routing::Router& router, const cilium::Plan& plan,
                                              bool set_sysctls);

// Applies the ruleset so, or checks it.
Result<CiliumReport> ApplyCilium(Kernel& kernel, routing::Router& router, RulesetInput& input,
                                 const cilium::Plan& plan, const ApplyOptions& options,
                                 bool set_sysctls);

}  // namespace cnft
