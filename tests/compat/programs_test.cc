// SPDX-License-Identifier: GPL-2.0-or-later
// Programs that filter and translate on the same node, the real ones: they do their work and their
// rules stay as they are when a node of Cilium is applied beside them, and cnft's stay when they
// write theirs anew. Tests of programs that are not installed are skipped.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <thread>

#include "compat/survey/native_tables.h"
#include "tests/cli/cnft_program.h"
#include "tests/packets/namespace.h"
#include "tests/support/echo.h"
#include "tests/support/neighbour.h"
#include "tests/support/sandbox.h"

namespace cnft::test {
namespace {

using testing::HasSubstr;

constexpr const char* kNode = "192.0.2.1";
constexpr const char* kWorld = "192.0.2.2";
constexpr const char* kPod = "10.1.0.5";
// Long enough for a packet that is not dropped.
constexpr int kBriefly = 300;

Address Parse(const char* text) { return *ParseAddress(text, Family::kIpv4); }

void MustRun(const std::string& command, std::string_view input = {}) {
  const Output done = Run(command, input);
  if (!done.ok()) throw std::runtime_error(fmt::format("{}: {}{}", command, done.out, done.err));
}

bool Installed(const std::string& program) { return Run("command -v " + program).ok(); }

// A node with a pod and the world; the test is in the node's network namespace.
class Programs : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    inside_ = std::make_unique<Namespace::Inside>(node_);
    MustRun(fmt::format(
        "ip link set lo up; sysctl -qw net.ipv4.ip_forward=1 && "
        "ip link add eth0 type veth peer name eth0 netns {} && "
        "ip link add lxc1 type veth peer name eth0 netns {} && "
        "ip link add cilium_host type veth peer name cilium_net && ip link set cilium_net up && "
        "ip link set cilium_host up && ip link set eth0 up && ip link set lxc1 up && "
        "ip addr add {}/24 dev eth0 && ip addr add 10.1.0.1/24 dev lxc1",
        world_.Path(), pod_.Path(), kNode));
    MakePeer(world_, kWorld, kNode);
    MakePeer(pod_, kPod, "10.1.0.1");
  }
  void TearDown() override { inside_.reset(); }

  // The node of Cilium with these proxies, as cnft installs it.
  void MustApply(const std::string& proxies = "") {
    const std::string config = directory_.Write("config.yaml", "enable-ipv6: false\n");
    const std::string node = directory_.Write(
        "node.yaml", fmt::format("ipv4: {{pod-cidr: 10.1.0.0/24, cilium-internal-ip: 10.1.0.1}}\n"
                                 "proxies: [{}]\n",
                                 proxies));
    std::filesystem::create_directories(directory_.path() + "/state");
    directory_.Write("state/proxy_ports_state.json", "{}");
    MustRun(fmt::format("{} apply --cilium {} --node {} --discover --state-dir {}", CNFT_PROGRAM,
                        config, node, directory_.path()));
  }

  // What the world is told when it asks the node; empty: nothing.
  std::string Ask(std::uint16_t port, Transport transport = Transport::kTcp) {
    EchoClient client(world_, transport, Parse(kWorld));
    return client.Ask(Parse(kNode), port, kBriefly);
  }
  // What a pod is told when it asks the world.
  std::string AskFromPod(std::uint16_t port) {
    EchoClient client(pod_, Transport::kTcp, Parse(kPod));
    return client.Ask(Parse(kWorld), port, kBriefly);
  }

  static std::string Ours() { return test::Run("nft -s list table ip cnft").out; }

  Namespace node_;
  Namespace pod_;
  Namespace world_;
  TemporaryDirectory directory_;

 private:
  static void MakePeer(const Namespace& peer, const char* address, const char* gateway) {
    const Namespace::Inside inside(peer);
    MustRun(
        fmt::format("ip link set lo up; ip link set eth0 up; ip addr add {}/24 dev eth0; "
                    "ip route add default via {}",
                    address, gateway));
  }

  std::unique_ptr<Namespace::Inside> inside_;
};

// iptables-save without what changes by itself, and without our bridges.
std::string Saved(std::string_view backend) {
  return Run(fmt::format("iptables-{}-save | grep -Ev '^#|CNFT_BRIDGE' | sed 's/\\[[0-9:]*\\]//'",
                         backend))
      .out;
}

class ProgramsOfIptables : public Programs, public testing::WithParamInterface<const char*> {
 protected:
  std::string backend() const { return GetParam(); }
};
INSTANTIATE_TEST_SUITE_P(With, ProgramsOfIptables, testing::Values("legacy", "nft"),
                         [](const auto& param) { return std::string(param.param); });

