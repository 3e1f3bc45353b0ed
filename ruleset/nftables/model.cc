// SPDX-License-Identifier: GPL-2.0-or-later
// What will be installed: tables, sets, chains and rules as the kernel's nf_tables understands
// them.
#include "ruleset/nftables/model.h"

#include <algorithm>
#include <cstring>

namespace cnft::nftables {
namespace {

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};

FieldInfo DescribeMeta(MetaKey key) {
  switch (key) {
    case MetaKey::kProtocol:
      return {2, false};
    case MetaKey::kIifType:
      return {2, true};
    case MetaKey::kL4proto:
    case MetaKey::kPkttype:
    case MetaKey::kSecpath:
    case MetaKey::kNftrace:
    case MetaKey::kTimeDay:
      return {1, false};
    case MetaKey::kPrandom:  // as random in one order as in the other
      return {4, false};
    case MetaKey::kIifName:
    case MetaKey::kOifName:
    case MetaKey::kIifKind:
    case MetaKey::kOifKind:
      return {16, false};
    case MetaKey::kTimeNs:
      return {8, true};
    case MetaKey::kLength:
    case MetaKey::kPriority:
    case MetaKey::kMark:
    case MetaKey::kSkuid:
    case MetaKey::kSkgid:
    case MetaKey::kCpu:
    case MetaKey::kIifGroup:
    case MetaKey::kOifGroup:
    case MetaKey::kCgroup:
    case MetaKey::kTimeHour:
      return {4, true};
  }
  return {};
}

FieldInfo DescribeCt(CtKey key) {
  switch (key) {
    case CtKey::kDirection:
    case CtKey::kL3protocol:
    case CtKey::kProtocol:
      return {1, false};
    case CtKey::kProtoSrc:
    case CtKey::kProtoDst:
      return {2, false};
    case CtKey::kZone:
      return {2, true};
    case CtKey::kPackets:
    case CtKey::kBytes:
    case CtKey::kAveragePacket:
      return {8, true};
    case CtKey::kLabels:  // a number of 128 bits, one for each label
      return {16, true};
    case CtKey::kHelper:
    case CtKey::kSrcIp6:
    case CtKey::kDstIp6:
      return {16, false};
    case CtKey::kSrcIp:
    case CtKey::kDstIp:
      return {4, false};
    case CtKey::kState:
    case CtKey::kStatus:
    case CtKey::kMark:
    case CtKey::kExpiration:
    case CtKey::kEventMask:
      return {4, true};
  }
  return {};
}

// Counters and what rules add to sets change while a ruleset stands; they are no part of what it
// is.
bool SameStatement(const Statement& a, const Statement& b) {
  if (std::holds_alternative<Counter>(a)) return std::holds_alternative<Counter>(b);
  return a == b;
}

}  // namespace

Value Value::Number(std::uint64_t number, std::uint8_t length) {
  Value value;
  value.length = length;
  for (std::size_t i = length; i-- > 0; number >>= 8) {
    value.bytes[i] = static_cast<std::uint8_t>(number);
  }
  return value;
}

Value Value::Name(std::string_view name) {
  Value value;
  value.length = 16;
  std::memcpy(value.bytes.data(), name.data(), std::min<std::size_t>(name.size(), 16));
  return value;
}

Value Value::Of(const Address& address) { return {address.bytes, address.length}; }

std::uint64_t Value::AsNumber() const {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < length; ++i) number = number << 8 | bytes[i];
  return number;
}

