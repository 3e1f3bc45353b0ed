// SPDX-License-Identifier: GPL-2.0-or-later
// What `cnft apply --cilium` does for traffic, end to end: two pods, a node, another pod of the
// cluster and the rest of the world, with real sockets. One pod's packets arrive marked, as
// Cilium's BPF program at its device marks those for a proxy.
#include <net/if.h>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

#include "tests/cli/cnft_program.h"
#include "tests/packets/mark_program.h"
#include "tests/packets/packet.h"
#include "tests/support/echo.h"

namespace cnft::test {
namespace {

constexpr std::uint16_t kPort = 80;
constexpr std::uint16_t kProxyPort = 10001;
// 0x200, and above it the proxy's port in network byte order.
constexpr std::uint32_t kToProxy = 0x1127'0200;
constexpr std::uint32_t kFromProxy = 0xb00;
// Long enough for a packet that is not dropped.
constexpr int kBriefly = 300;

// Where everybody is.
struct Plan {
  Family family;
  const char* loopback;
  const char* node;                       // to the world
  const char* internal;                   // of cilium_host
  const char* redirected;                 // the pod whose packets are marked
  const char* plain;                      // the other pod
  const char* pods;                       // network of the node's pods
  const char* remote;                     // a pod on another node
  const char* remote_pods;                // network of those
  const char* service;                    // in the world
  const char* excluded;                   // network of that
  std::array<const char*, 3> neighbours;  // in the world, on the node's link
  const char* length;                     // of the prefix of that link
  const char* host;                       // length of the prefix of one address
};

constexpr Plan kPlans[] = {
    {Family::kIpv4,
     "127.0.0.1",
     "192.0.2.1",
     "10.1.0.1",
     "10.1.0.5",
     "10.1.0.6",
     "10.1.0.0/24",
     "10.2.0.9",
     "10.2.0.0/16",
     "198.51.100.7",
     "198.51.100.0/24",
     {"192.0.2.2", "192.0.2.3", "192.0.2.4"},
     "/24",
     "/32"},
    {Family::kIpv6,
     "::1",
     "2001:db8::1",
     "fd00:1::1",
     "fd00:1::5",
     "fd00:1::6",
     "fd00:1::/64",
     "fd00:2::9",
     "fd00:2::/64",
     "2001:db8:7::7",
     "2001:db8:7::/64",
     {"2001:db8::2", "2001:db8::3", "2001:db8::4"},
     "/64",
     "/128"},
};

void MustRun(const std::string& command, std::string_view input = {}) {
  const Output done = Run(command, input);
  if (!done.ok()) throw std::runtime_error(fmt::format("{}: {}{}", command, done.out, done.err));
}

std::string Colons(std::string_view link_address) {
  std::string text;
  for (const char c : link_address) {
    text += fmt::format("{}{:02x}", text.empty() ? "" : ":", static_cast<std::uint8_t>(c));
  }
  return text;
}

class CiliumTraffic : public testing::TestWithParam<Family> {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    for (const Namespace* space : {&node_, &redirected_, &plain_, &cluster_, &world_}) {
      const Namespace::Inside inside(*space);
      MustRun(
          "ip link set lo up; sysctl -qw net.ipv6.conf.default.accept_dad=0 "
          "net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0");
    }
    MakeNode();
    const std::string marked = Colons(MarkedLinkAddress(kToProxy));
    MakePod(redirected_, "lxc1", plan_.redirected, marked);
    MakePod(plain_, "lxc2", plan_.plain, "02:00:00:00:02:02");
    MakeCluster();
    MakeWorld();
    const Namespace::Inside inside(node_);
    MustRun("tc qdisc add dev lxc1 clsact");
    AttachMarkProgram(if_nametoindex("lxc1"));
  }

  Address Parse(const char* text) const { return *ParseAddress(text, plan_.family); }
  std::string Ip() const { return plan_.family == Family::kIpv4 ? "ip -4 " : "ip -6 "; }
  std::string Six() const { return plan_.family == Family::kIpv4 ? "" : " nodad"; }
  std::string Key() const { return plan_.family == Family::kIpv4 ? "ipv4" : "ipv6"; }

