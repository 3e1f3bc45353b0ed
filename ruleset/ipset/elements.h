// SPDX-License-Identifier: GPL-2.0-or-later
// The add and del commands: elements of sets, checked as the kernel checks them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ruleset/diagnostics.h"
#include "ruleset/ipset/model.h"
#include "ruleset/ipset/options.h"
#include "ruleset/ipset/pattern.h"
#include "ruleset/ipset/words.h"

namespace cnft::ipset {

// Whether two elements of a set are one and the same to the kernel.
bool SameKey(const Element& a, const Element& b);

class ElementEditor {
 public:
  ElementEditor(Ruleset& ruleset, Diagnostics& diagnostics)
      : ruleset_(ruleset), diagnostics_(diagnostics) {}

  // "add SET words" or "del SET words"; the set exists. `exist`: what stands already, or is not
  // there, is no fault.
  void Change(Command command, std::string_view set, std::span<const Word> words, bool exist,
              Span line);
  void Clear(Set& set);
  // The sets change hands: what is known of their elements no longer holds.
  void Forget() {
    current_ = nullptr;
    indexes_.clear();
  }

 private:
  struct Hash {
    const std::vector<Element>* elements;
    std::size_t operator()(std::uint32_t at) const;
  };
  struct Equal {
    const std::vector<Element>* elements;
    bool operator()(std::uint32_t a, std::uint32_t b) const {
      return SameKey((*elements)[a], (*elements)[b]);
    }
  };
  using Index = std::unordered_set<std::uint32_t, Hash, Equal>;

  void UseIndex(Set& set);
  bool ParseOptions(std::span<const Word> words, Command command, Element& element);
  Parsed<void> Take(OptionKind kind, std::string_view text, Element& element);
  bool CheckExtensions(const Word& option, OptionKind kind);
  bool CheckMember(const Word& word, const std::string& name);
  void Add(const Pattern& pattern, const Element& common, const Word& word, bool exist);
  void AddMember(Element element, const Word& word, bool exist);
  void Delete(const Pattern& pattern, const Word& word, bool exist);
  void Report(const Word& word, std::string message, std::string hint = {});
  std::size_t Room() const;

  Ruleset& ruleset_;
  Diagnostics& diagnostics_;
  // The elements of each set by their keys. Commands about several sets may come in any order.
  std::unordered_map<const Set*, Index> indexes_;
  Set* current_ = nullptr;  // whose elements index_ holds
  Index* index_ = nullptr;
  std::string_view before_;  // of list:set
  std::string_view after_;
};

}  // namespace cnft::ipset
