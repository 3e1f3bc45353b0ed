// SPDX-License-Identifier: GPL-2.0-or-later
// Every type of set, seen by the same packets: through ipset and xt_set in legacy iptables, and
// through cnft's native sets, in one network namespace. Each packet carries both answers in its
// mark, and a rule behind both counts where they differ.
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include "api/apply.h"
#include "nft/netlink/kernel.h"
#include "ruleset/ipset/parser.h"
#include "tests/packets/later_fragments.h"
#include "tests/packets/namespace.h"
#include "tests/packets/packet.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

struct SetCase {
  const char* name;
  Family family;
  const char* ipset;                 // makes set "s", and what it needs
  std::vector<const char*> matches;  // what follows "-m set"; at most 15
};

constexpr Family k4 = Family::kIpv4;
constexpr Family k6 = Family::kIpv6;

const SetCase kCases[] = {
    {"hash:ip",
     k4,
     "create s hash:ip\nadd s 10.0.0.1\nadd s 10.0.0.8/30\nadd s 255.255.255.255\n",
     {"--match-set s src", "! --match-set s dst", "--match-set s src,dst,src",
      "--match-set s src --return-nomatch"}},
    {"hash:ip netmask",
     k4,
     "create s hash:ip netmask 24\nadd s 10.0.1.1\nadd s 10.0.3.0/25\n",
     {"--match-set s src", "! --match-set s src", "--match-set s dst"}},
    {"hash:ip bitmask",
     k4,
     "create s hash:ip bitmask 255.0.255.0\nadd s 10.7.1.1\n",
     {"--match-set s src", "! --match-set s dst"}},
    {"bitmap:ip",
     k4,
     "create s bitmap:ip range 10.0.0.0/24\nadd s 10.0.0.0\nadd s 10.0.0.255\n",
     {"--match-set s src", "! --match-set s dst"}},
    {"bitmap:ip netmask",
     k4,
     "create s bitmap:ip range 10.0.0.0/16 netmask 24\nadd s 10.0.0.9\nadd s 10.0.255.1\n",
     {"--match-set s src", "! --match-set s dst"}},
    {"hash:net",
     k4,
     "create s hash:net\nadd s 10.0.0.0/8\nadd s 10.1.0.0/16 nomatch\nadd s 10.1.2.0/24\n"
     "add s 10.1.2.3 nomatch\nadd s 0.0.0.0/8\nadd s 255.0.0.0/8\nadd s 11.0.0.0/8\n"
     "add s 192.168.0.5-192.168.0.17\n",
     {"--match-set s src", "! --match-set s dst", "--match-set s src --return-nomatch",
      "! --match-set s dst --return-nomatch"}},
    {"hash:net halves",
     k4,
     "create s hash:net\nadd s 0.0.0.0/1\nadd s 128.0.0.0/1 nomatch\n"
     "add s 200.0.0.0/8\n",
     {"--match-set s src", "! --match-set s src", "--match-set s src --return-nomatch"}},
    {"bitmap:port",
     k4,
     "create s bitmap:port range 0-65535\nadd s 0\nadd s 80-82\nadd s 65535\n",
     {"--match-set s dst", "! --match-set s dst", "--match-set s src", "! --match-set s src",
      "--match-set s dst,src"}},
    {"hash:ip,port",
     k4,
     "create s hash:ip,port\nadd s 10.0.0.1,tcp:80-81\nadd s 10.0.0.1,udp:53\nadd s 10.0.0.2,0\n"
     "add s 10.0.0.2,sctp:9\nadd s 10.0.0.2,udplite:9\n",
     {"--match-set s src,dst", "! --match-set s src,dst", "--match-set s dst,src",
      "--match-set s src", "! --match-set s src", "--match-set s dst,dst"}},
    {"hash:ip,port icmp",
     k4,
     "create s hash:ip,port\nadd s 10.0.0.1,tcp:80\nadd s 10.0.0.1,icmp:ping\n"
     "add s 10.0.0.2,icmp:0/0\nadd s 10.0.0.2,icmp:3/4\nadd s 10.0.0.1,gre:0\n"
     "add s 10.0.0.2,99:0\nadd s 10.0.0.1,dccp:0\nadd s 10.0.0.2,tcp:0\n",
     {"--match-set s src,dst", "! --match-set s src,dst", "--match-set s src,src",
      "! --match-set s src,src"}},
    {"hash:ip,port netmask",
     k4,
     "create s hash:ip,port netmask 24\nadd s 10.0.1.9,tcp:80\n",
     {"--match-set s src,dst", "! --match-set s src,dst"}},
    {"hash:ip,port,ip",
     k4,
     "create s hash:ip,port,ip\nadd s 10.0.0.1,tcp:80,10.0.0.2\nadd s 10.0.0.1,icmp:ping,10.0.0.2\n"
     "add s 10.0.0.2,esp:0,10.0.0.1\n",
     {"--match-set s src,dst,dst", "! --match-set s src,dst,dst", "--match-set s dst,src,src",
      "--match-set s src,dst"}},
    {"hash:ip,port,net",
     k4,
     "create s hash:ip,port,net\nadd s 10.0.0.1,tcp:80,10.0.0.0/8\n"
     "add s 10.0.0.1,tcp:80,10.1.0.0/16 nomatch\nadd s 10.0.0.1,udp:80,10.1.0.0/16\n"
     "add s 10.0.0.1,icmp:ping,10.1.0.0/16\n",
     {"--match-set s src,dst,dst", "! --match-set s src,dst,dst",
      "--match-set s src,dst,dst --return-nomatch"}},
    {"hash:net,port",
     k4,
     "create s hash:net,port\nadd s 10.0.0.0/8,tcp:80-81\nadd s 10.1.0.0/16,tcp:80 nomatch\n"
     "add s 10.1.2.0/24,tcp:80\nadd s 10.0.0.0/8,gre:0\n",
     {"--match-set s src,dst", "! --match-set s src,dst", "--match-set s src,src",
      "--match-set s src,dst --return-nomatch"}},
    {"hash:net,iface",
     k4,
     "create s hash:net,iface\nadd s 10.0.0.0/8,eth0\nadd s 10.1.0.0/16,eth0 nomatch\n"
     "add s 0.0.0.0/0,other\nadd s 11.0.0.0/8,physdev:eth0\nadd s 12.0.0.0/8,et wildcard\n"
     "add s 12.1.0.0/16,eth wildcard nomatch\nadd s 12.1.2.0/24,eth0\n",
     {"--match-set s src,src", "! --match-set s src,src", "--match-set s src,dst",
      "! --match-set s dst,src", "--match-set s src,src --return-nomatch"}},
    {"hash:net,iface all",
     k4,
     "create s hash:net,iface\nadd s 0.0.0.0/0,eth0\n"
     "add s 10.0.0.0/8,eth0 nomatch\n",
     {"--match-set s src,src", "! --match-set s src,src"}},
    {"list:set",
     k4,
     "create a hash:ip\nadd a 10.0.0.1\ncreate b hash:ip,port\nadd b 10.0.0.2,tcp:80\n"
     "create c hash:ip family inet6\nadd c 2001:db8::1\ncreate d bitmap:port range 0-100\n"
     "add d 9\ncreate s list:set\nadd s b\nadd s a\nadd s c\nadd s d\n",
     {"--match-set s src,dst", "! --match-set s src,dst", "--match-set s src",
      "! --match-set s src", "--match-set s dst,src"}},
    {"empty", k4, "create s hash:ip\n", {"! --match-set s src"}},
    {"hash:ip",
     k6,
     "create s hash:ip family inet6\nadd s 2001:db8::1\nadd s fd00::ffff:ffff\n",
     {"--match-set s src", "! --match-set s dst", "--match-set s src,dst"}},
    {"hash:ip netmask",
     k6,
     "create s hash:ip family inet6 netmask 64\nadd s 2001:db8::1\n",
     {"--match-set s src", "! --match-set s dst"}},
    {"hash:net",
     k6,
     "create s hash:net family inet6\nadd s 2001:db8::/32\nadd s 2001:db8:1::/48 nomatch\n"
     "add s 2001:db8:1:2::/64\nadd s 2001:db8:1:2::3 nomatch\nadd s 8000::/1\n",
     {"--match-set s src", "! --match-set s dst", "--match-set s src --return-nomatch"}},
    {"bitmap:port",
     k6,
     "create s bitmap:port range 0-65535\nadd s 80-82\n",
     {"--match-set s dst", "! --match-set s dst", "--match-set s src"}},
    {"hash:ip,port",
     k6,
     "create s hash:ip,port family inet6\nadd s 2001:db8::1,tcp:80\nadd s 2001:db8::1,icmpv6:ping\n"
     "add s 2001:db8::2,icmpv6:0/0\nadd s 2001:db8::1,esp:0\nadd s 2001:db8::2,99:0\n"
     "add s 2001:db8::1,59:0\nadd s 2001:db8::2,udp:53\n",
     {"--match-set s src,dst", "! --match-set s src,dst", "--match-set s src,src"}},
    {"hash:ip,port,ip",
     k6,
     "create s hash:ip,port,ip family inet6\nadd s 2001:db8::1,tcp:80,2001:db8::2\n",
     {"--match-set s src,dst,dst", "! --match-set s src,dst,dst"}},
    {"hash:ip,port,net",
     k6,
     "create s hash:ip,port,net family inet6\nadd s 2001:db8::1,tcp:80,2001:db8::/32\n"
     "add s 2001:db8::1,tcp:80,2001:db8::/64 nomatch\n",
     {"--match-set s src,dst,dst", "! --match-set s src,dst,dst"}},
    {"hash:net,port",
     k6,
     "create s hash:net,port family inet6\nadd s 2001:db8::/32,tcp:80\n"
     "add s 2001:db8:1::/48,tcp:80 nomatch\nadd s 2001:db8::/32,99:0\n",
     {"--match-set s src,dst", "! --match-set s src,dst"}},
    {"hash:net,iface",
     k6,
     "create s hash:net,iface family inet6\nadd s ::/0,eth0\nadd s 2001:db8::/32,eth0 nomatch\n",
     {"--match-set s src,src", "! --match-set s src,src"}},
};

