// SPDX-License-Identifier: GPL-2.0-or-later
// While cnft applies, absorbs, releases and deletes, no packet is lost and none goes where it
// should not: flows of a pod to a service, old ones and new ones, over TCP and UDP, through a node
// whose own rules translate and accept them and drop everything else.
//
// CNFT_COUNT is how often all of it is done.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/cnft_program.h"
#include "tests/packets/namespace.h"
#include "tests/packets/settings.h"
#include "tests/support/echo.h"
#include "tests/support/netns.h"
#include "tests/support/saved_rules.h"

namespace cnft::test {
namespace {

constexpr std::uint16_t kPort = 80;
constexpr std::uint16_t kEndpointPort = 8080;
constexpr auto kBetween = std::chrono::milliseconds(150);

struct Place {
  Family family;
  const char* backend;
};

// Clients may share ports, and so would get each other's answers: those of old and new flows have
// an address each.
struct Addresses {
  std::array<const char*, 2> pod;
  const char* gateway;
  const char* node;
  std::array<const char*, 2> endpoints;
  const char* service;
  const char* services;  // network of those
  const char* pods;      // and of pods
  const char* length;
};
constexpr Addresses kIpv4 = {
    {"10.1.0.5", "10.1.0.6"}, "10.1.0.1",    "192.0.2.1", {"192.0.2.2", "192.0.2.3"}, "10.96.0.10",
    "10.96.0.0/12",           "10.1.0.0/24", "/24"};
constexpr Addresses kIpv6 = {{"fd00:1::5", "fd00:1::6"},
                             "fd00:1::1",
                             "2001:db8::1",
                             {"2001:db8::2", "2001:db8::3"},
                             "fd00:96::10",
                             "fd00:96::/64",
                             "fd00:1::/64",
                             "/64"};

void MustRun(const std::string& command, std::string_view input = {}) {
  const Output done = test::Run(command, input);
  if (!done.ok()) throw std::runtime_error(fmt::format("{}: {}{}", command, done.out, done.err));
}

// One client that asks all the time.
class Asker {
 public:
  Asker(const Namespace& space, Transport transport, bool anew, const Address& from,
        const Address& to)
      : name_(fmt::format("{} {}", anew ? "new" : "one",
                          transport == Transport::kTcp ? "TCP" : "UDP")),
        thread_(
            [&space, transport, anew, from, to, this] { Ask(space, transport, anew, from, to); }) {}
  ~Asker() { Stop(); }
  Asker(const Asker&) = delete;
  Asker& operator=(const Asker&) = delete;

  void Stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }

  // When it has stopped.
  const std::string& name() const { return name_; }
  std::size_t asked() const { return asked_; }
  const std::vector<std::string>& wrong() const { return wrong_; }
  const std::set<std::string>& answers() const { return answers_; }

