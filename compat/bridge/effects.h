// SPDX-License-Identifier: GPL-2.0-or-later
// What rules do to a packet that later tests of it would see: a bridge asks again what our rules
// have asked, when all of them have done what they do.
#pragma once

#include <string_view>
#include <vector>

#include "ruleset/iptables/syntax.h"

namespace cnft::compat {

class Effects {
 public:
  // Of a rule of the table.
  void Add(const iptables::RuleSyntax& rule);

  // Whether the tests of the rule may come out otherwise than they did. With `only_false`, only
  // whether they may hold where they did not: for a rule that ends the table, behind which nothing
  // changed the packet when they held.
  bool MayChange(const iptables::RuleSyntax& rule, bool only_false) const;

 private:
  struct Mark {
    std::uint32_t value;
    std::uint32_t mask;
  };
  bool MayChangeMark(const iptables::Use& match, bool only_false) const;

  std::vector<Mark> marks_;
  std::vector<std::string_view> matches_;  // that other targets change
  bool anything_ = false;
};

}  // namespace cnft::compat
