// SPDX-License-Identifier: GPL-2.0-or-later
// -m ipv6header: which extension headers a packet has (net/ipv6/netfilter/ip6t_ipv6header.c).
//
// xtables walks on through later fragments, as if their payload were the headers that follow, and
// stops silently at headers cut short; nf_tables does not look behind the fragment header.
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter_ipv6/ip6t_ipv6header.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/names.h"
#include "ruleset/iptables/values.h"
#include "translator/ipv6_extension.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

struct Header {
  std::uint8_t protocol;
  std::uint8_t bit;
  std::string_view saved;
};
// In the order in which iptables-save prints them.
constexpr auto kHeaders = std::to_array<Header>({{0, MASK_HOPOPTS, "hop-by-hop"},
                                                 {60, MASK_DSTOPTS, "ipv6-opts"},
                                                 {43, MASK_ROUTING, "ipv6-route"},
                                                 {44, MASK_FRAGMENT, "ipv6-frag"},
                                                 {51, MASK_AH, "ah"},
                                                 {50, MASK_ESP, "esp"},
                                                 {59, MASK_NONE, "ipv6-nonxt"},
                                                 {255, MASK_PROTO, "protocol"}});

struct Name {
  std::string_view name;
  std::uint8_t protocol;
};
constexpr auto kNames = std::to_array<Name>({{"hop-by-hop", 0},
                                             {"protocol", 255},
                                             {"hop", 0},
                                             {"dst", 60},
                                             {"route", 43},
                                             {"frag", 44},
                                             {"auth", 51},
                                             {"esp", 50},
                                             {"none", 59},
                                             {"prot", 255}});

// Protocols by the names of /etc/protocols, or those of the table, or numbers.
std::optional<std::uint8_t> FindHeaderBit(std::string_view text) {
  std::optional<std::uint8_t> protocol = iptables::FindProtocol(text);
  if (const auto found = std::ranges::find(kNames, text, &Name::name);
      !protocol && found != kNames.end()) {
    protocol = found->protocol;
  }
  if (!protocol) {
    const auto number = iptables::ParseNumber(text, 0xff);
    if (!number) return std::nullopt;
    protocol = static_cast<std::uint8_t>(*number);
  }
  const auto header = std::ranges::find(kHeaders, *protocol, &Header::protocol);
  if (header == kHeaders.end()) return std::nullopt;
  return header->bit;
}

constexpr iptables::ArgumentType kHeadersArgument = {
    .placeholder = "header[,header]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::uint64_t bits = 0;
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto bit = FindHeaderBit(part);
            if (!bit) return input.Fail(fmt::format("'{}' is not an extension header", part));
            bits |= *bit;
          }
          value = bits;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const char* separator = "";
          for (const Header& header : kHeaders) {
            if ((std::get<std::uint64_t>(value) & header.bit) == 0) continue;
            out += separator;
            out += header.saved;
            separator = ",";
          }
        },
};

enum { kHeader, kSoft };

constexpr OptionSpec kOptions[] = {
    {.name = "header", .argument = &kHeadersArgument, .negatable = true, .required = true},
    {.name = "soft"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--header",
     .reason = "xtables reads the payload of later fragments as extension headers, nf_tables does "
               "not",
     .way_out = "test for one header with -m frag, rt, hbh, dst or ah",
     .approximation = "ipv6header"},
};

// Whether the walk along the headers sets the bit.
Formula Sets(std::uint8_t bit, std::uint8_t protocol) {
  const Field last = MetaField(nftables::MetaKey::kL4proto);
  switch (bit) {
    case MASK_ESP:
      return Equals(last, IPPROTO_ESP);
    case MASK_NONE:
      return Equals(last, IPPROTO_NONE);
    case MASK_PROTO:
      return !Equals(last, IPPROTO_NONE) && !Equals(last, IPPROTO_ESP);
    default:
      return HasExtension(protocol);
  }
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const Option& headers = *use.Find(kHeader);
  if (!context.Approximate(kLimitations[0], headers.span)) return {};
  const bool soft = use.Has(kSoft);
  std::vector<Formula> parts;
  for (const Header& header : kHeaders) {
    const bool wanted = (headers.number() & header.bit) != 0;
    if (soft && !wanted) continue;
    // Softly, all must be there, or, negated, none; else these and no others.
    const bool absent = soft ? headers.negated : !wanted;
    parts.push_back(NegateIf(absent, Sets(header.bit, header.protocol)));
  }
  const Formula whole_chain = Formula::Is(
      Compare(MetaField(nftables::MetaKey::kL4proto), Relation::kGe, 0), Domain::kSometimes);
  // ESP is the one header behind which nothing is looked at, but two bytes of it must be there.
  Formula whole_esp =
      !Equals(MetaField(nftables::MetaKey::kL4proto), IPPROTO_ESP) ||
      Formula::Is(Compare(TransportBytes(1, 1), Relation::kGe, 0), Domain::kSometimes);
  return {whole_chain && std::move(whole_esp) &&
          NegateIf(!soft && headers.negated, Formula::All(std::move(parts)))};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  ip6t_ipv6header_info info{};
  const Option& headers = *use.Find(kHeader);
  info.matchflags = static_cast<std::uint8_t>(headers.number());
  info.invflags = headers.negated ? 0xff : 0;
  info.modeflag = use.Has(kSoft) ? 0xff : 0;
  return MakeXtInfo("ipv6header", 0, info);
}

bool Read(const ip6t_ipv6header_info& info, XtWords& words) {
  words.Add(info.invflags != 0, kOptions[kHeader], std::uint64_t{info.matchflags});
  if (info.modeflag != 0) words.Flag("soft");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_ipv6header = {
    .extension = {.name = "ipv6header", .options = kOptions, .families = iptables::kIpv6Only},
    .summary = "which IPv6 extension headers there are",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
