// SPDX-License-Identifier: GPL-2.0-or-later
// What a table of iptables-legacy says.
#include "compat/xtables/table.h"

#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/x_tables.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <cstring>
#include <optional>

#include "compat/xtables/chains.h"

namespace cnft::compat {
namespace {

// What both families call differently.
struct Ipv4 {
  using Entry = ipt_entry;
  static constexpr unsigned kGoto = IPT_F_GOTO;

  static std::string Options(const Entry& entry, const translator::XtWords& words) {
    const ipt_ip& ip = entry.ip;
    const auto inverted = [&ip](unsigned flag) { return (ip.invflags & flag) != 0; };
    std::string out = AddressOption('s', words.AddressAt(&ip.src), words.AddressAt(&ip.smsk),
                                    inverted(IPT_INV_SRCIP)) +
                      AddressOption('d', words.AddressAt(&ip.dst), words.AddressAt(&ip.dmsk),
                                    inverted(IPT_INV_DSTIP)) +
                      InterfaceOption('i', translator::TextOf(ip.iniface), ip.iniface_mask,
                                      inverted(IPT_INV_VIA_IN)) +
                      InterfaceOption('o', translator::TextOf(ip.outiface), ip.outiface_mask,
                                      inverted(IPT_INV_VIA_OUT)) +
                      ProtocolOption(static_cast<std::uint8_t>(ip.proto), inverted(IPT_INV_PROTO));
    if ((ip.flags & IPT_F_FRAG) != 0) out += inverted(IPT_INV_FRAG) ? " ! -f" : " -f";
    return out;
  }
  static unsigned Flags(const Entry& entry) { return entry.ip.flags; }
};

struct Ipv6 {
  using Entry = ip6t_entry;
  static constexpr unsigned kGoto = IP6T_F_GOTO;

  static std::string Options(const Entry& entry, const translator::XtWords& words) {
    const ip6t_ip6& ip = entry.ipv6;
    const auto inverted = [&ip](unsigned flag) { return (ip.invflags & flag) != 0; };
    return AddressOption('s', words.AddressAt(&ip.src), words.AddressAt(&ip.smsk),
                         inverted(IP6T_INV_SRCIP)) +
           AddressOption('d', words.AddressAt(&ip.dst), words.AddressAt(&ip.dmsk),
                         inverted(IP6T_INV_DSTIP)) +
           InterfaceOption('i', translator::TextOf(ip.iniface), ip.iniface_mask,
                           inverted(IP6T_INV_VIA_IN)) +
           InterfaceOption('o', translator::TextOf(ip.outiface), ip.outiface_mask,
                           inverted(IP6T_INV_VIA_OUT)) +
           ProtocolOption(static_cast<std::uint8_t>(ip.proto), inverted(IP6T_INV_PROTO));
  }
  static unsigned Flags(const Entry& entry) { return entry.ipv6.flags; }
};

std::optional<std::string_view> VerdictName(int verdict) {
  switch (verdict) {
    case -NF_ACCEPT - 1:
      return "ACCEPT";
    case -NF_DROP - 1:
      return "DROP";
    case -NF_QUEUE - 1:
      return "QUEUE";
    case XT_RETURN:
      return "RETURN";
    default:
      return std::nullopt;
  }
}

template <typename Entries>
class Decoder {
  using Entry = typename Entries::Entry;

 public:
  Decoder(const XtTable& table, const translator::XtContext& context)
      : table_(table), context_(context), words_(context) {}

  std::expected<LiveRules, std::string> Decode(const std::vector<XtChain>& chains) {
    rules_.text += fmt::format("*{}\n", table_.name);
    RuleWriter writer(context_, table_.name, rules_);
    for (const XtChain& chain : chains) {
      if (!WriteChain(chain)) return std::unexpected(std::move(problem_));
    }
    for (const XtChain& chain : chains) {
      for (std::size_t number = 0; number < chain.rules.size(); ++number) {
        const XtRule& rule = chain.rules[number];
        writer.BeginRule(chain.name, number + 1, CountersOf(table_.family, rule));
        if (!WriteRule(rule, writer)) return std::unexpected(std::move(problem_));
        writer.EndRule();
      }
    }
    rules_.text += "COMMIT\n";
    return std::move(rules_);
  }

 private:
  bool Fail(std::string_view what) {
    problem_ = fmt::format("table {}: {}", table_.name, what);
    return false;
  }

  bool WriteChain(const XtChain& chain) {
    if (!CanBeWritten(chain.name)) return Fail("a chain has a name that cannot be written");
    if (!chain.hook) {
      rules_.text += ChainLine(chain.name, "-", {});
      return true;
    }
    const auto verdict = VerdictName(VerdictOf(table_.family, chain.end));
    if (!verdict) return Fail(fmt::format("the policy of {} is no verdict", chain.name));
    rules_.text += ChainLine(chain.name, *verdict, CountersOf(table_.family, chain.end));
    return true;
  }

  bool WriteRule(const XtRule& rule, RuleWriter& writer) {
    Entry entry;
    std::memcpy(&entry, rule.bytes.data(), sizeof(entry));
    writer.Add(Entries::Options(entry, words_));
    const XtParts parts = PartsOf(table_.family, rule);
    for (const XtExtension& match : parts.matches) {
      writer.AddMatch(match.name, match.revision, match.info);
    }
    if (!parts.target.name.empty()) {
      writer.AddTarget(parts.target.name, parts.target.revision, parts.target.info);
      return true;
    }
    if (rule.falls_through) return true;  // no target
    if (!rule.chain.empty()) {
      const bool is_goto = (Entries::Flags(entry) & Entries::kGoto) != 0;
      writer.Add(fmt::format(" -{} {}", is_goto ? 'g' : 'j', rule.chain));
      return true;
    }
    const auto name = VerdictName(VerdictOf(table_.family, rule));
    if (!name) return Fail("a verdict is none of iptables");
    writer.Add(fmt::format(" -j {}", *name));
    return true;
  }

  const XtTable& table_;
  const translator::XtContext& context_;
  const translator::XtWords words_;
  LiveRules rules_;
  std::string problem_;
};

template <typename Entries>
std::expected<void, std::string> Decode(const XtTable& table, const translator::XtContext& context,
                                        LiveRules& rules) {
  const auto chains = SplitTable(table);
  if (!chains) return std::unexpected(chains.error());
  auto decoded = Decoder<Entries>(table, context).Decode(*chains);
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  rules.text += decoded->text;
  std::ranges::move(decoded->opaque, std::back_inserter(rules.opaque));
  return {};
}

}  // namespace

std::expected<void, std::string> DecodeTable(const XtTable& table,
                                             const translator::XtContext& context,
                                             LiveRules& rules) {
  return table.family == Family::kIpv4 ? Decode<Ipv4>(table, context, rules)
                                       : Decode<Ipv6>(table, context, rules);
}

}  // namespace cnft::compat
