// SPDX-License-Identifier: GPL-2.0-or-later
// Programs of this system in file systems and a table of processes of their own, in the current
// network namespace (mount_namespaces(7), pid_namespaces(7)).
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "tests/support/netns.h"

namespace cnft::test {

// What runs in it is killed at the end.
class Sandbox {
 public:
  // `setup` is run by a shell before anything else. /run is empty and its own.
  explicit Sandbox(const std::string& setup);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  Output Run(const std::string& command, std::string_view input = {}) const;
  // Runs until the sandbox ends.
  void Start(const std::string& command) const;

 private:
  pid_t unshare_ = 0;
  pid_t inside_ = 0;
};

// For `setup`: a copy of a folder that may be changed.
std::string OwnCopy(std::string_view folder);
// For `setup`: which iptables "iptables" is, legacy or nft.
std::string ChooseIptables(std::string_view backend);

}  // namespace cnft::test
