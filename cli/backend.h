// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel by the way the user chose.
#pragma once

#include <memory>

#include "cli/options.h"
#include "nft/kernel.h"

namespace cnft::cli {

Result<std::unique_ptr<Kernel>> OpenKernel(const Options& options);

}  // namespace cnft::cli
