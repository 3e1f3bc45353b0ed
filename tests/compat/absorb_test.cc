// SPDX-License-Identifier: GPL-2.0-or-later
// cnft absorb and cnft release: both ways iptables-save prints the same again, counters and all;
// what cannot change hands is refused and nothing is touched; a kill at any step leaves something
// that either verb finishes.
//
// CNFT_COUNT is how often it is killed, and CNFT_SEED picks the points; 0: at each.
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "bench/generate/node.h"
#include "tests/cli/cnft_program.h"
#include "tests/packets/settings.h"
#include "tests/packets/split.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

using generate::CiliumMode;
using generate::GenerateNode;
using generate::NodeOptions;
using generate::ProxyMode;
using testing::HasSubstr;
using testing::Not;

struct Place {
  Family family;
  const char* backend;
};

std::string WithoutCounters(std::string text) {
  for (std::size_t at = 0; (at = text.find('[', at)) != std::string::npos;) {
    text.erase(at, text.find(']', at) + 1 - at);
  }
  return text;
}

class Absorb : public testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    const std::string lock = testing::TempDir() + fmt::format("xtables-{}.lock", getpid());
    ASSERT_EQ(setenv("XTABLES_LOCKFILE", lock.c_str(), 1), 0);
  }

  static bool Ipv4() { return GetParam().family == Family::kIpv4; }
  static std::string Program() {
    return fmt::format("{}-{}", IptablesProgram(GetParam().family), GetParam().backend);
  }
  static void Restore(std::string_view rules) {
    const Output done = test::Run(Program() + "-restore -c", rules);
    ASSERT_TRUE(done.ok()) << done.err;
  }
  // With counters.
  static std::string Saved() { return test::Run(Program() + "-save -c | grep -v '^#'").out; }
  static std::string Shown() { return Cnft("show --as iptables").out; }
  // What they say. Who is killed when he has replaced a table of iptables-legacy, before he has
  // added what it had counted, loses that: the kernel has no other way.
  static std::string Standing() { return WithoutCounters(Saved()); }
  static std::string Installed() { return WithoutCounters(Shown()); }
  static Output Apply(std::string_view verb, const std::string& rules) {
    return Cnft(fmt::format("{} {} -", verb, Ipv4() ? "--ipv4" : "--ipv6"), rules);
  }
};

