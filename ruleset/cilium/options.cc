// SPDX-License-Identifier: GPL-2.0-or-later
// The agent options that decide which iptables rules Cilium installs.
#include "ruleset/cilium/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"

namespace cnft::cilium {
namespace {

using enum OptionKind;
using Id = OptionId;

// In the order of OptionId.
constexpr auto kOptions = std::to_array<OptionInfo>({
    {Id::kInstallIptablesRules, "install-iptables-rules", kBool, "true",
     "whether there are any rules"},
    {Id::kEnableIpv4, "enable-ipv4", kBool, "true", "rules of iptables"},
    {Id::kEnableIpv6, "enable-ipv6", kBool, "true", "rules of ip6tables"},
    {Id::kPrependIptablesChains, "prepend-iptables-chains", kBool, "true",
     "feeder rules stand first in their chains, or last"},
    {Id::kDisableFeederRules, "disable-iptables-feeder-rules", kList, "",
     "hooks that get no feeder rules"},
    {Id::kLockTimeout, "iptables-lock-timeout", kDuration, "5s",
     "nothing: there is no lock to wait for"},
    {Id::kRandomFully, "iptables-random-fully", kBool, "false",
     "--random-fully of masquerading rules"},
    {Id::kXtSocketFallback, "enable-xt-socket-fallback", kBool, "true",
     "early demultiplexing is switched off where the socket match is missing"},
    {Id::kIpv4Masquerade, "enable-ipv4-masquerade", kBool, "true", "masquerading of IPv4"},
    {Id::kIpv6Masquerade, "enable-ipv6-masquerade", kBool, "true", "masquerading of IPv6"},
    {Id::kBpfMasquerade, "enable-bpf-masquerade", kBool, "false",
     "masquerading is done in BPF, not by rules"},
    {Id::kEgressInterfaces, "egress-masquerade-interfaces", kList, "",
     "what leaves there is masqueraded, whatever its source"},
    {Id::kRouteSource, "enable-masquerade-to-route-source", kBool, "false",
     "source NAT to the source address of the route"},
    {Id::kIpv4NativeRoutingCidr, "ipv4-native-routing-cidr", kCidr, "",
     "destinations that are not masqueraded; the sources and destinations not to be tracked"},
    {Id::kIpv6NativeRoutingCidr,
     "ipv6-native-routing-cidr",
     kCidr,
     "",
     "destinations that are not masqueraded",
     {},
     Family::kIpv6},
    {Id::kRoutingMode, "routing-mode", kChoice, "tunnel",
     "tunnel: tunnel and host masquerading rules; native: exclusion of cluster nodes",
     "tunnel native"},
    {Id::kTunnel, "tunnel", kChoice, "", "the older spelling of routing-mode and tunnel-protocol",
     "vxlan geneve disabled"},
    {Id::kTunnelProtocol, "tunnel-protocol", kChoice, "vxlan", "the usual tunnel port",
     "vxlan geneve"},
    {Id::kTunnelPort, "tunnel-port", kPort, "0", "the port of tunnel packets"},
    {Id::kNodePortRange, "node-port-range", kPortRange, "30000-32767",
     "source NAT takes ports above it where ports must be left out"},
    {Id::kEndpointRoutes, "enable-endpoint-routes", kBool, "false",
     "packets to pods leave on their own devices; no hairpin rule"},
    {Id::kCniChainingMode, "cni-chaining-mode", kChoice, "none",
     "aws-cni: devices of pods are called eni…", "none aws-cni flannel generic-veth portmap azure"},
    {Id::kIpam, "ipam", kChoice, "cluster-pool",
     "eni, alibabacloud: devices of pods, connection marks",
     "cluster-pool kubernetes multi-pool crd eni azure alibabacloud delegated-plugin "
     "cluster-pool-v2beta hostscope-legacy"},
    {Id::kIpsec, "enable-ipsec", kBool, "false", "encrypted packets are accepted and not tracked"},
    {Id::kWireguard, "enable-wireguard", kBool, "false",
     "encrypted packets are accepted and not tracked"},
    {Id::kL7Proxy, "enable-l7-proxy", kBool, "true", "policy routing of redirected traffic"},
    {Id::kBpfTproxy, "enable-bpf-tproxy", kBool, "false", "no TPROXY rules"},
    {Id::kEnvoyConfig, "enable-envoy-config", kBool, "false",
     "policy routing of traffic from the ingress proxy"},
    {Id::kNoConntrackRules, "install-no-conntrack-iptables-rules", kBool, "false",
     "traffic of pods is not tracked"},
    {Id::kIpMasqAgent, "enable-ip-masq-agent", kBool, "false",
     "nothing: it works with BPF masquerading only"},
    {Id::kKubeProxyReplacement, "kube-proxy-replacement", kChoice, "false",
     "must be on for install-no-conntrack-iptables-rules",
     "true false strict probe partial disabled"},
    {Id::kProxyPortMin, "proxy-portrange-min", kPort, "10000",
     "nothing: ports of proxies are what the node says; others are pointed out"},
    {Id::kProxyPortMax, "proxy-portrange-max", kPort, "20000",
     "nothing: ports of proxies are what the node says; others are pointed out"},
    {Id::kProxyPortsAge, "restored-proxy-ports-age-limit", kNumber, "15",
     "nothing: the agent's file of proxy ports is taken however old it is"},
    {Id::kLocalRouterIpv4, "local-router-ipv4", kAddress, "", "the IPv4 address of cilium_host"},
    {Id::kLocalRouterIpv6,
     "local-router-ipv6",
     kAddress,
     "",
     "the IPv6 address of cilium_host",
     {},
     Family::kIpv6},
});

// Earlier spellings of options.
struct Alias {
  std::string_view name;
  Id id;
};
constexpr auto kAliases = std::to_array<Alias>({
    {"masquerade", Id::kIpv4Masquerade},
    {"native-routing-cidr", Id::kIpv4NativeRoutingCidr},
    {"enable-masquerade-route-source", Id::kRouteSource},
    {"ip-masq-agent", Id::kIpMasqAgent},
    {"prepend-iptables-chain", Id::kPrependIptablesChains},
});

std::optional<bool> ParseBool(std::string_view text) {
  // What Go's strconv.ParseBool takes.
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return true;
  }
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

std::vector<std::string> ParseList(std::string_view text) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(", \t\n", at), text.size());
    if (end > at) parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::optional<Config::Ports> ParsePorts(std::string_view text) {
  const std::size_t separator = text.find_first_of("-,");
  if (separator == std::string_view::npos) return std::nullopt;
  const auto low = iptables::ParseNumber(text.substr(0, separator), 0xffff);
  const auto high = iptables::ParseNumber(text.substr(separator + 1), 0xffff);
  if (!low || !high || *low > *high) return std::nullopt;
  return Config::Ports{static_cast<std::uint16_t>(*low), static_cast<std::uint16_t>(*high)};
}

bool ValidDuration(std::string_view text) {
  if (text == "0") return true;
  bool any = false;
  while (!text.empty()) {
    const std::size_t digits = text.find_first_not_of("0123456789.");
    if (digits == 0 || digits == std::string_view::npos) return false;
    text.remove_prefix(digits);
    bool unit_found = false;
    for (const std::string_view unit : {"ns", "us", "µs", "ms", "s", "m", "h"}) {
      const bool longer = unit == "m" && text.starts_with("ms");
      if (!longer && text.starts_with(unit)) {
        text.remove_prefix(unit.size());
        unit_found = true;
        break;
      }
    }
    if (!unit_found) return false;
    any = true;
  }
  return any;
}

// A whole address and a length: what Go's net.ParseCIDR takes.
bool IsPrefix(std::string_view text, Family family) {
  const auto [address, length] = iptables::SplitAt(text, '/');
  return ParseAddress(address, family) && length && iptables::ParseNumber(*length, 128) &&
         iptables::ParseAddressMask(text, family);
}

// Why the option cannot have this value; empty: it can.
std::string Fault(const OptionInfo& info, std::string_view value) {
  switch (info.kind) {
    case kBool:
      return ParseBool(value) ? "" : "it is true or false";
    case kList:
      return "";
    case kCidr:
      return value.empty() || IsPrefix(value, info.family)
                 ? ""
                 : fmt::format("it is an IPv{} network", info.family == Family::kIpv4 ? 4 : 6);
    case kAddress:
      return value.empty() || ParseAddress(value, info.family)
                 ? ""
                 : fmt::format("it is an IPv{} address", info.family == Family::kIpv4 ? 4 : 6);
    case kPort:
      return iptables::ParseNumber(value, 0xffff) ? "" : "it is a port, 0 to 65535";
    case kNumber:
      return iptables::ParseNumber(value, 0xffffffff) ? "" : "it is a number";
    case kPortRange:
      return ParsePorts(value) ? "" : "it is a range of ports, low-high";
    case kDuration:
      return ValidDuration(value) ? "" : "it is a duration such as 5s";
    case kChoice: {
      const auto choices = iptables::SplitList(info.choices, ' ');
      return std::ranges::find(choices, value) != choices.end()
                 ? ""
                 : fmt::format("it is one of {}", fmt::join(choices, ", "));
    }
  }
  return "";
}

}  // namespace

