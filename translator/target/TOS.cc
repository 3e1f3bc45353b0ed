// SPDX-License-Identifier: GPL-2.0-or-later
// -j TOS: sets bits of the type of service or traffic class, (field & ~mask) ^ value
// (net/netfilter/xt_DSCP.c, tos_tg).
#include <fmt/core.h>
#include <linux/netfilter/xt_DSCP.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/dsfield.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::ArgumentInput;
using iptables::Masked;

struct Symbol {
  std::string_view name;
  std::uint8_t value;
};
constexpr auto kSymbols = std::to_array<Symbol>({{"Minimize-Delay", 0x10},
                                                 {"Maximize-Throughput", 0x08},
                                                 {"Maximize-Reliability", 0x04},
                                                 {"Minimize-Cost", 0x02},
                                                 {"Normal-Service", 0x00}});
// The bits a name stands for; a number stands for all eight.
constexpr std::uint8_t kSymbolMask = 0x3f;

void PrintTos(const iptables::Value& value, std::string& out) {
  const auto& [tos, mask] = std::get<Masked>(value);
  out += fmt::format("{:#04x}/{:#04x}", tos, mask);
}

bool ParseSet(const ArgumentInput& input, iptables::Value& value) {
  if (const auto* symbol = std::ranges::find(kSymbols, input.text(), &Symbol::name);
      symbol != kSymbols.end()) {
    value = Masked{symbol->value, kSymbolMask};
    return true;
  }
  const auto tos = iptables::ParseMasked(input.text(), 0xff);
  if (!tos) {
    return input.Fail(
        fmt::format("'{}' is not a type of service, value[/mask] or a name", input.text()));
  }
  value = *tos;
  return true;
}

template <Masked (*convert)(std::uint8_t bits)>
bool ParseBits(const ArgumentInput& input, iptables::Value& value) {
  const auto bits = iptables::ParseNumber(input.text(), 0xff);
  if (!bits) return input.Fail(fmt::format("'{}' is not a number from 0 to 255", input.text()));
  value = convert(static_cast<std::uint8_t>(*bits));
  return true;
}

Masked AndBits(std::uint8_t bits) { return {0, static_cast<std::uint8_t>(~bits)}; }
Masked OrBits(std::uint8_t bits) { return {bits, bits}; }
Masked XorBits(std::uint8_t bits) { return {bits, 0}; }

constexpr iptables::ArgumentType kSetArgument = {
    .placeholder = "value[/mask]", .parse = ParseSet, .print = PrintTos};
constexpr iptables::ArgumentType kAndArgument = {
    .placeholder = "bits", .parse = ParseBits<AndBits>, .print = PrintTos};
constexpr iptables::ArgumentType kOrArgument = {
    .placeholder = "bits", .parse = ParseBits<OrBits>, .print = PrintTos};
constexpr iptables::ArgumentType kXorArgument = {
    .placeholder = "bits", .parse = ParseBits<XorBits>, .print = PrintTos};

constexpr OptionSpec kOptions[] = {
    {.name = "set-tos", .argument = &kSetArgument, .required = true},
    {.name = "and-tos", .argument = &kAndArgument, .alias_of = "set-tos"},
    {.name = "or-tos", .argument = &kOrArgument, .alias_of = "set-tos"},
    {.name = "xor-tos", .argument = &kXorArgument, .alias_of = "set-tos"},
};

Action Lower(const Use& use, LowerContext& context) {
  const auto& [value, mask] = use.options[0].masked();
  if (value == 0 && mask == 0) return Action::Do({});
  return Action::Do({SetDsField(context.family(), static_cast<std::uint8_t>(mask),
                                static_cast<std::uint8_t>(value))});
}

bool Read(const xt_tos_target_info& info, XtWords& words) {
  words.Say(false, "set-tos", "{:#04x}/{:#04x}", info.tos_value, info.tos_mask);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const TargetModule target_TOS = {
    .extension = {.name = "TOS",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle)},
    .summary = "sets bits of the type of service",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
