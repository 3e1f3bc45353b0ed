// SPDX-License-Identifier: GPL-2.0-or-later
// Who sees a packet first: the rules of others beside those of a node of Cilium that cnft has
// installed. Each base chain begins with a rule that logs the packet, so what is logged is the
// order of the chains, and the mark that each of them finds.
//
// The cases are in neighbours/ (tests/support/neighbour.h). CNFT_UPDATE_GOLDENS=1 writes what came
// out into the files.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "compat/survey/native_tables.h"
#include "ruleset/iptables/model.h"
#include "tests/cli/cnft_program.h"
#include "tests/packets/packet.h"
#include "tests/packets/world.h"
#include "tests/support/neighbour.h"

namespace cnft::test {
namespace {

constexpr int kGroup = 9;
constexpr auto kBackends = std::to_array<std::string_view>({"iptables-legacy", "iptables-nft"});
constexpr auto kTables = std::to_array<std::string_view>({"raw", "mangle", "nat", "filter"});

void MustRun(const std::string& command, std::string_view input = {}) {
  const Output done = Run(command, input);
  if (!done.ok()) throw std::runtime_error(fmt::format("{}: {}{}", command, done.out, done.err));
}

// A rule for each built-in chain of iptables that logs under the name of `who` and the table.
std::string Probes(std::string_view who, std::string_view add) {
  std::string text;
  for (const std::string_view table : kTables) {
    text += fmt::format("*{}\n", table);
    const auto built_in = iptables::MakeTable(iptables::FindTable(table)->id);
    for (const iptables::Chain& chain : built_in.chains) {
      text += fmt::format("{} {} -j NFLOG --nflog-group {} --nflog-prefix \"{} {}\"\n", add,
                          chain.name, kGroup, who, table);
    }
    text += "COMMIT\n";
  }
  return text;
}

void ProbeNativeTables() {
  const auto tables = compat::ReadNativeTables();
  if (!tables) throw std::runtime_error(tables.error().message);
  std::string text;
  for (const compat::BaseChain& chain : tables->chains) {
    if (chain.table == "observer" || chain.table == "cnft") continue;
    text += fmt::format("insert rule {0} {1} {2} log prefix \"{1} {2}\" group {3}\n", chain.family,
                        chain.table, chain.name, kGroup);
  }
  MustRun("nft -f -", text);
}

// A node of Cilium. Its feeders come behind the probes.
void ApplyCilium() {
  const TemporaryDirectory directory;
  const std::string example = CNFT_SOURCE_DIR "/tests/api/cilium/example";
  const Output rules =
      Cnft(fmt::format("cilium rules --cilium {0}.yaml --node {0}-node.yaml --cilium-release 1.14 "
                       "--set prepend-iptables-chains=false",
                       example));
  if (!rules.ok()) throw std::runtime_error(rules.err);
  const Output applied =
      Cnft(fmt::format("apply --ipv4 {} --ipv4 {}", directory.Write("probes", Probes("cnft", "-A")),
                       directory.Write("cilium", rules.out)));
  if (!applied.ok()) throw std::runtime_error(applied.err);
}

Packet PacketOf(const std::string& text) {
  static const std::regex pattern(R"((\S+) ([^:]+):(\d+) > ([^:]+):(\d+)(?: mark (\S+))?)");
  std::smatch match;
  if (!std::regex_match(text, match, pattern)) throw std::runtime_error("no packet: " + text);
  PacketSpec spec;
  spec.source = *ParseAddress(match[2].str(), Family::kIpv4);
  spec.source_port = static_cast<std::uint16_t>(std::stoi(match[3]));
  spec.destination = *ParseAddress(match[4].str(), Family::kIpv4);
  spec.destination_port = static_cast<std::uint16_t>(std::stoi(match[5]));
  Packet packet{.device = match[1] == "-" ? "" : match[1].str(), .bytes = Build(spec)};
  if (match[6].matched) packet.mark = static_cast<std::uint32_t>(std::stoul(match[6], nullptr, 0));
  return packet;
}

// What came of a packet: one line for each hook and mark with the chains that saw it, then where it
// went.
std::vector<std::string> Summarize(const std::vector<std::string>& lines) {
  static const std::regex logged(
      fmt::format(R"(log {} (\S+) .*? mark (\S+) (\S+ \S+): .*)", kGroup));
  // Without ports: masquerading picks some at random.
  static const std::regex sent(R"(out (\S+): (\S+ > \S+) tos \S+ ttl \d+( icmp \S+)?.*)");
  static const std::regex received(R"((udp listener .* got \S+) :\d+)");
  std::vector<std::string> summary;
  std::set<std::string> ends;
  std::string last;
  for (const std::string& line : lines) {
    std::smatch match;
    if (std::regex_match(line, match, logged)) {
      std::string place = fmt::format("{} {}: ", match[1].str(), match[2].str());
      if (place == last) {
        summary.back() += ", " + match[3].str();
      } else {
        summary.push_back(place + match[3].str());
        last = std::move(place);
      }
    } else if (std::regex_match(line, match, sent)) {
      // A bridge sends through each of its ports.
      const std::string device = match[1].str().starts_with("port") ? "br0" : match[1].str();
      ends.insert(fmt::format("out {}: {}{}", device, match[2].str(), match[3].str()));
    } else if (std::regex_match(line, match, received)) {
      ends.insert(match[1]);
    }
  }
  if (ends.empty()) ends.emplace("dropped");
  std::ranges::copy(ends, std::back_inserter(summary));
  return summary;
}

// Names of chains in the order in which one packet met them, by hook.
std::map<std::string, std::vector<std::string>> ChainsByHook(
    const std::vector<std::string>& summary) {
  std::map<std::string, std::vector<std::string>> chains;
  for (const std::string& line : summary) {
    const std::size_t colon = line.find(": ");
    const std::size_t blank = line.find(' ');
    if (colon == std::string::npos || line.starts_with("out ") || line.starts_with("udp "))
      continue;
    std::istringstream names(line.substr(colon + 2));
    for (std::string name; std::getline(names, name, ',');) {
      chains[line.substr(0, blank)].push_back(name.substr(name.find_first_not_of(' ')));
    }
  }
  return chains;
}

std::vector<std::vector<std::string>> Observe(const Neighbour& neighbour,
                                              std::string_view backend) {
  Quiescence quiescence;
  World world(quiescence, true);
  {
    const Namespace::Inside inside(world.node());
    for (const Listener& listener :
         {Listener{*ParseAddress("0.0.0.0", Family::kIpv4), 53},
          Listener{*ParseAddress("127.0.0.1", Family::kIpv4), 16921, true}}) {
      world.sockets().Listen(listener);
    }
    LoadNeighbour(neighbour, backend);
    if (!neighbour.iptables.empty()) {
      MustRun(fmt::format("{}-restore --noflush", backend), Probes("iptables", "-I"));
    }
    ProbeNativeTables();
    ApplyCilium();
    world.log().Listen(kGroup);
  }
  std::vector<std::vector<std::string>> seen;
  for (const NeighbourPacket& packet : neighbour.packets) {
    world.Flush();
    seen.push_back(Summarize(world.Converse({PacketOf(packet.text)}, false)));
  }
  return seen;
}

class Order : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
  }
};

