// SPDX-License-Identifier: GPL-2.0-or-later
// Collects rules table by table and writes them as iptables-save or as kube-proxy would.
#include "bench/generate/ruleset_text.h"

#include <fmt/core.h>

#include <algorithm>

#include "ruleset/iptables/lexer.h"

namespace cnft::generate {
namespace {

struct TableText {
  std::string_view name;
  std::vector<std::string_view> built_in;
};

const TableText& Info(Table table) {
  static const std::array<TableText, kTables> kInfo = {{
      {"raw", {"PREROUTING", "OUTPUT"}},
      {"mangle", {"PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"}},
      {"nat", {"PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"}},
      {"filter", {"INPUT", "FORWARD", "OUTPUT"}},
  }};
  return kInfo[static_cast<std::size_t>(table)];
}

// "! x" as " ! -s x", "x" as " -s x".
void AppendOption(std::string& line, std::string_view option, std::string_view value) {
  if (value.empty()) return;
  if (value.starts_with("! ")) {
    line += " !";
    value.remove_prefix(2);
  }
  line += fmt::format(" {} {}", option, value);
}

void AppendPart(std::string& line, std::string_view part) {
  if (!part.empty()) line += fmt::format(" {}", part);
}

}  // namespace

void RulesetText::Declare(Table table, std::string_view chain) {
  Content& content = at(table);
  if (content.known.contains(chain)) return;
  content.known.emplace(chain, content.chains.size());
  content.chains.emplace_back(chain);
}

void RulesetText::AddFirst(Table table, const RuleText& rule) {
  auto& lines = at(table).built_in;
  lines.insert(lines.begin(), {std::string(rule.chain), Render(rule)});
}

void RulesetText::AddLast(Table table, const RuleText& rule) {
  at(table).built_in.push_back({std::string(rule.chain), Render(rule)});
}

void RulesetText::Add(Table table, const RuleText& rule) {
  at(table).rules.push_back({std::string(rule.chain), Render(rule)});
}

void RulesetText::AddInFront(Table table, const RuleText& rule) {
  auto& lines = at(table).rules;
  lines.insert(lines.begin(), {std::string(rule.chain), Render(rule)});
}

std::size_t RulesetText::rule_count() const {
  std::size_t count = 0;
  for (const Content& content : tables_) {
    count += content.rules.size() + (save() ? content.built_in.size() : 0);
  }
  return count;
}

std::string RulesetText::Render(const RuleText& rule) const {
  return save() ? RenderAsSaved(rule) : RenderAsFed(rule);
}

std::string RulesetText::Host(std::string_view address) const {
  if (address.empty() || address.find('/') != std::string_view::npos) return std::string(address);
  return fmt::format("{}/{}", address, family_ == Family::kIpv4 ? 32 : 128);
}

std::string RulesetText::RenderAsSaved(const RuleText& rule) const {
  std::string line = fmt::format("-A {}", rule.chain);
  AppendOption(line, "-s", Host(rule.source));
  AppendOption(line, "-d", Host(rule.destination));
  AppendOption(line, "-i", rule.in);
  AppendOption(line, "-o", rule.out);
  AppendOption(line, "-p", rule.protocol);
  AppendPart(line, rule.before);
  if (!rule.comment.empty()) {
    line += " -m comment --comment ";
    iptables::AppendQuoted(rule.comment, line);
  }
  AppendPart(line, rule.after);
  if (!rule.protocol.empty() && !rule.bare_protocol) {
    line += fmt::format(" -m {}", rule.protocol);
    if (rule.port != 0) line += fmt::format(" --dport {}", rule.port);
  }
  if (!rule.target.empty()) line += fmt::format(" -j {}", rule.target);
  return line;
}

std::string RulesetText::RenderAsFed(const RuleText& rule) const {
  std::string line = fmt::format("-A {}", rule.chain);
  AppendPart(line, rule.before);
  if (!rule.comment.empty()) line += fmt::format(" -m comment --comment \"{}\"", rule.comment);
  AppendPart(line, rule.after);
  if (!rule.protocol.empty()) line += fmt::format(" -m {0} -p {0}", rule.protocol);
  AppendOption(line, "-d", rule.destination);
  if (rule.port != 0) line += fmt::format(" --dport {}", rule.port);
  AppendOption(line, "-s", rule.source);
  AppendOption(line, "-i", rule.in);
  AppendOption(line, "-o", rule.out);
  if (!rule.target.empty()) line += fmt::format(" -j {}", rule.target);
  return line;
}

std::string RulesetText::Write(Table first) const {
  if (!save()) {
    const Table second = first == Table::kNat ? Table::kFilter : Table::kNat;
    return FeedTable(first) + FeedTable(second);
  }
  std::string text;
  for (const Table table : {Table::kRaw, Table::kMangle, Table::kNat, Table::kFilter}) {
    text += SaveTable(table);
  }
  return text;
}

// kube-proxy declares the chains it fills, which empties them, and leaves all others alone.
std::string RulesetText::FeedTable(Table table) const {
  const Content& content = tables_[static_cast<std::size_t>(table)];
  std::string text = fmt::format("*{}\n", Info(table).name);
  for (const std::string& chain : content.chains) {
    if (!chain.ends_with("-CANARY")) text += fmt::format(":{} - [0:0]\n", chain);
  }
  for (const Line& line : content.rules) text += line.text + '\n';
  return text + "COMMIT\n";
}

// iptables-save prints user chains in the order of their names, rules chain by chain.
std::string RulesetText::SaveTable(Table table) const {
  const Content& content = tables_[static_cast<std::size_t>(table)];
  if (content.chains.empty() && content.built_in.empty()) return {};
  const TableText& info = Info(table);
  std::string text = fmt::format("*{}\n", info.name);
  for (const std::string_view chain : info.built_in) {
    text += fmt::format(":{} ACCEPT [0:0]\n", chain);
  }
  std::map<std::string_view, std::vector<const Line*>> by_chain;
  for (const std::string& chain : content.chains) by_chain[chain];
  for (const Line& line : content.rules) by_chain[line.chain].push_back(&line);
  for (const auto& [chain, lines] : by_chain) text += fmt::format(":{} - [0:0]\n", chain);
  const std::string_view prefix = counters_ ? "[0:0] " : "";
  for (const std::string_view chain : info.built_in) {
    for (const Line& line : content.built_in) {
      if (line.chain == chain) text += fmt::format("{}{}\n", prefix, line.text);
    }
  }
  for (const auto& [chain, lines] : by_chain) {
    for (const Line* line : lines) text += fmt::format("{}{}\n", prefix, line->text);
  }
  return text + "COMMIT\n";
}

}  // namespace cnft::generate
