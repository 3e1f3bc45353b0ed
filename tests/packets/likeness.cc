// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the same came of packets on both nodes, but for what the kernel is free to do.
#include "tests/packets/likeness.h"

#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>

#include "tests/packets/packet.h"

namespace cnft::test {
namespace {

// A packet's own ports, and ICMP identifiers, are known; others are the kernel's choice.
std::vector<std::uint16_t> PortsOf(const Exchange& exchange) {
  std::vector<std::uint16_t> ports;
  for (const Packet& packet : exchange.packets) {
    const auto view = View(packet.bytes);
    if (!view || view->transport.size() < 8) continue;
    const bool icmp = view->protocol == IPPROTO_ICMP || view->protocol == IPPROTO_ICMPV6;
    for (const std::size_t at :
         icmp ? std::vector<std::size_t>{4} : std::vector<std::size_t>{0, 2}) {
      ports.push_back(
          static_cast<std::uint16_t>(static_cast<std::uint8_t>(view->transport[at]) << 8U |
                                     static_cast<std::uint8_t>(view->transport[at + 1])));
    }
  }
  return ports;
}

bool FromNode(std::string_view line) {
  const auto comes_from = [line](std::string_view address) {
    address = address.substr(0, address.find('/'));
    return !address.empty() && line.find(fmt::format(": {} > ", address)) != std::string_view::npos;
  };
  return comes_from("127.0.0.1") || comes_from("::1") ||
         std::ranges::any_of(Devices(), [&](const DeviceInfo& device) {
           return comes_from(device.ipv4) || comes_from(device.ipv6);
         });
}

// Whether a line is about a packet to all of a network, or of a link.
bool IsBroadcast(std::string_view line) { return line.find(".255.255 tos ") != line.npos; }

// Errors that the node sends itself about untracked packets are taken for untracked by nft's
// notrack and stay invalid with xt_CT: nothing in nf_tables tells them from what conntrack has not
// seen (docs/semantics.md).
void HideStateOfErrors(std::vector<std::string>& lines) {
  for (std::string& line : lines) {
    if (line.find(" icmp ") == std::string::npos || line.find(" about {") == std::string::npos ||
        !FromNode(line)) {
      continue;
    }
    for (const std::string_view state : {" untracked:", " invalid:"}) {
      if (const std::size_t at = line.find(state); at != std::string::npos) {
        line.replace(at, state.size(), " without connection:");
      }
    }
  }
}

}  // namespace

Likeness::Likeness(std::string_view rules)
    : choice_(rules),
      rejects_(rules.find("-j REJECT") != std::string_view::npos),
      untracks_(rules.find("--notrack") != std::string_view::npos ||
                rules.find("-j NOTRACK") != std::string_view::npos) {}

bool Likeness::Alike(const Exchange& exchange, std::vector<std::string>& legacy,
                     std::vector<std::string>& native) const {
  if (legacy == native) return true;
  if (choice_.any()) {
    const auto ports = PortsOf(exchange);
    for (auto* lines : {&legacy, &native}) {
      for (std::string& line : *lines) line = choice_.Hide(line, ports);
    }
  }
  if (untracks_) {
    HideStateOfErrors(legacy);
    HideStateOfErrors(native);
  }
  // What REJECT sends to the node itself waits for iptables to be done with the packet, and not for
  // nf_tables; a broadcast of the node comes back to it before it went out, or after: the order may
  // be another one.
  return legacy == native || ((rejects_ || std::ranges::any_of(legacy, IsBroadcast)) &&
                              std::ranges::is_permutation(legacy, native));
}

std::string Contrast(const std::vector<std::string>& legacy,
                     const std::vector<std::string>& native) {
  std::string out;
  const auto only = [&](const auto& these, const auto& those, std::string_view whose) {
    std::vector<std::string> left = those;
    for (const std::string& line : these) {
      const auto found = std::ranges::find(left, line);
      if (found == left.end()) {
        out += fmt::format("\n    {}: {}", whose, line);
      } else {
        left.erase(found);
      }
    }
  };
  only(legacy, native, "legacy only");
  only(native, legacy, "native only");
  if (!out.empty()) return out;
  const auto [first, second] = std::ranges::mismatch(legacy, native);
  return fmt::format("\n    in another order: legacy {}\n    native {}", *first, *second);
}

}  // namespace cnft::test
