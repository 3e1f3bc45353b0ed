// SPDX-License-Identifier: GPL-2.0-or-later
// Who a chain or a table belongs to, by its name.
#include "compat/survey/owners.h"

#include <algorithm>
#include <array>
#include <span>

namespace cnft::compat {
namespace {

struct Prefix {
  std::string_view prefix;
  std::string_view owner;
};

// The first that fits counts.
constexpr auto kChains = std::to_array<Prefix>({{"KUBE-KUBELET-", "kubelet"},
                                                {"KUBE-IPTABLES-HINT", "kubelet"},
                                                {"KUBE-FIREWALL", "kubelet"},
                                                {"KUBE-ROUTER-", "kube-router"},
                                                {"KUBE-NWPLCY-", "kube-router"},
                                                {"KUBE-POD-FW-", "kube-router"},
                                                {"KUBE-", "kube-proxy"},
                                                {"CNFT_BRIDGE_", "cnft"},
                                                {"CILIUM_", "Cilium"},
                                                {"OLD_CILIUM_", "Cilium"},
                                                {"DOCKER", "Docker"},
                                                {"CNI-", "CNI plugins"},
                                                {"NETAVARK", "Podman (netavark)"},
                                                {"LIBVIRT_", "libvirt"},
                                                {"FLANNEL-", "Flannel"},
                                                {"cali-", "Calico"},
                                                {"ANTREA-", "Antrea"},
                                                {"WEAVE", "Weave Net"},
                                                {"ISTIO_", "Istio"},
                                                {"ufw", "ufw"},
                                                {"f2b-", "fail2ban"},
                                                {"ts-", "Tailscale"}});

constexpr auto kTables = std::to_array<Prefix>({{"firewalld", "firewalld"},
                                                {"kube-proxy", "kube-proxy"},
                                                {"docker", "Docker"},
                                                {"libvirt", "libvirt"},
                                                {"netavark", "Podman (netavark)"},
                                                {"cni_", "CNI plugins"},
                                                {"calico", "Calico"},
                                                {"f2b-", "fail2ban"}});

std::string_view OwnerIn(std::span<const Prefix> table, std::string_view name) {
  const auto found = std::ranges::find_if(
      table, [name](const Prefix& known) { return name.starts_with(known.prefix); });
  return found == table.end() ? std::string_view() : found->owner;
}

}  // namespace

std::string_view ChainOwner(std::string_view chain) { return OwnerIn(kChains, chain); }
std::string_view TableOwner(std::string_view table) { return OwnerIn(kTables, table); }

}  // namespace cnft::compat
