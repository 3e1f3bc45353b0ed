// SPDX-License-Identifier: GPL-2.0-or-later
// The add and del commands: elements of sets, checked as the kernel checks them.
#include "ruleset/ipset/elements.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "ruleset/ipset/printer.h"
#include "ruleset/ipset/values.h"

namespace cnft::ipset {
namespace {

constexpr std::size_t kMaxComment = 255;

std::size_t Mix(std::size_t seed, std::uint64_t value) {
  seed ^= value + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U);
  return seed * 0xff51afd7ed558ccdU;
}

std::size_t Mix(std::size_t seed, const Address& address) {
  return Mix(seed, std::hash<std::string_view>{}(
                       {reinterpret_cast<const char*>(address.bytes.data()), address.length}));
}

// "0xMARK[/0xMASK]"
Parsed<void> TakeMark(std::string_view text, SkbInfo& info) {
  const auto mark = iptables::ParseMasked(text);
  if (!text.starts_with("0x") || !mark) {
    return std::unexpected(Fault{fmt::format("'{}' is not a mark: 0xMARK or 0xMARK/0xMASK", text)});
  }
  info.mark = mark->value;
  info.mark_mask = mark->mask;
  return {};
}

// "MAJOR:MINOR", both hexadecimal.
Parsed<void> TakePriority(std::string_view text, SkbInfo& info) {
  const auto [major, minor] = iptables::SplitAt(text, ':');
  const auto hex = [](std::string_view part) {
    return iptables::ParseNumber(fmt::format("0x{}", part), 0xffff);
  };
  const auto high = hex(major);
  const auto low = minor ? hex(*minor) : std::nullopt;
  if (!high || !low) {
    return std::unexpected(Fault{fmt::format("'{}' is not a priority: MAJOR:MINOR", text)});
  }
  info.priority = static_cast<std::uint32_t>(*high << 16 | *low);
  return {};
}

}  // namespace

bool SameKey(const Element& a, const Element& b) {
  return a.address == b.address && a.prefix == b.prefix && a.protocol == b.protocol &&
         a.port == b.port && a.address2 == b.address2 && a.prefix2 == b.prefix2 &&
         a.physdev == b.physdev && a.wildcard == b.wildcard && a.name == b.name;
}

std::size_t ElementEditor::Hash::operator()(std::uint32_t at) const {
  const Element& element = (*elements)[at];
  std::size_t seed = Mix(0, element.address);
  seed = Mix(seed, element.address2);
  seed = Mix(seed, static_cast<std::uint64_t>(element.port) << 32 |
                       static_cast<std::uint64_t>(element.protocol) << 16 |
                       static_cast<std::uint64_t>(element.prefix) << 8 | element.prefix2);
  if (!element.name.empty()) seed = Mix(seed, std::hash<std::string>{}(element.name));
  return seed;
}

void ElementEditor::Report(const Word& word, std::string message, std::string hint) {
  diagnostics_.Report(DiagnosticKind::kBadSetElement, word.span, std::move(message),
                      std::move(hint));
}

void ElementEditor::UseIndex(Set& set) {
  if (current_ == &set) return;
  current_ = &set;
  const auto [found, inserted] = indexes_.try_emplace(&set, set.elements.size() * 2,
                                                      Hash{&set.elements}, Equal{&set.elements});
  index_ = &found->second;
  if (!inserted) return;
  for (std::uint32_t i = 0; i < set.elements.size(); ++i) index_->insert(i);
}

void ElementEditor::Clear(Set& set) {
  set.elements.clear();
  Forget();
}

void ElementEditor::Change(Command command, std::string_view set, std::span<const Word> words,
                           bool exist, Span line) {
  UseIndex(*ruleset_.Find(set));
  Element common;
  common.span = line;
  before_ = after_ = {};
  if (!ParseOptions(words.subspan(1), command, common)) return;
  const auto pattern = ParsePattern(words[0].text, *current_);
  if (!pattern) {
    ReportFault(pattern.error(), words[0], DiagnosticKind::kBadSetElement, diagnostics_);
    return;
  }
  if (current_->info().list() && !CheckMember(words[0], pattern->name)) return;
  if (command == Command::kAdd) {
    Add(*pattern, common, words[0], exist);
  } else {
    Delete(*pattern, words[0], exist);
  }
}

