// SPDX-License-Identifier: GPL-2.0-or-later
// -m rpfilter: whether the way back to the sender leads out where the packet came in
// (net/ipv4/netfilter/ipt_rpfilter.c, net/ipv6/netfilter/ip6t_rpfilter.c).
//
// "fib saddr . iif oif" asks the same of the same tables, but also says yes where the route is of a
// kind the match refuses: broadcast. The kind is looked up another way, which takes 0.0.0.0/8 and
// 255.255.255.255 for broadcast whatever the routes say.
#include <linux/netfilter/xt_rpfilter.h>

#include <algorithm>
#include <array>

#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kLoose, kValidMark, kAcceptLocal, kInvert };

constexpr OptionSpec kOptions[] = {
    {.name = "loose"},
    {.name = "validmark"},
    {.name = "accept-local"},
    {.name = "invert"},
};

// NFTA_FIB_F_*
constexpr std::uint8_t kFibSource = 1;
constexpr std::uint8_t kFibMark = 4;
constexpr std::uint8_t kFibIif = 8;
// RTN_*
constexpr std::uint64_t kLocal = 2;
constexpr std::uint64_t kBroadcast = 3;

Formula SenderIs(std::array<std::uint8_t, 4> network, unsigned length) {
  Address address;
  std::ranges::copy(network, address.bytes.begin());
  return AddressIn(SourceAddress(Family::kIpv4), {address, PrefixMask(Family::kIpv4, length)});
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  std::uint8_t flags = kFibSource;
  if (use.Has(kValidMark)) flags |= kFibMark;
  const auto interface = static_cast<std::uint8_t>(use.Has(kLoose) ? 0 : kFibIif);
  const auto type_is = [&](std::uint8_t where, std::uint64_t type) {
    return Equals(nftables::Fib{nftables::FibResult::kAddressType,
                                static_cast<std::uint8_t>(kFibSource | where), false},
                  type);
  };
  Formula passes = Equals(
      nftables::Fib{nftables::FibResult::kOif, static_cast<std::uint8_t>(flags | interface), true},
      1);
  if (context.ipv4()) {
    passes = std::move(passes) && (!type_is(0, kBroadcast) || SenderIs({0, 0, 0, 0}, 8) ||
                                   SenderIs({255, 255, 255, 255}, 32));
  } else {
    // The unspecified address is let through; the stack drops it.
    Address unspecified;
    unspecified.length = 16;
    passes = std::move(passes) || Equals(SourceAddress(Family::kIpv6), Value::Of(unspecified));
  }
  if (use.Has(kAcceptLocal)) passes = std::move(passes) || type_is(interface, kLocal);
  return {NegateIf(use.Has(kInvert), std::move(passes))};
}

bool Read(const xt_rpfilter_info& info, XtWords& words) {
  constexpr std::pair<unsigned, std::string_view> kFlags[] = {
      {XT_RPFILTER_LOOSE, "loose"},
      {XT_RPFILTER_VALID_MARK, "validmark"},
      {XT_RPFILTER_ACCEPT_LOCAL, "accept-local"},
      {XT_RPFILTER_INVERT, "invert"}};
  for (const auto& [flag, option] : kFlags) {
    if ((info.flags & flag) != 0) words.Flag(option);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_rpfilter = {
    .extension = {.name = "rpfilter",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kRaw) |
                            iptables::TableBit(iptables::TableId::kMangle),
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting)},
    .summary = "whether the way back to the sender leads out where the packet came in",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
