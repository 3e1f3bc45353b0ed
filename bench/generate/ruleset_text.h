// SPDX-License-Identifier: GPL-2.0-or-later
// Collects rules table by table and writes them as iptables-save or as kube-proxy would
// (iptables/xshared.c, print_rule_details; kube-proxy's own order of options).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/generate/node.h"

namespace cnft::generate {

// In the order in which iptables-save is usually called on them.
enum class Table : std::uint8_t { kRaw, kMangle, kNat, kFilter };
inline constexpr std::size_t kTables = 4;

// One rule in parts, for the two orders they are written in. An address or interface may begin
// with "! ".
struct RuleText {
  std::string_view chain;
  std::string source = {};
  std::string destination = {};
  std::string in = {};
  std::string out = {};
  std::string_view protocol = {};
  std::size_t port = 0;        // "-m PROTOCOL --dport PORT", behind all other matches
  bool bare_protocol = false;  // iptables-save only: no "-m PROTOCOL" without a port
  std::string before = {};     // matches in front of the comment
  std::string comment = {};
  std::string after = {};  // matches behind it
  std::string target = {};
};

class RulesetText {
 public:
  RulesetText(Format format, Family family, bool counters)
      : format_(format), family_(family), counters_(counters) {}

  bool save() const { return format_ == Format::kSave; }

  void Declare(Table table, std::string_view chain);
  // A rule of a built-in chain, in front of or behind all others so far. `rule.chain` names it.
  void AddFirst(Table table, const RuleText& rule);
  void AddLast(Table table, const RuleText& rule);
  // A rule of a user chain.
  void Add(Table table, const RuleText& rule);
  // The same, in front of all rules of user chains.
  void AddInFront(Table table, const RuleText& rule);

  std::size_t rule_count() const;
  // The whole text; kube-proxy's own form starts with `first`.
  std::string Write(Table first) const;

 private:
  struct Line {
    std::string chain;
    std::string text;
  };
  struct Content {
    std::vector<std::string> chains;  // as declared
    std::map<std::string, std::size_t, std::less<>> known;
    std::vector<Line> built_in;
    std::vector<Line> rules;
  };

  Content& at(Table table) { return tables_[static_cast<std::size_t>(table)]; }
  std::string Render(const RuleText& rule) const;
  std::string RenderAsSaved(const RuleText& rule) const;
  std::string RenderAsFed(const RuleText& rule) const;
  std::string Host(std::string_view address) const;
  std::string SaveTable(Table table) const;
  std::string FeedTable(Table table) const;

  Format format_;
  Family family_;
  bool counters_;
  std::array<Content, kTables> tables_;
};

}  // namespace cnft::generate
