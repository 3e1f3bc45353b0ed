// SPDX-License-Identifier: GPL-2.0-or-later
// Lines of Cilium releases, and what changed in their rules from one to the next.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cnft::cilium {

// Lines of releases whose rules differ.
enum class Release : std::uint8_t { k1_12, k1_14, k1_16, k1_18, k1_19 };
inline constexpr Release kNewestRelease = Release::k1_19;

std::span<const std::string_view> ReleaseNames();
std::string_view Name(Release release);
std::optional<Release> FindRelease(std::string_view name);

struct MarkMatch {
  std::uint32_t value = 0;
  std::uint32_t mask = 0;  // 0: none
};

struct Traits {
  bool proxy_address = false;      // TPROXY to the loopback address, not to any
  bool aws_cni_devices = false;    // devices of pods are eni+ when chained to aws-cni
  bool route_source = false;       // enable-masquerade-to-route-source
  bool encryption_ipv6 = false;    // encryption rules for IPv6 too
  bool no_track_forward = false;   // ten rules a no-track pod and protocol, not six
  bool proxy_accept_both = false;  // 0xa00/0xe00 is accepted, not only 0xa00/0xfffffeff
  bool proxy_forward = false;      // forward traffic of the proxy is not tracked with IPsec
  bool ipv6_return_by_device =
      false;  // no tracking of IPv6 return traffic only on Cilium's devices
  bool socket_excludes_marks = false;  // of the rule for transparent sockets
  bool node_set_by_interface = false;  // the node set's rule follows egress-masquerade-interfaces
  bool delivery_devices = false;       // proxy rules name the delivery interface, not always lxc+
  bool socket_excludes_lo = false;     // "! -o lo" of the rule for transparent sockets
  bool rule_per_interface = false;     // of egress-masquerade-interfaces
  bool tunnel = false;                 // tunnel packets are accepted and not tracked
  bool encryption_output = false;      // encrypted packets are not tracked on their way out either
  bool wireguard = false;              // rules for WireGuard
  bool host_ports = false;             // no-track host ports
  bool port_segments = false;          // source NAT leaves ports out
  std::array<MarkMatch, 6> host_mark_excludes{};  // in order
};
const Traits& TraitsOf(Release release);

}  // namespace cnft::cilium
