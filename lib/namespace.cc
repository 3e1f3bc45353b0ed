// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces without moving the threads of others.
#include "lib/namespace.h"

#include <sys/ioctl.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <linux/nsfs.h>
#include <linux/sockios.h>
#include <sched.h>
#include <signal.h>

#include <cerrno>
#include <exception>
#include <thread>

#include "nft/netlink/socket.h"

namespace cnft::lib {
namespace {

constexpr const char* kCurrent = "/proc/thread-self/ns/net";

bool IsCurrent(int descriptor) {
  struct stat given{};
  struct stat current{};
  return fstat(descriptor, &given) == 0 && stat(kCurrent, &current) == 0 &&
         given.st_dev == current.st_dev && given.st_ino == current.st_ino;
}

// Threads begin with the signals blocked that their maker has blocked.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

compat::Descriptor CurrentNamespace() {
  return compat::Descriptor(open(kCurrent, O_RDONLY | O_CLOEXEC));
}

compat::Descriptor NamespaceOf(int socket) {
  const int descriptor = ioctl(socket, SIOCGSKNS);
  if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return compat::Descriptor(descriptor);
}

Result<compat::Descriptor> CopyNamespace(int descriptor) {
  const int type = ioctl(descriptor, NS_GET_NSTYPE);
  if (type != CLONE_NEWNET) {
    return std::unexpected(
        netlink::SystemError(type < 0 ? errno : EINVAL, "the descriptor is no network namespace"));
  }
  compat::Descriptor copy(fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  if (!copy.valid()) {
    return std::unexpected(netlink::SystemError(errno, "cannot use the descriptor"));
  }
  return copy;
}

Result<void> InNamespace(int descriptor, const std::function<void()>& work) {
  if (descriptor < 0 || IsCurrent(descriptor)) {
    work();
    return {};
  }
  int error_number = 0;
  std::exception_ptr thrown;
  const auto enter = [&] {
    if (setns(descriptor, CLONE_NEWNET) != 0) {
      error_number = errno;
      return;
    }
    try {
      work();
    } catch (...) {
      thrown = std::current_exception();
    }
  };
  {
    std::thread thread = [&] {
      const BlockedSignals blocked;
      return std::thread(enter);
    }();
    thread.join();
  }
  if (thrown) std::rethrow_exception(thrown);
  if (error_number == 0) return {};
  return std::unexpected(netlink::SystemError(error_number, "cannot enter the network namespace"));
}

}  // namespace cnft::lib
