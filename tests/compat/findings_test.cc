// SPDX-License-Identifier: GPL-2.0-or-later
// Situations on a node, made in a network namespace, and what the survey finds there: that and
// nothing else; and where the fix is a command, nothing once it has run.
#include "compat/survey/findings.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "compat/survey/presences.h"
#include "compat/survey/wrappers.h"
#include "tests/packets/namespace.h"
#include "tests/support/echo.h"
#include "tests/support/neighbour.h"
#include "tests/support/netns.h"

namespace cnft::compat {
namespace {

using test::Namespace;
using testing::HasSubstr;

struct Situation {
  std::string_view name;
  std::string_view commands;
  std::string_view code;        // of the only finding of such a kind; empty: there is none
  std::string_view kinds = {};  // other codes that may come with it
  std::string_view where = {};  // is in one of its places
  std::string_view fix = {};    // is in the fix
  bool repair = false;          // the fix is a command that ends it
};

// What most rules cause by being there.
constexpr std::string_view kLater = "later-drop later-nat later-policy-drop native-drop native-nat";

constexpr Situation kSituations[] = {
    {"Clean", "true", ""},
    {"CleanKubernetesNode",
     "iptables-nft -t mangle -N KUBE-IPTABLES-HINT; iptables-nft -t mangle -N KUBE-PROXY-CANARY; "
     "iptables-nft -t nat -N KUBE-SERVICES; iptables-nft -t nat -A PREROUTING -j KUBE-SERVICES; "
     "iptables-nft -t nat -N KUBE-MARK-MASQ; "
     "iptables-nft -t nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000; "
     "iptables-nft -t nat -N CNI-HOSTPORT-SETMARK; "
     "iptables-nft -t nat -A CNI-HOSTPORT-SETMARK -j MARK --set-xmark 0x2000/0x2000",
     ""},

    // Marks
    {"MarkOfTwoOwners",
     "iptables-nft -t nat -N KUBE-MARK-MASQ; "
     "iptables-nft -t nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000; "
     "iptables-nft -t mangle -A PREROUTING -i eth9 -j MARK --set-xmark 0x4000/0xf000",
     "shared-mark",
     {},
     "-A PREROUTING -i eth9 -j MARK --set-xmark 0x4000/0xf000",
     "masqueradeBit"},
    {"MarkThatIsCleared",
     "iptables-nft -t nat -N CNI-HOSTPORT-SETMARK; "
     "iptables-nft -t nat -A CNI-HOSTPORT-SETMARK -j MARK --set-xmark 0x2000/0x2000; "
     "iptables-nft -t mangle -A PREROUTING -j MARK --set-xmark 0x0/0xf000",
     "shared-mark",
     {},
     "--set-xmark 0x0/0xf000",
     "markMasqBit"},
    {"MarkInATableOfItsOwn",
     "nft 'table inet mine { chain in { type filter hook prerouting priority 0; iifname \"eth9\" "
     "meta mark set meta mark or 0x4000; }; }'; "
     "iptables-nft -t nat -N KUBE-MARK-MASQ; "
     "iptables-nft -t nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000",
     "shared-mark",
     {},
     "rule inet mine in handle 2: meta iifname \"eth9\" meta mark set",
     "masqueradeBit"},
    {"ConnectionMarkOfTwoOwners",
     "iptables-legacy -t mangle -N ts-mark; "
     "iptables-legacy -t mangle -A ts-mark -j CONNMARK --set-xmark 0x80/0x80; "
     "iptables-legacy -t mangle -A PREROUTING -j CONNMARK --set-xmark 0xf0/0xf0",
     "shared-mark",
     {},
     "CONNMARK --set-xmark 0x80/0x80"},
    {"MarksThatAreNumbers",
     "iptables-nft -t mangle -N ts-mark; iptables-nft -t mangle -A ts-mark -j MARK --set-mark 1; "
     "iptables-nft -t mangle -A PREROUTING -j MARK --set-mark 3",
     ""},

    // TPROXY
    {"TproxyWithoutRouting",
     "iptables-nft -t mangle -A PREROUTING -p tcp -j TPROXY --on-port 4001 --tproxy-mark 0x1/0x1",
     "tproxy-routing", "tproxy-listener", "--on-port 4001",
     "ip route add local default dev lo table 100; ip rule add fwmark 0x1/0x1 lookup 100", true},
    {"TproxyThatIsRoutedElsewhere",
     "ip rule add fwmark 0x1/0x1 lookup 77; ip -6 rule add fwmark 0x1/0x1 lookup 78; "
     "ip -6 route add local default dev lo table 78; "
     "iptables-nft -t mangle -A PREROUTING -p tcp -j TPROXY --on-port 4001 --tproxy-mark 0x1/0x1",
     "tproxy-routing", "tproxy-listener", "--on-port 4001",
     "ip route add local default dev lo table 77", true},
    {"TproxyOfIpv6WithoutRouting",
     "ip6tables-legacy -t mangle -A PREROUTING -p udp -j TPROXY --on-port 4001 --tproxy-mark 8",
     "tproxy-routing", "tproxy-listener", "ip6tables-legacy",
     "ip -6 route add local default dev lo table 100; "
     "ip -6 rule add fwmark 0x8/0xffffffff lookup 100",
     true},
    {"TproxyNobodyListensTo",
     "ip rule add fwmark 0x200/0xf00 lookup 2004; ip route add local default dev lo table 2004; "
     "iptables-legacy -t mangle -A PREROUTING -p tcp -j TPROXY --on-port 4001 "
     "--on-ip 127.0.0.1 --tproxy-mark 0x200/0xffffffff",
     "tproxy-listener",
     {},
     "--on-port 4001 --on-ip 127.0.0.1",
     "ss -lntup"},

    // Settings
    {"NatWithoutForwarding",
     "iptables-nft -t nat -A POSTROUTING -s 10.0.0.0/8 -j MASQUERADE; sysctl -qw "
     "net.ipv4.ip_forward=0",
     "setting", kLater, "-s 10.0.0.0/8 -j MASQUERADE", "sysctl -w net.ipv4.ip_forward=1", true},
    {"NatOfIpv6WithoutForwarding",
     "ip6tables-nft -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination [fd00::1]:80",
     "setting", kLater, "fd00::1", "sysctl -w net.ipv6.conf.all.forwarding=1", true},
    {"LoopbackThatIsNotRouted",
     "iptables-legacy -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 127.0.0.1",
     "setting", kLater, "--to-destination 127.0.0.1",
     "sysctl -w net.ipv4.conf.all.route_localnet=1", true},
    {"LoopbackThatIsRoutedOnOneDevice",
     "sysctl -qw net.ipv4.conf.eth0.route_localnet=1; "
     "iptables-legacy -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 127.0.0.1",
     "", kLater},
    {"BridgesThatPassBy",
     "sysctl -qw net.bridge.bridge-nf-call-iptables=0; "
     "iptables-nft -A FORWARD -m physdev --physdev-is-bridged -j ACCEPT",
     "setting", kLater, "--physdev-is-bridged", "sysctl -w net.bridge.bridge-nf-call-iptables=1",
     true},
    {"ServicesOnABridge",
     "sysctl -qw net.bridge.bridge-nf-call-ip6tables=0; "
     "ip6tables-nft -t nat -N KUBE-SERVICES; ip6tables-nft -t nat -A PREROUTING -j KUBE-SERVICES",
     "setting",
     {},
     "-j KUBE-SERVICES",
     "sysctl -w net.bridge.bridge-nf-call-ip6tables=1",
     true},
    {"StrictReversePathWithMarks",
     "ip rule add fwmark 0x10/0x10 lookup 77; ip route add default dev eth0 table 77; "
     "sysctl -qw net.ipv4.conf.eth0.rp_filter=1; "
     "iptables-nft -t mangle -A OUTPUT -p tcp --dport 80 -j MARK --set-xmark 0x10/0x10",
     "setting",
     {},
     "--set-xmark 0x10/0x10",
     "sysctl -w net.ipv4.conf.eth0.rp_filter=2",
     true},
    {"StrictReversePathThatKnowsMarks",
     "ip rule add fwmark 0x10/0x10 lookup 77; ip route add default dev eth0 table 77; "
     "sysctl -qw net.ipv4.conf.eth0.rp_filter=1 net.ipv4.conf.all.src_valid_mark=1; "
     "iptables-nft -t mangle -A OUTPUT -p tcp --dport 80 -j MARK --set-xmark 0x10/0x10",
     ""},

    // Backends
    {"BothBackends",
     "iptables-nft -A INPUT -j ACCEPT; iptables-legacy -A INPUT -j ACCEPT",
     "mixed-backends",
     {},
     "iptables-legacy: 1 rules",
     "update-alternatives"},
    {"OneBackendEachFamily", "iptables-nft -A INPUT -j ACCEPT; ip6tables-legacy -A INPUT -j ACCEPT",
     ""},
    {"LegacyWithoutHint",
     "iptables-legacy -t nat -N KUBE-SERVICES; iptables-legacy -t nat -A PREROUTING -j "
     "KUBE-SERVICES",
     "iptables-hint",
     {},
     "KUBE-SERVICES",
     "iptables-legacy -t mangle -N KUBE-IPTABLES-HINT",
     true},
    {"LegacyWithHint",
     "iptables-legacy -t mangle -N KUBE-KUBELET-CANARY; iptables-legacy -t nat -N KUBE-SERVICES",
     ""},
    {"HintOfIpv6InTheOther",
     "iptables-legacy -t nat -N KUBE-SERVICES; ip6tables-nft -t mangle -N KUBE-IPTABLES-HINT",
     "iptables-hint",
     {},
     "ip6tables-nft -t mangle -S KUBE-IPTABLES-HINT",
     "iptables-legacy -t mangle -N KUBE-IPTABLES-HINT"},
    {"HintsInBoth",
     "iptables-legacy -t nat -N KUBE-KUBELET-CANARY; iptables-nft -t mangle -N KUBE-IPTABLES-HINT",
     "iptables-hint",
     {},
     "iptables-legacy -t nat -S KUBE-KUBELET-CANARY",
     "iptables-legacy"},
    {"HintThatCannotBeListed",
     "iptables-nft -t mangle -N KUBE-IPTABLES-HINT; iptables-nft -t mangle -A INPUT -j ACCEPT; "
     "nft add rule ip mangle INPUT ip daddr '{ 192.0.2.1, 192.0.2.2 }' accept",
     "iptables-hint", "native-rule-in-iptables-table", "KUBE-IPTABLES-HINT", "ip mangle"},
    {"CanaryOfRulesThatAreGone",
     "iptables-nft -t mangle -N KUBE-PROXY-CANARY",
     "canary",
     {},
     "KUBE-PROXY-CANARY",
     "iptables-nft -t mangle -X KUBE-PROXY-CANARY",
     true},

    // A node of a cluster with everything on it
    {"NodeOfACluster",
     "ipset restore < " CNFT_SOURCE_DIR
     "/data/cilium-node.ipset; iptables-legacy-restore < " CNFT_SOURCE_DIR
     "/data/cilium-node.v4.rules; sysctl -qw net.ipv4.ip_forward=1; "
     "ip rule add fwmark 0x200/0xf00 lookup 2004; ip route add local default dev lo table 2004; "
     "sysctl -qw net.ipv4.conf.all.route_localnet=1",
     "cilium-chains", "later-drop later-nat tproxy-listener",
     "iptables-legacy -t raw -S CILIUM_PRE_raw"},

    // Tables of nf_tables
    {"NativeTablesThatTranslate",
     "sysctl -qw net.ipv4.ip_forward=1; nft 'table ip kube-proxy { chain nat-postrouting { type "
     "nat hook postrouting priority 100; oifname \"eth9\" masquerade fully-random; }; }'",
     "native-nat",
     {},
     "rule ip kube-proxy nat-postrouting handle 2: meta oifname \"eth9\" masquerade fully-random",
     "nft -a list table ip kube-proxy"},
    {"NativeTablesThatDrop",
     "nft 'table inet firewalld { chain filter_INPUT { type filter hook input priority 10; tcp "
     "dport 22 drop; }; }'",
     "native-drop",
     {},
     "rule inet firewalld filter_INPUT handle 2: ",
     "nft -a list table"},
    {"NativeMapsThatDrop",
     "nft 'table ip kube-proxy { map no-endpoint-services { type ipv4_addr : verdict; elements = { "
     "10.96.0.7 : drop, 10.96.0.8 : accept }; }; map services { type ipv4_addr : verdict; elements "
     "= { 10.96.0.9 : accept }; }; chain filter-input { type filter hook input priority -110; ip "
     "daddr vmap @no-endpoint-services; ct state vmap { invalid : drop, new : accept }; }; }'",
     "native-drop",
     {},
     "map ip kube-proxy no-endpoint-services: 1 element drops",
     "nft -a list table ip kube-proxy"},
    {"LeftoversOfCilium",
     "ip6tables-legacy -t raw -N OLD_CILIUM_PRE_raw",
     "cilium-chains",
     {},
     "OLD_CILIUM_PRE_raw"},
    {"RoutingOfRulesThatAreGone",
     "ip rule add pref 9 fwmark 0x200/0xf00 lookup 2004 proto 201",
     "rules-gone",
     {},
     "lookup 2004",
     "cnft apply"},
};

void PrintTo(const Situation& situation, std::ostream* out) { *out << situation.commands; }

class Findings : public testing::TestWithParam<Situation> {};

// A node with a device, without this machine's configuration files.
Node Read() {
  auto node = ReadNode("cnft");
  if (!node) throw std::runtime_error(node.error().message);
  node->files = {};
  return std::move(*node);
}

void MakeDevice() {
  ASSERT_TRUE(
      test::Run(
          "ip link set lo up; ip link add eth0 type veth peer name peer0; ip link set eth0 up; "
          "sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth0.rp_filter=0")
          .ok());
}

// The bridge of the neighbours' containers and guests.
void MakeBridge() { ASSERT_TRUE(test::Run("ip link add br0 type bridge").ok()); }

std::vector<Finding> With(std::string_view code) {
  std::vector<Finding> found = Examine(Read());
  std::erase_if(found, [code](const Finding& finding) { return finding.code != code; });
  return found;
}

// What iptables-wrappers does: it looks for a hint in what these print, in turn.
constexpr std::string_view kWrappers = R"(
hint() { grep -qE '^:(KUBE-IPTABLES-HINT|KUBE-KUBELET-CANARY)'; }
if iptables-nft-save -t mangle 2>/dev/null | hint; then echo nft
elif ip6tables-nft-save -t mangle 2>/dev/null | hint; then echo nft
elif iptables-legacy-save 2>/dev/null | hint; then echo legacy
elif ip6tables-legacy-save 2>/dev/null | hint; then echo legacy
else echo nft; fi
)";

TEST_P(Findings, AreThoseOfTheSituation) {
  if (!test::HaveRoot()) GTEST_SKIP() << "needs root";
  const Situation& situation = GetParam();
  const Namespace space;
  const Namespace::Inside inside(space);
  MakeDevice();
  const test::Output made = test::Run("set -e; " + std::string(situation.commands));
  ASSERT_TRUE(made.ok()) << made.err;
  const Node node = Read();
  EXPECT_EQ(std::string(Name(ChooseAsWrappers(node).backend)) + "\n",
            test::Run(std::string(kWrappers)).out);
  std::vector<Finding> found;
  for (Finding& finding : Examine(node)) {
    if (finding.code == situation.code) {
      found.push_back(std::move(finding));
      continue;
    }
    EXPECT_NE(situation.kinds.find(finding.code), std::string_view::npos)
        << finding.code << ": " << finding.what;
  }
  if (situation.code.empty()) return;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].where, testing::Contains(HasSubstr(std::string(situation.where))));
  EXPECT_THAT(found[0].fix, HasSubstr(std::string(situation.fix)));
  if (!situation.repair) return;
  const test::Output repaired = test::Run("set -e; " + found[0].fix);
  EXPECT_TRUE(repaired.ok()) << repaired.err;
  EXPECT_TRUE(With(situation.code).empty()) << found[0].fix;
}

