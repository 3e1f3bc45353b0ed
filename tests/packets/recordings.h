// SPDX-License-Identifier: GPL-2.0-or-later
// What the legacy node did, kept for kernels that have no x_tables: CNFT_RECORD names the folder it
// is written to, CNFT_REPLAY the one it is read from, a file for each test program in either.
#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cnft::test {

class Recordings {
 public:
  Recordings();

  // Whether there is no legacy node, but only what another one did.
  bool replays() const { return replays_; }
  // Begins with another ruleset: what follows is kept under it.
  void Open(std::string_view ruleset);
  // Lines about `what` of the ruleset.
  void Keep(std::string_view what, const std::vector<std::string>& lines);
  // Throws when nothing was kept: that is not the recording of this test.
  std::vector<std::string> Recall(std::string_view what) const;

 private:
  bool replays_ = false;
  std::string ruleset_;
  std::ofstream out_;
  std::unordered_map<std::string, std::vector<std::string>> kept_;
};

}  // namespace cnft::test
