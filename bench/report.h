// SPDX-License-Identifier: GPL-2.0-or-later
// Results as a table for people and as JSON for programs, and what they are held against.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/statistics.h"

namespace cnft::bench {

struct Row {
  std::string workload;
  std::size_t rules = 0;
  std::string tool;
  Summary wall_ms;
  Summary cpu_ms;
  double peak_mib = 0;
  // The median of cnft's time over this tool's, run by run; none for cnft itself.
  std::optional<double> ratio;
};

// One aim of docs/performance.md.
struct Aim {
  std::string what;
  double measured = 0;
  double limit = 0;
  bool at_least = false;  // the measured value must not be below the limit, rather than above
  bool met() const { return at_least ? measured >= limit : measured <= limit; }
};

struct Results {
  std::vector<Row> rows;
  std::vector<Aim> aims;
};

std::string Table(const Results& results);
std::string Json(const Results& results);

}  // namespace cnft::bench
