// SPDX-License-Identifier: GPL-2.0-or-later
// Differences between rulesets, and in what goes with them, in words.
#include "api/changes.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "ruleset/iptables/names.h"

namespace cnft {
namespace {

using nftables::DataType;

std::string_view Noun(Subject subject) {
  switch (subject) {
    case Subject::kTable:
      return "table";
    case Subject::kObject:
      return "helper";
    case Subject::kSet:
      return "set";
    case Subject::kElements:
      return "element";
    case Subject::kChain:
      return "chain";
    case Subject::kRule:
      return "rule";
  }
  return "";
}

std::uint32_t Number(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
  return number;
}

std::string PrintField(DataType type, std::string_view bytes) {
  switch (type) {
    case DataType::kIpv4Address:
    case DataType::kIpv6Address: {
      Address address;
      address.length = static_cast<std::uint8_t>(bytes.size());
      std::ranges::copy(bytes, address.bytes.begin());
      return cnft::Print(address);
    }
    case DataType::kInetProtocol: {
      const auto name = iptables::FindProtocolName(static_cast<std::uint8_t>(bytes[0]));
      return name.empty() ? fmt::format("{}", Number(bytes)) : std::string(name);
    }
    case DataType::kInetService:
      return fmt::format("{}", Number(bytes));
    case DataType::kInterfaceName:
      return std::string(bytes.substr(0, bytes.find('\0')));
    case DataType::kEtherAddress: {
      std::string text;
      for (const char byte : bytes) {
        fmt::format_to(std::back_inserter(text), "{}{:02x}", text.empty() ? "" : ":",
                       static_cast<std::uint8_t>(byte));
      }
      return text;
    }
    default:
      return fmt::format("{:#x}", Number(bytes));
  }
}

// "10.0.0.1 . tcp . 80-90"
std::string PrintElement(const nftables::Set& set, const nftables::Element& element) {
  std::string text;
  std::size_t at = 0;
  for (const DataType type : set.key) {
    const std::size_t length = nftables::Info(type).length;
    if (at + length > element.key.size()) break;
    if (!text.empty()) text += " . ";
    const std::string low = PrintField(type, std::string_view(element.key).substr(at, length));
    text += low;
    if (element.key_end.size() == element.key.size()) {
      const std::string high =
          PrintField(type, std::string_view(element.key_end).substr(at, length));
      if (high != low) text += "-" + high;
    }
    at += length;
  }
  return text;
}

std::string PrintRule(const nftables::Rule& rule) {
  if (rule.role != nftables::Role::kRule) return "(a further part of the rule before)";
  return rule.source.empty() ? std::string("(counts every packet)") : rule.source;
}

std::string PrintChain(const nftables::Chain& chain) {
  if (!chain.base) return {};
  return fmt::format("hook {}, priority {}, policy {}", iptables::HookName(chain.base->hook),
                     chain.base->priority,
                     chain.base->policy == nftables::Policy::kDrop ? "DROP" : "ACCEPT");
}

std::string PrintSet(const nftables::Set& set) {
  std::string text;
  for (const DataType type : set.key) {
    if (!text.empty()) text += " . ";
    text += nftables::Info(type).name;
  }
  return set.elements.empty() ? text
                              : fmt::format("{}, {} element{}", text, set.elements.size(),
                                            set.elements.size() == 1 ? "" : "s");
}

}  // namespace

std::string_view Name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kRemoved:
      return "removed";
    case ChangeKind::kChanged:
      return "changed";
  }
  return "";
}

ChangeText Describe(const Change& change) {
  ChangeText text;
  text.kind = change.kind;
  text.family = change.family;
  text.subject = Noun(change.subject);
  text.name = change.name;
  std::string& content = change.kind == ChangeKind::kRemoved ? text.before : text.after;
  if (change.rule != nullptr) {
    content = PrintRule(*change.rule);
  } else if (change.element != nullptr && change.set != nullptr) {
    content = PrintElement(*change.set, *change.element);
  } else if (change.set != nullptr) {
    content = PrintSet(*change.set);
  } else if (change.chain != nullptr) {
    content = PrintChain(*change.chain);
  }
  if (change.rule_before != nullptr) text.before = PrintRule(*change.rule_before);
  if (change.chain_before != nullptr) text.before = PrintChain(*change.chain_before);
  return text;
}

ChangeText Describe(const SysctlDifference& difference) {
  const std::string& name = difference.wanted.name;
  return {ChangeKind::kChanged,
          name.starts_with("net.ipv6.") ? Family::kIpv6 : Family::kIpv4,
          "sysctl",
          name,
          difference.value,
          difference.wanted.value};
}

std::vector<ChangeText> Describe(const routing::Routing& before, const routing::Routing& after) {
  std::vector<ChangeText> texts;
  const auto lacks = [](const auto& list, const auto& one) {
    return std::ranges::find(list, one) == list.end();
  };
  const auto place = [](const auto& list, const routing::Route& route) {
    return std::ranges::find_if(list, [&](const auto& other) { return SamePlace(route, other); });
  };
  constexpr std::string_view kRoute = "route";
  constexpr std::string_view kRule = "policy-rule";
  for (const routing::Route& route : after.routes) {
    if (!lacks(before.routes, route)) continue;
    const auto old = place(before.routes, route);
    if (old == before.routes.end()) {
      texts.push_back({ChangeKind::kAdded, route.family, kRoute, Print(route), "", ""});
    } else {
      texts.push_back({ChangeKind::kChanged, route.family, kRoute,
                       fmt::format("of table {}", route.table), Print(*old), Print(route)});
    }
  }
  for (const routing::Rule& rule : after.rules) {
    if (!lacks(before.rules, rule)) continue;
    texts.push_back({ChangeKind::kAdded, rule.family, kRule, Print(rule), "", ""});
  }
  for (const routing::Rule& rule : before.rules) {
    if (!lacks(after.rules, rule)) continue;
    texts.push_back({ChangeKind::kRemoved, rule.family, kRule, Print(rule), "", ""});
  }
  for (const routing::Route& route : before.routes) {
    if (place(after.routes, route) != after.routes.end()) continue;
    texts.push_back({ChangeKind::kRemoved, route.family, kRoute, Print(route), "", ""});
  }
  return texts;
}

std::string Print(const ChangeText& change) {
  const char sign = change.kind == ChangeKind::kAdded     ? '+'
                    : change.kind == ChangeKind::kRemoved ? '-'
                                                          : '~';
  std::string text = fmt::format("{} {} {} {}", sign, change.family == Family::kIpv4 ? "ip" : "ip6",
                                 change.subject, change.name);
  if (change.kind == ChangeKind::kChanged) {
    if (change.before == change.after) return text + ": the same in another form";
    return fmt::format("{}\n    old: {}\n    new: {}", text, change.before, change.after);
  }
  const std::string& content = change.before.empty() ? change.after : change.before;
  return content.empty() ? text : fmt::format("{}: {}", text, content);
}

}  // namespace cnft
