// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of many runs.
#pragma once

#include <algorithm>
#include <vector>

namespace cnft::bench {

struct Summary {
  double min = 0;
  double median = 0;
  double max = 0;
};

// Of at least one value.
inline Summary Summarize(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  const double median =
      values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  return {values.front(), median, values.back()};
}

}  // namespace cnft::bench
