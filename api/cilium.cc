// SPDX-License-Identifier: GPL-2.0-or-later
// Cilium's rules from configuration to kernel.
#include "api/cilium.h"

#include <fmt/core.h>
#include <jansson.h>

#include <algorithm>
#include <memory>
#include <ranges>

#include "api/turn.h"

namespace cnft {
namespace {

using cilium::NodeState;
using routing::Link;
using routing::MainRoute;
using routing::Routing;

// What is wanted and, beside it, what stands already and may be in use.
Routing Joined(const Routing& wanted, const Routing& standing) {
  Routing all = wanted;
  for (const routing::Route& route : standing.routes) {
    const auto same = [&](const routing::Route& other) { return SamePlace(route, other); };
    if (std::ranges::none_of(wanted.routes, same)) all.routes.push_back(route);
  }
  for (const routing::Rule& rule : standing.rules) {
    if (std::ranges::find(wanted.rules, rule) == wanted.rules.end()) all.rules.push_back(rule);
  }
  return all;
}

// An IPv6 address that means something on its own link only.
bool OfLink(const Address& address) {
  return address.family() == Family::kIpv6 && address.bytes[0] == 0xfe &&
         (address.bytes[1] & 0xc0U) == 0x80;
}

std::optional<Address> FirstAddress(const std::vector<Link>& links, std::string_view device,
                                    Family family, bool of_link) {
  const auto link = std::ranges::find(links, device, &Link::name);
  if (link == links.end()) return std::nullopt;
  for (const Address& address : link->addresses) {
    if (address.family() == family && (of_link || !OfLink(address))) return address;
  }
  return std::nullopt;
}

// A rule that the agent makes itself: by what a packet is, and on clouds by the primary device.
bool OfCilium(const routing::Rule& rule) {
  return rule.mask == 0xf00 || (rule.mark == 0x80 && rule.mask == 0x80);
}

void AddMark(const routing::Rule& rule, NodeState& node) {
  cilium::OtherMark mark = {rule.mark, rule.mask,
                            fmt::format("the policy rule of priority {}", rule.priority)};
  if (std::ranges::find(node.other_marks, mark) == node.other_marks.end()) {
    node.other_marks.push_back(std::move(mark));
  }
}

// Undoes what was done, last first, unless told that all went well.
class Undo {
 public:
  ~Undo() {
    for (const auto& step : std::views::reverse(steps_)) step();
  }
  void Add(std::function<void()> step) { steps_.push_back(std::move(step)); }
  void Keep() { steps_.clear(); }

 private:
  std::vector<std::function<void()>> steps_;
};

}  // namespace

Result<void> Discover(routing::Router& router, NodeState& node) {
  const auto links = router.Links();
  if (!links) return std::unexpected(links.error());
  const auto name_of = [&](std::uint32_t index) -> std::string {
    const auto link = std::ranges::find(*links, index, &Link::index);
    return link == links->end() ? "" : link->name;
  };
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    cilium::FamilyState& state = node.of(family);
    if (!state.cilium_internal_ip) {
      state.cilium_internal_ip = FirstAddress(*links, "cilium_host", family, false);
    }
    if (!state.cilium_net_address) {
      state.cilium_net_address = FirstAddress(*links, "cilium_net", family, true);
    }
    const auto routes = router.MainRoutes(family);
    if (!routes) return std::unexpected(routes.error());
    for (const MainRoute& route : *routes) {
      if (route.destination.mask.zero() && route.device != 0 && !node.default_route_device) {
        node.default_route_device = name_of(route.device);
      }
    }
    const auto rules = router.RulesOfOthers(family);
    if (!rules) return std::unexpected(rules.error());
    for (const routing::Rule& rule : *rules) {
      if (!OfCilium(rule)) AddMark(rule, node);
    }
    if (!state.routes.empty()) continue;
    for (const MainRoute& route : *routes) {
      state.routes.push_back({route.destination, route.source, name_of(route.device)});
    }
  }
  // The agent picks the devices of default routes when nobody names others.
  if (node.devices.empty() && node.default_route_device) {
    node.devices.push_back(*node.default_route_device);
  }
  if (!node.route_mtu) {
    const auto host = std::ranges::find(*links, "cilium_host", &Link::name);
    if (host != links->end()) node.route_mtu = host->mtu;
  }
  return {};
}

