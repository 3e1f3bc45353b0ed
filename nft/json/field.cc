// SPDX-License-Identifier: GPL-2.0-or-later
// Fields and values in the JSON of libnftables.
#include <fmt/core.h>

#include <algorithm>

#include "nft/json/write.h"
#include "nft/text/values.h"

namespace cnft::json {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types
using words::ValueKind;

Json Note(const Place& place, std::string what) {
  place.unsayable.push_back(std::move(what));
  return Null();
}

// "ip saddr" as two words; the first is empty when there is one only.
std::pair<std::string_view, std::string_view> Split(std::string_view words) {
  const std::size_t space = words.find(' ');
  if (space == std::string_view::npos) return {"", words};
  return {words.substr(0, space), words.substr(space + 1)};
}

class FieldWriter {
 public:
  explicit FieldWriter(const Place& place) : place_(place) {}

  Json operator()(const Payload& payload) const {
    Json body(json_object());
    if (const auto name = words::Name(payload, place_.context)) {
      Put(body, "protocol", Text(name->protocol));
      Put(body, "field", Text(name->field));
    } else {
      Put(body, "base", Text(words::Name(payload.base)));
      Put(body, "offset", Integer(payload.offset * 8U));
      Put(body, "len", Integer(payload.length * 8U));
    }
    return Object("payload", std::move(body));
  }

  Json operator()(const Meta& meta) const {
    return Object("meta", Object("key", Text(words::Name(meta.key).word)));
  }

  Json operator()(const Ct& ct) const {
    const words::KeyName name = words::Name(ct.key, place_.context);
    if (name.word.empty()) {
      return Note(place_, "ports of a connection without a test of the protocol");
    }
    Json body = Object("key", Text(name.word));
    if (ct.direction) Put(body, "dir", Text(words::Name(*ct.direction)));
    return Object("ct", std::move(body));
  }

  Json operator()(const Fib& fib) const {
    Json flags = Array();
    for (const words::Word& flag : words::FibFlags()) {
      if ((fib.flags & flag.number) != 0) Append(flags, Text(flag.word));
    }
    Json body = Object("result", Text(words::Name(fib).word));
    Put(body, "flags", std::move(flags));
    return Object("fib", std::move(body));
  }

  Json operator()(const Socket& socket) const {
    const std::string_view word = words::Name(socket.key).word;
    if (word.empty()) return Note(place_, "a control group by its number");
    return Object("socket", Object("key", Text(word)));
  }

  Json operator()(const Rt& rt) const {
    return Object("rt", Object("key", Text(words::Name(rt.key).word)));
  }

  Json operator()(const Exthdr& exthdr) const {
    const auto name = words::Name(exthdr, place_.context);
    if (!name && exthdr.op == ExthdrOp::kTcpOption && !exthdr.present) {
      Json body = Object("base", Integer(exthdr.type));
      Put(body, "offset", Integer(exthdr.offset * 8U));
      Put(body, "len", Integer(exthdr.length * 8U));
      return Object("tcp option", std::move(body));
    }
    static constexpr std::array<const char*, 5> kOps = {"exthdr", "tcp option", "ip option",
                                                        "sctp chunk", "dccp option"};
    const char* op = kOps.at(static_cast<std::size_t>(exthdr.op));
    if (!name) return Note(place_, fmt::format("{} {}", op, exthdr.type));
    Json body = Object("name", Text(name->protocol));
    if (!name->field.empty()) Put(body, "field", Text(name->field));
    return Object(op, std::move(body));
  }

  Json operator()(const Numgen& numgen) const {
    Json body = Object("mode", Text(numgen.type == NumgenType::kRandom ? "random" : "inc"));
    Put(body, "mod", Integer(numgen.modulus));
    Put(body, "offset", Integer(numgen.offset));
    return Object("numgen", std::move(body));
  }

  Json operator()(const Xfrm& xfrm) const {
    const auto [family, key] = Split(words::Name(xfrm.key).word);
    Json body = Object("key", Text(key));
    if (!family.empty()) Put(body, "family", Text(family));
    Put(body, "dir", Text(xfrm.out ? "out" : "in"));
    Put(body, "spnum", Integer(xfrm.spnum));
    return Object("ipsec", std::move(body));
  }

 private:
  const Place& place_;
};

std::string_view NameIn(const Value& value) {
  const std::string_view bytes(reinterpret_cast<const char*>(value.bytes.data()), value.length);
  return bytes.substr(0, bytes.find('\0'));
}

Json Name(const Value& value, ValueKind kind, std::size_t length, const Place& place) {
  std::string name(NameIn(value));
  if (name.empty()) return Note(place, "an empty name");
  // libnftables takes a string that begins with '@' for the name of a set.
  if (name[0] == '@') return Note(place, fmt::format("the name '{}'", name));
  if (kind == ValueKind::kInterface) {
    if (value.length < length) {
      name += '*';
    } else if (name.back() == '*') {
      name.insert(name.size() - 1, 1, '\\');
    }
  }
  Json text = Text(name);
  if (json_is_null(text.get())) return Note(place, "a name that is not UTF-8");
  return text;
}

}  // namespace

Json Write(const Field& field, const Place& place) { return std::visit(FieldWriter(place), field); }

Json Write(const Value& value, ValueKind kind, std::size_t length, const Place& place) {
  text::Raw raw;
  switch (kind) {
    case ValueKind::kInterface:
    case ValueKind::kString:
      return Name(value, kind, length, place);
    case ValueKind::kIpv4:
    case ValueKind::kIpv6:
    case ValueKind::kEther:
    case ValueKind::kClass:
      return Text(text::Print(value, kind, length, raw));
    case ValueKind::kMilliseconds:
      if (value.AsNumber() % 1000 != 0) return Note(place, "a time finer than seconds");
      return Integer(value.AsNumber() / 1000);
    case ValueKind::kNanoseconds:
      if (value.AsNumber() % 1'000'000'000 != 0) return Note(place, "a time finer than seconds");
      return Integer(value.AsNumber() / 1'000'000'000);
    case ValueKind::kPresence:
      return Bool(value.AsNumber() != 0);
    case ValueKind::kProtocol:  // by number: names would be looked up in /etc/protocols
    case ValueKind::kNumber:
    case ValueKind::kHex:
    case ValueKind::kCtState:
    case ValueKind::kCtStatus:
    case ValueKind::kCtEvent:
    case ValueKind::kTcpFlags:
      break;
    case ValueKind::kCtDirection:
    case ValueKind::kAddressType:
    case ValueKind::kPacketType:
      if (const auto word = words::Find(words::WordsOf(kind), value.AsNumber()); !word.empty()) {
        return Text(word);
      }
      break;
  }
  if (value.length > 7) return Text(text::Hex(value));
  return Integer(value.AsNumber());
}

}  // namespace cnft::json
