// SPDX-License-Identifier: GPL-2.0-or-later
// From the kernel's notifications to what of our tables others have touched.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "api/keep.h"
#include "nft/netlink/monitor.h"

namespace cnft::agent {

class Drift {
 public:
  // `made` says whether a generation is our own.
  Drift(std::string table, std::function<bool(std::uint32_t)> made)
      : table_(std::move(table)), made_(std::move(made)) {}

  // True: somebody else has touched our tables.
  bool Note(const netlink::Notification& notification);
  // Nothing is known any more.
  void Lose();

  bool any() const { return known_.any(); }
  // Null: more than chains.
  const TouchedChains* chains();
  // All of it was put back.
  void Clear() { known_ = {}; }

 private:
  struct Touched {
    bool more = false;  // than chains
    std::array<std::set<std::string>, 2> chains;
    bool any() const { return more || !chains[0].empty() || !chains[1].empty(); }
  };

  std::string table_;
  std::function<bool(std::uint32_t)> made_;
  Touched heard_;  // since the last generation
  Touched known_;  // of others
  TouchedChains list_;
};

}  // namespace cnft::agent