TEST_P(Order, IsThatOfTheFile) {
  const Neighbour neighbour = ReadNeighbour(GetParam());
  ASSERT_FALSE(neighbour.packets.empty());
  const auto seen = Observe(neighbour, kBackends[0]);
  if (std::getenv("CNFT_UPDATE_GOLDENS") != nullptr) WriteNeighbour(neighbour, seen);
  const Neighbour golden = ReadNeighbour(GetParam());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    EXPECT_EQ(seen[i], golden.packets[i].expected) << golden.packets[i].text;
  }
  // Both backends of iptables stand at the same places.
  if (neighbour.iptables.empty()) return;
  EXPECT_EQ(Observe(neighbour, kBackends[1]), seen);
}

// What design.md says: each of cnft's chains comes right before that of iptables of its table.
TEST_P(Order, IsCnftFirstInEachTable) {
  const Neighbour neighbour = ReadNeighbour(GetParam());
  std::size_t pairs = 0;
  for (const NeighbourPacket& packet : neighbour.packets) {
    for (const auto& [hook, chains] : ChainsByHook(packet.expected)) {
      for (std::size_t i = 0; i < chains.size(); ++i) {
        if (!chains[i].starts_with("iptables ")) continue;
        const std::string ours = "cnft " + chains[i].substr(9);
        EXPECT_TRUE(i > 0 && chains[i - 1] == ours) << packet.text << ", " << hook;
        ++pairs;
      }
    }
  }
  EXPECT_EQ(pairs == 0, neighbour.iptables.empty());
}

