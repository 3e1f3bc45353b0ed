// SPDX-License-Identifier: GPL-2.0-or-later
// The rules Cilium's agent installs for a configuration and a node, in its own order and spelling
// (cilium/cilium, pkg/datapath/iptables).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/cilium/node.h"
#include "ruleset/cilium/options.h"
#include "ruleset/cilium/release.h"
#include "ruleset/iptables/model.h"
#include "ruleset/routing.h"

namespace cnft::cilium {

// A rule and why it is there.
struct Rule {
  Family family = Family::kIpv4;
  iptables::TableId table = iptables::TableId::kFilter;
  std::string chain;
  std::string text;     // what follows "-A CHAIN "
  std::string because;  // the options and the state that call for it
  bool front = false;   // of a feeder: goes before what others put into the chain
};

// A group of rules that is not there, and why.
struct Omission {
  std::optional<Family> family;  // none: of neither
  std::string what;
  std::string because;
};

struct Chain {
  Family family = Family::kIpv4;
  iptables::TableId table = iptables::TableId::kFilter;
  std::string name;
};

// A kernel setting that the datapath relies on (sysctl(8)).
struct Sysctl {
  std::string name;  // with dots; a '/' stands for a dot in the name of a device
  std::string value;
  std::string because;
};

// A set of node addresses, which rules name and which changes without them.
struct NodeSet {
  std::string name;
  Family family = Family::kIpv4;
  std::vector<Address> addresses;  // in order, each once
};

struct Plan {
  std::vector<Chain> chains;  // of Cilium, in the order in which it makes them
  std::vector<Rule> rules;    // by family and table; those of one chain in their order
  std::vector<Omission> omissions;
  std::vector<NodeSet> node_sets;
  std::vector<Sysctl> sysctls;
  routing::Routing routing;  // what TPROXY and traffic from the proxies need
  std::vector<Problem> problems;
  std::vector<Problem> advice;  // rules of thumb: nothing is wrong, but users have tripped over it

  bool ok() const;
};

// A plan with errors holds what could be planned, for people; it must not be installed.
Plan MakePlan(const Config& config, const NodeState& node, Release release);

// The plan as iptables-save text of one family, and its sets as ipset save text.
std::string PrintRules(const Plan& plan, Family family);
// The same as text that adds to what other texts said before it, as for `iptables-restore
// --noflush`: feeders go where `prepend` says, and policies are left alone.
std::string PrintAddition(const Plan& plan, Family family);
std::string PrintSets(const Plan& plan);

}  // namespace cnft::cilium