// The values of each dimension that a set tells apart, with those beside them.
struct Boundaries {
  std::set<Address> addresses;
  std::set<std::uint16_t> ports = {0, 1, 9, 53, 1234};
};

Boundaries Find(const SetCase& test_case) {
  Sources sources;
  Diagnostics diagnostics;
  ipset::Ruleset ruleset;
  ipset::Parse(sources.Add(test_case.name, test_case.ipset), sources, diagnostics, ruleset);
  EXPECT_EQ(diagnostics.errors(), 0U) << Render(diagnostics, sources, false);
  Boundaries found;
  const unsigned length = AddressLength(test_case.family);
  const auto around = [&](const Address& address, unsigned prefix) {
    if (address.length != length) return;
    const AddressRange range = RangeOf({address, PrefixMask(test_case.family, prefix)});
    for (const Address& edge : {range.low, range.high}) {
      found.addresses.insert({Previous(edge), edge, Next(edge)});
    }
  };
  for (const ipset::Set& set : ruleset.sets()) {
    for (const ipset::Element& element : set.elements) {
      const unsigned own = set.netmask.value_or(static_cast<std::uint8_t>(length * 8));
      around(element.address, set.info().Has(ipset::Dimension::kNetwork) && element.prefix2 == 0
                                  ? element.prefix
                                  : own);
      around(element.address2, element.prefix2 == 0 ? length * 8 : element.prefix2);
      for (const int by : {-1, 0, 1}) {
        found.ports.insert(static_cast<std::uint16_t>(element.port + by));
      }
    }
  }
  for (const char* text : {"10.0.0.1", "10.200.1.3", "172.16.0.1", "2001:db8::1", "fd00::1"}) {
    if (const auto address = ParseAddress(text, test_case.family)) around(*address, length * 8);
  }
  // What no host may send, and the kernel throws away before any rule.
  std::erase_if(found.addresses, [](const Address& address) {
    return address.length == 16 &&
           (address.bytes[0] == 0xff || address == *ParseAddress("::1", Family::kIpv6));
  });
  return found;
}

