// SPDX-License-Identifier: GPL-2.0-or-later
// What `ipset restore` makes of a text and what cnft makes of it are the same: taken or refused,
// and then saved alike.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <vector>

#include "ruleset/ipset/parser.h"
#include "ruleset/ipset/printer.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// Each is a set and what is done to it, "|" between the lines.
const char* const kTexts[] = {
    "create s hash:ip|add s 10.0.0.1|add s 10.0.0.8/30|add s 10.1.0.9-10.1.0.3",
    "create s hash:ip|add s 10.0.0.1|add s 10.0.0.1",
    "create s hash:ip|add s 0.0.0.0",
    "create s hash:ip|add s 10.0.0.1/0",
    "create s hash:ip|add s 10.0.0.1/33",
    "create s hash:ip|add s 10.0.0.1,80",
    "create s hash:ip|del s 10.0.0.1",
    "create s hash:ip|add s 10.0.0.0/29|del s 10.0.0.2-10.0.0.4",
    "create s hash:ip netmask 24|add s 10.0.1.1|add s 10.0.3.0/23",
    "create s hash:ip netmask 24|add s 10.0.1.1|add s 10.0.1.2",
    "create s hash:ip netmask 0",
    "create s hash:ip netmask 33",
    "create s hash:ip bitmask 255.0.255.0|add s 10.7.1.1",
    "create s hash:ip bitmask 255.0.255.0 netmask 8",
    "create s hash:ip family inet6|add s 2001:db8::1|add s 2001:db8::2/128",
    "create s hash:ip family inet6|add s 2001:db8::/64",
    "create s hash:ip family inet6|add s 10.0.0.1",
    "create s hash:ip family inet6 netmask 64|add s 2001:db8::1",
    "create s hash:ip family inet7",
    "create s hash:ip -6|add s ::1",
    "create s hash:ip maxelem 2|add s 10.0.0.1|add s 10.0.0.2|add s 10.0.0.3",
    "create s hash:ip timeout 600|add s 10.0.0.1 timeout 0|add s 10.0.0.2 timeout 2147483",
    "create s hash:ip timeout 600|add s 10.0.0.1 timeout 2147484",
    "create s hash:ip|add s 10.0.0.1 timeout 5",
    "create s hash:ip counters|add s 10.0.0.1 packets 3 bytes 0x10",
    "create s hash:ip|add s 10.0.0.1 packets 3",
    "create s hash:ip comment|add s 10.0.0.1 comment \"a b\"|add s 10.0.0.2 comment c",
    "create s hash:ip|add s 10.0.0.1 comment c",
    "create s hash:ip skbinfo|add s 10.0.0.1 skbmark 0x1/0xff skbprio 1:10 skbqueue 3",
    "create s hash:ip skbinfo|add s 10.0.0.1 skbmark 0x1",
    "create s hash:ip|add s 10.0.0.1 skbmark 0x1",
    "create s hash:ip forceadd bucketsize 4 initval 0x1234|add s 10.0.0.1",
    "create s hash:ip|add s 10.0.0.1 nomatch",
    "create s hash:ip|create s hash:ip",
    "create s hash:ip range 1-2",
    "create s iphash|add s 10.0.0.1",
    "create s hash:ip size 3",
    "create 1234567890123456789012345678901 hash:ip",
    "create 12345678901234567890123456789012 hash:ip",
    "create s hash:net|add s 10.0.0.0/8|add s 10.1.0.0/16 nomatch|add s 10.1.2.3",
    "create s hash:net|add s 10.0.0.1/8|add s 10.0.0.2/8",
    "create s hash:net|add s 0.0.0.0/0",
    "create s hash:net|add s 0.0.0.0/1|add s 128.0.0.0/1",
    "create s hash:net|add s 192.168.0.5-192.168.0.17",
    "create s hash:net|add s 0.0.0.0-255.255.255.255",
    "create s hash:net|add s 0.0.0.0-255.255.255.254",
    "create s hash:net family inet6|add s 2001:db8::/32|add s 2001:db8::1|add s ::/1",
    "create s hash:net family inet6|add s ::/0",
    "create s hash:net family inet6|add s 2001:db8::1-2001:db8::9",
    "create s hash:ip,port|add s 10.0.0.1,80|add s 10.0.0.1,udp:53-55|add s 10.0.0.2/31,tcp:9",
    "create s hash:ip,port|add s 10.0.0.1,tcp:http|add s 10.0.0.1,[ftp-data]",
    "create s hash:ip,port|add s 10.0.0.1,icmp:echo-request|add s 10.0.0.1,icmp:3/9",
    "create s hash:ip,port|add s 10.0.0.1,icmp:99/3|add s 10.0.0.1,icmp:pon",
    "create s hash:ip,port|add s 10.0.0.1,gre:0|add s 10.0.0.1,esp:0|add s 10.0.0.1,253:0",
    "create s hash:ip,port|add s 10.0.0.1,gre:1",
    "create s hash:ip,port|add s 10.0.0.1,0:0",
    "create s hash:ip,port|add s 10.0.0.1,sctp:9|add s 10.0.0.1,udplite:9|add s 10.0.0.1,17:9",
    "create s hash:ip,port|add s 0.0.0.0,tcp:80",
    "create s hash:ip,port|add s 10.0.0.1",
    "create s hash:ip,port|add s 10.0.0.1,tcp:80,10.0.0.2",
    "create s hash:ip,port|add s 10.0.0.1,tcp:65536",
    "create s hash:ip,port|add s 10.0.0.1,tcp:90-80",
    "create s hash:ip,port netmask 24|add s 10.0.1.9,tcp:80",
    "create s hash:ip,port family inet6|add s 2001:db8::1,icmpv6:ping|add s ::1,icmpv6:1/9",
    "create s hash:ip,port,ip|add s 10.0.0.1,tcp:80,10.0.0.2|add s 0.0.0.0,tcp:80,0.0.0.0",
    "create s hash:ip,port,ip|add s 10.0.0.1,tcp:80,10.0.0.0/24",
    "create s hash:ip,port,ip family inet6|add s ::1,tcp:80,::2",
    "create s hash:ip,port,net|add s 10.0.0.1,tcp:80,10.0.0.0/8|add s 10.0.0.2,0,1.0.0.1 nomatch",
    "create s hash:ip,port,net|add s 10.0.0.1,tcp:80,0.0.0.0/0",
    "create s hash:ip,port,net|add s 10.0.0.1,tcp:80,10.0.0.3-10.0.0.6",
    "create s hash:ip,port,net family inet6|add s ::1,tcp:80,2001:db8::/32",
    "create s hash:net,port|add s 10.0.0.0/8,tcp:80-82|add s 10.0.0.0-10.0.0.6,9 nomatch",
    "create s hash:net,port|add s 0.0.0.0/0,80",
    "create s hash:net,port family inet6|add s 2001:db8::/32,tcp:80",
    "create s hash:net,iface|add s 10.0.0.0/8,eth0|add s 0.0.0.0/0,eth1|add s 10.0.0.1,lo nomatch",
    "create s hash:net,iface|add s 10.0.0.0/8,physdev:eth0|add s 10.0.0.0/8,et wildcard",
    "create s hash:net,iface|add s 10.0.0.0/8,123456789012345",
    "create s hash:net,iface|add s 10.0.0.0/8,1234567890123456",
    "create s hash:net,iface|add s 0.0.0.0-255.255.255.255,eth0",
    "create s hash:net,iface family inet6|add s ::/0,eth0|add s 2001:db8::/32,eth0",
    "create s bitmap:ip range 10.0.0.0/24|add s 10.0.0.0|add s 10.0.0.250-10.0.0.255",
    "create s bitmap:ip range 10.0.0.3-10.0.0.9|add s 10.0.0.10",
    "create s bitmap:ip range 10.0.0.0/16 netmask 24|add s 10.0.3.4",
    "create s bitmap:ip range 10.0.0.0/16 netmask 16",
    "create s bitmap:ip range 10.0.0.3-10.0.0.9 netmask 24",
    "create s bitmap:ip range 10.0.0.0/15",
    "create s bitmap:ip",
    "create s bitmap:ip range 10.0.0.0",
    "create s bitmap:ip family inet range 10.0.0.0/24",
    "create s bitmap:port range 0-65535|add s 80|add s 90-92|add s tcp:9|add s udp:10",
    "create s bitmap:port range 100-1|add s 100",
    "create s bitmap:port range 1-100|add s 101",
    "create s bitmap:port range 1-100|add s sctp:9",
    "create s bitmap:port range 1-100 timeout 600 counters comment|add s 7 comment \"x y\"",
    "create s list:set|create a hash:ip|add s a",
    ("create s list:set size 2|create a hash:ip|create b hash:ip|create c hash:ip|add s a|add s b|"
     "add s c before b"),
    "create s list:set|create a hash:ip|create b hash:ip|add s a|add s b after a|del s a",
    "create s list:set|add s s",
    "create s list:set|add s a",
    "create s list:set|create a hash:ip|add s a|add s a",
    "create s list:set|create a hash:ip|add s a|destroy a",
    "create s list:set|create a hash:ip|add s a|rename a b",
    "create s list:set|create a hash:ip|add s a|flush s|destroy a",
    "create s hash:ip|create t hash:net|swap s t",
    "create s hash:ip|create t hash:ip|add s 10.0.0.1|swap s t",
    "create s hash:ip|rename s t|add t 10.0.0.1",
    "create s hash:ip|create t hash:ip|rename s t",
    "destroy s",
    "add s 10.0.0.1",
    "create s hash:frog",
    "create s",
    "create s hash:ip|add s",
    "create s hash:ip|add s 10.0.0.1 timeout",
    "restore",
};

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  // What the kernel counts down or makes up.
  const std::regex made_up(" (initval 0x[0-9a-f]+|bucketsize [0-9]+)");
  // What this kernel does not tell of sets made with it.
  const std::regex untold(" forceadd");
  const std::regex left("(timeout [0-9]*)[0-9]{2}( |$)");
  for (std::string line; std::getline(in, line);) {
    line = std::regex_replace(line, made_up, "");
    line = std::regex_replace(line, untold, "");
    if (line.starts_with("add")) line = std::regex_replace(line, left, "timeout …$2");
    lines.push_back(line);
  }
  std::ranges::sort(lines);
  return lines;
}

TEST(IpsetRestore, TakesAndRefusesWhatCnftDoes) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root";
  EnterNewNetns();
  std::size_t taken = 0;
  for (std::string text : kTexts) {
    SCOPED_TRACE(text);
    std::ranges::replace(text, '|', '\n');
    text += '\n';
    test::Run("ipset flush; ipset destroy");
    const Output restored = test::Run("ipset restore", text);
    Sources sources;
    Diagnostics diagnostics;
    ipset::Ruleset ruleset;
    ipset::Parse(sources.Add("sets", text), sources, diagnostics, ruleset);
    EXPECT_EQ(diagnostics.errors() == 0, restored.ok())
        << restored.err << Render(diagnostics, sources, false);
    if (!restored.ok() || diagnostics.errors() > 0) continue;
    EXPECT_EQ(Lines(ipset::Print(ruleset)), Lines(test::Run("ipset save").out));
    ++taken;
  }
  EXPECT_GT(taken, std::size(kTexts) / 3);
}

}  // namespace
}  // namespace cnft::test
