// SPDX-License-Identifier: GPL-2.0-or-later
// Changes to tables of iptables-legacy, made without any program of iptables, are there as
// iptables-legacy-save prints them, and what was not changed is as it was, counters and all.
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>

#include <fcntl.h>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>

#include "compat/descriptor.h"
#include "compat/xtables/kernel.h"
#include "tests/support/case_file.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

using compat::XtChain;
using compat::XtRule;
using Chains = std::vector<XtChain>;

constexpr Family kFamilies[] = {Family::kIpv4, Family::kIpv6};

// The lock of these tests, so that they wait for nobody.
void UseOwnLock() {
  const std::string file = testing::TempDir() + fmt::format("xtables-{}.lock", getpid());
  ASSERT_EQ(setenv("XTABLES_LOCKFILE", file.c_str(), 1), 0);
}

class TableEdits : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    UseOwnLock();
  }

  static void Restore(Family family, std::string_view rules) {
    const Output restored = test::Run(IptablesProgram(family) + "-legacy-restore -c", rules);
    ASSERT_TRUE(restored.ok()) << restored.err;
  }

  // What iptables-legacy-save prints of table filter, without its comments.
  static std::string Saved(Family family) {
    return test::Run(IptablesProgram(family) + "-legacy-save -c -t filter | grep -v '^#'").out;
  }

  // Changes table filter.
  static bool Edit(Family family, const std::function<void(Chains&)>& edit) {
    const auto changed = compat::EditXtTable(family, "filter", [&](Chains& chains) {
      edit(chains);
      return Result<bool>(true);
    });
    EXPECT_TRUE(changed) << changed.error().message;
    return changed && *changed;
  }
};

XtChain& Find(Chains& chains, std::string_view name) { return *compat::FindChain(chains, name); }

void Prepend(XtChain& chain, XtRule rule) {
  chain.rules.insert(chain.rules.begin(), std::move(rule));
}

// A rule as it stands, put in somewhere else: it has counted nothing.
XtRule Copy(const XtRule& rule) {
  XtRule copy = rule;
  copy.origin.reset();
  return copy;
}

// Jumps and gotos forwards and backwards, a rule without target, an empty chain.
constexpr std::string_view kRules = R"(*filter
:INPUT DROP [7:8]
:FORWARD ACCEPT [9:10]
:OUTPUT ACCEPT [1:2]
:EMPTY - [0:0]
:a - [0:0]
:z - [0:0]
[1:40] -A INPUT -i lxc+ -p tcp -m tcp --dport 80 -j z
[3:120] -A INPUT -g a
[5:200] -A FORWARD
[6:240] -A FORWARD -m comment --comment "of others" -j EMPTY
[7:280] -A a -j z
[8:320] -A a -m mark --mark 0x1/0x1 -j ACCEPT
[9:360] -A z -m limit --limit 5/sec -j RETURN
[11:400] -A z -j DROP
COMMIT
)";

TEST_F(TableEdits, PutRulesAndChainsIn) {
  for (const Family family : kFamilies) {
    Restore(family, kRules);
    EXPECT_TRUE(Edit(family, [family](Chains& chains) {
      XtChain& ours = compat::AddChain(chains, compat::MakeChain(family, "OURS"));
      ours.rules.push_back(Copy(Find(chains, "a").rules[1]));
      ours.rules.push_back(Copy(Find(chains, "FORWARD").rules[0]));
      ours.rules.push_back(compat::MakeJump(family, "EMPTY"));
      Prepend(Find(chains, "INPUT"), compat::MakeJump(family, "OURS"));
      Prepend(Find(chains, "FORWARD"), compat::MakeJump(family, "OURS"));
    }));
    EXPECT_EQ(Saved(family), R"(*filter
:INPUT DROP [7:8]
:FORWARD ACCEPT [9:10]
:OUTPUT ACCEPT [1:2]
:EMPTY - [0:0]
:OURS - [0:0]
:a - [0:0]
:z - [0:0]
[0:0] -A INPUT -j OURS
[1:40] -A INPUT -i lxc+ -p tcp -m tcp --dport 80 -j z
[3:120] -A INPUT -g a
[0:0] -A FORWARD -j OURS
[5:200] -A FORWARD
[6:240] -A FORWARD -m comment --comment "of others" -j EMPTY
[0:0] -A OURS -m mark --mark 0x1/0x1 -j ACCEPT
[0:0] -A OURS
[0:0] -A OURS -j EMPTY
[7:280] -A a -j z
[8:320] -A a -m mark --mark 0x1/0x1 -j ACCEPT
[9:360] -A z -m limit --limit 5/sec -j RETURN
[11:400] -A z -j DROP
COMMIT
)");
  }
}

