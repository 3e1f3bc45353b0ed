// SPDX-License-Identifier: GPL-2.0-or-later
// "NAME src,dst": how the match and the target name a set.
#include "translator/set_arguments.h"

#include <fmt/core.h>
#include <linux/netfilter/xt_set.h>

#include "ruleset/iptables/values.h"

namespace cnft::translator {
namespace {

constexpr std::size_t kMaxName = 31;
constexpr std::size_t kMaxFlags = 6;  // IPSET_DIM_MAX

bool Parse(const iptables::ArgumentInput& input, iptables::Value& value) {
  const std::string_view name = input.words[0].text;
  if (name.size() > kMaxName) {
    return input.Fail(fmt::format("names of sets have at most {} bytes", kMaxName));
  }
  std::vector<std::string_view> texts = {name};
  for (const std::string_view flag : iptables::SplitList(input.words[1].text)) {
    // iptables looks at three bytes.
    const std::string_view kind = flag.substr(0, 3);
    if (kind != "src" && kind != "dst") {
      return input.Fail(fmt::format("'{}' is neither src nor dst", flag),
                        "one for each dimension of the set, with commas between");
    }
    texts.push_back(kind);
  }
  if (texts.size() > kMaxFlags + 1) return input.Fail("no set has more than 6 dimensions");
  value = std::move(texts);
  return true;
}

void Print(const iptables::Value& value, std::string& out) {
  const auto& texts = std::get<std::vector<std::string_view>>(value);
  out += texts[0];
  for (std::size_t i = 1; i < texts.size(); ++i) {
    out += i == 1 ? ' ' : ',';
    out += texts[i];
  }
}

}  // namespace

const iptables::ArgumentType kSetArgument = {
    .placeholder = "name src|dst[,…]", .words = 2, .parse = Parse, .print = Print};

SetReference ReferenceOf(const Option& option) {
  SetReference reference;
  reference.name = option.texts()[0];
  reference.span = option.span;
  for (std::size_t i = 1; i < option.texts().size(); ++i) {
    reference.sources.push_back(option.texts()[i] == "src");
  }
  return reference;
}

bool CheckReference(const ipset::Set& set, const Option& option, LowerContext& context) {
  if (set.family && set.family != context.family()) {
    context.Fail(DiagnosticKind::kWrongFamily, option.span,
                 fmt::format("set {} holds {} addresses", set.name,
                             set.family == Family::kIpv4 ? "IPv4" : "IPv6"),
                 "iptables refuses it too");
    return false;
  }
  const std::size_t dimensions = set.info().dimensions.size();
  const std::size_t flags = option.texts().size() - 1;
  if (flags >= dimensions) return true;
  context.Warn(DiagnosticKind::kNeverMatches, option.span,
               fmt::format("no packet is in set {}: {} has {} dimensions, the rule names {}",
                           set.name, set.info().name, dimensions, flags),
               "name src or dst for each");
  return false;
}

bool SaySet(bool negated, std::string_view option, const xt_set_info& info, XtWords& words) {
  const auto name = words.SetName(info.index);
  if (!name || info.dim == 0 || info.dim > kMaxFlags) return false;
  std::string flags;
  for (unsigned dimension = 1; dimension <= info.dim; ++dimension) {
    if (dimension > 1) flags += ',';
    flags += (info.flags >> dimension & 1U) != 0 ? "src" : "dst";
  }
  words.Quote(negated, option, *name);
  words.Append(" " + flags);
  return true;
}

}  // namespace cnft::translator
