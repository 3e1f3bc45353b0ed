// SPDX-License-Identifier: GPL-2.0-or-later
// What rules share: sets and objects of the table being translated.
#include "translator/resources.h"

#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ruleset/iptables/syntax.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

bool OfConntrack(const nftables::Selector& selector) {
  return std::holds_alternative<nftables::Ct>(selector.field);
}

// What the kernel does once a rule with the statement stands (the callers of nf_ct_netns_get and
// nf_defrag_ipv4_enable among nft_*.c).
std::uint8_t PreparationFor(const nftables::Statement& statement) {
  using namespace nftables;
  const auto when = [](bool tracking) {
    return tracking ? std::uint8_t{kTracking} : std::uint8_t{0};
  };
  return std::visit(
      [&]<typename T>(const T& s) -> std::uint8_t {
        if constexpr (std::is_same_v<T, Match> || std::is_same_v<T, RangeMatch>) {
          return when(OfConntrack(s.selector));
        } else if constexpr (std::is_same_v<T, Lookup>) {
          return when(std::ranges::any_of(s.key, OfConntrack));
        } else if constexpr (std::is_same_v<T, DynamicSet>) {
          return when(std::ranges::any_of(s.key, OfConntrack) ||
                      std::ranges::any_of(s.stateful, [](const Stateful& stateful) {
                        return std::holds_alternative<ConnLimit>(stateful);
                      }));
        } else if constexpr (std::is_same_v<T, SetMeta>) {
          const auto* computed = std::get_if<Computed>(&s.operand);
          return when(computed != nullptr && std::holds_alternative<Ct>(computed->field));
        } else if constexpr (std::is_same_v<T, Tproxy>) {
          return kDefragmentation;
        } else {
          return when(std::is_same_v<T, SetCt> || std::is_same_v<T, Nat> ||
                      std::is_same_v<T, Masquerade> || std::is_same_v<T, Redirect> ||
                      std::is_same_v<T, ConnLimit> || std::is_same_v<T, Xt>);
        }
      },
      statement);
}

}  // namespace

std::string Resources::SharedSet(std::string_view purpose, nftables::Set set) {
  std::string contents = fmt::format("{} {}", purpose, set.interval);
  for (const auto type : set.key) contents += fmt::format(" {}", static_cast<int>(type));
  for (const nftables::Element& element : set.elements) {
    contents += fmt::format("|{}:{}-{}", element.key.size(), element.key, element.key_end);
  }
  const auto [found, inserted] = shared_.emplace(contents, "");
  if (!inserted) return found->second;
  // Two dots never come out of NftName: these names cannot meet those of ipsets.
  std::string name = fmt::format("{}..{:08x}", purpose, StableHash(contents));
  while (declared_.contains(name)) name += 'x';
  set.name = name;
  set.size = static_cast<std::uint32_t>(set.elements.size() *
                                        (set.interval && set.key.size() == 1 ? 2 : 1));
  found->second = name;
  Declare(std::move(set));
  return name;
}

void Resources::NoteAsked(std::span<const nftables::Statement> statements) {
  if ((asked_ & ~asked_natively_) == 0) return;
  for (const nftables::Statement& statement : statements) {
    asked_natively_ |= PreparationFor(statement);
  }
}

void Resources::AskForRest(const std::string& chain) {
  const auto missing = static_cast<std::uint8_t>(asked_ & ~asked_natively_);
  if (missing == 0) return;
  nftables::Chain out;
  out.name = chain;
  out.role = nftables::ChainRole::kHelper;
  sink_.AddChain(std::move(out));
  nftables::Rule rule;
  rule.role = nftables::Role::kGuard;
  if (missing == kDefragmentation) {
    rule.statements = {
        Compare(MetaField(nftables::MetaKey::kL4proto), nftables::Relation::kEq, IPPROTO_TCP),
        nftables::Tproxy{{}, 1}};
  } else {
    rule.statements = {Compare(CtField(nftables::CtKey::kMark), nftables::Relation::kEq, 0)};
  }
  sink_.AddRule(chain, std::move(rule));
}