// ---- iptables-restore, as kube-proxy runs it ----

// One sync: a service at the node port 30080 with its endpoint at this port of the pod.
std::string Sync(std::uint16_t port) {
  return fmt::format(
      "*filter\n:KUBE-FORWARD - [0:0]\n"
      "-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT\nCOMMIT\n"
      "*nat\n:KUBE-SERVICES - [0:0]\n:KUBE-NODEPORTS - [0:0]\n:KUBE-POSTROUTING - [0:0]\n"
      ":KUBE-MARK-MASQ - [0:0]\n:KUBE-SEP-A - [0:0]\n"
      "-A KUBE-MARK-MASQ -j MARK --or-mark 0x00004000\n"
      "-A KUBE-POSTROUTING -m mark ! --mark 0x00004000/0x00004000 -j RETURN\n"
      "-A KUBE-POSTROUTING -j MARK --xor-mark 0x00004000\n"
      "-A KUBE-POSTROUTING -j MASQUERADE --random-fully\n"
      "-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS\n"
      "-A KUBE-NODEPORTS -m tcp -p tcp --dport 30080 -j KUBE-SEP-A\n"
      "-A KUBE-SEP-A -j KUBE-MARK-MASQ\n"
      "-A KUBE-SEP-A -m tcp -p tcp -j DNAT --to-destination {}:{}\nCOMMIT\n",
      kPod, port);
}

TEST_P(ProgramsOfIptables, KubeProxySyncs) {
  const std::string iptables = "iptables-" + backend();
  const EchoServer first(pod_, {"first", Parse(kPod), 80});
  const EchoServer second(pod_, {"second", Parse(kPod), 81});
  const std::string wait = " -w 5 -W 100000 ";
  const auto sync = [&](std::uint16_t port) {
    const Output done =
        test::Run(iptables + "-restore" + wait + "--noflush --counters", Sync(port));
    EXPECT_TRUE(done.ok()) << done.err;
  };
  const auto canary = [&] {
    return test::Run(iptables + wait + "-S KUBE-PROXY-CANARY -t mangle").status;
  };
  const auto told_by = [&](std::string_view endpoint) {
    EXPECT_EQ(Ask(30080), fmt::format("{} to {} from 10.1.0.1", endpoint, kPod));
  };
  for (const char* table : {"mangle", "nat", "filter"}) {
    MustRun(iptables + wait + "-N KUBE-PROXY-CANARY -t " + table);
  }
  sync(80);
  for (const char* jump :
       {"PREROUTING -t nat -j KUBE-SERVICES", "OUTPUT -t nat -j KUBE-SERVICES",
        "POSTROUTING -t nat -j KUBE-POSTROUTING", "FORWARD -t filter -j KUBE-FORWARD"}) {
    EXPECT_EQ(test::Run(iptables + wait + "-C " + jump).status, 1) << jump;
    MustRun(iptables + wait + "-I " + jump);
  }
  told_by("first");
  const std::string alone = Saved(backend());
  MustApply();
  EXPECT_EQ(Saved(backend()), alone);
  told_by("first");
  const std::string ours = Ours();
  for (int round = 0; round < 6; ++round) {
    const bool odd = round % 2 == 0;
    sync(odd ? 81 : 80);
    EXPECT_EQ(canary(), 0);
    told_by(odd ? "second" : "first");
    EXPECT_EQ(Ours(), ours);
    // And now and then cnft changes its own.
    MustApply(odd ? "{name: p, port: 10001}" : "");
    EXPECT_EQ(canary(), 0);
    told_by(odd ? "second" : "first");
    MustApply();
  }
  EXPECT_EQ(Saved(backend()), alone);
  EXPECT_TRUE(Cnft("delete").ok());
  EXPECT_EQ(Saved(backend()), alone);
  told_by("first");
}

// ---- CNI plugins ----

constexpr std::string_view kPlugins = "/usr/lib/cni";

std::string CniConfig(std::string_view plugin) {
  return fmt::format(
      R"({{"cniVersion": "0.4.0", "name": "net", {}, "prevResult": {{"cniVersion": "0.4.0",
          "interfaces": [{{"name": "lxc1"}}, {{"name": "eth0", "sandbox": "/x"}}],
          "ips": [{{"version": "4", "address": "{}/24", "gateway": "10.1.0.1", "interface": 1}}]}}}})",
      plugin, kPod);
}

