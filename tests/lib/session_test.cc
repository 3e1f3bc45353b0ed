// SPDX-License-Identifier: GPL-2.0-or-later
// Sessions and the kernel: transactions, generations, deadlines, descriptors, threads.
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <linux/netlink.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "cnft/cnft.hpp"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using libcnft::Ruleset;
using libcnft::Session;

Ruleset Rules(const std::string& lines) {
  Ruleset ruleset;
  ruleset.Add(CNFT_IPTABLES, "rules.v4", "*filter\n:INPUT ACCEPT [0:0]\n" + lines + "COMMIT\n");
  return ruleset;
}

std::string Numbered(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    lines += fmt::format("-A INPUT -s 10.{}.{}.0/24 -j DROP\n", i / 256, i % 256);
  }
  return lines;
}

std::string Installed(Session& session) {
  const auto text = session.ReadBack(CNFT_IPV4, CNFT_AS_IPTABLES);
  return text && *text ? **text : "";
}

class LibSession : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
  }
};

// A descriptor that is closed at the end.
struct File {
  explicit File(int descriptor) : number(descriptor) {}
  ~File() { close(number); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number;
};

TEST_F(LibSession, AppliesReadsBackAndDeletes) {
  Session session;
  const auto applied = session.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n"));
  ASSERT_TRUE(applied) << applied.error().messages.at(0).text;
  EXPECT_EQ(applied->rules, 1U);
  EXPECT_EQ(applied->generation, *session.Generation());
  EXPECT_NE(Installed(session).find("[0:0] -A INPUT -s 10.0.0.1/32 -j DROP\n"), std::string::npos);
  const auto checked = session.Check(Rules("-A INPUT -s 10.0.0.2/32 -j DROP\n"));
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->generation, *session.Generation());
  const auto changes = session.Diff(Rules("-A INPUT -s 10.0.0.2/32 -j DROP\n"));
  ASSERT_TRUE(changes);
  ASSERT_EQ(changes->size(), 1U);
  EXPECT_EQ(changes->front().kind, CNFT_CHANGED);
  EXPECT_EQ(changes->front().name, "filter/INPUT");
  Ruleset nat;
  nat.Add(CNFT_IPTABLES, "nat",
          "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -j ACCEPT\nCOMMIT\n");
  ASSERT_TRUE(session.Apply(nat));
  ASSERT_EQ(session.Messages().size(), 1U);
  EXPECT_EQ(session.Messages()[0].kind, "lost-table");
  const auto deleted = session.Delete();
  ASSERT_TRUE(deleted);
  EXPECT_EQ(deleted->removed, 1U);
  EXPECT_EQ(Installed(session), "");
}

TEST_F(LibSession, TablesOfOtherNamesAreLeftAlone) {
  Session session;
  Session other;
  ASSERT_TRUE(other.Set(CNFT_TABLE, "mine"));
  ASSERT_TRUE(session.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n")));
  ASSERT_TRUE(other.Apply(Rules("-A INPUT -s 10.0.0.2/32 -j DROP\n")));
  ASSERT_TRUE(session.Delete());
  EXPECT_NE(Installed(other).find("10.0.0.2"), std::string::npos);
}

TEST_F(LibSession, AnotherGenerationIsAConflict) {
  Session session;
  ASSERT_TRUE(session.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n")));
  const auto read = session.Generation();
  ASSERT_TRUE(Session().Apply(Rules("-A INPUT -s 10.0.0.2/32 -j DROP\n")));
  ASSERT_TRUE(session.Set(CNFT_GENERATION, *read));
  const auto refused = session.Apply(Rules(""));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, CNFT_CONFLICT);
  EXPECT_EQ(session.Delete().error().status, CNFT_CONFLICT);
  EXPECT_NE(Installed(session).find("10.0.0.2"), std::string::npos);
  ASSERT_TRUE(session.Set(CNFT_GENERATION, *session.Generation()));
  EXPECT_TRUE(session.Apply(Rules("")));
}

TEST_F(LibSession, RefusalsNameTheRuleAndWhatTheKernelSaid) {
  // Deeper than nf_tables lets chains jump (NFT_JUMP_STACK_SIZE).
  std::string text = "*filter\n:INPUT ACCEPT [0:0]\n";
  constexpr int kDepth = 20;
  for (int i = 0; i < kDepth; ++i) text += fmt::format(":C{} - [0:0]\n", i);
  text += "-A INPUT -j C0\n";
  for (int i = 1; i < kDepth; ++i) text += fmt::format("-A C{} -j C{}\n", i - 1, i);
  text += "COMMIT\n";
  Ruleset deep;
  deep.Add(CNFT_IPTABLES, "deep", text);
  Session session;
  const auto refused = session.Apply(deep);
  ASSERT_FALSE(refused);
  ASSERT_FALSE(refused.error().messages.empty());
  const libcnft::Message& message = refused.error().messages.front();
  EXPECT_TRUE(refused.error().status == CNFT_KERNEL_REFUSED ||
              refused.error().status == CNFT_INEXPRESSIBLE);
  EXPECT_EQ(message.file, "deep");
  EXPECT_GT(message.line, 0U);
  EXPECT_NE(message.rule.find("-j C"), std::string::npos) << message.rule;
  EXPECT_EQ(Installed(session), "");
}

TEST_F(LibSession, EndsAtItsDeadline) {
  Session session;
  const Ruleset many = Rules(Numbered(4000));
  ASSERT_TRUE(session.Apply(many));
  ASSERT_TRUE(session.Set(CNFT_DEADLINE_MS, 1));
  const auto late = session.ReadBack(CNFT_IPV4, CNFT_AS_IPTABLES);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().status, CNFT_DEADLINE);
  EXPECT_EQ(session.Apply(Rules(Numbered(4000) + "-A INPUT -j DROP\n")).error().status,
            CNFT_DEADLINE);
  // What was left of the listing does not get into the next answers.
  ASSERT_TRUE(session.Set(CNFT_DEADLINE_MS, 0));
  const auto unchanged = session.Apply(many);
  ASSERT_TRUE(unchanged);
  EXPECT_EQ(unchanged->added + unchanged->removed + unchanged->changed, 0U);
}

