// SPDX-License-Identifier: GPL-2.0-or-later
// When an operation has to be over.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace cnft {

struct Deadline {
  using Clock = std::chrono::steady_clock;

  std::optional<Clock::time_point> at;  // none: it may take as long as it takes

  static Deadline In(std::chrono::milliseconds time) { return {Clock::now() + time}; }
  bool over() const { return at && Clock::now() >= *at; }
  // What is left, for poll(2): milliseconds, at least one before it is over; -1: no end.
  int left() const {
    if (!at) return -1;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(*at - Clock::now()).count();
    constexpr long long kMost = 60'000;  // of one look
    return static_cast<int>(std::clamp<long long>(rest, 0, kMost));
  }
};

// Whether there is one and it is over.
inline bool Over(const Deadline* deadline) { return deadline != nullptr && deadline->over(); }

}  // namespace cnft
