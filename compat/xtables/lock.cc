// SPDX-License-Identifier: GPL-2.0-or-later
// The lock of iptables-legacy.
#include "compat/xtables/lock.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <fmt/core.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "nft/netlink/socket.h"

namespace cnft::compat {
namespace {

constexpr auto kPatience = std::chrono::seconds(10);
constexpr auto kPause = std::chrono::milliseconds(2);

// As iptables finds it (iptables/xshared.c, xt_lock_name).
const char* FileName() {
  const char* named = secure_getenv("XTABLES_LOCKFILE");
  return named != nullptr && *named != '\0' ? named : "/run/xtables.lock";
}

}  // namespace

Result<XtLock> XtLock::Take() {
  const char* name = FileName();
  Descriptor file(open(name, O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file.valid())
    return std::unexpected(netlink::SystemError(errno, fmt::format("opening {}", name)));
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return std::unexpected(netlink::SystemError(errno, fmt::format("locking {}", name)));
    }
    if (std::chrono::steady_clock::now() > give_up) {
      return std::unexpected(
          Error{.code = ErrorCode::kConflict,
                .message = fmt::format("another program holds the lock of iptables, {}", name)});
    }
    std::this_thread::sleep_for(kPause);
  }
  return XtLock(std::move(file));
}

}  // namespace cnft::compat
