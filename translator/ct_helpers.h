// SPDX-License-Identifier: GPL-2.0-or-later
// -j CT --helper. iptables names the helper of a connection before conntrack makes the entry, in a
// template (xt_CT.c); nf_tables names it once the entry is there (nft_ct_helper_obj_eval in
// nft_ct.c). What table raw decides about helpers is therefore asked again, behind conntrack.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/iptables/model.h"
#include "ruleset/iptables/syntax.h"
#include "ruleset/nftables/model.h"
#include "ruleset/source.h"
#include "translator/hooks.h"
#include "translator/resources.h"

namespace cnft::translator {

// What a rule of table raw has to do with helpers: what it does when its chain is asked again.
enum class HelperStep : std::uint8_t {
  kNone,    // nothing: the rule is left out
  kAssign,  // names a helper
  kAccept,  // ends the table, or hangs another template on the packet: the first of several holds
  kReturn,
  kCall,
};

// A packet that conntrack does not know yet meets in table raw what it meets behind conntrack, but
// for marks, states, and what counts packets.
class HelperRules {
 public:
  HelperRules(const iptables::Table& raw, Family family, const Sources& sources,
              const CallGraph& graph);

  // A rule that packets can get to names a helper.
  bool any() const { return any_; }
  // The rules that decide about helpers can be asked again, with the same answers.
  bool can_ask_again() const { return can_ask_again_; }
  // The chain decides something.
  bool Decides(std::size_t chain) const { return decides_[chain]; }

  HelperStep StepOf(const iptables::RuleSyntax& rule) const;

 private:
  void Look(std::size_t chain);
  std::size_t CalledBy(const iptables::RuleSyntax& rule) const;

  const iptables::Table& raw_;
  iptables::RulePlace place_;
  const Sources& sources_;
  std::vector<bool> decides_;
  std::vector<bool> looked_at_;
  bool any_ = false;
  bool can_ask_again_ = true;
};

// "raw/..helpers/PREROUTING": the chain in which the rules of that chain are asked again.
std::string HelperChainName(std::string_view chain);

// Behind conntrack, before the other tables.
nftables::BaseChain HelperBaseChain(iptables::Hook hook);

// The helper that -j CT names, or an empty text.
std::string_view HelperOf(const iptables::Use& target);

}  // namespace cnft::translator
