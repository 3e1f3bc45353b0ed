// SPDX-License-Identifier: GPL-2.0-or-later
// A node of a cluster in a network namespace, and the test at the other end of all its devices.
#include "tests/packets/world.h"

#include <net/if.h>
#include <sys/ioctl.h>

#include <fmt/core.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/sockios.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "tests/packets/mark_program.h"
#include "tests/packets/packet.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

constexpr int kAnswers = 3;  // of each conversation

constexpr DeviceInfo kDevices[] = {
    {"eth0", "33.1.2.3/8", "fd00:33::3/64", {}, 1},
    {"cilium_host", "100.64.64.84/32", "fd00:64::84/128", {}, 0},
    {"cilium_net", {}, {}, {}, 0},
    {"lxc1", {}, {}, {}, 2},
    {"lxc2", {}, {}, {}, 2},
    {"ol0", "192.168.1.1/16", "fd00:192::1/64", {}, 0},
    {"br0", "10.88.0.1/16", "fd00:88::1/64", {}, 0},
    {"port1", {}, {}, "br0", 0},
    {"port2", {}, {}, "br0", 0},
};

// What the kernel does of itself, and how often, would differ from run to run: it must do nothing,
// or always the same.
constexpr std::string_view kSettings = R"(
net.ipv4.ip_forward=1
net.ipv4.conf.all.rp_filter=0
net.ipv4.conf.default.rp_filter=0
net.ipv4.conf.all.accept_local=1
net.ipv4.conf.all.route_localnet=1
net.ipv4.conf.all.send_redirects=0
net.ipv4.conf.default.send_redirects=0
net.ipv4.icmp_ratelimit=0
net.ipv4.icmp_ratemask=0
net.ipv4.icmp_echo_ignore_broadcasts=0
net.ipv4.tcp_timestamps=0
net.ipv4.tcp_syncookies=0
net.ipv4.tcp_invalid_ratelimit=0
net.ipv4.tcp_synack_retries=0
net.ipv4.tcp_l3mdev_accept=0
net.ipv6.conf.all.disable_ipv6=0
net.ipv6.conf.default.accept_dad=0
net.ipv6.conf.default.addr_gen_mode=1
net.ipv6.icmp.ratelimit=0
net.netfilter.nf_conntrack_events=1
net.ipv4.ipfrag_time=3600
net.ipv6.ip6frag_time=3600
net.netfilter.nf_conntrack_frag6_timeout=3600
)";

// Older kernels have these once, for all namespaces together.
constexpr std::string_view kSettingsOfNewKernels = R"(
net.ipv4.icmp_msgs_per_sec=1000000
net.ipv4.icmp_msgs_burst=1000000
)";

constexpr std::string_view kIpv4Routes = R"(
route add default dev eth0
route add 100.64.63.0/24 dev cilium_host
route add 100.64.64.0/24 dev cilium_host
route add 100.64.64.11/32 dev lxc1
route add 100.64.64.12/32 dev lxc2
route add 100.64.65.0/24 dev cilium_net
route add unreachable 198.51.100.0/26
route add prohibit 198.51.100.64/26
route add blackhole 198.51.100.128/26
rule add fwmark 0x200/0xf00 lookup 2004
route add local default dev lo table 2004
rule add fwmark 0xa00/0xf00 lookup 2005
route add default dev cilium_host table 2005
rule add fwmark 0x10/0x10 lookup 2010
route add default dev ol0 table 2010
neigh add 10.88.0.7 lladdr 02:00:00:00:01:07 dev br0 nud permanent
neigh add 10.88.0.8 lladdr 02:00:00:00:01:08 dev br0 nud permanent
neigh add 10.88.0.9 lladdr 02:00:00:00:01:09 dev br0 nud permanent
)";

constexpr std::string_view kIpv6Routes = R"(
route add default dev eth0
route add fd00:63::/32 dev cilium_host
route add fd00:64::/64 dev cilium_host
route add fd00:64::11/128 dev lxc1
route add fd00:64::12/128 dev lxc2
route add fd00:65::/64 dev cilium_net
route add unreachable fd00:98::/64
route add prohibit fd00:99::/64
route add blackhole fd00:9a::/64
rule add fwmark 0x200/0xf00 lookup 2004
route add local default dev lo table 2004
rule add fwmark 0xa00/0xf00 lookup 2005
route add default dev cilium_host table 2005
rule add fwmark 0x10/0x10 lookup 2010
route add default dev ol0 table 2010
neigh add fd00:88::7 lladdr 02:00:00:00:01:07 dev br0 nud permanent
neigh add fd00:88::8 lladdr 02:00:00:00:01:08 dev br0 nud permanent
neigh add fd00:88::9 lladdr 02:00:00:00:01:09 dev br0 nud permanent
)";

