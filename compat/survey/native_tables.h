// SPDX-License-Identifier: GPL-2.0-or-later
// The base chains that programs have in tables of nf_tables of their own, of any family that IP
// packets meet, and what in their tables drops packets, translates addresses or sets marks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nft/kernel.h"
#include "ruleset/iptables/grammar.h"

namespace cnft::compat {

struct BaseChain {
  std::string family;  // ip, ip6, inet
  std::string table;
  std::string name;
  std::string type;  // filter, nat, route
  std::string hook;
  int priority = 0;
  bool drops = false;  // its policy
};

enum class NativeRuleKind : std::uint8_t {
  kDrops,       // or rejects
  kTranslates,  // addresses or ports
  kMarks,       // sets the packet's mark
};

// A rule of such a kind; its chain need not be a base chain.
struct NativeRule {
  NativeRuleKind kind = NativeRuleKind::kDrops;
  std::string family;
  std::string table;
  std::string chain;
  std::uint64_t handle = 0;
  std::string words;      // as nft prints it; empty when it has expressions that cnft does not know
  iptables::Masked mark;  // of kMarks: the bits of the mask are replaced by the value

  // "rule inet firewalld filter_INPUT handle 9: tcp dport 22 drop"
  std::string Text() const;
};

// A map of verdicts, of which some drop: rules that look something up in it may.
struct DroppingMap {
  std::string family;
  std::string table;
  std::string name;
  std::size_t drops = 0;  // elements

  // "map ip kube-proxy no-endpoint-services: 2 elements drop"
  std::string Text() const;
};

struct NativeTables {
  std::vector<BaseChain> chains;
  std::vector<NativeRule> rules;
  std::vector<DroppingMap> maps;
};

// All tables but those of iptables-nft. Nothing when the kernel has no nf_tables.
Result<NativeTables> ReadNativeTables();

}  // namespace cnft::compat