 private:
  void Ask(const Namespace& space, Transport transport, bool anew, const Address& from,
           const Address& to) {
    auto client = std::make_unique<EchoClient>(space, transport, from);
    std::string first;
    while (!stop_) {
      if (anew) client = std::make_unique<EchoClient>(space, transport, from);
      const std::string answer = client->Ask(to, kPort);
      ++asked_;
      // A flow stays where it went first.
      if (!anew && first.empty()) first = answer;
      if (answer.empty() || (!anew && answer != first)) {
        wrong_.push_back(answer.empty() ? "no answer" : answer);
        client = std::make_unique<EchoClient>(space, transport, from);
        first.clear();
      } else {
        answers_.insert(answer);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  std::string name_;
  std::atomic<bool> stop_ = false;
  std::size_t asked_ = 0;
  std::set<std::string> answers_;
  std::vector<std::string> wrong_;
  std::thread thread_;
};

class Hitless : public testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    const std::string lock = testing::TempDir() + fmt::format("xtables-{}.lock", getpid());
    ASSERT_EQ(setenv("XTABLES_LOCKFILE", lock.c_str(), 1), 0);
    for (const Namespace* space : {&pod_, &node_, &world_}) {
      const Namespace::Inside inside(*space);
      MustRun("ip link set lo up; sysctl -qw net.ipv6.conf.default.accept_dad=0");
    }
    {
      const Namespace::Inside inside(node_);
      MustRun(
          fmt::format("ip link add lxc1 type veth peer name eth0 netns {} && "
                      "ip link add eth0 type veth peer name eth0 netns {} && "
                      "ip link set lxc1 up && ip link set eth0 up && "
                      "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1",
                      pod_.Path(), world_.Path()));
      Configure({{at_.gateway, "lxc1"}, {at_.node, "eth0"}}, at_.endpoints[0]);
      MustRun(Program() + "-restore", Rules());
    }
    {
      const Namespace::Inside inside(pod_);
      Configure({{at_.pod[0], "eth0"}, {at_.pod[1], "eth0"}}, at_.gateway);
    }
    const Namespace::Inside inside(world_);
    Configure({{at_.endpoints[0], "eth0"}, {at_.endpoints[1], "eth0"}}, at_.node);
    // What was not translated gets here, too.
    MustRun(fmt::format(
        "nft add table {0} seen; "
        "nft add chain {0} seen early '{{ type filter hook prerouting priority -300; }}'; "
        "nft add rule {0} seen early {0} daddr {1} counter drop; "
        "nft add rule {0} seen early {0} saddr {2} counter drop",
        Word(), at_.services, at_.pods));
    for (std::size_t i = 0; i < servers_.size(); ++i) {
      servers_[i] = std::make_unique<EchoServer>(
          world_, EchoOptions{.name = std::string(1, static_cast<char>('A' + i)),
                              .address = Parse(at_.endpoints[i]),
                              .port = kEndpointPort});
    }
  }

  static bool Ipv4() { return GetParam().family == Family::kIpv4; }
  static const char* Word() { return Ipv4() ? "ip" : "ip6"; }
  static std::string Program() {
    return fmt::format("{}-{}", IptablesProgram(GetParam().family), GetParam().backend);
  }
  Address Parse(const char* text) const { return *ParseAddress(text, GetParam().family); }

  void Configure(const std::vector<std::pair<const char*, const char*>>& addresses,
                 const char* gateway) const {
    const std::string ip = Ipv4() ? "ip -4" : "ip -6";
    MustRun("ip link set eth0 up");
    for (const auto& [address, device] : addresses) {
      MustRun(fmt::format("{} addr add {}{} dev {}{}", ip, address, at_.length, device,
                          Ipv4() ? "" : " nodad"));
    }
    MustRun(fmt::format("{} route add default via {}", ip, gateway));
  }

  std::string Rules() const {
    std::string text =
        "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n"
        ":KUBE-FORWARD - [0:0]\n-A FORWARD -j KUBE-FORWARD\n"
        "-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT\n"
        "-A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\nCOMMIT\n"
        "*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
        ":POSTROUTING ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n:KUBE-MARK-MASQ - [0:0]\n"
        ":KUBE-POSTROUTING - [0:0]\n-A PREROUTING -j KUBE-SERVICES\n"
        "-A POSTROUTING -j KUBE-POSTROUTING\n-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n"
        "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN\n"
        "-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0\n-A KUBE-POSTROUTING -j MASQUERADE\n";
    for (const char* protocol : {"tcp", "udp"}) {
      text += fmt::format(
          ":KUBE-SVC-{0} - [0:0]\n:KUBE-SEP-{0}-A - [0:0]\n:KUBE-SEP-{0}-B - [0:0]\n"
          "-A KUBE-SERVICES -d {1} -p {0} -m {0} --dport {2} -j KUBE-SVC-{0}\n"
          "-A KUBE-SVC-{0} -j KUBE-MARK-MASQ\n"
          "-A KUBE-SVC-{0} -m statistic --mode random --probability 0.5 -j KUBE-SEP-{0}-A\n"
          "-A KUBE-SVC-{0} -j KUBE-SEP-{0}-B\n",
          protocol, at_.service, kPort);
      for (std::size_t i = 0; i < at_.endpoints.size(); ++i) {
        text += fmt::format("-A KUBE-SEP-{0}-{1} -p {0} -m {0} -j DNAT --to-destination {2}\n",
                            protocol, static_cast<char>('A' + i),
                            fmt::format(fmt::runtime(Ipv4() ? "{}:{}" : "[{}]:{}"),
                                        at_.endpoints[i], kEndpointPort));
      }
    }
    return text + "COMMIT\n";
  }

  static std::string Ours() {
    return "*filter\n:CILIUM_FORWARD - [0:0]\n-A FORWARD -j CILIUM_FORWARD\n"
           "-A CILIUM_FORWARD -i lxc+ -j ACCEPT\nCOMMIT\n"
           "*nat\n:CILIUM_POST_nat - [0:0]\n-A POSTROUTING -j CILIUM_POST_nat\n"
           "-A CILIUM_POST_nat -o lxc+ -j ACCEPT\nCOMMIT\n";
  }

  // What a server may say: it was asked itself, by the node.
  std::vector<std::string> RightAnswers() const {
    std::vector<std::string> answers;
    for (std::size_t i = 0; i < at_.endpoints.size(); ++i) {
      answers.push_back(
          fmt::format("{} to {} from {}", static_cast<char>('A' + i), at_.endpoints[i], at_.node));
    }
    return answers;
  }

  const Addresses& at_ = GetParam().family == Family::kIpv4 ? kIpv4 : kIpv6;
  Namespace pod_;
  Namespace node_;
  Namespace world_;
  std::array<std::unique_ptr<EchoServer>, 2> servers_;
};

TEST_P(Hitless, NothingIsLostAndNothingGoesWrong) {
  const std::size_t count = Setting("CNFT_COUNT", 1);
  std::vector<std::unique_ptr<Asker>> askers;
  for (const Transport transport : {Transport::kTcp, Transport::kUdp}) {
    for (const bool anew : {true, false}) {
      askers.push_back(std::make_unique<Asker>(pod_, transport, anew, Parse(at_.pod[anew ? 1 : 0]),
                                               Parse(at_.service)));
    }
  }
  const char* option = Ipv4() ? "--ipv4" : "--ipv6";
  for (std::size_t i = 0; i < count; ++i) {
    for (const std::string& verb :
         {fmt::format("apply {} -", option), std::string("absorb"),
          fmt::format("apply {} -", option), std::string("release"), std::string("delete")}) {
      std::this_thread::sleep_for(kBetween);
      const Namespace::Inside inside(node_);
      const Output done = Cnft(verb, verb.starts_with("apply") ? Ours() : "");
      EXPECT_EQ(done.status, 0) << verb << ": " << done.err;
    }
  }
  std::this_thread::sleep_for(kBetween);
  const std::vector<std::string> right = RightAnswers();
  std::size_t asked = 0;
  for (const auto& asker : askers) {
    asker->Stop();
    EXPECT_THAT(asker->wrong(), testing::IsEmpty()) << asker->name();
    EXPECT_THAT(asker->answers(), testing::Each(testing::AnyOfArray(right))) << asker->name();
    EXPECT_GT(asker->asked(), 20U) << asker->name();
    asked += asker->asked();
  }
  {
    const Namespace::Inside inside(world_);
    const std::string seen = test::Run(fmt::format("nft list table {} seen", Word())).out;
    EXPECT_EQ(test::Run("grep -c 'counter packets 0 '", seen).out, "2\n") << seen;
  }
  const Namespace::Inside inside(node_);
  EXPECT_THAT(test::Run(Program() + "-save -c -t filter").out,
              testing::HasSubstr(":FORWARD DROP [0:0]\n"));
  GTEST_LOG_(INFO) << asked << " questions";
}

INSTANTIATE_TEST_SUITE_P(Coexistence, Hitless,
                         testing::Values(Place{Family::kIpv4, "legacy"},
                                         Place{Family::kIpv6, "legacy"},
                                         Place{Family::kIpv4, "nft"}, Place{Family::kIpv6, "nft"}),
                         [](const auto& param) {
                           return fmt::format("{}{}", param.param.backend,
                                              param.param.family == Family::kIpv4 ? "V4" : "V6");
                         });

}  // namespace
}  // namespace cnft::test
