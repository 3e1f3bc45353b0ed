// SPDX-License-Identifier: GPL-2.0-or-later
// Statements in the JSON of libnftables.
#include <fmt/core.h>

#include <algorithm>

#include "nft/json/write.h"

namespace cnft::json {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types
using words::ValueKind;

bool Zero(const Value& value) {
  return std::ranges::all_of(value.bytes, [](std::uint8_t byte) { return byte == 0; });
}

bool AllOnes(const Value& value) {
  return std::all_of(value.bytes.begin(), value.bytes.begin() + value.length,
                     [](std::uint8_t byte) { return byte == 0xff; });
}

Json Range(Json low, Json high) { return Object("range", Array(std::move(low), std::move(high))); }

Json Names(std::uint64_t bits, std::span<const words::Word> known) {
  Json names = Array();
  for (const words::Word& word : known) {
    if ((bits & word.number) != 0) Append(names, Text(word.word));
  }
  return names;
}

class StatementWriter {
 public:
  explicit StatementWriter(const Place& place) : place_(place) {}

  Json operator()(const Match& match) const {
    static constexpr std::array<std::string_view, 6> kRelations = {"==", "!=", "<",
                                                                   "<=", ">",  ">="};
    if (const auto bits = words::FindBits(match.selector, place_.context)) {
      Json field = Object("name", Text(bits->name.protocol));
      Put(field, "field", Text(bits->name.field));
      return MatchJson(kRelations[static_cast<std::size_t>(match.relation)],
                       Object("exthdr", std::move(field)),
                       Integer(match.value.AsNumber() >> bits->shift));
    }
    if (words::Misread(match, place_.context)) {
      return Note("that neither of two fields side by side has a value");
    }
    const ValueKind kind = words::KindOf(match.selector.field, place_.context);
    return MatchJson(kRelations[static_cast<std::size_t>(match.relation)], Selected(match.selector),
                     Write(match.value, kind, Describe(match.selector.field).length, place_));
  }

  Json operator()(const RangeMatch& match) const {
    const ValueKind kind = words::KindOf(match.selector.field, place_.context);
    return MatchJson(match.negated ? "!=" : "==", Selected(match.selector),
                     Range(Write(match.low, kind, match.low.length, place_),
                           Write(match.high, kind, match.high.length, place_)));
  }

  Json operator()(const Lookup& lookup) const {
    return MatchJson(lookup.negated ? "!=" : "==", Key(lookup.key), Text("@" + lookup.set));
  }

  Json operator()(const Counter& counter) const {
    Json body = Object("packets", Integer(counter.initial.packets));
    Put(body, "bytes", Integer(counter.initial.bytes));
    return Object("counter", std::move(body));
  }

  Json operator()(const Limit& limit) const {
    const std::string_view unit = words::RateUnit(limit.per_seconds);
    if (unit.empty()) return Note(fmt::format("a rate per {} seconds", limit.per_seconds));
    Json body = Object("rate", Integer(limit.rate));
    Put(body, "burst", Integer(limit.burst));
    Put(body, "per", Text(unit));
    if (limit.inverted) Put(body, "inv", Bool(true));
    if (limit.bytes) {
      Put(body, "rate_unit", Text("bytes"));
      Put(body, "burst_unit", Text("bytes"));
    }
    return Object("limit", std::move(body));
  }

  Json operator()(const Quota& quota) const {
    Json body = Object("val", Integer(quota.bytes));
    Put(body, "val_unit", Text("bytes"));
    if (quota.inverted) Put(body, "inv", Bool(true));
    return Object("quota", std::move(body));
  }

  Json operator()(const ConnLimit& limit) const {
    Json body = Object("val", Integer(limit.count));
    if (limit.inverted) Put(body, "inv", Bool(true));
    return Object("ct count", std::move(body));
  }

  Json operator()(const Verdict& verdict) const {
    static constexpr std::array<const char*, 5> kVerdicts = {"accept", "drop", "return", "jump",
                                                             "goto"};
    return Object(kVerdicts[static_cast<std::size_t>(verdict.kind)],
                  verdict.chain.empty() ? Null() : Object("target", Text(verdict.chain)));
  }

  Json operator()(const SetMeta& set) const { return Mangle(Meta{set.key}, set.operand); }

  Json operator()(const SetCt& set) const {
    return Mangle(Ct{set.key, set.direction}, set.operand);
  }

  Json operator()(const SetPayload& set) const {
    const Field field = set.payload;
    if (!set.fix_checksum) {
      const auto name = words::Name(set.payload, place_.context);
      // libnftables mends the checksums of the headers whose names it knows.
      if (name && name->protocol != "ip6") return Note("a change that leaves a checksum wrong");
      return Mangle(field, set.operand);
    }
    const auto part = words::FindHeaderPart(set);
    if (!part) return Note("a change of bytes of the IPv4 header");
    Json payload = Object("protocol", Text("ip"));
    Put(payload, "field", Text(part->field));
    Json body = Object("key", Object("payload", std::move(payload)));
    Put(body, "value", Integer(part->value));
    return Object("mangle", std::move(body));
  }

