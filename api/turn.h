// SPDX-License-Identifier: GPL-2.0-or-later
// One at a time: what changes in several steps, of ruleset and routing, must not meet another that
// does the same.
#pragma once

#include <utility>

#include "nft/deadline.h"
#include "nft/kernel.h"

namespace cnft {

// Held until it is gone, or the process is: a lock on the network namespace itself (flock(2)), of
// which nothing is left behind.
class Turn {
 public:
  // Waits for its turn; not for ever, nor longer than `deadline` says.
  static Result<Turn> Take(const Deadline* deadline = nullptr);

  Turn(Turn&& other) noexcept : lock_(std::exchange(other.lock_, -1)) {}
  Turn& operator=(Turn&& other) noexcept {
    std::swap(lock_, other.lock_);
    return *this;
  }
  ~Turn();

 private:
  explicit Turn(int lock) : lock_(lock) {}

  int lock_;
};

}  // namespace cnft
