// SPDX-License-Identifier: GPL-2.0-or-later
// The lock that programs of iptables-legacy take while they change a table (iptables(8), -w): two
// that read, change and write back would undo each other's work.
#pragma once

#include "compat/descriptor.h"
#include "nft/kernel.h"

namespace cnft::compat {

// Held until it is gone, or the process is. Waits; not for ever.
class XtLock {
 public:
  static Result<XtLock> Take();

 private:
  explicit XtLock(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
};

}  // namespace cnft::compat
