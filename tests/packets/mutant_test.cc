// SPDX-License-Identifier: GPL-2.0-or-later
// The packets and counters of the twin nodes notice mistakes in translations: nearly every native
// ruleset with one thing wrong is told from the right one.
//
// CNFT_EVERY=N tries every Nth mutant.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "api/ruleset_input.h"
#include "tests/packets/battery.h"
#include "tests/packets/mutants.h"
#include "tests/packets/settings.h"
#include "tests/packets/twins.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

nftables::Ruleset TranslationOf(const RulesetTexts& texts) {
  std::vector<InputText> inputs;
  if (!texts.ipset.empty()) inputs.push_back({InputKind::kIpset, "ipset", texts.ipset});
  if (!texts.ipv4.empty()) inputs.push_back({InputKind::kIpv4, "ipv4", texts.ipv4});
  if (!texts.ipv6.empty()) inputs.push_back({InputKind::kIpv6, "ipv6", texts.ipv6});
  RulesetInput input = ReadInput(std::move(inputs));
  nftables::Collector collector;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    if (input.ruleset(family)) TranslateFamily(input, family, texts.options, collector);
  }
  return collector.Take();
}

// Every rule of these can be reached: what a rule that cannot does makes no difference.
constexpr char kVarious[] = R"(*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A PREROUTING -i lxc2 -p udp -m udp --dport 4789:4790 -j CT --notrack
-A PREROUTING ! -i lxc+ -m mark --mark 0x100/0xf00 -j DROP
COMMIT
*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:CLASSIFY-IT - [0:0]
-A PREROUTING -i eth0 -p tcp -m tcp --dport 8000:8010 -j TPROXY --on-port 15999 --on-ip 127.0.0.1 --tproxy-mark 0x200/0xf00
-A PREROUTING -i eth0 -p udp -m udp --dport 8020 -j TPROXY --on-port 15666 --on-ip 127.0.0.1 --tproxy-mark 0x200/0xf00
-A PREROUTING -m addrtype --dst-type LOCAL -j CLASSIFY-IT
-A OUTPUT -d 8.8.8.0/24 -j MARK --set-xmark 0x10/0x10
-A POSTROUTING -m mark ! --mark 0x10/0x30 -j MARK --set-xmark 0x40/0xf0
-A CLASSIFY-IT -p udp -m udp ! --dport 53 -j RETURN
-A CLASSIFY-IT -j MARK --set-xmark 0x1000/0xf000
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -d 100.64.200.1/32 -p tcp -m tcp --dport 443 -j DNAT --to-destination 100.64.64.11:8443
-A OUTPUT -d 100.64.200.2/32 -j DNAT --to-destination 100.64.64.12
-A POSTROUTING -s 100.64.64.11/32 ! -o lxc+ -p udp -j SNAT --to-source 33.1.2.3:4000
-A POSTROUTING -s 100.64.64.0/24 ! -d 100.64.0.0/10 -j MASQUERADE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:PODS - [0:0]
-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m tcp --dport 23 -j DROP
-A INPUT -p icmp -m icmp --icmp-type 13 -j DROP
-A INPUT -m conntrack --ctstate INVALID -j DROP
-A FORWARD -o lxc1 -m conntrack ! --ctstate NEW,DNAT -j DROP
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -i lxc+ -g PODS
-A FORWARD -o lxc1 -m mark --mark 0x4000/0x4000 -j ACCEPT
-A FORWARD -o lxc1 ! -s 8.8.0.0/16 -j ACCEPT
-A OUTPUT ! -s 127.0.0.0/8 -d 127.0.0.0/8 -j DROP
-A PODS -d 192.168.0.0/16 -j DROP
-A PODS ! -p icmp -j ACCEPT
COMMIT
)";
constexpr char kVarious6[] = R"(*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -m socket --transparent -j MARK --set-xmark 0x200/0xf00
-A PREROUTING -i eth0 -p udp -m udp --dport 8000 -j TPROXY --on-port 15999 --on-ip ::1 --tproxy-mark 0x200/0xf00
-A PREROUTING -i eth0 -p tcp -m tcp --dport 8001 -j TPROXY --on-port 15666 --on-ip ::1 --tproxy-mark 0x200/0xf00
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -d fd00:200::1/128 -p udp -m udp --dport 53 -j DNAT --to-destination [fd00:64::11]:5353
-A POSTROUTING -s fd00:64::/64 ! -d fd00::/8 -j MASQUERADE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp ! --sport 1024:65535 -j DROP
-A FORWARD -s 2001:db8::/32 ! -d fd00:64::/64 -j DROP
-A FORWARD -m mark --mark 0x8000/0x8000 -j DROP
-A OUTPUT -o lxc+ -m conntrack --ctstate NEW -j MARK --set-xmark 0x1/0x1
COMMIT
)";

