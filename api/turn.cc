// SPDX-License-Identifier: GPL-2.0-or-later
// One at a time.
#include "api/turn.h"

#include <sys/file.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace cnft {
namespace {

constexpr auto kPatience = std::chrono::seconds(10);
constexpr auto kPause = std::chrono::milliseconds(2);

}  // namespace

Result<Turn> Turn::Take(const Deadline* deadline) {
  Turn turn(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (turn.lock_ < 0 || flock(turn.lock_, LOCK_EX | LOCK_NB) != 0) {
    const bool taken = turn.lock_ >= 0 && errno == EWOULDBLOCK;
    if (!taken || Over(deadline) || std::chrono::steady_clock::now() > give_up) {
      Error error;
      error.error_number = errno;
      error.code = !taken           ? ErrorCode::kSystem
                   : Over(deadline) ? ErrorCode::kDeadline
                                    : ErrorCode::kConflict;
      error.message = taken ? "another cnft is at work on this network namespace"
                            : std::string("cannot lock the network namespace: ") +
                                  std::strerror(error.error_number);
      return std::unexpected(std::move(error));
    }
    std::this_thread::sleep_for(kPause);
  }
  return turn;
}

Turn::~Turn() {
  if (lock_ >= 0) close(lock_);
}

}  // namespace cnft
