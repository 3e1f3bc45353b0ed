// SPDX-License-Identifier: GPL-2.0-or-later
// What Docker (libnetwork's bridge driver) and the CNI port mapper (plugins/meta/portmap) write.
#include <fmt/core.h>

#include "bench/generate/hash.h"
#include "bench/generate/writers.h"

namespace cnft::generate {

void AddDocker(const Scene& scene) {
  RulesetText& text = scene.text;
  for (const std::string_view chain :
       {"DOCKER", "DOCKER-ISOLATION-STAGE-1", "DOCKER-ISOLATION-STAGE-2", "DOCKER-USER"}) {
    text.Declare(Table::kFilter, chain);
  }
  text.Declare(Table::kNat, "DOCKER");
  const std::string bridge = "docker0";
  const std::string elsewhere = "! docker0";
  for (const RuleText& rule : std::initializer_list<RuleText>{
           {.chain = "FORWARD", .target = "DOCKER-USER"},
           {.chain = "FORWARD", .target = "DOCKER-ISOLATION-STAGE-1"},
           {.chain = "FORWARD",
            .out = bridge,
            .after = "-m conntrack --ctstate RELATED,ESTABLISHED",
            .target = "ACCEPT"},
           {.chain = "FORWARD", .out = bridge, .target = "DOCKER"},
           {.chain = "FORWARD", .in = bridge, .out = elsewhere, .target = "ACCEPT"},
           {.chain = "FORWARD", .in = bridge, .out = bridge, .target = "ACCEPT"}}) {
    text.AddLast(Table::kFilter, rule);
  }
  for (const RuleText& rule : std::initializer_list<RuleText>{
           {.chain = "DOCKER-ISOLATION-STAGE-1",
            .in = bridge,
            .out = elsewhere,
            .target = "DOCKER-ISOLATION-STAGE-2"},
           {.chain = "DOCKER-ISOLATION-STAGE-1", .target = "RETURN"},
           {.chain = "DOCKER-ISOLATION-STAGE-2", .out = bridge, .target = "DROP"},
           {.chain = "DOCKER-ISOLATION-STAGE-2", .target = "RETURN"},
           {.chain = "DOCKER-USER", .target = "RETURN"}}) {
    text.Add(Table::kFilter, rule);
  }
  const std::string local = "-m addrtype --dst-type LOCAL";
  text.AddLast(Table::kNat, {.chain = "PREROUTING", .after = local, .target = "DOCKER"});
  text.AddLast(Table::kNat, {.chain = "OUTPUT",
                             .destination = scene.ipv6() ? "! ::1/128" : "! 127.0.0.0/8",
                             .after = local,
                             .target = "DOCKER"});
  text.AddLast(Table::kNat, {.chain = "POSTROUTING",
                             .source = scene.ipv6() ? "fd00:172::/64" : "172.17.0.0/16",
                             .out = elsewhere,
                             .target = "MASQUERADE"});
  text.Add(Table::kNat, {.chain = "DOCKER", .in = bridge, .target = "RETURN"});
}

void AddHostPorts(const Scene& scene) {
  RulesetText& text = scene.text;
  for (const std::string_view chain :
       {"CNI-HOSTPORT-DNAT", "CNI-HOSTPORT-SETMARK", "CNI-HOSTPORT-MASQ"}) {
    text.Declare(Table::kNat, chain);
  }
  for (const std::string_view chain : {"PREROUTING", "OUTPUT"}) {
    text.AddLast(
        Table::kNat,
        {.chain = chain, .after = "-m addrtype --dst-type LOCAL", .target = "CNI-HOSTPORT-DNAT"});
  }
  text.AddFirst(Table::kNat, {.chain = "POSTROUTING",
                              .comment = "CNI portfwd requiring masquerade",
                              .target = "CNI-HOSTPORT-MASQ"});
  text.Add(Table::kNat, {.chain = "CNI-HOSTPORT-MASQ",
                         .after = "-m mark --mark 0x2000/0x2000",
                         .target = "MASQUERADE"});
  text.Add(Table::kNat, {.chain = "CNI-HOSTPORT-SETMARK",
                         .comment = "CNI portfwd masquerade mark",
                         .target = "MARK --set-xmark 0x2000/0x2000"});
  for (std::size_t i = 0; i < scene.options.host_ports; ++i) {
    const std::string id = HexHash(fmt::format("container {}", i), 64);
    const std::string chain = fmt::format("CNI-DN-{}", id.substr(0, 21));
    const std::size_t port = 20000 + i;
    text.Declare(Table::kNat, chain);
    text.Add(Table::kNat, {.chain = "CNI-HOSTPORT-DNAT",
                           .protocol = "tcp",
                           .bare_protocol = true,
                           .comment = fmt::format("dnat name: \"k8s-pod-network\" id: \"{}\"", id),
                           .after = fmt::format("-m multiport --dports {}", port),
                           .target = chain});
    for (const std::string& source :
         {scene.cluster.node_pod_network, std::string(scene.ipv6() ? "::1" : "127.0.0.1")}) {
      text.Add(Table::kNat, {.chain = chain,
                             .source = source,
                             .protocol = "tcp",
                             .port = port,
                             .target = "CNI-HOSTPORT-SETMARK"});
    }
    const Endpoint pod{scene.ipv6() ? fmt::format("fd00:10:244:1::{:x}", i + 2)
                                    : fmt::format("10.244.1.{}", i % 250 + 2),
                       8080, true};
    text.Add(Table::kNat, {.chain = chain,
                           .protocol = "tcp",
                           .port = port,
                           .target = "DNAT --to-destination " + pod.target()});
  }
}

}  // namespace cnft::generate