void AddProxies(const std::string& name, const std::string& text, NodeState& node,
                std::vector<cilium::Problem>& problems) {
  json_error_t error;
  const std::unique_ptr<json_t, decltype(&json_decref)> root(
      json_loadb(text.data(), text.size(), 0, &error), &json_decref);
  if (!json_is_object(root.get())) {
    problems.push_back({Severity::kError, fmt::format("{}:{}", name, error.line),
                        "this is no file of proxy ports", "the agent writes an object in JSON"});
    return;
  }
  const char* key = nullptr;
  json_t* value = nullptr;
  json_object_foreach(root.get(), key, value) {
    const json_int_t port = json_integer_value(json_object_get(value, "port"));
    const char* type = json_string_value(json_object_get(value, "type"));
    const bool known =
        std::ranges::find(node.proxies, key, &cilium::Proxy::name) != node.proxies.end();
    if (known || port <= 0 || port > 0xffff) continue;  // 0: no port was given to it yet
    node.proxies.push_back({key, static_cast<std::uint16_t>(port), type != nullptr ? type : ""});
  }
}

std::vector<InputText> TextsOf(const cilium::Plan& plan) {
  std::vector<InputText> texts;
  texts.push_back({InputKind::kIpset, "<Cilium sets>", PrintSets(plan)});
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const bool any = std::ranges::any_of(
        plan.chains, [&](const cilium::Chain& chain) { return chain.family == family; });
    if (!any) continue;
    const bool ipv4 = family == Family::kIpv4;
    texts.push_back({ipv4 ? InputKind::kIpv4 : InputKind::kIpv6,
                     ipv4 ? "<Cilium IPv4>" : "<Cilium IPv6>", PrintAddition(plan, family)});
  }
  return texts;
}

Result<std::vector<ChangeText>> CompareSystem(routing::Router& router, const cilium::Plan& plan,
                                              bool set_sysctls) {
  const auto standing = router.Owned();
  if (!standing) return std::unexpected(standing.error());
  std::vector<ChangeText> changes = Describe(*standing, plan.routing);
  if (!set_sysctls) return changes;
  for (const SysctlDifference& difference : CompareSysctls(plan.sysctls)) {
    changes.push_back(Describe(difference));
  }
  return changes;
}

Result<SystemReport> ApplySystem(routing::Router& router, const cilium::Plan& plan,
                                 bool set_sysctls, const std::function<Result<bool>()>& ruleset,
                                 const Deadline* deadline) {
  SystemReport report;
  report.sysctls = CompareSysctls(plan.sysctls);
  const auto turn = Turn::Take(deadline);
  if (!turn) return std::unexpected(turn.error());
  Undo undo;
  if (set_sysctls) {
    for (const SysctlDifference& difference : report.sysctls) {
      const std::string& name = difference.wanted.name;
      if (auto done = WriteSysctl(name, difference.wanted.value); !done) {
        return std::unexpected(done.error());
      }
      undo.Add([name, value = difference.value] { (void)WriteSysctl(name, value); });
    }
  }
  const auto before = router.Owned();
  if (!before) return std::unexpected(before.error());
  const auto added = router.Apply(Joined(plan.routing, *before));
  if (!added) return std::unexpected(added.error());
  undo.Add([&router, before = *before] { (void)router.Apply(before); });
  const auto in_force = ruleset();
  if (!in_force) return std::unexpected(in_force.error());
  if (!*in_force) return report;  // nothing was sent: nothing must stay
  undo.Keep();
  const auto removed = router.Apply(plan.routing);
  if (!removed) return std::unexpected(removed.error());
  report.routing = {added->added + removed->added, added->removed + removed->removed};
  return report;
}

Result<CiliumReport> ApplyCilium(Kernel& kernel, routing::Router& router, RulesetInput& input,
                                 const cilium::Plan& plan, const ApplyOptions& options,
                                 bool set_sysctls) {
  CiliumReport report;
  const auto apply = [&]() -> Result<bool> {
    auto ruleset = Apply(kernel, input, options);
    if (!ruleset) return std::unexpected(ruleset.error());
    report.ruleset = *ruleset;
    return input.diagnostics.errors() == 0;
  };
  if (options.check_only) {
    report.sysctls = CompareSysctls(plan.sysctls);
    if (auto checked = apply(); !checked) return std::unexpected(checked.error());
    return report;
  }
  auto system = ApplySystem(router, plan, set_sysctls, apply, options.limits.deadline);
  if (!system) return std::unexpected(system.error());
  report.routing = system->routing;
  report.sysctls = std::move(system->sysctls);
  return report;
}

}  // namespace cnft
