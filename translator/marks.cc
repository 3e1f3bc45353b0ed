// SPDX-License-Identifier: GPL-2.0-or-later
// The arithmetic of marks, which MARK, CONNMARK and TPROXY share.
#include "translator/marks.h"

#include <fmt/core.h>

#include "ruleset/iptables/values.h"

namespace cnft::translator {
namespace {

using iptables::ArgumentInput;
using iptables::ArgumentType;
using iptables::Masked;

void PrintXmark(const iptables::Value& value, std::string& out) {
  const auto& [mark, mask] = std::get<Masked>(value);
  iptables::AppendHex(mark, out);
  out += '/';
  iptables::AppendHex(mask, out);
}

template <bool grow>
bool ParseXmark(const ArgumentInput& input, iptables::Value& value) {
  auto mark = iptables::ParseMasked(input.text());
  if (!mark)
    return input.Fail(fmt::format("'{}' is not a mark, value or value/mask", input.text()));
  if (grow) mark->mask |= mark->value;
  value = *mark;
  return true;
}

template <Masked (*convert)(std::uint32_t bits)>
bool ParseBits(const ArgumentInput& input, iptables::Value& value) {
  const auto bits = iptables::ParseNumber(input.text(), 0xffffffff);
  if (!bits) return input.Fail(fmt::format("'{}' is not a 32-bit number", input.text()));
  value = convert(static_cast<std::uint32_t>(*bits));
  return true;
}

Masked AndBits(std::uint32_t bits) { return {0, ~bits}; }
Masked OrBits(std::uint32_t bits) { return {bits, bits}; }
Masked XorBits(std::uint32_t bits) { return {bits, 0}; }

}  // namespace

const ArgumentType kXmarkArgument = {
    .placeholder = "value[/mask]", .parse = ParseXmark<false>, .print = PrintXmark};
const ArgumentType kSetMarkArgument = {
    .placeholder = "value[/mask]", .parse = ParseXmark<true>, .print = PrintXmark};
const ArgumentType kAndMarkArgument = {
    .placeholder = "bits", .parse = ParseBits<AndBits>, .print = PrintXmark};
const ArgumentType kOrMarkArgument = {
    .placeholder = "bits", .parse = ParseBits<OrBits>, .print = PrintXmark};
const ArgumentType kXorMarkArgument = {
    .placeholder = "bits", .parse = ParseBits<XorBits>, .print = PrintXmark};

nftables::Operand SetBits(nftables::Field field, const Masked& bits) {
  const auto& [value, mask] = bits;
  if (mask == 0xffffffff) return nftables::Value::Number(value, 4);
  return nftables::Computed{std::move(field), nftables::Value::Number(~mask, 4),
                            nftables::Value::Number(value, 4)};
}

}  // namespace cnft::translator
