// SPDX-License-Identifier: GPL-2.0-or-later
// -m connlabel: a label of the conntrack entry, and setting it (net/netfilter/xt_connlabel.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_connlabel.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kLastLabel = 127;

// iptables-save quotes even the numbers.
constexpr iptables::ArgumentType kLabelArgument = {
    .placeholder = "label",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto label = iptables::ParseNumber(input.text(), kLastLabel);
          if (!label) {
            return input.Fail(
                fmt::format("'{}' is not a number from 0 to {}", input.text(), kLastLabel),
                "names of connlabel.conf are not looked up: write the number");
          }
          value = *label;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          out += '"';
          iptables::AppendNumber(std::get<std::uint64_t>(value), out);
          out += '"';
        },
};

enum { kLabel, kSet };

constexpr OptionSpec kOptions[] = {
    {.name = "label", .argument = &kLabelArgument, .negatable = true, .required = true},
    {.name = "set"},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& label = *use.Find(kLabel);
  Value bit;
  bit.length = 16;
  bit.bytes[15 - label.number() / 8] = static_cast<std::uint8_t>(1U << (label.number() % 8));
  Value none;
  none.length = bit.length;
  const nftables::Ct labels{nftables::CtKey::kLabels, std::nullopt};
  Formula is_set =
      NegateIf(label.negated,
               Formula::Is(CompareMasked(labels, bit, Relation::kNe, none), Domain::kTracked));
  if (!use.Has(kSet)) return {std::move(is_set)};
  // Set first: where that works the label is there afterwards, which is what the match then says.
  return {Try{nftables::SetCt{labels.key, std::nullopt, bit}}, std::move(is_set)};
}

bool Read(const xt_connlabel_mtinfo& info, XtWords& words) {
  words.Say((info.options & XT_CONNLABEL_OP_INVERT) != 0, "label", "{}", info.bit);
  if ((info.options & XT_CONNLABEL_OP_SET) != 0) words.Flag("set");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_connlabel = {
    .extension = {.name = "connlabel", .options = kOptions},
    .summary = "a label of the conntrack entry",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