class Plugin {
 public:
  Plugin(const Sandbox& sandbox, const Namespace& pod, std::string name, std::string_view options)
      : sandbox_(sandbox),
        environment_(fmt::format("CNI_CONTAINERID=c1 CNI_NETNS={} CNI_IFNAME=eth0 CNI_PATH={}",
                                 pod.Path(), kPlugins)),
        name_(std::move(name)),
        config_(CniConfig(fmt::format(R"("type": "{}", {})", name_, options))) {}

  void operator()(std::string_view command) const {
    const Output done = sandbox_.Run(
        fmt::format("CNI_COMMAND={} {} {}/{}", command, environment_, kPlugins, name_), config_);
    EXPECT_TRUE(done.ok()) << name_ << " " << command << ": " << done.out << done.err;
  }

 private:
  const Sandbox& sandbox_;
  std::string environment_;
  std::string name_;
  std::string config_;
};

TEST_P(ProgramsOfIptables, CniPluginsAddAndDelete) {
  if (!Installed(std::string(kPlugins) + "/portmap")) GTEST_SKIP() << "no CNI plugins";
  const Sandbox sandbox(ChooseIptables(backend()));
  const Plugin portmap(sandbox, pod_, "portmap",
                       R"("capabilities": {"portMappings": true}, "snat": true, "runtimeConfig":
                          {"portMappings": [{"hostPort": 8080, "containerPort": 80,
                                             "protocol": "tcp"}]})");
  const Plugin firewall(sandbox, pod_, "firewall", R"("backend": "iptables")");
  const EchoServer pod(pod_, {"pod", Parse(kPod), 80});
  const EchoServer world(world_, {"world", Parse(kWorld), 90});
  // The plugin firewall lets out what the pod sends, and the answers in.
  MustRun(
      fmt::format("iptables-{0} -P FORWARD DROP && iptables-{0} -A FORWARD -d {1} -p tcp "
                  "--dport 80 -j ACCEPT",
                  backend(), kPod));
  const auto works = [&] {
    // This portmap's own CHECK looks for rules of IPv6 that nobody asked for.
    firewall("CHECK");
    EXPECT_EQ(Ask(8080), fmt::format("pod to {} from {}", kPod, kWorld));
    EXPECT_THAT(AskFromPod(90), HasSubstr("world to"));
  };
  portmap("ADD");
  firewall("ADD");
  works();
  const std::string added = Saved(backend());
  EXPECT_THAT(added, HasSubstr("CNI-HOSTPORT-DNAT"));
  EXPECT_THAT(added, HasSubstr("CNI-FORWARD"));
  MustApply();
  works();
  EXPECT_EQ(Saved(backend()), added);
  const std::string ours = Ours();
  EXPECT_THAT(Cnft("doctor").out, HasSubstr("(CNI plugins "));
  portmap("DEL");
  firewall("DEL");
  EXPECT_EQ(Ask(8080), "");
  EXPECT_EQ(AskFromPod(90), "");
  portmap("ADD");
  firewall("ADD");
  works();
  EXPECT_EQ(Saved(backend()), added);
  EXPECT_EQ(Ours(), ours);
}

// ---- ufw ----

TEST_P(ProgramsOfIptables, UfwEnablesAndReloads) {
  if (!Installed("ufw")) GTEST_SKIP() << "no ufw";
  const Sandbox sandbox(OwnCopy("/etc/ufw") + OwnCopy("/etc/default") + ChooseIptables(backend()));
  const auto ufw = [&sandbox](std::string_view command) {
    const Output done = sandbox.Run(fmt::format("ufw {}", command));
    EXPECT_TRUE(done.ok()) << command << ": " << done.out << done.err;
    return done.out;
  };
  const EchoServer open(node_, {"open", Parse(kNode), 80});
  const EchoServer closed(node_, {"closed", Parse(kNode), 81});
  const auto works = [&] {
    EXPECT_THAT(Ask(80), HasSubstr("open"));
    EXPECT_EQ(Ask(81), "");
  };
  ufw("allow 80/tcp");
  ufw("--force enable");
  works();
  const std::string alone = Saved(backend());
  const std::string status = ufw("status verbose");
  EXPECT_THAT(status, HasSubstr("Status: active"));
  // What docs/hooks.md says of ufw.
  EXPECT_THAT(alone, HasSubstr(":INPUT DROP"));
  EXPECT_THAT(alone, HasSubstr(":FORWARD DROP"));
  EXPECT_THAT(alone, HasSubstr("-A INPUT -j ufw-before-input\n"));
  MustApply();
  works();
  EXPECT_EQ(Saved(backend()), alone);
  const std::string ours = Ours();
  ufw("reload");
  works();
  EXPECT_EQ(Saved(backend()), alone);
  EXPECT_EQ(ufw("status verbose"), status);
  EXPECT_EQ(Ours(), ours);
  EXPECT_THAT(Cnft("doctor").out, HasSubstr("(ufw "));
  ufw("disable");
  EXPECT_THAT(Ask(81), HasSubstr("closed"));
  EXPECT_EQ(Ours(), ours);
}

