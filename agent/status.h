// SPDX-License-Identifier: GPL-2.0-or-later
// What the agent has done and found so far.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cnft::agent {

// Why something was written.
enum class Cause : std::uint8_t {
  kStart,
  kForeign,  // somebody else changed what is ours
  kOverrun,  // more happened than was heard of
  kInput,    // files say otherwise now
  kNetwork,  // links, addresses or routes are others
  kControl,  // a client asked for it
  kPeriod,   // found by looking
};
inline constexpr std::array<std::string_view, 7> kCauseNames = {
    "start", "foreign", "overrun", "input", "network", "control", "period"};
inline std::string_view Name(Cause cause) { return kCauseNames[static_cast<std::size_t>(cause)]; }

struct Status {
  using Clock = std::chrono::system_clock;

  Clock::time_point started = Clock::now();
  std::array<std::uint64_t, kCauseNames.size()> writes{};  // by cause
  std::uint64_t objects = 0;                               // of the ruleset, that differed
  std::uint64_t routing = 0;                               // routes and policy rules that did
  std::uint64_t bridges = 0;
  std::uint64_t overruns = 0;
  std::uint64_t failures = 0;
  bool in_force = false;         // what is wanted is what stands, as far as is known
  std::string trouble;           // why it is not
  std::string input_trouble;     // why the inputs are not what is wanted
  Clock::time_point last_apply;  // when something was written
  double last_duration = 0;      // of that, seconds
  double last_repair = 0;        // from hearing of a foreign change to its end, seconds
  std::string last_program;      // that made the last foreign change
};

}  // namespace cnft::agent
