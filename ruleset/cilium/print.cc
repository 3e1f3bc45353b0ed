// SPDX-License-Identifier: GPL-2.0-or-later
// Plans as text for iptables-restore and ipset.
#include <fmt/core.h>

#include <algorithm>

#include "ruleset/cilium/rules.h"
#include "ruleset/iptables/model.h"

namespace cnft::cilium {

using iptables::TableId;

namespace {

std::string Print(const Plan& plan, Family family, bool addition) {
  std::string out;
  for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
    const auto table = static_cast<TableId>(id);
    const auto here = [&](const auto& object) {
      return object.family == family && object.table == table;
    };
    if (std::ranges::none_of(plan.chains, here)) continue;
    const iptables::Table standard = iptables::MakeTable(table);
    out += fmt::format("*{}\n", iptables::Info(table).name);
    std::vector<std::string_view> names;
    for (const iptables::Chain& chain : standard.chains) {
      if (!addition) out += fmt::format(":{} ACCEPT [0:0]\n", chain.name);
      names.push_back(chain.name);
    }
    for (const Chain& chain : plan.chains) {
      if (!here(chain)) continue;
      out += fmt::format(":{} - [0:0]\n", chain.name);
      names.push_back(chain.name);
    }
    for (const std::string_view name : names) {
      const bool built_in = standard.Find(name) != nullptr;
      for (const Rule& rule : plan.rules) {
        if (!here(rule) || rule.chain != name) continue;
        const bool insert = addition && built_in && rule.front;
        out += fmt::format("{} {} {}\n", insert ? "-I" : "-A", name, rule.text);
      }
    }
    out += "COMMIT\n";
  }
  return out;
}

}  // namespace

std::string PrintRules(const Plan& plan, Family family) { return Print(plan, family, false); }

std::string PrintAddition(const Plan& plan, Family family) { return Print(plan, family, true); }

std::string PrintSets(const Plan& plan) {
  std::string out;
  for (const NodeSet& set : plan.node_sets) {
    out += fmt::format("create {} hash:ip family {}\n", set.name,
                       set.family == Family::kIpv4 ? "inet" : "inet6");
    for (const Address& address : set.addresses) {
      out += fmt::format("add {} {}\n", set.name, cnft::Print(address));
    }
  }
  return out;
}

}  // namespace cnft::cilium