INSTANTIATE_TEST_SUITE_P(Of, Findings, testing::ValuesIn(kSituations),
                         [](const auto& param) { return std::string(param.param.name); });

// ---- Who is there ----

struct Known {
  std::string_view file;  // of neighbours/
  std::string_view owner;
};
constexpr Known kKnown[] = {
    {"docker-iptables", "Docker"},
    {"docker-nftables", "Docker"},
    {"firewalld", "firewalld"},
    {"kube-proxy-iptables", "kube-proxy"},
    {"kube-proxy-ipvs", "kube-proxy"},
    {"kube-proxy-nftables", "kube-proxy"},
    {"kubelet", "kubelet"},
    {"libvirt-iptables", "libvirt"},
    {"libvirt-nftables", "libvirt"},
    {"portmap", "CNI plugins"},
    {"ufw", "ufw"},
};

TEST(Presences, NameTheirOwners) {
  if (!test::HaveRoot()) GTEST_SKIP() << "needs root";
  const auto files = test::NeighbourFiles();
  EXPECT_EQ(files.size(), std::size(kKnown));
  for (const std::string& file : files) {
    const auto* known =
        std::ranges::find(kKnown, std::filesystem::path(file).stem().string(), &Known::file);
    ASSERT_NE(known, std::end(kKnown)) << file;
    const test::Neighbour neighbour = test::ReadNeighbour(file);
    for (const std::string_view iptables : {"iptables-legacy", "iptables-nft"}) {
      const Namespace space;
      const Namespace::Inside inside(space);
      MakeBridge();
      LoadNeighbour(neighbour, iptables);
      std::set<std::string> owners;
      std::set<std::string> backends;
      for (const Presence& presence : ListPresences(Read())) {
        backends.insert(presence.backend);
        for (const auto& [owner, chains] : presence.owners) owners.insert(owner);
      }
      EXPECT_THAT(owners, testing::ElementsAre(known->owner)) << file;
      EXPECT_THAT(backends, testing::ElementsAre(neighbour.nft.empty() ? iptables : "nftables"));
    }
  }
}

