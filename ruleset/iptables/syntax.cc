// SPDX-License-Identifier: GPL-2.0-or-later
// What one rule says: its options read by the grammar of the matches and targets they belong to.
#include "ruleset/iptables/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "ruleset/iptables/values.h"

namespace cnft::iptables {
namespace {

constexpr std::array<std::string_view, 4> kVerdicts = {"ACCEPT", "DROP", "RETURN", "QUEUE"};

// The match that options of a protocol belong to when no -m named it (libxtables, find_proto).
struct ProtocolMatch {
  std::uint8_t protocol;
  std::string_view match;
};
constexpr auto kProtocolMatches = std::to_array<ProtocolMatch>({
    {1, "icmp"},
    {6, "tcp"},
    {17, "udp"},
    {33, "dccp"},
    {50, "esp"},
    {51, "ah"},
    {58, "icmp6"},
    {132, "sctp"},
    {135, "mh"},
    {136, "udplite"},
});

// Whether the condition holds for one of the names in a list separated by blanks.
template <typename Condition>
bool AnyName(std::string_view list, Condition condition) {
  return std::ranges::any_of(std::views::split(list, ' '), [&](const auto& name) {
    return condition(std::string_view(name.begin(), name.end()));
  });
}

bool Contains(std::string_view list, std::string_view name) {
  return AnyName(list, [name](std::string_view part) { return part == name; });
}

// Options that are no tests: how a rule names its target and matches.
enum class Plain : std::uint8_t { kMatch, kJump, kGoto, kCounters, kIpv4, kIpv6, kTable, kAppend };
struct PlainOption {
  std::string_view name;
  char letter;
  Plain option;
};
constexpr auto kPlainOptions = std::to_array<PlainOption>({
    {"match", 'm', Plain::kMatch},
    {"jump", 'j', Plain::kJump},
    {"goto", 'g', Plain::kGoto},
    {"set-counters", 'c', Plain::kCounters},
    {"ipv4", '4', Plain::kIpv4},
    {"ipv6", '6', Plain::kIpv6},
    {"table", 't', Plain::kTable},
    {"append", 'A', Plain::kAppend},
});

class RuleParser {
 public:
  RuleParser(const Rule& rule, RulePlace place, std::string_view text, const Grammar& grammar,
             Diagnostics& diagnostics, RuleSyntax& syntax)
      : rule_(rule),
        place_(place),
        grammar_(grammar),
        diagnostics_(diagnostics),
        syntax_(syntax),
        text_(text),
        lexer_(text, rule.span, syntax.storage) {}

  bool Parse() {
    const std::size_t errors = diagnostics_.errors();
    syntax_.counters = rule_.counters;
    syntax_.span = rule_.span;
    syntax_.builtin.extension = &grammar_.BuiltIn(place_.family);
    Word word;
    while (Next(word)) {
      if (!ParseWord(word)) break;
    }
    if (lexer_.unterminated()) {
      diagnostics_.Report(DiagnosticKind::kTruncated, lexer_.quote_span(),
                          "the quote is never closed",
                          "the line is cut short or a quote inside the text is not escaped");
    }
    if (invert_) Error(DiagnosticKind::kSyntax, invert_span_, "'!' without an option after it");
    if (diagnostics_.errors() == errors) CheckRule();
    return diagnostics_.errors() == errors;
  }

 private:
  bool Next(Word& word) {
    if (pushed_back_) {
      word = *pushed_back_;
      pushed_back_.reset();
      return true;
    }
    return lexer_.Next(word);
  }

  void Error(DiagnosticKind kind, Span span, std::string message, std::string hint = {}) {
    diagnostics_.Report(kind, span, std::move(message), std::move(hint));
  }

  // False when nothing after this word can be understood.
  bool ParseWord(Word& word) {
    if (word.text == "!" && !word.quoted) {
      if (invert_) {
        Error(DiagnosticKind::kSyntax, word.span, "two '!' in a row");
        return false;
      }
      invert_ = true;
      invert_span_ = word.span;
      return true;
    }
    if (word.text.size() < 2 || word.text[0] != '-' || word.quoted) {
      StrayWord(word);
      invert_ = false;
      return false;
    }
    const bool resume = word.text[1] == '-' ? ParseLong(word) : ParseShort(word);
    invert_ = false;
    return resume;
  }

