// SPDX-License-Identifier: GPL-2.0-or-later
// Statements as nft(8) text.
#include "nft/text/statement.h"

#include <fmt/core.h>

#include <algorithm>

namespace cnft::text {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types
using words::ValueKind;

constexpr std::array<std::string_view, 6> kRelations = {"==", "!=", "<", "<=", ">", ">="};

bool Zero(const Value& value) {
  return std::ranges::all_of(value.bytes, [](std::uint8_t byte) { return byte == 0; });
}

Value Complement(Value value) {
  for (std::size_t i = 0; i < value.length; ++i) {
    value.bytes[i] = static_cast<std::uint8_t>(~value.bytes[i]);
  }
  return value;
}

class StatementPrinter {
 public:
  explicit StatementPrinter(const Place& place) : place_(place) {}

  std::string operator()(const Match& match) const {
    if (const auto bits = words::FindBits(match.selector, place_.context)) {
      return fmt::format("{} {} {} {}", bits->name.protocol, bits->name.field,
                         kRelations[static_cast<std::size_t>(match.relation)],
                         match.value.AsNumber() >> bits->shift);
    }
    const ValueKind kind = words::KindOf(match.selector.field, place_.context);
    const std::string field = Print(match.selector.field, place_);
    const bool masked = !match.selector.mask.empty();
    if (words::IsBitmask(kind) && masked && match.relation == Relation::kNe && Zero(match.value)) {
      // "Any of these bits" is what a list of names means.
      const std::string bits = PrintBits(match.selector.mask.AsNumber(), kind, ",");
      if (!bits.starts_with('0')) return fmt::format("{} {}", field, bits);
    }
    if (words::Misread(match, place_.context)) {
      return place_.raw(fmt::format("{} != {}", field, Compared(match.value, kind, 0)));
    }
    // Without an operator, nft reads bits as "any of these".
    const bool implicit = match.relation == Relation::kEq && !masked && !words::IsBitmask(kind);
    const std::string_view relation = kRelations[static_cast<std::size_t>(match.relation)];
    return fmt::format("{}{}{} {}", Selected(match.selector), implicit ? "" : " ",
                       implicit ? std::string_view() : relation,
                       Compared(match.value, kind, Describe(match.selector.field).length));
  }

  std::string operator()(const RangeMatch& match) const {
    const ValueKind kind = words::KindOf(match.selector.field, place_.context);
    return fmt::format("{} {}{}-{}", Selected(match.selector), match.negated ? "!= " : "",
                       Number(match.low, kind), Number(match.high, kind));
  }

  std::string operator()(const Lookup& lookup) const {
    return fmt::format("{} {}@{}", Key(lookup.key), lookup.negated ? "!= " : "",
                       Identifier(lookup.set, place_.raw));
  }

  std::string operator()(const Counter& counter) const {
    if (counter.initial == Counters{} && !place_.options.zero_counters) return "counter";
    return fmt::format("counter packets {} bytes {}", counter.initial.packets,
                       counter.initial.bytes);
  }

  std::string operator()(const Limit& limit) const {
    const std::string_view unit = words::RateUnit(limit.per_seconds);
    const std::string_view what = limit.bytes ? "bytes" : "packets";
    const std::string text =
        fmt::format("limit rate {}{}{}/{} burst {} {}", limit.inverted ? "over " : "", limit.rate,
                    limit.bytes ? " bytes" : "",
                    unit.empty() ? fmt::format("{} seconds", limit.per_seconds) : std::string(unit),
                    limit.burst, what);
    return unit.empty() ? place_.raw(text) : text;
  }

  std::string operator()(const Quota& quota) const {
    return fmt::format("quota {}{} bytes", quota.inverted ? "over " : "", quota.bytes);
  }

  std::string operator()(const ConnLimit& limit) const {
    return fmt::format("ct count {}{}", limit.inverted ? "over " : "", limit.count);
  }

  std::string operator()(const Verdict& verdict) const {
    static constexpr std::array<std::string_view, 5> kVerdicts = {"accept", "drop", "return",
                                                                  "jump", "goto"};
    const std::string_view word = kVerdicts[static_cast<std::size_t>(verdict.kind)];
    return verdict.chain.empty()
               ? std::string(word)
               : fmt::format("{} {}", word, Identifier(verdict.chain, place_.raw));
  }

  std::string operator()(const SetMeta& set) const {
    const Field field = Meta{set.key};
    return fmt::format("{} set {}", Print(field, place_), Operand_(set.operand, field));
  }

  std::string operator()(const SetCt& set) const {
    const Field field = Ct{set.key, set.direction};
    return fmt::format("{} set {}", Print(field, place_), Operand_(set.operand, field));
  }

