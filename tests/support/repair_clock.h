// SPDX-License-Identifier: GPL-2.0-or-later
// How long the agent takes: from when the kernel tells of a foreign change to the tables of cnft to
// when it tells of the agent's own transaction behind it.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "nft/netlink/monitor.h"

namespace cnft::test {

class RepairClock {
 public:
  RepairClock();
  ~RepairClock();
  RepairClock(const RepairClock&) = delete;
  RepairClock& operator=(const RepairClock&) = delete;

  // Milliseconds of each repair since this was last asked; of one that is not done yet nothing.
  std::vector<double> Take();

 private:
  void Listen();

  netlink::Monitor monitor_;
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  std::vector<double> repairs_;
  std::thread thread_;
};

// Of a list that is not empty.
double Median(std::vector<double> values);

}  // namespace cnft::test
