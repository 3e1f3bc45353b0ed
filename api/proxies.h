// SPDX-License-Identifier: GPL-2.0-or-later
// The proxies that Cilium's rules redirect to, as the kernel holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft {

struct InstalledProxy {
  std::string name;
  Family family = Family::kIpv4;
  std::string protocol;  // tcp or udp
  std::uint16_t port = 0;
  std::uint32_t mark = 0;  // that packets for it carry
  std::uint64_t packets = 0;
};

// Read from the texts of the rules in CILIUM_PRE_mangle, whose comments name the proxies: other
// programs read them there too.
std::vector<InstalledProxy> ProxiesOf(const nftables::Table& table);

// The chain of iptables' table mangle that redirects to proxies.
inline constexpr std::string_view kProxyChain = "CILIUM_PRE_mangle";
// The proxy that a rule of it (what follows "-A CHAIN ") redirects to; none: it does not.
std::optional<InstalledProxy> ProxyOf(std::string_view rule);
// The same rule for a proxy of another name and port; what else it says stays.
std::string WithProxy(std::string_view rule, std::string_view name, std::uint16_t port);

}  // namespace cnft
