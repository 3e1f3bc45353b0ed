// SPDX-License-Identifier: GPL-2.0-or-later
// A table of iptables as it is held, with each rule read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "compat/absorb/held.h"
#include "compat/table_reader.h"

namespace cnft::compat {

using Names = std::set<std::string, std::less<>>;

// Calls `visit` with the words behind each "--match-set" or the like.
template <typename Visitor>
void ForEachWordBehind(std::string_view option, std::string_view text, Visitor visit) {
  for (std::size_t at = text.find(option); at != std::string_view::npos;
       at = text.find(option, at + 1)) {
    const std::size_t begin = at + option.size();
    if (begin >= text.size() || text[begin] != ' ') continue;
    visit(text.substr(begin + 1, text.find(' ', begin + 1) - begin - 1));
  }
}

class ReadTable {
 public:
  // `read` is ReadAgain of tables among which is this one.
  ReadTable(const HeldTable& table, const BackendRules& read)
      : held_(table),
        parsed_(*read.ruleset.tables[static_cast<std::size_t>(table.id)]),
        reader_(parsed_, table.family, read.sources),
        program_(read.Program()) {}

  const HeldTable& held() const { return held_; }

  struct Seen {
    bool readable = false;
    std::string leads;  // the user chain it jumps or goes to
    bool is_goto = false;
    bool acts = false;  // by itself: a verdict or a target
    bool returns = false;
  };
  Seen See(const HeldChain& chain, std::size_t index) const;
  // Whether a chain does anything to a packet.
  bool Acts(std::string_view name);
  // "iptables-legacy -t filter -A DOCKER -j KUBE-FORWARD"
  std::string Where(const HeldChain& chain, const HeldRule& rule) const;

 private:
  const HeldTable& held_;
  const iptables::Table& parsed_;
  TableReader reader_;
  std::string program_;
  std::map<std::string, bool, std::less<>> acts_;
};

}  // namespace cnft::compat
