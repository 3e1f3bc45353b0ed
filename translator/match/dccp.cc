// SPDX-License-Identifier: GPL-2.0-or-later
// -m dccp: DCCP ports, packet types and options (net/netfilter/xt_dccp.c).
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter/xt_dccp.h>

#include <algorithm>
#include <array>

#include "translator/ports.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

// By number; all above the last one are invalid too.
constexpr auto kTypes =
    std::to_array<std::string_view>({"REQUEST", "RESPONSE", "DATA", "ACK", "DATAACK", "CLOSEREQ",
                                     "CLOSE", "RESET", "SYNC", "SYNCACK", "INVALID"});
constexpr std::size_t kInvalid = 10;
constexpr std::size_t kTypeCount = 16;

constexpr char ToUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// Bits by type.
constexpr iptables::ArgumentType kTypesArgument = {
    .placeholder = "type[,type]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::uint64_t bits = 0;
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto found = std::ranges::find_if(kTypes, [&](std::string_view name) {
              return std::ranges::equal(name, part, {}, {}, ToUpper);
            });
            if (found == kTypes.end()) {
              return input.Fail(fmt::format("'{}' is not a type of DCCP packets", part));
            }
            bits |= std::uint64_t{1} << (found - kTypes.begin());
          }
          if ((bits >> kInvalid & 1U) != 0) bits |= 0xf800;
          value = bits;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const char* separator = "";
          for (std::size_t type = 0; type < kTypes.size(); ++type) {
            if ((std::get<std::uint64_t>(value) >> type & 1U) == 0) continue;
            out += separator;
            out += kTypes[type];
            separator = ",";
          }
        },
};

enum { kSourcePort, kDestinationPort, kDccpTypes = 4, kDccpOption };

constexpr OptionSpec kOptions[] = {
    CNFT_PORT_OPTIONS,
    {.name = "dccp-types", .argument = &kTypesArgument, .negatable = true},
    {.name = "dccp-option", .argument = &iptables::kNumberArgument<1, 255>, .negatable = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({33});

constexpr Limitation kLimitations[] = {
    {.option = "--dccp-option",
     .reason = "xtables reads the one-byte options 2 to 31 as if a length followed, nf_tables does "
               "not",
     .way_out = "leave the option out"},
};

// The type stands in the middle of a byte, above a bit and below three.
Formula TypeIn(std::uint64_t bits) {
  const nftables::Selector type{TransportBytes(8, 1), Value::Number(0x1e, 1)};
  const auto value = [](std::size_t number) { return Value::Number(number << 1U, 1); };
  std::vector<Formula> runs;
  for (std::size_t low = 0; low < kTypeCount; ++low) {
    if ((bits >> low & 1U) == 0) continue;
    std::size_t high = low;
    while (high + 1 < kTypeCount && (bits >> (high + 1) & 1U) != 0) ++high;
    runs.push_back(low == high
                       ? Formula::Is(nftables::Match{type, Relation::kEq, value(low)})
                       : Formula::Is(nftables::RangeMatch{type, false, value(low), value(high)}));
    low = high;
  }
  return Formula::Any(std::move(runs));
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kHeader = 12;
  if (const Option* option = use.Find(kDccpOption)) context.Refuse(kLimitations[0], option->span);
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  Formula formula = LowerPorts(use);
  if (const Option* types = use.Find(kDccpTypes)) {
    formula = std::move(formula) && NegateIf(types->negated, TypeIn(types->number()));
  }
  steps.emplace_back(OfHeader(context, kHeader, std::move(formula)));
  return steps;
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_dccp_info info{};
  const auto add = [&](std::size_t index, std::uint32_t flag) -> const Option* {
    const Option* option = use.Find(index);
    if (option == nullptr) return nullptr;
    info.flags = static_cast<std::uint16_t>(info.flags | flag);
    if (option->negated) info.invflags = static_cast<std::uint16_t>(info.invflags | flag);
    return option;
  };
  const auto ports = [](const Option& option, std::uint16_t(&out)[2]) {
    out[0] = static_cast<std::uint16_t>(option.range().low);
    out[1] = static_cast<std::uint16_t>(option.range().high);
  };
  if (const Option* option = add(kSourcePort, XT_DCCP_SRC_PORTS)) ports(*option, info.spts);
  if (const Option* option = add(kDestinationPort, XT_DCCP_DEST_PORTS)) ports(*option, info.dpts);
  if (const Option* option = add(kDccpTypes, XT_DCCP_TYPE)) {
    info.typemask = static_cast<std::uint16_t>(option->number());
  }
  if (const Option* option = add(kDccpOption, XT_DCCP_OPTION)) {
    info.option = static_cast<std::uint8_t>(option->number());
  }
  return MakeXtInfo("dccp", 0, info);
}

bool Read(const xt_dccp_info& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.invflags & flag) != 0; };
  if (has(XT_DCCP_SRC_PORTS)) {
    words.Range(negated(XT_DCCP_SRC_PORTS), "sport", info.spts[0], info.spts[1]);
  }
  if (has(XT_DCCP_DEST_PORTS)) {
    words.Range(negated(XT_DCCP_DEST_PORTS), "dport", info.dpts[0], info.dpts[1]);
  }
  if (has(XT_DCCP_TYPE)) {
    words.Add(negated(XT_DCCP_TYPE), kOptions[kDccpTypes], std::uint64_t{info.typemask});
  }
  if (has(XT_DCCP_OPTION)) {
    words.Say(negated(XT_DCCP_OPTION), "dccp-option", "{}", info.option);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_dccp = {
    .extension = {.name = "dccp", .options = kOptions, .protocols = kProtocols},
    .summary = "DCCP ports, packet types and options",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
