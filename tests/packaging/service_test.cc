// SPDX-License-Identifier: GPL-2.0-or-later
// What runs the agent for users: the unit of systemd, and the manifests of Kubernetes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/agent_process.h"

namespace cnft::test {
namespace {

using Words = std::set<std::string>;

std::string ReadAll(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class Unit : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::Run("command -v systemd-analyze").ok()) GTEST_SKIP() << "needs systemd-analyze";
    text_ = ReadAll(CNFT_BINARY_DIR "/packaging/cnft-agent.service");
    ASSERT_NE(text_, "");
    // Not installed: the programs are where they were built, and there are no options.
    const std::filesystem::path programs = std::filesystem::path(CNFT_PROGRAM).parent_path();
    for (std::size_t at = 0; (at = text_.find("/sbin/cnft", at)) != std::string::npos;) {
      const std::size_t begin = text_.rfind('=', at) + 1;
      text_.replace(begin, at + 5 - begin, programs.string());
      at = begin + programs.string().size() + 5;
    }
    const std::size_t file = text_.find("EnvironmentFile=");
    text_.insert(file + 16, "-");
    path_ = directory_.Write("cnft-agent.service", text_);
  }

  // What is behind each "NAME=" in the unit.
  std::vector<std::string> Settings(const std::string& name) const {
    std::vector<std::string> values;
    std::istringstream in(text_);
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with(name + "=")) values.push_back(line.substr(name.size() + 1));
    }
    return values;
  }

  TemporaryDirectory directory_;
  std::string text_;
  std::string path_;
};

TEST_F(Unit, IsUnderstoodBySystemd) {
  const Output verified = test::Run("systemd-analyze verify --man=no " + path_);
  EXPECT_TRUE(verified.ok()) << verified.err;
  EXPECT_EQ(verified.err, "");
  directory_.Write("cnft-agent.service", text_ + "[Service]\nNonsense=yes\n");
  EXPECT_NE(test::Run("systemd-analyze verify --man=no " + path_).err, "")
      << "a check that cannot fail";
}

TEST_F(Unit, ExposesLittle) {
  const Output rated =
      test::Run("systemd-analyze security --offline=true --threshold=20 --no-pager " + path_);
  EXPECT_TRUE(rated.ok()) << rated.out << rated.err;
  directory_.Write("cnft-agent.service", "[Service]\nExecStart=/bin/true\n");
  EXPECT_FALSE(test::Run("systemd-analyze security --offline=true --threshold=20 " + path_).ok());
  EXPECT_EQ(Settings("CapabilityBoundingSet"), std::vector<std::string>{"CAP_NET_ADMIN"});
}

// The system calls that the unit's filter lets through.
Words Allowed(const std::vector<std::string>& filters) {
  Words allowed;
  const auto members = [](const std::string& name) {
    Words words;
    std::vector<std::string> open = {name};
    while (!open.empty()) {
      const std::string set = open.back();
      open.pop_back();
      if (!set.starts_with("@")) {
        words.insert(set);
        continue;
      }
      std::istringstream lines(test::Run("systemd-analyze syscall-filter --no-pager " + set).out);
      std::string line;
      std::getline(lines, line);  // its own name
      while (std::getline(lines, line)) {
        const std::size_t begin = line.find_first_not_of(' ');
        if (begin != std::string::npos && line[begin] != '#') open.push_back(line.substr(begin));
      }
    }
    return words;
  };
  for (const std::string& filter : filters) {
    const bool deny = filter.starts_with("~");
    std::istringstream names(filter.substr(deny ? 1 : 0));
    for (std::string name; names >> name;) {
      for (const std::string& call : members(name)) {
        deny ? static_cast<void>(allowed.erase(call)) : static_cast<void>(allowed.insert(call));
      }
    }
  }
  return allowed;
}

TEST_F(Unit, AllowsWhatTheAgentDoes) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  ASSERT_TRUE(
      test::Run("ip link set lo up; ip link add cilium_host type veth peer name cilium_net; "
                "ip addr add 10.1.0.1/32 dev cilium_host; ip link set cilium_host up; "
                "ip link set cilium_net up; iptables-nft -P INPUT DROP")
          .ok());
  const std::string calls = directory_.path() + "/calls";
  const std::string config = directory_.Write("config", "enable-ipv6: false\n");
  const std::string node = directory_.Write("node", "ipv4: {pod-cidr: 10.1.0.0/24}\n");
  const std::string arguments = fmt::format(
      "--discover --watch-files --own --cilium {} --node {} --metrics-listen 127.0.0.1:9101 "
      "--metrics-file {}/metrics",
      config, node, directory_.path());
  AgentProcess agent(arguments,
                     fmt::format("strace() {{ command strace -qq -o {} \"$@\"; }}; "
                                 "command -v strace || exit 9; "
                                 "strace -p $$ & sleep 0.3",
                                 calls),
                     "setpriv --bounding-set=-all,+net_admin --inh-caps=-all");
  ASSERT_TRUE(agent.Ready()) << agent.log();
  test::Run(
      "iptables-nft -F INPUT; ip rule del pref 9; ip link set cilium_host down; "
      "ip link set cilium_host up");
  directory_.Write("config",
                   "enable-ipv6: false\nrouting-mode: native\n"
                   "ipv4-native-routing-cidr: 10.0.0.0/8\n");
  EXPECT_TRUE(Eventually([&] { return agent.Writes() > 1; })) << agent.log();
  EXPECT_TRUE(Cnft("ctl --socket " + agent.socket() + " set-proxy a 10001").ok());
  EXPECT_TRUE(Cnft("ctl --socket " + agent.socket() + " reload").ok());
  agent.End(SIGTERM);
  const Words allowed = Allowed(Settings("SystemCallFilter"));
  ASSERT_TRUE(allowed.contains("sendmsg"));
  ASSERT_FALSE(allowed.contains("mount"));
  std::size_t seen = 0;
  std::istringstream lines(ReadAll(calls));
  bool agents = false;  // not the shell's that became it
  for (std::string line; std::getline(lines, line);) {
    agents |= line.starts_with("execve(") && line.substr(0, line.find(',')).ends_with("/cnft\"");
    if (!agents) continue;
    const std::string call = line.substr(0, line.find('('));
    if (call.empty() || call.find(' ') != std::string::npos) continue;
    EXPECT_TRUE(allowed.contains(call)) << line;
    ++seen;
  }
  EXPECT_GT(seen, 500U);
}

TEST(Kubernetes, ManifestsAreValidAndTheChartMakesTheSame) {
  const std::string script = CNFT_SOURCE_DIR "/tests/packaging/validate_kubernetes.py";
  const Output checked = test::Run("python3 " + script);
  EXPECT_TRUE(checked.ok()) << checked.err;
  const Output damaged = test::Run("python3 " + script + " damage");
  EXPECT_TRUE(damaged.ok()) << damaged.err;
}

}  // namespace
}  // namespace cnft::test
