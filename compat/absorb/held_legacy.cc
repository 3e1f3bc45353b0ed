// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of iptables-legacy, and changes to them: each is replaced as a whole.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

#include "compat/absorb/bytes.h"
#include "compat/absorb/held.h"
#include "compat/ipset/names.h"
#include "compat/xtables/kernel.h"

namespace cnft::compat {
namespace {

// The structure of this match begins with the number of an ipset.
constexpr std::string_view kSetMatch = "set";

std::string BytesOf(Family family, const XtRule& rule) {
  std::string out;
  PutNumber(rule.falls_through ? 1 : 0, out);
  PutText(rule.chain, out);
  const auto bytes = PlacelessBytes(family, rule);
  PutText({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, out);
  return out;
}

XtRule RuleOf(const HeldRule& held) {
  ByteReader reader(held.bytes);
  XtRule rule;
  rule.falls_through = reader.Number() != 0;
  rule.chain = reader.Text();
  const auto bytes = std::as_bytes(std::span(reader.Text()));
  rule.bytes.assign(bytes.begin(), bytes.end());
  rule.counted = held.counters;
  return rule;
}

// What DecodeTable said, line by line: it says the rules in the order of the chains.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  // The next line that begins with one of these.
  std::string_view Next(std::string_view first) {
    while (!text_.empty()) {
      const std::size_t end = text_.find('\n');
      const std::string_view line = text_.substr(0, end);
      text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
      if (!line.empty() && first.find(line[0]) != std::string_view::npos) return line;
    }
    return {};
  }

 private:
  std::string_view text_;
};

// ":INPUT DROP [1:2]": the policy.
std::string PolicyIn(std::string_view line) {
  const std::size_t begin = std::min(line.find(' '), line.size() - 1) + 1;
  return std::string(line.substr(begin, line.find(' ', begin) - begin));
}

// "[1:2] -A INPUT -i lo": what follows the name of the chain.
std::string RuleIn(std::string_view line, std::string_view chain) {
  const std::string before = fmt::format(" -A {}", chain);
  const std::size_t at = line.find(before);
  const std::string_view rest =
      at == std::string_view::npos ? std::string_view() : line.substr(at + before.size());
  return std::string(rest.substr(std::min<std::size_t>(1, rest.size())));
}

Result<HeldTable> Hold(const XtTable& table, const std::vector<XtChain>& chains) {
  HeldTable held;
  held.backend = Backend::kLegacy;
  held.family = table.family;
  const auto* info = iptables::FindTable(table.name);
  if (info == nullptr)
    return std::unexpected(
        Error{.message = fmt::format("table {} of iptables-legacy is not known", table.name)});
  held.id = info->id;
  LiveRules rules;
  const translator::XtContext context{table.family, SetNames()};
  if (const auto decoded = DecodeTable(table, context, rules); !decoded) {
    return std::unexpected(Error{.message = decoded.error()});
  }
  std::set<std::pair<std::string_view, std::size_t>> opaque;
  for (const Opaque& one : rules.opaque) opaque.emplace(one.chain, one.rule);
  Lines declared(rules.text);
  Lines said(rules.text);
  for (const XtChain& chain : chains) {
    HeldChain& out = held.chains.emplace_back();
    out.name = chain.name;
    const std::string_view line = declared.Next(":");
    if (chain.hook) {
      out.policy = PolicyIn(line);
      out.counters = CountersOf(table.family, chain.end);
    }
    for (const XtRule& rule : chain.rules) {
      HeldRule& put = out.rules.emplace_back();
      put.text = RuleIn(said.Next("["), chain.name);
      put.bytes = BytesOf(table.family, rule);
      put.counters = CountersOf(table.family, rule);
      put.opaque = opaque.contains({chain.name, out.rules.size()});
    }
  }
  return held;
}

// Whether the chains still are what was planned with.
bool Matches(const HeldTable& held, const std::vector<XtChain>& chains) {
  return std::ranges::equal(held.chains, chains, [&](const HeldChain& a, const XtChain& b) {
    return a.name == b.name &&
           std::ranges::equal(a.rules, b.rules, [&](const HeldRule& rule, const XtRule& stands) {
             return rule.bytes == BytesOf(held.family, stands);
           });
  });
}

void Change(const HeldEdit& edit, std::vector<XtChain>& chains) {
  std::map<std::string_view, XtChain*> by_name;
  for (XtChain& chain : chains) by_name.emplace(chain.name, &chain);
  std::set<std::string_view> changed;
  for (const HeldEdit::OldRule& rule : edit.gone_rules) changed.insert(rule.chain);
  for (const HeldEdit::NewRule& rule : edit.come_rules) changed.insert(rule.chain);
  for (const std::string_view name : changed) {
    XtChain& chain = *by_name.at(name);
    chain.rules = EditedRules<XtRule>(
        edit, *edit.before->Find(name),
        [&chain](std::size_t index) { return std::move(chain.rules[index]); }, RuleOf);
  }
  const std::set<std::string_view> gone(edit.gone.begin(), edit.gone.end());
  std::erase_if(chains, [&gone](const XtChain& chain) { return gone.contains(chain.name); });
  std::vector<XtChain> come;
  for (const HeldChain& held : edit.come) {
    XtChain& chain = come.emplace_back(MakeChain(edit.before->family, held.name));
    for (const HeldRule& rule : held.rules) chain.rules.push_back(RuleOf(rule));
  }
  AddChains(chains, std::move(come));
}

}  // namespace

void RenumberLegacy(Family family, const Renumbering& numbers, HeldRule& held) {
  XtRule rule = RuleOf(held);
  for (const XtExtension& match : PartsOf(family, rule).matches) {
    std::uint16_t number = 0;
    if (match.name != kSetMatch || match.info.size() < sizeof(number)) continue;
    std::memcpy(&number, match.info.data(), sizeof(number));
    const auto found = numbers.find(number);
    if (found == numbers.end()) continue;
    std::memcpy(rule.bytes.data() + (match.info.data() - rule.bytes.data()), &found->second,
                sizeof(number));
  }
  held.bytes = BytesOf(family, rule);
}

Result<std::vector<HeldTable>> ReadHeldLegacy(Family family) {
  const auto tables = ReadXtTables(family);
  if (!tables) return std::unexpected(tables.error());
  std::vector<HeldTable> held;
  for (const XtTable& table : *tables) {
    const auto chains = SplitTable(table);
    if (!chains) return std::unexpected(Error{.message = chains.error()});
    auto one = Hold(table, *chains);
    if (!one) return std::unexpected(one.error());
    held.push_back(std::move(*one));
  }
  return held;
}

Result<void> CarryLegacy(const HeldEdit& edit) {
  const HeldTable& table = *edit.before;
  const auto conflict = [&table] {
    return std::unexpected(
        Error{.code = ErrorCode::kConflict,
              .message = fmt::format("somebody else changed {} meanwhile", table.Name())});
  };
  const auto done = EditXtTable(table.family, iptables::Info(table.id).name,
                                [&](std::vector<XtChain>& chains) -> Result<bool> {
                                  if (!Matches(table, chains)) return conflict();
                                  Change(edit, chains);
                                  return true;
                                });
  if (!done) return std::unexpected(done.error());
  if (!*done) return conflict();
  return {};
}

}  // namespace cnft::compat
