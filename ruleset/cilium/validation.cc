// SPDX-License-Identifier: GPL-2.0-or-later
// What the agent refuses of a configuration, and what users trip over.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ruleset/cilium/chains.h"
#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

class Validation : Section {
 public:
  using Section::Section;

  void Validate() {
    if (!config_.Bool(kEnableIpv4) && !config_.Bool(kEnableIpv6)) {
      Say({Severity::kError, std::string(Info(kEnableIpv4).name),
           "neither IPv4 nor IPv6 is enabled", "enable one of them"});
    }
    if (config_.Bool(kIpsec) && config_.Bool(kWireguard)) {
      Say({Severity::kError, std::string(Info(kIpsec).name),
           "enable-ipsec and enable-wireguard exclude each other", "choose one of them"});
    }
    if (config_.Bool(kL7Proxy) && !config_.Bool(kInstallIptablesRules) &&
        !config_.Bool(kBpfTproxy)) {
      Say({Severity::kError, std::string(Info(kInstallIptablesRules).name),
           "enable-l7-proxy needs rules that redirect to the proxy, or enable-bpf-tproxy",
           "leave install-iptables-rules on, or set enable-l7-proxy=false"});
    }
    if (config_.Bool(kNoConntrackRules)) ValidateNoConntrack();
    ValidateFeederHooks();
    if (config_.Bool(kIpMasqAgent) && !config_.Bool(kBpfMasquerade)) {
      Say({Severity::kWarning, std::string(Info(kIpMasqAgent).name),
           "the agent's list of networks has no effect without enable-bpf-masquerade",
           "exclude one network with ipv4-native-routing-cidr"});
    }
    if (config_.Port(kProxyPortMin) > config_.Port(kProxyPortMax)) {
      Say({Severity::kError, std::string(Info(kProxyPortMin).name),
           "the range of ports for proxies ends before it begins",
           "set proxy-portrange-min and proxy-portrange-max"});
    }
    const auto interfaces = config_.List(kEgressInterfaces);
    if (interfaces.size() > 1 && !traits_.rule_per_interface) {
      Say({Severity::kError, std::string(Info(kEgressInterfaces).name),
           fmt::format("release {} puts several interfaces into one rule, which iptables refuses",
                       Name(release_)),
           "name one interface, or use --cilium-release 1.18 or newer"});
    }
    if (config_.Bool(kRouteSource) && !traits_.route_source) {
      Say({Severity::kError, std::string(Info(kRouteSource).name),
           fmt::format("release {} does not know it", Name(release_)),
           "use --cilium-release 1.14 or newer"});
    }
  }

 private:
  void ValidateNoConntrack() {
    const std::string_view replacement = config_.Text(kKubeProxyReplacement);
    if (replacement != "true" && replacement != "strict") {
      Say({Severity::kError, std::string(Info(kNoConntrackRules).name),
           "it needs the full replacement of kube-proxy", "set kube-proxy-replacement=true"});
    }
    const bool masquerades = config_.Bool(kIpv4Masquerade) && config_.Bool(kEnableIpv4);
    if (masquerades && !config_.Bool(kBpfMasquerade)) {
      Say({Severity::kError, std::string(Info(kNoConntrackRules).name),
           "packets that are not tracked cannot be masqueraded by rules",
           "set enable-bpf-masquerade=true, or enable-ipv4-masquerade=false"});
    }
    if (Tunnelling()) {
      Say({Severity::kWarning, std::string(Info(kNoConntrackRules).name),
           "it is meant for native routing, and the node uses a tunnel"});
    }
    if (config_.Text(kCniChainingMode) != "none") {
      Say({Severity::kWarning, std::string(Info(kNoConntrackRules).name),
           "the CNI plugin that Cilium is chained to may need connections tracked"});
    }
  }

  void ValidateFeederHooks() {
    for (const std::string& name : config_.List(kDisableFeederRules)) {
      const bool known = std::ranges::any_of(
          kChains, [&](const CiliumChain& chain) { return SameHook(name, chain.hook); });
      if (!known) {
        Say({Severity::kWarning, std::string(Info(kDisableFeederRules).name),
             fmt::format("'{}' is no hook and has no effect", name),
             "hooks are PREROUTING, INPUT, FORWARD, OUTPUT and POSTROUTING"});
      }
    }
  }
};

}  // namespace

void Validate(Draft& draft) { Validation(draft).Validate(); }

}  // namespace cnft::cilium
