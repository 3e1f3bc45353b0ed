// SPDX-License-Identifier: GPL-2.0-or-later
// -m mac: the Ethernet source address (net/netfilter/xt_mac.c).
//
// Only packets that came in by Ethernet have one; others match neither an address nor its negation.
#include <fmt/format.h>
#include <linux/netfilter/xt_mac.h>

#include <charconv>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kSource };

// "1:2:3:4:5:6", one or two hexadecimal digits each; iptables reads none as 0.
std::optional<std::uint64_t> ParseMac(std::string_view text) {
  const auto parts = iptables::SplitList(text, ':');
  if (parts.size() != 6) return std::nullopt;
  std::uint64_t mac = 0;
  for (const std::string_view part : parts) {
    std::uint8_t byte = 0;
    const char* end = part.data() + part.size();
    const auto [stop, error] = std::from_chars(part.data(), end, byte, 16);
    if (part.size() > 2 || stop != end || (error != std::errc{} && !part.empty())) {
      return std::nullopt;
    }
    mac = mac << 8U | byte;
  }
  return mac;
}

constexpr iptables::ArgumentType kMacArgument = {
    .placeholder = "xx:xx:xx:xx:xx:xx",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto mac = ParseMac(input.text());
          if (!mac) return input.Fail(fmt::format("'{}' is not a MAC address", input.text()));
          value = *mac;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto mac = std::get<std::uint64_t>(value);
          for (int shift = 40; shift >= 0; shift -= 8) {
            out += fmt::format("{:02x}{}", mac >> shift & 0xffU, shift == 0 ? "" : ":");
          }
        },
};

constexpr OptionSpec kOptions[] = {
    {.name = "mac-source", .argument = &kMacArgument, .negatable = true, .required = true},
};

std::vector<Step> Lower(const Use& use, LowerContext&) {
  const Option& source = *use.Find(kSource);
  constexpr std::uint64_t kEthernet = 1;  // ARPHRD_ETHER
  const Field field = nftables::Payload{nftables::PayloadBase::kLink, 6, 6};
  return {Equals(MetaField(nftables::MetaKey::kIifType), kEthernet) &&
          NegateIf(source.negated, Equals(field, source.number()))};
}

bool Read(const xt_mac_info& info, XtWords& words) {
  words.Say(info.invert != 0, "mac-source", "{:02x}", fmt::join(info.srcaddr, ":"));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_mac = {
    .extension = {.name = "mac",
                  .options = kOptions,
                  .hooks = iptables::HookBit(iptables::Hook::kPrerouting) |
                           iptables::HookBit(iptables::Hook::kInput) |
                           iptables::HookBit(iptables::Hook::kForward)},
    .summary = "Ethernet source address",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
