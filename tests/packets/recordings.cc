// SPDX-License-Identifier: GPL-2.0-or-later
// What the legacy node did: a line with the key, and one that begins with a tab for each of what
// was kept. What is kept again counts.
#include "tests/packets/recordings.h"

#include <errno.h>
#include <fmt/core.h>

#include <cstdlib>
#include <functional>
#include <stdexcept>

namespace cnft::test {
namespace {

std::string FileIn(const char* folder) {
  return fmt::format("{}/{}", folder, program_invocation_short_name);
}

}  // namespace

Recordings::Recordings() {
  if (const char* folder = std::getenv("CNFT_RECORD")) {
    out_.open(FileIn(folder), std::ios::app);
    if (!out_) throw std::runtime_error(fmt::format("cannot write {}", FileIn(folder)));
  }
  if (const char* folder = std::getenv("CNFT_REPLAY")) {
    replays_ = true;
    std::ifstream in(FileIn(folder));
    if (!in) throw std::runtime_error(fmt::format("cannot read {}", FileIn(folder)));
    std::vector<std::string>* lines = nullptr;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with('\t')) {
        if (lines != nullptr) lines->push_back(line.substr(1));
      } else {
        lines = &kept_[line];
        lines->clear();
      }
    }
  }
}

void Recordings::Open(std::string_view ruleset) {
  ruleset_ = fmt::format("{:x}", std::hash<std::string_view>{}(ruleset));
}

void Recordings::Keep(std::string_view what, const std::vector<std::string>& lines) {
  if (!out_.is_open()) return;
  out_ << ruleset_ << ' ' << what << '\n';
  for (const std::string& line : lines) out_ << '\t' << line << '\n';
  out_.flush();
}

std::vector<std::string> Recordings::Recall(std::string_view what) const {
  const auto found = kept_.find(fmt::format("{} {}", ruleset_, what));
  if (found == kept_.end()) {
    throw std::runtime_error(fmt::format("the recording has nothing of {}", what));
  }
  return found->second;
}

}  // namespace cnft::test
