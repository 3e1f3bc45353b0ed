// SPDX-License-Identifier: GPL-2.0-or-later
// Reads `ipset save` text the way `ipset restore` does.
#include "ruleset/ipset/parser.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <span>

#include "ruleset/ipset/create.h"
#include "ruleset/ipset/elements.h"
#include "ruleset/ipset/words.h"

namespace cnft::ipset {
namespace {

// The line buffer of ipset holds 1024 bytes: it reads what is longer as two lines.
constexpr std::size_t kMaxLine = 1023;

struct CommandInfo {
  std::array<std::string_view, 3> names;
  std::size_t arguments;  // that must follow
  std::size_t optional = 0;
};

enum CommandIndex : std::uint8_t { kCreate, kAdd, kDel, kDestroy, kFlush, kRename, kSwap };

// In the order in which ipset tries them: each may be shortened, and dashes may stand in front.
constexpr auto kCommands = std::to_array<CommandInfo>({
    {{"create", "new", "-N"}, 2},
    {{"add", "-A", {}}, 2},
    {{"del", "-D", {}}, 2},
    {{"destroy", "x", "-X"}, 0, 1},
    {{"flush", "-F", {}}, 0, 1},
    {{"rename", "e", "-E"}, 2},
    {{"swap", "w", "-W"}, 2},
});

const CommandInfo* FindCommand(std::string_view word) {
  if (word.starts_with("--")) word.remove_prefix(2);
  if (word.empty() || word == "-") return nullptr;
  const auto* found = std::ranges::find_if(kCommands, [word](const CommandInfo& command) {
    return std::ranges::any_of(command.names,
                               [word](std::string_view name) { return name.starts_with(word); });
  });
  return found == kCommands.end() ? nullptr : found;
}

class Parser {
 public:
  Parser(std::uint16_t source, const Sources& sources, Diagnostics& diagnostics, Ruleset& ruleset)
      : source_(source),
        text_(sources.at(source).text()),
        diagnostics_(diagnostics),
        ruleset_(ruleset),
        elements_(ruleset, diagnostics) {}

  void Run() {
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = text_.find('\n', begin);
      if (end == std::string_view::npos) end = text_.size();
      const std::size_t errors = diagnostics_.errors();
      ParseLine(text_.substr(begin, end - begin));
      if (end == text_.size() && diagnostics_.errors() > errors) {
        Report(DiagnosticKind::kTruncated, text_.substr(begin), "the text ends within a line",
               "it is cut short: read it again from where it came");
      }
      begin = end + 1;
    }
  }

 private:
  void Report(DiagnosticKind kind, std::string_view at, std::string message,
              std::string hint = {}) {
    const auto begin = static_cast<std::uint32_t>(at.data() - text_.data());
    diagnostics_.Report(kind, {begin, begin + static_cast<std::uint32_t>(at.size()), source_},
                        std::move(message), std::move(hint));
  }

  void ParseLine(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t\r\v\f");
    if (first == std::string_view::npos || line[first] == '#') return;
    line.remove_prefix(first);
    if (line == "COMMIT" || line == "COMMIT\r") return;
    if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
      Report(DiagnosticKind::kNulByte, line.substr(nul, 1), "the line holds a NUL byte",
             "this is not ipset save text");
      return;
    }
    if (line.size() > kMaxLine) {
      Report(DiagnosticKind::kGarbled, line.substr(0, 1),
             fmt::format("the line has {} bytes, ipset reads {} at most", line.size(), kMaxLine),
             "this is not ipset save text");
      return;
    }
    words_.clear();
    storage_.clear();
    const auto begin = static_cast<std::uint32_t>(line.data() - text_.data());
    if (!SplitLine(line, {begin, begin, source_}, storage_, words_)) {
      Report(DiagnosticKind::kSyntax, line, "a double quote is never closed");
      return;
    }
    if (!words_.empty()) ParseCommand();
  }

  // Takes "-exist" and what only concerns output out of the words. False when one is not known.
  bool TakeFlags() {
    exist_ = false;
    std::erase_if(words_, [this](const Word& word) {
      std::string_view text = word.text;
      if (text.starts_with("--")) text.remove_prefix(1);
      const bool exist = text == "-exist" || text == "-!";
      if (exist) exist_ = true;
      return exist || text == "-quiet" || text == "-q";
    });
    return !words_.empty();
  }

  void ParseCommand() {
    const Span line = Cover(words_.front().span, words_.back().span);
    if (!TakeFlags()) return;
    const CommandInfo* command = FindCommand(words_[0].text);
    if (command == nullptr) {
      diagnostics_.Report(DiagnosticKind::kUnknownCommand, words_[0].span,
                          fmt::format("'{}' is not a command for sets", words_[0].text),
                          "create, add, del, flush, destroy, rename and swap are");
      return;
    }
    const std::span<const Word> arguments = std::span(words_).subspan(1);
    if (arguments.size() < command->arguments) {
      diagnostics_.Report(
          DiagnosticKind::kMissingArgument, line,
          fmt::format("{} needs {} arguments", command->names[0], command->arguments));
      return;
    }
    const auto index = static_cast<CommandIndex>(command - kCommands.data());
    if (index > kDel && arguments.size() > command->arguments + command->optional) {
      diagnostics_.Report(DiagnosticKind::kSyntax,
                          arguments[command->arguments + command->optional].span,
                          fmt::format("{} takes no more arguments", command->names[0]));
      return;
    }
    Run(index, arguments, line);
  }

