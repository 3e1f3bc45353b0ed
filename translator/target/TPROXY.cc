// SPDX-License-Identifier: GPL-2.0-or-later
// -j TPROXY: hands the packet to a transparent socket, sets bits of its mark and accepts it;
// without such a socket the packet is dropped (net/netfilter/xt_TPROXY.c, tproxy_tg4).
#include <arpa/inet.h>
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_TPROXY.h>

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/marks.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kAddressArgument = {
    .placeholder = "address",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto address = ParseAddress(input.text(), input.family);
          if (!address) return input.Fail(fmt::format("'{}' is not an address", input.text()));
          value = AddressRange{*address, *address};
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { out += Print(std::get<AddressRange>(value).low); },
};

enum { kOnPort, kOnIp, kTproxyMark };

constexpr OptionSpec kOptions[] = {
    {.name = "on-port", .argument = &iptables::kU16Argument, .required = true},
    {.name = "on-ip", .argument = &kAddressArgument},
    {.name = "tproxy-mark", .argument = &kXmarkArgument},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({6, 17});

// tproxy_tg_save prints all three, given or not.
void Print(const Use& use, Family family, std::string& out) {
  const Option* address = use.Find(kOnIp);
  const Option* mark = use.Find(kTproxyMark);
  const iptables::Masked bits = mark == nullptr ? iptables::Masked{0, 0} : mark->masked();
  const Address any{.length = AddressLength(family)};
  out += fmt::format(
      " --on-port {} --on-ip {} --tproxy-mark {:#x}/{:#x}", use.Find(kOnPort)->number(),
      cnft::Print(address == nullptr ? any : address->addresses().low), bits.value, bits.mask);
}

Action Lower(const Use& use, LowerContext&) {
  nftables::Tproxy tproxy;
  // 0 stands for the packet's own port, the zero address for the incoming interface's first one.
  if (const auto port = use.Find(kOnPort)->number(); port != 0)
    tproxy.port = static_cast<std::uint16_t>(port);
  if (const Option* address = use.Find(kOnIp);
      address != nullptr && !address->addresses().low.zero()) {
    tproxy.address = address->addresses().low;
  }
  Attempt found{{tproxy}, true, {}};
  if (const Option* mark = use.Find(kTproxyMark)) {
    found.after.emplace_back(
        nftables::SetMeta{nftables::MetaKey::kMark,
                          SetBits(nftables::Meta{nftables::MetaKey::kMark}, mark->masked())});
  }
  found.after.emplace_back(nftables::Verdict{nftables::VerdictKind::kAccept, {}});
  Action action;
  action.attempts.push_back(std::move(found));
  action.attempts.push_back({{}, true, {nftables::Verdict{nftables::VerdictKind::kDrop, {}}}});
  action.terminal = true;
  return action;
}

template <typename Info>
bool Read(const Info& info, XtWords& words) {
  words.Say(false, "on-port", "{}", ntohs(info.lport));
  words.Say(false, "on-ip", "{}", cnft::Print(words.AddressAt(&info.laddr)));
  words.Say(false, "tproxy-mark", "{:#x}/{:#x}", info.mark_value, info.mark_mask);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read<xt_tproxy_target_info_v1>>(1),
                                 Reads<Read<xt_tproxy_target_info>>(0, iptables::kIpv4Only)};

}  // namespace

extern const TargetModule target_TPROXY = {
    .extension = {.name = "TPROXY",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle),
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting),
                  .protocols = kProtocols,
                  .print = Print},
    .summary = "redirects to a transparent local socket, or drops",
    .lower = Lower,
    .preparation = kDefragmentation,
    .readers = kReaders,
};

}  // namespace cnft::translator