  Json operator()(const SetExthdr& set) const { return Mangle(set.exthdr, set.operand); }

  Json operator()(const StripTcpOption& strip) const {
    return Object("reset", Write(Exthdr{.type = strip.kind, .present = true}, place_));
  }

  Json operator()(const Notrack&) const { return Object("notrack", Null()); }

  Json operator()(const Nat& nat) const {
    Json body(json_object());
    std::vector<std::string_view> flags;
    if (nat.address_field) Put(body, "addr", Write(Field{*nat.address_field}, place_));
    if (nat.addresses) {
      const auto& [low, high] = *nat.addresses;
      if ((nat.flags & kNatNetmap) != 0) {
        const auto length = PrefixOf(low, high);
        if (!length) return Note("NAT of addresses one to one outside a prefix");
        Json prefix = Object("addr", Text(cnft::Print(low)));
        Put(prefix, "len", Integer(*length));
        Put(body, "addr", Object("prefix", std::move(prefix)));
        Put(body, "type_flags", Text("prefix"));
      } else if (high < low) {
        return Note("a range of addresses that ends before it begins");
      } else if (low == high) {
        Put(body, "addr", Text(cnft::Print(low)));
      } else {
        Put(body, "addr", Range(Text(cnft::Print(low)), Text(cnft::Print(high))));
      }
    }
    if (!AddPortsAndFlags(body, nat.ports, nat.flags)) return Null();
    return Object(nat.kind == NatKind::kSnat ? "snat" : "dnat", std::move(body));
  }

  Json operator()(const Masquerade& masquerade) const {
    Json body(json_object());
    if (!AddPortsAndFlags(body, masquerade.ports, masquerade.flags)) return Null();
    return Object("masquerade", OrNull(std::move(body)));
  }

  Json operator()(const Redirect& redirect) const {
    Json body(json_object());
    if (!AddPortsAndFlags(body, redirect.ports, redirect.flags)) return Null();
    return Object("redirect", OrNull(std::move(body)));
  }

  Json operator()(const Tproxy& tproxy) const {
    if (!tproxy.address && !tproxy.port) return Note("tproxy without address and port");
    Json body(json_object());
    if (tproxy.address) Put(body, "addr", Text(cnft::Print(*tproxy.address)));
    if (tproxy.port) Put(body, "port", Integer(*tproxy.port));
    return Object("tproxy", std::move(body));
  }

  Json operator()(const Reject& reject) const {
    if (reject.tcp_reset) return Object("reject", Object("type", Text("tcp reset")));
    const bool ipv4 = place_.context.family == Family::kIpv4;
    const std::string_view code = words::UnreachableCode(place_.context.family, reject.icmp_code);
    Json body = Object("type", Text(ipv4 ? "icmp" : "icmpv6"));
    Put(body, "expr", code.empty() ? Integer(reject.icmp_code) : Text(code));
    return Object("reject", std::move(body));
  }

  Json operator()(const Log& log) const {
    Json body(json_object());
    if (!log.prefix.empty()) {
      Json prefix = Text(log.prefix);
      if (json_is_null(prefix.get())) return Note("a log prefix that is not UTF-8");
      Put(body, "prefix", std::move(prefix));
    }
    if (log.group) {
      Put(body, "group", Integer(*log.group));
      if (log.snaplen) Put(body, "snaplen", Integer(*log.snaplen));
      if (log.queue_threshold != 0) Put(body, "queue-threshold", Integer(log.queue_threshold));
      return Object("log", std::move(body));
    }
    const std::string_view level = words::Find(words::LogLevels(), log.level);
    if (level.empty()) return Note(fmt::format("the log level {}", log.level));
    Put(body, "level", Text(level));
    Json flags = Array();
    for (const words::Word& flag : words::LogFlags()) {
      // In JSON, flags stand without the name of the protocol but one.
      if ((log.flags & flag.number) != 0) Append(flags, Text(flag.word));
    }
    if (json_array_size(flags.get()) > 0) Put(body, "flags", std::move(flags));
    return Object("log", std::move(body));
  }

  Json operator()(const Queue& queue) const {
    Json body(json_object());
    if (queue.count > 1) {
      Put(body, "num",
          Range(Integer(queue.first), Integer(queue.first + queue.count - std::uint64_t{1})));
    } else {
      Put(body, "num", Integer(queue.first));
    }
    Json flags = Array();
    if (queue.bypass) Append(flags, Text("bypass"));
    if (queue.fanout) Append(flags, Text("fanout"));
    if (json_array_size(flags.get()) > 0) Put(body, "flags", std::move(flags));
    return Object("queue", std::move(body));
  }