FieldInfo Describe(const Field& field) {
  return std::visit(
      Overloaded{
          [](const Payload& payload) { return FieldInfo{payload.length, false}; },
          [](const Meta& meta) { return DescribeMeta(meta.key); },
          [](const Ct& ct) { return DescribeCt(ct.key); },
          [](const Fib& fib) {
            if (fib.present) return FieldInfo{1, false};
            return fib.result == FibResult::kOifName ? FieldInfo{16, false} : FieldInfo{4, true};
          },
          [](const Socket& socket) {
            if (socket.key == SocketKey::kMark) return FieldInfo{4, true};
            return socket.key == SocketKey::kCgroupV2 ? FieldInfo{8, true} : FieldInfo{1, false};
          },
          [](const Rt& rt) {
            if (rt.key == RtKey::kTcpMss) return FieldInfo{2, true};
            return rt.key == RtKey::kXfrm ? FieldInfo{1, false} : FieldInfo{4, true};
          },
          [](const Exthdr& exthdr) {
            return FieldInfo{exthdr.present ? std::uint8_t{1} : exthdr.length, false};
          },
          [](const Numgen&) { return FieldInfo{4, true}; },
          [](const Xfrm& xfrm) {
            switch (xfrm.key) {
              case XfrmKey::kDaddr6:
              case XfrmKey::kSaddr6:
                return FieldInfo{16, false};
              case XfrmKey::kReqid:
                return FieldInfo{4, true};
              default:
                return FieldInfo{4, false};
            }
          },
      },
      field);
}

bool operator==(const Rule& a, const Rule& b) {
  // A comment is part of the source; in the kernel it may be cut short beside it.
  const bool same_comment = !a.source.empty() || a.comment == b.comment;
  return a.role == b.role && same_comment && a.source == b.source &&
         std::ranges::equal(a.statements, b.statements, SameStatement);
}

bool operator==(const Chain& a, const Chain& b) {
  return a.name == b.name && a.base == b.base && a.role == b.role &&
         a.policy_counters.has_value() == b.policy_counters.has_value();
}

const DataTypeInfo& Info(DataType type) {
  static constexpr DataTypeInfo kIpv4{"ipv4_addr", 4, false};
  static constexpr DataTypeInfo kIpv6{"ipv6_addr", 16, false};
  static constexpr DataTypeInfo kEther{"ether_addr", 6, false};
  static constexpr DataTypeInfo kProtocol{"inet_proto", 1, false};
  static constexpr DataTypeInfo kService{"inet_service", 2, false};
  static constexpr DataTypeInfo kMark{"mark", 4, true};
  static constexpr DataTypeInfo kFib{"fib_addrtype", 4, true};
  static constexpr DataTypeInfo kIfname{"ifname", 16, false};
  static constexpr DataTypeInfo kWeekday{"day", 1, false};
  switch (type) {
    case DataType::kIpv4Address:
      return kIpv4;
    case DataType::kIpv6Address:
      return kIpv6;
    case DataType::kEtherAddress:
      return kEther;
    case DataType::kInetProtocol:
      return kProtocol;
    case DataType::kInetService:
      return kService;
    case DataType::kMark:
      return kMark;
    case DataType::kFibAddressType:
      return kFib;
    case DataType::kInterfaceName:
      return kIfname;
    case DataType::kDay:
      return kWeekday;
  }
  return kMark;
}

bool Set::SameDefinition(const Set& other) const {
  return name == other.name && key == other.key && interval == other.interval &&
         timeout == other.timeout && dynamic == other.dynamic && counters == other.counters &&
         stateful == other.stateful && timeout_ms == other.timeout_ms && size == other.size &&
         comment == other.comment && origin == other.origin;
}

std::size_t Ruleset::RuleCount() const {
  std::size_t count = 0;
  for (const Table& table : tables) {
    for (const Chain& chain : table.chains) count += chain.rules.size();
  }
  return count;
}

void Collector::BeginTable(const Table& table) {
  ruleset_.tables.push_back(table);
  index_.clear();
}

void Collector::AddObject(Object object) {
  ruleset_.tables.back().objects.push_back(std::move(object));
}

void Collector::AddSet(Set set) { ruleset_.tables.back().sets.push_back(std::move(set)); }

void Collector::AddChain(Chain chain) {
  auto& chains = ruleset_.tables.back().chains;
  index_.emplace(chain.name, chains.size());
  chains.push_back(std::move(chain));
}

void Collector::AddRule(std::string_view chain, Rule&& rule) {
  ruleset_.tables.back().chains[index_.find(chain)->second].rules.push_back(std::move(rule));
}

}  // namespace cnft::nftables
