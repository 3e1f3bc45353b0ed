// SPDX-License-Identifier: GPL-2.0-or-later
// What one match or target is to cnft.
#include "translator/module.h"

#include <fmt/format.h>

#include <algorithm>

#include "translator/builtin.h"

namespace cnft::translator {
namespace {

class ExtensionGrammar : public iptables::Grammar {
 public:
  const iptables::Extension* FindMatch(std::string_view name, Family family) const override {
    return Find(AllMatches(), name, family);
  }
  const iptables::Extension* FindTarget(std::string_view name, Family family) const override {
    return Find(AllTargets(), name, family);
  }
  const iptables::Extension& BuiltIn(Family family) const override {
    return BuiltInOptions(family);
  }

 private:
  template <typename Modules>
  static const iptables::Extension* Find(Modules modules, std::string_view name, Family family) {
    const auto found = std::ranges::lower_bound(
        modules, name, {}, [](const auto* module) { return module->extension.name; });
    const std::uint8_t bit = family == Family::kIpv4 ? iptables::kIpv4Only : iptables::kIpv6Only;
    if (found == modules.end() || (*found)->extension.name != name ||
        ((*found)->extension.families & bit) == 0) {
      return nullptr;
    }
    return &(*found)->extension;
  }
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
