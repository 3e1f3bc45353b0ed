// SPDX-License-Identifier: GPL-2.0-or-later
// IP sets as nftables sets, and how rules ask them.
#include "translator/sets.h"

#include <netinet/in.h>

#include <fmt/core.h>

#include <utility>

#include "translator/fields.h"
#include "translator/native_set.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

using ipset::Dimension;
using nftables::MetaKey;
using nftables::Selector;

// The parts that the elements of a set are spread over. The main one is asked even when it is
// empty: elements may come.
struct Parts {
  bool icmp = false;
  bool none = false;
};

Parts PartsOf(const ipset::Set& set) {
  Parts parts;
  for (const ipset::Element& element : set.elements) {
    const PortKind kind = KindOf(set, element);
    parts.icmp |= kind == PortKind::kIcmp;
    parts.none |= kind == PortKind::kNone;
  }
  return parts;
}

// IPv6 packets other than later fragments.
Formula NoLaterFragment() {
  nftables::Exthdr fragment{.op = nftables::ExthdrOp::kIpv6, .type = IPPROTO_FRAGMENT};
  nftables::Exthdr present = fragment;
  present.present = true;
  fragment.offset = 2;
  fragment.length = 2;
  return Equals(present, 0) ||
         Formula::Is(CompareMasked(fragment, 0xfff8, Relation::kEq, 0), Domain::kSometimes);
}

// The native set, declared when first asked for; empty when there is none, which is reported.
std::string Declare(const ipset::Set& set, SetPart part, LowerContext& context) {
  std::string name = NativeSetName(set.name, part);
  Resources& resources = context.resources();
  if (resources.Declared(name)) return name;
  auto native = NativeSet(set, part);
  if (!native) {
    context.Fail(DiagnosticKind::kNoNativeForm, set.span,
                 fmt::format("set {}: {}", set.name, native.error()),
                 "leave timeouts out of sets with exceptions (nomatch)");
    return {};
  }
  resources.Declare(std::move(*native));
  return name;
}

// Ports and ICMP types are there in whole headers only, which later fragments do not have
// (net/netfilter/ipset/ip_set_getport.c, get_port). Conntrack lets no other through to the nat
// table.
Formula WholeHeader(const LowerContext& context, std::uint8_t protocol) {
  if (context.table() == iptables::TableId::kNat) return Formula::True();
  const std::uint8_t length = protocol == IPPROTO_TCP ? 20 : protocol == IPPROTO_SCTP ? 12 : 8;
  return OfHeader(context, length, Formula::True());
}

// Of whatever protocol the packet is; `longer` are those whose header has more than eight bytes.
Formula WholeHeader(const LowerContext& context, std::initializer_list<int> longer) {
  const std::uint8_t protocol = context.rule().Protocol();
  Formula whole = WholeHeader(context, protocol);
  if (protocol != 0 || whole.is_true()) return whole;
  for (const int other : longer) {
    const auto number = static_cast<std::uint8_t>(other);
    whole = std::move(whole) && (!IsProtocol(number) || WholeHeader(context, number));
  }
  return whole;
}

Formula Ask(const ipset::Set& set, const SetReference& reference, PortKind ports,
            LowerContext& context) {
  const bool exceptions = reference.exceptions && set.info().Has(Dimension::kNetwork);
  std::string native = Declare(set, {ports, exceptions}, context);
  if (native.empty()) return Formula::False();
  const bool header = set.info().Has(Dimension::kPort) && ports != PortKind::kNone;
  return Formula::Is(nftables::Lookup{SetKey(set, reference.sources, ports, context.family()),
                                      std::move(native), false},
                     header ? Domain::kSometimes : Domain::kAlways);
}

// TCP and UDP, the only protocols whose ports bitmap:port holds: ip_set_bitmap_port.c,
// ip_set_get_ip_port.
Formula IsTcpOrUdp(LowerContext& context) {
  const std::uint8_t protocol = context.rule().Protocol();
  if (protocol == IPPROTO_TCP || protocol == IPPROTO_UDP) return Formula::True();
  nftables::Set protocols;
  protocols.key = {nftables::DataType::kInetProtocol};
  for (const char known : {char{IPPROTO_TCP}, char{IPPROTO_UDP}}) {
    protocols.elements.emplace_back().key = std::string(1, known);
  }
  const std::string name = context.resources().SharedSet("protocols", std::move(protocols));
  return Formula::Is(nftables::Lookup{{{MetaField(MetaKey::kL4proto), {}}}, name, false});
}

