// SPDX-License-Identifier: GPL-2.0-or-later
// The rules that a backend of iptables has in the kernel, as text.
#include "compat/live_rules.h"

#include <fmt/core.h>

#include <algorithm>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"

namespace cnft::compat {

using translator::XtKind;

void RuleWriter::BeginRule(std::string_view chain, std::size_t number,
                           const iptables::Counters& counters) {
  chain_ = chain;
  number_ = number;
  rules_.text += fmt::format("[{}:{}] -A {}", counters.packets, counters.bytes, chain);
}

void RuleWriter::AddMatch(std::string_view name, std::uint32_t revision,
                          std::span<const std::byte> info) {
  rules_.text += " -m ";
  AddExtension(XtKind::kMatch, name, revision, info);
}

void RuleWriter::AddTarget(std::string_view name, std::uint32_t revision,
                           std::span<const std::byte> info) {
  rules_.text += " -j ";
  AddExtension(XtKind::kTarget, name, revision, info);
}

void RuleWriter::AddExtension(XtKind kind, std::string_view name, std::uint32_t revision,
                              std::span<const std::byte> info) {
  if (translator::DescribeXt(kind, name, revision, info, context_, rules_.text)) return;
  Report(kind == XtKind::kMatch ? OpaqueKind::kMatch : OpaqueKind::kTarget, name, revision,
         {reinterpret_cast<const char*>(info.data()), info.size()});
}

void RuleWriter::AddUnknown(std::string_view name, std::string_view rule) {
  rules_.text += " -m ";
  Report(OpaqueKind::kExpression, name, 0, rule);
}

void RuleWriter::Report(OpaqueKind kind, std::string_view name, std::uint32_t revision,
                        std::string_view bytes) {
  // A line break in a name would begin another line.
  std::string shown(name);
  std::ranges::replace_if(shown, [](char c) { return c >= 0 && c < ' '; }, '?');
  iptables::AppendQuoted(shown, rules_.text);
  rules_.text += " [unsupported revision]";
  rules_.opaque.push_back({.table = std::string(table_),
                           .chain = std::string(chain_),
                           .rule = number_,
                           .kind = kind,
                           .name = std::string(name),
                           .revision = revision,
                           .bytes = std::string(bytes)});
}

std::string ChainLine(std::string_view name, std::string_view policy,
                      const iptables::Counters& counters) {
  return fmt::format(":{} {} [{}:{}]\n", name, policy, counters.packets, counters.bytes);
}

bool CanBeWritten(std::string_view chain) {
  return !chain.empty() && chain.front() != '-' && chain.front() != '!' &&
         std::ranges::none_of(chain, [](char c) { return (c >= 0 && c <= ' ') || c == '"'; });
}

std::string InterfaceOption(char letter, std::string_view name, std::span<const unsigned char> mask,
                            bool negated) {
  std::string shown = translator::NameUnder(name, mask);
  if (shown == "+" && !negated) return {};
  std::string option = fmt::format(" {}-{} ", negated ? "! " : "", letter);
  // Names of interfaces have no blanks, but a table may ask for any.
  if (CanBeWritten(shown)) return option + shown;
  std::ranges::replace_if(shown, [](char c) { return c >= 0 && c < ' '; }, '?');
  iptables::AppendQuoted(shown, option);
  return option;
}

std::string AddressOption(char letter, const Address& address, const Address& mask, bool negated) {
  if (mask.zero() && address.zero() && !negated) return {};
  const auto length = PrefixLength(mask);
  return fmt::format(" {}-{} {}/{}", negated ? "! " : "", letter, Print(address),
                     length ? std::to_string(*length) : Print(mask));
}

std::string ProtocolOption(std::uint8_t protocol, bool negated) {
  if (protocol == 0 && !negated) return {};
  return fmt::format(" {}-p {}", negated ? "! " : "", iptables::ProtocolName(protocol));
}

}  // namespace cnft::compat
