// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the program cnft as users do.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/support/netns.h"

namespace cnft::test {

// A directory of its own for the files of a test.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "cnft-test-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string path() const { return path_.string(); }
  // Returns the path of the new file.
  std::string Write(const std::string& name, std::string_view text) const {
    const std::string file = (path_ / name).string();
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::filesystem::path path_;
};

// "cnft ARGUMENTS" with `input` on standard input.
inline Output Cnft(const std::string& arguments, std::string_view input = {}) {
  return Run(std::string(CNFT_PROGRAM) + " " + arguments, input);
}

}  // namespace cnft::test
