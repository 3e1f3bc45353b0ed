// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with an input: every fault is told with its place, the kernel stays as it is, and
// neither size nor depth of an input takes the program down.
#include <sys/resource.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "nft/netlink/kernel.h"
#include "tests/cli/cnft_program.h"
#include "tests/support/sanitizers.h"

namespace cnft::test {
namespace {

std::uint32_t Generation() {
  const auto kernel = netlink::OpenKernel();
  return kernel ? (*kernel)->Generation().value_or(0) : 0;
}

// `count` chains, each of which calls the next one; `last` calls `to`.
std::string Chains(int count, std::string_view to) {
  std::string text = "*filter\n";
  for (int i = 0; i < count; ++i) text += fmt::format(":C{} - [0:0]\n", i);
  text += "-A INPUT -j C0\n";
  for (int i = 0; i + 1 < count; ++i) text += fmt::format("-A C{} -j C{}\n", i, i + 1);
  return text + fmt::format("-A C{} -j {}\nCOMMIT\n", count - 1, to);
}

struct Fault {
  std::string name;
  std::string text;
  int status;
  std::vector<std::string> told;  // in this order
};

const std::vector<Fault>& Faults() {
  using namespace std::string_literals;
  static const std::vector<Fault> kFaults = {
      {"EveryFaultIsListed",
       "*filter\n:X\t- [0:0\n-A FOO\n-A INPUT -m nope -j X\n-A INPUT --dport 80 -j "
       "ACCEPT\nCOMMIT\n",
       2,
       {"<stdin>:2:6: error: expected [packets:bytes] [syntax]\n  :X - [0:0\n       ^~~~\n",
        "<stdin>:3:4: error: table filter has no chain 'FOO' [unknown-chain]\n  -A FOO\n     ^~~\n"
        "  hint: declare it",
        "<stdin>:4:10: error: unknown match 'nope' [unknown-match]\n  -A INPUT -m nope",
        "<stdin>:5:10: error: ", "nothing was changed\n"}},
      {"UnsupportedRevision",
       "*filter\n-A INPUT -m conntrack [unsupported revision] -j ACCEPT\nCOMMIT\n",
       2,
       {"<stdin>:2:", "[unsupported-revision]", "hint: "}},
      {"GarbledDnat",
       "*nat\n-A PREROUTING -p tcp -j DNAT --to-destination :0 --random --persistent "
       "--to-destination "
       ":0\nCOMMIT\n",
       2,
       {"<stdin>:2:72: ", "--to-destination is given twice", "hint: a dump by an iptables older"}},
      {"Truncated", "*filter\n-A INPUT -j ACCEPT\n", 2, {"<stdin>:1:1: error: ", "[truncated]"}},
      {"NulByte", "*filter\n-A INPUT\0 -j ACCEPT\nCOMMIT\n"s, 2, {"<stdin>:2:9: ", "[nul-byte]"}},
      {"TerminalCodes",
       "*filter\n-A INPUT -j \x1b[31mRED\nCOMMIT\n",
       2,
       {"'?[31mRED'", "-A INPUT -j  [31mRED"}},
      {"NotUtf8", "*filter\n-A INPUT -j \xff\xfe\nCOMMIT\n", 2, {"[unknown-target]"}},
      {"Loop",
       "*filter\n:A - [0:0]\n:B - [0:0]\n-A A -j B\n-A B -j A\nCOMMIT\n",
       2,
       {"<stdin>:5:", "[loop]"}},
      // nf_tables takes 15 chains below a base chain: the call of the last is too much.
      {"TooDeep",
       Chains(16, "ACCEPT"),
       3,
       {"<stdin>:33:8: error: ", "[too-deep]", "hint: call the inner chains"}},
      {"NoTable", "-A INPUT -j ACCEPT\n", 2, {"<stdin>:1:1: ", "begins each table with *NAME"}},
      {"DropInNat", "*nat\n-A PREROUTING -j DROP\nCOMMIT\n", 2, {"[wrong-table]", "table filter"}},
  };
  return kFaults;
}

class InputFaults : public testing::TestWithParam<Fault> {};

TEST_P(InputFaults, AreToldAndTheKernelStaysAsItIs) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Fault& fault = GetParam();
  const std::uint32_t generation = Generation();
  for (const char* verb : {"check", "apply"}) {
    const Output output = Cnft(fmt::format("{} --ipv4 -", verb), fault.text);
    EXPECT_EQ(output.status, fault.status) << output.err;
    EXPECT_EQ(output.out, "");
    EXPECT_EQ(output.err.find('\x1b'), std::string::npos);
    std::size_t at = 0;
    for (const std::string& told : fault.told) {
      const std::size_t found = output.err.find(told, at);
      EXPECT_NE(found, std::string::npos) << "expected: " << told << "\nin: " << output.err;
      if (found != std::string::npos) at = found + told.size();
    }
    const Output json = Cnft(fmt::format("{} --output json --ipv4 -", verb), fault.text);
    EXPECT_EQ(json.status, fault.status);
    EXPECT_TRUE(json.out.starts_with("{\"diagnostics\":[{\"severity\":\"")) << json.out;
    EXPECT_EQ(json.err, "");
  }
  EXPECT_EQ(Generation(), generation);
}

INSTANTIATE_TEST_SUITE_P(All, InputFaults, testing::ValuesIn(Faults()),
                         [](const auto& one) { return one.param.name; });

TEST(Warnings, TellOfDumpsThatLostAMatch) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const Output output =
      Cnft("apply --ipv4 -",
           "*filter\n-A OUTPUT -m comment --comment \"kubernetes firewall for dropping marked "
           "packets\" -j DROP\nCOMMIT\n");
  EXPECT_EQ(output.status, 0);
  EXPECT_NE(output.err.find("<stdin>:2:11: warning: "), std::string::npos) << output.err;
  EXPECT_NE(output.err.find("[lossy-dump]"), std::string::npos) << output.err;
}

