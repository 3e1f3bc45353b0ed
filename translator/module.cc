// SPDX-License-Identifier: GPL-2.0-or-later
// What one match or target is to cnft.
#include "translator/module.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "translator/builtin.h"

namespace cnft::translator {
namespace {

class ExtensionGrammar : public iptables::Grammar {
 public:
  const iptables::Extension* FindMatch(std::string_view name, Family family) const override {
    return Find(matches_, name, family);
  }
  const iptables::Extension* FindTarget(std::string_view name, Family family) const override {
    return Find(targets_, name, family);
  }
  const iptables::Extension& BuiltIn(Family family) const override {
    return BuiltInOptions(family);
  }

 private:
  // Every rule asks: by name.
  using Index = std::unordered_map<std::string_view, const iptables::Extension*>;

  template <typename Modules>
  static Index ByName(Modules modules) {
    Index index;
    for (const auto* module : modules) index.emplace(module->extension.name, &module->extension);
    return index;
  }

  static const iptables::Extension* Find(const Index& index, std::string_view name, Family family) {
    const auto found = index.find(name);
    const std::uint8_t bit = family == Family::kIpv4 ? iptables::kIpv4Only : iptables::kIpv6Only;
    if (found == index.end() || (found->second->families & bit) == 0) return nullptr;
    return found->second;
  }

  const Index matches_ = ByName(AllMatches());
  const Index targets_ = ByName(AllTargets());
};

}  // namespace

void LowerContext::Refuse(const Limitation& limitation, Span span) {
  if (refusal_) return;
  refusal_ = limitation;
  refusal_span_ = span;
}

bool LowerContext::Approximate(const Limitation& limitation, Span span) {
  if (std::ranges::find(options_.approximations, limitation.approximation) ==
      options_.approximations.end()) {
    Refuse(limitation, span);
    return false;
  }
  Warn(DiagnosticKind::kApproximated, span,
       fmt::format("{}: {}; the nearest native form is used, as --accept-approximation {} says",
                   limitation.option, limitation.reason, limitation.approximation));
  return true;
}

void LowerContext::Fail(DiagnosticKind kind, Span span, std::string message, std::string hint) {
  diagnostics_.Report(kind, span, std::move(message), std::move(hint));
}

void LowerContext::Warn(DiagnosticKind kind, Span span, std::string message, std::string hint) {
  diagnostics_.Report(kind, span, std::move(message), std::move(hint));
}

const iptables::Grammar& Extensions() {
  static const ExtensionGrammar grammar;
  return grammar;
}

}  // namespace cnft::translator
