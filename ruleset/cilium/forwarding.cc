// SPDX-License-Identifier: GPL-2.0-or-later
// Packets of tunnels, packets that are forwarded, and the mark of the host.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

class Forwarding : Section {
 public:
  using Section::Section;

  void Tunnel() {
    if (!traits_.tunnel) {
      Omit("tunnel packets: ACCEPT and NOTRACK", ReleaseWhy());
      return;
    }
    if (!Tunnelling()) {
      Omit("tunnel packets: ACCEPT and NOTRACK", config_.Describe(kRoutingMode));
      return;
    }
    const std::string match = fmt::format("-p udp --dport {}", TunnelPort());
    Add("CILIUM_OUTPUT", match + " " + Comment("cilium: ACCEPT for tunnel traffic") + " -j ACCEPT",
        TunnelWhy());
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      Add(chain, match + " " + Comment("cilium: NOTRACK for tunnel traffic") + " -j CT --notrack",
          TunnelWhy());
    }
  }

  void AcceptForward() {
    const auto accept = [&](std::string_view direction, std::string_view device,
                            std::string_view comment, std::string because) {
      Add("CILIUM_FORWARD",
          fmt::format("{} {} {} -j ACCEPT", direction, device,
                      Comment(fmt::format(fmt::runtime(comment), device))),
          std::move(because));
    };
    constexpr std::string_view kTo = "cilium: any->cluster on {} forward accept";
    constexpr std::string_view kFrom = "cilium: cluster->any on {} forward accept (nodeport)";
    accept("-o", kHostDevice, kTo, "always");
    accept("-i", kHostDevice, kFrom, "always");
    accept("-i", "lxc+", "cilium: cluster->any on {} forward accept", "always");
    accept("-i", "cilium_net", kFrom, "always");
    const Delivery delivery = DeliveryDevice();
    if (delivery.device == kHostDevice) {
      Omit("packets on pods' own devices: ACCEPT in FORWARD", delivery.why);
      return;
    }
    accept("-o", delivery.device, kTo, delivery.why);
    accept("-i", delivery.device, kFrom, delivery.why);
  }

  void HostMark() {
    std::string text;
    for (const MarkMatch& mark : traits_.host_mark_excludes) {
      if (mark.mask != 0) text += fmt::format("-m mark ! --mark {} ", Mark(mark.value, mark.mask));
    }
    Add("CILIUM_OUTPUT",
        fmt::format("{}{} -j MARK --set-xmark {}", text,
                    Comment("cilium: host->any mark as from host"), Mark(0xc00, 0xf00)),
        "always");
  }
};

}  // namespace

void PlanTunnel(Draft& draft) { Forwarding(draft).Tunnel(); }
void PlanForward(Draft& draft) { Forwarding(draft).AcceptForward(); }
void PlanHostMark(Draft& draft) { Forwarding(draft).HostMark(); }

}  // namespace cnft::cilium
