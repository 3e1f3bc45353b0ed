// SPDX-License-Identifier: GPL-2.0-or-later
// Small random rulesets.
#include "tests/packets/random_ruleset.h"

#include <fmt/core.h>

#include <algorithm>
#include <random>
#include <span>

#include "ruleset/iptables/model.h"

namespace cnft::test {
namespace {

using iptables::Hook;
using iptables::TableId;

constexpr std::string_view kIpv4Addresses[] = {
    "8.8.8.8",        "8.8.8.0/24",     "100.64.64.0/24", "100.64.64.11",
    "100.64.64.8/29", "100.64.0.0/10",  "33.0.0.0/8",     "33.1.2.3",
    "10.88.0.0/16",   "192.168.0.0/16", "127.0.0.0/8",    "8.8.0.8/255.255.0.255",
    "8.8.8.8/31",     "0.0.0.0/1"};
constexpr std::string_view kIpv6Addresses[] = {
    "2001:db8::8",    "2001:db8::/32", "fd00:64::/64",  "fd00:64::11",
    "fd00:64::8/125", "fd00::/8",      "fd00:33::3",    "fd00:88::/64",
    "fd00:192::/60",  "::1",           "2001:db8::/31", "2001:db8::8/ffff:ffff::ffff"};
constexpr std::string_view kDevices[] = {"eth0", "lxc+", "lxc1",     "lxc2", "cilium_host",
                                         "ol0",  "lo",   "cilium_+", "br0",  "+"};
constexpr std::string_view kMarks[] = {
    "0x10",    "0x200/0xf00", "0x0",       "0x4000/0x4000",         "0xa00/0xe00",
    "0x1/0x3", "0x0/0xff",    "0x10/0x10", "0x80000000/0x80000000", "0xffffffff"};
constexpr std::string_view kStates[] = {"NEW",       "ESTABLISHED", "RELATED", "INVALID",
                                        "UNTRACKED", "DNAT",        "SNAT"};
constexpr std::string_view kPorts[] = {"80", "53", "79:81", "8080", ":1023", "1024:", "0:65535"};
constexpr std::string_view kFlags[] = {"SYN SYN", "FIN,SYN,RST,ACK SYN", "ALL NONE", "ACK,FIN FIN",
                                       "SYN,ACK SYN,ACK"};
constexpr std::string_view kAddressTypes[] = {"LOCAL",     "UNICAST",         "BROADCAST",
                                              "MULTICAST", "LOCAL,BROADCAST", "UNREACHABLE"};

// Sets that rules look into.
constexpr std::string_view kIpv4Sets =
    "create addresses hash:ip family inet hashsize 64 maxelem 1024\n"
    "add addresses 8.8.8.8\nadd addresses 100.64.64.11\n"
    "create networks hash:net family inet hashsize 64 maxelem 1024\n"
    "add networks 100.64.64.0/24\nadd networks 8.0.0.0/7\n"
    "create services hash:ip,port family inet hashsize 64 maxelem 1024\n"
    "add services 100.64.64.11,tcp:80\nadd services 33.1.2.3,udp:53\n"
    "create ports bitmap:port range 0-65535\nadd ports 80\nadd ports 53\n";
constexpr std::string_view kIpv6Sets =
    "create addresses hash:ip family inet6 hashsize 64 maxelem 1024\n"
    "add addresses 2001:db8::8\nadd addresses fd00:64::11\n"
    "create networks hash:net family inet6 hashsize 64 maxelem 1024\n"
    "add networks fd00:64::/64\nadd networks 2001:db8::/31\n"
    "create services hash:ip,port family inet6 hashsize 64 maxelem 1024\n"
    "add services fd00:64::11,tcp:80\nadd services fd00:33::3,udp:53\n"
    "create ports bitmap:port range 0-65535\nadd ports 80\nadd ports 53\n";

class RulesetMaker {
 public:
  RulesetMaker(std::uint32_t seed, bool tracked) : random_(seed), tracked_(tracked) {
    family_ = Chance(3) ? Family::kIpv6 : Family::kIpv4;
  }