  void StrayWord(const Word& word) {
    if (word.text == "[unsupported") {
      Error(DiagnosticKind::kUnsupportedRevision, word.span,
            "the iptables that wrote this dump did not understand the rule: what it tests or does "
            "is lost",
            "dump the rules with an iptables at least as new as the one that loaded them");
      return;
    }
    Error(DiagnosticKind::kSyntax, word.span, fmt::format("'{}' belongs to no option", word.text),
          "a negation stands before the option: ! --option value");
  }

  bool ParseShort(const Word& word) {
    const char letter = word.text[1];
    // "-p6" and "-ptcp": getopt takes the rest of the word as the argument.
    if (word.text.size() > 2) {
      const std::uint32_t split = word.span.begin + 2;
      pushed_back_ = Word{word.text.substr(2), {split, word.span.end, word.span.source}, false};
    }
    const Span span{word.span.begin, word.span.begin + 2, word.span.source};
    for (const PlainOption& plain : kPlainOptions) {
      if (plain.letter == letter) return ParsePlain(plain.option, span, word.text.substr(0, 2));
    }
    for (const OptionSpec& spec : syntax_.builtin.extension->options) {
      if (spec.letter == letter) return ParseOption(syntax_.builtin, spec, span);
    }
    Error(DiagnosticKind::kUnknownOption, span, fmt::format("unknown option -{}", letter));
    return false;
  }

  bool ParseLong(const Word& word) {
    auto [name, attached] = SplitAt(word.text.substr(2), '=');
    Span span = word.span;
    if (attached) {
      span.end = span.begin + 2 + static_cast<std::uint32_t>(name.size());
      pushed_back_ = Word{*attached, {span.end + 1, word.span.end, word.span.source}, false};
    }
    for (const bool exact : {true, false}) {
      for (const PlainOption& plain : kPlainOptions) {
        if (exact && plain.name == name) return ParsePlain(plain.option, span, word.text);
      }
      Use* use = nullptr;
      if (const OptionSpec* spec = FindOption(name, exact, use))
        return ParseOption(*use, *spec, span);
      // An option nobody knows may belong to the match of the rule's protocol.
      if (exact && LoadProtocolMatch(span)) {
        if (const OptionSpec* spec = FindOption(name, true, use)) {
          return ParseOption(*use, *spec, span);
        }
        syntax_.matches.pop_back();
      }
    }
    Error(DiagnosticKind::kUnknownOption, span, fmt::format("unknown option --{}", name),
          HintForUnknown());
    return false;
  }

  std::string HintForUnknown() const {
    if (syntax_.target)
      return fmt::format("-j {} has no such option", syntax_.target->extension->name);
    if (!syntax_.matches.empty()) {
      return fmt::format("-m {} has no such option; is a -m missing before it?",
                         syntax_.matches.back().extension->name);
    }
    return "options of a match follow its -m";
  }

  // iptables looks among the built-in options first, then at the extension loaded last.
  const OptionSpec* FindOption(std::string_view name, bool exact, Use*& use) {
    if (const OptionSpec* spec = FindIn(*syntax_.builtin.extension, name, exact)) {
      use = &syntax_.builtin;
      return spec;
    }
    // The target counts among the matches at the point where it was loaded.
    for (std::size_t i = syntax_.matches.size() + 1; i-- > 0;) {
      if (syntax_.target && i == target_after_) {
        if (const OptionSpec* spec = FindIn(*syntax_.target->extension, name, exact)) {
          use = &*syntax_.target;
          return spec;
        }
      }
      if (i == 0) break;
      Use& match = syntax_.matches[i - 1];
      if (const OptionSpec* spec = FindIn(*match.extension, name, exact)) {
        use = &match;
        return spec;
      }
    }
    return nullptr;
  }

  // getopt_long also takes a beginning of a name that belongs to one option only.
  static const OptionSpec* FindIn(const Extension& extension, std::string_view name, bool exact) {
    const OptionSpec* found = nullptr;
    for (const OptionSpec& spec : extension.options) {
      if (exact ? spec.name == name : spec.name.starts_with(name)) {
        if (found != nullptr && found->argument != spec.argument) return nullptr;
        if (found == nullptr) found = &spec;
        if (exact) break;
      }
    }
    return found;
  }

