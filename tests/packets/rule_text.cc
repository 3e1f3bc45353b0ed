// SPDX-License-Identifier: GPL-2.0-or-later
// iptables-save text as a test reads it to think up packets.
#include "tests/packets/rule_text.h"

#include <cctype>
#include <sstream>

namespace cnft::test {
namespace {

std::vector<std::string> Words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool any = false;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
    } else if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any || !word.empty()) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
    }
  }
  if (any || !word.empty()) words.push_back(word);
  return words;
}

bool IsOption(const std::string& word) {
  return word.size() > 1 && word[0] == '-' &&
         std::isdigit(static_cast<unsigned char>(word[1])) == 0;
}

RuleText ReadRule(std::string_view line) {
  RuleText rule;
  rule.line = line;
  const std::vector<std::string> words = Words(line);
  std::string module;
  bool negated = false;
  for (std::size_t i = 2; i < words.size(); ++i) {  // after "-A CHAIN"
    if (words[i] == "!") {
      negated = true;
      continue;
    }
    if (!IsOption(words[i])) continue;
    OptionText option;
    option.name = words[i];
    option.negated = negated;
    negated = false;
    while (i + 1 < words.size() && !IsOption(words[i + 1])) {
      if (words[i + 1] == "!") {
        // In front of an argument it is the old spelling; otherwise of what comes next.
        if (i + 2 >= words.size() || IsOption(words[i + 2])) break;
        option.negated = true;
      } else {
        option.arguments.push_back(words[i + 1]);
      }
      ++i;
    }
    if (option.name == "-m" || option.name == "--match") {
      module = option.argument();
    } else if (option.name == "-j" || option.name == "-g" || option.name == "--jump" ||
               option.name == "--goto") {
      module = rule.target = option.argument();
    } else {
      const bool builtin = option.name.size() == 2 && option.name[1] != 'm';
      option.module = builtin ? "" : module;
    }
    rule.options.push_back(std::move(option));
  }
  return rule;
}

}  // namespace

RulesetText::RulesetText(std::string_view text) {
  std::istringstream lines{std::string(text)};
  Chains* chains = nullptr;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('*')) {
      const auto* info = iptables::FindTable(line.substr(1));
      chains = info == nullptr ? nullptr : &tables_[static_cast<std::size_t>(info->id)];
    } else if (line.starts_with("-A ") && chains != nullptr) {
      const std::string_view rest = std::string_view(line).substr(3);
      (*chains)[std::string(rest.substr(0, rest.find(' ')))].push_back(ReadRule(line));
    } else if (line.starts_with('[') && chains != nullptr) {
      line.erase(0, line.find(']') + 2);
      const std::string_view rest = std::string_view(line).substr(3);
      (*chains)[std::string(rest.substr(0, rest.find(' ')))].push_back(ReadRule(line));
    }
  }
  for (const Chains& table : tables_) {
    for (const auto& [name, rules] : table) {
      for (const RuleText& rule : rules) all_.push_back(&rule);
    }
  }
}

void RulesetText::Walk(const Chains& chains, const std::vector<RuleText>& rules, RulePath& path,
                       std::size_t per_rule, std::map<const RuleText*, std::size_t>& visits,
                       std::vector<RulePath>& out) const {
  for (const RuleText& rule : rules) {
    if (visits[&rule] == per_rule) continue;
    ++visits[&rule];
    path.rules.push_back(&rule);
    out.push_back(path);
    if (const auto called = chains.find(rule.target); called != chains.end()) {
      Walk(chains, called->second, path, per_rule, visits, out);
    }
    path.rules.pop_back();
  }
}

std::vector<RulePath> RulesetText::Paths(std::size_t per_rule) const {
  std::vector<RulePath> out;
  std::map<const RuleText*, std::size_t> visits;
  for (std::size_t id = 0; id < tables_.size(); ++id) {
    for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
      RulePath path;
      path.table = static_cast<iptables::TableId>(id);
      path.hook = static_cast<iptables::Hook>(hook);
      const auto chain = tables_[id].find(iptables::HookName(path.hook));
      if (chain == tables_[id].end()) continue;
      Walk(tables_[id], chain->second, path, per_rule, visits, out);
    }
  }
  return out;
}

}  // namespace cnft::test
