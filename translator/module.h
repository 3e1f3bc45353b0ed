// SPDX-License-Identifier: GPL-2.0-or-later
// What one match or target is to cnft: its grammar and its meaning. Each lives in a file of its
// own, match/NAME.cc or target/NAME.cc, which defines `match_NAME` or `target_NAME`; the list of
// all is generated from the folders (docs/adding-a-match.md).
#pragma once

#include <cstddef>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ruleset/diagnostics.h"
#include "ruleset/iptables/grammar.h"
#include "ruleset/iptables/syntax.h"
#include "ruleset/nftables/model.h"
#include "translator/lower_rule.h"
#include "translator/resources.h"
#include "translator/xt_reader.h"

namespace cnft::translator {

using iptables::Option;
using iptables::OptionSpec;
using iptables::Use;

// A use of an extension that has no exact native form.
struct Limitation {
  std::string_view option;  // what cannot be expressed, such as "--suppl-groups"
  std::string_view reason;
  std::string_view way_out = {};
  // The name under which users may accept the nearest native form; empty: there is none.
  std::string_view approximation = {};
};

// What the user allows besides exact native forms.
struct TranslateOptions {
  std::string table = "cnft";
  bool counters = true;
  // Rules without a native form go through nft_compat, with a warning.
  bool allow_xt = false;
  // Sets that no input holds are taken as empty, with a warning; else they are an error.
  bool missing_sets_empty = false;
  std::vector<std::string> approximations;  // accepted, by name
  // By family, the hooks (as iptables::HookBit bits) where iptables has nat chains of other
  // programs that run behind ours: what an ACCEPT of ours leaves alone, they must not translate.
  std::array<std::uint8_t, 2> nat_hooks_of_others{};
  // Whether packets of bridges pass the iptables hooks of a family: the node's settings
  // net.bridge.bridge-nf-call-iptables and net.bridge.bridge-nf-call-ip6tables. Asked only where a
  // rule depends on it. Empty: as the kernel has it where one is looked at (api/apply), else on, as
  // it is wherever br_netfilter is loaded and nobody changed it.
  std::function<bool(Family)> bridge_netfilter;
};

// What a module may know of the rule it lowers, and how it says no.
class LowerContext {
 public:
  LowerContext(const iptables::RuleSyntax& rule, Family family, iptables::TableId table,
               std::uint8_t hooks, const TranslateOptions& options, Resources& resources,
               Diagnostics& diagnostics)
      : rule_(rule),
        family_(family),
        table_(table),
        hooks_(hooks),
        options_(options),
        resources_(resources),
        diagnostics_(diagnostics) {}

  const iptables::RuleSyntax& rule() const { return rule_; }
  Family family() const { return family_; }
  bool ipv4() const { return family_ == Family::kIpv4; }
  iptables::TableId table() const { return table_; }
  // The hooks from which the rule can be reached, as iptables::HookBit bits.
  std::uint8_t hooks() const { return hooks_; }
  const TranslateOptions& options() const { return options_; }
  Resources& resources() { return resources_; }

  // The rule has no exact native form; the result of the module is ignored.
  void Refuse(const Limitation& limitation, Span span);
  // True when the user accepts the approximation the limitation names (then there is a warning);
  // otherwise refuses.
  bool Approximate(const Limitation& limitation, Span span);
  // Something is wrong with the input that no grammar table says.
  void Fail(DiagnosticKind kind, Span span, std::string message, std::string hint = {});
  void Warn(DiagnosticKind kind, Span span, std::string message, std::string hint = {});

  // Why the module refused, if it did.
  const std::optional<Limitation>& refusal() const { return refusal_; }
  Span refusal_span() const { return refusal_span_; }
  void ClearRefusal() { refusal_.reset(); }

 private:
  const iptables::RuleSyntax& rule_;
  Family family_;
  iptables::TableId table_;
  std::uint8_t hooks_;
  const TranslateOptions& options_;
  Resources& resources_;
  Diagnostics& diagnostics_;
  std::optional<Limitation> refusal_;
  Span refusal_span_;
};

// A match or target as the kernel's own xtables structure, for nft_compat.
struct XtInfo {
  std::string name;
  std::uint32_t revision = 0;
  std::string info;  // of XT_ALIGN()ed length
};

// A structure of <linux/netfilter/xt_*.h>, filled up to what XT_ALIGN() makes of its length.
template <typename Info>
XtInfo MakeXtInfo(std::string_view name, std::uint32_t revision, const Info& info) {
  static_assert(std::is_trivially_copyable_v<Info>);
  std::string bytes((sizeof(Info) + 7U) / 8U * 8U, '\0');
  std::memcpy(bytes.data(), &info, sizeof(Info));
  return {std::string(name), revision, std::move(bytes)};
}

// The structure that iptables itself would give the kernel for a use of the match, for tables of
// iptables: what `readers` reads. Nothing: it cannot be made here.
using XtWriter = std::optional<XtInfo> (*)(const Use& use, const XtContext& context);

// The extension comes first: a pointer to it is a pointer to its module.
struct MatchModule {
  iptables::Extension extension;
  std::string_view summary;  // for the support table: what it tests
  std::span<const Limitation> limitations = {};
  // The steps that ask what the match asks, in order.
  std::vector<Step> (*lower)(const Use& use, LowerContext& context) = nullptr;
  std::optional<XtInfo> (*xt)(const Use& use, LowerContext& context) = nullptr;
  std::uint8_t preparation = 0;  // what the kernel does for its sake: Preparation
  // Of the kernel's structure, by revision.
  std::span<const XtReader> readers = {};
  XtWriter write = nullptr;
};

struct TargetModule {
  iptables::Extension extension;
  std::string_view summary;
  std::span<const Limitation> limitations = {};
  Action (*lower)(const Use& use, LowerContext& context) = nullptr;
  std::optional<XtInfo> (*xt)(const Use& use, LowerContext& context) = nullptr;
  // Of `xt`: the nft table names under which the kernel takes the target, as table bits; all: any.
  std::uint8_t xt_tables = iptables::kAllTables;
  bool xt_terminal = false;
  std::uint8_t preparation = 0;  // as above
  std::span<const XtReader> readers = {};
};

static_assert(std::is_standard_layout_v<iptables::Extension>);
static_assert(std::is_standard_layout_v<MatchModule> && std::is_standard_layout_v<TargetModule>);

inline const MatchModule& MatchOf(const Use& use) {
  return *reinterpret_cast<const MatchModule*>(use.extension);
}
inline const TargetModule& TargetOf(const Use& use) {
  return *reinterpret_cast<const TargetModule*>(use.extension);
}

// All modules, in the order of their names.
std::span<const MatchModule* const> AllMatches();
std::span<const TargetModule* const> AllTargets();

// The grammar of all modules.
const iptables::Grammar& Extensions();

}  // namespace cnft::translator
