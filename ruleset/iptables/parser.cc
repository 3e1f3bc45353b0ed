// SPDX-License-Identifier: GPL-2.0-or-later
// Reads iptables-save text the way iptables-restore does.
#include "ruleset/iptables/parser.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bitset>

#include "ruleset/iptables/syntax.h"
#include "ruleset/iptables/values.h"

namespace cnft::iptables {
namespace {

// XT_EXTENSION_MAXNAMELEN less the terminating NUL.
constexpr std::size_t kMaxChainName = 28;

std::string_view TrimRight(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return line;
}

// "[packets:bytes]"
std::optional<Counters> ParseCounters(std::string_view text) {
  if (text.size() < 5 || text.front() != '[' || text.back() != ']') return std::nullopt;
  const auto [packets, bytes] = SplitAt(text.substr(1, text.size() - 2), ':');
  const auto packet_count = ParseNumber(packets);
  const auto byte_count = bytes ? ParseNumber(*bytes) : std::nullopt;
  if (!packet_count || !byte_count) return std::nullopt;
  return Counters{*packet_count, *byte_count};
}

class Parser {
 public:
  Parser(std::uint16_t source, const Sources& sources, const Grammar& grammar,
         Diagnostics& diagnostics, Ruleset& ruleset)
      : source_(source),
        sources_(sources),
        text_(sources.at(source).text()),
        grammar_(grammar),
        diagnostics_(diagnostics),
        ruleset_(ruleset) {}

  void Parse() {
    while (line_begin_ < text_.size()) {
      std::size_t line_end = text_.find('\n', line_begin_);
      if (line_end == std::string_view::npos) line_end = text_.size();
      ParseLine(TrimRight(text_.substr(line_begin_, line_end - line_begin_)));
      line_begin_ = line_end + 1;
    }
    if (table_ != nullptr) {
      Report(DiagnosticKind::kTruncated, table_->span,
             fmt::format("table {} has no COMMIT", Info(table_->id).name),
             "the text is cut short: read it again from where it came");
    }
  }

 private:
  void Report(DiagnosticKind kind, Span span, std::string message, std::string hint = {}) {
    diagnostics_.Report(kind, span, std::move(message), std::move(hint));
  }

  Span SpanOf(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - text_.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size()), source_};
  }

