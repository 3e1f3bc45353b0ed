// SPDX-License-Identifier: GPL-2.0-or-later
// What Cilium would install does the same to packets under iptables-legacy and under cnft, for
// every kind of configuration, in both families and all lines of releases; and packets get to every
// rule.
//
// CNFT_EVERY=N takes every Nth configuration beside the defaults of each release; CNFT_CASE picks
// those whose names hold it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>

#include "tests/packets/battery.h"
#include "tests/packets/settings.h"
#include "tests/packets/twins.h"
#include "tests/support/cilium_case.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// The addresses and devices of the twin nodes, for those of the cases.
constexpr std::array<Renaming, 16> kTwinNode = {{{"10.11.1.33", "100.64.64.84"},
                                                 // Half of what cilium_host leads to: the rest is
                                                 // the cluster's.
                                                 {"10.11.1.0/24", "100.64.64.0/25"},
                                                 {"fd00:11:1::/64", "fd00:64::/65"},
                                                 {"10.11.1.5", "100.64.64.11"},
                                                 {"10.11.1.", "100.64.64."},
                                                 {"fd00:11:1::33", "fd00:64::84"},
                                                 {"fd00:11:1::5", "fd00:64::11"},
                                                 {"fd00:11:1::", "fd00:64::"},
                                                 {"10.30.0.0/16", "192.168.0.0/16"},
                                                 {"192.168.7.3", "33.0.0.3"},
                                                 // Sources of routes are the node's own.
                                                 {"192.168.7.2", "33.1.2.3"},
                                                 {"192.168.8.2", "192.168.1.1"},
                                                 {"192.168.9.2", "33.1.2.3"},
                                                 {"2001:db8::2", "fd00:33::3"},
                                                 {"eth1", "ol0"},
                                                 {"ens5", "br0"}}};

// What somebody who translates addresses of services adds: Cilium has a rule for what comes of it.
std::string WithServices(std::string rules, Family family) {
  const std::string_view begin = "*nat\n";
  const std::size_t at = rules.find("COMMIT", rules.find(begin));
  if (at == std::string::npos) return rules;
  const std::string_view prefix = family == Family::kIpv4 ? "100.64.64." : "fd00:64::";
  std::string added;
  for (const auto& [service, pod] : {std::pair("77", "78"), std::pair("11", "12")}) {
    added += fmt::format(
        "-A PREROUTING -d {0}{1} -m mark --mark 0xf00/0xf00 -j DNAT "
        "--to-destination {0}{2}\n",
        prefix, service, pod);
  }
  return rules.insert(at, added);
}

RulesetTexts TextsOf(const cilium::Plan& plan) {
  return {WithServices(PrintRules(plan, Family::kIpv4), Family::kIpv4),
          WithServices(PrintRules(plan, Family::kIpv6), Family::kIpv6),
          PrintSets(plan),
          {}};
}

// Rules that no packet gets to, by a part of them.
struct Unreachable {
  std::string_view rule;
  std::string_view reason;
};
constexpr Unreachable kUnreachable[] = {
    {"from nat CILIUM_", "encrypted packets are not tracked: table nat does not see them"},
    {"eni+", "the twin nodes have no such device"},
    {"! -d 0.0.0.0/0", "nothing is outside of everything"},
    {"CILIUM_FORWARD -i lxc+ -m comment --comment \"cilium: cluster->any on lxc+ forward accept "
     "(nodeport)",
     "an earlier rule accepts the same"},
    {"CILIUM_INPUT -d ", "the addresses of pods are not the node's own"},
};

// Sorts rules by whether they counted packets.
void CountRules(const std::string& saved, std::set<std::string>& hit,
                std::set<std::string>& missed) {
  std::istringstream lines(saved);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('[')) continue;
    const std::string rule = line.substr(line.find(']') + 2);
    (line.starts_with("[0:") ? missed : hit).insert(rule);
  }
}

TEST(Cilium, DoesTheSameToPackets) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const char* wanted = std::getenv("CNFT_CASE");
  const std::size_t every = wanted != nullptr ? 1 : Setting("CNFT_EVERY", 8);
  Twins twins(true);
  std::set<cilium::Release> releases;
  std::set<std::string> seen;
  std::set<std::string> hit;
  std::set<std::string> missed;
  std::size_t number = 0;
  std::size_t exchanges = 0;
  for (const CiliumCase& now : ReadCiliumCases()) {
    const cilium::Plan plan = PlanOf(now, kTwinNode);
    RulesetTexts texts = TextsOf(plan);
    // Many options change nothing here, and a plan with errors is not installed.
    if (!plan.ok() || plan.rules.empty()) continue;
    if (!seen.insert(texts.ipset + texts.ipv4 + texts.ipv6).second) continue;
    const bool first = releases.insert(now.release).second;
    ++number;
    if (wanted != nullptr ? now.name.find(wanted) == std::string::npos
                          : number % every != 0 && !first) {
      continue;
    }
    EXPECT_EQ(LeaveOutRefused(texts), 0U) << now.name;
    const Battery battery = MakeBattery(texts, {static_cast<std::uint32_t>(number), 1, 2, 16});
    exchanges += battery.exchanges.size();
    std::optional<std::string> refused;
    const auto differences = CheckTwins(twins, texts, battery, refused);
    EXPECT_EQ(refused, std::nullopt) << now.name;
    EXPECT_TRUE(differences.empty())
        << now.name << "\n  " << fmt::format("{}", fmt::join(differences, "\n  "));
    for (const std::string& saved : twins.Record({}).counters) CountRules(saved, hit, missed);
  }
  for (const std::string& rule : missed) {
    if (hit.contains(rule)) continue;
    EXPECT_TRUE(std::ranges::any_of(
        kUnreachable,
        [&](const Unreachable& known) { return rule.find(known.rule) != std::string::npos; }))
        << "no packet got to: " << rule;
  }
  EXPECT_GT(exchanges, 0U);
  GTEST_LOG_(INFO) << seen.size() << " configurations differ, every " << every << "th; "
                   << exchanges << " exchanges";
}

}  // namespace
}  // namespace cnft::test
