// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel by the way the user chose.
#include "cli/backend.h"

#include "nft/netlink/kernel.h"

namespace cnft::cli {

Result<std::unique_ptr<Kernel>> OpenKernel(const Options&) { return netlink::OpenKernel(); }

}  // namespace cnft::cli
