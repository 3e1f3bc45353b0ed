// SPDX-License-Identifier: GPL-2.0-or-later
// What a table does, apart from how it got into the kernel.
#include "tests/support/kernel_state.h"

#include <fmt/core.h>

#include <algorithm>

#include "nft/netlink/encode.h"
#include "nft/text/print.h"

namespace cnft::test {
namespace {

using nftables::Match;
using nftables::Payload;
using nftables::Statement;

// The match of a whole header field, or null.
const Match* FieldMatch(const Statement& statement) {
  const auto* match = std::get_if<Match>(&statement);
  if (match == nullptr || match->relation != nftables::Relation::kEq ||
      !match->selector.mask.empty() || !std::holds_alternative<Payload>(match->selector.field)) {
    return nullptr;
  }
  return match;
}

// Whether a route exists is one byte; nft before 1.0.8 compares it with the three zeros behind it.
Statement OfOneByte(Statement statement) {
  auto* match = std::get_if<Match>(&statement);
  if (match == nullptr) return statement;
  const auto* fib = std::get_if<nftables::Fib>(&match->selector.field);
  if (fib != nullptr && fib->present) match->value.length = 1;
  return statement;
}

// A mask that keeps the first bytes of a header field is a shorter field to nft.
Statement OfWholeBytes(Statement statement) {
  auto* match = std::get_if<Match>(&statement);
  if (match == nullptr || match->selector.mask.empty()) return statement;
  auto* payload = std::get_if<Payload>(&match->selector.field);
  if (payload == nullptr) return statement;
  const auto& mask = match->selector.mask.bytes;
  const auto* end = mask.begin() + match->selector.mask.length;
  const auto* kept = std::find_if(mask.begin(), end, [](auto byte) { return byte != 0xff; });
  if (kept == mask.begin() || !std::all_of(kept, end, [](auto byte) { return byte == 0; })) {
    return statement;
  }
  const auto length = static_cast<std::uint8_t>(kept - mask.begin());
  payload->length = length;
  match->value.length = length;
  match->selector.mask = {};
  return statement;
}

std::vector<Statement> Joined(const std::vector<Statement>& statements) {
  std::vector<Statement> result;
  for (const Statement& any : statements) {
    const Statement statement = OfWholeBytes(OfOneByte(any));
    const Match* next = FieldMatch(statement);
    const Match* last = result.empty() ? nullptr : FieldMatch(result.back());
    if (next != nullptr && last != nullptr) {
      const auto& a = std::get<Payload>(last->selector.field);
      const auto& b = std::get<Payload>(next->selector.field);
      if (a.base == b.base && a.offset + a.length == b.offset && a.length + b.length <= 16) {
        Match joined = *last;
        std::get<Payload>(joined.selector.field).length =
            static_cast<std::uint8_t>(a.length + b.length);
        std::copy_n(next->value.bytes.begin(), b.length, joined.value.bytes.begin() + a.length);
        joined.value.length = static_cast<std::uint8_t>(a.length + b.length);
        result.back() = joined;
        continue;
      }
    }
    result.push_back(statement);
  }
  return result;
}

}  // namespace

std::vector<std::string> StateOf(const nftables::Table& table) {
  std::vector<std::string> lines;
  for (const nftables::Object& object : table.objects) {
    lines.push_back(fmt::format("helper {} {} {}", object.name, object.helper, object.l4proto));
  }
  for (nftables::Set set : table.sets) {
    set.comment.clear();
    set.origin.clear();
    std::ranges::sort(set.elements, {}, &nftables::Element::key);
    for (nftables::Element& element : set.elements) element.expires_ms = 0;
    lines.push_back(text::Print(set, table.family));
  }
  for (const nftables::Chain& chain : table.chains) {
    nftables::Table alone{table.family, "t", {}, {}, {}};
    alone.chains.push_back(chain);
    alone.chains[0].rules.clear();
    lines.push_back(text::Print(alone));
    for (const nftables::Rule& rule : chain.rules) {
      nftables::Rule plain;
      plain.statements = Joined(rule.statements);
      netlink::Buffer buffer;
      netlink::EncodeStatements(plain.statements, table.family, buffer);
      std::string hex;
      for (const std::uint8_t byte : buffer.bytes()) hex += fmt::format("{:02x}", byte);
      lines.push_back(
          fmt::format("{}: {} | {}", chain.name, text::Print(plain, table.family), hex));
    }
  }
  std::ranges::stable_sort(lines, {}, [](const std::string& line) {
    return line.substr(0, line.find(':'));  // rules stay in their order
  });
  return lines;
}

}  // namespace cnft::test