// ---- What takes sockets ----

struct Socket {
  std::string_view name;
  Family family;
  std::string_view address;
  bool transparent;
  std::string_view rule;  // behind "-t mangle -A PREROUTING"
  std::string_view says;  // what the finding begins with; empty: there is none
};

constexpr Socket kSockets[] = {
    {"Transparent", Family::kIpv4, "127.0.0.1", true, "-p tcp -j TPROXY --on-port 4001", ""},
    {"TransparentAtTheAddress", Family::kIpv4, "127.0.0.1", true,
     "-p udp -j TPROXY --on-port 4001 --on-ip 127.0.0.1", ""},
    {"AtAnotherAddress", Family::kIpv4, "127.0.0.1", true,
     "-p tcp -j TPROXY --on-port 4001 --on-ip 127.0.0.2",
     "TPROXY redirects to ports that nobody listens on"},
    {"AtAnotherPort", Family::kIpv4, "127.0.0.1", true, "-p tcp -j TPROXY --on-port 4002",
     "TPROXY redirects to ports that nobody listens on"},
    {"Opaque", Family::kIpv4, "127.0.0.1", false, "-p tcp -j TPROXY --on-port 4001",
     "TPROXY redirects to sockets that are not transparent"},
    {"OpaqueOfUdp", Family::kIpv4, "127.0.0.1", false, "-p udp -j TPROXY --on-port 4001",
     "TPROXY redirects to sockets that are not transparent"},
    {"OfIpv6AtAnyAddress", Family::kIpv6, "::", true, "-p tcp -j TPROXY --on-port 4001", ""},
    {"OfIpv6AtItsAddress", Family::kIpv6, "::1", true, "-p tcp -j TPROXY --on-port 4001",
     "TPROXY redirects to ports that nobody listens on"},
};