TEST_F(TableEdits, TakeRulesAndChainsOut) {
  for (const Family family : kFamilies) {
    Restore(family, kRules);
    EXPECT_TRUE(Edit(family, [](Chains& chains) {
      Find(chains, "FORWARD").rules.clear();
      Find(chains, "z").rules.erase(Find(chains, "z").rules.begin());
      std::erase_if(Find(chains, "INPUT").rules,
                    [](const XtRule& rule) { return rule.chain == "a"; });
      std::erase_if(
          chains, [](const XtChain& chain) { return chain.name == "a" || chain.name == "EMPTY"; });
    }));
    EXPECT_EQ(Saved(family), R"(*filter
:INPUT DROP [7:8]
:FORWARD ACCEPT [9:10]
:OUTPUT ACCEPT [1:2]
:z - [0:0]
[1:40] -A INPUT -i lxc+ -p tcp -m tcp --dport 80 -j z
[11:400] -A z -j DROP
COMMIT
)");
    // And by the programs whose table it is.
    EXPECT_TRUE(test::Run(IptablesProgram(family) + "-legacy -F INPUT; " + IptablesProgram(family) +
                          "-legacy -F z; " + IptablesProgram(family) + "-legacy -X z")
                    .ok());
  }
}

constexpr int kPackets = 300;