  RulesetTexts Make() {
    std::string rules;
    for (std::size_t id = 0; id < iptables::kTableCount - 1; ++id) {
      if (Chance(2)) rules += MakeTable(static_cast<TableId>(id));
    }
    if (rules.empty()) rules = MakeTable(TableId::kFilter);
    RulesetTexts texts;
    if (sets_used_) texts.ipset = ipv4() ? kIpv4Sets : kIpv6Sets;
    (ipv4() ? texts.ipv4 : texts.ipv6) = std::move(rules);
    return texts;
  }

 private:
  bool ipv4() const { return family_ == Family::kIpv4; }
  std::size_t Below(std::size_t count) { return random_() % count; }
  bool Chance(std::size_t one_in) { return Below(one_in) == 0; }
  std::string_view Pick(std::span<const std::string_view> from) { return from[Below(from.size())]; }
  std::string_view Not() { return Chance(3) ? "! " : ""; }
  std::string_view SomeAddress() { return ipv4() ? Pick(kIpv4Addresses) : Pick(kIpv6Addresses); }

  std::string MakeTable(TableId id) {
    const iptables::TableInfo& info = iptables::Info(id);
    table_ = id;
    std::string declared = fmt::format("*{}\n", info.name);
    std::string rules;
    for (std::size_t at = 0; at < iptables::kHookCount; ++at) {
      if ((info.hooks >> at & 1U) == 0) continue;
      hook_ = static_cast<Hook>(at);
      const std::string_view name = iptables::HookName(hook_);
      declared +=
          fmt::format(":{} {} [0:0]\n", name, id != TableId::kNat && Chance(8) ? "DROP" : "ACCEPT");
      if (Chance(2)) continue;
      const std::size_t called = Below(3);
      for (std::size_t i = 0; i < called; ++i) declared += fmt::format(":{}-{} - [0:0]\n", name, i);
      callable_ = {0, called};
      rules += MakeChain(std::string(name));
      for (std::size_t i = 0; i < called; ++i) {
        callable_ = {i + 1, called};
        rules += MakeChain(fmt::format("{}-{}", name, i));
      }
    }
    return declared + rules + "COMMIT\n";
  }

  std::string MakeChain(const std::string& name) {
    std::string out;
    const std::size_t count = 1 + Below(4);
    for (std::size_t i = 0; i < count; ++i) {
      protocol_.clear();
      state_asked_ = false;
      std::string matches;
      const std::size_t matched = Below(4);
      for (std::size_t k = 0; k < matched; ++k) matches += MakeMatch();
      const std::string target = MakeTarget();
      std::string protocol;
      if (!protocol_.empty()) protocol = fmt::format(" -p {}", protocol_);
      out += fmt::format("-A {}{}{}{}\n", name, protocol, matches, target);
    }
    return out;
  }

  // A protocol that the rule's ports are of.
  bool WantPorts() {
    if (protocol_.empty()) protocol_ = Chance(2) ? "tcp" : "udp";
    return protocol_ == "tcp" || protocol_ == "udp";
  }

