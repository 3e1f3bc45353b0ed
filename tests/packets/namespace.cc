// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces that one thread moves between, and frames in and out of them.
#include "tests/packets/namespace.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <fcntl.h>
#include <fmt/core.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <poll.h>
#include <sched.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "tests/support/netns.h"

namespace cnft::test {
namespace {

// How often one packet may cause another that goes through the backlog, in a test.
constexpr int kRounds = 5;
constexpr int kPatience = 10'000;  // milliseconds
constexpr int kBuffer = 8 << 20;
constexpr std::uint16_t kMarkerType = 0x88b5;  // IEEE 802 local experimental

int OpenCurrent() {
  return Check(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC), "open namespace");
}

sockaddr_ll LinkAddress(int interface_index) {
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_ifindex = interface_index;
  address.sll_halen = ETH_ALEN;
  return address;
}

}  // namespace

int Check(int result, std::string_view what) {
  if (result < 0) throw std::runtime_error(fmt::format("{}: {}", what, std::strerror(errno)));
  return result;
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Namespace::Namespace() {
  const Descriptor outside(OpenCurrent());
  Check(unshare(CLONE_NEWNET), "unshare");
  self_ = Descriptor(OpenCurrent());
  Check(setns(outside.get(), CLONE_NEWNET), "setns");
}

std::string Namespace::Path() const { return fmt::format("/proc/{}/fd/{}", getpid(), self_.get()); }

Namespace::Inside::Inside(const Namespace& space) : outside_(OpenCurrent()) {
  Check(setns(space.self_.get(), CLONE_NEWNET), "setns");
}

Namespace::Inside::~Inside() { setns(outside_.get(), CLONE_NEWNET); }

const std::string& DeviceNames::Find(const Descriptor& socket, std::size_t index) {
  if (index >= names_.size()) names_.resize(index + 1);
  if (names_[index].empty()) {
    ifreq request{};
    request.ifr_ifindex = static_cast<int>(index);
    // The socket knows its namespace, wherever the thread is.
    if (ioctl(socket.get(), SIOCGIFNAME, &request) == 0) names_[index] = request.ifr_name;
  }
  return names_[index];
}

FrameSocket::FrameSocket()
    : socket_(Check(socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, htons(ETH_P_ALL)),
                    "packet socket")) {
  const int on = 1;
  Check(setsockopt(socket_.get(), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on),
        "PACKET_IGNORE_OUTGOING");
  Check(setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUFFORCE, &kBuffer, sizeof kBuffer), "buffer");
}

void FrameSocket::Send(int interface_index, std::string_view frame) {
  const sockaddr_ll to = LinkAddress(interface_index);
  if (sendto(socket_.get(), frame.data(), frame.size(), 0, reinterpret_cast<const sockaddr*>(&to),
             sizeof to) < 0) {
    throw std::runtime_error(fmt::format("sending a frame: {}", std::strerror(errno)));
  }
}

std::vector<Frame> FrameSocket::Receive() {
  std::vector<Frame> frames;
  for (;;) {
    std::array<char, 4096> buffer;
    sockaddr_ll from{};
    socklen_t length = sizeof from;
    const ssize_t got = recvfrom(socket_.get(), buffer.data(), buffer.size(), 0,
                                 reinterpret_cast<sockaddr*>(&from), &length);
    if (got < 0) return frames;
    const std::string& name = names_.Find(socket_, static_cast<std::size_t>(from.sll_ifindex));
    frames.push_back({name, std::string(buffer.data(), static_cast<std::size_t>(got))});
  }
}

Quiescence::Quiescence() {
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(static_cast<std::size_t>(Check(sched_getcpu(), "sched_getcpu")), &cpus);
  Check(sched_setaffinity(0, sizeof cpus, &cpus), "sched_setaffinity");
  const Namespace::Inside inside(space_);
  const Output made =
      Run("ip link add in type veth peer name out && sysctl -qw net.ipv6.conf.all.disable_ipv6=1 &&"
          "ip link set in up && ip link set out up");
  if (!made.ok()) throw std::runtime_error(made.err);
  in_ = static_cast<int>(if_nametoindex("in"));
  socket_ = Descriptor(
      Check(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(kMarkerType)), "packet socket"));
  sockaddr_ll address = LinkAddress(static_cast<int>(if_nametoindex("out")));
  address.sll_protocol = htons(kMarkerType);
  Check(bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
}

void Quiescence::Wait() {
  for (int round = 0; round < kRounds; ++round) {
    std::string marker(ETH_HLEN + 46, '\xff');
    marker[12] = static_cast<char>(kMarkerType >> 8U);
    marker[13] = static_cast<char>(kMarkerType & 0xffU);
    const sockaddr_ll to = LinkAddress(in_);
    Check(static_cast<int>(sendto(socket_.get(), marker.data(), marker.size(), 0,
                                  reinterpret_cast<const sockaddr*>(&to), sizeof to)),
          "sending a marker");
    if (recv(socket_.get(), marker.data(), marker.size(), MSG_DONTWAIT) > 0) continue;
    pollfd ready = {socket_.get(), POLLIN, 0};
    if (poll(&ready, 1, kPatience) != 1) throw std::runtime_error("the kernel lost a marker");
    recv(socket_.get(), marker.data(), marker.size(), 0);
  }
}

}  // namespace cnft::test
