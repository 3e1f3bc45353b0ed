// SPDX-License-Identifier: GPL-2.0-or-later
// -m connlimit: how many connections an address or network has (net/netfilter/xt_connlimit.c).
//
// Each rule counts for itself, so each has a set of its own, whose elements hold the connections of
// one network. The kernel counts connections of different conntrack zones apart; sets keyed by zone
// could not count packets without a connection, which belong to the zone that has no number. So
// rules that count and rules that assign zones do not go together.
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_connlimit.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

// A prefix length, or for IPv4 a mask; iptables-save prints its leading ones.
constexpr iptables::ArgumentType kMaskArgument = {
    .placeholder = "prefix",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto length = iptables::ParseNumber(input.text(), AddressLength(input.family) * 8U);
          if (!length) {
            return input.Fail(fmt::format("'{}' is not a prefix length", input.text()));
          }
          value = *length;
          return true;
        },
    .print = iptables::internal::PrintDecimal,
};

enum { kUpto, kAbove, kMask, kSaddr, kDaddr };

constexpr OptionSpec kOptions[] = {
    {.name = "connlimit-upto",
     .argument = &iptables::kU32Argument,
     .negatable = true,
     .excludes = "connlimit-above"},
    {.name = "connlimit-above", .argument = &iptables::kU32Argument, .negatable = true},
    {.name = "connlimit-mask", .argument = &kMaskArgument},
    {.name = "connlimit-saddr", .excludes = "connlimit-daddr"},
    {.name = "connlimit-daddr"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--connlimit-above and --connlimit-upto",
     .reason = "rules with -j CT --zone put connections into zones, and the kernel counts those of "
               "each zone apart",
     .way_out = "count where there are no zones"},
};

// Whether rules assign zones, found out once.
bool ZonesAssigned(LowerContext& context) {
  std::shared_ptr<const void>& note = context.resources().Note("connlimit");
  if (note == nullptr) {
    auto assigned = std::make_shared<bool>(false);
    context.resources().ForEachUse("CT", [&](const Use& use) {
      *assigned |= std::ranges::any_of(
          use.options, [](const Option& option) { return option.spec->name.starts_with("zone"); });
    });
    note = std::move(assigned);
  }
  return *static_cast<const bool*>(note.get());
}

struct Count {
  std::uint32_t limit;
  bool above;
};

Count CountOf(const Use& use) {
  const Option* upto = use.Find(kUpto);
  if (upto != nullptr) return {static_cast<std::uint32_t>(upto->number()), upto->negated};
  const Option& above = *use.Find(kAbove);
  return {static_cast<std::uint32_t>(above.number()), !above.negated};
}

unsigned PrefixOf(const Use& use, Family family) {
  const Option* mask = use.Find(kMask);
  return mask == nullptr ? AddressLength(family) * 8U : static_cast<unsigned>(mask->number());
}

void Print(const Use& use, Family family, std::string& out) {
  const Count count = CountOf(use);
  fmt::format_to(std::back_inserter(out), " --connlimit-{} {} --connlimit-mask {} --connlimit-{}",
                 count.above ? "above" : "upto", count.limit, PrefixOf(use, family),
                 use.Has(kDaddr) ? "daddr" : "saddr");
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Family family = context.family();
  const Count count = CountOf(use);
  if (ZonesAssigned(context)) {
    context.Refuse(kLimitations[0], use.span);
    return {};
  }
  const unsigned prefix = PrefixOf(use, family);
  const nftables::ConnLimit limit{count.limit, count.above};
  if (prefix == 0) return {limit};
  nftables::Selector key{use.Has(kDaddr) ? DestinationAddress(family) : SourceAddress(family), {}};
  if (prefix < AddressLength(family) * 8U) key.mask = Value::Of(PrefixMask(family, prefix));
  nftables::Set set;
  set.key = {family == Family::kIpv4 ? nftables::DataType::kIpv4Address
                                     : nftables::DataType::kIpv6Address};
  set.dynamic = true;
  // What the kernel gives a set that rules add to and that names no size (nft_dynset_init).
  set.size = 65535;
  set.span = use.span;
  std::string rule;
  iptables::PrintRule(context.rule(), family, rule);
  nftables::DynamicSet add;
  add.set = context.resources().OwnSet("connlimit", rule, std::move(set));
  add.key = {key};
  add.stateful = {limit};
  return {std::move(add)};
}

bool Read(const xt_connlimit_info& info, XtWords& words) {
  const auto prefix = PrefixLength(words.AddressAt(&info.mask));
  if (!prefix) return false;
  const bool upto = (info.flags & XT_CONNLIMIT_INVERT) != 0;
  words.Say(false, upto ? "connlimit-upto" : "connlimit-above", "{}", info.limit);
  words.Say(false, "connlimit-mask", "{}", *prefix);
  words.Flag((info.flags & XT_CONNLIMIT_DADDR) != 0 ? "connlimit-daddr" : "connlimit-saddr");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_connlimit = {
    .extension = {.name = "connlimit",
                  .options = kOptions,
                  .one_of = "connlimit-upto connlimit-above",
                  .print = Print},
    .summary = "how many connections an address or network has",
    .limitations = kLimitations,
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