// How a large input ended, and what it took.
struct Measured {
  int status = -1;
  std::size_t megabytes = 0;  // at most at a time
  std::size_t told = 0;       // bytes on standard error
};

Measured Measure(const std::string& path) {
  const TemporaryDirectory directory;
  const std::string told = directory.Write("told", "");
  std::string program = CNFT_PROGRAM;
  std::string verb = "check";
  std::string option = "--ipv4";
  std::string file = path;
  std::array<char*, 5> arguments = {program.data(), verb.data(), option.data(), file.data(),
                                    nullptr};
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(open(told.c_str(), O_WRONLY), 2);
    dup2(open("/dev/null", O_WRONLY), 1);
    execv(program.c_str(), arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(pid, &status, 0, &usage);
  Measured measured;
  if (WIFEXITED(status)) measured.status = WEXITSTATUS(status);
  measured.megabytes = static_cast<std::size_t>(usage.ru_maxrss) / 1024;
  measured.told = std::filesystem::file_size(told);
  return measured;
}

// A message is of some hundred bytes, and there are at most a thousand.
constexpr std::size_t kMostTold = 600'000;

std::string Noise(std::size_t size) {
  std::string text(size, '\0');
  std::mt19937_64 random(1);
  for (std::size_t i = 0; i + 8 <= size; i += 8) {
    const std::uint64_t bits = random();
    std::memcpy(text.data() + i, &bits, sizeof bits);
  }
  return text;
}

void ExpectWithin(const Measured& measured, std::size_t megabytes) {
  if (!kSanitized) {
    EXPECT_LT(measured.megabytes, megabytes);
  }
}

TEST(Size, NoiseTakesItsOwnMemoryAndLittleMore) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  constexpr std::size_t kSize = 100U << 20;
  const TemporaryDirectory directory;
  // What this process holds when it forks counts as the child's: the texts are gone by then.
  const std::string noise_file = directory.Write("noise", Noise(kSize));
  const Measured noise = Measure(noise_file);
  EXPECT_EQ(noise.status, 2);
  ExpectWithin(noise, 120);
  EXPECT_LT(noise.told, kMostTold);
  const std::string line_file = directory.Write("line", std::string(kSize, 'x'));
  const Measured line = Measure(line_file);
  EXPECT_EQ(line.status, 2);
  ExpectWithin(line, 120);
  EXPECT_LT(line.told, 1000U);
}

TEST(Size, AMillionWrongRulesAreToldBriefly) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::string text = "*filter\n";
  for (int i = 0; i < 1'000'000; ++i) text += "-A INPUT -m foo --bar baz -j X\n";
  const TemporaryDirectory directory;
  const Measured measured = Measure(directory.Write("rules", text));
  EXPECT_EQ(measured.status, 2);
  ExpectWithin(measured, 120);
  EXPECT_LT(measured.told, kMostTold);
}

TEST(Size, AHundredThousandRulesInAChainAreChecked) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::string text = "*filter\n";
  for (int i = 0; i < 100'000; ++i) {
    text += fmt::format("-A INPUT -s 10.{}.{}.{} -j DROP\n", i >> 16, i >> 8 & 255, i & 255);
  }
  const TemporaryDirectory directory;
  const Measured measured = Measure(directory.Write("rules", text + "COMMIT\n"));
  EXPECT_EQ(measured.status, 0);
  ExpectWithin(measured, 120);
}

TEST(Size, DeepChainsAreRefusedHoweverDeep) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  const TemporaryDirectory directory;
  EXPECT_EQ(Measure(directory.Write("15", Chains(15, "ACCEPT"))).status, 0);
  EXPECT_EQ(Measure(directory.Write("16", Chains(16, "ACCEPT"))).status, 3);
  const Measured deep = Measure(directory.Write("deep", Chains(100'000, "ACCEPT")));
  EXPECT_EQ(deep.status, 3);
  ExpectWithin(deep, 200);
  EXPECT_LT(deep.told, 2000U);
  const Measured loop = Measure(directory.Write("loop", Chains(100'000, "C0")));
  EXPECT_EQ(loop.status, 2);
  ExpectWithin(loop, 200);
  EXPECT_LT(loop.told, 2000U);
}

}  // namespace
}  // namespace cnft::test
