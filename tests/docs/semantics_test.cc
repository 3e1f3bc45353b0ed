// SPDX-License-Identifier: GPL-2.0-or-later
// Every test that docs/semantics.md names as a proof is there.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace cnft::test {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// What may be named: test programs, case files with and without their folder, and single tests.
std::set<std::string> Tests() {
  std::set<std::string> names;
  const fs::path root = fs::path(CNFT_SOURCE_DIR) / "tests";
  const std::regex test(R"(\bTEST(?:_F|_P)?\((\w+), (\w+)\))");
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const fs::path relative = fs::relative(entry.path(), root);
    if (entry.path().extension() == ".t") {
      names.insert(relative.filename());
      names.insert(relative.parent_path().filename() / relative.filename());
    }
    if (!relative.string().ends_with("_test.cc")) continue;
    std::string program = relative.parent_path() / relative.stem();
    std::ranges::replace(program, '/', '_');
    names.insert(program);
    const std::string text = ReadFile(entry.path());
    for (std::sregex_iterator found(text.begin(), text.end(), test), end; found != end; ++found) {
      names.insert(fmt::format("{}.{}", (*found)[1].str(), (*found)[2].str()));
    }
  }
  return names;
}

TEST(Semantics, NamesTestsThatExist) {
  const std::set<std::string> tests = Tests();
  const std::string text = ReadFile(fs::path(CNFT_SOURCE_DIR) / "docs/semantics.md");
  const std::regex proof(R"(\*Tests?:\*([^*]*))");
  const std::regex name("`([^`]+)`");
  std::size_t named = 0;
  for (std::sregex_iterator found(text.begin(), text.end(), proof), end; found != end; ++found) {
    // Up to the end of the entry.
    std::string names = (*found)[1].str();
    names = names.substr(0, names.find("\n- "));
    for (std::sregex_iterator one(names.begin(), names.end(), name); one != end; ++one) {
      ++named;
      EXPECT_TRUE(tests.contains((*one)[1].str())) << (*one)[1].str();
    }
  }
  EXPECT_GT(named, 20U);
}

}  // namespace
}  // namespace cnft::test
