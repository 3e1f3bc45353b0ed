// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel through libnftables: the same model, loaded as JSON. The second opinion beside
// netlink.
//
// Reads go over netlink, since libnftables 1.0.6 crashes on rules written by newer programs.
// Differences to netlink: what JSON cannot carry is refused (nft/json/write.h); userdata and the
// counters of policies are not kept; a change by somebody else between the look at the generation
// and libnftables' own is not noticed.
#pragma once

#include <memory>

#include "nft/kernel.h"

namespace cnft::libnftables {

Result<std::unique_ptr<Kernel>> OpenKernel();

}  // namespace cnft::libnftables
