// SPDX-License-Identifier: GPL-2.0-or-later
// A library that is too old is refused when cnft is configured, by its name and both versions.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

struct Requirement {
  const char* library;
  const char* old;
};

class Requirements : public testing::TestWithParam<Requirement> {};

TEST_P(Requirements, AreCheckedWhenConfiguring) {
  const auto& [library, old] = GetParam();
  const TemporaryDirectory folder;
  folder.Write(fmt::format("{}.pc", library),
               fmt::format("Name: {}\nDescription: an old one\nVersion: {}\nLibs:\nCflags:\n",
                           library, old));
  const Output configured = test::Run(
      fmt::format("PKG_CONFIG_PATH={0} cmake -G Ninja -S {1} -B {0}/build -DCNFT_TESTS=OFF 2>&1",
                  folder.path(), CNFT_SOURCE_DIR));
  EXPECT_NE(configured.status, 0);
  EXPECT_NE(
      configured.out.find(fmt::format("'{}' has version '{}', required version is", library, old)),
      std::string::npos)
      << configured.out;
}

INSTANTIATE_TEST_SUITE_P(Of, Requirements,
                         testing::Values(Requirement{"libnftables", "0.9.3"},
                                         Requirement{"libmnl", "1.0.3"},
                                         Requirement{"jansson", "2.12"}),
                         [](const auto& param) { return std::string(param.param.library); });

}  // namespace
}  // namespace cnft::test