void PrintTo(const Socket& socket, std::ostream* out) { *out << socket.rule; }

class ListenersOfTproxy : public testing::TestWithParam<Socket> {};

TEST_P(ListenersOfTproxy, AreFoundAsTproxyFindsThem) {
  if (!test::HaveRoot()) GTEST_SKIP() << "needs root";
  const Socket& socket = GetParam();
  const Namespace space;
  const Namespace::Inside inside(space);
  MakeDevice();
  const test::EchoServer server(space, {.name = "proxy",
                                        .address = *ParseAddress(socket.address, socket.family),
                                        .port = 4001,
                                        .transparent = socket.transparent});
  ASSERT_TRUE(test::Run("iptables-nft -t mangle -A PREROUTING " + std::string(socket.rule)).ok());
  const auto found = With("tproxy-listener");
  EXPECT_EQ(found.empty() ? "" : found[0].what, socket.says);
  EXPECT_LE(found.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Of, ListenersOfTproxy, testing::ValuesIn(kSockets),
                         [](const auto& param) { return std::string(param.param.name); });

TEST(Listeners, AreNotAskedForWhereThatLoadsAModule) {
  const auto listeners = ReadListeners({});
  ASSERT_TRUE(listeners);
  EXPECT_FALSE(listeners->has_value());
}

// ---- The kernel ----

TEST(KernelFeatures, AreThoseOfThisKernel) {
  const compat::KernelFeatures kernel = compat::KernelFeatures::Read("/");
  if (kernel.functions.empty()) GTEST_SKIP() << "functions of this kernel are hidden";
  EXPECT_TRUE(kernel.HasNow("nft_do_chain"));
  EXPECT_FALSE(kernel.HasNow("nft_no_such_function"));
  if (!kernel.complete) GTEST_SKIP() << "modules of this kernel are hidden";
  if (!test::HaveRoot()) GTEST_SKIP() << "needs root";
  const Namespace space;
  const Namespace::Inside inside(space);
  if (!test::Run("iptables-legacy -A INPUT -j NFQUEUE").ok()) GTEST_SKIP() << "no xt_NFQUEUE";
  const bool native = test::Run("nft -f -", "table ip t { chain c { queue num 0; }; }\n").ok();
  EXPECT_EQ(With("missing-feature").size(), native ? 0U : 1U);
}

}  // namespace
}  // namespace cnft::compat