std::span<const OptionInfo> AllOptions() { return kOptions; }

const OptionInfo& Info(OptionId id) { return kOptions[static_cast<std::size_t>(id)]; }

Config Config::Read(std::span<const Setting> settings, std::vector<Problem>& problems) {
  Config config;
  for (const OptionInfo& info : kOptions)
    config.values_.push_back({std::string(info.standard), ""});
  for (const Setting& setting : settings) {
    const OptionInfo* info = nullptr;
    if (const auto* found = std::ranges::find(kOptions, setting.name, &OptionInfo::name);
        found != kOptions.end()) {
      info = found;
    } else if (const auto* alias = std::ranges::find(kAliases, setting.name, &Alias::name);
               alias != kAliases.end()) {
      info = &Info(alias->id);
    }
    if (info == nullptr) {
      if (!KnownElsewhere(setting.name)) config.unknown_.push_back(setting);
      continue;
    }
    if (const std::string fault = Fault(*info, setting.value); !fault.empty()) {
      problems.push_back(
          {Severity::kError, setting.name,
           fmt::format("'{}' ({}) cannot be its value", setting.value, setting.origin), fault});
      continue;
    }
    config.values_[static_cast<std::size_t>(info->id)] = {setting.value, setting.origin};
  }
  // The older option says both things at once; the newer ones win.
  if (config.Given(Id::kTunnel)) {
    const std::string tunnel(config.Text(Id::kTunnel));
    const std::string origin = fmt::format("tunnel={}", tunnel);
    auto& mode = config.values_[static_cast<std::size_t>(Id::kRoutingMode)];
    auto& protocol = config.values_[static_cast<std::size_t>(Id::kTunnelProtocol)];
    if (mode.origin.empty()) mode = {tunnel == "disabled" ? "native" : "tunnel", origin};
    if (protocol.origin.empty() && tunnel != "disabled") protocol = {tunnel, origin};
  }
  return config;
}

bool Config::Bool(OptionId id) const { return ParseBool(Text(id)).value_or(false); }

std::vector<std::string> Config::List(OptionId id) const { return ParseList(Text(id)); }

std::optional<AddressMask> Config::Cidr(OptionId id) const {
  return Text(id).empty() ? std::nullopt : iptables::ParseAddressMask(Text(id), Info(id).family);
}

std::uint16_t Config::Port(OptionId id) const {
  return static_cast<std::uint16_t>(iptables::ParseNumber(Text(id), 0xffff).value_or(0));
}

Config::Ports Config::PortRange(OptionId id) const {
  return ParsePorts(Text(id)).value_or(Ports{0, 0});
}

std::string Config::Describe(OptionId id) const {
  const Effective& value = Value(id);
  return fmt::format("{}={}{}", Info(id).name, value.value.empty() ? "\"\"" : value.value,
                     value.origin.empty() ? " (default)" : "");
}

}  // namespace cnft::cilium
