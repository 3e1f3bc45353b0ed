// SPDX-License-Identifier: GPL-2.0-or-later
// How long the agent takes.
#include "tests/support/repair_clock.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace cnft::test {

using Clock = std::chrono::steady_clock;
using netlink::Notification;
using netlink::Topic;

RepairClock::RepairClock()
    : monitor_(std::move(*netlink::Monitor::OfRulesets())), thread_([this] { Listen(); }) {}

RepairClock::~RepairClock() {
  ended_ = true;
  thread_.join();
}

void RepairClock::Listen() {
  bool touched = false;
  std::optional<Clock::time_point> since;
  while (!ended_) {
    pollfd waiting = {monitor_.descriptor(), POLLIN, 0};
    if (poll(&waiting, 1, 20) != 1) continue;
    const auto now = Clock::now();
    (void)monitor_.Read([&](const Notification& one) {
      if (one.topic == Topic::kOverrun) since.reset();
      if (one.topic != Topic::kGeneration) {
        touched |= one.table == "cnft";
        return;
      }
      if (!std::exchange(touched, false)) return;
      if (one.program != "cnft-agent") {
        if (!since) since = now;
        return;
      }
      if (!since) return;
      const std::lock_guard lock(mutex_);
      repairs_.push_back(std::chrono::duration<double, std::milli>(now - *since).count());
      since.reset();
    });
  }
}

std::vector<double> RepairClock::Take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(repairs_, {});
}

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace cnft::test
