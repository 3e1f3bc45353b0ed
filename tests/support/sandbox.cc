// SPDX-License-Identifier: GPL-2.0-or-later
// Programs of this system in file systems and a table of processes of their own.
#include "tests/support/sandbox.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>

extern char** environ;

namespace cnft::test {
namespace {

constexpr std::string_view kSetup = R"(
set -e
mount -t tmpfs none /run
mkdir -p /run/lock
{}
echo ready
exec sleep infinity
)";

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

// Reads until the end of the first line.
std::string ReadLine(int from) {
  std::string line;
  for (char c = 0; read(from, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

Sandbox::Sandbox(const std::string& setup) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  std::string script = fmt::format(fmt::runtime(kSetup), setup);
  std::array<std::string, 9> words = {"unshare",      "--mount", "--pid", "--fork", "--kill-child",
                                      "--mount-proc", "sh",      "-c",    script};
  std::array<char*, 10> arguments{};
  std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
  const int failed =
      posix_spawnp(&unshare_, "unshare", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  const std::string line = failed == 0 ? ReadLine(ends[0]) : "";
  close(ends[0]);
  if (line != "ready") throw std::runtime_error("no sandbox: " + setup);
  const Output child = test::Run(fmt::format("cat /proc/{0}/task/{0}/children", unshare_));
  inside_ = std::stoi(child.out);
}

Sandbox::~Sandbox() {
  kill(unshare_, SIGKILL);
  waitpid(unshare_, nullptr, 0);
}

Output Sandbox::Run(const std::string& command, std::string_view input) const {
  // The root, too: that of its mount namespace is another one where this runs in a chroot.
  return test::Run(fmt::format("nsenter --mount --pid --root --wd --target {} -- sh -c {}", inside_,
                               Quoted(command)),
                   input);
}

void Sandbox::Start(const std::string& command) const {
  Run(fmt::format("({}) </dev/null >/run/log 2>&1 &", command));
}

std::string OwnCopy(std::string_view folder) {
  return fmt::format(
      "mkdir -p /run/copies{0} && cp -a {0}/. /run/copies{0} && mount --bind /run/copies{0} {0}\n",
      folder);
}

std::string ChooseIptables(std::string_view backend) {
  std::string setup = OwnCopy("/etc/alternatives");
  for (const std::string_view program : {"iptables", "ip6tables"}) {
    for (const std::string_view verb : {"", "-save", "-restore"}) {
      setup += fmt::format("ln -sf /usr/sbin/{0}-{1}{2} /etc/alternatives/{0}{2}\n", program,
                           backend, verb);
    }
  }
  return setup;
}

}  // namespace cnft::test
