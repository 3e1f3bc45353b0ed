// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces without names: gone with the last process and socket in them
// (network_namespaces(7)).
#pragma once

#include <utility>

#include "nft/kernel.h"

namespace cnft::cli::demo {

// A network namespace that sockets can be opened in.
class Namespace {
 public:
  Namespace() = default;
  Namespace(Namespace&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Namespace& operator=(Namespace&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Namespace();

  // Moves the calling thread into a new namespace and returns it. Without CAP_SYS_ADMIN, a user
  // namespace of one's own gives the right to do so, where the system allows that.
  static Result<Namespace> Enter();
  // A new namespace; the calling thread stays in `home`.
  static Result<Namespace> Make(const Namespace& home);

  // Moves the calling thread there.
  void Join() const;
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

}  // namespace cnft::cli::demo
