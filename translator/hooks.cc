// SPDX-License-Identifier: GPL-2.0-or-later
// Where the chains of each iptables table hang in the kernel, and how its chains call each other.
#include "translator/hooks.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <deque>

#include "ruleset/iptables/grammar.h"
#include "ruleset/iptables/lexer.h"
#include "translator/resources.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::TableId;
using nftables::ChainType;

// include/uapi/linux/netfilter_ipv4.h, enum nf_ip_hook_priorities; nat by hook.
std::int32_t TablePriority(TableId table, Hook hook) {
  switch (table) {
    case TableId::kRaw:
      return -300;
    case TableId::kMangle:
      return -150;
    case TableId::kNat:
      return hook == Hook::kPrerouting || hook == Hook::kOutput ? -100 : 100;
    case TableId::kFilter:
      return 0;
    case TableId::kSecurity:
      return 50;
  }
  return 0;
}

ChainType TypeOf(TableId table, Hook hook) {
  if (table == TableId::kNat) return ChainType::kNat;
  // Only this type routes a packet again whose mark, addresses or TOS changed.
  if (table == TableId::kMangle && hook == Hook::kOutput) return ChainType::kRoute;
  return ChainType::kFilter;
}

// Whether a text without escapes ends inside quotes.
bool EndsInQuotes(std::string_view text) {
  bool open = false;
  for (std::size_t at = 0; (at = text.find('"', at)) != std::string_view::npos; ++at) open = !open;
  return open;
}

// The chain or target a rule names, and where; empty: none. Only words are looked at.
std::pair<std::string_view, Span> CalledName(std::string_view text, Span span,
                                             std::deque<std::string>& storage) {
  // The usual form ends in " -j NAME" or " -j NAME --options", with nothing quoted behind it and no
  // escape before it: found from the end.
  const std::size_t at = text.starts_with("-j ") ? 0 : text.rfind(" -j ") + 1;
  if (at != 0 || text.starts_with("-j ")) {
    const std::string_view before = text.substr(0, at);
    const std::size_t begin = at + 3;
    if (text.find('"', begin) == std::string_view::npos &&
        before.find('\\') == std::string_view::npos && !EndsInQuotes(before)) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      return {text.substr(begin, end - begin),
              {span.begin + static_cast<std::uint32_t>(at),
               span.begin + static_cast<std::uint32_t>(end), span.source}};
    }
  }
  iptables::Lexer lexer(text, span, storage);
  iptables::Word word;
  while (lexer.Next(word)) {
    if (word.quoted) continue;
    const Span option = word.span;
    if (word.text == "-j" || word.text == "-g" || word.text == "--jump" || word.text == "--goto") {
      if (lexer.Next(word)) return {word.text, Cover(option, word.span)};
    } else if (word.text.starts_with("-j") || word.text.starts_with("-g")) {
      return {word.text.substr(2), option};
    }
  }
  return {};
}

}  // namespace

nftables::BaseChain BaseChainFor(TableId table, Hook hook, iptables::Policy policy) {
  return {TypeOf(table, hook), hook, TablePriority(table, hook) - 1, policy};
}

std::string ChainName(TableId table, std::string_view chain) {
  std::string name;
  name.reserve(32);  // a name of iptables has at most 28 bytes, most are plain
  name += Info(table).name;
  name += '/';
  AppendNftName(chain, name);
  return name;
}

CallGraph::CallGraph(const iptables::Table& table, const Sources& sources)
    : table_(table), hooks_(table.chains.size(), 0) {
  std::deque<std::string> storage;
  first_call_.reserve(table.chains.size() + 1);
  for (const iptables::Chain& chain : table.chains) {
    first_call_.push_back(static_cast<std::uint32_t>(calls_.size()));
    for (const iptables::Rule& rule : chain.rules) {
      const auto [name, span] = CalledName(sources.Text(rule.span), rule.span, storage);
      const auto found = table.index.find(name);
      if (found != table.index.end()) calls_.push_back({found->second, span});
    }
  }
  first_call_.push_back(static_cast<std::uint32_t>(calls_.size()));
  std::vector<std::size_t> pending;
  for (std::size_t i = 0; i < table.chains.size(); ++i) {
    if (!table.chains[i].hook) continue;
    hooks_[i] = iptables::HookBit(*table.chains[i].hook);
    pending.push_back(i);
  }
  while (!pending.empty()) {
    const std::size_t from = pending.back();
    pending.pop_back();
    for (const Call& call : CallsOf(from)) {
      const auto hooks = static_cast<std::uint8_t>(hooks_[call.to] | hooks_[from]);
      if (hooks == hooks_[call.to]) continue;
      hooks_[call.to] = hooks;
      pending.push_back(call.to);
    }
  }
}

// A long loop is told by its beginning.
constexpr int kLoopNames = 8;

bool CallGraph::ReportLoops(Diagnostics& diagnostics) const {
  enum class State : std::uint8_t { kNew, kOpen, kDone };
  std::vector<State> states(table_.chains.size(), State::kNew);
  struct Frame {
    std::size_t chain;
    std::size_t next;
  };
  bool found = false;
  for (std::size_t root = 0; root < states.size(); ++root) {
    if (states[root] != State::kNew) continue;
    std::vector<Frame> stack = {{root, 0}};
    states[root] = State::kOpen;
    while (!stack.empty()) {
      Frame& frame = stack.back();
      const std::span<const Call> calls = CallsOf(frame.chain);
      if (frame.next == calls.size()) {
        states[frame.chain] = State::kDone;
        stack.pop_back();
        continue;
      }
      const Call& call = calls[frame.next++];
      if (states[call.to] == State::kOpen) {
        std::string path;
        bool inside = false;
        int named = 0;
        for (const Frame& open : stack) {
          inside |= open.chain == call.to;
          if (inside && named++ < kLoopNames) {
            path += table_.chains[open.chain].name;
            path += " → ";
          }
        }
        if (named > kLoopNames) path += "… → ";
        diagnostics.Report(DiagnosticKind::kLoop, call.span,
                           fmt::format("a packet would go round for ever: {}{}", path,
                                       table_.chains[call.to].name),
                           "the kernel refuses loops");
        found = true;
      } else if (states[call.to] == State::kNew) {
        states[call.to] = State::kOpen;
        stack.push_back({call.to, 0});
      }
    }
  }
  return found;
}

}  // namespace cnft::translator
