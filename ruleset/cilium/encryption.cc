// SPDX-License-Identifier: GPL-2.0-or-later
// Encrypted packets.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ruleset/cilium/chains.h"
#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

class Encryption : Section {
 public:
  using Section::Section;

  void AcceptEncrypted() {
    Encrypted encrypted = EncryptedPackets();
    if (encrypted.matches.empty() || (!ipv4() && !traits_.encryption_ipv6)) {
      Omit("encrypted packets: ACCEPT", encrypted.matches.empty() ? encrypted.why : ReleaseWhy());
      return;
    }
    // Older releases name the marks of decryption first here, and walk the chains in another order.
    const bool newest = traits_.encryption_output;
    if (!newest) std::ranges::reverse(encrypted.matches);
    constexpr auto kOldOrder =
        std::to_array<std::string_view>({"CILIUM_INPUT", "CILIUM_OUTPUT", "CILIUM_FORWARD",
                                         "CILIUM_POST_nat", "CILIUM_PRE_nat", "CILIUM_OUTPUT_nat"});
    const auto accept = [&](const CiliumChain& chain) {
      if (!ipv4() && !chain.ipv6) return;
      const std::string comment = fmt::format("exclude {} from {} {} chain",
                                              config_.Bool(kWireguard) ? "wireguard traffic"
                                              : newest                 ? "encrypt/decrypt marks"
                                                                       : "xfrm marks",
                                              iptables::Info(chain.table).name, chain.name);
      for (const std::string& match : encrypted.matches) {
        Add(chain.name, fmt::format("{} {} -j ACCEPT", match, Comment(comment)), encrypted.why);
      }
    };
    if (!traits_.encryption_ipv6) {
      for (const std::string_view name : kOldOrder) {
        accept(*std::ranges::find(kChains, name, &CiliumChain::name));
      }
      return;
    }
    for (const CiliumChain& chain : kChains) {
      if (chain.table == iptables::TableId::kFilter || chain.table == iptables::TableId::kNat)
        accept(chain);
    }
  }

  void NotrackEncrypted() {
    Encrypted encrypted = EncryptedPackets();
    if (encrypted.matches.empty() || (!ipv4() && !traits_.encryption_ipv6)) {
      Omit("encrypted packets: NOTRACK", encrypted.matches.empty() ? encrypted.why : ReleaseWhy());
      return;
    }
    // Each goes in front of the one before.
    if (traits_.encryption_output) std::ranges::reverse(encrypted.matches);
    const std::string comment =
        Comment(traits_.encryption_output ? "cilium-encryption-notrack:" : "cilium-xfrm-notrack:");
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      if (chain == "CILIUM_OUTPUT_raw" && !traits_.encryption_output) continue;
      for (const std::string& match : encrypted.matches) {
        Add(chain, fmt::format("{} {} -j CT --notrack", match, comment), encrypted.why, true);
      }
    }
  }

 private:
  // The packets of the encryption in use, and what says that there are any; none: no encryption.
  struct Encrypted {
    std::vector<std::string> matches;
    std::string why;
  };

  Encrypted EncryptedPackets() const {
    if (config_.Bool(kIpsec)) {
      return {{fmt::format("-m mark --mark {}", Mark(0xe00, 0xf00)),
               fmt::format("-m mark --mark {}", Mark(0xd00, 0xf00))},
              config_.Describe(kIpsec)};
    }
    if (config_.Bool(kWireguard) && traits_.wireguard) {
      return {{fmt::format("-p udp --dport {}", kWireguardPort)}, config_.Describe(kWireguard)};
    }
    if (config_.Bool(kWireguard)) return {{}, ReleaseWhy()};
    return {{}, fmt::format("{}, {}", config_.Describe(kIpsec), config_.Describe(kWireguard))};
  }
};

}  // namespace

void PlanEncryptionAccepts(Draft& draft) { Encryption(draft).AcceptEncrypted(); }
void PlanEncryptionNotrack(Draft& draft) { Encryption(draft).NotrackEncrypted(); }

}  // namespace cnft::cilium
