// SPDX-License-Identifier: GPL-2.0-or-later
// Tells who waits at a terminal what takes so long, from the first second on.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

#include "cli/options.h"

namespace cnft::cli {

class Progress {
 public:
  explicit Progress(const Options& options);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // What is being done now, such as "reading"; must live as long as the program.
  void Phase(std::string_view phase);
  // Takes the line away, before anything else is printed.
  void Finish();

 private:
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string_view phase_;
  bool finished_ = false;
  bool shown_ = false;
  std::thread thread_;
};

}  // namespace cnft::cli