constexpr std::uint8_t kProtocols[] = {IPPROTO_TCP,     IPPROTO_UDP,  IPPROTO_SCTP,
                                       IPPROTO_UDPLITE, IPPROTO_ICMP, IPPROTO_ICMPV6,
                                       IPPROTO_GRE,     IPPROTO_DCCP, 99};

// A transport header that says the same to every protocol: two ports, or type and code and
// checksum.
std::string Transport(std::uint16_t first, std::uint16_t second) {
  std::string bytes(24, '\0');
  bytes[0] = static_cast<char>(first >> 8U);
  bytes[1] = static_cast<char>(first & 0xffU);
  bytes[2] = static_cast<char>(second >> 8U);
  bytes[3] = static_cast<char>(second & 0xffU);
  bytes[12] = 0x50;
  return bytes;
}

std::vector<std::string> Packets(const SetCase& test_case, std::size_t count) {
  const Boundaries found = Find(test_case);
  const std::vector<Address> addresses(found.addresses.begin(), found.addresses.end());
  const std::vector<std::uint16_t> ports(found.ports.begin(), found.ports.end());
  std::mt19937 random(1);
  const auto pick = [&](const auto& values) { return values[random() % std::size(values)]; };
  std::vector<std::string> packets;
  for (std::size_t i = 0; i < count; ++i) {
    PacketSpec spec;
    // Every address has its turn, in both places.
    spec.source = i % 2 == 0 ? addresses[i / 2 % addresses.size()] : pick(addresses);
    spec.destination = i % 2 == 1 ? addresses[i / 2 % addresses.size()] : pick(addresses);
    spec.protocol = random() % 3 == 0 ? std::uint8_t{IPPROTO_TCP} : pick(kProtocols);
    spec.transport = Transport(pick(ports), pick(ports));
    if (random() % 8 == 0) {
      spec.more_fragments = random() % 2 == 0;
      spec.fragment_offset = static_cast<std::uint16_t>(random() % 2);
      spec.fragment_number = static_cast<std::uint16_t>(i);
    }
    packets.push_back(Build(spec));
  }
  return packets;
}

