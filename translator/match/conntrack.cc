// SPDX-License-Identifier: GPL-2.0-or-later
// -m conntrack: the packet's conntrack entry (net/netfilter/xt_conntrack.c, conntrack_mt).
//
// Two rules of that function shape the lowering: a list of states is one test over the state and
// the NAT bits of the status, negated as a whole; and without an entry everything but the state is
// passed over: the state decides alone, and a match without --ctstate fails.
#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/xt_conntrack.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "ruleset/iptables/values.h"
#include "translator/bit_names.h"
#include "translator/fields.h"
#include "translator/host_mask.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using nftables::CtKey;
using nftables::Direction;

// Bits beyond those of the state: IPS_SRC_NAT and IPS_DST_NAT, shifted out of its way.
constexpr std::uint32_t kSnat = 1U << 16;
constexpr std::uint32_t kDnat = 1U << 17;
constexpr std::uint32_t kStatusSnat = 1U << 4;
constexpr std::uint32_t kStatusDnat = 1U << 5;

// In the order in which iptables-save prints them.
constexpr auto kStates = std::to_array<BitName>({{"INVALID", kStateInvalid},
                                                 {"NEW", kStateNew},
                                                 {"RELATED", kStateRelated},
                                                 {"ESTABLISHED", kStateEstablished},
                                                 {"UNTRACKED", kStateUntracked},
                                                 {"SNAT", kSnat},
                                                 {"DNAT", kDnat}});
// enum ip_conntrack_status
constexpr auto kStatuses = std::to_array<BitName>(
    {{"EXPECTED", 1}, {"SEEN_REPLY", 2}, {"ASSURED", 4}, {"CONFIRMED", 8}, {"NONE", 0}});

// iptables-save prints the number, and a mask only where it is not a host's.
const iptables::ArgumentType kProtocolNumberArgument = {.placeholder = "protocol",
                                                        .parse = iptables::kProtocolArgument.parse,
                                                        .print = iptables::internal::PrintDecimal};
const iptables::ArgumentType kHostOrNetworkArgument = {
    .placeholder = "address[/mask]",
    .parse = ParseHostMask,
    .print = [](const iptables::Value& value, std::string& out) {
      const auto& network = std::get<AddressMask>(value);
      const bool host = PrefixLength(network.mask) == network.mask.length * 8U;
      out += host ? cnft::Print(network.address) : iptables::Print(network);
    }};

constexpr auto kDirections = std::to_array<std::string_view>({"ORIGINAL", "REPLY"});

enum {
  kCtState,
  kCtProto,
  kOrigSrc,
  kOrigDst,
  kReplSrc,
  kReplDst,
  kOrigSrcPort,
  kOrigDstPort,
  kReplSrcPort,
  kReplDstPort,
  kCtStatus,
  kCtExpire,
  kCtDir,
};

constexpr OptionSpec kOptions[] = {
    {.name = "ctstate", .argument = &kBitNamesArgument<kStates>, .negatable = true},
    {.name = "ctproto", .argument = &kProtocolNumberArgument, .negatable = true},
    {.name = "ctorigsrc", .argument = &kHostOrNetworkArgument, .negatable = true},
    {.name = "ctorigdst", .argument = &kHostOrNetworkArgument, .negatable = true},
    {.name = "ctreplsrc", .argument = &kHostOrNetworkArgument, .negatable = true},
    {.name = "ctrepldst", .argument = &kHostOrNetworkArgument, .negatable = true},
    {.name = "ctorigsrcport", .argument = &iptables::kPortRangeArgument, .negatable = true},
    {.name = "ctorigdstport", .argument = &iptables::kPortRangeArgument, .negatable = true},
    {.name = "ctreplsrcport", .argument = &iptables::kPortRangeArgument, .negatable = true},
    {.name = "ctrepldstport", .argument = &iptables::kPortRangeArgument, .negatable = true},
    {.name = "ctstatus", .argument = &kBitNamesArgument<kStatuses>, .negatable = true},
    {.name = "ctexpire", .argument = &iptables::kRangeArgument<0xffffffff>, .negatable = true},
    {.name = "ctdir", .argument = &iptables::kChoiceArgument<kDirections>},
};

