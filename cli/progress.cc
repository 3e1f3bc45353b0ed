// SPDX-License-Identifier: GPL-2.0-or-later
// Tells who waits at a terminal what takes so long.
#include "cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace cnft::cli {

Progress::Progress(const Options& options) {
  if (options.output != Output::kText || isatty(STDERR_FILENO) != 1) return;
  thread_ = std::thread([this] { Run(); });
}

Progress::~Progress() { Finish(); }

void Progress::Phase(std::string_view phase) {
  const std::lock_guard lock(mutex_);
  phase_ = phase;
}

void Progress::Finish() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  changed_.notify_one();
  thread_.join();
  if (shown_) fmt::print(stderr, "\r\033[K");
}

void Progress::Run() {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, std::chrono::seconds(1), [this] { return finished_; })) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start);
    fmt::print(stderr, "\r\033[K{}, {} s", phase_, seconds.count());
    std::fflush(stderr);
    shown_ = true;
  }
}

}  // namespace cnft::cli