// These have no connections tracked, so that fragments stay fragments.
constexpr char kStateless[] = R"(*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A PREROUTING -p udp -m udp --dport 4789:4790 -j DROP
-A PREROUTING -f -d 100.64.64.12/32 -j DROP
COMMIT
*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A FORWARD -p tcp -m tcp ! --sport 1024:65535 -j MARK --set-xmark 0x1/0x1
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m tcp --dport 80 -j DROP
-A INPUT -p icmp -m icmp --icmp-type 13 -j DROP
-A FORWARD -p udp -m udp ! --dport 80 -j DROP
COMMIT
)";
constexpr char kStateless6[] = R"(*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 80 -j DROP
-A FORWARD -p udp -m udp ! --dport 80 -j DROP
COMMIT
)";

std::string Example(const char* name) {
  std::ostringstream text;
  text << std::ifstream(std::string(CNFT_SOURCE_DIR "/data/") + name).rdbuf();
  return text.str();
}

struct Subject {
  bool tracked;
  RulesetTexts texts;
  BatteryOptions options;
};

std::vector<Subject> Subjects() {
  RulesetTexts example;
  example.ipv4 = Example("cilium-node.v4.rules");
  example.ipset = Example("cilium-node.ipset");
  LeaveOutRefused(example);
  const auto ipv4 = [](const char* text) { return RulesetTexts{.ipv4 = text}; };
  const auto ipv6 = [](const char* text) { return RulesetTexts{.ipv6 = text}; };
  const BatteryOptions thorough = {
      .seed = 1, .paths_per_rule = 2, .combinations = 8, .common_every = 4};
  const BatteryOptions all = {.seed = 1, .paths_per_rule = 2, .combinations = 8, .common_every = 1};
  return {{true, example, {1, 3, 4, 4}},
          {true, ipv4(kVarious), thorough},
          {true, ipv6(kVarious6), all},
          {false, ipv4(kStateless), all},
          {false, ipv6(kStateless6), all}};
}

struct Tally {
  std::size_t tried = 0;
  std::size_t caught = 0;
  std::size_t refused = 0;  // by the kernel
};

void TryMutants(Twins& twins, const Subject& subject, std::size_t& number, Tally& tally) {
  const std::size_t every = Setting("CNFT_EVERY", 10);
  const Battery battery = MakeBattery(subject.texts, subject.options);
  const auto refused = twins.Load(subject.texts);
  ASSERT_EQ(refused, std::nullopt);
  const auto recording = twins.Record(battery);
  ASSERT_EQ(twins.CompareNative(battery, recording), std::nullopt);
  ForEachMutant(TranslationOf(subject.texts), !subject.tracked, [&](const Mutant& mutant) {
    if (number++ % every != 0) return;
    if (twins.Replace(mutant.ruleset)) {
      ++tally.refused;
      return;
    }
    ++tally.tried;
    if (twins.CompareNative(battery, recording)) {
      ++tally.caught;
    } else {
      GTEST_LOG_(INFO) << "unnoticed: " << mutant.description;
    }
  });
}

TEST(Mutants, AreNoticed) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  Tally tally;
  std::size_t number = 0;
  for (const Subject& subject : Subjects()) {
    Twins twins(subject.tracked);
    TryMutants(twins, subject, number, tally);
  }
  GTEST_LOG_(INFO) << tally.caught << " of " << tally.tried << " noticed; the kernel refused "
                   << tally.refused;
  ASSERT_GT(tally.tried, 0U);
  EXPECT_GE(tally.caught * 100, tally.tried * 95);
}

}  // namespace
}  // namespace cnft::test
