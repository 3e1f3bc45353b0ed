// SPDX-License-Identifier: GPL-2.0-or-later
// What is not tracked, and the connection marks of clouds.
#include <fmt/format.h>

#include <array>
#include <set>

#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"
#include "ruleset/iptables/values.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

// xt_multiport holds so many ports.
constexpr std::size_t kMultiportMax = 15;

class Notrack : Section {
 public:
  using Section::Section;

  void NotrackPods() {
    if (!ipv4()) return;
    const std::string what = "all traffic of pods: NOTRACK";
    if (!config_.Bool(kNoConntrackRules)) {
      Omit(what, config_.Describe(kNoConntrackRules));
      return;
    }
    const auto network = NativeRoutingCidr();
    if (!network) {
      Omit(what, config_.Describe(kIpv4NativeRoutingCidr));
      Say({Severity::kWarning, std::string(Info(kNoConntrackRules).name),
           "without ipv4-native-routing-cidr no traffic of pods is exempted from tracking",
           "set ipv4-native-routing-cidr"});
      return;
    }
    const std::string why = fmt::format("{}, {}", config_.Describe(kNoConntrackRules),
                                        config_.Describe(kIpv4NativeRoutingCidr));
    for (const std::string_view chain : {"CILIUM_PRE_raw", "CILIUM_OUTPUT_raw"}) {
      for (const std::string_view side : {"-s", "-d"}) {
        Add(chain,
            fmt::format("{} {} {} -j CT --notrack", side, iptables::Print(*network),
                        Comment("cilium: NOTRACK for pod traffic")),
            why, true);
      }
    }
  }

  void NotrackPodPorts() {
    if (node_.no_track_pods.empty()) return;
    if (ipv4() && config_.Bool(kNoConntrackRules)) {
      Omit("no-track pods: NOTRACK and ACCEPT", config_.Describe(kNoConntrackRules));
      return;
    }
    static constexpr auto kNew = std::to_array<PodRule>({
        {"CILIUM_PRE_raw", true, true},
        {"CILIUM_FORWARD", true, false},
        {"CILIUM_PRE_raw", false, false},
        {"CILIUM_FORWARD", false, false},
        {"CILIUM_OUTPUT_raw", true, true},
        {"CILIUM_OUTPUT", true, true},
        {"CILIUM_INPUT", false, false},
        {"CILIUM_OUTPUT_raw", false, true},
        {"CILIUM_OUTPUT", false, true},
        {"CILIUM_INPUT", true, true},
    });
    for (const NoTrackPod& pod : node_.no_track_pods) {
      for (const Address& address : pod.addresses) {
        if (address.family() != family_) continue;
        for (const std::string_view protocol : kProtocols) {
          for (const PodRule& rule : kNew) {
            if (!traits_.no_track_forward && !rule.in_old_releases) continue;
            const bool raw = rule.chain.ends_with("_raw");
            Add(rule.chain,
                fmt::format("-p {} {} {} {} {} -j {}", protocol, rule.destination ? "-d" : "-s",
                            cnft::Print(address), rule.destination ? "--dport" : "--sport",
                            pod.port, raw ? "CT --notrack" : "ACCEPT"),
                fmt::format("a pod with the annotation policy.cilium.io/no-track-port: \"{}\"",
                            pod.port));
          }
        }
      }
    }
  }

  void NotrackHostPorts() {
    if (node_.host_ports.empty()) return;
    const std::string what = "no-track host ports: NOTRACK";
    if (!traits_.host_ports) {
      Omit(what, ReleaseWhy());
      return;
    }
    if (!config_.Bool(kNoConntrackRules)) {
      Omit(what, config_.Describe(kNoConntrackRules));
      return;
    }
    for (const auto& [protocol, name] : {std::pair(6, "tcp"), std::pair(17, "udp")}) {
      std::set<std::uint16_t> ports;
      for (const HostPort& port : node_.host_ports) {
        if (port.protocol == protocol) ports.insert(port.port);
      }
      if (ports.empty()) continue;
      if (ports.size() > kMultiportMax) {
        Say({Severity::kError, "host-ports",
             fmt::format("{} {} ports: a multiport match holds {}", ports.size(), name,
                         kMultiportMax),
             "annotate fewer ports"});
        continue;
      }
      const std::string why =
          fmt::format("{}, pods with the annotation network.cilium.io/no-track-host-ports",
                      config_.Describe(kNoConntrackRules));
      Add("CILIUM_PRE_raw",
          fmt::format("-p {} --match multiport --dports {} {} -j CT --notrack", name,
                      fmt::join(ports, ","), Comment("cilium no-track-host-ports")),
          why);
      Add("CILIUM_OUTPUT_raw",
          fmt::format("-p {} --match multiport --sports {} {} -j CT --notrack", name,
                      fmt::join(ports, ","), Comment("cilium no-track-host-ports return traffic")),
          why);
    }
  }

  void EniConnmark() {
    if (!ipv4()) return;
    if (!CloudIpam()) {
      Omit("connection marks of the primary device", config_.Describe(kIpam));
      return;
    }
    const std::string why = config_.Describe(kIpam);
    if (!node_.default_route_device) {
      Missing("default-route-device", "the device of the default route");
      return;
    }
    const std::string comment = Comment("cilium: primary ENI");
    Add("CILIUM_PRE_mangle",
        fmt::format("-i {} {} -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK "
                    "--set-xmark 0x00000080/0x00000080",
                    *node_.default_route_device, comment),
        why);
    Add("CILIUM_PRE_mangle",
        fmt::format("-i lxc+ {} -j CONNMARK --restore-mark --nfmask 0x00000080 --ctmask 0x00000080",
                    comment),
        why);
  }

 private:
  struct PodRule {
    std::string_view chain;
    bool destination;  // to the pod's port; else from it
    bool in_old_releases;
  };
};

}  // namespace

void PlanNotrackPods(Draft& draft) { Notrack(draft).NotrackPods(); }
void PlanNotrackPodPorts(Draft& draft) { Notrack(draft).NotrackPodPorts(); }
void PlanNotrackHostPorts(Draft& draft) { Notrack(draft).NotrackHostPorts(); }
void PlanConnectionMarks(Draft& draft) { Notrack(draft).EniConnmark(); }

}  // namespace cnft::cilium
