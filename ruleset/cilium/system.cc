// SPDX-License-Identifier: GPL-2.0-or-later
// Policy routing and kernel settings (cilium/cilium, pkg/proxy/routes.go).
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

class System : Section {
 public:
  using Section::Section;

  void PolicyRouting() {
    constexpr std::uint32_t kToProxy = 2004;
    constexpr std::uint32_t kFromProxy = 2005;
    constexpr std::uint32_t kMagic = 0xf00;
    if (!config_.Bool(kL7Proxy)) {
      Omit("policy routing of proxies", config_.Describe(kL7Proxy));
      return;
    }
    auto& routing = plan_.routing;
    const Address any{.length = AddressLength(family_)};
    routing.routes.push_back({.family = family_,
                              .table = kToProxy,
                              .local = true,
                              .destination = {any, any},
                              .gateway = std::nullopt,
                              .device = "lo"});
    routing.rules.push_back({family_, 9, 0x200, kMagic, kToProxy});
    const bool encrypts = config_.Bool(kIpsec) || config_.Bool(kWireguard);
    const std::string what = "policy routing of traffic from proxies";
    if (Tunnelling()) {
      Omit(what, config_.Describe(kRoutingMode));
      return;
    }
    if (!config_.Bool(kEnvoyConfig) && !encrypts) {
      Omit(what, fmt::format("{}, {}, {}", config_.Describe(kEnvoyConfig), config_.Describe(kIpsec),
                             config_.Describe(kWireguard)));
      return;
    }
    const auto gateway = ipv4() ? state().cilium_internal_ip : state().cilium_net_address;
    Need(gateway, OfFamily(ipv4() ? "cilium-internal-ip" : "cilium-net-address"),
         ipv4() ? "the address of cilium_host" : "the address of cilium_net");
    const std::optional<std::uint32_t> mtu = encrypts ? node_.route_mtu : 0;  // 0: the device's
    Need(mtu, "route-mtu", "the MTU of routes under encryption");
    if (!gateway || !mtu) return;
    const Address host = PrefixMask(family_, ipv4() ? 32 : 128);
    routing.routes.push_back({.family = family_,
                              .table = kFromProxy,
                              .destination = {*gateway, host},
                              .gateway = std::nullopt,
                              .device = std::string(kHostDevice)});
    routing.routes.push_back({.family = family_,
                              .table = kFromProxy,
                              .destination = {any, any},
                              .gateway = gateway,
                              .device = std::string(kHostDevice),
                              .mtu = *mtu});
    routing.rules.push_back({family_, 10, 0xa00, kMagic, kFromProxy});
    if (config_.Bool(kIpsec)) routing.rules.push_back({family_, 10, 0xb00, kMagic, kFromProxy});
  }

  void Sysctls() {
    const std::string always = "packets of pods are forwarded";
    if (!ipv4()) {
      Want("net.ipv6.conf.all.forwarding", "1", always);
      return;
    }
    Want("net.ipv4.ip_forward", "1", always);
    Want("net.ipv4.conf.all.forwarding", "1", always);
    Want("net.ipv4.conf.cilium_net.accept_local", "1", "packets from proxies come back through it");
    for (const std::string_view device : {"all", "cilium_host", "cilium_net"}) {
      Want(fmt::format("net.ipv4.conf.{}.rp_filter", device), "0",
           "replies take other ways than requests");
    }
    if (config_.Bool(kIpsec) && config_.Bool(kL7Proxy)) {
      Want("net.ipv4.ip_early_demux", "0",
           fmt::format("{}, {}", config_.Describe(kIpsec), config_.Describe(kL7Proxy)));
    } else if (!node_.socket_match && !Tunnelling() && config_.Bool(kXtSocketFallback)) {
      Want("net.ipv4.ip_early_demux", "0",
           fmt::format("no socket match, {}", config_.Describe(kXtSocketFallback)));
    }
  }

 private:
  void Want(std::string name, std::string_view value, std::string because) {
    plan_.sysctls.push_back({std::move(name), std::string(value), std::move(because)});
  }
};

}  // namespace

void PlanPolicyRouting(Draft& draft) { System(draft).PolicyRouting(); }
void PlanSysctls(Draft& draft) { System(draft).Sysctls(); }

}  // namespace cnft::cilium