  std::string operator()(const SetPayload& set) const {
    if (!set.fix_checksum) {
      const Field field = set.payload;
      const auto name = words::Name(set.payload, place_.context);
      const std::string text =
          fmt::format("{} set {}", Print(field, place_), Operand_(set.operand, field));
      // nft mends the checksums of the headers whose names it knows.
      return name && name->protocol != "ip6" ? place_.raw(text) : text;
    }
    if (const auto part = words::FindHeaderPart(set)) {
      return fmt::format("ip {} set {}", part->field, part->value);
    }
    const Field field = set.payload;
    return place_.raw(fmt::format("{} set {} and fix the checksum", Print(field, place_),
                                  Operand_(set.operand, field)));
  }

  std::string operator()(const SetExthdr& set) const {
    const Field field = set.exthdr;
    return fmt::format("{} set {}", Print(field, place_), Operand_(set.operand, field));
  }

  std::string operator()(const StripTcpOption& strip) const {
    // As a field it has the name, or number, of the option behind its first two words.
    const Field option = Exthdr{.type = strip.kind, .present = true};
    return fmt::format("reset {}", Print(option, place_));
  }

  std::string operator()(const Notrack&) const { return "notrack"; }

  std::string operator()(const Nat& nat) const {
    std::string text = nat.kind == NatKind::kSnat ? "snat" : "dnat";
    if ((nat.flags & kNatNetmap) != 0) text += " prefix";
    if (nat.addresses || nat.address_field || nat.ports) text += " to ";
    if (nat.address_field) text += Print(Field{*nat.address_field}, place_);
    if (nat.addresses) {
      const AddressRange& range = *nat.addresses;
      const bool bracketed = nat.ports && range.low.family() == Family::kIpv6;
      const auto address = [&](const Address& one) {
        return bracketed ? fmt::format("[{}]", cnft::Print(one)) : cnft::Print(one);
      };
      if ((nat.flags & kNatNetmap) != 0) {
        text += PrintRange(
            Value::Of(range.low), Value::Of(range.high),
            range.low.family() == Family::kIpv4 ? ValueKind::kIpv4 : ValueKind::kIpv6, place_.raw);
      } else {
        text += address(range.low);
        if (range.high != range.low) text += "-" + address(range.high);
        if (range.high < range.low) text = place_.raw(text);
      }
    }
    return WithPorts(text, nat.ports, nat.flags & ~kNatNetmap, false);
  }

  std::string operator()(const Masquerade& masquerade) const {
    return WithPorts("masquerade", masquerade.ports, masquerade.flags, true);
  }

  std::string operator()(const Redirect& redirect) const {
    return WithPorts("redirect", redirect.ports, redirect.flags, true);
  }

  std::string operator()(const Tproxy& tproxy) const {
    std::string text = "tproxy to ";
    if (tproxy.address) {
      const std::string address = cnft::Print(*tproxy.address);
      text += tproxy.address->family() == Family::kIpv6 ? fmt::format("[{}]", address) : address;
    }
    if (tproxy.port) text += fmt::format(":{}", *tproxy.port);
    return !tproxy.address && !tproxy.port ? place_.raw("tproxy") : text;
  }

  std::string operator()(const Reject& reject) const {
    if (reject.tcp_reset) return "reject with tcp reset";
    const std::string_view icmp = place_.context.family == Family::kIpv4 ? "icmp" : "icmpv6";
    const std::string_view code = words::UnreachableCode(place_.context.family, reject.icmp_code);
    return code.empty() ? fmt::format("reject with {} {}", icmp, reject.icmp_code)
                        : fmt::format("reject with {} {}", icmp, code);
  }

  std::string operator()(const Log& log) const {
    std::string text = "log";
    if (!log.prefix.empty()) {
      // nft replaces $names in prefixes.
      text += " prefix ";
      text += log.prefix.find('$') == std::string::npos ? Quote(log.prefix, place_.raw)
                                                        : place_.raw(log.prefix);
    }
    if (log.group) {
      text += fmt::format(" group {}", *log.group);
      if (log.snaplen) text += fmt::format(" snaplen {}", *log.snaplen);
      if (log.queue_threshold != 0) text += fmt::format(" queue-threshold {}", log.queue_threshold);
      return text;
    }
    const std::string_view level = words::Find(words::LogLevels(), log.level);
    text += level.empty() ? " level " + place_.raw(fmt::format("{}", log.level))
                          : fmt::format(" level {}", level);
    std::uint64_t rest = log.flags;
    for (const words::Word& flag : words::LogFlags()) {
      if ((log.flags & flag.number) == 0) continue;
      rest &= ~flag.number;
      // Two flags of one protocol make one list.
      const bool second = flag.word == "tcp options" && (log.flags & 1U) != 0;
      text += second ? std::string(",options") : fmt::format(" flags {}", flag.word);
    }
    if (rest != 0) text += " flags " + place_.raw(fmt::format("{:#x}", rest));
    return text;
  }

  std::string operator()(const Queue& queue) const {
    std::string text = "queue";
    if (queue.bypass || queue.fanout) {
      text += fmt::format(" flags {}{}{}", queue.bypass ? "bypass" : "",
                          queue.bypass && queue.fanout ? "," : "", queue.fanout ? "fanout" : "");
    }
    text += fmt::format(" to {}", queue.first);
    if (queue.count > 1) text += fmt::format("-{}", queue.first + queue.count - 1U);
    return text;
  }

