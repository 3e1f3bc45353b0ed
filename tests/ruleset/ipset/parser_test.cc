// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with `ipset save` text: each fault with its place; and how much noise costs.
#include "ruleset/ipset/parser.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "ruleset/ipset/printer.h"

namespace cnft::ipset {
namespace {

struct Read {
  Sources sources;
  Diagnostics diagnostics;
  Ruleset ruleset;

  explicit Read(std::string text) {
    Parse(sources.Add("sets", std::move(text)), sources, diagnostics, ruleset);
  }
  // "line:column text-at-fault: kind: message" of each, one a line.
  std::string Faults() const {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      const Position at = sources.at(0).Locate(diagnostic.span.begin);
      out += fmt::format("{}:{} {}: {}: {}\n", at.line, at.column, sources.Text(diagnostic.span),
                         Info(diagnostic.kind).name, diagnostic.message);
    }
    return out;
  }
};

TEST(IpsetParser, FindsEveryFault) {
  const Read read(
      "create a hash:ip\n"
      "add a 1.2.3.x\n"
      "add b 1.2.3.4\n"
      "create c hash:mac\n"
      "add c 00:11:22:33:44:55\n"
      "create d hash:ip,port\n"
      "add d 1.2.3.4,tcp:http2x\n"
      "add d 1.2.3.4\n"
      "add d 1.2.3.4,gre:1\n"
      "add d 1.2.3.4,icmpv6:ping\n"
      "add d 1.2.3.4,tcp:80 timeout 5\n"
      "add d 1.2.3.4,tcp:80 colour red\n"
      "frobnicate d\n"
      "create e hash:ip maxelem many size 4\n"
      "create f bitmap:port\n"
      "create g list:set\n"
      "add g g\n"
      "add g a\n"
      "destroy a\n"
      "rename a h\n"
      "add d \"1.2.3.4\n");
  EXPECT_EQ(read.Faults(),
            "2:7 1.2.3.x: bad-set-element: '1.2.3.x' is not an IPv4 address\n"
            "3:5 b: unknown-set: there is no set b\n"
            "4:10 hash:mac: unsupported-set-type: cnft has no native form for sets of type "
            "hash:mac\n"
            "7:19 http2x: bad-set-element: 'http2x' is not a port\n"
            "8:7 1.2.3.4: bad-set-element: an element of hash:ip,port has 2 parts, this one has 1\n"
            "9:19 1: bad-set-element: protocol gre has no ports\n"
            "10:15 icmpv6: bad-set-element: ICMPv6 stands in IPv6 sets only\n"
            "11:22 timeout: bad-set-element: set d was not made for 'timeout'\n"
            "12:22 colour: unknown-option: elements of hash:ip,port have no option 'colour'\n"
            "13:1 frobnicate: unknown-command: 'frobnicate' is not a command for sets\n"
            "14:26 many: bad-argument: 'many' is not a number of 0 to 4294967295\n"
            "14:31 size: unknown-option: create hash:ip has no option 'size'\n"
            "15:1 create f bitmap:port: missing-option: create bitmap:port needs a range\n"
            "17:7 g: bad-set-element: a list of sets holds no other lists\n"
            "19:9 a: conflicting-options: set a cannot be destroyed: g holds it\n"
            "20:8 a: conflicting-options: set a cannot be renamed: g holds it\n"
            "21:1 add d \"1.2.3.4: syntax: a double quote is never closed\n");
}

TEST(IpsetParser, TakesASetOnce) {
  EXPECT_EQ(Read("create a hash:ip\ncreate a hash:ip\n").Faults(),
            "2:8 a: duplicate-set: set a stands already\n");
  EXPECT_EQ(Read("create a hash:ip\ncreate a hash:net\n").Faults(),
            "2:8 a: duplicate-set: set a stands already\n");
}

TEST(IpsetParser, SaysThatATextIsCutShort) {
  EXPECT_EQ(Read("create a hash:ip\nadd a 10.0.0").Faults(),
            "2:7 10.0.0: bad-set-element: '10.0.0' is not an IPv4 address\n"
            "2:1 add a 10.0.0: truncated: the text ends within a line\n");
}

TEST(IpsetParser, RefusesNulBytesAndEndlessLines) {
  const Read nul(std::string("create a hash:ip\nadd a 10\0.0.0.1\n", 33));
  EXPECT_EQ(nul.diagnostics.all().at(0).kind, DiagnosticKind::kNulByte);
  const Read line(std::string(5000, 'x') + "\n");
  EXPECT_EQ(line.diagnostics.all().at(0).kind, DiagnosticKind::kGarbled);
}

TEST(IpsetParser, HoldsNoMoreThanTheSetMay) {
  EXPECT_EQ(Read("create a hash:ip maxelem 4\nadd a 10.0.0.0/30\nadd a 10.0.1.1\n").Faults(),
            "3:7 10.0.1.1: bad-set-element: set a is full: it holds 4 elements at most\n");
  // However much a range names.
  const Read vast("create a hash:ip,port,net\nadd a 0.0.0.1-255.255.255.254,0-65535,1.0.0.0/8\n");
  EXPECT_EQ(vast.diagnostics.errors(), 1U);
  EXPECT_TRUE(vast.ruleset.Find("a")->elements.empty());
}

TEST(IpsetParser, BearsNoise) {
  std::string noise;
  std::uint32_t state = 1;
  while (noise.size() < 4'000'000) {
    state = state * 1664525U + 1013904223U;
    noise += static_cast<char>(state >> 24U);
  }
  const Read read(std::move(noise));
  EXPECT_GT(read.diagnostics.errors(), 0U);
  EXPECT_LE(read.diagnostics.all().size(), Diagnostics::kLimit);
}

TEST(IpsetParser, CarriesCommandsOut) {
  const Read read(
      "create a hash:ip\nadd a 10.0.0.1\nadd a 10.0.0.2\ndel a 10.0.0.1\n"
      "create b hash:ip counters\nadd b 10.0.0.9 packets 3 bytes 4\nswap a b\nrename a c\n"
      "create d hash:ip\nadd d 1.1.1.1\nflush d\ncreate e hash:ip\ndestroy e\n"
      "-N f iphash\n-A f 1.1.1.1\nadd f 1.1.1.1 -exist\n# nothing\nCOMMIT\n");
  EXPECT_EQ(read.Faults(), "");
  EXPECT_EQ(Print(read.ruleset),
            "create c hash:ip family inet hashsize 1024 maxelem 65536 counters\n"
            "add c 10.0.0.9 packets 3 bytes 4\n"
            "create b hash:ip family inet hashsize 1024 maxelem 65536\n"
            "add b 10.0.0.2\n"
            "create d hash:ip family inet hashsize 1024 maxelem 65536\n"
            "create f hash:ip family inet hashsize 1024 maxelem 65536\n"
            "add f 1.1.1.1\n");
}

}  // namespace
}  // namespace cnft::ipset