// ---- firewalld ----

using BaseChains = std::set<std::string>;

BaseChains BaseChainsOf(std::string_view table) {
  BaseChains chains;
  const auto tables = compat::ReadNativeTables();
  if (!tables) throw std::runtime_error(tables.error().message);
  for (const compat::BaseChain& chain : tables->chains) {
    if (chain.table != table) continue;
    chains.insert(fmt::format("{} {} {} {} {} {}", chain.family, chain.name, chain.type, chain.hook,
                              chain.priority, chain.drops));
  }
  return chains;
}

// Those by which docs/hooks.md goes.
BaseChains DocumentedBaseChains(std::string_view table) {
  const Namespace space;
  const Namespace::Inside inside(space);
  for (const std::string& file : NeighbourFiles()) {
    const Neighbour neighbour = ReadNeighbour(file);
    if (neighbour.nft.find(fmt::format("inet {} ", table)) != std::string::npos) {
      LoadNeighbour(neighbour, "iptables-nft");
    }
  }
  return BaseChainsOf(table);
}

TEST_F(Programs, FirewalldReloads) {
  if (!Installed("firewalld")) GTEST_SKIP() << "no firewalld";
  const Sandbox sandbox(OwnCopy("/etc/firewalld") + "mkdir -p /run/dbus\n");
  sandbox.Start("dbus-daemon --system --nofork --nopidfile");
  sandbox.Start("firewalld --nofork --nopid");
  const auto firewall = [&sandbox](std::string_view command) {
    return sandbox.Run(fmt::format("firewall-cmd {}", command)).out;
  };
  for (int i = 0; i < 300 && firewall("--state") != "running\n"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ASSERT_EQ(firewall("--state"), "running\n") << sandbox.Run("cat /run/log").out;
  const EchoServer open(node_, {"open", Parse(kNode), 80});
  const EchoServer closed(node_, {"closed", Parse(kNode), 81});
  const auto works = [&] {
    EXPECT_THAT(Ask(80), HasSubstr("open"));
    EXPECT_EQ(Ask(81), "");
  };
  EXPECT_EQ(firewall("--permanent --add-port=80/tcp"), "success\n");
  EXPECT_EQ(firewall("--reload"), "success\n");
  works();
  const auto theirs = [] { return test::Run("nft -s list table inet firewalld").out; };
  const std::string alone = theirs();
  EXPECT_EQ(BaseChainsOf("firewalld"), DocumentedBaseChains("firewalld"));
  MustApply();
  works();
  EXPECT_EQ(theirs(), alone);
  const std::string ours = Ours();
  EXPECT_EQ(firewall("--reload"), "success\n");
  works();
  EXPECT_EQ(theirs(), alone);
  EXPECT_EQ(Ours(), ours);
  EXPECT_THAT(Cnft("doctor").out,
              HasSubstr("table inet firewalld of firewalld can drop what cnft's rules accept"));
}

// ---- nft ----

TEST_F(Programs, NftFlushesTheRuleset) {
  const std::string proxies = "{name: p, port: 10001}";
  MustApply(proxies);
  const std::string ours = Ours();
  EXPECT_THAT(ours, HasSubstr("CILIUM_PRE_mangle"));
  EXPECT_THAT(Cnft("doctor").out, testing::Not(HasSubstr("rules-gone")));
  MustRun("nft flush ruleset");
  EXPECT_EQ(Ours(), "");
  const Output gone = Cnft("doctor");
  EXPECT_EQ(gone.status, 1);
  EXPECT_THAT(gone.out, HasSubstr("cnft has nothing installed\n"));
  EXPECT_THAT(gone.out, HasSubstr("[rules-gone]"));
  MustApply(proxies);
  EXPECT_EQ(Ours(), ours);
  EXPECT_THAT(Cnft("doctor").out, testing::Not(HasSubstr("rules-gone")));
}

}  // namespace
}  // namespace cnft::test
