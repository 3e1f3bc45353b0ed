// SPDX-License-Identifier: GPL-2.0-or-later
// Rules of thumb: what users of such rules have tripped over.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"
#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

// Where the mark keeps what (cilium/cilium, pkg/datapath/linux/linux_defaults/mark.go).
struct Bits {
  std::uint32_t mask;
  std::string_view meaning;
};
constexpr auto kBits = std::to_array<Bits>(
    {{0x00000f00, "what a packet is"}, {0xffff00ff, "identities, and ports of proxies"}});

// Which packets of the raw table's chain come to which of the filter table.
struct Passage {
  std::string_view from;
  std::array<std::string_view, 2> to;
};
constexpr auto kPassages =
    std::to_array<Passage>({{"CILIUM_PRE_raw", {"CILIUM_INPUT", "CILIUM_FORWARD"}},
                            {"CILIUM_OUTPUT_raw", {"CILIUM_OUTPUT", ""}}});

// What a rule asks of packets: options and their values, without comments.
struct Conditions {
  std::vector<std::string> all;
  std::string target;
};

Conditions Read(const Rule& rule) {
  std::deque<std::string> storage;
  iptables::Lexer lexer(rule.text, Span{}, storage);
  iptables::Word word;
  Conditions conditions;
  std::string negation;
  for (bool more = lexer.Next(word); more;) {
    const std::string option(word.text);
    if (option == "!") {
      negation = "! ";
      more = lexer.Next(word);
      continue;
    }
    std::string value;
    while ((more = lexer.Next(word)) && (word.quoted || !word.text.starts_with('-')) &&
           word.text != "!") {
      value += fmt::format(" {}", word.text);
    }
    if (option == "-j") conditions.target = value;
    if (option.starts_with("-j") || option.starts_with("--notrack")) continue;
    if (option != "-m" && option != "--match" && option != "--comment") {
      conditions.all.push_back(fmt::format("{}{}{}", negation, option, value));
    }
    negation.clear();
  }
  return conditions;
}

// Whether packets that meet `given` meet `asked`.
bool Implies(const std::string& given, const std::string& asked) {
  constexpr std::string_view kMark = "--mark ";
  if (given == asked) return true;
  if (!given.starts_with(kMark) || !asked.starts_with(kMark)) return false;
  const auto narrow = iptables::ParseMasked(given.substr(kMark.size()));
  const auto wide = iptables::ParseMasked(asked.substr(kMark.size()));
  return narrow && wide && (narrow->mask & wide->mask) == wide->mask &&
         (narrow->value & wide->mask) == wide->value;
}

class Adviser : Section {
 public:
  using Section::Section;

  void All() {
    for (const Rule& rule : plan_.rules) UntrackedButNotAccepted(rule);
    UntrackedAndMasqueraded();
    MarksOfOthers();
    PortsOfProxies();
  }

 private:
  void UntrackedButNotAccepted(const Rule& rule) {
    const auto* passage = std::ranges::find(kPassages, rule.chain, &Passage::from);
    if (passage == kPassages.end()) return;
    const Conditions untracked = Read(rule);
    const bool accepted = std::ranges::any_of(plan_.rules, [&](const Rule& other) {
      if (other.family != rule.family ||
          std::ranges::find(passage->to, other.chain) == passage->to.end()) {
        return false;
      }
      const Conditions conditions = Read(other);
      return conditions.target == " ACCEPT" &&
             std::ranges::all_of(conditions.all, [&](const std::string& asked) {
               return std::ranges::any_of(
                   untracked.all, [&](const std::string& given) { return Implies(given, asked); });
             });
    });
    if (accepted) return;
    Advise(rule.chain,
           fmt::format("packets with {} are not tracked, and no rule of {} accepts all of them",
                       fmt::join(untracked.all, " "),
                       passage->to[1].empty()
                           ? std::string(passage->to[0])
                           : fmt::format("{} or {}", passage->to[0], passage->to[1])),
           "accept them before rules that drop packets of no connection");
  }

  void UntrackedAndMasqueraded() {
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      const auto& network = node_.of(family).pod_cidr;
      const bool masquerades = std::ranges::any_of(plan_.rules, [&](const Rule& rule) {
        return rule.family == family && (rule.text.find("-j MASQUERADE") != std::string::npos ||
                                         rule.text.find("-j SNAT") != std::string::npos);
      });
      if (!network || !masquerades) continue;
      for (const NoTrackPod& pod : node_.no_track_pods) {
        for (const Address& address : pod.addresses) {
          if (address.family() != family || And(address, network->mask) != network->address) {
            continue;
          }
          Advise("no-track-pods",
                 fmt::format("what {} sends from port {} is not tracked: nothing masquerades it",
                             cnft::Print(address), pod.port),
                 "serve only those who can reach the address of the pod");
        }
      }
    }
  }

  void MarksOfOthers() {
    for (const OtherMark& mark : node_.other_marks) {
      for (const Bits& bits : kBits) {
        if ((mark.mask & bits.mask) == 0) continue;
        Advise("marks",
               fmt::format("{} goes by the mark {:#x}/{:#x}, where Cilium keeps {}", mark.user,
                           mark.value, mark.mask, bits.meaning),
               "bits 12 to 15 (mask 0xf000) are free of Cilium's, and of kube-proxy's but two");
      }
    }
  }

  void PortsOfProxies() {
    const std::uint16_t low = config_.Port(kProxyPortMin);
    const std::uint16_t high = config_.Port(kProxyPortMax);
    for (const Proxy& proxy : node_.proxies) {
      // The port of the DNS proxy is an option of its own.
      if (proxy.name == "cilium-dns-egress" || (proxy.port >= low && proxy.port <= high)) continue;
      Advise("proxies",
             fmt::format("{} is on port {}, and the agent takes ports from {} to {}", proxy.name,
                         proxy.port, low, high),
             "is the file up to date?");
    }
  }
};

}  // namespace

void Advise(Draft& draft) { Adviser(draft).All(); }

}  // namespace cnft::cilium
