// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a program in a network namespace of its own and says what it cost.
#include "bench/process.h"

#include <sys/resource.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace cnft::bench {
namespace {

constexpr int kCannotStart = 127;

void Redirect(const std::string& path, int flags, int to) {
  const int fd = open(path.empty() ? "/dev/null" : path.c_str(), flags | O_CLOEXEC, 0644);
  if (fd < 0 || dup2(fd, to) < 0) _exit(kCannotStart);
}

[[noreturn]] void Execute(const Command& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));  // execvp does not write
  }
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(kCannotStart);
}

int WaitFor(pid_t pid, rusage& usage) {
  int status = 0;
  while (wait4(pid, &status, 0, &usage) < 0) {
    if (errno != EINTR) throw std::runtime_error("wait4");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string Joined(const Command& command) { return fmt::format("{}", fmt::join(command, " ")); }

double CpuMilliseconds(const rusage& usage) {
  const auto milliseconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) * 1e-3;
  };
  return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

// The first look at a setting of a new namespace takes 0.6 ms. Nodes have had theirs long ago.
void LookAtSettings() {
  const int file = open("/proc/sys/net/bridge/bridge-nf-call-iptables", O_RDONLY | O_CLOEXEC);
  if (file >= 0) close(file);
}

// Runs in the namespace made for it: what comes before, then waits for the signal to start.
[[noreturn]] void Child(const Command& command, const RunOptions& options, int ready, int start) {
  if (unshare(CLONE_NEWNET) != 0) _exit(kCannotStart);
  LookAtSettings();
  Redirect(options.input, O_RDONLY, STDIN_FILENO);
  Redirect("", O_WRONLY, STDOUT_FILENO);
  for (const Command& before : options.before) {
    const pid_t pid = fork();
    if (pid == 0) Execute(before);
    rusage usage{};
    if (pid < 0 || WaitFor(pid, usage) != 0) _exit(kCannotStart);
  }
  Redirect(options.output, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  // What that took is counted to this process; the command does not answer for it.
  rusage before{};
  getrusage(RUSAGE_CHILDREN, &before);
  const double cpu_ms = CpuMilliseconds(before);
  char byte = 1;
  if (write(ready, &cpu_ms, sizeof cpu_ms) != sizeof cpu_ms || read(start, &byte, 1) != 1) {
    _exit(kCannotStart);
  }
  Execute(command);
}

}  // namespace

Cost RunInNamespace(const Command& command, const RunOptions& options) {
  std::array<int, 2> ready{};
  std::array<int, 2> start{};
  if (pipe2(ready.data(), O_CLOEXEC) != 0 || pipe2(start.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("pipe");
  }
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork");
  if (pid == 0) {
    close(ready[0]);
    close(start[1]);
    Child(command, options, ready[1], start[0]);
  }
  close(ready[1]);
  close(start[0]);
  double cpu_before_ms = 0;
  const bool prepared =
      read(ready[0], &cpu_before_ms, sizeof cpu_before_ms) == sizeof cpu_before_ms;
  const char byte = 1;
  const auto begin = std::chrono::steady_clock::now();
  if (prepared && write(start[1], &byte, 1) != 1) throw std::runtime_error("write");
  rusage usage{};
  Cost cost;
  cost.status = WaitFor(pid, usage);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  close(ready[0]);
  close(start[1]);
  cost.wall_ms = wall.count();
  cost.cpu_ms = CpuMilliseconds(usage) - cpu_before_ms;
  cost.peak_mib = static_cast<double>(usage.ru_maxrss) / 1024;
  if (!prepared || cost.status != 0) {
    throw std::runtime_error(fmt::format("{} with status {}: {}",
                                         prepared ? "failed" : "could not be prepared", cost.status,
                                         Joined(command)));
  }
  return cost;
}

}  // namespace cnft::bench
