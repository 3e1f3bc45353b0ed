// SPDX-License-Identifier: GPL-2.0-or-later
// Notifications of nf_tables (net/netfilter/nf_tables_api.c, nf_tables_*_notify) and rtnetlink.
#include "nft/netlink/monitor.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>

#include "nft/netlink/attributes.h"
#include "nft/netlink/socket.h"

namespace cnft::netlink {
namespace {

// One notification, or a page of them, is a datagram of at most 32 KiB.
constexpr std::size_t kReceiveBuffer = 64 * 1024;
// Of which the kernel takes what waits to be read.
constexpr int kSocketReceiveBuffer = 16 * 1024 * 1024;
constexpr int kDatagramsAtOnce = 256;

constexpr auto kRoutingGroups =
    std::to_array<int>({RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV4_ROUTE,
                        RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE});
constexpr auto kRulesetGroups = std::to_array<int>({NFNLGRP_NFTABLES});

// Messages of nf_tables: what each is about, and which attribute tells its name. All have the name
// of the table, or the table's own, in attribute 1.
struct RulesetMessage {
  std::uint8_t type;
  Topic topic;
  bool removed;
  std::uint16_t name;
};
constexpr auto kRulesetMessages = std::to_array<RulesetMessage>({
    {NFT_MSG_NEWTABLE, Topic::kTable, false, NFTA_TABLE_NAME},
    {NFT_MSG_DELTABLE, Topic::kTable, true, NFTA_TABLE_NAME},
    {NFT_MSG_NEWCHAIN, Topic::kChain, false, NFTA_CHAIN_NAME},
    {NFT_MSG_DELCHAIN, Topic::kChain, true, NFTA_CHAIN_NAME},
    {NFT_MSG_NEWRULE, Topic::kRule, false, NFTA_RULE_CHAIN},
    {NFT_MSG_DELRULE, Topic::kRule, true, NFTA_RULE_CHAIN},
    {NFT_MSG_NEWSET, Topic::kSet, false, NFTA_SET_NAME},
    {NFT_MSG_DELSET, Topic::kSet, true, NFTA_SET_NAME},
    {NFT_MSG_NEWSETELEM, Topic::kElements, false, NFTA_SET_ELEM_LIST_SET},
    {NFT_MSG_DELSETELEM, Topic::kElements, true, NFTA_SET_ELEM_LIST_SET},
    {NFT_MSG_NEWOBJ, Topic::kObject, false, NFTA_OBJ_NAME},
    {NFT_MSG_DELOBJ, Topic::kObject, true, NFTA_OBJ_NAME},
    {NFT_MSG_NEWFLOWTABLE, Topic::kFlowtable, false, NFTA_FLOWTABLE_NAME},
    {NFT_MSG_DELFLOWTABLE, Topic::kFlowtable, true, NFTA_FLOWTABLE_NAME},
});
static_assert(NFTA_TABLE_NAME == 1 && int{NFTA_CHAIN_TABLE} == 1 && int{NFTA_RULE_TABLE} == 1 &&
              int{NFTA_SET_TABLE} == 1 && int{NFTA_SET_ELEM_LIST_TABLE} == 1 &&
              int{NFTA_OBJ_TABLE} == 1 && int{NFTA_FLOWTABLE_TABLE} == 1);
constexpr std::size_t kAttributes = 8;  // of which names and tables are the first

std::uint32_t U32(const AttributeView& view) {
  std::uint32_t value = 0;
  if (view.bytes().size() >= sizeof value) std::memcpy(&value, view.bytes().data(), sizeof value);
  return value;
}

// The fixed part of a message of rtnetlink, and the attributes behind it.
template <typename Header>
Header HeaderOf(std::string_view payload) {
  Header header{};
  std::memcpy(&header, payload.data(), std::min(payload.size(), sizeof header));
  return header;
}
template <typename Header>
std::string_view AttributesOf(std::string_view payload) {
  return payload.substr(std::min<std::size_t>(payload.size(), NLMSG_ALIGN(sizeof(Header))));
}

void ReadRuleset(std::uint16_t type, std::string_view payload, const Monitor::Visitor& visit) {
  if (type >> 8U != NFNL_SUBSYS_NFTABLES) return;
  const auto message = static_cast<std::uint8_t>(type & 0xffU);
  const std::string_view attributes = AttributesOf<nfgenmsg>(payload);
  Notification notification;
  notification.family = HeaderOf<nfgenmsg>(payload).nfgen_family;
  if (message == NFT_MSG_NEWGEN) {
    const AttributeTable<NFTA_GEN_MAX + 1> generation(attributes);
    notification.topic = Topic::kGeneration;
    notification.generation = generation[NFTA_GEN_ID].Be32();
    notification.process = generation[NFTA_GEN_PROC_PID].Be32();
    notification.program = generation[NFTA_GEN_PROC_NAME].String();
    visit(notification);
    return;
  }
  const auto* known = std::ranges::find(kRulesetMessages, message, &RulesetMessage::type);
  if (known == kRulesetMessages.end()) return;
  const AttributeTable<kAttributes> table(attributes);
  notification.topic = known->topic;
  notification.removed = known->removed;
  notification.table = table[NFTA_TABLE_NAME].String();
  notification.name = table[known->name].String();
  visit(notification);
}

void ReadRouting(std::uint16_t type, std::string_view payload, const Monitor::Visitor& visit) {
  Notification notification;
  notification.family = payload.empty() ? 0 : static_cast<std::uint8_t>(payload[0]);
  switch (type) {
    case RTM_NEWLINK:
    case RTM_DELLINK: {
      const AttributeTable<IFLA_IFNAME + 1> attributes(AttributesOf<ifinfomsg>(payload));
      notification.topic = Topic::kLink;
      notification.removed = type == RTM_DELLINK;
      notification.name = attributes[IFLA_IFNAME].String();
      notification.number = static_cast<std::uint32_t>(HeaderOf<ifinfomsg>(payload).ifi_index);
      break;
    }
    case RTM_NEWADDR:
    case RTM_DELADDR:
      notification.topic = Topic::kAddress;
      notification.removed = type == RTM_DELADDR;
      notification.number = HeaderOf<ifaddrmsg>(payload).ifa_index;
      break;
    case RTM_NEWROUTE:
    case RTM_DELROUTE: {
      const auto header = HeaderOf<rtmsg>(payload);
      const AttributeTable<RTA_TABLE + 1> attributes(AttributesOf<rtmsg>(payload));
      notification.topic = Topic::kRoute;
      notification.removed = type == RTM_DELROUTE;
      notification.number = attributes[RTA_TABLE] ? U32(attributes[RTA_TABLE]) : header.rtm_table;
      notification.protocol = header.rtm_protocol;
      break;
    }
    case RTM_NEWRULE:
    case RTM_DELRULE: {
      const AttributeTable<FRA_PROTOCOL + 1> attributes(AttributesOf<fib_rule_hdr>(payload));
      notification.topic = Topic::kPolicyRule;
      notification.removed = type == RTM_DELRULE;
      notification.protocol = attributes[FRA_PROTOCOL].U8();
      break;
    }
    default:
      return;
  }
  visit(notification);
}

Result<int> Listen(int bus, std::span<const int> groups) {
  const int socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, bus);
  if (socket < 0) return std::unexpected(SystemError(errno, "cannot open a netlink socket"));
  const int size = kSocketReceiveBuffer;
  if (setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0) {
    setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  }
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  bool heard = bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  for (const int group : groups) {
    heard =
        heard && setsockopt(socket, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) == 0;
  }
  if (heard) return socket;
  Error error = SystemError(errno, "cannot listen to the kernel's notifications");
  close(socket);
  return std::unexpected(std::move(error));
}

}  // namespace