void MustRun(const std::string& command, std::string_view input) {
  const Output done = Run(command, input);
  if (!done.ok()) throw std::runtime_error(fmt::format("{}: {}", command, done.err));
}

// The link address of a device of the node.
std::string LinkAddress(std::size_t device) {
  return {0x02, 0, 0, 0, 0, static_cast<char>(device + 1)};
}

std::size_t DeviceNumber(std::string_view name) {
  const auto found = std::ranges::find(kDevices, name, &DeviceInfo::name);
  if (found == std::end(kDevices)) throw std::runtime_error(fmt::format("no device {}", name));
  return static_cast<std::size_t>(found - std::begin(kDevices));
}

// Checksums of what the node sends are computed by the node.
void ComputeChecksums(const Descriptor& socket, std::string_view device) {
  ethtool_value value = {ETHTOOL_STXCSUM, 0};
  ifreq request{};
  device.copy(request.ifr_name, IF_NAMESIZE - 1);
  request.ifr_data = reinterpret_cast<char*>(&value);
  Check(ioctl(socket.get(), SIOCETHTOOL, &request), "ethtool");
}

}  // namespace

std::vector<DeviceInfo> Devices() { return {std::begin(kDevices), std::end(kDevices)}; }

Address AddressBehind(std::string_view device, Family family) {
  struct Behind {
    std::string_view device;
    const char* ipv4;
    const char* ipv6;
  };
  static constexpr Behind kBehind[] = {
      {"eth0", "8.8.8.8", "2001:db8::8"},          {"cilium_host", "100.64.64.77", "fd00:64::77"},
      {"cilium_net", "100.64.65.7", "fd00:65::7"}, {"lxc1", "100.64.64.11", "fd00:64::11"},
      {"lxc2", "100.64.64.12", "fd00:64::12"},     {"ol0", "192.168.7.7", "fd00:192::77"},
      {"br0", "10.88.0.7", "fd00:88::7"},          {"port1", "10.88.0.8", "fd00:88::8"},
      {"port2", "10.88.0.9", "fd00:88::9"},        {"lo", "127.0.0.1", "::1"},
  };
  const auto found = std::ranges::find(kBehind, device, &Behind::device);
  const Behind& behind = found == std::end(kBehind) ? kBehind[0] : *found;
  return *ParseAddress(family == Family::kIpv4 ? behind.ipv4 : behind.ipv6, family);
}

World::World(Quiescence& quiescence, bool tracking) : quiescence_(quiescence) {
  MakeDevices();
  {
    const Namespace::Inside inside(peers_);
    frames_ = std::make_unique<FrameSocket>();
    for (const DeviceInfo& device : kDevices) {
      if (const unsigned index = if_nametoindex(std::string(device.name).c_str()); index != 0) {
        peer_indexes_.emplace_back(device.name, static_cast<int>(index));
      }
    }
  }
  const Namespace::Inside inside(node_);
  for (const DeviceInfo& device : kDevices) {
    if (device.name != "br0") AttachMarkProgram(if_nametoindex(std::string(device.name).c_str()));
  }
  log_ = std::make_unique<KernelLog>(tracking);
  sockets_ = std::make_unique<LocalSockets>();
}