// ---- docs/hooks.md ----

struct HookMap {
  // "PREROUTING", then "cnft raw" in the order of the rows.
  std::map<std::string, std::vector<std::string>> chains;
  std::map<std::string, int> priorities;  // of "PREROUTING cnft raw"
};

// Rows "| -301 | `cnft raw` | …" below "## PREROUTING".
HookMap ReadHookMap() {
  static const std::regex heading("## ([A-Z]+)");
  static const std::regex row(R"(\| *(-?\d+) \| `([^`]+)` *\|.*)");
  HookMap map;
  std::string hook;
  std::ifstream in(CNFT_SOURCE_DIR "/docs/hooks.md");
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_match(line, match, heading)) hook = match[1];
    if (!std::regex_match(line, match, row)) continue;
    map.chains[hook].push_back(match[2]);
    map.priorities[hook + " " + match[2].str()] = std::stoi(match[1]);
  }
  return map;
}

TEST(HookMap, IsWhatThePacketsMeet) {
  const HookMap map = ReadHookMap();
  std::map<std::string, std::set<std::string>> met;
  for (const std::string& path : NeighbourFiles()) {
    for (const NeighbourPacket& packet : ReadNeighbour(path).packets) {
      for (const auto& [hook, chains] : ChainsByHook(packet.expected)) {
        ASSERT_TRUE(map.chains.contains(hook)) << hook;
        const auto& rows = map.chains.at(hook);
        auto at = rows.begin();
        for (const std::string& chain : chains) {
          at = std::find(at, rows.end(), chain);
          ASSERT_NE(at, rows.end()) << path << ", " << packet.text << ": " << hook << " " << chain;
          met[hook].insert(chain);
        }
      }
    }
  }
  for (const auto& [hook, rows] : map.chains) {
    EXPECT_EQ(std::set<std::string>(rows.begin(), rows.end()), met[hook]) << hook;
  }
}

TEST(HookMap, HasThePrioritiesOfTheKernel) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const HookMap map = ReadHookMap();
  const Namespace space;
  const Namespace::Inside inside(space);
  ApplyCilium();
  for (const std::string& path : NeighbourFiles()) {
    if (const Neighbour neighbour = ReadNeighbour(path); !neighbour.nft.empty()) {
      MustRun("ip link show br0 2>/dev/null || ip link add br0 type bridge");
      LoadNeighbour(neighbour, kBackends[0]);
    }
  }
  const auto tables = compat::ReadNativeTables();
  ASSERT_TRUE(tables);
  std::size_t compared = 0;
  for (const compat::BaseChain& chain : tables->chains) {
    std::string hook = chain.hook;
    std::ranges::transform(hook, hook.begin(), [](unsigned char c) { return std::toupper(c); });
    // Chains of cnft are called after the table and the chain of iptables.
    const std::string name = chain.name.substr(0, chain.name.find('/'));
    const auto row = map.priorities.find(fmt::format("{} {} {}", hook, chain.table, name));
    if (row == map.priorities.end()) continue;
    EXPECT_EQ(row->second, chain.priority) << row->first;
    ++compared;
  }
  EXPECT_GT(compared, 30U);
  // The kernel's own, of iptables: one behind those of cnft.
  for (const auto& [place, priority] : map.priorities) {
    const std::size_t iptables = place.find(" iptables ");
    if (iptables == std::string::npos) continue;
    const auto ours =
        map.priorities.find(place.substr(0, iptables) + " cnft " + place.substr(iptables + 10));
    ASSERT_NE(ours, map.priorities.end()) << place;
    EXPECT_EQ(ours->second + 1, priority) << place;
  }
}

INSTANTIATE_TEST_SUITE_P(BesideCilium, Order, testing::ValuesIn(NeighbourFiles()),
                         [](const auto& param) {
                           std::string name = std::filesystem::path(param.param).stem().string();
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace cnft::test
