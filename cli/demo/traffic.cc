// SPDX-License-Identifier: GPL-2.0-or-later
// Sends packets through the demo's node with ordinary sockets, and sees where they come out
// (ip(7), udp(7), tcp(7), Documentation/networking/tproxy.rst).
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>

#include "cli/demo/scenario.h"
#include "nft/diff.h"

namespace cnft::cli::demo {
namespace {

using nftables::DataType;
using nftables::MetaKey;
using nftables::Payload;
using nftables::PayloadBase;
using nftables::Selector;
using nftables::Statement;
using nftables::Value;

// How long nothing must arrive before a packet counts as dropped.
constexpr int kPatienceMs = 300;
// The table that marks packets on their way in and notes them at the end.
constexpr std::string_view kWitnessTable = "cnft-demo";
// Before and after everything iptables does.
constexpr std::int32_t kFirst = -400;
constexpr std::int32_t kLast = 400;
// NF_CT_STATE_BIT(IP_CT_NEW), NF_CT_STATE_UNTRACKED_BIT
constexpr std::uint32_t kNew = 1U << 3;
constexpr std::uint32_t kUntracked = 1U << 6;

class Socket {
 public:
  Socket() = default;
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

sockaddr_in MakeAddress(std::string_view text, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  inet_pton(AF_INET, std::string(text).c_str(), &address.sin_addr);
  return address;
}

std::string Print(const sockaddr_in& address) {
  std::array<char, INET_ADDRSTRLEN> text{};
  inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
  return fmt::format("{}:{}", text.data(), ntohs(address.sin_port));
}

const sockaddr* Generic(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

void Switch(int fd, int level, int option) {
  const int on = 1;
  setsockopt(fd, level, option, &on, sizeof on);
}

Socket Open(const Namespace& where, const Namespace& home, Protocol protocol) {
  where.Join();
  Socket opened(socket(
      AF_INET,
      (protocol == Protocol::kUdp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  home.Join();
  Switch(opened.fd(), SOL_SOCKET, SO_REUSEADDR);
  return opened;
}

struct Receiver {
  Place place;
  bool proxy = false;
  Socket socket;
};

Selector Bytes(PayloadBase base, std::uint8_t offset, std::uint8_t length) {
  return {Payload{base, offset, length}, {}};
}

nftables::Rule MakeRule(std::vector<Statement> statements) {
  nftables::Rule rule;
  rule.statements = std::move(statements);
  return rule;
}

nftables::Chain MakeChain(std::string name, nftables::Hook hook, std::int32_t priority) {
  nftables::Chain chain;
  chain.name = std::move(name);
  chain.base =
      nftables::BaseChain{nftables::ChainType::kFilter, hook, priority, nftables::Policy::kAccept};
  return chain;
}

// What is noted of a packet: its mark, source port and device, in this order.
struct Hook {
  nftables::Hook hook;
  std::string_view name;
  MetaKey device;
};
constexpr std::array<Hook, 2> kHooks = {{
    {nftables::Hook::kInput, "INPUT", MetaKey::kIifName},
    {nftables::Hook::kPostrouting, "POSTROUTING", MetaKey::kOifName},
}};

nftables::Set MakeSet(std::string name) {
  nftables::Set set;
  set.name = std::move(name);
  set.key = {DataType::kMark, DataType::kInetService, DataType::kInterfaceName};
  set.dynamic = true;
  set.size = 65535;
  return set;
}

Statement Note(const Hook& hook, std::string set) {
  nftables::DynamicSet note;
  note.set = std::move(set);
  note.key = {{nftables::Meta{MetaKey::kMark}, {}},
              Bytes(PayloadBase::kTransport, 0, 2),
              {nftables::Meta{hook.device}, {}}};
  return note;
}

Statement StateIn(std::uint32_t states) {
  nftables::Match match;
  match.selector = {nftables::Ct{nftables::CtKey::kState, std::nullopt}, Value::Number(states, 4)};
  match.relation = nftables::Relation::kNe;
  match.value = Value::Number(0, 4);
  return match;
}

nftables::Table WitnessTable() {
  nftables::Table table;
  table.name = kWitnessTable;
  nftables::Chain marks = MakeChain("marks", nftables::Hook::kPrerouting, kFirst);
  for (const Scenario& scenario : Scenarios()) {
    if (scenario.mark == 0 || scenario.from == Place::kNode) continue;
    marks.rules.push_back(
        MakeRule({nftables::Match{{nftables::Meta{MetaKey::kL4proto}, {}},
                                  nftables::Relation::kEq,
                                  Value::Number(static_cast<std::uint8_t>(scenario.protocol), 1)},
                  nftables::Match{Bytes(PayloadBase::kTransport, 0, 2), nftables::Relation::kEq,
                                  Value::Number(scenario.source_port, 2)},
                  nftables::SetMeta{MetaKey::kMark, Value::Number(scenario.mark, 4)}}));
  }
  table.chains.push_back(std::move(marks));
  for (const Hook& hook : kHooks) {
    const std::string name(hook.name);
    table.sets.push_back(MakeSet(name));
    table.sets.push_back(MakeSet(name + "-untracked"));
    nftables::Chain chain = MakeChain("at-" + name, hook.hook, kLast);
    // Of a flow, the first packet: later ones do not meet the nat rules.
    chain.rules.push_back(MakeRule({StateIn(kNew | kUntracked), Note(hook, name)}));
    chain.rules.push_back(MakeRule({StateIn(kUntracked), Note(hook, name + "-untracked")}));
    table.chains.push_back(std::move(chain));
  }
  return table;
}

// Sockets in every place that take what is sent to the scenario's port, and the proxy's.
std::vector<Receiver> OpenReceivers(const Node& node, const Scenario& scenario) {
  std::vector<Receiver> receivers;
  const Namespace& home = node.at(Place::kNode);
  const auto add = [&](Place place, const sockaddr_in& address, bool proxy) {
    Receiver receiver{place, proxy, Open(node.at(place), home, scenario.protocol)};
    if (proxy) Switch(receiver.socket.fd(), SOL_IP, IP_TRANSPARENT);
    Switch(receiver.socket.fd(), SOL_IP, IP_RECVORIGDSTADDR);
    if (bind(receiver.socket.fd(), Generic(address), sizeof address) != 0) return;
    if (scenario.protocol == Protocol::kTcp) listen(receiver.socket.fd(), 1);
    receivers.push_back(std::move(receiver));
  };
  for (std::size_t i = 0; i < kPlaceCount; ++i) {
    const auto place = static_cast<Place>(i);
    if (place == scenario.from) continue;
    add(place, MakeAddress("0.0.0.0", scenario.destination_port), false);
  }
  if (scenario.proxy_port != 0) {
    add(Place::kNode, MakeAddress("127.0.0.1", scenario.proxy_port), true);
  }
  return receivers;
}

void Take(const Receiver& receiver, Protocol protocol, Outcome& outcome) {
  sockaddr_in from{};
  sockaddr_in to{};
  if (protocol == Protocol::kTcp) {
    socklen_t length = sizeof from;
    const Socket accepted(
        accept4(receiver.socket.fd(), reinterpret_cast<sockaddr*>(&from), &length, SOCK_CLOEXEC));
    if (accepted.fd() < 0) return;
    length = sizeof to;
    getsockname(accepted.fd(), reinterpret_cast<sockaddr*>(&to), &length);
  } else {
    std::array<char, 64> payload{};
    alignas(cmsghdr) std::array<char, 256> control{};
    iovec vector{payload.data(), payload.size()};
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof from;
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (recvmsg(receiver.socket.fd(), &message, 0) < 0) return;
    for (cmsghdr* item = CMSG_FIRSTHDR(&message); item != nullptr;
         item = CMSG_NXTHDR(&message, item)) {
      if (item->cmsg_level == SOL_IP && item->cmsg_type == IP_ORIGDSTADDR) {
        std::memcpy(&to, CMSG_DATA(item), sizeof to);
      }
    }
  }
  outcome.arrived = true;
  outcome.place = receiver.place;
  outcome.proxied = receiver.proxy;
  outcome.from = Print(from);
  outcome.to = Print(to);
}

}  // namespace

Result<Traffic> Traffic::Prepare(Kernel& kernel, const Node& node, std::string table) {
  const auto transaction = kernel.Begin();
  const nftables::Table witness = WitnessTable();
  Diff(nullptr, witness, *transaction);
  if (auto done = kernel.Commit(*transaction, {}); !done) return std::unexpected(done.error());
  return Traffic(kernel, node, std::move(table));
}

Result<std::vector<CountedRule>> Traffic::Counters() {
  const auto snapshot = kernel_->Read(Family::kIpv4, table_);
  if (!snapshot) return std::unexpected(snapshot.error());
  return *snapshot ? CountRules((*snapshot)->table) : std::vector<CountedRule>{};
}

Result<std::optional<Witness>> Traffic::FindWitness(const Scenario& scenario) {
  const auto snapshot = kernel_->Read(Family::kIpv4, kWitnessTable);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::optional<Witness> witness;
  if (!*snapshot) return witness;
  std::set<std::string_view> untracked;
  const auto of_scenario = [&](const nftables::Element& element) {
    const auto port = static_cast<std::uint16_t>(static_cast<std::uint8_t>(element.key[4]) << 8 |
                                                 static_cast<std::uint8_t>(element.key[5]));
    return port == scenario.source_port;
  };
  for (const nftables::Set& set : (*snapshot)->table.sets) {
    if (!set.name.ends_with("-untracked")) continue;
    for (const nftables::Element& element : set.elements) {
      if (of_scenario(element)) untracked.insert(element.key);
    }
  }
  for (const Hook& hook : kHooks) {
    for (const nftables::Set& set : (*snapshot)->table.sets) {
      if (set.name != hook.name) continue;
      for (const nftables::Element& element : set.elements) {
        if (!of_scenario(element) || witness) continue;
        std::uint32_t mark = 0;
        for (int i = 0; i < 4; ++i) {
          mark = mark << 8 | static_cast<std::uint8_t>(element.key[static_cast<std::size_t>(i)]);
        }
        const std::string device = element.key.substr(6);
        witness = Witness{hook.name, device.substr(0, device.find('\0')), mark,
                          untracked.contains(element.key)};
      }
    }
  }
  return witness;
}

Result<Outcome> Traffic::Send(const Scenario& scenario) {
  const auto before = Counters();
  if (!before) return std::unexpected(before.error());
  const std::vector<Receiver> receivers = OpenReceivers(*node_, scenario);
  const Namespace& home = node_->at(Place::kNode);
  const Socket sender = Open(node_->at(scenario.from), home, scenario.protocol);
  if (scenario.from == Place::kNode && scenario.mark != 0) {
    setsockopt(sender.fd(), SOL_SOCKET, SO_MARK, &scenario.mark, sizeof scenario.mark);
  }
  const sockaddr_in source = MakeAddress(scenario.source, scenario.source_port);
  const sockaddr_in destination = MakeAddress(scenario.destination, scenario.destination_port);
  Outcome outcome;
  if (bind(sender.fd(), Generic(source), sizeof source) != 0) {
    return std::unexpected(Error{.error_number = errno, .message = "cannot bind a socket"});
  }
  const int sent = scenario.protocol == Protocol::kTcp
                       ? connect(sender.fd(), Generic(destination), sizeof destination)
                       : static_cast<int>(sendto(sender.fd(), scenario.title.data(),
                                                 std::min<std::size_t>(scenario.title.size(), 32),
                                                 0, Generic(destination), sizeof destination));
  if (sent < 0 && errno != EINPROGRESS) outcome.refusal = std::strerror(errno);
  std::vector<pollfd> waiting;
  for (const Receiver& receiver : receivers) waiting.push_back({receiver.socket.fd(), POLLIN, 0});
  if (outcome.refusal.empty() && poll(waiting.data(), waiting.size(), kPatienceMs) > 0) {
    for (std::size_t i = 0; i < waiting.size() && !outcome.arrived; ++i) {
      if (waiting[i].revents != 0) Take(receivers[i], scenario.protocol, outcome);
    }
  }
  const auto after = Counters();
  if (!after) return std::unexpected(after.error());
  for (std::size_t i = 0; i < after->size() && i < before->size(); ++i) {
    if ((*after)[i].counters.packets != (*before)[i].counters.packets) {
      outcome.counted.push_back((*after)[i]);
      outcome.counted.back().counters.packets -= (*before)[i].counters.packets;
      outcome.counted.back().counters.bytes -= (*before)[i].counters.bytes;
    }
  }
  const auto witness = FindWitness(scenario);
  if (!witness) return std::unexpected(witness.error());
  outcome.witness = *witness;
  return outcome;
}

}  // namespace cnft::cli::demo