void SendDatagrams() {
  const compat::Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(9);
  for (int i = 0; i < kPackets; ++i) {
    EXPECT_EQ(sendto(socket.number(), "x", 1, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to),
              1);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

// No packet goes uncounted, though rules move while packets pass.
TEST_F(TableEdits, CountEveryPacket) {
  ASSERT_TRUE(test::Run("ip link set lo up").ok());
  Restore(Family::kIpv4,
          "*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
          "-A OUTPUT -p udp\nCOMMIT\n");
  std::thread traffic(SendDatagrams);
  for (int i = 0; i < 200; ++i) {
    EXPECT_TRUE(Edit(Family::kIpv4, [i](Chains& chains) {
      auto& rules = Find(chains, "OUTPUT").rules;
      if (i % 2 == 0) {
        rules.insert(rules.begin(), Copy(rules.back()));
      } else {
        rules.erase(rules.begin());
      }
    }));
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
  }
  traffic.join();
  EXPECT_NE(Saved(Family::kIpv4).find(fmt::format("[{}:", kPackets)), std::string::npos)
      << Saved(Family::kIpv4);
}

TEST_F(TableEdits, ThatFailChangeNothing) {
  Restore(Family::kIpv4, kRules);
  const auto edit = [](auto change) {
    return compat::EditXtTable(Family::kIpv4, "filter", [&](Chains& chains) {
      change(chains);
      return Result<bool>(true);
    });
  };
  const auto jump = [](std::string_view chain) {
    return [chain](Chains& chains) {
      Prepend(Find(chains, "z"), compat::MakeJump(Family::kIpv4, chain));
    };
  };
  const auto missing = edit(jump("nowhere"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "table filter: chain nowhere is not there");
  const auto loop = edit(jump("a"));  // which jumps to z
  ASSERT_FALSE(loop);
  EXPECT_NE(loop.error().message.find("changing table filter of iptables-legacy"),
            std::string::npos);
  const auto built_in = edit([](Chains& chains) { chains.erase(chains.begin()); });
  ASSERT_FALSE(built_in);
  EXPECT_EQ(built_in.error().message, "table filter: a built-in chain is not there");
  const auto twice = edit([](Chains& chains) { chains.push_back(chains.back()); });
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().message, "table filter: chain z is there twice");
  EXPECT_EQ(Saved(Family::kIpv4), kRules);
}

TEST_F(TableEdits, MakeNoTable) {
  for (const Family family : kFamilies) {
    EXPECT_FALSE(Edit(family, [](Chains&) { ADD_FAILURE() << "there is nothing to edit"; }));
  }
  EXPECT_EQ(test::Run("cat /proc/net/ip_tables_names /proc/net/ip6_tables_names").out, "");
}

// A program that knows the lock waits for it, and so does the edit. One that does not has its
// change kept: the edit begins again.
TEST_F(TableEdits, AndThoseOfOthersAreBothMade) {
  Restore(Family::kIpv4, kRules);
  int attempts = 0;
  EXPECT_TRUE(Edit(Family::kIpv4, [&attempts](Chains& chains) {
    if (attempts++ == 0) {
      const Output other =
          test::Run("XTABLES_LOCKFILE=/dev/null iptables-legacy -A OUTPUT -s 10.0.0.1 -j DROP");
      EXPECT_TRUE(other.ok()) << other.err;
      EXPECT_FALSE(test::Run("timeout 1 iptables-legacy -A OUTPUT -s 10.0.0.2 -j DROP").ok());
    }
    Prepend(Find(chains, "OUTPUT"), compat::MakeJump(Family::kIpv4, "EMPTY"));
  }));
  EXPECT_EQ(attempts, 2);
  EXPECT_EQ(test::Run("iptables-legacy -S OUTPUT").out,
            "-P OUTPUT ACCEPT\n-A OUTPUT -j EMPTY\n-A OUTPUT -s 10.0.0.1/32 -j DROP\n");

  const compat::Descriptor lock(open(getenv("XTABLES_LOCKFILE"), O_RDONLY));
  ASSERT_EQ(flock(lock.number(), LOCK_EX), 0);
  std::atomic<bool> released = false;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    released = true;
    flock(lock.number(), LOCK_UN);
  });
  EXPECT_TRUE(Edit(Family::kIpv4, [&released](Chains& chains) {
    EXPECT_TRUE(released);
    Find(chains, "OUTPUT").rules.clear();
  }));
  later.join();
}

// Taken apart and put together again, every table is what it was.
TEST_F(TableEdits, ThatChangeNothingLeaveEveryByte) {
  std::size_t tables = 0;
  for (const CaseFile& file : AllCaseFiles()) {
    for (std::size_t index = 0; index < file.cases.size(); index += file.cases.size() / 3 + 1) {
      const Case& test_case = file.cases[index];
      if (!test_case.ipset.empty()) test::Run("ipset restore -exist", test_case.ipset);
      const std::string program = IptablesProgram(test_case.family);
      if (!test::Run(program + "-legacy-restore", test_case.RulesetText()).ok()) continue;
      const auto read = compat::ReadXtTables(test_case.family);
      ASSERT_TRUE(read);
      for (const compat::XtTable& table : *read) {
        const auto chains = compat::SplitTable(table);
        ASSERT_TRUE(chains) << chains.error();
        const auto joined = compat::JoinTable(table, *chains);
        ASSERT_TRUE(joined) << joined.error();
        ++tables;
        EXPECT_EQ(joined->table.count, table.count);
        EXPECT_EQ(joined->table.entries, table.entries);
        EXPECT_EQ(joined->table.policies, table.policies);
        EXPECT_EQ(joined->table.blob, table.blob) << file.path << ":" << test_case.line;
      }
    }
  }
  EXPECT_GT(tables, 100U);
}

}  // namespace
}  // namespace cnft::test