TEST_F(LibSession, WaitsForItsTurnNoLongerThanItsDeadline) {
  const File lock(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(flock(lock.number, LOCK_EX), 0);
  Session session;
  ASSERT_TRUE(session.Set(CNFT_DEADLINE_MS, 20));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(session.Delete().error().status, CNFT_DEADLINE);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST_F(LibSession, StaysInTheNamespaceItWasMadeIn) {
  Session session;
  ASSERT_TRUE(session.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n")));
  EnterNewNetns();
  EXPECT_NE(Installed(session).find("10.0.0.1"), std::string::npos);
  Session here;
  EXPECT_EQ(Installed(here), "");
}

TEST_F(LibSession, WorksOnANamespaceThatIsHandedIn) {
  Session there;
  Session handed;
  {
    const File space(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
    EnterNewNetns();
    ASSERT_TRUE(handed.Set(CNFT_NETNS_FD, space.number));
  }
  ASSERT_TRUE(handed.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n")));
  EXPECT_NE(Installed(there).find("10.0.0.1"), std::string::npos);
  Session here;
  EXPECT_EQ(Installed(here), "");
  ASSERT_TRUE(handed.Doctor());
}

TEST_F(LibSession, WorksThroughASocketThatIsHandedIn) {
  Session there;
  const File socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER));
  EnterNewNetns();
  Session handed;
  ASSERT_TRUE(handed.Set(CNFT_NETLINK_FD, socket.number));
  ASSERT_TRUE(handed.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n")));
  EXPECT_NE(Installed(there).find("10.0.0.1"), std::string::npos);
  // Answers that nobody read do no harm.
  nlmsghdr request{};
  request.nlmsg_len = sizeof request;
  request.nlmsg_type = NLMSG_NOOP;
  request.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  Session again;
  ASSERT_TRUE(again.Set(CNFT_NETLINK_FD, socket.number));
  ASSERT_EQ(send(socket.number, &request, sizeof request, 0), ssize_t{sizeof request});
  EXPECT_NE(Installed(handed).find("10.0.0.1"), std::string::npos);
  EXPECT_NE(Installed(again).find("10.0.0.1"), std::string::npos);
}

TEST_F(LibSession, RefusesDescriptorsOfOtherKinds) {
  const File null(open("/dev/null", O_RDWR | O_CLOEXEC));
  const File route(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
  const File listener(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER));
  const int group = 7;  // NFNLGRP_NFTABLES
  ASSERT_EQ(setsockopt(listener.number, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group),
            0);
  Session session;
  const struct {
    cnft_option option;
    int descriptor;
  } cases[] = {{CNFT_NETNS_FD, null.number},      {CNFT_NETNS_FD, 1000000},
               {CNFT_NETNS_FD, route.number},     {CNFT_NETLINK_FD, null.number},
               {CNFT_NETLINK_FD, route.number},   {CNFT_NETLINK_FD, 1000000},
               {CNFT_NETLINK_FD, listener.number}};
  for (const auto& c : cases) {
    const auto set = session.Set(c.option, c.descriptor);
    ASSERT_FALSE(set) << c.option << " " << c.descriptor;
    EXPECT_EQ(set.error().status, CNFT_SYSTEM);
    EXPECT_NE(set.error().messages.at(0).error_number, 0);
  }
  EXPECT_TRUE(session.Apply(Rules("")));
}

TEST_F(LibSession, WorksBesideFiveThousandDescriptors) {
  constexpr rlim_t kMany = 5000;
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  const rlimit more = {std::max(limit.rlim_cur, kMany + 100),
                       std::max(limit.rlim_max, kMany + 100)};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &more), 0);
  std::vector<std::unique_ptr<File>> files;
  while (files.size() < kMany) {
    files.push_back(std::make_unique<File>(open("/dev/null", O_RDONLY | O_CLOEXEC)));
    ASSERT_GE(files.back()->number, 0);
  }
  Session session;
  ASSERT_TRUE(session.Set(CNFT_DEADLINE_MS, 10000));
  ASSERT_TRUE(session.Apply(Rules(Numbered(500))));
  EXPECT_NE(Installed(session).find("10.0.1.0"), std::string::npos);
  EXPECT_TRUE(session.Doctor());
  EXPECT_TRUE(session.Delete());
}

TEST_F(LibSession, AMonitorTellsWhatChanges) {
  Session session;
  auto rulesets = libcnft::Monitor::Open(session, CNFT_RULESETS);
  auto routing = libcnft::Monitor::Open(session, CNFT_ROUTING);
  ASSERT_TRUE(rulesets && routing);
  EXPECT_GE(rulesets->descriptor(), 0);
  EnterNewNetns();  // what happens here is nobody's business there
  Session here;
  ASSERT_TRUE(here.Apply(Rules("-A INPUT -s 10.0.0.9/32 -j DROP\n")));
  EXPECT_FALSE(*rulesets->Next(0));
  const auto applied = session.Apply(Rules("-A INPUT -s 10.0.0.1/32 -j DROP\n"));
  ASSERT_TRUE(applied);
  std::string seen;
  std::uint32_t generation = 0;
  for (auto event = rulesets->Next(1000); event && *event; event = rulesets->Next(0)) {
    seen += fmt::format("{} {} {}\n", static_cast<int>((*event)->topic), (*event)->table,
                        (*event)->name);
    generation = (*event)->generation;
  }
  EXPECT_EQ(seen, "1 cnft cnft\n2 cnft filter/INPUT\n3 cnft filter/INPUT\n8  \n");
  EXPECT_EQ(generation, applied->generation);
  EXPECT_FALSE(*routing->Next(1));
}

TEST_F(LibSession, WithoutDescriptorsTheErrorSaysSo) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  Session session;
  const rlimit none = {0, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto failed = session.Apply(Rules(""));
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().status, CNFT_SYSTEM);
  EXPECT_EQ(failed.error().messages.at(0).error_number, EMFILE);
  EXPECT_TRUE(session.Apply(Rules("")));
}

TEST_F(LibSession, ThreadsWorkAtTheSameTime) {
  constexpr int kThreads = 6;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&failures, number] {
      EnterNewNetns();
      Session session;
      for (int round = 0; round < 5; ++round) {
        const std::string rule = fmt::format("-A INPUT -s 10.{}.{}.0/24 -j DROP\n", number, round);
        failures += session.Apply(Rules(Numbered(50) + rule)) ? 0 : 1;
        failures += Installed(session).find(rule) != std::string::npos ? 0 : 1;
        failures += session.Translate(Rules(rule), CNFT_AS_JSON) ? 0 : 1;
        failures += session.Doctor() ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
}

TEST_F(LibSession, ThreadsThatShareANamespaceTakeTurns) {
  std::atomic<int> failures = 0;
  const File space(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
  std::vector<std::thread> threads;
  for (int number = 0; number < 3; ++number) {
    threads.emplace_back([&, number] {
      Session session;
      failures += session.Set(CNFT_NETNS_FD, space.number) ? 0 : 1;
      for (int round = 0; round < 10; ++round) {
        failures +=
            session.Apply(Rules(fmt::format("-A INPUT -s 10.{}.{}.0/24 -j DROP\n", number, round)))
                ? 0
                : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace cnft::test