std::string Resources::PortSet(std::span<const iptables::Range> ports) {
  std::vector<iptables::Range> sorted(ports.begin(), ports.end());
  std::ranges::sort(sorted, {}, &iptables::Range::low);
  nftables::Set set;
  set.key = {nftables::DataType::kInetService};
  std::vector<iptables::Range> merged;
  for (const iptables::Range& range : sorted) {
    if (!merged.empty() && range.low <= merged.back().high + 1) {
      merged.back().high = std::max(merged.back().high, range.high);
    } else {
      merged.push_back(range);
    }
  }
  set.interval =
      std::ranges::any_of(merged, [](const auto& range) { return range.low != range.high; });
  const auto key = [](std::uint64_t port) {
    return std::string{static_cast<char>(port >> 8), static_cast<char>(port)};
  };
  for (const iptables::Range& range : merged) {
    nftables::Element element;
    element.key = key(range.low);
    if (range.high != range.low) element.key_end = key(range.high);
    set.elements.push_back(std::move(element));
  }
  return SharedSet("ports", std::move(set));
}

bool Resources::DynamicSet(const nftables::Set& set) {
  const auto found = declared_.find(set.name);
  if (found != declared_.end()) return found->second.SameDefinition(set);
  Declare(set);
  return true;
}

std::string Resources::OwnSet(std::string_view purpose, std::string_view rule, nftables::Set set) {
  set.name = fmt::format("{}..{:08x}", purpose, StableHash(rule));
  const std::string base = set.name;
  for (int count = 1; declared_.contains(set.name); ++count) {
    set.name = fmt::format("{}.{}", base, count);
  }
  Declare(set);
  return set.name;
}

void Resources::ForEachUse(std::string_view extension,
                           const std::function<void(const iptables::Use&)>& visit) const {
  if (ruleset_ == nullptr) return;
  Diagnostics ignored;  // the same is said again when the rule is translated
  iptables::RuleSyntax syntax;
  for (const auto& table : ruleset_->tables) {
    if (!table) continue;
    for (const iptables::Chain& chain : table->chains) {
      for (const iptables::Rule& rule : chain.rules) {
        if (sources_->Text(rule.span).find(extension) == std::string_view::npos) continue;
        syntax.Clear();
        iptables::ParseRule(rule, {ruleset_->family, table->id}, *sources_, Extensions(), ignored,
                            syntax);
        for (const iptables::Use& use : syntax.matches) {
          if (use.extension->name == extension) visit(use);
        }
        // Of targets, too.
        if (syntax.target && syntax.target->extension->name == extension) visit(*syntax.target);
      }
    }
  }
}

std::string Resources::CtHelper(std::string_view helper, std::uint8_t l4proto, Span span) {
  const auto [found, inserted] = helpers_.emplace(std::pair(std::string(helper), l4proto), "");
  if (inserted) {
    nftables::Object object;
    object.name = fmt::format("{}-{}", NftName(helper), l4proto);
    object.helper = helper;
    object.l4proto = l4proto;
    object.span = span;
    found->second = object.name;
    sink_.AddObject(object);
  }
  return found->second;
}

const ipset::Set* Resources::FindIpset(std::string_view name) const {
  return ipsets_ == nullptr ? nullptr : ipsets_->Find(name);
}

void Resources::Declare(nftables::Set set) {
  std::vector<nftables::Element> elements = std::exchange(set.elements, {});
  declared_.emplace(set.name, set);
  set.elements = std::move(elements);
  sink_.AddSet(std::move(set));
}

std::string NftName(std::string_view name) {
  std::string result;
  AppendNftName(name, result);
  return result;
}

void AppendNftName(std::string_view name, std::string& out) {
  static constexpr auto kPlain = [] {
    std::array<bool, 256> plain{};
    for (unsigned char c = '0'; c <= '9'; ++c) plain[c] = true;
    for (unsigned char c = 'a'; c <= 'z'; ++c) plain[c] = true;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) plain[c] = true;
    for (const char c : {'_', '-', '/'}) plain[static_cast<unsigned char>(c)] = true;
    return plain;
  }();
  const auto plain = [](char c) { return kPlain[static_cast<unsigned char>(c)]; };
  bool all_plain = true;
  for (const char c : name) all_plain &= plain(c);  // to stop early would take longer
  if (all_plain) {
    out += name;
    return;
  }
  for (const char c : name) {
    if (plain(c)) {
      out += c;
    } else {
      out += fmt::format(".{:02x}", static_cast<unsigned char>(c));
    }
  }
}

std::uint32_t StableHash(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

}  // namespace cnft::translator