// The rules that leave the answers in the mark, from bit `first` on in every second.
std::string Rules(const SetCase& test_case, unsigned first) {
  std::string text = "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n";
  for (std::size_t i = 0; i < test_case.matches.size(); ++i) {
    const std::uint32_t bit = 1U << (2 * i + first);
    text += fmt::format("-A PREROUTING -i eth0 -m set {} -j MARK --set-xmark {:#x}/{:#x}\n",
                        test_case.matches[i], bit, bit);
  }
  return text + "COMMIT\n";
}

// Per match: how often both said yes, only iptables did, only cnft did, neither.
std::string Judge(const SetCase& test_case) {
  std::string text =
      "*mangle\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n"
      ":OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n";
  for (std::size_t i = 0; i < test_case.matches.size(); ++i) {
    for (const std::uint32_t answer : {3U, 1U, 2U, 0U}) {
      text += fmt::format("-A PREROUTING -i eth0 -m mark --mark {:#x}/{:#x}\n", answer << (2 * i),
                          3U << (2 * i));
    }
  }
  return text + "COMMIT\n";
}

class Bench {
 public:
  explicit Bench(const SetCase& test_case) : test_case_(test_case) {
    tool_ = test_case.family == Family::kIpv4 ? "iptables-legacy" : "ip6tables-legacy";
    // Devices that say nothing of their own. Until the kernel has noticed that it is connected, a
    // device throws away what it is to send.
    const Output made =
        Run("ip link add world type veth peer name eth0 && for device in world eth0; do "
            "ip link set $device addrgenmode none arp off multicast off up; done && "
            "until ip link show world | grep -q 'state UP'; do sleep 0.01; done");
    EXPECT_TRUE(made.ok()) << made.err;
    const Output sets = Run("ipset restore", test_case.ipset);
    EXPECT_TRUE(sets.ok()) << sets.err;
    for (const std::string& text : {Rules(test_case, 0), Judge(test_case)}) {
      const Output loaded = Run(tool_ + "-restore", text);
      EXPECT_TRUE(loaded.ok()) << loaded.err << text;
    }
    auto input =
        ReadInput({{InputKind::kIpset, "sets", test_case.ipset},
                   {test_case.family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6,
                    "rules", Rules(test_case, 1)}});
    auto kernel = netlink::OpenKernel();
    const auto report = Apply(**kernel, input, {});
    EXPECT_EQ(input.diagnostics.errors(), 0U) << Render(input.diagnostics, input.sources, false);
    EXPECT_TRUE(report) << report.error().message;
  }