// Of either family; counters stand for their places.
std::string Rules() {
  const bool ipv4 = Absorb::GetParam().family == Family::kIpv4;
  return fmt::format(
      R"(*nat
:PREROUTING ACCEPT [1:2]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [3:4]
:POSTROUTING ACCEPT [5:6]
:DOCKER - [0:0]
:KUBE-KUBELET-CANARY - [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-SEP-A - [0:0]
:KUBE-SEP-B - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-SVC - [0:0]
[7:700] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
[8:800] -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
[9:900] -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
[10:1000] -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
[11:1100] -A POSTROUTING -s {0} ! -o docker0 -j MASQUERADE
[12:1200] -A DOCKER -i docker0 -j RETURN
[13:1300] -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
[14:1400] -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
[15:1500] -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
[16:1600] -A KUBE-POSTROUTING -m comment --comment "requiring SNAT" -j MASQUERADE --random-fully
[17:1700] -A KUBE-SEP-A -s {2} -m comment --comment "ns/a:p" -j KUBE-MARK-MASQ
[18:1800] -A KUBE-SEP-A -p tcp -m comment --comment "ns/a:p" -m recent --set --name KUBE-SEP-A --mask {6} --rsource -m tcp -j DNAT --to-destination {3}
[19:1900] -A KUBE-SEP-B -p tcp -m tcp -j DNAT --to-destination {4}
[20:2000] -A KUBE-SERVICES -d {1} -p tcp -m comment --comment "ns/a:p cluster IP" -m tcp --dport 80 -j KUBE-SVC
[21:2100] -A KUBE-SVC -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-A --mask {6} --rsource -j KUBE-SEP-A
[22:2200] -A KUBE-SVC -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-A
[23:2300] -A KUBE-SVC -j KUBE-SEP-B
COMMIT
*filter
:INPUT ACCEPT [24:2400]
:FORWARD DROP [25:2500]
:OUTPUT ACCEPT [26:2600]
:DOCKER-USER - [0:0]
:KUBE-FIREWALL - [0:0]
:KUBE-FORWARD - [0:0]
:KUBE-NODEPORTS - [0:0]
[27:2700] -A INPUT -p tcp -m tcp --dport 22
[28:2800] -A INPUT -m comment --comment "health checks" -j KUBE-NODEPORTS
[29:2900] -A INPUT -i docker0 -j ACCEPT
[30:3000] -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
[31:3100] -A FORWARD -j DOCKER-USER
[32:3200] -A FORWARD -i docker0 -j ACCEPT
[33:3300] -A OUTPUT -j KUBE-FIREWALL
[34:3400] -A DOCKER-USER -j RETURN
[35:3500] -A KUBE-FIREWALL ! -s {5} -d {5} -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
[36:3600] -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
[37:3700] -A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
[38:3800] -A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
[39:3900] -A KUBE-NODEPORTS -p tcp -m tcp --dport 32000 -j ACCEPT
COMMIT
)",
      ipv4 ? "172.17.0.0/16" : "fd00:17::/64", ipv4 ? "10.96.0.10/32" : "fd00:96::10/128",
      ipv4 ? "10.244.1.2/32" : "fd00:244::2/128", ipv4 ? "10.244.1.2:8080" : "[fd00:244::2]:8080",
      ipv4 ? "10.244.1.3:8080" : "[fd00:244::3]:8080", ipv4 ? "127.0.0.0/8" : "fd00:127::/64",
      ipv4 ? "255.255.255.255" : "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
}

constexpr std::string_view kOurs =
    "*filter\n:CILIUM_FORWARD - [0:0]\n-A FORWARD -j CILIUM_FORWARD\n"
    "-A CILIUM_FORWARD -i lxc+ -j ACCEPT\nCOMMIT\n"
    "*nat\n:CILIUM_POST_nat - [0:0]\n-A POSTROUTING -j CILIUM_POST_nat\n"
    "-A CILIUM_POST_nat -o lxc+ -j ACCEPT\nCOMMIT\n";

TEST_P(Absorb, GoesBothWays) {
  Restore(Rules());
  const std::string before = Saved();
  const Output dry = Cnft("absorb --dry-run");
  EXPECT_THAT(dry.out, HasSubstr("would be absorbed: 9 chains of iptables-"));
  EXPECT_EQ(Saved(), before);
  EXPECT_EQ(Shown(), "");

  const Output absorbed = Cnft("absorb");
  EXPECT_EQ(absorbed.status, 0) << absorbed.err;
  EXPECT_THAT(Saved(), Not(HasSubstr(":KUBE-S")));
  EXPECT_THAT(Saved(), Not(HasSubstr("-j KUBE-")));
  // What its owner watches stays, and does nothing.
  EXPECT_THAT(Saved(), HasSubstr(":KUBE-KUBELET-CANARY - [0:0]\n"));
  EXPECT_THAT(Shown(), HasSubstr("-A KUBE-SVC -j KUBE-SEP-B\n"));
  EXPECT_THAT(Shown(), HasSubstr("-A OUTPUT -j KUBE-FIREWALL\n"));
  EXPECT_EQ(Cnft("absorb").out, "nothing to absorb\n");
  EXPECT_EQ(Cnft("delete").status, 2);
  EXPECT_THAT(Shown(), HasSubstr("-A KUBE-SVC -j KUBE-SEP-B\n"));

  const Output released = Cnft("release");
  EXPECT_EQ(released.status, 0) << released.err;
  EXPECT_EQ(Saved(), before);
  EXPECT_EQ(Shown(), "");
  EXPECT_EQ(Cnft("release").out, "nothing to release\n");
  EXPECT_EQ(test::Run("nft list tables | grep -w cnft").out, "");
}

// With rules of our own before, meanwhile and after.
TEST_P(Absorb, StandsBehindWhatIsApplied) {
  Restore(Rules());
  ASSERT_TRUE(Apply("apply", std::string(kOurs)).ok());
  const std::string before = Saved();
  const std::string shown = Shown();
  ASSERT_EQ(Cnft("absorb").status, 0);
  EXPECT_EQ(Apply("diff", std::string(kOurs)).out, "");
  EXPECT_THAT(Apply("apply", std::string(kOurs)).out, HasSubstr("nothing to change"));
  EXPECT_THAT(Shown(), HasSubstr("-A FORWARD -j CILIUM_FORWARD\n[0:0] -A FORWARD -m comment "
                                 "--comment \"kubernetes forwarding rules\" -j KUBE-FORWARD\n"));
  // A chain of both, and then other rules of ours.
  const Output both = Apply("apply", "*nat\n:KUBE-SVC - [0:0]\nCOMMIT\n");
  EXPECT_EQ(both.status, 2);
  EXPECT_THAT(both.err, HasSubstr("chain KUBE-SVC is absorbed from iptables"));
  const std::string other = "*filter\n-A INPUT -i lxc+ -j ACCEPT\nCOMMIT\n";
  EXPECT_TRUE(Apply("check", other).ok());
  EXPECT_TRUE(Apply("apply", other).ok());
  EXPECT_THAT(Shown(), HasSubstr("-A KUBE-SVC -j KUBE-SEP-B\n"));
  EXPECT_THAT(Shown(), Not(HasSubstr("CILIUM")));
  EXPECT_TRUE(Apply("apply", std::string(kOurs)).ok());
  const Output released = Cnft("release");
  EXPECT_EQ(released.status, 0) << released.err;
  EXPECT_EQ(Saved(), before);
  EXPECT_EQ(Shown(), shown);
  EXPECT_EQ(Apply("diff", std::string(kOurs)).out, "");
}

// Whole nodes, with ipsets and Cilium's rules.
TEST_P(Absorb, TakesWholeNodes) {
  for (const ProxyMode mode : {ProxyMode::kIptables, ProxyMode::kIpvs}) {
    EnterNewNetns();
    const auto node = GenerateNode({.family = GetParam().family,
                                    .proxy = mode,
                                    .cilium = CiliumMode::kTunnel,
                                    .services = 20,
                                    .docker = true});
    const SplitText split = SplitRules(node.rules);
    if (!node.ipset.empty()) {
      ASSERT_TRUE(test::Run("ipset restore", node.ipset).ok());
    }
    Restore(split.others);
    const TemporaryDirectory files;
    const std::string input =
        fmt::format("{} {} --ipset {}", Ipv4() ? "--ipv4" : "--ipv6",
                    files.Write("rules", split.ours), files.Write("sets", node.ipset));
    const Output applied = Cnft("apply " + input);
    ASSERT_TRUE(applied.ok()) << applied.err;
    const std::string before = Saved();
    const Output absorbed = Cnft("absorb");
    ASSERT_EQ(absorbed.status, 0) << absorbed.err;
    EXPECT_THAT(Saved(), Not(HasSubstr("-j KUBE-")));
    EXPECT_EQ(Cnft("diff " + input).out, "");
    // Sets are made anew meanwhile: they have other numbers then.
    if (!node.ipset.empty()) {
      EXPECT_TRUE(test::Run("ipset destroy").ok());
      if (mode == ProxyMode::kIpvs) {
        EXPECT_THAT(Cnft("release").err, HasSubstr("[set-gone]\n  hint: make it again: ipset "));
      }
      EXPECT_TRUE(test::Run("ipset create another hash:ip && ipset restore", node.ipset).ok());
    }
    const Output released = Cnft("release");
    EXPECT_EQ(released.status, 0) << released.err;
    EXPECT_EQ(Saved(), before);
    EXPECT_EQ(Cnft("diff " + input).out, "");
    EXPECT_TRUE(Cnft("delete").ok());
  }
}

struct Refused {
  const char* code;
  const char* rules;  // of table filter
  const char* options = "";
};
constexpr Refused kRefused[] = {
    {"outside-reference", ":A - [0:0]\n:KUBE-X - [0:0]\n-A INPUT -j A\n-A A -j KUBE-X\n"},
    {"leads-outside", ":A - [0:0]\n:KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n-A KUBE-X -j A\n"},
    {"order", ":KUBE-X - [0:0]\n-A INPUT -i a -j ACCEPT\n-A INPUT -j KUBE-X\n-A KUBE-X -j DROP\n"},
    {"goto", ":KUBE-X - [0:0]\n-A INPUT -g KUBE-X\n-A KUBE-X -j DROP\n"},
    {"asked-twice",
     ":KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n-A KUBE-X -m limit --limit 1/sec -j DROP\n"},
    {"asked-twice", ":KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n-A KUBE-X -j LOG\n"},
    {"asked-twice",
     ":KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n-A KUBE-X -m mark --mark 0x1/0x1 -j DROP\n"
     "-A KUBE-X -j MARK --set-xmark 0x1/0x1\n"},
    {"not-final",
     ":KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n-A INPUT -i a -j DROP\n"
     "-A KUBE-X -m policy --dir in --pol none -j ACCEPT\n"},
    {"no-native-form",
     ":KUBE-X - [0:0]\n-A OUTPUT -j KUBE-X\n-A KUBE-X -m owner --gid-owner 1 --suppl-groups -j "
     "DROP\n"},
    {"absorbed-others", ":KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n-A KUBE-X -j DROP\n",
     "--chains 'OTHER-*'"},
};

TEST_P(Absorb, RefusesAndTouchesNothing) {
  if (!Ipv4()) GTEST_SKIP() << "as in IPv4";
  for (const Refused& refused : kRefused) {
    SCOPED_TRACE(refused.code);
    Restore(
        fmt::format("*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n"
                    ":OUTPUT ACCEPT [0:0]\n{}COMMIT\n",
                    refused.rules));
    const bool others = std::string_view(refused.code) == "absorbed-others";
    if (others) {
      ASSERT_TRUE(Cnft("absorb").ok());
    }
    const std::string before = Saved();
    const std::string shown = Shown();
    const Output output = Cnft(fmt::format("absorb {}", refused.options));
    EXPECT_EQ(output.status, 3) << output.out;
    EXPECT_THAT(output.err, HasSubstr(fmt::format("[{}]\n  hint: ", refused.code)));
    EXPECT_THAT(output.err, HasSubstr("nothing was changed"));
    EXPECT_EQ(Saved(), before);
    EXPECT_EQ(Shown(), shown);
    if (others) {
      ASSERT_TRUE(Cnft("release").ok());
    }
  }
}

TEST_P(Absorb, TakesOnlyWhatIsAskedFor) {
  Restore(Rules());
  const std::string before = Saved();
  ASSERT_EQ(Cnft("absorb --tables filter --chains 'KUBE-F*'").status, 0);
  EXPECT_THAT(Saved(), HasSubstr("-j KUBE-SVC"));
  EXPECT_THAT(Saved(), HasSubstr("-j KUBE-NODEPORTS"));
  EXPECT_THAT(Saved(), Not(HasSubstr("-j KUBE-F")));
  EXPECT_THAT(Saved(), Not(HasSubstr(":KUBE-F")));
  ASSERT_EQ(Cnft("release").status, 0);
  EXPECT_EQ(Saved(), before);
}

// Places are found again, whatever came and went around them.
TEST_P(Absorb, FindsPlacesAgain) {
  Restore(Rules());
  ASSERT_EQ(Cnft("absorb").status, 0);
  ASSERT_TRUE(test::Run(fmt::format("{0} -I INPUT -i new -j ACCEPT; {0} -D INPUT -i docker0 -j "
                                    "ACCEPT; {0} -I FORWARD -i new -j ACCEPT",
                                    Program()))
                  .ok());
  ASSERT_EQ(Cnft("release").status, 0);
  EXPECT_EQ(test::Run(Program() + " -S INPUT; " + Program() + " -S FORWARD").out,
            "-P INPUT ACCEPT\n-A INPUT -i new -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 22\n"
            "-A INPUT -m comment --comment \"health checks\" -j KUBE-NODEPORTS\n-P FORWARD DROP\n"
            "-A FORWARD -m comment --comment \"kubernetes forwarding rules\" -j KUBE-FORWARD\n"
            "-A FORWARD -i new -j ACCEPT\n-A FORWARD -j DOCKER-USER\n"
            "-A FORWARD -i docker0 -j ACCEPT\n");
}

// Its owner writes a chain anew, and changes a set: doctor says so, and absorbing again takes that.
TEST_P(Absorb, FollowsWhatIsWrittenAnew) {
  const std::string set =
      fmt::format("create KUBE-S hash:ip family {}\nadd KUBE-S {}\n", Ipv4() ? "inet" : "inet6",
                  Ipv4() ? "192.0.2.1" : "2001:db8::1");
  ASSERT_TRUE(test::Run("ipset restore", set).ok());
  const std::string rules =
      "*filter\n:INPUT ACCEPT [0:0]\n:KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n"
      "-A KUBE-X -m set --match-set KUBE-S src -j DROP\nCOMMIT\n";
  Restore(rules);
  ASSERT_EQ(Cnft("absorb").status, 0);
  EXPECT_THAT(Cnft("doctor").out, Not(HasSubstr("[absorbed-")));
  Restore(
      "*filter\n:INPUT ACCEPT [0:0]\n:KUBE-X - [0:0]\n:KUBE-Y - [0:0]\n-A INPUT -j KUBE-X\n"
      "-A KUBE-X -m set --match-set KUBE-S src -j KUBE-Y\n-A KUBE-Y -p udp -j DROP\nCOMMIT\n");
  ASSERT_TRUE(
      test::Run(Ipv4() ? "ipset add KUBE-S 192.0.2.2" : "ipset add KUBE-S 2001:db8::2").ok());
  const std::string again = Saved();
  const std::string found = Cnft("doctor").out;
  EXPECT_THAT(found, HasSubstr("[absorbed-again]"));
  EXPECT_THAT(found, HasSubstr(Program() + " -t filter -S KUBE-Y"));
  EXPECT_THAT(found, HasSubstr("ipset KUBE-S: 2 elements, 1 in the copy"));
  ASSERT_EQ(Cnft("absorb").status, 0);
  EXPECT_THAT(Cnft("doctor").out, Not(HasSubstr("[absorbed-")));
  EXPECT_THAT(Shown(), HasSubstr("-A KUBE-Y -p udp -j DROP\n"));
  EXPECT_THAT(Cnft("show").out, HasSubstr(Ipv4() ? "192.0.2.2" : "2001:db8::2"));
  ASSERT_EQ(Cnft("release").status, 0);
  EXPECT_EQ(Saved(), again);
  // What stands again is its owner's.
  ASSERT_EQ(Cnft("absorb").status, 0);
  Restore(rules);
  const std::string owners = Saved();
  ASSERT_EQ(Cnft("release").status, 0);
  EXPECT_THAT(Saved(), HasSubstr("-A KUBE-X -m set --match-set KUBE-S src -j DROP\n"));
  EXPECT_THAT(Saved(), HasSubstr(":KUBE-Y"));
  EXPECT_EQ(Shown(), "");
}

// ---- Beside an agent ----

class AgentProcess {
 public:
  AgentProcess(const std::string& option, const std::string& file, const std::string& output) {
    process_ = fork();
    if (process_ != 0) return;
    const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, 1);
    dup2(out, 2);
    execl(CNFT_PROGRAM, CNFT_PROGRAM, "agent", option.c_str(), file.c_str(), "--socket", "",
          nullptr);
    _exit(127);
  }
  ~AgentProcess() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  AgentProcess(const AgentProcess&) = delete;
  AgentProcess& operator=(const AgentProcess&) = delete;

 private:
  pid_t process_ = 0;
};