  Json operator()(const Duplicate& duplicate) const {
    return Object("dup", Object("addr", Text(cnft::Print(duplicate.gateway))));
  }

  Json operator()(const DynamicSet& dynamic) const {
    static constexpr std::array<std::string_view, 3> kOperations = {"add", "update", "delete"};
    Json key = Key(dynamic.key);
    if (dynamic.timeout_ms != 0) {
      if (dynamic.timeout_ms % 1000 != 0) return Note("a timeout finer than seconds");
      Json element = Object("val", std::move(key));
      Put(element, "timeout", Integer(dynamic.timeout_ms / 1000));
      key = Object("elem", std::move(element));
    }
    Json body = Object("op", Text(kOperations[static_cast<std::size_t>(dynamic.operation)]));
    Put(body, "elem", std::move(key));
    Put(body, "set", Text("@" + dynamic.set));
    if (!dynamic.stateful.empty()) {
      Json list = Array();
      for (const Stateful& stateful : dynamic.stateful) {
        Append(list, json::Write(stateful, place_));
      }
      Put(body, "stmt", std::move(list));
    }
    return Object("set", std::move(body));
  }

  Json operator()(const ObjectReference& reference) const {
    return Object("ct helper", Text(reference.name));
  }

  Json operator()(const Xt& xt) const {
    return Note(fmt::format("the xtables {} '{}'", xt.target ? "target" : "match", xt.name));
  }

 private:
  Json Note(std::string what) const {
    place_.unsayable.push_back(std::move(what));
    return Null();
  }

  static Json MatchJson(std::string_view relation, Json left, Json right) {
    Json body = Object("op", Text(relation));
    Put(body, "left", std::move(left));
    Put(body, "right", std::move(right));
    return Object("match", std::move(body));
  }

  Json Selected(const Selector& selector) const {
    Json field = Write(selector.field, place_);
    if (selector.mask.empty()) return field;
    return Object("&", Array(std::move(field), Mask(selector.mask, selector.field)));
  }

  Json Mask(const Value& mask, const Field& field) const {
    const ValueKind kind = words::KindOf(field, place_.context);
    const bool address = kind == ValueKind::kIpv4 || kind == ValueKind::kIpv6;
    return Write(mask, address ? kind : ValueKind::kNumber, mask.length, place_);
  }

  Json Key(const std::vector<Selector>& key) const {
    if (key.size() == 1) return Selected(key[0]);
    Json fields = Array();
    for (const Selector& selector : key) Append(fields, Selected(selector));
    return Object("concat", std::move(fields));
  }

  Json Mangle(const Field& field, const Operand& operand) const {
    Json body = Object("key", Write(field, place_));
    Put(body, "value", OperandJson(operand, field));
    return Object("mangle", std::move(body));
  }

  Json OperandJson(const Operand& operand, const Field& destination) const {
    if (const auto* value = std::get_if<Value>(&operand)) {
      return Write(*value, words::KindOf(destination, place_.context), value->length, place_);
    }
    const auto& computed = std::get<Computed>(operand);
    if (!words::Assignable(computed.field, destination, place_.context)) {
      return Note("a mark as the value of a number");
    }
    const auto* socket = std::get_if<Socket>(&computed.field);
    if (socket != nullptr) return Note("the mark of a socket as the value of a mark");
    Json value = Write(computed.field, place_);
    if (computed.mask.empty()) return value;
    if (!AllOnes(computed.mask)) {
      value = Object("&", Array(std::move(value), Mask(computed.mask, computed.field)));
    }
    if (!Zero(computed.flip)) {
      value = Object("^", Array(std::move(value), Mask(computed.flip, computed.field)));
    }
    return value;
  }

  // False: they cannot be said.
  bool AddPortsAndFlags(const Json& body, const std::optional<PortRange>& ports,
                        std::uint32_t flags) const {
    if (ports && !place_.context.l4proto) {
      Note("ports to translate to without a test of the protocol");
      return false;
    }
    if (ports && ports->low == ports->high) Put(body, "port", Integer(ports->low));
    if (ports && ports->low != ports->high) {
      Put(body, "port", Range(Integer(ports->low), Integer(ports->high)));
    }
    Json names = Names(flags, words::NatFlags());
    if ((flags & kNatNetmap) != 0) Append(names, Text("netmap"));
    if (json_array_size(names.get()) > 0) Put(body, "flags", std::move(names));
    return true;
  }

  static Json OrNull(Json body) {
    return json_object_size(body.get()) == 0 ? Null() : std::move(body);
  }

  const Place& place_;
};

}  // namespace

Json Write(const Statement& statement, const Place& place) {
  Json json = std::visit(StatementWriter(place), statement);
  words::Learn(statement, place.context);
  return json;
}

Json Write(const Stateful& stateful, const Place& place) {
  return std::visit(StatementWriter(place), stateful);
}

}  // namespace cnft::json