  void MakeNode() {
    const Namespace::Inside inside(node_);
    MustRun(
        fmt::format("ip link add eth0 type veth peer name eth0 netns {} && "
                    "ip link add cilium_host address 02:00:00:00:03:01 type veth peer name "
                    "cilium_net address 02:00:00:00:03:02 netns {} && "
                    "ip link set eth0 up && ip link set cilium_host up",
                    world_.Path(), cluster_.Path()));
    MustRun(Ip() + "-batch -",
            fmt::format("addr add {}{} dev eth0{}\naddr add {}{} dev cilium_host{}\n", plan_.node,
                        plan_.length, Six(), plan_.internal, plan_.host, Six()));
    MustRun("sysctl -qw net.ipv4.conf.all.route_localnet=1 net.ipv6.conf.all.forwarding=1");
    MustRun(Ip() + "-batch -",
            fmt::format("route add default via {}\n"
                        "neigh add {} lladdr 02:00:00:00:03:02 dev cilium_host nud permanent\n"
                        "route add {} dev cilium_host src {}\n",
                        plan_.neighbours[0], plan_.remote, plan_.remote_pods, plan_.node));
  }

  void MakePod(const Namespace& pod, const std::string& device, const char* address,
               const std::string& link_address) {
    {
      const Namespace::Inside inside(node_);
      MustRun(
          fmt::format("ip link add {0} address 02:00:00:00:01:01 type veth peer name eth0 "
                      "address {1} netns {2} && ip link set {0} up",
                      device, link_address, pod.Path()));
    }
    {
      const Namespace::Inside inside(pod);
      MustRun("ip link set eth0 up");
      MustRun(Ip() + "-batch -",
              fmt::format("addr add {0}{1} dev eth0{2}\nroute add {3}{1} dev eth0\n"
                          "route add default via {3} dev eth0\n"
                          "neigh add {3} lladdr 02:00:00:00:01:01 dev eth0 nud permanent\n",
                          address, plan_.host, Six(), plan_.internal));
    }
    const Namespace::Inside inside(node_);
    MustRun(Ip() + "-batch -", fmt::format("route add {0}{1} dev {2}\n"
                                           "neigh add {0} lladdr {3} dev {2} nud permanent\n",
                                           address, plan_.host, device, link_address));
  }

  void MakeCluster() {
    const Namespace::Inside inside(cluster_);
    MustRun("ip link set cilium_net up");
    std::string batch =
        fmt::format("addr add {}{} dev cilium_net{}\n", plan_.remote, plan_.host, Six());
    for (const char* address : {plan_.internal, plan_.node, plan_.plain}) {
      batch += fmt::format(
          "route add {0}{1} dev cilium_net\n"
          "neigh add {0} lladdr 02:00:00:00:03:01 dev cilium_net nud permanent\n",
          address, plan_.host);
    }
    MustRun(Ip() + "-batch -", batch);
  }

  void MakeWorld() {
    const Namespace::Inside inside(world_);
    MustRun("ip link set eth0 up");
    std::string batch;
    for (const char* address : plan_.neighbours) {
      batch += fmt::format("addr add {}{} dev eth0{}\n", address, plan_.length, Six());
    }
    batch += fmt::format("addr add {}{} dev lo{}\nroute add {} via {}\n", plan_.service, plan_.host,
                         Six(), plan_.pods, plan_.node);
    MustRun(Ip() + "-batch -", batch);
    frames_ = std::make_unique<FrameSocket>();
  }

  // On the node: "cnft apply --cilium" with these lines for configuration and node, and what the
  // kernel knows.
  Output Apply(const std::string& config, const std::string& node, const std::string& more = {}) {
    const bool ipv4 = plan_.family == Family::kIpv4;
    const std::string config_file = directory_.Write(
        "config.yaml",
        fmt::format("enable-ipv4: {}\nenable-ipv6: {}\nenable-endpoint-routes: true\n{}", ipv4,
                    !ipv4, config));
    const std::string node_file = directory_.Write(
        "node.yaml", fmt::format("{}:\n  pod-cidr: {}\n{}", Key(), plan_.pods, node));
    const Namespace::Inside inside(node_);
    Output output =
        Cnft(fmt::format("apply --cilium {} --node {} --discover --set-sysctls {} --state-dir {}",
                         config_file, node_file, more, StateDirectory()));
    EXPECT_EQ(output.status, 0) << output.out << output.err;
    return output;
  }

  // Of an agent that left no file of proxies.
  std::string StateDirectory() {
    std::filesystem::create_directories(directory_.path() + "/state");
    directory_.Write("state/proxy_ports_state.json", "{}");
    return directory_.path();
  }

