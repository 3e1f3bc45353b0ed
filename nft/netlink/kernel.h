// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel over netlink: nfnetlink transactions and dumps (net/netfilter/nfnetlink.c).
#pragma once

#include <memory>

#include "nft/kernel.h"
#include "nft/netlink/socket.h"

namespace cnft::netlink {

// Opens a netlink socket in the current network namespace, unless it is given one.
Result<std::unique_ptr<Kernel>> OpenKernel(const SocketOptions& options = {});

}  // namespace cnft::netlink
