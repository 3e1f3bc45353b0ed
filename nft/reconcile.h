// SPDX-License-Identifier: GPL-2.0-or-later
// From what stands in the kernel to what is wanted, whoever wrote what stands.
#pragma once

#include <vector>

#include "nft/diff.h"
#include "nft/kernel.h"

namespace cnft {

struct ReconcileOptions {
  // The table is to belong to the one who sends the transaction, and to outlive it.
  bool own = false;
};

// Adds to `transaction` what turns `standing` (null: there is no such table) into `desired`, and
// returns the differences. What others put into the table goes, and all else stays as it is; the
// whole table is made anew only where nothing less will do. `standing` is marked where rules are
// not what they seem; differences point into it and into `desired`.
std::vector<Change> Reconcile(Kernel::Snapshot* standing, const nftables::Table& desired,
                              Transaction& transaction, const ReconcileOptions& options = {});

}  // namespace cnft
