// SPDX-License-Identifier: GPL-2.0-or-later
// The agent options that decide which iptables rules Cilium installs: names, defaults, values
// (cilium-agent(8), keys of the cilium-config ConfigMap).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/diagnostics.h"

namespace cnft::cilium {

// Something about the configuration or the node that its owner should know.
struct Problem {
  Severity severity = Severity::kError;
  std::string subject;   // the option or the field, as it is spelled
  std::string message;   // one sentence without a full stop
  std::string hint;      // the way out; may be empty
  bool of_node = false;  // about what is known of the node, not about options
};

enum class OptionId : std::uint8_t {
  kInstallIptablesRules,
  kEnableIpv4,
  kEnableIpv6,
  kPrependIptablesChains,
  kDisableFeederRules,
  kLockTimeout,
  kRandomFully,
  kXtSocketFallback,
  kIpv4Masquerade,
  kIpv6Masquerade,
  kBpfMasquerade,
  kEgressInterfaces,
  kRouteSource,
  kIpv4NativeRoutingCidr,
  kIpv6NativeRoutingCidr,
  kRoutingMode,
  kTunnel,
  kTunnelProtocol,
  kTunnelPort,
  kNodePortRange,
  kEndpointRoutes,
  kCniChainingMode,
  kIpam,
  kIpsec,
  kWireguard,
  kL7Proxy,
  kBpfTproxy,
  kEnvoyConfig,
  kNoConntrackRules,
  kIpMasqAgent,
  kKubeProxyReplacement,
  kProxyPortMin,
  kProxyPortMax,
  kProxyPortsAge,
  kLocalRouterIpv4,
  kLocalRouterIpv6,
};

enum class OptionKind : std::uint8_t {
  kBool,
  kList,     // separated by commas or blanks
  kCidr,     // a network, or empty
  kAddress,  // an address, or empty
  kPort,     // 0: the usual one
  kNumber,
  kPortRange,  // "30000-32767", or with a comma between
  kDuration,   // as Go prints them: "5s", "1m30s"
  kChoice,     // one of `choices`
};

struct OptionInfo {
  OptionId id;
  std::string_view name;
  OptionKind kind;
  std::string_view standard;      // what the agent takes when nobody says
  std::string_view effect;        // what it changes here, for people
  std::string_view choices = {};  // of kChoice, separated by blanks
  Family family = Family::kIpv4;  // of kCidr and kAddress
};

std::span<const OptionInfo> AllOptions();
const OptionInfo& Info(OptionId id);
// Whether the agent knows an option of that name that has no effect on its iptables rules.
bool KnownElsewhere(std::string_view name);

// One value as it was given.
struct Setting {
  std::string name;
  std::string value;
  std::string origin;  // where it stands: a file and line, or "--set"
};

// The options as the agent would see them.
class Config {
 public:
  // Later settings win over earlier ones. What is wrong with values goes to `problems`; such
  // options keep their defaults.
  static Config Read(std::span<const Setting> settings, std::vector<Problem>& problems);

  bool Bool(OptionId id) const;
  std::string_view Text(OptionId id) const { return Value(id).value; }
  std::vector<std::string> List(OptionId id) const;
  std::optional<AddressMask> Cidr(OptionId id) const;
  std::uint16_t Port(OptionId id) const;
  struct Ports {
    std::uint16_t low;
    std::uint16_t high;
  };
  Ports PortRange(OptionId id) const;
  bool Given(OptionId id) const { return !Value(id).origin.empty(); }
  // Empty: nobody gave it, the value is the default.
  std::string_view Origin(OptionId id) const { return Value(id).origin; }
  // "routing-mode=tunnel (default)": how rules name what put them there.
  std::string Describe(OptionId id) const;

  // Names nobody knows, in the order given.
  const std::vector<Setting>& unknown() const { return unknown_; }

 private:
  struct Effective {
    std::string value;
    std::string origin;
  };
  const Effective& Value(OptionId id) const { return values_[static_cast<std::size_t>(id)]; }

  std::vector<Effective> values_;  // by OptionId
  std::vector<Setting> unknown_;
};

}  // namespace cnft::cilium
