// SPDX-License-Identifier: GPL-2.0-or-later
// Packets to and from proxies.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ruleset/cilium/section.h"
#include "ruleset/cilium/sections.h"

namespace cnft::cilium {

namespace {

using enum OptionId;

class ProxyTraffic : Section {
 public:
  using Section::Section;

  void StaticProxy() {
    const std::string to_proxy = Mark(0x200, 0xf00);
    const std::string from_proxy = Mark(0xa00, 0xfffffeff);
    const std::string upstream = Mark(0x800, 0xe00);
    const std::string always = "always";
    Add("CILIUM_PRE_raw",
        fmt::format("-m mark --mark {} {} -j CT --notrack", to_proxy,
                    Comment("cilium: NOTRACK for proxy traffic")),
        always);
    Add("CILIUM_INPUT",
        fmt::format("-m mark --mark {} {} -j ACCEPT", to_proxy,
                    Comment("cilium: ACCEPT for proxy traffic")),
        always);
    NotrackProxyReturn(from_proxy, upstream);
    if (traits_.proxy_accept_both) {
      Add("CILIUM_OUTPUT",
          fmt::format("-m mark --mark {} {} -j ACCEPT", Mark(0xa00, 0xe00),
                      Comment("cilium: ACCEPT for proxy traffic")),
          always);
    } else {
      Add("CILIUM_OUTPUT",
          fmt::format("-m mark --mark {} {} -j ACCEPT", from_proxy,
                      Comment("cilium: ACCEPT for proxy return traffic")),
          always);
    }
    if (ipv4()) {
      Add("CILIUM_OUTPUT",
          fmt::format("-m mark --mark {} {} -j ACCEPT", upstream,
                      Comment("cilium: ACCEPT for l7 proxy upstream traffic")),
          "always, for IPv4");
    } else {
      Omit("upstream traffic of the L7 proxy: ACCEPT", "Cilium has it for IPv4 only");
    }
    TransparentSockets();
  }

  void Proxies() {
    if (config_.Bool(kBpfTproxy)) {
      Omit("redirection to proxies: TPROXY", config_.Describe(kBpfTproxy));
      return;
    }
    if (node_.proxies.empty()) Omit("redirection to proxies: TPROXY", "no proxy listens");
    for (const Proxy& proxy : node_.proxies) {
      // The port in network byte order, read as a number of the host.
      const auto swapped = static_cast<std::uint32_t>((proxy.port & 0xff) << 8 | proxy.port >> 8);
      const std::uint32_t mark = 0x200U | swapped << 16;
      const std::string address =
          traits_.proxy_address ? fmt::format(" --on-ip {}", ipv4() ? "127.0.0.1" : "::1") : "";
      for (const std::string_view protocol : kProtocols) {
        Add("CILIUM_PRE_mangle",
            fmt::format(
                "-p {} -m mark --mark {:#x} {} -j TPROXY --tproxy-mark 0x200{} --on-port {}",
                protocol, mark, Comment(fmt::format("cilium: TPROXY to host {} proxy", proxy.name)),
                address, proxy.port),
            fmt::format("the proxy {} listens on port {}", proxy.name, proxy.port));
      }
    }
  }

 private:
  void NotrackOut(std::string_view device, std::string_view mark, std::string_view what,
                  std::string because) {
    const std::string out = device.empty() ? "" : fmt::format("-o {} ", device);
    Add("CILIUM_OUTPUT_raw",
        fmt::format("{}-m mark --mark {} {} -j CT --notrack", out, mark,
                    Comment(fmt::format("cilium: NOTRACK for {} traffic", what))),
        std::move(because));
  }

  void NotrackProxyReturn(const std::string& from_proxy, const std::string& upstream) {
    constexpr std::string_view kReturn = "proxy return";
    constexpr std::string_view kUpstream = "L7 proxy upstream";
    const std::string always = "always";
    const auto forward = [&] {
      if (!traits_.proxy_forward) return;
      if (!config_.Bool(kIpsec)) {
        Omit("forward traffic of the proxy: NOTRACK", config_.Describe(kIpsec));
        return;
      }
      NotrackOut(kHostDevice, Mark(0xb00, 0xf00), "proxy forward", config_.Describe(kIpsec));
    };
    if (traits_.delivery_devices) {
      const Delivery delivery = DeliveryDevice();
      if (delivery.device != kHostDevice) {
        NotrackOut(delivery.device, from_proxy, kReturn, delivery.why);
        NotrackOut(delivery.device, upstream, kUpstream, delivery.why);
      } else {
        Omit("proxy traffic to pods' own devices: NOTRACK", delivery.why);
      }
      NotrackOut(kHostDevice, from_proxy, kReturn, always);
      NotrackOut(kHostDevice, upstream, kUpstream, always);
      forward();
    } else if (ipv4()) {
      NotrackOut("lxc+", from_proxy, kReturn, always);
      NotrackOut(kHostDevice, from_proxy, kReturn, always);
      forward();
      NotrackOut("lxc+", upstream, kUpstream, always);
      NotrackOut(kHostDevice, upstream, kUpstream, always);
    } else if (traits_.ipv6_return_by_device) {
      NotrackOut(kHostDevice, from_proxy, kReturn, always);
      NotrackOut("lxc+", from_proxy, kReturn, always);
    } else {
      NotrackOut("", from_proxy, kReturn, always);
    }
  }

  void TransparentSockets() {
    if (!node_.socket_match) {
      Omit("packets of transparent sockets: MARK", "the kernel has no socket match");
      return;
    }
    std::string text = "-m socket --transparent";
    if (traits_.socket_excludes_lo) text += " ! -o lo";
    if (traits_.socket_excludes_marks) {
      text += fmt::format(" -m mark ! --mark {} -m mark ! --mark {}", Mark(0xe00, 0xf00),
                          Mark(0x800, 0xf00));
    }
    Add("CILIUM_PRE_mangle",
        fmt::format("{} {} -j MARK --set-mark 0x00000200", text,
                    Comment("cilium: any->pod redirect proxied traffic to host proxy")),
        "the kernel has the socket match");
  }
};

}  // namespace

void PlanProxyTraffic(Draft& draft) { ProxyTraffic(draft).StaticProxy(); }
void PlanProxies(Draft& draft) { ProxyTraffic(draft).Proxies(); }

}  // namespace cnft::cilium
