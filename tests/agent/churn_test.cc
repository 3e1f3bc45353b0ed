// SPDX-License-Identifier: GPL-2.0-or-later
// Proxies, nodes and pods come and go for a day, a change every ten seconds, as fast as they can be
// told: the agent does not grow.
//
// CNFT_COUNT is how many changes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/packets/settings.h"
#include "tests/support/agent_process.h"

namespace cnft::test {
namespace {

TEST(AgentChurn, DoesNotGrow) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(test::Run("ip link set lo up; ip link add cilium_host type veth peer name cilium_net "
                        "&& ip addr add 10.1.0.1/32 dev cilium_host && "
                        "ip link set cilium_host up && ip link set cilium_net up")
                  .ok());
  const TemporaryDirectory directory;
  const std::string node = "ipv4: {pod-cidr: 10.1.0.0/24, cilium-internal-ip: 10.1.0.1}\n";
  directory.Write("node", node + "route-mtu: 1400\n");
  AgentProcess agent(fmt::format(
      "--watch-files --cilium {} --node {}/node --metrics-file {}/metrics",
      directory.Write("config", "enable-ipv6: false\nrouting-mode: native\nenable-ipsec: true\n"),
      directory.path(), directory.path()));
  ASSERT_TRUE(agent.Ready()) << agent.log();
  // One who wants to hear of everything and never listens.
  ControlClient deaf(agent.socket());
  ASSERT_TRUE(deaf.Send("{\"verb\":\"events\"}\n"));
  const auto changes = static_cast<std::size_t>(Setting("CNFT_COUNT", 100));
  std::mt19937 random(1);
  const auto any = [&](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
  std::size_t warm = 0;
  std::size_t descriptors = 0;
  auto client = std::make_unique<ControlClient>(agent.socket());
  for (std::size_t i = 0; i < changes; ++i) {
    std::string request;
    switch (any(6)) {
      case 0:
      case 1:
        request = fmt::format(R"({{"verb":"set-proxy","name":"proxy-{}","port":{}}})", any(20),
                              10000 + any(9999));
        break;
      case 2:
        request = fmt::format(R"({{"verb":"remove-proxy","name":"proxy-{}"}})", any(20));
        break;
      case 3:
      case 4:
        request = fmt::format(R"({{"verb":"{}-node","address":"192.0.2.{}"}})",
                              any(2) == 0 ? "add" : "remove", any(250));
        break;
      default:
        request =
            fmt::format(R"({{"verb":"{}-no-track-pod","addresses":["10.1.0.{}"],"port":8080}})",
                        any(2) == 0 ? "add" : "remove", 2 + any(50));
    }
    ASSERT_TRUE(client->Send(request + "\n"));
    ASSERT_EQ(client->ReadLine(std::chrono::minutes(2)), "{\"ok\":true}")
        << i << ": " << request << "\n"
        << agent.log();
    if (i % 10 == 0) client = std::make_unique<ControlClient>(agent.socket());
    if (i % 30 == 0)
      directory.Write("node", fmt::format("{}route-mtu: {}\n", node, 1400 + any(50)));
    if (i == changes / 4) {
      warm = agent.ResidentKilobytes();
      descriptors = agent.Descriptors();
    }
  }
  const std::size_t now = agent.ResidentKilobytes();
  fmt::print("{} changes: {} KiB after a quarter of them, {} at the end; {} writes\n", changes,
             warm, now, static_cast<long long>(agent.Writes()));
  // What it has to remember grows at first: of few changes less is to be seen.
  EXPECT_LT(now, warm + (changes < 4000 ? 4096 : 1024));
  client.reset();
  EXPECT_TRUE(Eventually([&] { return agent.Descriptors() <= descriptors; }));
  EXPECT_EQ(agent.Count("failures"), 0) << agent.log();
}

}  // namespace
}  // namespace cnft::test
