// SPDX-License-Identifier: GPL-2.0-or-later
// -j REJECT: drops the packet and tells its sender (net/ipv4/netfilter/ipt_REJECT.c,
// net/ipv6/netfilter/ip6t_REJECT.c).
#include <fmt/format.h>
#include <linux/netfilter_ipv4/ipt_REJECT.h>
#include <linux/netfilter_ipv6/ip6t_REJECT.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

struct Answer {
  std::string_view name;
  std::string_view alias;
  nftables::Reject reject;
};

// In the order in which a beginning of a name picks one. Codes of ICMP "destination unreachable",
// the family's own.
constexpr auto kIpv4Answers = std::to_array<Answer>({
    {"icmp-net-unreachable", "net-unreach", {false, 0}},
    {"icmp-host-unreachable", "host-unreach", {false, 1}},
    {"icmp-proto-unreachable", "proto-unreach", {false, 2}},
    {"icmp-port-unreachable", "port-unreach", {false, 3}},
    {"icmp-net-prohibited", "net-prohib", {false, 9}},
    {"icmp-host-prohibited", "host-prohib", {false, 10}},
    {"tcp-reset", "tcp-rst", {true, 0}},
    {"icmp-admin-prohibited", "admin-prohib", {false, 13}},
});
constexpr auto kIpv6Answers = std::to_array<Answer>({
    {"icmp6-no-route", "no-route", {false, 0}},
    {"icmp6-adm-prohibited", "adm-prohibited", {false, 1}},
    {"icmp6-addr-unreachable", "addr-unreach", {false, 3}},
    {"icmp6-port-unreachable", "port-unreach", {false, 4}},
    {"tcp-reset", "tcp-reset", {true, 0}},
    {"icmp6-policy-fail", "policy-fail", {false, 5}},
    {"icmp6-reject-route", "reject-route", {false, 6}},
});
constexpr std::string_view kIpv4Default = "icmp-port-unreachable";
constexpr std::string_view kIpv6Default = "icmp6-port-unreachable";

std::span<const Answer> AnswersOf(Family family) {
  if (family == Family::kIpv4) return kIpv4Answers;
  return kIpv6Answers;
}

bool BeginsIgnoringCase(std::string_view name, std::string_view beginning) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return beginning.size() <= name.size() &&
         std::ranges::equal(name.substr(0, beginning.size()), beginning, {}, lower, lower);
}

constexpr iptables::ArgumentType kAnswerArgument = {
    .placeholder = "type",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto answers = AnswersOf(input.family);
          const auto found = std::ranges::find_if(answers, [&](const Answer& answer) {
            return BeginsIgnoringCase(answer.name, input.text()) ||
                   BeginsIgnoringCase(answer.alias, input.text());
          });
          if (found == answers.end() || input.text().empty()) {
            std::vector<std::string_view> names;
            for (const Answer& answer : answers) names.push_back(answer.name);
            return input.Fail(
                fmt::format("'{}' is none of {}", input.text(), fmt::join(names, ", ")));
          }
          value = found->name;
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { out += std::get<std::string_view>(value); },
};

constexpr OptionSpec kOptions[] = {
    {.name = "reject-with", .argument = &kAnswerArgument},
};

std::string_view NameOf(const Use& use, Family family) {
  if (!use.options.empty()) return use.options[0].text();
  return family == Family::kIpv4 ? kIpv4Default : kIpv6Default;
}

void Print(const Use& use, Family family, std::string& out) {
  out += " --reject-with ";
  out += NameOf(use, family);
}

Action Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kTcp = 6;
  const auto answers = AnswersOf(context.family());
  const auto answer = std::ranges::find(answers, NameOf(use, context.family()), &Answer::name);
  if (answer->reject.tcp_reset && context.rule().Protocol() != kTcp) {
    context.Fail(DiagnosticKind::kNeedsProtocol, use.options[0].span,
                 "--reject-with tcp-reset needs -p tcp", "the kernel refuses the rule without it");
  }
  return Action::Do({answer->reject}, true);
}

// By ipt_reject_with and ip6t_reject_with; no rule asks for an echo reply.
constexpr auto kIpv4Kinds = std::to_array<std::string_view>(
    {"icmp-net-unreachable", "icmp-host-unreachable", "icmp-proto-unreachable",
     "icmp-port-unreachable", "", "icmp-net-prohibited", "icmp-host-prohibited", "tcp-reset",
     "icmp-admin-prohibited"});
constexpr auto kIpv6Kinds = std::to_array<std::string_view>(
    {"icmp6-no-route", "icmp6-adm-prohibited", "", "icmp6-addr-unreachable",
     "icmp6-port-unreachable", "", "tcp-reset", "icmp6-policy-fail", "icmp6-reject-route"});

template <typename Info, const auto& kinds>
bool Read(const Info& info, XtWords& words) {
  std::uint32_t with = 0;  // not read as the enumeration: others may write any number
  std::memcpy(&with, &info.with, sizeof with);
  if (with >= kinds.size() || kinds[with].empty()) return false;
  words.Say(false, "reject-with", "{}", kinds[with]);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read<ipt_reject_info, kIpv4Kinds>>(0, iptables::kIpv4Only),
                                 Reads<Read<ip6t_reject_info, kIpv6Kinds>>(0, iptables::kIpv6Only)};

}  // namespace

extern const TargetModule target_REJECT = {
    .extension = {.name = "REJECT",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kFilter),
                  .hooks = iptables::HookBit(iptables::Hook::kInput) |
                           iptables::HookBit(iptables::Hook::kForward) |
                           iptables::HookBit(iptables::Hook::kOutput),
                  .print = Print},
    .summary = "drops the packet and tells its sender",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