  void Send(const std::string& packet) {
    // The queue of a CPU that has other work holds 1,000 packets (net.core.netdev_max_backlog).
    if (++sent_ % 256 == 0) quiescence_.Wait();
    std::string frame(ETH_ALEN, '\xff');
    frame += std::string("\x02\0\0\0\0\x01", ETH_ALEN);
    frame +=
        test_case_.family == Family::kIpv4 ? std::string("\x08\0", 2) : std::string("\x86\xdd");
    sender_.Send(static_cast<int>(if_nametoindex("world")), frame + packet);
  }

  // The counters of the judge, four a match.
  std::vector<std::uint64_t> Answers() {
    quiescence_.Wait();
    const Output saved = Run(tool_ + "-save -c -t mangle");
    std::vector<std::uint64_t> counts;
    std::istringstream lines(saved.out);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with('[')) counts.push_back(std::stoull(line.substr(1)));
    }
    return counts;
  }

 private:
  const SetCase& test_case_;
  std::string tool_;
  FrameSocket sender_;
  Quiescence quiescence_;
  std::size_t sent_ = 0;
};

// The first packet about which the two differ, in words.
std::string FirstDifference(Bench& bench, const std::vector<std::string>& packets) {
  std::vector<std::uint64_t> before = bench.Answers();
  for (const std::string& packet : packets) {
    bench.Send(packet);
    const std::vector<std::uint64_t> now = bench.Answers();
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (now[i] == before[i] || i % 4 == 0 || i % 4 == 3) continue;
      return fmt::format("only {} matches {}", i % 4 == 1 ? "iptables" : "cnft",
                         Describe(packet, false));
    }
    before = now;
  }
  return "none when sent one by one";
}

// Whether ipset knows a revision of the type that this kernel does not have.
bool KernelIsBehind(const SetCase& test_case) {
  const Namespace space;
  const Namespace::Inside inside(space);
  return Run("ipset restore", test_case.ipset).err.find("Your kernel is behind") !=
         std::string::npos;
}

TEST(SetMembers, AreThoseOfIpset) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  constexpr std::size_t kPackets = 1500;
  for (const SetCase& test_case : kCases) {
    SCOPED_TRACE(fmt::format("{} {}", test_case.name, test_case.family == k4 ? "inet" : "inet6"));
    if (KernelIsBehind(test_case)) {
      GTEST_LOG_(INFO) << test_case.name << ": newer than this kernel";
      continue;
    }
    const Namespace space;
    const Namespace::Inside inside(space);
    Bench bench(test_case);
    std::vector<std::string> packets = Packets(test_case, kPackets);
    if (KernelReadsLaterFragments()) std::erase_if(packets, IsLaterFragment);
    for (const std::string& packet : packets) bench.Send(packet);
    const std::vector<std::uint64_t> counts = bench.Answers();
    ASSERT_EQ(counts.size(), test_case.matches.size() * 4);
    bool differs = false;
    for (std::size_t i = 0; i < test_case.matches.size(); ++i) {
      const auto [both, legacy, native, neither] =
          std::array{counts[4 * i], counts[4 * i + 1], counts[4 * i + 2], counts[4 * i + 3]};
      EXPECT_EQ(legacy + native, 0U)
          << test_case.matches[i] << ": only iptables " << legacy << ", only cnft " << native;
      differs |= legacy + native != 0;
      EXPECT_EQ(both + legacy + native + neither, packets.size()) << test_case.matches[i];
    }
    if (differs) ADD_FAILURE() << FirstDifference(bench, packets);
  }
}

}  // namespace
}  // namespace cnft::test