void World::MakeDevices() {
  {
    const Namespace::Inside inside(peers_);
    MustRun("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1", {});
  }
  const Namespace::Inside inside(node_);
  MustRun("sysctl -qp -", kSettings);
  MustRun("sysctl -qep -", kSettingsOfNewKernels);
  std::string links = "link set lo up\n";
  std::string qdiscs;
  for (std::size_t i = 0; i < std::size(kDevices); ++i) {
    const DeviceInfo& device = kDevices[i];
    const std::string address = fmt::format("02:00:00:00:00:{:02x}", i + 1);
    if (device.name == "br0") {
      links += fmt::format(
          "link add {} address {} type bridge mcast_snooping 0 stp_state 0 forward_delay 0\n",
          device.name, address);
    } else {
      links += fmt::format("link add {} address {} type veth peer name {} netns {}\n", device.name,
                           address, device.name, peers_.Path());
      qdiscs += fmt::format("qdisc add dev {} clsact\n", device.name);
    }
    if (!device.master.empty()) {
      links += fmt::format("link set {} master {}\n", device.name, device.master);
    }
    // No neighbour to find, no group to join, no address of the device's own: nothing to say.
    links +=
        fmt::format("link set {} group {} arp off multicast off up\n", device.name, device.group);
    if (!device.ipv4.empty())
      links += fmt::format("addr add {} dev {}\n", device.ipv4, device.name);
    if (!device.ipv6.empty()) {
      links += fmt::format("addr add {} dev {} nodad\n", device.ipv6, device.name);
    }
  }
  {
    MustRun("ip -batch -", links);
    const Namespace::Inside peers(peers_);
    std::string ups;
    for (const DeviceInfo& device : kDevices) {
      if (device.name != "br0")
        ups += fmt::format("link set {} arp off multicast off up\n", device.name);
    }
    MustRun("ip -batch -", ups);
  }
  // A router joins groups on devices that take multicast: now that none does.
  MustRun("sysctl -qw net.ipv6.conf.all.forwarding=1", {});
  MustRun("ip -4 -batch -", kIpv4Routes);
  MustRun("ip -6 -batch -", kIpv6Routes);
  MustRun("tc -batch -", qdiscs);
  const Descriptor socket(Check(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket"));
  for (const DeviceInfo& device : kDevices) ComputeChecksums(socket, device.name);
}

int World::PeerIndex(std::string_view device) const {
  const auto found = std::ranges::find(peer_indexes_, device, &std::pair<std::string, int>::first);
  if (found == peer_indexes_.end()) throw std::runtime_error(fmt::format("no peer at {}", device));
  return found->second;
}

World::Outcome World::Send(const Packet& packet) {
  if (packet.device.empty()) {
    const Namespace::Inside inside(node_);
    const auto view = View(packet.bytes);
    if (view) sockets_->Send({view->family, packet.user, packet.group}, packet.mark, packet.bytes);
  } else {
    const std::size_t number = DeviceNumber(packet.device);
    const std::string_view master = kDevices[number].master;
    std::string frame = !packet.link_destination.empty() ? packet.link_destination
                        : master.empty()                 ? LinkAddress(number)
                                                         : LinkAddress(DeviceNumber(master));
    frame += packet.link_source.empty() ? MarkedLinkAddress(packet.mark) : packet.link_source;
    const bool ipv6 =
        !packet.bytes.empty() && static_cast<std::uint8_t>(packet.bytes[0]) >> 4U == 6;
    const std::uint16_t type = ipv6 ? ETH_P_IPV6 : ETH_P_IP;
    frame += static_cast<char>(type >> 8U);
    frame += static_cast<char>(type & 0xffU);
    frames_->Send(PeerIndex(packet.device), frame + packet.bytes);
  }
  return Collect();
}

World::Outcome World::Collect() {
  quiescence_.Wait();
  Outcome outcome;
  outcome.lines = log_->Receive();
  outcome.frames = frames_->Receive();
  for (Frame& frame : outcome.frames) {
    frame.bytes.erase(0, std::min<std::size_t>(frame.bytes.size(), ETH_HLEN));
    outcome.lines.push_back(fmt::format("out {}: {}", frame.device, Describe(frame.bytes, true)));
  }
  for (std::string& line : sockets_->Receive()) outcome.lines.push_back(std::move(line));
  return outcome;
}

std::vector<std::string> World::Converse(const std::vector<Packet>& packets, bool answer) {
  std::vector<std::string> lines;
  std::vector<Frame> frames;
  const auto send = [&](const Packet& packet) {
    Outcome outcome = Send(packet);
    std::ranges::move(outcome.lines, std::back_inserter(lines));
    std::ranges::move(outcome.frames, std::back_inserter(frames));
  };
  for (const Packet& packet : packets) send(packet);
  for (int round = 0; answer && round < kAnswers && !frames.empty(); ++round) {
    const Frame frame = std::move(frames.front());
    frames.clear();
    const auto answered = Answer(frame.bytes);
    if (!answered) break;
    lines.push_back(fmt::format("answer at {}: {}", frame.device, Describe(*answered, true)));
    if (round == 0) {
      const Family family = View(frame.bytes)->family;
      send(
          {frame.device, Unreachable(frame.bytes, AddressBehind("eth0", family)), 0, {}, {}, 0, 0});
      frames.clear();
    }
    send({frame.device, *answered, 0, {}, {}, 0, 0});
  }
  sockets_->CloseConnections();
  Outcome end = Collect();
  std::ranges::move(end.lines, std::back_inserter(lines));
  return lines;
}

void World::Flush() {
  sockets_->CloseConnections();
  quiescence_.Wait();
  log_->Flush();
  Collect();
}

}  // namespace cnft::test