  void Run(CommandIndex command, std::span<const Word> arguments, Span line) {
    switch (command) {
      case kCreate:
        Create(arguments, line);
        return;
      case kAdd:
      case kDel:
        if (const Set* set = FindSet(arguments[0])) {
          elements_.Change(command == kAdd ? Command::kAdd : Command::kDel, set->name,
                           arguments.subspan(1), exist_, line);
        }
        return;
      case kFlush:
        Flush(arguments);
        return;
      case kDestroy:
        Destroy(arguments, line);
        return;
      case kRename:
        Rename(arguments);
        return;
      case kSwap:
        Swap(arguments);
        return;
    }
  }

  const Set* FindSet(const Word& word) {
    const Set* set = ruleset_.Find(word.text);
    if (set == nullptr && !refused_.contains(word.text)) {
      diagnostics_.Report(DiagnosticKind::kUnknownSet, word.span,
                          fmt::format("there is no set {}", word.text),
                          "a set is made by 'create' before anything is added");
    }
    return set;
  }

  void Create(std::span<const Word> arguments, Span line) {
    auto set = ParseCreate(arguments, line, diagnostics_);
    if (!set) {
      // Its elements would each say again that it is missing.
      refused_.emplace(arguments[0].text);
      return;
    }
    const Set* standing = ruleset_.Find(set->name);
    if (standing == nullptr) {
      ruleset_.Add(std::move(*set));
    } else if (!exist_ || !SameDefinition(*standing, *set)) {
      diagnostics_.Report(
          DiagnosticKind::kDuplicateSet, arguments[0].span,
          fmt::format("set {} stands already{}", set->name, exist_ ? ", otherwise defined" : ""),
          exist_ ? "" : "-exist accepts a set of the same definition");
    }
  }

  // The name of a list that holds the set, empty when there is none.
  std::string_view ListWith(std::string_view name) const {
    for (const Set& set : ruleset_.sets()) {
      if (!set.info().list()) continue;
      if (std::ranges::find(set.elements, name, &Element::name) != set.elements.end()) {
        return set.name;
      }
    }
    return {};
  }

  // Reports a set that a list holds, which therefore cannot go.
  bool Held(const Word& word, std::string_view what) {
    const std::string_view list = ListWith(word.text);
    if (list.empty()) return false;
    diagnostics_.Report(DiagnosticKind::kConflictingOptions, word.span,
                        fmt::format("set {} cannot be {}: {} holds it", word.text, what, list),
                        fmt::format("delete it from {} first", list));
    return true;
  }

  void Flush(std::span<const Word> arguments) {
    if (arguments.empty()) {
      for (Set& set : ruleset_.sets()) elements_.Clear(set);
    } else if (const Set* set = FindSet(arguments[0])) {
      elements_.Clear(*ruleset_.Find(set->name));
    }
  }

  void Destroy(std::span<const Word> arguments, Span) {
    if (arguments.empty()) {
      elements_.Forget();
      ruleset_.Clear();
    } else if (FindSet(arguments[0]) != nullptr && !Held(arguments[0], "destroyed")) {
      elements_.Forget();
      ruleset_.Remove(arguments[0].text);
    }
  }

  void Rename(std::span<const Word> arguments) {
    if (FindSet(arguments[0]) == nullptr || Held(arguments[0], "renamed")) return;
    if (ruleset_.Find(arguments[1].text) != nullptr) {
      diagnostics_.Report(DiagnosticKind::kDuplicateSet, arguments[1].span,
                          fmt::format("set {} stands already", arguments[1].text));
      return;
    }
    if (!CheckSetName(arguments[1], diagnostics_)) return;
    elements_.Forget();
    ruleset_.Rename(arguments[0].text, arguments[1].text);
  }

  void Swap(std::span<const Word> arguments) {
    const Set* first = FindSet(arguments[0]);
    const Set* second = FindSet(arguments[1]);
    if (first == nullptr || second == nullptr) return;
    if (first->type != second->type || first->family != second->family) {
      diagnostics_.Report(
          DiagnosticKind::kConflictingOptions, Cover(arguments[0].span, arguments[1].span),
          fmt::format("{} and {} are of different types", first->name, second->name),
          "only sets of the same type and family can be swapped");
      return;
    }
    elements_.Forget();
    ruleset_.Swap(arguments[0].text, arguments[1].text);
  }

  std::uint16_t source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  Ruleset& ruleset_;
  ElementEditor elements_;
  std::set<std::string, std::less<>> refused_;  // names of sets that could not be made

  // Of the line being read.
  std::vector<Word> words_;
  std::deque<std::string> storage_;
  bool exist_ = false;
};

}  // namespace

void Parse(std::uint16_t source, const Sources& sources, Diagnostics& diagnostics,
           Ruleset& ruleset) {
  Parser(source, sources, diagnostics, ruleset).Run();
}

}  // namespace cnft::ipset
