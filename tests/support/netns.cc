// SPDX-License-Identifier: GPL-2.0-or-later
// A network namespace of one's own, for tests that need the kernel.
#include "tests/support/netns.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>

extern char** environ;

namespace cnft::test {

bool HaveRoot() { return geteuid() == 0; }

void EnterNewNetns() {
  if (unshare(CLONE_NEWNET) != 0)
    throw std::runtime_error(std::string("unshare: ") + std::strerror(errno));
}

Output Run(const std::string& command, std::string_view input) {
  std::array<std::array<int, 2>, 3> pipes;  // of standard input, output, error
  for (auto& ends : pipes) {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipes[0][0], 0);
  posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 1);
  posix_spawn_file_actions_adddup2(&actions, pipes[2][1], 2);
  std::string shell = "sh";
  std::string flag = "-c";
  std::string text = command;
  std::array<char*, 4> arguments = {shell.data(), flag.data(), text.data(), nullptr};
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, "sh", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  Output output;
  if (failed != 0) throw std::runtime_error("cannot run sh");
  std::signal(SIGPIPE, SIG_IGN);
  std::array<pollfd, 3> fds = {
      {{pipes[0][1], POLLOUT, 0}, {pipes[1][0], POLLIN, 0}, {pipes[2][0], POLLIN, 0}}};
  if (input.empty()) {
    close(fds[0].fd);
    fds[0].fd = -1;
  }
  while (fds[1].fd >= 0 || fds[2].fd >= 0) {
    poll(fds.data(), fds.size(), -1);
    if (fds[0].fd >= 0 && fds[0].revents != 0) {
      const ssize_t written =
          write(fds[0].fd, input.data(), std::min<std::size_t>(input.size(), 4096));
      if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
      if (written < 0 || input.empty()) {
        close(fds[0].fd);
        fds[0].fd = -1;
      }
    }
    for (std::size_t i = 1; i < 3; ++i) {
      if (fds[i].fd < 0 || fds[i].revents == 0) continue;
      std::array<char, 65536> buffer;
      const ssize_t got = read(fds[i].fd, buffer.data(), buffer.size());
      if (got > 0) {
        (i == 1 ? output.out : output.err).append(buffer.data(), static_cast<std::size_t>(got));
      } else {
        close(fds[i].fd);
        fds[i].fd = -1;
      }
    }
  }
  if (fds[0].fd >= 0) close(fds[0].fd);
  int status = 0;
  waitpid(pid, &status, 0);
  if (WIFEXITED(status)) output.status = WEXITSTATUS(status);
  return output;
}

}  // namespace cnft::test