Formula StatusHas(std::uint32_t bits) {
  if (bits == 0) return Formula::False();
  return Formula::Is(CompareMasked(CtField(CtKey::kStatus), bits, Relation::kNe, 0),
                     Domain::kTracked);
}

Formula StateIs(std::uint64_t bits) {
  std::uint32_t nat = 0;
  if ((bits & kSnat) != 0) nat |= kStatusSnat;
  if ((bits & kDnat) != 0) nat |= kStatusDnat;
  return CtStateIn(static_cast<std::uint32_t>(bits)) || StatusHas(nat);
}

Field AddressOf(Family family, Direction direction, bool source) {
  if (family == Family::kIpv4) return CtField(source ? CtKey::kSrcIp : CtKey::kDstIp, direction);
  return CtField(source ? CtKey::kSrcIp6 : CtKey::kDstIp6, direction);
}

// What an option asks of a packet that has an entry.
Formula OfEntry(std::size_t index, const Option& option, Family family) {
  const auto address = [&](Direction direction, bool source) {
    return AddressIn(AddressOf(family, direction, source), Network(option.address()),
                     Domain::kTracked);
  };
  const auto port = [&](Direction direction, CtKey key) {
    return InRange(CtField(key, direction), option.range(), Domain::kTracked);
  };
  switch (index) {
    case kCtProto:
      return Equals(CtField(CtKey::kProtocol), option.number(), Domain::kTracked);
    case kOrigSrc:
      return address(Direction::kOriginal, true);
    case kOrigDst:
      return address(Direction::kOriginal, false);
    case kReplSrc:
      return address(Direction::kReply, true);
    case kReplDst:
      return address(Direction::kReply, false);
    case kOrigSrcPort:
      return port(Direction::kOriginal, CtKey::kProtoSrc);
    case kOrigDstPort:
      return port(Direction::kOriginal, CtKey::kProtoDst);
    case kReplSrcPort:
      return port(Direction::kReply, CtKey::kProtoSrc);
    case kReplDstPort:
      return port(Direction::kReply, CtKey::kProtoDst);
    case kCtStatus:
      return StatusHas(static_cast<std::uint32_t>(option.number()));
    case kCtExpire: {
      // Whole seconds, rounded down; nf_tables counts milliseconds.
      constexpr std::uint64_t kMost = 0xffffffff;
      return InRange(CtField(CtKey::kExpiration),
                     iptables::Range{std::min(option.range().low * 1000, kMost),
                                     std::min(option.range().high * 1000 + 999, kMost)},
                     Domain::kTracked);
    }
    case kCtDir:
      return Equals(CtField(CtKey::kDirection), option.number(), Domain::kTracked);
    default:
      return Formula::True();
  }
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::vector<Formula> of_entry;
  for (const Option& option : use.options) {
    const auto index = static_cast<std::size_t>(option.spec - kOptions);
    if (index == kCtState) continue;
    of_entry.push_back(NegateIf(option.negated, OfEntry(index, option, context.family())));
  }
  const Formula no_entry = CtStateIn(kStateInvalid | kStateUntracked);
  const Option* state = use.Find(kCtState);
  if (state == nullptr) return {Formula::All(std::move(of_entry)) && !no_entry};
  Formula state_holds = NegateIf(state->negated, StateIs(state->number()));
  if (of_entry.empty()) return {std::move(state_holds)};
  return {std::move(state_holds) && (no_entry || Formula::All(std::move(of_entry)))};
}

