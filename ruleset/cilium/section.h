// SPDX-License-Identifier: GPL-2.0-or-later
// What the sections of a plan have in common: what they ask of the configuration and the node, and
// what they add.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ruleset/cilium/rules.h"

namespace cnft::cilium {

// A plan in the making.
struct Draft {
  const Config& config;
  const NodeState& node;
  Release release;
  Family family = Family::kIpv4;  // that is being planned
  Plan plan = {};
};

inline constexpr std::string_view kHostDevice = "cilium_host";
inline constexpr std::uint16_t kWireguardPort = 51871;
inline constexpr auto kProtocols = std::to_array<std::string_view>({"tcp", "udp"});

// Parts of rules, in the agent's spelling.
std::string Mark(std::uint32_t value, std::uint32_t mask);
std::string Comment(std::string_view text);

class Section {
 public:
  explicit Section(Draft& draft)
      : config_(draft.config),
        node_(draft.node),
        release_(draft.release),
        traits_(TraitsOf(draft.release)),
        family_(draft.family),
        plan_(draft.plan) {}

 protected:
  // ---- What is asked ----------------------------------------------------------------------------

  bool ipv4() const { return family_ == Family::kIpv4; }

  const FamilyState& state() const { return node_.of(family_); }

  std::string_view number() const { return ipv4() ? "ipv4" : "ipv6"; }

  bool Tunnelling() const { return config_.Text(OptionId::kRoutingMode) == "tunnel"; }
  std::uint16_t TunnelPort() const;
  std::string TunnelWhy() const;
  // Whether the cloud gives pods their addresses.
  bool CloudIpam() const;
  // Whether rules masquerade, not BPF or nobody.
  bool Masquerading() const;
  std::optional<AddressMask> NativeRoutingCidr() const;

  // Where packets to pods of this node leave.
  struct Delivery {
    std::string_view device;
    std::string why;
  };
  Delivery DeliveryDevice() const;

  std::string ReleaseWhy() const;

  // What is needed of the node and not known is named, once. `field` is the place in a node's file,
  // `way_out` who may know.
  static constexpr std::string_view kOnlyInFile = "say it in the node's file";
  static constexpr std::string_view kInKernelToo =
      "say it in the node's file, or read it from the kernel with --discover";
  template <typename T>
  void Need(const std::optional<T>& value, const std::string& field, std::string_view what,
            std::string_view way_out = kInKernelToo) {
    if (!value) Missing(field, what, way_out);
  }
  std::string OfFamily(std::string_view field) const;

  // ---- What is added ----------------------------------------------------------------------------

  void Say(Problem problem);
  void Advise(std::string subject, std::string message, std::string hint);
  void Missing(std::string field, std::string_view what, std::string_view way_out = kInKernelToo);
  void Omit(std::optional<Family> family, std::string what, std::string because);
  void Omit(std::string what, std::string because);

  // "-A CHAIN …"; with `front`, "-I CHAIN …".
  void Add(std::string_view chain, std::string text, std::string because, bool front = false);
  void Place(iptables::TableId table, std::string_view chain, std::string text, std::string because,
             bool front);

  const Config& config_;
  const NodeState& node_;
  const Release release_;
  const Traits& traits_;
  const Family family_;
  Plan& plan_;
};

}  // namespace cnft::cilium
