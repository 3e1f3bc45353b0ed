// SPDX-License-Identifier: GPL-2.0-or-later
// Everybody on the node does everything at once, and the agent is stopped and killed meanwhile:
// after each quiet second what stands is what is wanted, as `cnft diff` sees it.
//
// CNFT_SECONDS is how long, and CNFT_SEED what happens.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "nft/netlink/kernel.h"
#include "tests/packets/settings.h"
#include "tests/support/agent_process.h"
#include "tests/support/repair_clock.h"

namespace cnft::test {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::array kConfigurations = {"routing-mode: tunnel\n",
                                        "routing-mode: native\nenable-ipsec: true\n"};
constexpr std::array kNodes = {
    "ipv4: {pod-cidr: 10.1.0.0/24, node-addresses: [192.0.2.1, 192.0.2.2]}\n"
    "ipv6: {pod-cidr: 'fd00:1::/64', node-addresses: ['2001:db8::1']}\n"
    "proxies: [{name: a, port: 10001}]\n",
    "ipv4: {pod-cidr: 10.1.0.0/24, node-addresses: [192.0.2.1]}\n"
    "ipv6: {pod-cidr: 'fd00:1::/64', node-addresses: ['2001:db8::1', '2001:db8::2']}\n"
    "proxies: [{name: a, port: 10001}, {name: b, port: 10003}]\n"
    "no-track-pods: [{addresses: [10.1.0.9], port: 8080}]\n"};

class Chaos {
 public:
  explicit Chaos(unsigned seed) : random_(seed), kernel_(std::move(*netlink::OpenKernel())) {
    directory_.Write("config", kConfigurations[0]);
    directory_.Write("node", kNodes[0]);
    inputs_ = fmt::format("--discover --cilium {0}/config --node {0}/node ", directory_.path());
    agent_ = std::make_unique<AgentProcess>(inputs_ + "--watch-files");
  }

  AgentProcess& agent() { return *agent_; }

  bool Whole() const { return Cnft("diff " + inputs_).status == 0; }
  std::string Differences() const { return Cnft("diff " + inputs_).out; }

  // Does something; whether the agent was left to do its work meanwhile.
  bool Act() {
    switch (Any(17)) {
      case 0:
      case 1:
        return Do("nft 'delete rule {} cnft {} handle {}'", true);
      case 2:
        return Do("nft 'insert rule {0} cnft {1} accept'", false);
      case 3:
        return Do("nft 'insert rule {0} cnft {1} tcp dport vmap {{ 22 : accept, 23 : drop }}'",
                  false);
      case 4:
        return Do("nft 'flush chain {0} cnft {1}'", false);
      case 5:
        Shell(fmt::format("nft delete table {} cnft", Any(2) == 0 ? "ip" : "ip6"));
        return true;
      case 6:
        Shell("nft flush ruleset");
        return true;
      case 7:
        Shell("nft 'add table ip cnft { flags dormant; }'");
        return true;
      case 8:
        return OfSet();
      case 9:
        return Iptables();
      case 10:
        return Firewalld();
      case 11:
        Shell(Any(2) == 0 ? "ip rule del pref 9" : "ip route flush proto 201 table all");
        return true;
      case 12:
        Shell("ip link set cilium_host down; sleep 0.05; ip link set cilium_host up");
        return true;
      case 13:
        return Address();
      case 14:
        directory_.Write(Any(2) == 0 ? "config" : "none", kConfigurations[Any(2)]);
        directory_.Write("node", kNodes[Any(2)]);
        return true;
      case 15:
        agent_->End(SIGKILL);
        Shell(Any(2) == 0 ? "nft flush ruleset" : "ip route flush proto 201 table all");
        agent_->Start();
        // It does not start without what it needs, and nobody here starts it again.
        EXPECT_TRUE(agent_->Ready()) << agent_->log();
        return false;
      default:
        agent_->Signal(SIGSTOP);
        for (std::size_t i = Any(3); i > 0; --i) Shell("nft flush ruleset; ip rule del pref 9");
        std::this_thread::sleep_for(milliseconds(Any(2500)));
        agent_->Signal(SIGCONT);
        return false;
    }
  }

  // More than the agent hears of, and our tables among it.
  void Burst() {
    std::string burst = "add table ip burst\nadd set ip burst s { type ipv4_addr; }\n";
    for (int i = 0; i < 1000; ++i) {
      burst += "add element ip burst s { ";
      for (int j = 0; j < 100; ++j) burst += fmt::format("10.{}.{}.{},", i / 250, i % 250, j);
      burst.back() = '}';
      burst += '\n';
    }
    agent_->Signal(SIGSTOP);
    test::Run("nft -f -", burst);
    Shell("nft flush ruleset");
    test::Run("nft -f -", burst);
    Shell("nft delete table ip burst; nft delete table ip cnft");
    agent_->Signal(SIGCONT);
  }