// The kernel's bits of a state to those of nf_tables, and those that are no state.
struct StateBit {
  unsigned kernel;
  std::uint32_t bits;
};
constexpr auto kStateBits =
    std::to_array<StateBit>({{XT_CONNTRACK_STATE_INVALID, kStateInvalid},
                             {XT_CONNTRACK_STATE_BIT(IP_CT_NEW), kStateNew},
                             {XT_CONNTRACK_STATE_BIT(IP_CT_RELATED), kStateRelated},
                             {XT_CONNTRACK_STATE_BIT(IP_CT_ESTABLISHED), kStateEstablished},
                             {XT_CONNTRACK_STATE_UNTRACKED, kStateUntracked},
                             {XT_CONNTRACK_STATE_SNAT, kSnat},
                             {XT_CONNTRACK_STATE_DNAT, kDnat}});

std::uint64_t StatesOf(unsigned mask) {
  std::uint64_t bits = 0;
  for (const StateBit& state : kStateBits) {
    if ((mask & state.kernel) != 0) bits |= state.bits;
  }
  return bits;
}

bool Read(const xt_conntrack_mtinfo3& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.match_flags & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.invert_flags & flag) != 0; };
  if (has(XT_CONNTRACK_STATE_ALIAS)) {
    words.Rename("state");
    std::string states;
    kOptions[kCtState].argument->print(StatesOf(info.state_mask), states);
    words.Say(negated(XT_CONNTRACK_STATE), "state", "{}", states);
    return info.match_flags == (XT_CONNTRACK_STATE | XT_CONNTRACK_STATE_ALIAS);
  }
  if (has(XT_CONNTRACK_STATE)) {
    words.Add(negated(XT_CONNTRACK_STATE), kOptions[kCtState], StatesOf(info.state_mask));
  }
  if (has(XT_CONNTRACK_PROTO)) {
    words.Say(negated(XT_CONNTRACK_PROTO), "ctproto", "{}", info.l4proto);
  }
  struct Network {
    unsigned flag;
    std::string_view option;
    const nf_inet_addr& address;
    const nf_inet_addr& mask;
  };
  for (const auto& [flag, option, address, mask] :
       {Network{XT_CONNTRACK_ORIGSRC, "ctorigsrc", info.origsrc_addr, info.origsrc_mask},
        Network{XT_CONNTRACK_ORIGDST, "ctorigdst", info.origdst_addr, info.origdst_mask},
        Network{XT_CONNTRACK_REPLSRC, "ctreplsrc", info.replsrc_addr, info.replsrc_mask},
        Network{XT_CONNTRACK_REPLDST, "ctrepldst", info.repldst_addr, info.repldst_mask}}) {
    if (!has(flag)) continue;
    words.Network(negated(flag), option, words.AddressAt(&address), words.AddressAt(&mask));
  }
  struct Ports {
    unsigned flag;
    std::string_view option;
    std::uint16_t low;
    std::uint16_t high;
  };
  for (const auto& [flag, option, low, high] : {Ports{XT_CONNTRACK_ORIGSRC_PORT, "ctorigsrcport",
                                                      info.origsrc_port, info.origsrc_port_high},
                                                Ports{XT_CONNTRACK_ORIGDST_PORT, "ctorigdstport",
                                                      info.origdst_port, info.origdst_port_high},
                                                Ports{XT_CONNTRACK_REPLSRC_PORT, "ctreplsrcport",
                                                      info.replsrc_port, info.replsrc_port_high},
                                                Ports{XT_CONNTRACK_REPLDST_PORT, "ctrepldstport",
                                                      info.repldst_port, info.repldst_port_high}}) {
    if (has(flag)) words.Range(negated(flag), option, low, high);
  }
  if (has(XT_CONNTRACK_STATUS)) {
    words.Add(negated(XT_CONNTRACK_STATUS), kOptions[kCtStatus], std::uint64_t{info.status_mask});
  }
  if (has(XT_CONNTRACK_EXPIRES)) {
    words.Range(negated(XT_CONNTRACK_EXPIRES), "ctexpire", info.expires_min, info.expires_max);
  }
  if (has(XT_CONNTRACK_DIRECTION)) {
    words.Say(false, "ctdir", "{}", kDirections[negated(XT_CONNTRACK_DIRECTION) ? 1 : 0]);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(3)};

