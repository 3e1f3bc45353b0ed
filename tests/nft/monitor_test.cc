// SPDX-License-Identifier: GPL-2.0-or-later
// What others change in the kernel, the monitor tells: all of it, or that there was too much.
#include "nft/netlink/monitor.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netfilter.h>
#include <linux/netlink.h>
#include <poll.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "nft/netlink/kernel.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

using netlink::Monitor;
using netlink::Notification;
using netlink::Topic;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string Name(Topic topic) {
  static const std::vector<std::string> kNames = {
      "table",      "chain", "rule",    "set",   "elements",    "object", "flowtable",
      "generation", "link",  "address", "route", "policy rule", "overrun"};
  return kNames[static_cast<std::size_t>(topic)];
}

std::string Line(const Notification& one) {
  std::string line = fmt::format("{}{} {}", one.removed ? "-" : "+", Name(one.topic), one.family);
  if (!one.table.empty()) line += fmt::format(" {}", one.table);
  if (!one.name.empty()) line += fmt::format(" {}", one.name);
  if (one.protocol != 0) line += fmt::format(" protocol {}", one.protocol);
  if (one.topic == Topic::kRoute) line += fmt::format(" table {}", one.number);
  return line;
}

std::vector<std::string> Heard(Monitor& monitor) {
  std::vector<std::string> lines;
  for (;;) {
    const auto more = monitor.Read([&](const Notification& one) {
      if (one.topic == Topic::kGeneration) {
        lines.push_back(fmt::format("by {}", one.program));
      } else {
        lines.push_back(Line(one));
      }
    });
    if (!more) ADD_FAILURE() << more.error().message;
    if (!more || !*more) return lines;
  }
}

class MonitorTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
  }
  static void Must(const std::string& command) {
    const Output done = test::Run(command);
    ASSERT_TRUE(done.ok()) << command << ": " << done.err;
  }
};

TEST_F(MonitorTest, TellsWhatATransactionChanged) {
  auto monitor = Monitor::OfRulesets();
  ASSERT_TRUE(monitor) << monitor.error().message;
  EXPECT_THAT(Heard(*monitor), IsEmpty());
  Must("nft add table ip cnft");
  EXPECT_THAT(Heard(*monitor), ElementsAre("+table 2 cnft cnft", "by nft"));
  Must(
      "nft 'add chain ip cnft c; add set ip cnft s { type ipv4_addr; }; "
      "add element ip cnft s { 10.0.0.1 }; add rule ip cnft c accept; add counter ip cnft o'");
  EXPECT_THAT(Heard(*monitor), ElementsAre("+chain 2 cnft c", "+set 2 cnft s", "+elements 2 cnft s",
                                           "+rule 2 cnft c", "+object 2 cnft o", "by nft"));
  Must("nft delete element ip cnft s { 10.0.0.1 }");
  EXPECT_THAT(Heard(*monitor), ElementsAre("-elements 2 cnft s", "by nft"));
  Must("nft flush chain ip cnft c");
  EXPECT_THAT(Heard(*monitor), ElementsAre("-rule 2 cnft c", "by nft"));
  Must("nft add table ip cnft '{ flags dormant; }'");
  EXPECT_THAT(Heard(*monitor), ElementsAre("+table 2 cnft cnft", "by nft"));
  Must("nft flush ruleset");
  EXPECT_THAT(Heard(*monitor), Contains("-table 2 cnft cnft"));
  Must("nft add table inet other");
  EXPECT_THAT(Heard(*monitor),
              ElementsAre(fmt::format("+table {} other other", int{NFPROTO_INET}), "by nft"));
}

TEST_F(MonitorTest, NumbersGenerationsAsTheKernelDoes) {
  auto monitor = Monitor::OfRulesets();
  ASSERT_TRUE(monitor) << monitor.error().message;
  const auto kernel = netlink::OpenKernel();
  ASSERT_TRUE(kernel) << kernel.error().message;
  const auto before = (*kernel)->Generation();
  Must("nft add table ip a; nft add table ip b");
  std::vector<std::uint32_t> generations;
  ASSERT_TRUE(monitor->Read([&](const Notification& one) {
    if (one.topic == Topic::kGeneration) generations.push_back(one.generation);
  }));
  EXPECT_THAT(generations, ElementsAre(*before + 1, *before + 2));
  EXPECT_EQ(*(*kernel)->Generation(), *before + 2);
}

