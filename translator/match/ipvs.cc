// SPDX-License-Identifier: GPL-2.0-or-later
// -m ipvs: the IPVS connection a packet belongs to (net/netfilter/xt_ipvs.c).
#include <arpa/inet.h>
#include <netinet/in.h>

#include <fmt/format.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_ipvs.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

// One of the names in any case; the value is its index.
template <const auto& names>
constexpr iptables::ArgumentType kUpperArgument = {
    .placeholder = "name",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto same = [](char a, char b) {
            return a == (b >= 'a' && b <= 'z' ? static_cast<char>(b - 'a' + 'A') : b);
          };
          for (std::size_t index = 0; index < names.size(); ++index) {
            if (!std::ranges::equal(names[index], input.text(), same)) continue;
            value = std::uint64_t{index};
            return true;
          }
          return input.Fail(
              fmt::format("'{}' is not one of {}", input.text(), fmt::join(names, ", ")));
        },
    .print = iptables::kChoiceArgument<names>.print,
};

constexpr iptables::ArgumentType kProtocolNumberArgument = {
    .placeholder = "protocol",
    .parse = [](const iptables::ArgumentInput& input,
                iptables::Value& value) { return iptables::kProtocolArgument.parse(input, value); },
    .print = iptables::internal::PrintDecimal,
};

constexpr iptables::ArgumentType kPortArgument = {
    .placeholder = "port",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto port = iptables::ParsePort(input.text());
          if (!port) return input.Fail(fmt::format("'{}' is not a port", input.text()));
          value = std::uint64_t{*port};
          return true;
        },
    .print = iptables::internal::PrintDecimal,
};

constexpr auto kDirections = std::to_array<std::string_view>({"ORIGINAL", "REPLY"});
constexpr auto kMethods = std::to_array<std::string_view>({"GATE", "IPIP", "MASQ"});

enum { kIpvs, kProtocol, kAddress, kPort, kDirection, kMethod, kControlPort };

constexpr OptionSpec kOptions[] = {
    {.name = "ipvs", .negatable = true},
    {.name = "vproto", .argument = &kProtocolNumberArgument, .negatable = true},
    {.name = "vaddr", .argument = &iptables::kAddressMaskArgument, .negatable = true},
    {.name = "vport", .argument = &kPortArgument, .negatable = true},
    {.name = "vdir", .argument = &kUpperArgument<kDirections>},
    {.name = "vmethod", .argument = &kUpperArgument<kMethods>, .negatable = true},
    {.name = "vportctl", .argument = &kPortArgument, .negatable = true},
};

constexpr Limitation kLimitations[] = {
    {.reason = "nf_tables does not see to which IPVS connection a packet belongs",
     .way_out = "match the addresses and ports of the virtual services"},
};

// The other options imply --ipvs, which is then not printed.
void Print(const Use& use, Family, std::string& out) {
  const bool alone = std::ranges::all_of(
      use.options, [](const Option& option) { return option.spec == &kOptions[kIpvs]; });
  for (std::size_t index = alone ? kIpvs : kProtocol; index < std::size(kOptions); ++index) {
    if (const Option* option = use.Find(index)) iptables::PrintOption(*option, out);
  }
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  const Option* ipvs = use.Find(kIpvs);
  if (ipvs == nullptr || !ipvs->negated || use.options.size() == 1) return;
  diagnostics.Report(DiagnosticKind::kConflictingOptions, ipvs->span,
                     "! --ipvs excludes all other options of the match");
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.span);
  return {};
}

// Ways to forward, as struct ip_vs_conn has them.
constexpr unsigned kForwardMethods[] = {3, 2, 0};  // GATE, IPIP, MASQ

bool Read(const xt_ipvs_mtinfo& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.bitmask & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.invert & flag) != 0; };
  if (has(XT_IPVS_IPVS_PROPERTY)) words.Flag("ipvs", negated(XT_IPVS_IPVS_PROPERTY));
  if (has(XT_IPVS_PROTO)) words.Say(negated(XT_IPVS_PROTO), "vproto", "{}", info.l4proto);
  if (has(XT_IPVS_VADDR)) {
    const Address address = words.AddressAt(&info.vaddr);
    const Address mask = words.AddressAt(&info.vmask);
    // A single address is printed without its length.
    if (PrefixLength(mask) == 8U * mask.length) {
      words.Say(negated(XT_IPVS_VADDR), "vaddr", "{}", Print(address));
    } else {
      words.Network(negated(XT_IPVS_VADDR), "vaddr", address, mask);
    }
  }
  if (has(XT_IPVS_VPORT)) words.Say(negated(XT_IPVS_VPORT), "vport", "{}", ntohs(info.vport));
  if (has(XT_IPVS_DIR)) words.Say(false, "vdir", "{}", kDirections[negated(XT_IPVS_DIR) ? 1 : 0]);
  if (has(XT_IPVS_METHOD)) {
    const auto* method = std::ranges::find(kForwardMethods, info.fwd_method);
    if (method == std::end(kForwardMethods)) return false;
    words.Say(negated(XT_IPVS_METHOD), "vmethod", "{}",
              kMethods[static_cast<std::size_t>(method - kForwardMethods)]);
  }
  if (has(XT_IPVS_VPORTCTL)) {
    words.Say(negated(XT_IPVS_VPORTCTL), "vportctl", "{}", ntohs(info.vportctl));
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_ipvs = {
    .extension = {.name = "ipvs",
                  .options = kOptions,
                  .one_of = "ipvs vproto vaddr vport vdir vmethod vportctl",
                  .print = Print,
                  .check = Check},
    .summary = "the IPVS connection a packet belongs to",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