Monitor::Monitor(int socket, bool rulesets)
    : socket_(socket),
      rulesets_(rulesets),
      buffer_(std::make_unique_for_overwrite<char[]>(kReceiveBuffer)) {}

Monitor::Monitor(Monitor&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      rulesets_(other.rulesets_),
      buffer_(std::move(other.buffer_)) {}

Monitor& Monitor::operator=(Monitor&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(rulesets_, other.rulesets_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

Monitor::~Monitor() {
  if (socket_ >= 0) close(socket_);
}

Result<Monitor> Monitor::OfRulesets() {
  const auto socket = Listen(NETLINK_NETFILTER, kRulesetGroups);
  if (!socket) return std::unexpected(socket.error());
  return Monitor(*socket, true);
}

Result<Monitor> Monitor::OfRouting() {
  const auto socket = Listen(NETLINK_ROUTE, kRoutingGroups);
  if (!socket) return std::unexpected(socket.error());
  return Monitor(*socket, false);
}

Result<bool> Monitor::Read(const Visitor& visit) {
  const Notification overrun;
  for (int datagram = 0; datagram < kDatagramsAtOnce; ++datagram) {
    iovec piece = {buffer_.get(), kReceiveBuffer};
    sockaddr_nl sender{};
    msghdr header{};
    header.msg_name = &sender;
    header.msg_namelen = sizeof sender;
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    const ssize_t length = recvmsg(socket_, &header, MSG_DONTWAIT);
    if (length < 0) {
      if (errno == EAGAIN) return false;
      if (errno == EINTR) continue;
      if (errno != ENOBUFS) {
        return std::unexpected(SystemError(errno, "cannot read the kernel's notifications"));
      }
      visit(overrun);
      continue;
    }
    if (sender.nl_pid != 0) continue;  // not of the kernel
    if ((header.msg_flags & MSG_TRUNC) != 0) visit(overrun);
    std::string_view rest(buffer_.get(), static_cast<std::size_t>(length));
    while (rest.size() >= NLMSG_HDRLEN) {
      nlmsghdr message;
      std::memcpy(&message, rest.data(), sizeof message);
      if (message.nlmsg_len < NLMSG_HDRLEN || message.nlmsg_len > rest.size()) break;
      const std::string_view payload = rest.substr(NLMSG_HDRLEN, message.nlmsg_len - NLMSG_HDRLEN);
      (rulesets_ ? ReadRuleset : ReadRouting)(message.nlmsg_type, payload, visit);
      rest.remove_prefix(std::min<std::size_t>(NLMSG_ALIGN(message.nlmsg_len), rest.size()));
    }
  }
  return true;
}

}  // namespace cnft::netlink
