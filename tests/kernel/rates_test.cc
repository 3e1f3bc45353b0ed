// SPDX-License-Identifier: GPL-2.0-or-later
// The same packets through iptables-legacy and cnft in one namespace: limits let as many through,
// right away, as buckets fill again, and when they are forgotten.
#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <sstream>
#include <thread>

#include "nft/diff.h"
#include "nft/netlink/kernel.h"
#include "tests/support/netns.h"
#include "tests/support/translate_case.h"

namespace cnft::test {
namespace {

struct Burst {
  unsigned packets;
  unsigned pause_ms;  // behind it
};

struct Schedule {
  std::string_view rule;
  std::vector<Burst> bursts;
};

const std::vector<Schedule>& Schedules() {
  static const std::vector<Schedule> kSchedules = {
      // A full bucket, what comes back of it in a second and a half, and a full one again.
      {"-m limit --limit 2/sec --limit-burst 4", {{6, 1600}, {6, 3000}, {6, 0}}},
      {"-m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 4 --hashlimit-mode dstip "
       "--hashlimit-name a --hashlimit-htable-expire 60000",
       {{6, 1600}, {6, 3000}, {6, 0}}},
      {"-m hashlimit --hashlimit-above 2/sec --hashlimit-burst 4 --hashlimit-mode dstip "
       "--hashlimit-name b --hashlimit-htable-expire 60000",
       {{6, 1600}, {6, 3000}, {6, 0}}},
      // An entry that no packet asks for is forgotten, with what was taken from it; packets that
      // are refused keep it.
      {"-m hashlimit --hashlimit-upto 2/hour --hashlimit-burst 2 --hashlimit-mode srcip "
       "--hashlimit-name c --hashlimit-htable-expire 900 --hashlimit-htable-gcinterval 100",
       {{3, 600}, {3, 600}, {3, 1600}, {3, 0}}},
      {"-m hashlimit --hashlimit-upto 2/hour --hashlimit-burst 3 --hashlimit-name d "
       "--hashlimit-htable-expire 900 --hashlimit-htable-gcinterval 100",
       {{2, 600}, {3, 1600}, {4, 0}}},
  };
  return kSchedules;
}

void Send(unsigned packets) {
  const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(9);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (unsigned i = 0; i < packets; ++i) {
    sendto(socket, "x", 1, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  }
  close(socket);
}

// What iptables-legacy counted of the first rule of OUTPUT.
std::uint64_t LegacyCount() {
  std::istringstream lines(Run("iptables-legacy-save -t filter -c").out);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("-A OUTPUT") != std::string::npos) {
      return std::strtoull(line.c_str() + 1, nullptr, 10);
    }
  }
  return ~std::uint64_t{0};
}

std::uint64_t NativeCount(Kernel& kernel) {
  std::uint64_t count = 0;
  const auto read = kernel.Read(Family::kIpv4, "cnft");
  if (!read || !*read) return count;
  for (const nftables::Chain& chain : (*read)->table.chains) {
    for (const nftables::Rule& rule : chain.rules) {
      for (const nftables::Statement& statement : rule.statements) {
        const auto* counter = std::get_if<nftables::Counter>(&statement);
        if (counter != nullptr) count += counter->initial.packets;
      }
    }
  }
  return count;
}

// What each had counted behind each burst.
struct Counts {
  std::vector<std::uint64_t> native;
  std::vector<std::uint64_t> legacy;
  bool in_time = true;  // the pauses were as long as the schedule says
};

// Pauses stay further than this from the times at which rates and entries change.
constexpr std::chrono::milliseconds kLate(150);

void Play(const Schedule& schedule, Counts& counts) {
  using Clock = std::chrono::steady_clock;
  EnterNewNetns();
  ASSERT_TRUE(test::Run("ip link set lo up").ok());
  Case test_case;
  test_case.chain = "OUTPUT";
  test_case.rule = "-p udp " + std::string(schedule.rule);
  const TranslatedCase translated = Translate(test_case);
  ASSERT_TRUE(translated.ok()) << test_case.rule;
  const auto kernel = netlink::OpenKernel();
  ASSERT_TRUE(kernel);
  const auto transaction = (*kernel)->Begin();
  Diff(nullptr, translated.ruleset.tables[0], *transaction);
  ASSERT_TRUE((*kernel)->Commit(*transaction, {}));
  ASSERT_TRUE(test::Run("iptables-legacy-restore", test_case.RulesetText()).ok());

  for (const Burst& burst : schedule.bursts) {
    const auto start = Clock::now();
    Send(burst.packets);
    counts.native.push_back(NativeCount(**kernel));
    counts.legacy.push_back(LegacyCount());
    std::this_thread::sleep_for(std::chrono::milliseconds(burst.pause_ms));
    counts.in_time &= Clock::now() - start < std::chrono::milliseconds(burst.pause_ms) + kLate;
  }
}

class Rates : public testing::TestWithParam<Schedule> {};

TEST_P(Rates, AreThoseOfIptables) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  Counts counts;
  // On a busy machine a pause may be so long that the two forget at different moments.
  for (int attempt = 0; attempt < 5; ++attempt) {
    counts = {};
    ASSERT_NO_FATAL_FAILURE(Play(GetParam(), counts));
    if (counts.in_time) break;
  }
  EXPECT_EQ(counts.native, counts.legacy) << GetParam().rule;
  EXPECT_GT(counts.legacy.back(), 0U);
  GTEST_LOG_(INFO) << GetParam().rule << ": " << fmt::format("{}", fmt::join(counts.legacy, " "));
}

INSTANTIATE_TEST_SUITE_P(Kernel, Rates, testing::ValuesIn(Schedules()));

}  // namespace
}  // namespace cnft::test
