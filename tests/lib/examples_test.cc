// SPDX-License-Identifier: GPL-2.0-or-later
// The programs in examples/ build with what a system has, and do what they say.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "tests/support/netns.h"

namespace cnft::test {
namespace {

struct Example {
  const char* language;
  const char* build;  // {0}: examples/, {1}: the program; CNFT_CFLAGS and CNFT_LDFLAGS are set
};

constexpr Example kExamples[] = {
    {"C", "cc -std=c11 -Wall -Wextra -Werror {0}/node.c $CNFT_CFLAGS $CNFT_LDFLAGS -o {1}"},
    {"Cxx", "c++ -std=c++23 -Wall -Wextra -Werror {0}/node.cc $CNFT_CFLAGS $CNFT_LDFLAGS -o {1}"},
    {"Go", "cd {0}/go && CGO_ENABLED=1 go build -o {1} ."},
    {"Rust", "rustc --edition 2021 -D warnings {0}/node.rs -L native=$CNFT_LIBRARIES -o {1}"},
};

class Examples : public testing::TestWithParam<Example> {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    std::string name = testing::TempDir() + "cnft-example-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    directory_ = name;
    const std::string libraries = std::filesystem::path(CNFT_LIBRARY).parent_path();
    // The compilers of the system, and what pkg-config would say of an installed library.
    std::ofstream(directory_ / "cnft.pc")
        << "Name: cnft\nDescription: the library of this build\nVersion: 0\n"
        << "Cflags: -I" CNFT_SOURCE_DIR "/include\nLibs: -L" << libraries << " -lcnft\n";
    environment_ = fmt::format(
        "export PATH=/usr/bin:$PATH PKG_CONFIG_PATH={0} CNFT_LIBRARIES={1} LD_LIBRARY_PATH={1} "
        "GOCACHE={0}/go "
        "GOFLAGS=-mod=mod GOPROXY=off HOME={0}; CNFT_CFLAGS=$(pkg-config --cflags cnft); "
        "CNFT_LDFLAGS=$(pkg-config --libs cnft); ",
        directory_.string(), libraries);
    EnterNewNetns();
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path directory_;
  std::string environment_;
};

TEST_P(Examples, BuildsAppliesMovesAProxyAndWatches) {
  const std::string program = directory_ / "node";
  const Output built = test::Run(environment_ + fmt::format(fmt::runtime(GetParam().build),
                                                            CNFT_SOURCE_DIR "/examples", program));
  ASSERT_TRUE(built.ok()) << built.out << built.err;
  const std::string data = CNFT_SOURCE_DIR "/data/cilium-node";
  const Output ran =
      test::Run(environment_ +
                fmt::format("{0} {1}.ipset {1}.v4.rules cilium-dns-egress 40000", program, data));
  EXPECT_TRUE(ran.ok()) << ran.err;
  EXPECT_EQ(ran.out,
            "70 rules in force\n"
            "4 objects changed\n"
            "a rule came into mangle/CILIUM_PRE_mangle\n"
            "a rule came into mangle/CILIUM_PRE_mangle\n"
            "a rule came into mangle/CILIUM_PRE_mangle\n"
            "a rule came into mangle/CILIUM_PRE_mangle\n"
            "cilium-dns-egress tcp 40000\n"
            "cilium-dns-egress udp 40000\n"
            "/tanjunchen/envoy-lb-listener tcp 16921\n"
            "/tanjunchen/envoy-lb-listener udp 16921\n");
  // What is wrong is told, with its place.
  const std::string bad = directory_ / "bad";
  std::ofstream(bad) << "*filter\n-A INPUT -m nonsense\nCOMMIT\n";
  const Output failed =
      test::Run(environment_ + fmt::format("{} {}.ipset {} x 1", program, data, bad));
  EXPECT_EQ(failed.status, 1);
  EXPECT_NE(failed.err.find("bad:2:10: "), std::string::npos) << failed.err;
}

INSTANTIATE_TEST_SUITE_P(Languages, Examples, testing::ValuesIn(kExamples),
                         [](const auto& one) { return one.param.language; });

}  // namespace
}  // namespace cnft::test
