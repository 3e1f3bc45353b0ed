// SPDX-License-Identifier: GPL-2.0-or-later
// A rule as iptables-legacy writes it into a table.
#include "compat/xtables/encode.h"

#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/x_tables.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "translator/module.h"

namespace cnft::compat {
namespace {

using iptables::Option;
using iptables::RuleSyntax;

// What both families call differently.
struct Ipv4 {
  using Entry = ipt_entry;
  using Test = ipt_ip;
  static Test& TestOf(Entry& entry) { return entry.ip; }
  static constexpr unsigned kGoto = IPT_F_GOTO;
  static constexpr unsigned kProtocolAsked = 0;
};
struct Ipv6 {
  using Entry = ip6t_entry;
  using Test = ip6t_ip6;
  static Test& TestOf(Entry& entry) { return entry.ipv6; }
  static constexpr unsigned kGoto = IP6T_F_GOTO;
  static constexpr unsigned kProtocolAsked = IP6T_F_PROTO;
};
static_assert(IPT_INV_SRCIP == IP6T_INV_SRCIP && IPT_INV_DSTIP == IP6T_INV_DSTIP &&
              IPT_INV_VIA_IN == IP6T_INV_VIA_IN && IPT_INV_VIA_OUT == IP6T_INV_VIA_OUT &&
              int{IPT_INV_PROTO} == int{XT_INV_PROTO} && int{IP6T_INV_PROTO} == int{XT_INV_PROTO});

void PutAddress(const Option& option, void* address, void* mask) {
  const AddressMask& value = option.address();
  auto* bytes = static_cast<std::uint8_t*>(address);
  for (std::size_t i = 0; i < value.address.length; ++i) {
    bytes[i] = value.address.bytes[i] & value.mask.bytes[i];
  }
  std::memcpy(mask, value.mask.bytes.data(), value.mask.length);
}

// The mask covers the NUL of a whole name; a '+' stays in the name all the same.
void PutInterface(const Option& option, char (&name)[IFNAMSIZ], unsigned char (&mask)[IFNAMSIZ]) {
  const std::string_view text = option.text().substr(0, IFNAMSIZ - 1);
  text.copy(name, text.size());
  const bool prefix = text.ends_with('+');
  std::fill_n(mask, prefix ? text.size() - 1 : text.size() + 1, std::uint8_t{0xff});
}

template <typename Family>
typename Family::Entry EncodeTests(const RuleSyntax& syntax) {
  typename Family::Entry entry{};
  auto& test = Family::TestOf(entry);
  const auto set = [](std::uint8_t& flags, unsigned flag) {
    flags = static_cast<std::uint8_t>(flags | flag);
  };
  for (const Option& option : syntax.builtin.options) {
    switch (option.spec - syntax.builtin.extension->options.data()) {
      case iptables::kSource:
        PutAddress(option, &test.src, &test.smsk);
        if (option.negated) set(test.invflags, IPT_INV_SRCIP);
        break;
      case iptables::kDestination:
        PutAddress(option, &test.dst, &test.dmsk);
        if (option.negated) set(test.invflags, IPT_INV_DSTIP);
        break;
      case iptables::kInInterface:
        PutInterface(option, test.iniface, test.iniface_mask);
        if (option.negated) set(test.invflags, IPT_INV_VIA_IN);
        break;
      case iptables::kOutInterface:
        PutInterface(option, test.outiface, test.outiface_mask);
        if (option.negated) set(test.invflags, IPT_INV_VIA_OUT);
        break;
      case iptables::kProtocol:
        test.proto = static_cast<std::uint16_t>(option.number());
        set(test.flags, Family::kProtocolAsked);
        if (option.negated) set(test.invflags, XT_INV_PROTO);
        break;
      case iptables::kFragment:
        if constexpr (std::is_same_v<Family, Ipv4>) {
          set(test.flags, IPT_F_FRAG);
          if (option.negated) set(test.invflags, IPT_INV_FRAG);
        }
        break;
      default:
        break;
    }
  }
  if (syntax.is_goto) set(test.flags, Family::kGoto);
  return entry;
}

struct VerdictNumber {
  std::string_view name;
  int number;
};
constexpr auto kVerdicts = std::to_array<VerdictNumber>(
    {{"ACCEPT", -NF_ACCEPT - 1}, {"DROP", -NF_DROP - 1}, {"RETURN", XT_RETURN}});

// Header and structure, which is of aligned length.
void Append(std::string_view name, std::uint32_t revision, std::string_view info,
            std::vector<std::byte>& bytes) {
  xt_entry_match header{};
  static_assert(sizeof(xt_entry_match) == sizeof(xt_entry_target));
  header.u.user.match_size = static_cast<std::uint16_t>(sizeof(header) + info.size());
  name.copy(header.u.user.name, sizeof(header.u.user.name) - 1);
  header.u.user.revision = static_cast<std::uint8_t>(revision);
  std::ranges::copy(std::as_bytes(std::span(&header, 1)), std::back_inserter(bytes));
  std::ranges::copy(std::as_bytes(std::span(info)), std::back_inserter(bytes));
}

template <typename Family>
std::optional<XtRule> Encode(const RuleSyntax& syntax, const translator::XtContext& context) {
  if (syntax.target) return std::nullopt;
  auto entry = EncodeTests<Family>(syntax);
  XtRule rule;
  rule.bytes.resize(sizeof(entry));
  for (const iptables::Use& match : syntax.matches) {
    const auto write = translator::MatchOf(match).write;
    const auto info = write == nullptr ? std::nullopt : write(match, context);
    if (!info) return std::nullopt;
    Append(info->name, info->revision, info->info, rule.bytes);
  }
  entry.target_offset = static_cast<std::uint16_t>(rule.bytes.size());
  const auto* verdict = std::ranges::find(kVerdicts, syntax.verdict, &VerdictNumber::name);
  std::string number(XT_ALIGN(sizeof(int)), '\0');
  if (verdict != kVerdicts.end()) {
    std::memcpy(number.data(), &verdict->number, sizeof(int));
  } else if (syntax.verdict.empty()) {
    rule.falls_through = true;
  } else {
    rule.chain = syntax.verdict;
  }
  Append("", 0, number, rule.bytes);
  entry.next_offset = static_cast<std::uint16_t>(rule.bytes.size());
  std::memcpy(rule.bytes.data(), &entry, sizeof(entry));
  return rule;
}

}  // namespace

std::optional<XtRule> EncodeRule(const RuleSyntax& syntax, const translator::XtContext& context) {
  return context.family == Family::kIpv4 ? Encode<Ipv4>(syntax, context)
                                         : Encode<Ipv6>(syntax, context);
}

}  // namespace cnft::compat
