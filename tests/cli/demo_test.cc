// SPDX-License-Identifier: GPL-2.0-or-later
// cnft demo: what becomes of each packet.
#include <gtest/gtest.h>
#include <jansson.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/cli/cnft_program.h"

namespace cnft::test {
namespace {

struct FreeJson {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, FreeJson>;

struct Fate {
  std::string at;    // empty: dropped
  std::string from;  // as the receiver sees it
  long long mark;    // at the end
  std::string rule;  // a part of the rule that decided
};

// In the order of the demo. Ports that masquerading may choose freely are left out.
const std::vector<Fate>& Fates() {
  static const std::vector<Fate> kFates = {
      {"world", "192.168.10.2:", 0, "-s 100.64.64.0/24 ! -d 100.64.64.0/24"},
      {"pod2", "100.64.64.10:20002", 0, "-i lxc+"},
      {"node", "100.64.64.10:20003", 0x200, "-j TPROXY --on-port 16931"},
      {"", "", 0, "-j TPROXY --on-port 16931"},
      {"node", "100.64.64.11:20005", 0x200, "-j TPROXY --on-port 16921"},
      {"", "", 0, "-j TPROXY --on-port 16921"},
      {"node", "192.168.10.1:20007", 0x4000,
       "--match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ"},
      {"node", "100.64.64.10:20008", 0, "--match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT"},
      {"node", "203.0.113.7:20009", 0x4000,
       "--match-set KUBE-EXTERNAL-IP dst,dst -j KUBE-MARK-MASQ"},
      {"node", "203.0.113.7:20010", 0x4000, "--match-set KUBE-NODE-PORT-TCP dst"},
      {"node", "203.0.113.7:20011", 0, "--match-set KUBE-HEALTH-CHECK-NODE-PORT dst -j ACCEPT"},
      {"", "", 0, "--mark 0x8000/0x8000 -j DROP"},
      {"", "", 0, "! --ctstate RELATED,ESTABLISHED,DNAT -j DROP"},
      {"overlay", "10.200.0.1:", 0x21, "-m mark --mark 0x21 -j MASQUERADE"},
      {"world", "192.168.10.2:", 0xc00, "--set-xmark 0xc00/0xf00"},
      {"cluster", "100.64.64.84:", 0xc00, "-j SNAT --to-source 100.64.64.84"},
      {"pod1", "192.168.10.2:20017", 0xa00, "-j CT --notrack"},
      {"", "", 0, "--mark 0x8000/0x8000 -j DROP"},
  };
  return kFates;
}

std::string Text(json_t* object, const char* key) {
  const char* text = json_string_value(json_object_get(object, key));
  return text == nullptr ? std::string() : text;
}

TEST(Demo, EveryPacketMeetsItsFate) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const std::string before = test::Run("ip link; nft list ruleset").out;
  const Output output = Cnft("demo --output json");
  ASSERT_EQ(output.status, 0) << output.err;
  const Json json(json_loads(output.out.c_str(), 0, nullptr));
  ASSERT_TRUE(json) << output.out;
  json_t* packets = json_object_get(json.get(), "packets");
  ASSERT_EQ(json_array_size(packets), Fates().size());
  for (std::size_t i = 0; i < Fates().size(); ++i) {
    const Fate& fate = Fates()[i];
    json_t* packet = json_array_get(packets, i);
    SCOPED_TRACE(Text(packet, "title"));
    json_t* arrival = json_object_get(packet, "arrival");
    EXPECT_EQ(Text(arrival, "at"), fate.at);
    EXPECT_TRUE(Text(arrival, "from").starts_with(fate.from)) << Text(arrival, "from");
    if (!fate.at.empty()) {
      json_t* end = json_object_get(packet, "end");
      EXPECT_EQ(json_integer_value(json_object_get(end, "mark")), fate.mark);
    }
    bool decided = false;
    std::size_t index = 0;
    json_t* rule = nullptr;
    json_array_foreach(json_object_get(packet, "rules"), index, rule) {
      decided |= Text(rule, "rule").find(fate.rule) != std::string::npos;
    }
    EXPECT_TRUE(decided) << fate.rule;
  }
  EXPECT_EQ(test::Run("ip link; nft list ruleset").out, before);
}

TEST(Demo, TextShowsTheSame) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  const Output output = Cnft("demo");
  ASSERT_EQ(output.status, 0) << output.err;
  EXPECT_NE(output.out.find("in force: "), std::string::npos);
  EXPECT_NE(output.out.find("18  the node sends what kubelet's firewall drops\n"),
            std::string::npos);
  EXPECT_NE(output.out.find("dropped; the sender is told: Operation not permitted\n"),
            std::string::npos);
}

}  // namespace
}  // namespace cnft::test
