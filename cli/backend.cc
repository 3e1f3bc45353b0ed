// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel by the way the user chose.
#include "cli/backend.h"

#include "nft/libnftables/kernel.h"
#include "nft/netlink/kernel.h"

namespace cnft::cli {

Result<std::unique_ptr<Kernel>> OpenKernel(const Options& options) {
  return options.backend == Backend::kLibnftables ? libnftables::OpenKernel()
                                                  : netlink::OpenKernel();
}

}  // namespace cnft::cli