bool ElementEditor::ParseOptions(std::span<const Word> words, Command command, Element& element) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const OptionInfo* option = FindOption(command, word.text);
    if (option == nullptr || (option->takes != nullptr && !option->takes(current_->info()))) {
      diagnostics_.Report(
          DiagnosticKind::kUnknownOption, word.span,
          fmt::format("elements of {} have no option '{}'", current_->info().name, word.text),
          "text with blanks stands in double quotes");
      return false;
    }
    if (!CheckExtensions(word, option->kind)) return false;
    if (option->argument && ++i == words.size()) {
      diagnostics_.Report(DiagnosticKind::kMissingArgument, word.span,
                          fmt::format("{} needs an argument", option->name));
      return false;
    }
    if (auto taken = Take(option->kind, words[i].text, element); !taken) {
      ReportFault(taken.error(), words[i], DiagnosticKind::kBadArgument, diagnostics_);
      return false;
    }
  }
  if (!before_.empty() && !after_.empty()) {
    Report(words.front(), "before and after cannot stand together");
    return false;
  }
  return true;
}

bool ElementEditor::CheckExtensions(const Word& option, OptionKind kind) {
  std::string_view missing;
  switch (kind) {
    case OptionKind::kTimeout:
      if (!current_->timeout) missing = "timeout 0";
      break;
    case OptionKind::kPackets:
    case OptionKind::kBytes:
      if (!current_->counters) missing = "counters";
      break;
    case OptionKind::kComment:
      if (!current_->comment) missing = "comment";
      break;
    case OptionKind::kSkbmark:
    case OptionKind::kSkbprio:
    case OptionKind::kSkbqueue:
      if (!current_->skbinfo) missing = "skbinfo";
      break;
    default:
      break;
  }
  if (missing.empty()) return true;
  Report(option, fmt::format("set {} was not made for '{}'", current_->name, option.text),
         fmt::format("create it with {}", missing));
  return false;
}

Parsed<void> ElementEditor::Take(OptionKind kind, std::string_view text, Element& element) {
  const auto info = [&]() -> SkbInfo& {
    if (!element.skbinfo) element.skbinfo.emplace();
    return *element.skbinfo;
  };
  switch (kind) {
    case OptionKind::kTimeout:
      return TakeNumber(text, 0, element.timeout.emplace(), kMaxTimeout);
    case OptionKind::kPackets:
      return TakeNumber(text, 0, element.packets);
    case OptionKind::kBytes:
      return TakeNumber(text, 0, element.bytes);
    case OptionKind::kComment:
      if (text.size() > kMaxComment) {
        return std::unexpected(Fault{fmt::format("comments have at most {} bytes", kMaxComment)});
      }
      element.comment = text;
      return {};
    case OptionKind::kSkbmark:
      return TakeMark(text, info());
    case OptionKind::kSkbprio:
      return TakePriority(text, info());
    case OptionKind::kSkbqueue:
      return TakeNumber(text, 0, info().queue);
    case OptionKind::kNomatch:
      element.nomatch = true;
      return {};
    case OptionKind::kWildcard:
      element.wildcard = true;
      return {};
    case OptionKind::kBefore:
      before_ = text;
      return {};
    case OptionKind::kAfter:
      after_ = text;
      return {};
    default:
      return {};
  }
}

bool ElementEditor::CheckMember(const Word& word, const std::string& name) {
  const Set* member = ruleset_.Find(name);
  if (member == nullptr) {
    diagnostics_.Report(DiagnosticKind::kUnknownSet, word.span,
                        fmt::format("there is no set {}", name),
                        "sets stand before the lists that hold them");
    return false;
  }
  if (member->info().list()) {
    Report(word, "a list of sets holds no other lists");
    return false;
  }
  return true;
}