  std::string MakeMatch() {
    const bool in = hook_ == Hook::kPrerouting || hook_ == Hook::kInput || hook_ == Hook::kForward;
    const bool out =
        hook_ == Hook::kForward || hook_ == Hook::kOutput || hook_ == Hook::kPostrouting;
    switch (Below(16)) {
      case 0:
        return fmt::format(" -m iprange {}--src-range {}", Not(),
                           ipv4() ? "8.8.8.7-8.8.8.9" : "2001:db8::7-2001:db8::9");
      case 1:
      case 2:
        return fmt::format(" -m mark {}--mark {}", Not(), Pick(kMarks));
      case 3:
        // Two that exclude each other ask for no tracking natively (known_differences.cc).
        if (!tracked_ && state_asked_) return {};
        state_asked_ = true;
        return fmt::format(" -m conntrack {}--ctstate {}{}", Not(), Pick(kStates),
                           Chance(2) ? std::string() : fmt::format(",{}", Pick(kStates)));
      case 4: {
        if (!WantPorts()) return {};
        return fmt::format(" -m {} {}--{} {}", protocol_, Not(), Chance(4) ? "sport" : "dport",
                           Pick(kPorts));
      }
      case 5:
        if (protocol_.empty()) protocol_ = "tcp";
        if (protocol_ != "tcp") return {};
        return fmt::format(" -m tcp {}--tcp-flags {}", Not(), Pick(kFlags));
      case 6:
        return fmt::format(" -m addrtype {}--{}-type {}", Not(), Chance(2) ? "src" : "dst",
                           Pick(kAddressTypes));
      case 7:
        // Where only these have fragments put together, nothing does so natively.
        if (!tracked_ || (hook_ != Hook::kPrerouting && hook_ != Hook::kInput)) return {};
        return fmt::format(" -m socket{}{}", Chance(2) ? " --transparent" : "",
                           Chance(2) ? " --nowildcard" : "");
      case 8: {
        sets_used_ = true;
        static constexpr std::string_view kSets[] = {"addresses src", "addresses dst",
                                                     "networks dst",  "services dst,dst",
                                                     "ports dst",     "networks src"};
        return fmt::format(" -m set {}--match-set {}", Not(), Pick(kSets));
      }
      case 9:
        if (!WantPorts()) return {};
        return fmt::format(" -m multiport {}--dports 53,79:81,8080", Not());
      case 10:
        if (hook_ != Hook::kOutput) return {};
        return fmt::format(" -m owner {}--uid-owner 0-10", Not());
      case 11:
        if (!tracked_ && state_asked_) return {};
        state_asked_ = true;
        return fmt::format(" -m connmark {}--mark {}", Not(), Pick(kMarks));
      case 12:
        if (in && (Chance(2) || !out)) return InOut("-i");
        if (out) return InOut("-o");
        return {};
      case 13:
        return ipv4() ? fmt::format(" -m ttl --ttl-{} {}", Chance(2) ? "lt" : "gt", 60 + Below(8))
                      : fmt::format(" -m hl --hl-{} {}", Chance(2) ? "lt" : "gt", 60 + Below(8));
      case 14:
        return fmt::format(" -m dscp {}--dscp {}", Not(), Chance(2) ? "0x00" : "0x04");
      default:
        return fmt::format(" -m length {}--length {}", Not(), ipv4() ? "20:40" : "40:60");
    }
  }

  std::string InOut(std::string_view option) {
    std::string_view device = Pick(kDevices);
    // "! -i +" matches nothing, and is refused.
    return fmt::format(" {}{} {}", device == "+" ? "" : Not(), option, device);
  }

  std::string Addresses() {
    std::string out;
    if (Chance(2)) out += fmt::format(" {}-s {}", Not(), SomeAddress());
    if (Chance(2)) out += fmt::format(" {}-d {}", Not(), SomeAddress());
    return out;
  }

  std::string MakeTarget() {
    const std::string addresses = Addresses();
    if (callable_.first < callable_.second && Chance(4)) {
      return addresses + fmt::format(" -{} {}-{}", Chance(4) ? "g" : "j", iptables::HookName(hook_),
                                     callable_.first + Below(callable_.second - callable_.first));
    }
    return addresses + OwnTarget();
  }