  std::string Tracked(const char* address) {
    const Namespace::Inside inside(node_);
    return test::Run(fmt::format("conntrack -L -f {} 2>/dev/null | grep -F '{} '", Key(), address))
        .out;
  }

  std::string Answer(std::string_view who, const char* to, const char* from) const {
    return fmt::format("{} to {} from {}", who, to, from);
  }

  // What reached the world for the service since it was last asked.
  std::size_t FramesForService() {
    std::size_t count = 0;
    for (const Frame& frame : frames_->Receive()) {
      constexpr std::size_t kLinkHeader = 14;
      const auto view = View(std::string_view(frame.bytes).substr(kLinkHeader));
      if (view && view->destination == Parse(plan_.service)) ++count;
    }
    return count;
  }

  const Plan& plan_ = kPlans[static_cast<std::size_t>(GetParam())];
  Namespace node_;
  Namespace redirected_;
  Namespace plain_;
  Namespace cluster_;
  Namespace world_;
  std::unique_ptr<FrameSocket> frames_;
  TemporaryDirectory directory_;
};

constexpr auto kTransports = {Transport::kTcp, Transport::kUdp};

TEST_P(CiliumTraffic, IsRedirectedToTheProxyAndToNobodyElse) {
  Apply("", fmt::format("proxies: [{{name: team/cec/listener, port: {}}}]\n", kProxyPort));
  const EchoServer world(world_, {"world", Parse(plan_.service), kPort});
  const EchoOptions options = {"proxy", Parse(plan_.loopback), kProxyPort, true, kFromProxy};
  EchoServer proxy(node_, options);
  const Address service = Parse(plan_.service);
  const std::string by_proxy = Answer("proxy", plan_.service, plan_.redirected);
  std::vector<EchoClient> open;
  FramesForService();
  for (const Transport transport : kTransports) {
    for (int connection = 0; connection < 2; ++connection) {
      EchoClient client(redirected_, transport, Parse(plan_.redirected));
      // The handshake and the first question, then more on the same connection.
      for (int question = 0; question < 3; ++question) {
        EXPECT_EQ(client.Ask(service, kPort), by_proxy);
      }
      open.push_back(std::move(client));
    }
    EchoClient unmarked(plain_, transport, Parse(plan_.plain));
    EXPECT_EQ(unmarked.Ask(service, kPort), Answer("world", plan_.service, plan_.node));
  }
  // Nothing of it is tracked, but for what was not redirected.
  EXPECT_EQ(Tracked(plan_.redirected), "");
  EXPECT_NE(Tracked(plan_.plain), "");
  {
    const Namespace::Inside inside(node_);
    const std::string shown = Cnft("show --proxies").out;
    EXPECT_NE(shown.find("team/cec/listener"), std::string::npos) << shown;
    EXPECT_NE(shown.find("0x11270200"), std::string::npos) << shown;
  }
  // Without the proxy packets are dropped: those of open connections and those of new ones.
  proxy.Kill();
  FramesForService();
  for (EchoClient& client : open) EXPECT_EQ(client.Ask(service, kPort, kBriefly), "");
  for (const Transport transport : kTransports) {
    EchoClient client(redirected_, transport, Parse(plan_.redirected));
    EXPECT_EQ(client.Ask(service, kPort, kBriefly), "");
  }
  EXPECT_EQ(FramesForService(), 0U);
  EchoClient unmarked(plain_, Transport::kUdp, Parse(plan_.plain));
  EXPECT_EQ(unmarked.Ask(service, kPort), Answer("world", plan_.service, plan_.node));
  EXPECT_EQ(FramesForService(), 1U);
  // And with it again they are not.
  const EchoServer again(node_, options);
  for (const Transport transport : kTransports) {
    EchoClient client(redirected_, transport, Parse(plan_.redirected));
    EXPECT_EQ(client.Ask(service, kPort), by_proxy);
  }
}

TEST_P(CiliumTraffic, ToTheProxyNeedsPolicyRoutingThatDeleteTakesAway) {
  Apply("", fmt::format("proxies: [{{name: p, port: {}}}]\n", kProxyPort));
  const EchoServer proxy(node_, {"proxy", Parse(plan_.loopback), kProxyPort, true, kFromProxy});
  const Address service = Parse(plan_.service);
  EchoClient client(redirected_, Transport::kTcp, Parse(plan_.redirected));
  EXPECT_EQ(client.Ask(service, kPort), Answer("proxy", plan_.service, plan_.redirected));
  const Namespace::Inside inside(node_);
  EXPECT_NE(test::Run(Ip() + "rule").out.find("lookup 2004 proto 201"), std::string::npos);
  MustRun(Ip() + "rule del pref 9");
  EchoClient lost(redirected_, Transport::kTcp, Parse(plan_.redirected));
  EXPECT_EQ(lost.Ask(service, kPort, kBriefly), "");
  EXPECT_EQ(Cnft("delete").status, 0);
  const std::string left = test::Run(Ip() + "rule; " + Ip() + "route show table all").out;
  EXPECT_EQ(left.find("201"), std::string::npos) << left;
}

TEST_P(CiliumTraffic, OfTheHostToPodsComesFromTheRouterAddress) {
  const EchoServer remote(cluster_, {"remote", Parse(plan_.remote), kPort});
  const EchoServer pod(plain_, {"pod", Parse(plan_.plain), kPort});
  for (const bool bpf : {false, true}) {
    Apply(bpf ? "enable-bpf-masquerade: true\n" : "", "");
    for (const Transport transport : kTransports) {
      EchoClient host(node_, transport, Parse(plan_.node));
      EXPECT_EQ(host.Ask(Parse(plan_.remote), kPort),
                Answer("remote", plan_.remote, bpf ? plan_.node : plan_.internal));
      // The kernel takes no answer to ::1 from elsewhere.
      if (plan_.family == Family::kIpv6 || bpf) continue;
      EchoClient loopback(node_, transport, Parse(plan_.loopback));
      EXPECT_EQ(loopback.Ask(Parse(plan_.plain), kPort),
                Answer("pod", plan_.plain, plan_.internal));
    }
  }
}

TEST_P(CiliumTraffic, OfPodsToTheWorldIsMasqueradedUnlessExcluded) {
  const EchoServer world(world_, {"world", Parse(plan_.service), kPort});
  const EchoServer neighbour(world_, {"neighbour", Parse(plan_.neighbours[1]), kPort});
  const auto expect = [&](const char* service, const char* seen) {
    for (const Transport transport : kTransports) {
      EchoClient client(plain_, transport, Parse(plan_.plain));
      EXPECT_EQ(client.Ask(Parse(service), kPort),
                Answer(service == plan_.service ? "world" : "neighbour", service, seen));
    }
  };
  Apply("", "");
  expect(plan_.service, plan_.node);
  expect(plan_.neighbours[1], plan_.node);
  Apply(fmt::format("{}-native-routing-cidr: {}\n", Key(), plan_.excluded), "");
  expect(plan_.service, plan_.plain);
  expect(plan_.neighbours[1], plan_.node);
  Apply("routing-mode: native\n", fmt::format("  node-addresses: ['{}']\n", plan_.neighbours[1]));
  expect(plan_.service, plan_.node);
  expect(plan_.neighbours[1], plan_.plain);
  Apply("egress-masquerade-interfaces: ens+\n", "");
  expect(plan_.service, plan_.plain);
  Apply("egress-masquerade-interfaces: eth+\n", "");
  expect(plan_.service, plan_.node);
  Apply(fmt::format("enable-{}-masquerade: false\n", Key()), "");
  expect(plan_.service, plan_.plain);
}

TEST_P(CiliumTraffic, ThatIsNotTrackedLeavesNoConnection) {
  const EchoServer world(world_, {"world", Parse(plan_.service), kPort});
  const EchoServer host(node_, {"host", Parse(plan_.node), kPort});
  const std::string rules = directory_.Write(
      "rules", "*filter\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\nCOMMIT\n");
  const auto talk = [&] {
    for (const Transport transport : kTransports) {
      EchoClient pod(plain_, transport, Parse(plan_.plain));
      EXPECT_EQ(pod.Ask(Parse(plan_.service), kPort), Answer("world", plan_.service, plan_.plain));
      EchoClient stranger(world_, transport, Parse(plan_.neighbours[2]));
      EXPECT_EQ(stranger.Ask(Parse(plan_.node), kPort),
                Answer("host", plan_.node, plan_.neighbours[2]));
      EchoClient node(node_, transport, Parse(plan_.node));
      EXPECT_EQ(node.Ask(Parse(plan_.service), kPort), Answer("world", plan_.service, plan_.node));
    }
  };
  const std::string common =
      "kube-proxy-replacement: true\nenable-bpf-masquerade: true\n"
      "routing-mode: native\nipv4-native-routing-cidr: 10.0.0.0/8\n";
  const std::string node = fmt::format("host-ports: [{0}/tcp, {0}/udp]\n", kPort);
  const std::string more = fmt::format("--{} {}", Key(), rules);
  Apply(common + "install-no-conntrack-iptables-rules: true\n", node, more);
  talk();
  const bool ipv4 = plan_.family == Family::kIpv4;
  EXPECT_EQ(Tracked(plan_.plain) == "", ipv4) << Tracked(plan_.plain);
  EXPECT_EQ(Tracked(plan_.neighbours[2]), "");
  EXPECT_NE(Tracked(plan_.service), "");
  // Without the option both are.
  Apply(common, node, more);
  talk();
  EXPECT_NE(Tracked(plan_.plain), "");
  EXPECT_NE(Tracked(plan_.neighbours[2]), "");
}

TEST_P(CiliumTraffic, OnePodAndItsPortAreNotTracked) {
  const EchoServer pod(plain_, {"pod", Parse(plan_.plain), kPort});
  const auto talk = [&] {
    for (const Transport transport : kTransports) {
      EchoClient stranger(world_, transport, Parse(plan_.neighbours[2]));
      EXPECT_EQ(stranger.Ask(Parse(plan_.plain), kPort),
                Answer("pod", plan_.plain, plan_.neighbours[2]));
    }
  };
  Apply("", fmt::format("no-track-pods: [{{addresses: ['{}'], port: {}}}]\n", plan_.plain, kPort));
  talk();
  EXPECT_EQ(Tracked(plan_.plain), "");
  Apply("", "");
  talk();
  EXPECT_NE(Tracked(plan_.plain), "");
}

TEST_P(CiliumTraffic, LosesNothingWhileTheNodeSetChanges) {
  std::vector<std::unique_ptr<EchoServer>> servers;
  for (const char* address : plan_.neighbours) {
    servers.push_back(
        std::make_unique<EchoServer>(world_, EchoOptions{"n", Parse(address), kPort}));
  }
  const auto& [never, always, sometimes] = plan_.neighbours;
  const auto nodes = [&](bool all) {
    Apply("routing-mode: native\n",
          all ? fmt::format("  node-addresses: ['{}', '{}']\n", always, sometimes)
              : fmt::format("  node-addresses: ['{}']\n", always));
  };
  nodes(false);
  std::atomic<bool> stop = false;
  std::size_t questions = 0;
  std::size_t wrong = 0;
  std::string first_wrong;
  std::thread traffic([&] {
    const auto expect = [&](EchoClient& client, const char* to, const char* from) {
      ++questions;
      const std::string answer = client.Ask(Parse(to), kPort, 1000);
      if (answer == Answer("n", to, from)) return;
      if (wrong++ == 0) first_wrong = fmt::format("{}: '{}'", Answer("n", to, from), answer);
    };
    const Address self = Parse(plan_.plain);
    EchoClient open_excluded(plain_, Transport::kTcp, self);
    EchoClient open_masqueraded(plain_, Transport::kTcp, self);
    while (!stop) {
      for (const Transport transport : kTransports) {
        EchoClient excluded(plain_, transport, self);
        expect(excluded, always, plan_.plain);
        EchoClient masqueraded(plain_, transport, self);
        expect(masqueraded, never, plan_.node);
      }
      expect(open_excluded, always, plan_.plain);
      expect(open_masqueraded, never, plan_.node);
    }
  });
  for (int change = 0; change < 30; ++change) {
    const bool member = change % 2 == 0;
    nodes(member);
    for (const Transport transport : kTransports) {
      EchoClient client(plain_, transport, Parse(plan_.plain));
      EXPECT_EQ(client.Ask(Parse(sometimes), kPort),
                Answer("n", sometimes, member ? plan_.plain : plan_.node));
    }
  }
  stop = true;
  traffic.join();
  EXPECT_EQ(wrong, 0U) << "of " << questions << ", first: " << first_wrong;
  EXPECT_GT(questions, 100U);
  GTEST_LOG_(INFO) << questions << " questions";
}

INSTANTIATE_TEST_SUITE_P(Families, CiliumTraffic, testing::Values(Family::kIpv4, Family::kIpv6),
                         [](const auto& param) {
                           return std::string(param.param == Family::kIpv4 ? "V4" : "V6");
                         });

}  // namespace
}  // namespace cnft::test