  void ParseLine(std::string_view line) {
    if (line.empty() || line[0] == '#') return;
    if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
      Report(DiagnosticKind::kNulByte, SpanOf(line.substr(nul, 1)), "the line holds a NUL byte",
             "this is not iptables-save text");
      return;
    }
    if (line[0] == '*') return BeginTable(line);
    if (line == "COMMIT") {
      if (table_ == nullptr) {
        Report(DiagnosticKind::kSyntax, SpanOf(line), "COMMIT without a table before it");
      }
      table_ = nullptr;
      skipping_ = false;
      return;
    }
    if (table_ == nullptr) {
      if (!skipping_) {
        Report(DiagnosticKind::kSyntax, SpanOf(line),
               "expected a table (*NAME), a comment or nothing",
               "iptables-save text begins each table with *NAME and ends it with COMMIT");
      }
      return;
    }
    if (line[0] == ':') return DeclareChain(line);
    ParseCommand(line);
  }

  void BeginTable(std::string_view line) {
    const std::string_view name = line.substr(1);
    if (table_ != nullptr) {
      Report(DiagnosticKind::kTruncated, SpanOf(line),
             fmt::format("table {} has no COMMIT before this line", Info(table_->id).name));
    }
    const TableInfo* info = FindTable(name);
    if (info == nullptr) {
      Report(DiagnosticKind::kUnknownTable, SpanOf(name), fmt::format("unknown table '{}'", name),
             "the tables are raw, mangle, nat, filter and security");
      table_ = nullptr;
      skipping_ = true;
      return;
    }
    auto& table = ruleset_.tables[static_cast<std::size_t>(info->id)];
    const auto bit = static_cast<std::size_t>(info->id);
    if (table && seen_[bit]) {
      Report(DiagnosticKind::kTableRepeated, SpanOf(line),
             fmt::format("table {} begins again: iptables-restore drops what stood in it before",
                         name));
      table.reset();
    }
    seen_[bit] = true;
    if (!table) table = MakeTable(info->id);
    table->span = SpanOf(line);
    table_ = &*table;
    skipping_ = false;
  }

  // Words of the line from `at` on, without regard to quotes: for names and numbers.
  static std::string_view TakeWord(std::string_view line, std::size_t& at) {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    const std::size_t begin = at;
    while (at < line.size() && line[at] != ' ' && line[at] != '\t') ++at;
    return line.substr(begin, at - begin);
  }

  // ":CHAIN POLICY [packets:bytes]"
  void DeclareChain(std::string_view line) {
    std::size_t at = 1;
    const std::string_view name = TakeWord(line, at);
    const std::string_view policy = TakeWord(line, at);
    const std::string_view counters_text = TakeWord(line, at);
    Chain* chain = table_->Find(name);
    if (policy.empty()) {
      Report(DiagnosticKind::kSyntax, SpanOf(line), "expected ':CHAIN POLICY [packets:bytes]'");
      return;
    }
    Counters counters;
    if (!counters_text.empty()) {
      if (const auto parsed = ParseCounters(counters_text)) {
        counters = *parsed;
      } else {
        Report(DiagnosticKind::kSyntax, SpanOf(counters_text), "expected [packets:bytes]");
      }
    }
    const bool repeated =
        chain != nullptr && chain->span.source == source_ && chain->span.begin > table_->span.begin;
    if (chain != nullptr && chain->hook) {
      chain->counters = counters;
      if (policy != "-") SetPolicy(*chain, policy);
    } else {
      if (policy != "-") {
        Report(DiagnosticKind::kBadPolicy, SpanOf(policy),
               fmt::format("{} is no built-in chain of table {}: it cannot have a policy", name,
                           Info(table_->id).name));
        return;
      }
      if (repeated) {
        Report(DiagnosticKind::kDuplicateChain, SpanOf(name),
               fmt::format("chain {} is declared twice", name));
      } else if (chain != nullptr) {
        chain->rules.clear();  // as iptables-restore --noflush does
        chain->counters = counters;
      } else if (CheckChainName(name)) {
        chain = &AddChain(name);
        chain->counters = counters;
      }
    }
    if (chain != nullptr) chain->span = SpanOf(name);
  }

  bool CheckChainName(std::string_view name) {
    if (name.size() <= kMaxChainName && !name.empty() && name[0] != '-' && name[0] != '!') {
      return true;
    }
    Report(DiagnosticKind::kBadChainName, SpanOf(name),
           name.size() > kMaxChainName
               ? fmt::format("chain name of {} bytes: at most {} are possible", name.size(),
                             kMaxChainName)
               : fmt::format("'{}' cannot name a chain", name));
    return false;
  }

  Chain& AddChain(std::string_view name) {
    Chain chain;
    chain.name = name;
    chain.span = SpanOf(name);
    return table_->Add(std::move(chain));
  }

  void SetPolicy(Chain& chain, std::string_view policy) {
    if (policy == "ACCEPT") {
      chain.policy = Policy::kAccept;
    } else if (policy == "DROP") {
      if (table_->id == TableId::kNat) {
        Report(DiagnosticKind::kBadPolicy, SpanOf(policy),
               "the nat table cannot drop: it sees only the first packet of a flow",
               "drop in table filter");
        return;
      }
      chain.policy = Policy::kDrop;
    } else {
      Report(DiagnosticKind::kBadPolicy, SpanOf(policy),
             fmt::format("'{}' is no policy: ACCEPT or DROP", policy));
    }
  }

  // A line of commands and options, with counters in front or not.
  void ParseCommand(std::string_view line) {
    std::size_t at = 0;
    Counters counters;
    if (line[0] == '[') {
      const std::string_view word = TakeWord(line, at);
      const auto parsed = ParseCounters(word);
      if (!parsed) {
        Report(DiagnosticKind::kSyntax, SpanOf(word), "expected [packets:bytes]");
        return;
      }
      counters = *parsed;
    }
    const std::size_t command_at = at;
    const std::string_view command = TakeWord(line, at);
    const CommandInfo* info = FindCommand(command);
    if (info == nullptr) {
      if (EmbeddedAppend(line.substr(command_at), counters)) return;
      Report(DiagnosticKind::kUnknownCommand, SpanOf(command.empty() ? line : command),
             fmt::format("'{}' is no command of iptables-restore", command),
             "rules begin with -A CHAIN");
      return;
    }
    (this->*info->carry_out)(line, at, counters);
  }

  struct CommandInfo {
    std::string_view letter;
    std::string_view name;
    void (Parser::*carry_out)(std::string_view line, std::size_t at, Counters counters);
  };

  static const CommandInfo* FindCommand(std::string_view word) {
    static constexpr auto kCommands = std::to_array<CommandInfo>({
        {"-A", "--append", &Parser::Append},
        {"-I", "--insert", &Parser::Insert},
        {"-N", "--new-chain", &Parser::New},
        {"-P", "--policy", &Parser::SetPolicyCommand},
        {"-D", "--delete", &Parser::Delete},
        {"-R", "--replace", &Parser::Replace},
        {"-F", "--flush", &Parser::Flush},
        {"-X", "--delete-chain", &Parser::DeleteChain},
        {"-E", "--rename-chain", &Parser::Rename},
        {"-Z", "--zero", &Parser::Zero},
    });
    for (const CommandInfo& command : kCommands) {
      if (word == command.letter || word == command.name) return &command;
    }
    return nullptr;
  }

  // iptables takes options in any order: "-p tcp -A INPUT …" appends too.
  bool EmbeddedAppend(std::string_view line, Counters counters) {
    std::deque<std::string> storage;
    Lexer lexer(line, SpanOf(line), storage);
    Word word;
    while (lexer.Next(word)) {
      if (word.quoted || (word.text != "-A" && word.text != "--append")) continue;
      if (!lexer.Next(word)) return false;
      if (Chain* chain = FindChain(word.text))
        AddRules(*chain, chain->rules.size(), line, counters);
      return true;
    }
    return false;
  }

  Chain* FindChain(std::string_view name) {
    // Rules of a chain mostly follow each other.
    if (last_chain_ < table_->chains.size() && table_->chains[last_chain_].name == name) {
      return &table_->chains[last_chain_];
    }
    Chain* chain = table_->Find(name);
    if (chain == nullptr) {
      Report(DiagnosticKind::kUnknownChain, SpanOf(name),
             fmt::format("table {} has no chain '{}'", Info(table_->id).name, name),
             "declare it with a line ':CHAIN - [0:0]' before its first rule");
      return nullptr;
    }
    last_chain_ = static_cast<std::size_t>(chain - table_->chains.data());
    return chain;
  }

  Chain* TakeChain(std::string_view line, std::size_t& at) {
    const std::string_view name = TakeWord(line, at);
    if (name.empty()) {
      Report(DiagnosticKind::kMissingArgument, SpanOf(line), "the command needs a chain");
      return nullptr;
    }
    return FindChain(name);
  }

  void AddRules(Chain& chain, std::size_t position, std::string_view body, Counters counters) {
    const Span span = SpanOf(body);
    const std::size_t count = CountAlternatives(body, span);
    if (count > 0xffff) {
      Report(DiagnosticKind::kTooLarge, span,
             "the lists of addresses stand for more than 65535 rules", "use a set");
      return;
    }
    std::vector<Rule> rules(count, Rule{span, 0, counters});
    for (std::size_t i = 0; i < count; ++i) rules[i].alternative = static_cast<std::uint16_t>(i);
    chain.rules.insert(chain.rules.begin() + static_cast<std::ptrdiff_t>(position), rules.begin(),
                       rules.end());
  }

  void Append(std::string_view line, std::size_t at, Counters counters) {
    Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    const std::string_view body = line.substr(std::min(at + 1, line.size()));
    if (body.find(',') != std::string_view::npos) {
      AddRules(*chain, chain->rules.size(), body, counters);
    } else {
      chain->rules.push_back({SpanOf(body), 0, counters});
    }
  }

  // A rule number at `at`, counted from 1, if there is one.
  std::optional<std::size_t> TakeRuleNumber(std::string_view line, std::size_t& at) {
    std::size_t after = at;
    const std::string_view word = TakeWord(line, after);
    const auto number = ParseNumber(word);
    if (!number || *number == 0) return std::nullopt;
    at = after;
    return *number;
  }

  bool CheckRuleNumber(const Chain& chain, std::size_t number, std::size_t last,
                       std::string_view line) {
    if (number <= last) return true;
    Report(DiagnosticKind::kNoSuchRule, SpanOf(line),
           fmt::format("chain {} has {} rules: there is no place {}", chain.name,
                       chain.rules.size(), number));
    return false;
  }

  void Insert(std::string_view line, std::size_t at, Counters counters) {
    Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    const std::size_t number = TakeRuleNumber(line, at).value_or(1);
    if (!CheckRuleNumber(*chain, number, chain->rules.size() + 1, line)) return;
    AddRules(*chain, number - 1, line.substr(std::min(at + 1, line.size())), counters);
  }

  void Replace(std::string_view line, std::size_t at, Counters counters) {
    Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    const auto number = TakeRuleNumber(line, at);
    if (!number) {
      Report(DiagnosticKind::kMissingArgument, SpanOf(line), "-R needs the number of a rule");
      return;
    }
    if (!CheckRuleNumber(*chain, *number, chain->rules.size(), line)) return;
    chain->rules.erase(chain->rules.begin() + static_cast<std::ptrdiff_t>(*number - 1));
    AddRules(*chain, *number - 1, line.substr(std::min(at + 1, line.size())), counters);
  }

  std::optional<std::string> Canonical(const Rule& rule, Diagnostics& diagnostics) const {
    RuleSyntax syntax;
    if (!ParseRule(rule, {ruleset_.family, table_->id}, sources_, grammar_, diagnostics, syntax)) {
      return std::nullopt;
    }
    std::string text;
    PrintRule(syntax, ruleset_.family, text);
    return text;
  }

  void Delete(std::string_view line, std::size_t at, Counters /*counters*/) {
    Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    if (const auto number = TakeRuleNumber(line, at)) {
      if (!CheckRuleNumber(*chain, *number, chain->rules.size(), line)) return;
      chain->rules.erase(chain->rules.begin() + static_cast<std::ptrdiff_t>(*number - 1));
      return;
    }
    const std::string_view body = line.substr(std::min(at + 1, line.size()));
    const auto wanted = Canonical({SpanOf(body), 0, {}}, diagnostics_);
    if (!wanted) return;
    Diagnostics ignored;  // rules that cannot be read are reported when they are translated
    const auto found = std::ranges::find_if(
        chain->rules, [&](const Rule& rule) { return Canonical(rule, ignored) == wanted; });
    if (found == chain->rules.end()) {
      Report(DiagnosticKind::kNoSuchRule, SpanOf(line),
             fmt::format("chain {} has no such rule", chain->name));
      return;
    }
    chain->rules.erase(found);
  }

  void New(std::string_view line, std::size_t at, Counters /*counters*/) {
    const std::string_view name = TakeWord(line, at);
    if (!CheckChainName(name)) return;
    if (table_->Find(name) != nullptr) {
      Report(DiagnosticKind::kDuplicateChain, SpanOf(name),
             fmt::format("chain {} exists already", name));
      return;
    }
    AddChain(name);
  }

  void SetPolicyCommand(std::string_view line, std::size_t at, Counters /*counters*/) {
    Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    const std::string_view policy = TakeWord(line, at);
    if (!chain->hook) {
      Report(DiagnosticKind::kBadPolicy, SpanOf(line),
             fmt::format("{} is no built-in chain: it cannot have a policy", chain->name));
      return;
    }
    SetPolicy(*chain, policy.empty() ? line : policy);
  }

  void Flush(std::string_view line, std::size_t at, Counters /*counters*/) {
    std::size_t after = at;
    if (TakeWord(line, after).empty()) {
      for (Chain& chain : table_->chains) chain.rules.clear();
    } else if (Chain* chain = TakeChain(line, at)) {
      chain->rules.clear();
    }
  }

  void DeleteChain(std::string_view line, std::size_t at, Counters /*counters*/) {
    std::size_t after = at;
    if (TakeWord(line, after).empty()) {
      std::vector<std::string_view> names;
      for (const Chain& chain : table_->chains) {
        if (!chain.hook && chain.rules.empty()) names.push_back(chain.name);
      }
      for (const std::string_view name : names) table_->Remove(name);
      return;
    }
    const Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    if (chain->hook || !chain->rules.empty()) {
      Report(DiagnosticKind::kChainInUse, SpanOf(line),
             fmt::format("chain {} cannot be deleted: {}", chain->name,
                         chain->hook ? "it is built in" : "it is not empty"));
      return;
    }
    table_->Remove(chain->name);
    last_chain_ = 0;
  }

  void Rename(std::string_view line, std::size_t at, Counters /*counters*/) {
    const Chain* chain = TakeChain(line, at);
    if (chain == nullptr) return;
    const std::string_view name = TakeWord(line, at);
    if (!CheckChainName(name)) return;
    if (chain->hook || table_->Find(name) != nullptr) {
      Report(DiagnosticKind::kDuplicateChain, SpanOf(line),
             fmt::format("chain {} cannot be renamed to {}", chain->name, name));
      return;
    }
    const std::uint32_t position = table_->index.at(chain->name);
    table_->index.erase(chain->name);
    table_->chains[position].name = name;
    table_->index.emplace(name, position);
    last_chain_ = 0;
  }

  void Zero(std::string_view line, std::size_t at, Counters /*counters*/) {
    const auto zero = [](Chain& chain) {
      chain.counters = {};
      for (Rule& rule : chain.rules) rule.counters = {};
    };
    std::size_t after = at;
    if (TakeWord(line, after).empty()) {
      for (Chain& chain : table_->chains) zero(chain);
    } else if (Chain* chain = TakeChain(line, at)) {
      zero(*chain);
    }
  }

  std::uint16_t source_;
  const Sources& sources_;
  std::string_view text_;
  const Grammar& grammar_;
  Diagnostics& diagnostics_;
  Ruleset& ruleset_;

  Table* table_ = nullptr;
  std::bitset<kTableCount> seen_;
  bool skipping_ = false;  // inside a table nobody knows
  std::size_t line_begin_ = 0;
  std::size_t last_chain_ = 0;
};

}  // namespace

void Parse(std::uint16_t source, const Sources& sources, const Grammar& grammar,
           Diagnostics& diagnostics, Ruleset& ruleset) {
  Parser(source, sources, grammar, diagnostics, ruleset).Parse();
}

}  // namespace cnft::iptables
