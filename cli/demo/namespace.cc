// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces without names.
#include "cli/demo/namespace.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace cnft::cli::demo {
namespace {

Error Failure(std::string_view what) {
  const int number = errno;
  Error error;
  error.code =
      number == EPERM || number == EACCES ? ErrorCode::kPermission : ErrorCode::kMissingFeature;
  error.error_number = number;
  error.message = fmt::format("{}: {}", what, std::strerror(number));
  if (error.code == ErrorCode::kPermission) error.hint = "run as root";
  return error;
}

void WriteMap(const char* path, unsigned id) {
  const int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  const std::string line = fmt::format("0 {} 1", id);
  // What does not work shows when rights are needed.
  [[maybe_unused]] const ssize_t written = write(fd, line.data(), line.size());
  close(fd);
}

int OpenCurrent() { return open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC); }

}  // namespace

Namespace::~Namespace() {
  if (fd_ >= 0) close(fd_);
}

Result<Namespace> Namespace::Enter() {
  if (unshare(CLONE_NEWNET) != 0) {
    const unsigned user = geteuid();
    const unsigned group = getegid();
    if (errno != EPERM || unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) {
      return std::unexpected(Failure("cannot make a network namespace"));
    }
    WriteMap("/proc/self/uid_map", user);
    const int groups = open("/proc/self/setgroups", O_WRONLY | O_CLOEXEC);
    if (groups >= 0) {
      [[maybe_unused]] const ssize_t written = write(groups, "deny", 4);
      close(groups);
    }
    WriteMap("/proc/self/gid_map", group);
  }
  Namespace result;
  result.fd_ = OpenCurrent();
  if (result.fd_ < 0) return std::unexpected(Failure("cannot open the network namespace"));
  return result;
}

Result<Namespace> Namespace::Make(const Namespace& home) {
  if (unshare(CLONE_NEWNET) != 0) {
    return std::unexpected(Failure("cannot make a network namespace"));
  }
  Namespace result;
  result.fd_ = OpenCurrent();
  home.Join();
  if (result.fd_ < 0) return std::unexpected(Failure("cannot open the network namespace"));
  return result;
}

void Namespace::Join() const { setns(fd_, CLONE_NEWNET); }

}  // namespace cnft::cli::demo
