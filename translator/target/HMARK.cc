// SPDX-License-Identifier: GPL-2.0-or-later
// -j HMARK: sets the mark to a hash of the flow (net/netfilter/xt_HMARK.c).
#include <arpa/inet.h>
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/xt_HMARK.h>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr const iptables::ArgumentType& kWord = iptables::kTextArgument<255>;

constexpr OptionSpec kOptions[] = {
    {.name = "hmark-src-prefix", .argument = &kWord},
    {.name = "hmark-dst-prefix", .argument = &kWord},
    {.name = "hmark-sport-mask", .argument = &kWord},
    {.name = "hmark-dport-mask", .argument = &kWord},
    {.name = "hmark-spi-mask", .argument = &kWord},
    {.name = "hmark-sport", .argument = &kWord},
    {.name = "hmark-dport", .argument = &kWord},
    {.name = "hmark-spi", .argument = &kWord},
    {.name = "hmark-proto-mask", .argument = &kWord},
    {.name = "hmark-rnd", .argument = &kWord, .required = true},
    {.name = "hmark-mod", .argument = &kWord, .required = true},
    {.name = "hmark-offset", .argument = &kWord},
    {.name = "hmark-tuple", .argument = &kWord},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables hashes other bytes in another order: flows would get other marks",
     .way_out = "mark the flows in a native table (meta mark set jhash …)"},
};

Action Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

bool Read(const xt_hmark_info& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags >> flag & 1U) != 0; };
  const auto say_prefix = [&](unsigned flag, std::string_view option, const nf_inet_addr& mask) {
    if (!has(flag)) return true;
    const auto prefix = PrefixLength(words.AddressAt(&mask));
    if (prefix) words.Say(false, option, "{}", *prefix);
    return prefix.has_value();
  };
  if (!say_prefix(XT_HMARK_SADDR_MASK, "hmark-src-prefix", info.src_mask) ||
      !say_prefix(XT_HMARK_DADDR_MASK, "hmark-dst-prefix", info.dst_mask)) {
    return false;
  }
  const auto say = [&](unsigned flag, std::string_view option, unsigned width, unsigned value) {
    if (has(flag)) words.Say(false, option, "{:#0{}x}", value, width + 2);
  };
  say(XT_HMARK_SPORT_MASK, "hmark-sport-mask", 4, ntohs(info.port_mask.b16.src));
  say(XT_HMARK_DPORT_MASK, "hmark-dport-mask", 4, ntohs(info.port_mask.b16.dst));
  say(XT_HMARK_SPI_MASK, "hmark-spi-mask", 8, ntohl(info.port_mask.b32));
  say(XT_HMARK_SPORT, "hmark-sport", 4, ntohs(info.port_set.b16.src));
  say(XT_HMARK_DPORT, "hmark-dport", 4, ntohs(info.port_set.b16.dst));
  say(XT_HMARK_SPI, "hmark-spi", 8, ntohl(info.port_set.b32));
  say(XT_HMARK_PROTO_MASK, "hmark-proto-mask", 2, info.proto_mask);
  say(XT_HMARK_RND, "hmark-rnd", 8, info.hashrnd);
  if (has(XT_HMARK_MODULUS)) words.Say(false, "hmark-mod", "{}", info.hmodulus);
  if (has(XT_HMARK_OFFSET)) words.Say(false, "hmark-offset", "{}", info.hoffset);
  if (has(XT_HMARK_CT)) words.Say(false, "hmark-tuple", "ct");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_HMARK = {
    .extension = {.name = "HMARK", .options = kOptions},
    .summary = "sets the mark to a hash of the flow",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
