// SPDX-License-Identifier: GPL-2.0-or-later
// -m tcpmss: the maximum segment size that a TCP header announces (net/netfilter/xt_tcpmss.c).
//
// A header without the option matches what is negated.
#include <fmt/core.h>
#include <linux/netfilter/xt_tcpmss.h>

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

bool ParseMss(const iptables::ArgumentInput& input, iptables::Value& value) {
  const auto range = iptables::ParseRange(input.text(), 0xffff);
  if (!range || range->low > range->high) {
    return input.Fail(fmt::format("'{}' is not a size or a range of sizes", input.text()));
  }
  value = *range;
  return true;
}

constexpr iptables::ArgumentType kMssArgument = {
    .placeholder = "size[:size]", .parse = ParseMss, .print = iptables::internal::PrintColonRange};

enum { kMss };

constexpr OptionSpec kOptions[] = {
    {.name = "mss", .argument = &kMssArgument, .negatable = true, .required = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({6});

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kHeader = 20;
  const Option& mss = *use.Find(kMss);
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  steps.emplace_back(OfHeader(context, kHeader, Formula::True()));
  DropShortTcpOptions(context, steps);
  const auto bytes = [](std::uint8_t offset, std::uint8_t length) {
    return nftables::Exthdr{
        .op = nftables::ExthdrOp::kTcpOption, .type = 2, .offset = offset, .length = length};
  };
  // An option of another length is none.
  Formula formula = InRange(bytes(2, 2), mss.range(), Domain::kSometimes) &&
                    Equals(bytes(1, 1), 4, Domain::kSometimes);
  steps.emplace_back(NegateIf(mss.negated, std::move(formula)));
  return steps;
}

bool Read(const xt_tcpmss_match_info& info, XtWords& words) {
  words.Range(info.invert != 0, "mss", info.mss_min, info.mss_max);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_tcpmss = {
    .extension = {.name = "tcpmss", .options = kOptions, .protocols = kProtocols},
    .summary = "maximum segment size of a TCP header",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