  bool LoadProtocolMatch(Span span) {
    const Option* protocol = syntax_.builtin.Find(kProtocol);
    if (protocol == nullptr) return false;
    const auto* found =
        std::ranges::find(kProtocolMatches, protocol->number(), &ProtocolMatch::protocol);
    if (found == kProtocolMatches.end()) return false;
    for (const Use& match : syntax_.matches) {
      if (match.extension->name == found->match) return false;
    }
    const Extension* extension = grammar_.FindMatch(found->match, place_.family);
    if (extension == nullptr) return false;
    syntax_.matches.push_back(syntax_.MakeUse(extension, span));
    return true;
  }

  bool Argument(std::string_view option, Span span, Word& word) {
    if (Next(word)) return true;
    if (!lexer_.unterminated()) {
      Error(DiagnosticKind::kMissingArgument, span,
            fmt::format("{}{} needs an argument", option.starts_with('-') ? "" : "--", option),
            "the line may be cut short");
    }
    return false;
  }

  // Whether the next word is no option.
  bool AtArgument() {
    Word word;
    if (!Next(word)) return false;
    pushed_back_ = word;
    return word.text != "!" && !word.text.starts_with('-');
  }

  bool ParsePlain(Plain option, Span span, std::string_view spelling) {
    if (invert_) {
      Error(DiagnosticKind::kNotNegatable, invert_span_,
            fmt::format("{} cannot be negated", spelling));
    }
    Word word;
    switch (option) {
      case Plain::kIpv4:
      case Plain::kIpv6:
        syntax_.other_family |= (option == Plain::kIpv4) != (place_.family == Family::kIpv4);
        return true;
      case Plain::kTable:
        Error(DiagnosticKind::kSyntax, span, "-t cannot be used inside a table",
              "the line *TABLE above says which table the rule belongs to");
        return false;
      case Plain::kAppend:
        return Argument(spelling, span, word);  // the chain was read with the line
      case Plain::kMatch:
        return Argument(spelling, span, word) && ParseMatch(word, Cover(span, word.span));
      case Plain::kJump:
      case Plain::kGoto:
        return Argument(spelling, span, word) &&
               ParseTarget(word, Cover(span, word.span), option == Plain::kGoto);
      case Plain::kCounters:
        return ParseCounters(span);
    }
    return false;
  }

  bool ParseCounters(Span span) {
    Word packets;
    if (!Argument("-c", span, packets)) return false;
    auto [first, second] = SplitAt(packets.text, ',');
    Word bytes;
    if (!second && !Argument("-c", span, bytes)) return false;
    const auto packet_count = ParseNumber(first);
    const auto byte_count = ParseNumber(second.value_or(bytes.text));
    if (!packet_count || !byte_count) {
      Error(DiagnosticKind::kBadArgument, Cover(packets.span, bytes.span),
            "-c needs a number of packets and a number of bytes");
      return true;
    }
    syntax_.counters = {*packet_count, *byte_count};
    syntax_.has_counters = true;
    return true;
  }

  bool ParseMatch(const Word& word, Span span) {
    std::string_view name = word.text;
    if (name == "icmpv6" || name == "ipv6-icmp") name = "icmp6";
    const Extension* extension = grammar_.FindMatch(name, place_.family);
    if (extension == nullptr) {
      const Family other = place_.family == Family::kIpv4 ? Family::kIpv6 : Family::kIpv4;
      if (grammar_.FindMatch(name, other) != nullptr) {
        Error(DiagnosticKind::kWrongFamily, span,
              fmt::format("-m {} exists for {} only", name,
                          other == Family::kIpv4 ? "IPv4" : "IPv6"));
      } else {
        Error(DiagnosticKind::kUnknownMatch, span, fmt::format("unknown match '{}'", name));
      }
      return false;
    }
    syntax_.matches.push_back(syntax_.MakeUse(extension, span));
    return true;
  }