  std::size_t Any(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

 private:
  static void Shell(const std::string& command) { test::Run(command); }

  // A command for a chain of ours, and with `rule` for a rule in it.
  bool Do(const char* command, bool rule) {
    const Family family = Any(2) == 0 ? Family::kIpv4 : Family::kIpv6;
    const auto read = kernel_->Read(family, "cnft");
    if (!read || !*read || (*read)->table.chains.empty()) return true;
    const auto& chains = (*read)->table.chains;
    const auto& chain = chains[Any(chains.size())];
    if (rule && chain.rules.empty()) return true;
    const std::uint64_t handle = rule ? chain.rules[Any(chain.rules.size())].handle : 0;
    Shell(fmt::format(fmt::runtime(command), family == Family::kIpv4 ? "ip" : "ip6", chain.name,
                      handle));
    return true;
  }

  bool OfSet() {
    const auto read = kernel_->Read(Family::kIpv4, "cnft");
    if (!read || !*read || (*read)->table.sets.empty()) return true;
    const std::string& name = (*read)->table.sets[Any((*read)->table.sets.size())].name;
    Shell(fmt::format(
        "nft '{}'",
        Any(2) == 0 ? fmt::format("flush set ip cnft {}", name)
                    : fmt::format("add element ip cnft {} {{ 203.0.113.{} }}", name, Any(250))));
    return true;
  }

  bool Iptables() {
    static constexpr std::array kCommands = {
        "iptables-nft -P INPUT DROP",
        "iptables-nft -P INPUT ACCEPT",
        "iptables-nft -F",
        "iptables-nft -I INPUT -s 198.51.100.1 -j DROP",
        "iptables-nft -D INPUT 1",
        "iptables-nft -A FORWARD -j REJECT",
        "ip6tables-nft -P FORWARD DROP",
        "iptables-nft -t nat -A POSTROUTING -s 10.9.0.0/16 -j MASQUERADE",
        "iptables-nft -t nat -F",
        "iptables-nft -F; iptables-nft -X"};
    Shell(kCommands[Any(kCommands.size())]);
    return true;
  }

  // As firewalld does: its own table, made anew each time.
  bool Firewalld() {
    test::Run("nft -f -",
              "table inet firewalld\ndelete table inet firewalld\ntable inet firewalld {\n"
              "  chain filter_INPUT {\n    type filter hook input priority 10; policy accept;\n"
              "    ct state established accept\n    tcp dport 22 accept\n  }\n}\n");
    if (Any(3) == 0) Shell("nft delete table inet firewalld");
    return true;
  }

  bool Address() {
    address_ = 1 + Any(200);
    Shell(fmt::format("ip -4 addr flush dev cilium_host; ip addr add 10.1.0.{}/32 dev cilium_host",
                      address_));
    return true;
  }

  std::mt19937 random_;
  TemporaryDirectory directory_;
  std::unique_ptr<Kernel> kernel_;
  std::string inputs_;
  std::unique_ptr<AgentProcess> agent_;
  std::size_t address_ = 1;
};

TEST(AgentChaos, ComesOutWhole) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("sysctl -qw net.ipv6.conf.default.accept_dad=0; ip link set lo up; "
                        "ip link add cilium_host type veth peer name cilium_net && "
                        "sysctl -qw net.ipv6.conf.cilium_host.keep_addr_on_down=1 && "
                        "ip addr add 10.1.0.1/32 dev cilium_host && ip addr add fd00:1::1/128 dev "
                        "cilium_host && ip link set cilium_host up && ip link set cilium_net up")
                  .ok());
  const auto length = seconds(Setting("CNFT_SECONDS", 5));
  Chaos chaos(static_cast<unsigned>(Setting("CNFT_SEED", 1)));
  ASSERT_TRUE(chaos.agent().Ready()) << chaos.agent().log();
  ASSERT_TRUE(chaos.Whole()) << chaos.Differences();
  RepairClock clock;
  std::vector<double> repairs;
  std::size_t rounds = 0;
  std::size_t actions = 0;
  std::size_t late = 0;
  double latest = 0;
  const auto begin = Clock::now();
  const std::size_t burst_every = 100;
  while (Clock::now() - begin < length) {
    (void)clock.Take();
    bool at_work = true;
    for (std::size_t i = 1 + chaos.Any(4); i > 0; --i, ++actions) at_work &= chaos.Act();
    if (rounds++ % burst_every == burst_every / 2) {
      chaos.Burst();
      at_work = false;
    }
    // A quiet second, or less if that is enough; on a machine that does much else it may be more.
    const auto quiet = Clock::now();
    ASSERT_TRUE(Eventually([&] { return chaos.Whole(); }, seconds(5)))
        << "round " << rounds << "\n"
        << chaos.Differences() << chaos.agent().log();
    const std::chrono::duration<double, std::milli> took = Clock::now() - quiet;
    if (took > seconds(1)) ++late;
    latest = std::max(latest, took.count());
    if (!at_work) continue;
    for (const double one : clock.Take()) repairs.push_back(one);
  }
  ASSERT_FALSE(repairs.empty());
  const double median = Median(repairs);
  fmt::print("{} actions in {} rounds; {} repairs timed: median {:.2f} ms, worst {:.2f} ms\n",
             actions, rounds, repairs.size(), median,
             *std::max_element(repairs.begin(), repairs.end()));
  fmt::print(
      "whole after {:.0f} ms at the latest, as cnft diff sees it; {} times after more than a "
      "second\n",
      latest, late);
  EXPECT_LT(median, 50);
  EXPECT_LE(late * 50, rounds);
  // Nobody does anything.
  const auto idle = duration_cast<milliseconds>(length) / 10;
  const auto kernel = std::move(*netlink::OpenKernel());
  std::this_thread::sleep_for(seconds(1));
  const auto generation = kernel->Generation();
  const json_int_t writes = chaos.agent().Writes();
  std::this_thread::sleep_for(idle);
  EXPECT_EQ(*kernel->Generation(), *generation);
  EXPECT_EQ(chaos.agent().Writes(), writes);
  fmt::print("{} idle milliseconds: {} writes\n", idle.count(),
             static_cast<long long>(chaos.agent().Writes() - writes));
}

}  // namespace
}  // namespace cnft::test
