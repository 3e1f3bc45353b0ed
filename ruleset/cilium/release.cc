// SPDX-License-Identifier: GPL-2.0-or-later
// What changed in Cilium's rules from release to release.
#include "ruleset/cilium/release.h"

#include <algorithm>
#include <array>

namespace cnft::cilium {
namespace {

constexpr auto kNames = std::to_array<std::string_view>({"1.12", "1.14", "1.16", "1.18", "1.19"});

constexpr std::uint32_t kEncrypt = 0xe00;
constexpr std::uint32_t kDecrypt = 0xd00;

// Each line begins from the one before.

constexpr Traits In1_12() {
  Traits traits;
  traits.host_mark_excludes = {
      {{kEncrypt, 0xf00}, {kDecrypt, 0xf00}, {0xa00, 0xe00}, {0x800, 0xe00}}};
  return traits;
}

constexpr Traits In1_14() {
  Traits traits = In1_12();
  traits.proxy_address = true;
  traits.aws_cni_devices = true;
  traits.route_source = true;
  traits.encryption_ipv6 = true;
  traits.no_track_forward = true;
  traits.host_mark_excludes = {
      {{kEncrypt, 0xf00}, {kDecrypt, 0xf00}, {0xa00, 0xe00}, {0x800, 0xe00}, {0xf00, 0xf00}}};
  return traits;
}

constexpr Traits In1_16() {
  Traits traits = In1_14();
  traits.proxy_accept_both = true;
  traits.proxy_forward = true;
  traits.ipv6_return_by_device = true;
  traits.socket_excludes_marks = true;
  traits.node_set_by_interface = true;
  traits.host_mark_excludes = {{{kEncrypt, 0xf00},
                                {kDecrypt, 0xf00},
                                {0x400, 0xf00},
                                {0xa00, 0xe00},
                                {0x800, 0xe00},
                                {0xf00, 0xf00}}};
  return traits;
}

constexpr Traits In1_18() {
  Traits traits = In1_16();
  traits.delivery_devices = true;
  traits.socket_excludes_lo = true;
  traits.rule_per_interface = true;
  traits.host_mark_excludes = {
      {{kDecrypt, 0xf00}, {kEncrypt, 0xf00}, {0x400, 0xf00}, {0xa00, 0xe00}, {0x800, 0xe00}}};
  return traits;
}

constexpr Traits In1_19() {
  Traits traits = In1_18();
  traits.tunnel = true;
  traits.encryption_output = true;
  traits.wireguard = true;
  traits.host_ports = true;
  traits.port_segments = true;
  return traits;
}

// In the order of Release.
constexpr auto kTraits = std::to_array<Traits>({In1_12(), In1_14(), In1_16(), In1_18(), In1_19()});

}  // namespace

std::span<const std::string_view> ReleaseNames() { return kNames; }

std::string_view Name(Release release) { return kNames[static_cast<std::size_t>(release)]; }

std::optional<Release> FindRelease(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Release>(found - kNames.begin());
}

const Traits& TraitsOf(Release release) { return kTraits[static_cast<std::size_t>(release)]; }

}  // namespace cnft::cilium