  bool ParseTarget(const Word& word, Span span, bool is_goto) {
    if (syntax_.target || !syntax_.verdict.empty()) {
      Error(DiagnosticKind::kRepeatedOption, span, "the rule already has a target");
      return false;
    }
    if (is_goto || std::ranges::find(kVerdicts, word.text) != kVerdicts.end()) {
      syntax_.verdict = word.text;
      syntax_.verdict_span = span;
      syntax_.is_goto = is_goto;
      return true;
    }
    if (const Extension* extension = grammar_.FindTarget(word.text, place_.family)) {
      syntax_.target = syntax_.MakeUse(extension, span);
      target_after_ = syntax_.matches.size();
      return true;
    }
    syntax_.verdict = word.text;  // a chain, or unknown: the translator knows the chains
    syntax_.verdict_span = span;
    return true;
  }

  bool ParseOption(Use& use, const OptionSpec& written, Span span) {
    const OptionSpec& spec = Canonical(*use.extension, written);
    const bool negated = invert_;
    if (negated && !written.negatable) {
      Error(DiagnosticKind::kNotNegatable, invert_span_,
            fmt::format("--{} cannot be negated", written.name));
    }
    std::array<Word, 2> words;
    std::uint8_t count = written.argument == nullptr ? 0 : written.argument->words;
    const bool left_out = count > 0 && written.argument->optional && !AtArgument();
    if (left_out) count = 0;
    for (std::uint8_t i = 0; i < count; ++i) {
      if (!Argument(written.name, span, words[i])) return false;
    }
    if (negated) span = Cover(invert_span_, span);
    if (count > 0) span = Cover(span, words[count - 1U].span);
    if (!spec.repeatable &&
        std::ranges::find(use.options, &spec, &Option::spec) != use.options.end()) {
      Error(DiagnosticKind::kRepeatedOption, span, fmt::format("--{} is given twice", spec.name),
            GarbledHint(use));
      return true;
    }
    Option& option = use.options.emplace_back();
    option.spec = &spec;
    option.negated = negated;
    option.span = span;
    if (written.argument != nullptr && !left_out) {
      std::span<const Word> arguments(words.data(), count);
      Word picked;
      if (&use == &syntax_.builtin) {
        picked = Pick(words[0], &spec - use.extension->options.data(), negated);
        arguments = {&picked, 1};
      }
      if (count > 0 && arguments[0].text == "[unsupported") {
        StrayWord(words[0]);
        use.options.pop_back();
        return false;
      }
      const ArgumentInput input{arguments, written.name, place_.family, diagnostics_, negated};
      if (!written.argument->parse(input, option.value)) use.options.pop_back();
    }
    return true;
  }

  static const OptionSpec& Canonical(const Extension& extension, const OptionSpec& spec) {
    if (spec.alias_of.empty()) return spec;
    return *std::ranges::find(extension.options, spec.alias_of, &OptionSpec::name);
  }

  std::string GarbledHint(const Use& use) const {
    if (use.extension->name != "DNAT" && use.extension->name != "SNAT") return {};
    return "a dump by an iptables older than the rules prints such lines: dump them again with the "
           "newer one";
  }

  // Of a list of addresses, the one that this alternative of the rule stands for.
  Word Pick(const Word& word, std::ptrdiff_t option, bool negated) {
    if ((option != kSource && option != kDestination) ||
        word.text.find(',') == std::string_view::npos) {
      return word;
    }
    if (negated) {
      Error(DiagnosticKind::kSyntax, word.span, "a list of addresses cannot be negated",
            "write one rule for each address, or use a set");
      return word;
    }
    const auto parts = SplitList(word.text);
    alternatives_ *= parts.size();
    // iptables pairs the first source with all destinations, then the next one.
    std::size_t index = rule_.alternative;
    if (option == kSource) {
      index /= std::max<std::size_t>(CountAlternatives(text_, rule_.span) / parts.size(), 1);
    }
    index %= parts.size();
    const auto offset = static_cast<std::uint32_t>(parts[index].data() - word.text.data());
    const std::uint32_t begin = word.span.begin + (word.quoted ? 1U : 0U) + offset;
    return {parts[index],
            {begin, begin + static_cast<std::uint32_t>(parts[index].size()), word.span.source},
            word.quoted};
  }

