// SPDX-License-Identifier: GPL-2.0-or-later
// -m iprange: addresses from one to another (net/netfilter/xt_iprange.c).
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_iprange.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kSource, kDestination };

std::optional<Address> ParseOne(std::string_view text, Family family) {
  if (text.find('/') != std::string_view::npos) return std::nullopt;
  const auto address = iptables::ParseAddressMask(text, family);  // takes shortened ones
  if (!address) return std::nullopt;
  return address->address;
}

// As kAddressRangeArgument, but one address may be shortened, and the ends may be reversed, as
// iptables takes them: such a range holds nothing.
const iptables::ArgumentType kRangeArgument = {
    .placeholder = "address[-address]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto [low_text, high_text] = iptables::SplitAt(input.text(), '-');
          const auto low = ParseOne(low_text, input.family);
          const auto high = high_text ? ParseOne(*high_text, input.family) : low;
          if (!low || !high) {
            return input.Fail(fmt::format("'{}' is not a range of addresses", input.text()));
          }
          if (*high < *low) {
            input.diagnostics.Report(
                DiagnosticKind::kNeverMatches, input.words[0].span,
                fmt::format("--{}: '{}' ends before it begins: nothing is in it", input.option,
                            input.text()));
          }
          value = AddressRange{*low, *high};
          return true;
        },
    .print = iptables::kAddressRangeArgument.print,
};

constexpr OptionSpec kOptions[] = {
    {.name = "src-range", .argument = &kRangeArgument, .negatable = true},
    {.name = "dst-range", .argument = &kRangeArgument, .negatable = true},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Formula> parts;
  if (const Option* source = use.Find(kSource)) {
    parts.push_back(
        NegateIf(source->negated, InRange(SourceAddress(context.family()), source->addresses())));
  }
  if (const Option* destination = use.Find(kDestination)) {
    parts.push_back(NegateIf(destination->negated, InRange(DestinationAddress(context.family()),
                                                           destination->addresses())));
  }
  return {Formula::All(std::move(parts))};
}

bool Read(const xt_iprange_mtinfo& info, XtWords& words) {
  const auto say = [&](unsigned flag, unsigned invert, std::string_view option,
                       const nf_inet_addr& low, const nf_inet_addr& high) {
    if ((info.flags & flag) == 0) return;
    words.Say((info.flags & invert) != 0, option, "{}-{}", Print(words.AddressAt(&low)),
              Print(words.AddressAt(&high)));
  };
  say(IPRANGE_SRC, IPRANGE_SRC_INV, "src-range", info.src_min, info.src_max);
  say(IPRANGE_DST, IPRANGE_DST_INV, "dst-range", info.dst_min, info.dst_max);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_iprange = {
    .extension = {.name = "iprange", .options = kOptions, .one_of = "src-range dst-range"},
    .summary = "addresses in a range",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
