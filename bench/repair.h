// SPDX-License-Identifier: GPL-2.0-or-later
// How long `cnft agent` takes to put back a rule that somebody else removes.
#pragma once

#include <vector>

#include "bench/input.h"

namespace cnft::bench {

struct Repairs {
  // From before the foreign transaction is sent to when the kernel tells of the agent's.
  std::vector<double> wall_ms;
  double peak_mib = 0;
};

// Throws std::runtime_error when the agent does not start or does not answer.
Repairs MeasureRepairs(const Workload& workload, std::size_t runs);

}  // namespace cnft::bench