  void CheckRule() {
    if (alternatives_ == 1 ? rule_.alternative != 0
                           : alternatives_ != CountAlternatives(text_, rule_.span)) {
      Error(DiagnosticKind::kSyntax, rule_.span, "the lists of addresses cannot be told apart",
            "write -s and -d, a blank, and one list each");
    }
    CheckUse(syntax_.builtin, "");
    for (const Use& match : syntax_.matches) CheckUse(match, "-m ");
    if (syntax_.target) CheckUse(*syntax_.target, "-j ");
    if (const Option* protocol = syntax_.builtin.Find(kProtocol);
        protocol != nullptr && protocol->number() == 0 && protocol->negated) {
      Error(DiagnosticKind::kBadArgument, protocol->span, "'! -p all' would match nothing",
            "iptables refuses it too");
    }
  }

  void CheckUse(const Use& use, std::string_view prefix) {
    const Extension& extension = *use.extension;
    const auto has = [&](std::string_view name) {
      return std::ranges::any_of(use.options,
                                 [&](const Option& option) { return option.spec->name == name; });
    };
    for (const OptionSpec& spec : extension.options) {
      if (spec.required && !has(spec.name)) {
        Error(DiagnosticKind::kMissingOption, use.span,
              fmt::format("{}{} needs --{}", prefix, extension.name, spec.name));
      }
    }
    if (!extension.one_of.empty()) {
      if (!AnyName(extension.one_of, has)) {
        const auto names = SplitList(extension.one_of, ' ');
        Error(DiagnosticKind::kMissingOption, use.span,
              fmt::format("{}{} needs {}--{}", prefix, extension.name,
                          names.size() > 1 ? "one of " : "", fmt::join(names, ", --")));
      }
    }
    for (const Option& option : use.options) {
      if (!option.spec->excludes.empty()) {
        for (const Option& other : use.options) {
          if (&other != &option && Contains(option.spec->excludes, other.spec->name)) {
            Error(DiagnosticKind::kConflictingOptions, option.span,
                  fmt::format("--{} and --{} exclude each other", option.spec->name,
                              other.spec->name));
          }
        }
      }
      if (!option.spec->needs.empty()) {
        if (!AnyName(option.spec->needs, has)) {
          const auto names = SplitList(option.spec->needs, ' ');
          Error(DiagnosticKind::kMissingOption, option.span,
                fmt::format("--{} needs --{}", option.spec->name, fmt::join(names, " or --")));
        }
      }
    }
    if (!extension.protocols.empty() &&
        std::ranges::find(extension.protocols, syntax_.Protocol()) == extension.protocols.end()) {
      std::vector<std::string> names;
      for (const std::uint8_t protocol : extension.protocols)
        names.push_back(ProtocolName(protocol));
      Error(DiagnosticKind::kNeedsProtocol, use.span,
            fmt::format("{}{} needs -p {}", prefix, extension.name, fmt::join(names, " or ")),
            "the kernel refuses the rule without it");
    }
    if ((extension.tables & TableBit(place_.table)) == 0) {
      std::vector<std::string_view> names;
      for (std::size_t id = 0; id < kTableCount; ++id) {
        if ((extension.tables >> id & 1U) != 0)
          names.push_back(Info(static_cast<TableId>(id)).name);
      }
      Error(DiagnosticKind::kWrongTable, use.span,
            fmt::format("{}{} cannot stand in table {}", prefix, extension.name,
                        Info(place_.table).name),
            fmt::format("the kernel takes it in {} only", fmt::join(names, ", ")));
    }
    if (extension.check != nullptr) extension.check(use, place_.family, diagnostics_);
  }