template <typename Condition>
bool Becomes(Condition condition) {
  for (int i = 0; i < 200; ++i) {
    if (condition()) return true;
    usleep(50'000);
  }
  return false;
}

// It keeps what is absorbed, puts it back with the rest, and lets it go when it is released.
TEST_P(Absorb, IsKeptByAnAgent) {
  if (!Ipv4()) GTEST_SKIP() << "as in IPv4";
  const TemporaryDirectory files;
  const std::string rules = files.Write("rules", kOurs);
  Restore(Rules());
  // Of the other family cnft has nothing else.
  ASSERT_TRUE(
      test::Run(fmt::format("{}-{}-restore", IptablesProgram(Family::kIpv6), GetParam().backend),
                "*filter\n:INPUT ACCEPT [0:0]\n:KUBE-X - [0:0]\n-A INPUT -j KUBE-X\n"
                "-A KUBE-X -j DROP\nCOMMIT\n")
          .ok());
  const AgentProcess agent(Ipv4() ? "--ipv4" : "--ipv6", rules, files.path() + "/log");
  const auto shows = [](const char* text) {
    return [text] { return Shown().find(text) != std::string::npos; };
  };
  ASSERT_TRUE(Becomes(shows("CILIUM_FORWARD")));
  usleep(500'000);  // bridges
  const std::string before = Standing();
  ASSERT_EQ(Cnft("absorb").status, 0);
  const std::string absorbed = Installed();
  EXPECT_THAT(absorbed, HasSubstr("-j KUBE-SEP-B"));
  usleep(500'000);
  EXPECT_EQ(Installed(), absorbed);
  ASSERT_TRUE(
      test::Run("nft delete table ip cnft; nft delete table ip6 cnft; nft list tables").ok());
  EXPECT_TRUE(Becomes([&] { return Installed() == absorbed; })) << Shown();
  ASSERT_EQ(Cnft("release").status, 0);
  usleep(1'000'000);
  EXPECT_THAT(Shown(), Not(HasSubstr("KUBE")));
  EXPECT_THAT(Shown(), HasSubstr("CILIUM_FORWARD"));
  EXPECT_THAT(test::Run("nft list tables").out, Not(HasSubstr("ip6 cnft")));
  EXPECT_TRUE(Becomes([&] { return Standing() == before; })) << Saved();
  if (HasFailure()) ADD_FAILURE() << test::Run("cat " + files.path() + "/log").out;
}

// ---- Kills ----

bool Changes(std::uint64_t call) {
  return call == SYS_sendmsg || call == SYS_sendto || call == SYS_setsockopt;
}

// Runs `cnft VERB` until it has come to a call that may change something, or come back from one, so
// many times, and kills it there; returns how often it did.
std::size_t RunUntil(const char* verb, std::size_t stops) {
  const pid_t pid = fork();
  if (pid == 0) {
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    execl(CNFT_PROGRAM, CNFT_PROGRAM, verb, nullptr);
    _exit(127);
  }
  std::size_t count = 0;
  int status = 0;
  bool entered = false;
  bool traced = false;
  while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
    if (!std::exchange(traced, true)) {
      ptrace(PTRACE_SETOPTIONS, pid, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    }
    __ptrace_syscall_info info{};
    ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info);
    const bool entry = info.op == PTRACE_SYSCALL_INFO_ENTRY && Changes(info.entry.nr);
    const bool exit = info.op == PTRACE_SYSCALL_INFO_EXIT && entered;
    if (info.op != PTRACE_SYSCALL_INFO_NONE) entered = entry;
    if (entry || exit) {
      if (count == stops) {
        kill(pid, SIGKILL);
        continue;
      }
      ++count;
    }
    ptrace(PTRACE_SYSCALL, pid, nullptr, nullptr);
  }
  return count;
}

TEST_P(Absorb, KilledCanBeFinishedOrUndone) {
  constexpr std::size_t kAll = 1'000'000;
  if (!Ipv4() && std::getenv("CNFT_COUNT") == nullptr) GTEST_SKIP() << "takes long";
  Restore(Rules());
  ASSERT_TRUE(Apply("apply", std::string(kOurs)).ok());
  const std::string before = Standing();
  const std::string ours = Installed();
  ASSERT_EQ(Cnft("absorb").status, 0);
  const std::string without = Standing();
  const std::string all = Installed();
  ASSERT_EQ(Cnft("release").status, 0);

  std::mt19937 random(Setting("CNFT_SEED", 1));
  const std::size_t wanted = Setting("CNFT_COUNT", 2);
  for (const bool absorbing : {true, false}) {
    const char* verb = absorbing ? "absorb" : "release";
    const char* other = absorbing ? "release" : "absorb";
    const std::size_t stops = RunUntil(verb, kAll);
    ASSERT_GT(stops, 20U);
    ASSERT_EQ(Standing(), absorbing ? without : before);
    ASSERT_EQ(Cnft(other).status, 0);
    std::size_t between = 0;
    for (std::size_t i = 0; i < (wanted == 0 ? stops : wanted); ++i) {
      // The last third holds the steps.
      const std::size_t at = wanted == 0 ? i : stops - 1 - random() % (stops / 2);
      for (const bool finish : {true, false}) {
        RunUntil(verb, at);
        // Each rule stands somewhere.
        EXPECT_THAT(Standing() + Installed(), HasSubstr("-A KUBE-SVC -j KUBE-SEP-B\n"));
        EXPECT_THAT(Standing() + Installed(), HasSubstr("-A OUTPUT -j KUBE-FIREWALL\n"));
        between += Standing() != before && Standing() != without ? 1 : 0;
        const Output done = Cnft(finish ? verb : other);
        EXPECT_EQ(done.status, 0) << done.err;
        const bool absorbed = finish == absorbing;
        EXPECT_EQ(Standing(), absorbed ? without : before) << verb << " killed at " << at;
        EXPECT_EQ(Installed(), absorbed ? all : ours) << verb << " killed at " << at;
        if (finish) {
          EXPECT_EQ(Cnft(other).status, 0);
        }
        ASSERT_FALSE(HasFailure());
      }
    }
    if (wanted == 0) {
      EXPECT_GT(between, 0U) << "no point between two steps was met";
    }
    if (absorbing) {
      ASSERT_EQ(Cnft("absorb").status, 0);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Coexistence, Absorb,
                         testing::Values(Place{Family::kIpv4, "legacy"},
                                         Place{Family::kIpv6, "legacy"},
                                         Place{Family::kIpv4, "nft"}, Place{Family::kIpv6, "nft"}),
                         [](const auto& param) {
                           return fmt::format("{}{}", param.param.backend,
                                              param.param.family == Family::kIpv4 ? "V4" : "V6");
                         });

}  // namespace
}  // namespace cnft::test
