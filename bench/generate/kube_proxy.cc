// SPDX-License-Identifier: GPL-2.0-or-later
// What kube-proxy writes in either mode, and the kubelet (pkg/proxy/*/proxier.go,
// pkg/kubelet/kubelet_network_linux.go of Kubernetes 1.30).
#include "bench/generate/writers.h"

namespace cnft::generate {
namespace {

// The bit of --iptables-masquerade-bit, as iptables-save and as kube-proxy write it.
std::string_view MasqueradeMark(const Scene& scene) {
  return scene.text.save() ? "0x4000/0x4000" : "0x00004000/0x00004000";
}

}  // namespace

std::string Scene::reject() const {
  if (!text.save()) return "REJECT";
  return ipv6() ? "REJECT --reject-with icmp6-port-unreachable"
                : "REJECT --reject-with icmp-port-unreachable";
}

void AddMasqueradeRules(const Scene& scene) {
  RulesetText& text = scene.text;
  const std::string mark(MasqueradeMark(scene));
  text.Add(Table::kNat,
           {.chain = "KUBE-MARK-MASQ",
            .target = text.save() ? "MARK --set-xmark " + mark : "MARK --or-mark 0x00004000"});
  text.Add(Table::kNat,
           {.chain = "KUBE-POSTROUTING", .after = "-m mark ! --mark " + mark, .target = "RETURN"});
  text.Add(Table::kNat,
           {.chain = "KUBE-POSTROUTING",
            .target = text.save() ? "MARK --set-xmark 0x4000/0x0" : "MARK --xor-mark 0x00004000"});
  text.Add(Table::kNat,
           {.chain = "KUBE-POSTROUTING",
            .comment = "kubernetes service traffic requiring SNAT",
            .target = scene.options.random_fully ? "MASQUERADE --random-fully" : "MASQUERADE"});
}

void AddForwardRules(const Scene& scene) {
  RulesetText& text = scene.text;
  if (scene.options.proxy == ProxyMode::kIptables && scene.options.drop_invalid) {
    text.Add(
        Table::kFilter,
        {.chain = "KUBE-FORWARD", .after = "-m conntrack --ctstate INVALID", .target = "DROP"});
  }
  text.Add(Table::kFilter, {.chain = "KUBE-FORWARD",
                            .comment = "kubernetes forwarding rules",
                            .after = "-m mark --mark " + std::string(MasqueradeMark(scene)),
                            .target = "ACCEPT"});
  text.Add(Table::kFilter, {.chain = "KUBE-FORWARD",
                            .comment = "kubernetes forwarding conntrack rule",
                            .after = "-m conntrack --ctstate RELATED,ESTABLISHED",
                            .target = "ACCEPT"});
}

void AddKubelet(const Scene& scene) {
  RulesetText& text = scene.text;
  text.Declare(Table::kMangle, "KUBE-IPTABLES-HINT");
  for (const Table table : {Table::kMangle, Table::kNat, Table::kFilter}) {
    text.Declare(table, "KUBE-KUBELET-CANARY");
  }
  text.Declare(Table::kFilter, "KUBE-FIREWALL");
  if (scene.options.old_kubelet) {
    text.Declare(Table::kNat, "KUBE-MARK-DROP");
    text.Add(Table::kNat, {.chain = "KUBE-MARK-DROP", .target = "MARK --set-xmark 0x8000/0x8000"});
    text.Add(Table::kFilter, {.chain = "KUBE-FIREWALL",
                              .comment = "kubernetes firewall for dropping marked packets",
                              .after = "-m mark --mark 0x8000/0x8000",
                              .target = "DROP"});
  }
  if (!scene.ipv6()) {
    text.Add(Table::kFilter, {.chain = "KUBE-FIREWALL",
                              .source = "! 127.0.0.0/8",
                              .destination = "127.0.0.0/8",
                              .comment = "block incoming localnet connections",
                              .after = "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT",
                              .target = "DROP"});
  }
  for (const std::string_view chain : {"OUTPUT", "INPUT"}) {
    text.AddFirst(Table::kFilter, {.chain = chain, .target = "KUBE-FIREWALL"});
  }
}

}  // namespace cnft::generate