  const Rule& rule_;
  RulePlace place_;
  const Grammar& grammar_;
  Diagnostics& diagnostics_;
  RuleSyntax& syntax_;
  std::string_view text_;
  Lexer lexer_;
  std::optional<Word> pushed_back_;
  bool invert_ = false;
  Span invert_span_;
  std::size_t target_after_ = 0;
  std::size_t alternatives_ = 1;  // for which the lists of addresses stand
};

}  // namespace

Use RuleSyntax::MakeUse(const Extension* extension, Span use_span) {
  Use use{extension, {}, use_span};
  if (!spare_.empty()) {
    use.options = std::move(spare_.back());
    spare_.pop_back();
  }
  return use;
}

std::uint8_t RuleSyntax::Protocol() const {
  const Option* protocol = builtin.Find(kProtocol);
  if (protocol == nullptr || protocol->negated) return 0;
  return static_cast<std::uint8_t>(protocol->number());
}

void RuleSyntax::Clear() {
  counters = {};
  has_counters = false;
  builtin.options.clear();
  const auto keep = [this](Use& use) {
    use.options.clear();
    if (use.options.capacity() > 0) spare_.push_back(std::move(use.options));
  };
  std::ranges::for_each(matches, keep);
  if (target) keep(*target);
  matches.clear();
  target.reset();
  verdict = {};
  verdict_span = {};
  is_goto = false;
  other_family = false;
  storage.clear();
}

bool ParseRule(const Rule& rule, RulePlace place, const Sources& sources, const Grammar& grammar,
               Diagnostics& diagnostics, RuleSyntax& syntax) {
  return RuleParser(rule, place, sources.Text(rule.span), grammar, diagnostics, syntax).Parse();
}

namespace {

// Whether getopt_long takes the word for -s or -d; the text is what follows in the same word.
std::optional<std::string_view> AddressOption(std::string_view word) {
  if (word.starts_with("--")) {
    const auto [name, attached] = SplitAt(word.substr(2), '=');
    for (const std::string_view option : {"source", "src", "destination", "dst"}) {
      if (!name.empty() && option.starts_with(name)) return attached.value_or("");
    }
  } else if (word.starts_with("-s") || word.starts_with("-d")) {
    return word.substr(2);
  }
  return std::nullopt;
}

}  // namespace

std::size_t CountAlternatives(std::string_view body, Span span) {
  if (body.find(',') == std::string_view::npos) return 1;
  std::deque<std::string> storage;
  Lexer lexer(body, span, storage);
  std::size_t count = 1;
  bool address = false;
  Word word;
  while (lexer.Next(word)) {
    if (address) count *= SplitList(word.text).size();
    const auto option = address || word.quoted ? std::nullopt : AddressOption(word.text);
    address = option && option->empty();
    if (option && !address) count *= SplitList(*option).size();
  }
  return count;
}

void PrintRule(const RuleSyntax& syntax, Family family, std::string& out) {
  std::size_t left = syntax.builtin.options.size();
  for (const OptionSpec& spec : syntax.builtin.extension->options) {
    if (left == 0) break;
    for (const Option& option : syntax.builtin.options) {
      if (option.spec != &spec) continue;
      --left;
      // What matches everything is not printed.
      const auto* address = std::get_if<AddressMask>(&option.value);
      if (address != nullptr && address->mask.zero() && !option.negated) continue;
      const auto* name = std::get_if<std::string_view>(&option.value);
      if (name != nullptr && *name == "+" && !option.negated) continue;
      const auto* number = std::get_if<std::uint64_t>(&option.value);
      if (number != nullptr && *number == 0) continue;
      out += option.negated ? " ! -" : " -";
      out += spec.letter;
      if (spec.argument == nullptr) continue;
      out += ' ';
      spec.argument->print(option.value, out);
    }
  }
  const auto print_use = [&](std::string_view prefix, const Use& use) {
    const Extension& extension = *use.extension;
    out += prefix;
    out += extension.saved_name.empty() ? extension.name : extension.saved_name;
    if (extension.print != nullptr) {
      extension.print(use, family, out);
    } else {
      PrintOptions(use, out);
    }
  };
  for (const Use& match : syntax.matches) print_use(" -m ", match);
  if (syntax.target) {
    print_use(" -j ", *syntax.target);
  } else if (!syntax.verdict.empty()) {
    out += syntax.is_goto ? " -g " : " -j ";
    out += syntax.verdict;
  }
}

std::string_view Comment(const RuleSyntax& syntax) {
  for (const Use& match : syntax.matches) {
    if (match.extension->name == "comment" && !match.options.empty()) {
      return match.options.front().text();
    }
  }
  return {};
}

}  // namespace cnft::iptables