// By option.
constexpr unsigned kOptionFlags[] = {
    XT_CONNTRACK_STATE,        XT_CONNTRACK_PROTO,        XT_CONNTRACK_ORIGSRC,
    XT_CONNTRACK_ORIGDST,      XT_CONNTRACK_REPLSRC,      XT_CONNTRACK_REPLDST,
    XT_CONNTRACK_ORIGSRC_PORT, XT_CONNTRACK_ORIGDST_PORT, XT_CONNTRACK_REPLSRC_PORT,
    XT_CONNTRACK_REPLDST_PORT, XT_CONNTRACK_STATUS,       XT_CONNTRACK_EXPIRES,
    XT_CONNTRACK_DIRECTION};

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  xt_conntrack_mtinfo3 info{};
  const auto network = [](const Option& option, nf_inet_addr& address, nf_inet_addr& mask) {
    const AddressMask& value = option.address();
    std::ranges::copy_n(value.address.bytes.begin(), value.address.length,
                        reinterpret_cast<std::uint8_t*>(&address));
    // libxtables fills all of a host's, whatever the family.
    if (PrefixLength(value.mask) == value.mask.length * 8U) std::memset(&mask, 0xff, sizeof(mask));
    std::ranges::copy_n(value.mask.bytes.begin(), value.mask.length,
                        reinterpret_cast<std::uint8_t*>(&mask));
  };
  const auto ports = [](const Option& option, std::uint16_t& low, std::uint16_t& high) {
    low = static_cast<std::uint16_t>(option.range().low);
    high = static_cast<std::uint16_t>(option.range().high);
  };
  for (const Option& option : use.options) {
    const auto index = static_cast<std::size_t>(option.spec - kOptions);
    bool inverse = option.negated;
    switch (index) {
      case kCtState:
        for (const StateBit& bit : kStateBits) {
          if ((option.number() & bit.bits) == 0) continue;
          info.state_mask = static_cast<std::uint16_t>(info.state_mask | bit.kernel);
        }
        break;
      case kCtProto:
        info.l4proto = static_cast<std::uint16_t>(option.number());
        break;
      case kOrigSrc:
        network(option, info.origsrc_addr, info.origsrc_mask);
        break;
      case kOrigDst:
        network(option, info.origdst_addr, info.origdst_mask);
        break;
      case kReplSrc:
        network(option, info.replsrc_addr, info.replsrc_mask);
        break;
      case kReplDst:
        network(option, info.repldst_addr, info.repldst_mask);
        break;
      case kOrigSrcPort:
        ports(option, info.origsrc_port, info.origsrc_port_high);
        break;
      case kOrigDstPort:
        ports(option, info.origdst_port, info.origdst_port_high);
        break;
      case kReplSrcPort:
        ports(option, info.replsrc_port, info.replsrc_port_high);
        break;
      case kReplDstPort:
        ports(option, info.repldst_port, info.repldst_port_high);
        break;
      case kCtStatus:
        info.status_mask = static_cast<std::uint16_t>(option.number());
        break;
      case kCtExpire:
        info.expires_min = static_cast<std::uint32_t>(option.range().low);
        info.expires_max = static_cast<std::uint32_t>(option.range().high);
        break;
      default:
        inverse = option.number() != 0;  // the other direction
        break;
    }
    const unsigned flag = kOptionFlags[index];
    info.match_flags = static_cast<std::uint16_t>(info.match_flags | flag);
    if (inverse) info.invert_flags = static_cast<std::uint16_t>(info.invert_flags | flag);
  }
  return MakeXtInfo("conntrack", 3, info);
}

}  // namespace

extern const MatchModule match_conntrack = {
    .extension = {.name = "conntrack",
                  .options = kOptions,
                  .one_of = "ctstate ctproto ctorigsrc ctorigdst ctreplsrc ctrepldst ctorigsrcport "
                            "ctorigdstport ctreplsrcport ctrepldstport ctstatus ctexpire ctdir"},
    .summary = "the packet's conntrack entry",
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
