// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel's refusal of a message means: the expression and the module it lacks, by name.
#pragma once

#include "nft/kernel.h"
#include "nft/netlink/encode.h"
#include "nft/netlink/socket.h"

namespace cnft::netlink {

// The error for the user. Extended acknowledgements tell which expression of which message failed.
Error Explain(const Batch& batch, const MessageError& failure);

}  // namespace cnft::netlink
