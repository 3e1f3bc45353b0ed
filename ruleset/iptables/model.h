// SPDX-License-Identifier: GPL-2.0-or-later
// What iptables would do: the tables, chains and rules of one family, as iptables-restore would
// leave them in the kernel (iptables-restore(8), include/uapi/linux/netfilter_ipv4/ip_tables.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/source.h"

namespace cnft::iptables {

// In the order in which the kernel walks them at a hook, as far as they share hooks.
enum class TableId : std::uint8_t { kRaw, kMangle, kNat, kFilter, kSecurity };
inline constexpr std::size_t kTableCount = 5;

// Values are the kernel's NF_INET_* hook numbers.
enum class Hook : std::uint8_t { kPrerouting, kInput, kForward, kOutput, kPostrouting };
inline constexpr std::size_t kHookCount = 5;

enum class Policy : std::uint8_t { kAccept, kDrop };

struct Counters {
  std::uint64_t packets = 0;
  std::uint64_t bytes = 0;
  friend bool operator==(const Counters&, const Counters&) = default;
};

// One rule as written. What it says is worked out by ParseRule (syntax.h) when it is asked for:
// a ruleset of 100,000 rules costs its text and 32 bytes a rule.
struct Rule {
  Span span;                      // what follows "-A CHAIN"
  std::uint16_t alternative = 0;  // which of the rules that lists in -s and -d stand for
  Counters counters;
};

struct Chain {
  std::string_view name;  // in the text that declares it
  // The hook of a built-in chain; user chains have none, nor a policy.
  std::optional<Hook> hook;
  Policy policy = Policy::kAccept;
  Counters counters;  // of the policy
  std::vector<Rule> rules;
  Span span;  // where it is declared; unknown for a built-in chain that is not
};

struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const {
    return std::hash<std::string_view>{}(name);
  }
};

struct Table {
  TableId id = TableId::kFilter;
  // Built-in chains first, in hook order, then user chains as declared.
  std::vector<Chain> chains;
  std::unordered_map<std::string_view, std::uint32_t> index;
  Span span;

  const Chain* Find(std::string_view name) const;
  Chain* Find(std::string_view name);
  Chain& Add(Chain chain);
  // Invalidates pointers to chains.
  void Remove(std::string_view name);
};

struct Ruleset {
  Family family = Family::kIpv4;
  std::array<std::optional<Table>, kTableCount> tables;

  std::size_t RuleCount() const;
};

struct TableInfo {
  TableId id;
  std::string_view name;
  // Bit n set: the table has a built-in chain at hook n.
  std::uint8_t hooks;
};

// net/ipv4/netfilter/iptable_{raw,mangle,nat,filter,security}.c
const TableInfo& Info(TableId id);
const TableInfo* FindTable(std::string_view name);
std::string_view HookName(Hook hook);

// A table with its built-in chains, all accepting.
Table MakeTable(TableId id);

}  // namespace cnft::iptables