Formula AskList(const ipset::Set& list, const SetReference& reference, LowerContext& context) {
  Declare(list, {}, context);
  std::vector<Formula> parts;
  for (const ipset::Element& element : list.elements) {
    if (element.timeout.value_or(list.timeout.value_or(0)) != 0) {
      context.Refuse({.option = {},
                      .reason = "a member of the list times out, which no native rule can follow",
                      .way_out = "give the member timeout 0"},
                     element.span);
      return Formula::False();
    }
    const ipset::Set* member = context.resources().FindIpset(element.name);
    if (member == nullptr || !CanHold(*member, reference.sources.size(), context.family())) {
      continue;
    }
    SetReference each = reference;
    each.name = member->name;
    parts.push_back(InSet(each, context));
  }
  return Formula::Any(std::move(parts));
}

}  // namespace

bool CanHold(const ipset::Set& set, std::size_t flags, Family family) {
  return flags >= set.info().dimensions.size() && (!set.family || set.family == family);
}

const ipset::Set* FindSet(std::string_view name, Span span, LowerContext& context) {
  const ipset::Set* set = context.resources().FindIpset(name);
  if (set != nullptr) return set;
  if (context.options().missing_sets_empty) {
    context.Warn(DiagnosticKind::kMissingSetEmpty, span,
                 fmt::format("no input holds set {}: it is taken as empty", name));
  } else {
    context.Fail(DiagnosticKind::kUnknownSet, span, fmt::format("no input holds set {}", name),
                 "give it with --ipset, or take such sets as empty with --missing-sets empty");
  }
  return nullptr;
}

std::vector<Selector> SetKey(const ipset::Set& set, const std::vector<bool>& sources,
                             PortKind ports, Family family) {
  std::vector<Selector> key;
  const auto& dimensions = set.info().dimensions;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    const bool source = sources[i];
    switch (dimensions[i]) {
      case Dimension::kAddress:
      case Dimension::kNetwork: {
        Selector& address = key.emplace_back();
        address.field = source ? SourceAddress(family) : DestinationAddress(family);
        if (const auto mask = set.Mask(); mask && i == 0) address.mask = Value::Of(*mask);
        break;
      }
      case Dimension::kPort:
        if (set.type != ipset::Type::kBitmapPort) key.push_back({MetaField(MetaKey::kL4proto), {}});
        if (ports != PortKind::kNone) {
          const bool first = source || ports == PortKind::kIcmp;
          key.push_back({first ? SourcePort() : DestinationPort(), {}});
        }
        break;
      case Dimension::kInterface:
        key.push_back({MetaField(source ? MetaKey::kIifName : MetaKey::kOifName), {}});
        break;
      case Dimension::kSet:
        break;
    }
  }
  return key;
}

Formula InSet(const SetReference& reference, LowerContext& context) {
  const ipset::Set* set = FindSet(reference.name, reference.span, context);
  if (set == nullptr) return Formula::False();
  if (set->info().list()) return AskList(*set, reference, context);
  Formula main = Ask(*set, reference, PortKind::kPort, context);
  if (set->type == ipset::Type::kBitmapPort) {
    return IsTcpOrUdp(context) && std::move(main) && WholeHeader(context, {IPPROTO_TCP});
  }
  if (!set->info().Has(Dimension::kPort)) return main;
  const Parts parts = PartsOf(*set);
  const Formula whole = WholeHeader(context, {IPPROTO_TCP, IPPROTO_SCTP});
  std::vector<Formula> any = {std::move(main) && whole};
  if (parts.icmp) any.push_back(Ask(*set, reference, PortKind::kIcmp, context) && whole);
  if (parts.none) {
    Formula none = Ask(*set, reference, PortKind::kNone, context);
    if (!context.ipv4()) none = std::move(none) && NoLaterFragment();
    any.push_back(std::move(none));
  }
  return Formula::Any(std::move(any));
}

}  // namespace cnft::translator
