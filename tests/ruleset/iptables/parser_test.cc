// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with iptables-save text beside its rules: each fault with its place.
#include "ruleset/iptables/parser.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "translator/module.h"

namespace cnft::iptables {
namespace {

// "line text-at-fault: kind: message" of each, one a line.
std::string Faults(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  Ruleset ruleset;
  Parse(sources.Add("rules", std::move(text)), sources, translator::Extensions(), diagnostics,
        ruleset);
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    out +=
        fmt::format("{} {}: {}: {}\n", sources.at(0).Locate(diagnostic.span.begin).line,
                    sources.Text(diagnostic.span), Info(diagnostic.kind).name, diagnostic.message);
  }
  return out;
}

struct Case {
  std::string_view text;  // between "*filter" and "COMMIT"
  std::string_view faults;
};

constexpr Case kCases[] = {
    {":INPUT DROP [1:2]\n:A - [0:0]\n-A A -j ACCEPT\n", ""},
    {":A DROP [0:0]\n",
     "2 DROP: bad-policy: A is no built-in chain of table filter: it cannot have a policy\n"},
    {":INPUT REJECT [0:0]\n", "2 REJECT: bad-policy: 'REJECT' is no policy: ACCEPT or DROP\n"},
    {"-P A DROP\n", "2 A: unknown-chain: table filter has no chain 'A'\n"},
    {":A - [0:0]\n-P A DROP\n",
     "3 -P A DROP: bad-policy: A is no built-in chain: it cannot have a policy\n"},
    {"-P INPUT\n", "2 -P INPUT: bad-policy: '-P INPUT' is no policy: ACCEPT or DROP\n"},
    {":A - [0:0]\n:A - [0:0]\n", "3 A: duplicate-chain: chain A is declared twice\n"},
    {"-N A\n-N A\n", "3 A: duplicate-chain: chain A exists already\n"},
    {"-N A\n-N B\n-E A B\n", "4 -E A B: duplicate-chain: chain A cannot be renamed to B\n"},
    {"-E INPUT B\n", "2 -E INPUT B: duplicate-chain: chain INPUT cannot be renamed to B\n"},
    {":-A - [0:0]\n", "2 -A: bad-chain-name: '-A' cannot name a chain\n"},
    {"-N !A\n", "2 !A: bad-chain-name: '!A' cannot name a chain\n"},
    {":aaaaaaaaaaaaaaaaaaaaaaaaaaaaa - [0:0]\n",
     "2 aaaaaaaaaaaaaaaaaaaaaaaaaaaaa: bad-chain-name: chain name of 29 bytes: at most 28 are "
     "possible\n"},
    {"-Q INPUT\n", "2 -Q: unknown-command: '-Q' is no command of iptables-restore\n"},
    {"-A\n", "2 -A: missing-argument: the command needs a chain\n"},
    {"-R INPUT -j DROP\n", "2 -R INPUT -j DROP: missing-argument: -R needs the number of a rule\n"},
    {"-R INPUT 1 -j DROP\n",
     "2 -R INPUT 1 -j DROP: no-such-rule: chain INPUT has 0 rules: there is no place 1\n"},
    {"-I INPUT 2 -j DROP\n",
     "2 -I INPUT 2 -j DROP: no-such-rule: chain INPUT has 0 rules: there is no place 2\n"},
    {"-D INPUT 1\n", "2 -D INPUT 1: no-such-rule: chain INPUT has 0 rules: there is no place 1\n"},
    {"-A INPUT -j DROP\n-D INPUT -j ACCEPT\n",
     "3 -D INPUT -j ACCEPT: no-such-rule: chain INPUT has no such rule\n"},
    {"-A INPUT -j DROP\n-D INPUT --jump DROP\n", ""},
    {"-X INPUT\n", "2 -X INPUT: chain-in-use: chain INPUT cannot be deleted: it is built in\n"},
    {"-N A\n-A A -j DROP\n-X A\n",
     "4 -X A: chain-in-use: chain A cannot be deleted: it is not empty\n"},
    {"*nat\n:INPUT DROP [0:0]\n",
     "2 *nat: truncated: table filter has no COMMIT before this line\n"
     "3 DROP: bad-policy: the nat table cannot drop: it sees only the first packet of a flow\n"},
    {"COMMIT\n*filter\n",
     "3 *filter: table-repeated: table filter begins again: iptables-restore drops what stood in "
     "it before\n"},
    {"COMMIT\n*broute\n-A INPUT\n*nat\n", "3 broute: unknown-table: unknown table 'broute'\n"},
};

TEST(IptablesParser, FindsEveryFault) {
  for (const Case& one : kCases) {
    EXPECT_EQ(Faults(fmt::format("*filter\n{}COMMIT\n", one.text)), one.faults) << one.text;
  }
}

// Lists of addresses stand for a rule each.
TEST(IptablesParser, TakesNoMoreRulesThanAListMayStandFor) {
  std::string list = "10.0.0.0";
  for (int i = 1; i < 256; ++i) list += fmt::format(",10.0.0.{}", i);
  const auto rules = [&](std::string_view more) {
    return Faults(fmt::format("*filter\n-A INPUT -s {} -d {}{} -j DROP\nCOMMIT\n", list,
                              list.substr(list.find(',') + 1), more));
  };
  EXPECT_EQ(rules(""), "");
  EXPECT_NE(
      rules(",10.0.0.0").find(": too-large: the lists of addresses stand for more than 65535"),
      std::string::npos);
}

}  // namespace
}  // namespace cnft::iptables
