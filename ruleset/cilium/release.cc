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

// In the order of Release.
constexpr auto kTraits = std::to_array<Traits>({
    {
        .host_mark_excludes =
            {{{kEncrypt, 0xf00}, {kDecrypt, 0xf00}, {0xa00, 0xe00}, {0x800, 0xe00}}},
    },
    {
        .proxy_address = true,
        .aws_cni_devices = true,
        .route_source = true,
        .encryption_ipv6 = true,
        .no_track_forward = true,
        .host_mark_excludes = {{{kEncrypt, 0xf00},
                                {kDecrypt, 0xf00},
                                {0xa00, 0xe00},
                                {0x800, 0xe00},
                                {0xf00, 0xf00}}},
    },
    {
        .proxy_address = true,
        .aws_cni_devices = true,
        .route_source = true,
        .encryption_ipv6 = true,
        .no_track_forward = true,
        .proxy_accept_both = true,
        .proxy_forward = true,
        .ipv6_return_by_device = true,
        .socket_excludes_marks = true,
        .node_set_by_interface = true,
        .host_mark_excludes = {{{kEncrypt, 0xf00},
                                {kDecrypt, 0xf00},
                                {0x400, 0xf00},
                                {0xa00, 0xe00},
                                {0x800, 0xe00},
                                {0xf00, 0xf00}}},
    },
    {
        .proxy_address = true,
        .aws_cni_devices = true,
        .route_source = true,
        .encryption_ipv6 = true,
        .no_track_forward = true,
        .proxy_accept_both = true,
        .proxy_forward = true,
        .ipv6_return_by_device = true,
        .socket_excludes_marks = true,
        .node_set_by_interface = true,
        .delivery_devices = true,
        .socket_excludes_lo = true,
        .rule_per_interface = true,
        .host_mark_excludes = {{{kDecrypt, 0xf00},
                                {kEncrypt, 0xf00},
                                {0x400, 0xf00},
                                {0xa00, 0xe00},
                                {0x800, 0xe00}}},
    },
    {
        .proxy_address = true,
        .aws_cni_devices = true,
        .route_source = true,
        .encryption_ipv6 = true,
        .no_track_forward = true,
        .proxy_accept_both = true,
        .proxy_forward = true,
        .ipv6_return_by_device = true,
        .socket_excludes_marks = true,
        .node_set_by_interface = true,
        .delivery_devices = true,
        .socket_excludes_lo = true,
        .rule_per_interface = true,
        .tunnel = true,
        .encryption_output = true,
        .wireguard = true,
        .host_ports = true,
        .port_segments = true,
        .host_mark_excludes = {{{kDecrypt, 0xf00},
                                {kEncrypt, 0xf00},
                                {0x400, 0xf00},
                                {0xa00, 0xe00},
                                {0x800, 0xe00}}},
    },
});

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