  std::string OwnTarget() {
    const bool source_nat = hook_ == Hook::kPostrouting || hook_ == Hook::kInput;
    const std::string_view own = ipv4() ? "33.1.2.3" : "fd00:33::3";
    const std::string_view pod = ipv4() ? "100.64.64.12" : "fd00:64::12";
    const auto with_port = [&](std::string_view address, unsigned port) {
      return ipv4() ? fmt::format("{}:{}", address, port) : fmt::format("[{}]:{}", address, port);
    };
    if (Chance(6)) return Chance(2) ? " -j ACCEPT" : " -j RETURN";
    if (Chance(8)) return "";
    if (Chance(6)) return fmt::format(" -j MARK --set-xmark {}", Pick(kMarks));
    switch (table_) {
      case TableId::kRaw:
        if (Chance(2)) return " -j DROP";
        // What the node sends about untracked packets, errors and resets, must not meet the rule
        // (docs/semantics.md).
        if (protocol_.empty()) protocol_ = "udp";
        if (Chance(3)) {
          if (protocol_ == "tcp") return " -j CT --helper ftp";
          if (protocol_ == "udp") return " -j CT --helper tftp";
        }
        return protocol_ == "udp" ? " -j CT --notrack" : " -j DROP";
      case TableId::kMangle:
        switch (Below(8)) {
          case 0:
            if (hook_ == Hook::kPrerouting && WantPorts()) {
              return fmt::format(" -j TPROXY --on-port {} --on-ip {} --tproxy-mark 0x200/0xf00",
                                 Chance(3) ? 15999 : 15001, ipv4() ? "127.0.0.1" : "::1");
            }
            return " -j DROP";
          case 1:
            return " -j DROP";
          case 2:
            return fmt::format(" -j DSCP --set-dscp {}", Below(64));
          case 3:
            return Chance(2) ? " -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff"
                             : " -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff";
          case 4:
            return fmt::format(" -j CONNMARK --set-xmark {}", Pick(kMarks));
          case 5:
            return ipv4() ? fmt::format(" -j TTL --ttl-set {}", 30 + Below(40))
                          : fmt::format(" -j HL --hl-set {}", 30 + Below(40));
          default:
            return fmt::format(" -j MARK --set-xmark {}", Pick(kMarks));
        }
      case TableId::kNat:
        if (source_nat) {
          if (hook_ == Hook::kPostrouting && Chance(2)) return " -j MASQUERADE";
          if (Chance(3) && WantPorts()) {
            return fmt::format(" -j SNAT --to-source {}",
                               with_port(own, 4000 + static_cast<unsigned>(Below(9))));
          }
          return fmt::format(" -j SNAT --to-source {}", own);
        }
        if (Chance(3)) {
          if (WantPorts() && Chance(2)) return " -j REDIRECT --to-ports 8080";
          return " -j REDIRECT";
        }
        if (Chance(2) && WantPorts()) {
          return fmt::format(" -j DNAT --to-destination {}",
                             with_port(Chance(2) ? own : pod, 8080));
        }
        return fmt::format(" -j DNAT --to-destination {}", Chance(2) ? own : pod);
      default:
        if (hook_ != Hook::kPrerouting && hook_ != Hook::kPostrouting && Chance(4)) {
          if (Chance(2)) return " -j REJECT";
          if (protocol_.empty()) protocol_ = "tcp";
          if (protocol_ == "tcp") return " -j REJECT --reject-with tcp-reset";
        }
        return Chance(2) ? " -j DROP" : " -j ACCEPT";
    }
  }

  std::mt19937 random_;
  bool tracked_;
  Family family_;
  TableId table_ = TableId::kFilter;
  Hook hook_ = Hook::kInput;
  std::pair<std::size_t, std::size_t> callable_;  // numbers of the chains that may be called
  std::string protocol_;                          // of the rule being made
  bool state_asked_ = false;                      // by the rule being made
  bool sets_used_ = false;
};

}  // namespace

RulesetTexts MakeRandomRuleset(std::uint32_t seed, bool tracked) {
  return RulesetMaker(seed, tracked).Make();
}

}  // namespace cnft::test
