// SPDX-License-Identifier: GPL-2.0-or-later
// -m ipvs: the IPVS connection a packet belongs to (net/netfilter/xt_ipvs.c).
#include <fmt/format.h>

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
};

}  // namespace cnft::translator
