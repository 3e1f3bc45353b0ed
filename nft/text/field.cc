// SPDX-License-Identifier: GPL-2.0-or-later
// Fields as nft(8) text.
#include <fmt/core.h>

#include "nft/text/statement.h"

namespace cnft::text {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types

class FieldPrinter {
 public:
  explicit FieldPrinter(const Place& place) : place_(place) {}

  std::string operator()(const Payload& payload) const {
    if (const auto name = words::Name(payload, place_.context)) {
      return fmt::format("{} {}", name->protocol, name->field);
    }
    return fmt::format("@{},{},{}", words::Name(payload.base), payload.offset * 8U,
                       payload.length * 8U);
  }

  std::string operator()(const Meta& meta) const {
    return fmt::format("meta {}", words::Name(meta.key).word);
  }

  std::string operator()(const Ct& ct) const {
    const words::KeyName name = words::Name(ct.key, place_.context);
    const std::string direction =
        ct.direction ? fmt::format("{} ", words::Name(*ct.direction)) : std::string();
    if (name.word.empty()) {
      return place_.raw(fmt::format("ct {}{}", direction,
                                    ct.key == CtKey::kProtoSrc ? "proto-src" : "proto-dst"));
    }
    return fmt::format("ct {}{}", direction, name.word);
  }

  std::string operator()(const Fib& fib) const {
    std::string text = "fib ";
    std::string_view separator;
    for (const words::Word& flag : words::FibFlags()) {
      if ((fib.flags & flag.number) == 0) continue;
      text += separator;
      text += flag.word;
      separator = " . ";
    }
    return fmt::format("{} {}", text, words::Name(fib).word);
  }

  std::string operator()(const Socket& socket) const {
    const std::string_view word = words::Name(socket.key).word;
    if (word.empty()) return place_.raw(fmt::format("socket cgroupv2 level {}", socket.level));
    return fmt::format("socket {}", word);
  }

  std::string operator()(const Rt& rt) const {
    return fmt::format("rt {}", words::Name(rt.key).word);
  }

  std::string operator()(const Exthdr& exthdr) const {
    const auto name = words::Name(exthdr, place_.context);
    if (name) return Named(exthdr.op, *name);
    if (exthdr.op == ExthdrOp::kTcpOption && !exthdr.present) {
      return fmt::format("tcp option @{},{},{}", exthdr.type, exthdr.offset * 8U,
                         exthdr.length * 8U);
    }
    if (exthdr.op == ExthdrOp::kTcpOption) return fmt::format("tcp option {}", exthdr.type);
    static constexpr std::array<std::string_view, 5> kOps = {"exthdr", "tcp option", "ip option",
                                                             "sctp chunk", "dccp option"};
    return place_.raw(fmt::format("{} {} at {} length {}",
                                  kOps.at(static_cast<std::size_t>(exthdr.op)), exthdr.type,
                                  exthdr.offset, exthdr.length));
  }

  std::string operator()(const Numgen& numgen) const {
    std::string text = fmt::format(
        "numgen {} mod {}", numgen.type == NumgenType::kRandom ? "random" : "inc", numgen.modulus);
    if (numgen.offset != 0) text += fmt::format(" offset {}", numgen.offset);
    return text;
  }

  std::string operator()(const Xfrm& xfrm) const {
    return fmt::format("ipsec {} {}{}", xfrm.out ? "out" : "in",
                       xfrm.spnum == 0 ? std::string() : fmt::format("spnum {} ", xfrm.spnum),
                       words::Name(xfrm.key).word);
  }

 private:
  static std::string Named(ExthdrOp op, const words::HeaderField& name) {
    switch (op) {
      case ExthdrOp::kIpv6:
        return name.field.empty() ? fmt::format("exthdr {}", name.protocol)
                                  : fmt::format("{} {}", name.protocol, name.field);
      case ExthdrOp::kTcpOption:
        return fmt::format("tcp option {}{}{}", name.protocol, name.field.empty() ? "" : " ",
                           name.field);
      case ExthdrOp::kIpv4Option:
        return fmt::format("ip option {}", name.protocol);
      case ExthdrOp::kSctp:
        return fmt::format("sctp chunk {}", name.protocol);
      case ExthdrOp::kDccp:
        break;
    }
    return fmt::format("dccp option {}", name.protocol);
  }

  const Place& place_;
};

}  // namespace

std::string Print(const Field& field, const Place& place) {
  return std::visit(FieldPrinter(place), field);
}

}  // namespace cnft::text