std::size_t ElementEditor::Room() const {
  if (!current_->info().hash()) return std::numeric_limits<std::uint32_t>::max();
  const std::size_t used = current_->elements.size();
  return current_->maxelem > used ? current_->maxelem - used : 0;
}

void ElementEditor::Add(const Pattern& pattern, const Element& common, const Word& word,
                        bool exist) {
  std::vector<Element>& elements = current_->elements;
  const auto full = [&] {
    Report(word,
           fmt::format("set {} is full: it holds {} elements at most", current_->name,
                       current_->maxelem),
           current_->forceadd ? "forceadd would throw a random element out: there is no telling "
                                "what the set holds then"
                              : "a larger maxelem makes room");
  };
  // Elements that stand already take no room, but there cannot be more of those than of all.
  if (Count(pattern, *current_) > Room() + (exist ? elements.size() : 0)) return full();
  Expand(pattern, *current_, common, [&](Element element) {
    if (current_->info().list()) {
      AddMember(std::move(element), word, exist);
      return true;
    }
    elements.push_back(std::move(element));
    const auto at = static_cast<std::uint32_t>(elements.size() - 1);
    const auto [found, inserted] = index_->insert(at);
    if (inserted) {
      if (elements.size() <= current_->maxelem || !current_->info().hash()) return true;
      index_->erase(at);
      elements.pop_back();
      full();
      return false;
    }
    if (exist) {
      elements[*found] = std::move(elements.back());
    } else {
      Report(word,
             fmt::format("{} is in set {} already", PrintKey(elements[*found], *current_),
                         current_->name),
             "-exist accepts that");
    }
    elements.pop_back();
    return exist;
  });
}

void ElementEditor::AddMember(Element element, const Word& word, bool exist) {
  std::vector<Element>& elements = current_->elements;
  const auto find = [&](std::string_view name) {
    return std::ranges::find(elements, name, &Element::name);
  };
  if (const auto standing = find(element.name); standing != elements.end()) {
    if (!exist) {
      Report(word, fmt::format("{} is in set {} already", element.name, current_->name),
             "-exist accepts that");
      return;
    }
    element.span = standing->span;
    *standing = std::move(element);
    return;
  }
  const std::string_view reference = before_.empty() ? after_ : before_;
  auto at = elements.end();
  if (!reference.empty()) {
    at = find(reference);
    if (at == elements.end()) {
      Report(word, fmt::format("{} is not in set {}", reference, current_->name));
      return;
    }
    if (before_.empty()) ++at;
  }
  elements.insert(at, std::move(element));
  Forget();
}

void ElementEditor::Delete(const Pattern& pattern, const Word& word, bool exist) {
  std::vector<Element>& elements = current_->elements;
  if (current_->info().list()) {
    const auto found = std::ranges::find(elements, pattern.name, &Element::name);
    if (found != elements.end()) {
      elements.erase(found);
      Forget();
    } else if (!exist) {
      Report(word, fmt::format("{} is not in set {}", pattern.name, current_->name));
    }
    return;
  }
  Expand(pattern, *current_, {}, [&](Element element) {
    elements.push_back(std::move(element));
    const auto probe = static_cast<std::uint32_t>(elements.size() - 1);
    const auto found = index_->find(probe);
    if (found == index_->end()) {
      if (!exist) {
        Report(word,
               fmt::format("{} is not in set {}", PrintKey(elements.back(), *current_),
                           current_->name),
               "-exist accepts that");
      }
      elements.pop_back();
      return exist;
    }
    elements.pop_back();
    // The last one takes the place of the one that goes.
    const std::uint32_t hole = *found;
    index_->erase(found);
    const auto last = static_cast<std::uint32_t>(elements.size() - 1);
    if (hole != last) {
      index_->erase(last);
      elements[hole] = std::move(elements[last]);
      elements.pop_back();
      index_->insert(hole);
    } else {
      elements.pop_back();
    }
    return true;
  });
}

}  // namespace cnft::ipset
