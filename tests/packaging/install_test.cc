// SPDX-License-Identifier: GPL-2.0-or-later
// What `cmake --install` installs is complete, and other programs build with it.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "tests/support/netns.h"

namespace cnft::test {
namespace {

class Install : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = testing::TempDir() + "cnft-install-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    prefix_ = name;
    const Output installed = test::Run(
        fmt::format("cmake --install {} --prefix {}/usr", CNFT_BINARY_DIR, prefix_.string()));
    ASSERT_TRUE(installed.ok()) << installed.out << installed.err;
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(prefix_); }

  // The directory with libraries differs from one system to another.
  static std::string LibraryDirectory() {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(prefix_)) {
      if (entry.path().filename() == "cnft.pc") {
        return entry.path().parent_path().parent_path().string();
      }
    }
    return {};
  }

  static void ExpectWorks(const std::string& program) {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    const Output ran =
        test::Run(fmt::format("LD_LIBRARY_PATH={} unshare -n {}", LibraryDirectory(), program));
    EXPECT_TRUE(ran.ok()) << ran.out << ran.err;
    EXPECT_EQ(ran.out, test::Run(prefix_.string() + "/usr/sbin/cnft --version").out);
  }

  static inline std::filesystem::path prefix_;
};

TEST_F(Install, HoldsProgramLibrariesHeadersManualAndCompletions) {
  for (const char* path :
       {"usr/sbin/cnft", "usr/sbin/cnft-agent", "usr/include/cnft/cnft.h",
        "usr/include/cnft/cnft.hpp", "usr/share/man/man8/cnft.8",
        "usr/share/bash-completion/completions/cnft", "usr/share/zsh/site-functions/_cnft",
        "usr/share/fish/vendor_completions.d/cnft.fish",
        "usr/share/cnft/cilium-node.schema.json"}) {
    EXPECT_TRUE(std::filesystem::exists(prefix_ / path)) << path;
  }
  for (const char* name : {"libcnft.so", "libcnft.so.0", "libcnft.a", "pkgconfig/cnft.pc",
                           "cmake/cnft/cnftConfig.cmake", "cmake/cnft/cnftConfigVersion.cmake"}) {
    EXPECT_TRUE(std::filesystem::exists(LibraryDirectory() + "/" + name)) << name;
  }
}

TEST_F(Install, LibraryShowsItsPublicInterfaceOnly) {
  const Output symbols = test::Run(fmt::format(
      "nm -DC --defined-only {}/libcnft.so | grep ' T ' | grep -v ' T cnft_[a-z_]*@@LIBCNFT_'",
      LibraryDirectory()));
  EXPECT_EQ(symbols.out, "");
  const Output soname =
      test::Run(fmt::format("objdump -p {}/libcnft.so | grep SONAME", LibraryDirectory()));
  EXPECT_NE(soname.out.find("libcnft.so.0"), std::string::npos) << soname.out;
}

TEST_F(Install, ManualHasEveryVerbAndOption) {
  const Output manual =
      test::Run(fmt::format("cat {}/usr/share/man/man8/cnft.8", prefix_.string()));
  const std::string cnft = prefix_.string() + "/usr/sbin/cnft ";
  for (const char* verb : {"apply", "check", "diff", "translate", "show", "delete", "absorb",
                           "release", "doctor", "agent", "ctl", "demo"}) {
    EXPECT_NE(manual.out.find(fmt::format("\\fB{}\\fR", verb)), std::string::npos) << verb;
    const Output help = test::Run(cnft + verb + " --help | grep -oE -- '--[a-z0-9-]+' | sort -u");
    std::istringstream options(help.out);
    for (std::string option; std::getline(options, option);) {
      if (option == "--help") continue;
      std::string escaped;
      for (const char c : option) escaped += c == '-' ? std::string("\\-") : std::string(1, c);
      EXPECT_TRUE(manual.out.find(option) != std::string::npos ||
                  manual.out.find(escaped) != std::string::npos)
          << verb << " " << option;
      for (const char* completion : {"bash-completion/completions/cnft", "zsh/site-functions/_cnft",
                                     "fish/vendor_completions.d/cnft.fish"}) {
        const std::string word =
            std::string(completion).ends_with("fish") ? option.substr(2) : option;
        EXPECT_TRUE(test::Run(fmt::format("grep -q -e '{}' {}/usr/share/{}", word, prefix_.string(),
                                          completion))
                        .ok())
            << completion << " " << option;
      }
    }
  }
}

TEST_F(Install, ProgramsBuildWithPkgConfig) {
  const Output built = test::Run(fmt::format(
      "cd {0} && export PKG_CONFIG_PATH={1}/pkgconfig && "
      "c++ -std=c++23 {2}/tests/packaging/consumer/main.cc $(pkg-config --cflags --libs cnft) "
      "-o by-pkg-config",
      prefix_.string(), LibraryDirectory(), CNFT_SOURCE_DIR));
  ASSERT_TRUE(built.ok()) << built.out << built.err;
  ExpectWorks(prefix_.string() + "/by-pkg-config");
}

TEST_F(Install, ProgramsBuildWithCmake) {
  const Output built =
      test::Run(fmt::format("cmake -G Ninja -S {2}/tests/packaging/consumer -B {0}/consumer "
                            "-DCMAKE_PREFIX_PATH={0}/usr && cmake --build {0}/consumer",
                            prefix_.string(), LibraryDirectory(), CNFT_SOURCE_DIR));
  ASSERT_TRUE(built.ok()) << built.out << built.err;
  ExpectWorks(prefix_.string() + "/consumer/shared");
  ExpectWorks(prefix_.string() + "/consumer/static");
}

}  // namespace
}  // namespace cnft::test