  std::string operator()(const Duplicate& duplicate) const {
    return "dup to " + cnft::Print(duplicate.gateway);
  }

  std::string operator()(const DynamicSet& dynamic) const {
    static constexpr std::array<std::string_view, 3> kOperations = {"add", "update", "delete"};
    std::string text =
        fmt::format("{} @{} {{ {}", kOperations[static_cast<std::size_t>(dynamic.operation)],
                    Identifier(dynamic.set, place_.raw), Key(dynamic.key));
    if (dynamic.timeout_ms != 0) text += " timeout " + Time(dynamic.timeout_ms);
    for (const Stateful& stateful : dynamic.stateful) text += " " + text::Print(stateful, place_);
    return text + " }";
  }

  std::string operator()(const ObjectReference& reference) const {
    return fmt::format("ct helper set {}", Quote(reference.name, place_.raw));
  }

  std::string operator()(const Xt& xt) const {
    std::string info;
    for (const char byte : xt.info) info += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
    return place_.raw(fmt::format("xt {} {} revision {} {}", xt.target ? "target" : "match",
                                  xt.name, xt.revision, info));
  }

 private:
  std::string Print(const Field& field, const Place& place) const {
    return text::Print(field, place);
  }

  std::string Selected(const Selector& selector) const {
    std::string text = Print(selector.field, place_);
    if (selector.mask.empty()) return text;
    const ValueKind kind = words::KindOf(selector.field, place_.context);
    return fmt::format(
        "{} & {}", text,
        words::IsBitmask(kind) ? Bits(selector.mask, kind) : Number(selector.mask, kind));
  }

  std::string Compared(const Value& value, ValueKind kind, std::size_t length) const {
    return words::IsBitmask(kind) ? Bits(value, kind)
                                  : text::Print(value, kind, length, place_.raw);
  }

  static std::string Bits(const Value& value, ValueKind kind) {
    const std::string bits = PrintBits(value.AsNumber(), kind, " | ");
    return bits.find('|') == std::string::npos ? bits : fmt::format("({})", bits);
  }

  // Masks and bounds: names of values would mislead.
  std::string Number(const Value& value, ValueKind kind) const {
    switch (kind) {
      case ValueKind::kIpv4:
      case ValueKind::kIpv6:
      case ValueKind::kEther:
      case ValueKind::kClass:
      case ValueKind::kMilliseconds:
      case ValueKind::kNanoseconds:
        return text::Print(value, kind, value.length, place_.raw);
      case ValueKind::kHex:
        return Hex(value);
      default:
        return value.length > 8 ? Hex(value) : fmt::format("{}", value.AsNumber());
    }
  }

  std::string Key(const std::vector<Selector>& key) const {
    std::string text;
    for (const Selector& selector : key) {
      if (!text.empty()) text += " . ";
      text += Selected(selector);
    }
    return text;
  }

  std::string Operand_(const Operand& operand, const Field& destination) const {
    if (const auto* value = std::get_if<Value>(&operand)) {
      const ValueKind kind = words::KindOf(destination, place_.context);
      return text::Print(*value, kind, value->length, place_.raw);
    }
    const auto& computed = std::get<Computed>(operand);
    const ValueKind kind = words::KindOf(computed.field, place_.context);
    std::string text = Print(computed.field, place_);
    if (!words::Assignable(computed.field, destination, place_.context)) return place_.raw(text);
    if (computed.mask.empty()) return text;
    if (Complement(computed.mask) == computed.flip) {  // sets bits
      return fmt::format("{} | {}", text, Number(computed.flip, kind));
    }
    if (!Zero(Complement(computed.mask))) {
      text += fmt::format(" & {}", Number(computed.mask, kind));
    }
    if (!Zero(computed.flip)) text += fmt::format(" ^ {}", Number(computed.flip, kind));
    return text;
  }

  // `bare`: ports stand alone, behind "to".
  std::string WithPorts(std::string text, const std::optional<PortRange>& ports,
                        std::uint32_t flags, bool bare) const {
    if (ports) {
      std::string range = fmt::format(":{}", ports->low);
      if (ports->high != ports->low) range += fmt::format("-{}", ports->high);
      if (bare) text += " to ";
      // nft wants to know the protocol.
      text += place_.context.l4proto ? range : place_.raw(range);
    }
    std::string_view separator = " ";
    for (const words::Word& flag : words::NatFlags()) {
      if ((flags & flag.number) == 0) continue;
      text += separator;
      text += flag.word;
      separator = ",";
    }
    return text;
  }

  const Place& place_;
};

}  // namespace

std::string Print(const Statement& statement, const Place& place) {
  std::string text = std::visit(StatementPrinter(place), statement);
  words::Learn(statement, place.context);
  return text;
}

std::string Print(const Stateful& stateful, const Place& place) {
  return std::visit(StatementPrinter(place), stateful);
}

}  // namespace cnft::text