TEST_F(MonitorTest, TellsOfLinksAddressesRoutesAndRules) {
  auto monitor = Monitor::OfRouting();
  ASSERT_TRUE(monitor) << monitor.error().message;
  Must("ip link add d0 type veth peer name d1");
  EXPECT_THAT(Heard(*monitor), Contains("+link 0 d0"));
  Must("ip addr add 10.1.0.1/24 dev d0");
  EXPECT_THAT(Heard(*monitor), Contains("+address 2"));
  Must("ip link set d0 up");
  EXPECT_THAT(Heard(*monitor), Contains("+link 0 d0"));
  Must("ip route add 10.2.0.0/16 dev d0 table 2004 proto 201");
  EXPECT_THAT(Heard(*monitor), Contains("+route 2 protocol 201 table 2004"));
  Must("ip rule add fwmark 0x200/0xf00 table 2004 pref 9 proto 201");
  EXPECT_THAT(Heard(*monitor), Contains("+policy rule 2 protocol 201"));
  Must("ip rule del fwmark 0x200/0xf00 table 2004 pref 9 proto 201");
  EXPECT_THAT(Heard(*monitor), Contains("-policy rule 2 protocol 201"));
  Must("ip addr del 10.1.0.1/24 dev d0");
  EXPECT_THAT(Heard(*monitor), Contains("-address 2"));
  Must("ip link del d0");
  EXPECT_THAT(Heard(*monitor), Contains("-link 0 d0"));
}

TEST_F(MonitorTest, WaitsInPollForSomethingToRead) {
  auto monitor = Monitor::OfRulesets();
  ASSERT_TRUE(monitor) << monitor.error().message;
  pollfd waiting = {monitor->descriptor(), POLLIN, 0};
  EXPECT_EQ(poll(&waiting, 1, 0), 0);
  Must("nft add table ip cnft");
  EXPECT_EQ(poll(&waiting, 1, 1000), 1);
  Heard(*monitor);
  EXPECT_EQ(poll(&waiting, 1, 0), 0);
}

// More than the buffer holds: the rest is lost, that it is lost is not, and then it goes on.
TEST_F(MonitorTest, SaysWhenItWasOverrun) {
  auto monitor = Monitor::OfRulesets();
  ASSERT_TRUE(monitor) << monitor.error().message;
  const int small = 1;  // the kernel makes it its least
  ASSERT_EQ(setsockopt(monitor->descriptor(), SOL_SOCKET, SO_RCVBUFFORCE, &small, sizeof small), 0);
  std::string burst;
  for (int i = 0; i < 200; ++i) burst += fmt::format("add table ip t{}\n", i);
  ASSERT_TRUE(test::Run("nft -f -", burst).ok());
  EXPECT_THAT(Heard(*monitor), Contains("+overrun 0"));
  EXPECT_THAT(Heard(*monitor), IsEmpty());
  Must("nft add table ip cnft");
  EXPECT_THAT(Heard(*monitor), Contains("+table 2 cnft cnft"));
}

TEST_F(MonitorTest, TakesNothingFromAnybodyElse) {
  auto monitor = Monitor::OfRulesets();
  ASSERT_TRUE(monitor) << monitor.error().message;
  sockaddr_nl address{};
  socklen_t length = sizeof address;
  ASSERT_EQ(getsockname(monitor->descriptor(), reinterpret_cast<sockaddr*>(&address), &length), 0);
  const int other = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  ASSERT_GE(other, 0);
  const std::string message(64, '\1');
  EXPECT_EQ(sendto(other, message.data(), message.size(), 0,
                   reinterpret_cast<const sockaddr*>(&address), sizeof address),
            static_cast<ssize_t>(message.size()));
  EXPECT_THAT(Heard(*monitor), IsEmpty());
  close(other);
}

}  // namespace
}  // namespace cnft::test
