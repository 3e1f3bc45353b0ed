// SPDX-License-Identifier: GPL-2.0-or-later
// Rules that hold every kind of statement and field there is.
#include "tests/support/statement_samples.h"

#include <netinet/in.h>

#include <linux/netfilter/nf_tables.h>

namespace cnft::test {
namespace {

using namespace nftables;  // NOLINT(google-build-using-namespace): this file is about its types

Statement Is(Field field, std::uint64_t number, Relation relation = Relation::kEq) {
  const std::uint8_t length = Describe(field).length;
  return Match{{std::move(field), {}}, relation, Value::Number(number, length)};
}

Statement Any(Field field, std::uint64_t bits) {
  const std::uint8_t length = Describe(field).length;
  return Match{
      {std::move(field), Value::Number(bits, length)}, Relation::kNe, Value::Number(0, length)};
}

Statement Named(Field field, std::string_view name) {
  return Match{{std::move(field), {}}, Relation::kEq, Value::Name(name)};
}

Address Ipv4(std::string_view text) { return *ParseAddress(text, Family::kIpv4); }

const Statement kTcp = Is(Meta{MetaKey::kL4proto}, IPPROTO_TCP);

std::vector<Sample> FieldSamples() {
  return {
      {{Is(Payload{PayloadBase::kNetwork, 12, 4}, 0x0a000001)}, "ip saddr 10.0.0.1"},
      {{Is(Payload{PayloadBase::kTransport, 2, 2}, 80)}, "th dport 80"},
      {{kTcp, Is(Payload{PayloadBase::kTransport, 2, 2}, 80)}, "meta l4proto tcp tcp dport 80"},
      {{Is(Payload{PayloadBase::kNetwork, 1, 1}, 0x10)}, "@nh,8,8 0x10"},
      {{Is(Meta{MetaKey::kMark}, 0x10)}, "meta mark 0x10"},
      {{Named(Meta{MetaKey::kIifName}, "eth*")}, R"(meta iifname "eth\*")"},
      {{Match{{Meta{MetaKey::kIifName}, {}}, Relation::kEq, Value::Number(0x6c7863, 3)}},
       R"(meta iifname "lxc*")"},
      {{Is(Meta{MetaKey::kTimeNs}, 2'000'000'000)}, "meta time 2"},
      {{Is(Meta{MetaKey::kTimeNs}, 1)}, "meta time [1 ns]", false},
      {{Is(Meta{MetaKey::kSecpath}, 1)}, "meta ipsec exists"},
      {{Any(Ct{CtKey::kState, {}}, 6)}, "ct state established,related"},
      {{Is(Ct{CtKey::kState, {}}, 8)}, "ct state == new"},
      {{Is(Ct{CtKey::kSrcIp, Direction::kOriginal}, 0x0a000001)}, "ct original ip saddr 10.0.0.1"},
      {{Is(Ct{CtKey::kProtoDst, Direction::kOriginal}, 80)}, "[ct original proto-dst] 80", false},
      {{kTcp, Is(Ct{CtKey::kProtoDst, Direction::kOriginal}, 80)},
       "meta l4proto tcp ct original proto-dst 80"},
      {{Is(Fib{FibResult::kAddressType, NFTA_FIB_F_DADDR, false}, 2)}, "fib daddr type local"},
      {{Is(Fib{FibResult::kOif, NFTA_FIB_F_SADDR | NFTA_FIB_F_IIF, true}, 1)},
       "fib saddr . iif oif exists"},
      {{Is(Socket{SocketKey::kTransparent, 0}, 1)}, "socket transparent 1"},
      {{Is(Socket{SocketKey::kCgroupV2, 1}, 7)}, "[socket cgroupv2 level 1] 7", false},
      {{Is(Rt{RtKey::kClassid}, 5)}, "rt classid 5"},
      {{kTcp, Is(Exthdr{ExthdrOp::kTcpOption, 2, 2, 2, false}, 1460)},
       "meta l4proto tcp tcp option maxseg size 1460"},
      {{kTcp, Is(Exthdr{ExthdrOp::kTcpOption, 30, 0, 1, true}, 1)},
       "meta l4proto tcp tcp option 30 exists",
       false},
      {{Is(Numgen{NumgenType::kRandom, 100, 0}, 50, Relation::kLt)}, "numgen random mod 100 < 50"},
      {{Is(Xfrm{XfrmKey::kReqid, false, 0}, 1)}, "ipsec in reqid 1"},
  };
}

std::vector<Sample> StatementOnlySamples() {
  const AddressRange addresses{Ipv4("10.0.0.1"), Ipv4("10.0.0.9")};
  const Value mark = Value::Number(0x10, 4);
  const Selector source{Payload{PayloadBase::kNetwork, 12, 4}, {}};
  return {
      {{RangeMatch{{Meta{MetaKey::kMark}, {}}, true, Value::Number(1, 4), Value::Number(5, 4)}},
       "meta mark != 0x1-0x5"},
      {{Lookup{{source}, "addresses", true}}, "ip saddr != @addresses"},
      {{Counter{{1, 2}}}, "counter packets 1 bytes 2"},
      {{Limit{5, 60, 7, false, true}}, "limit rate over 5/minute burst 7 packets"},
      {{Limit{5, 7, 5, false, false}}, "[limit rate 5/7 seconds burst 5 packets]", false},
      {{Quota{100, true}}, "quota over 100 bytes"},
      {{ConnLimit{5, true}}, "ct count over 5"},
      {{Verdict{VerdictKind::kAccept, {}}}, "accept"},
      {{Verdict{VerdictKind::kGoto, "filter/other"}}, "goto filter/other"},
      {{SetMeta{MetaKey::kMark, mark}}, "meta mark set 0x10"},
      {{SetMeta{MetaKey::kMark,
                Computed{Ct{CtKey::kMark, {}}, Value::Number(0xf0, 4), Value::Number(1, 4)}}},
       "meta mark set ct mark & 0xf0 ^ 0x1"},
      {{SetMeta{MetaKey::kMark, Computed{Socket{SocketKey::kMark, 0}, {}, {}}}},
       "meta mark set socket mark",
       false},
      {{SetCt{CtKey::kMark, {}, mark}}, "ct mark set 0x10"},
      {{SetPayload{{PayloadBase::kNetwork, 8, 2},
                   true,
                   Computed{Payload{PayloadBase::kNetwork, 8, 2}, Value::Number(0xff, 2),
                            Value::Number(0x4000, 2)}}},
       "ip ttl set 64"},
      {{SetPayload{{PayloadBase::kNetwork, 8, 1}, true, Value::Number(64, 1)}},
       "[ip ttl set 64 and fix the checksum]",
       false},
      {{kTcp, SetExthdr{{ExthdrOp::kTcpOption, 2, 2, 2, false}, Value::Number(1400, 2)}},
       "meta l4proto tcp tcp option maxseg size set 1400"},
      {{kTcp, StripTcpOption{4}}, "meta l4proto tcp reset tcp option sack-perm"},
      {{Notrack{}}, "notrack"},
      {{kTcp, Nat{NatKind::kDnat, addresses, {}, PortRange{80, 90}, kNatPersistent}},
       "meta l4proto tcp dnat to 10.0.0.1-10.0.0.9:80-90 persistent"},
      {{Nat{.kind = NatKind::kSnat,
            .addresses = {},
            .address_field = Payload{PayloadBase::kNetwork, 12, 4}}},
       "snat to ip saddr"},
      {{Masquerade{{}, kNatFullyRandom}}, "masquerade fully-random"},
      {{kTcp, Redirect{PortRange{80, 80}, 0}}, "meta l4proto tcp redirect to :80"},
      {{kTcp, Tproxy{Ipv4("127.0.0.1"), 80}}, "meta l4proto tcp tproxy to 127.0.0.1:80"},
      {{Reject{false, 3}}, "reject with icmp port-unreachable"},
      {{Log{"a  b", {}, {}, 0, 6, 3}},
       R"(log prefix "a  b" level info flags tcp sequence,options)"},
      {{Log{"", std::uint16_t{1}, 80, 10, 4, 0}}, "log group 1 snaplen 80 queue-threshold 10"},
      {{Queue{1, 3, true, false}}, "queue flags bypass to 1-3"},
      {{Duplicate{Ipv4("10.0.0.1")}}, "dup to 10.0.0.1"},
      {{DynamicSet{DynamicOperation::kUpdate, "seen", {source}, 5000, {Limit{5, 1, 5}}}},
       "update @seen { ip saddr timeout 5s limit rate 5/second burst 5 packets }"},
      {{ObjectReference{ObjectType::kCtHelper, "ftp-6"}}, R"(ct helper set "ftp-6")"},
      {{Xt{false, "bpf", 1, std::string("\x01\x02", 2)}}, "[xt match bpf revision 1 0102]", false},
  };
}

}  // namespace

std::vector<Sample> StatementSamples() {
  std::vector<Sample> samples = FieldSamples();
  for (Sample& sample : StatementOnlySamples()) samples.push_back(std::move(sample));
  return samples;
}

}  // namespace cnft::test
