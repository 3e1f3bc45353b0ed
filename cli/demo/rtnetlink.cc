// SPDX-License-Identifier: GPL-2.0-or-later
// Links, addresses, routes and policy rules of a network namespace (rtnetlink(7)).
#include "cli/demo/rtnetlink.h"

#include <net/if.h>
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/fib_rules.h>
#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>

#include <cerrno>
#include <charconv>
#include <cstring>

namespace cnft::cli::demo {
namespace {

struct Prefix {
  Address address;
  std::uint8_t length = 0;
};

// "10.0.0.0/8"; what is compiled in is well-formed.
Prefix ParsePrefix(std::string_view text) {
  const std::size_t slash = text.find('/');
  Prefix prefix;
  prefix.address = *ParseAddress(text.substr(0, slash), Family::kIpv4);
  std::from_chars(text.data() + slash + 1, text.data() + text.size(), prefix.length);
  return prefix;
}

void PutName(nlmsghdr* message, std::uint16_t type, std::string_view name) {
  mnl_attr_put_strz(message, type, std::string(name).c_str());
}

void PutAddress(nlmsghdr* message, std::uint16_t type, const Address& address) {
  mnl_attr_put(message, type, address.length, address.bytes.data());
}

template <typename Header>
Header* PutHeader(nlmsghdr* message) {
  return static_cast<Header*>(mnl_nlmsg_put_extra_header(message, sizeof(Header)));
}

std::uint32_t IndexOf(std::string_view name) { return if_nametoindex(std::string(name).c_str()); }

}  // namespace

Rtnetlink::Rtnetlink() : socket_(mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC)) {
  if (!socket_ || mnl_socket_bind(socket_.get(), 0, MNL_SOCKET_AUTOPID) < 0) {
    Fail("cannot open a routing socket", errno);
  }
}

void Rtnetlink::Fail(std::string_view what, int error_number) {
  Error error;
  error.code = error_number == EPERM        ? ErrorCode::kPermission
               : error_number == EOPNOTSUPP ? ErrorCode::kMissingFeature
                                            : ErrorCode::kSystem;
  error.error_number = error_number;
  error.message = fmt::format("{}: {}", what, std::strerror(error_number));
  error_ = std::move(error);
}

nlmsghdr* Rtnetlink::Begin(std::uint16_t type, std::uint16_t flags) {
  nlmsghdr* message = mnl_nlmsg_put_header(buffer_);
  message->nlmsg_type = type;
  message->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
  message->nlmsg_seq = ++sequence_;
  return message;
}

void Rtnetlink::Send(std::string_view what) {
  if (error_) return;
  const auto* message = reinterpret_cast<const nlmsghdr*>(buffer_);
  if (mnl_socket_sendto(socket_.get(), message, message->nlmsg_len) < 0) return Fail(what, errno);
  const ssize_t length = mnl_socket_recvfrom(socket_.get(), buffer_, sizeof buffer_);
  const auto* answer = reinterpret_cast<const nlmsghdr*>(buffer_);
  if (length < 0) return Fail(what, errno);
  const auto* error = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(answer));
  if (answer->nlmsg_type == NLMSG_ERROR && error->error != 0) Fail(what, -error->error);
}

void Rtnetlink::AddVeth(std::string_view name, std::string_view peer, int peer_namespace) {
  nlmsghdr* message = Begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
  PutHeader<ifinfomsg>(message);
  PutName(message, IFLA_IFNAME, name);
  nlattr* info = mnl_attr_nest_start(message, IFLA_LINKINFO);
  mnl_attr_put_strz(message, IFLA_INFO_KIND, "veth");
  nlattr* data = mnl_attr_nest_start(message, IFLA_INFO_DATA);
  nlattr* other = mnl_attr_nest_start(message, VETH_INFO_PEER);
  PutHeader<ifinfomsg>(message);
  PutName(message, IFLA_IFNAME, peer);
  mnl_attr_put_u32(message, IFLA_NET_NS_FD, static_cast<std::uint32_t>(peer_namespace));
  mnl_attr_nest_end(message, other);
  mnl_attr_nest_end(message, data);
  mnl_attr_nest_end(message, info);
  Send(fmt::format("cannot make the veth pair {}", name));
}

void Rtnetlink::SetUp(std::string_view name) {
  nlmsghdr* message = Begin(RTM_NEWLINK, 0);
  auto* header = PutHeader<ifinfomsg>(message);
  header->ifi_index = static_cast<int>(IndexOf(name));
  header->ifi_flags = IFF_UP;
  header->ifi_change = IFF_UP;
  nlattr* families = mnl_attr_nest_start(message, IFLA_AF_SPEC);
  nlattr* inet = mnl_attr_nest_start(message, AF_INET);
  nlattr* settings = mnl_attr_nest_start(message, IFLA_INET_CONF);
  mnl_attr_put_u32(message, IPV4_DEVCONF_FORWARDING, 1);
  mnl_attr_put_u32(message, IPV4_DEVCONF_ROUTE_LOCALNET, 1);
  mnl_attr_put_u32(message, IPV4_DEVCONF_RP_FILTER, 0);
  mnl_attr_nest_end(message, settings);
  mnl_attr_nest_end(message, inet);
  mnl_attr_nest_end(message, families);
  Send(fmt::format("cannot set up the device {}", name));
}

void Rtnetlink::AddAddress(std::string_view name, std::string_view text) {
  const Prefix prefix = ParsePrefix(text);
  nlmsghdr* message = Begin(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL);
  auto* header = PutHeader<ifaddrmsg>(message);
  header->ifa_family = AF_INET;
  header->ifa_prefixlen = prefix.length;
  header->ifa_index = IndexOf(name);
  PutAddress(message, IFA_LOCAL, prefix.address);
  PutAddress(message, IFA_ADDRESS, prefix.address);
  Send(fmt::format("cannot give {} the address {}", name, text));
}

void Rtnetlink::AddRoute(const Route& route) {
  nlmsghdr* message = Begin(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
  auto* header = PutHeader<rtmsg>(message);
  header->rtm_family = AF_INET;
  header->rtm_protocol = RTPROT_STATIC;
  header->rtm_type = route.local ? RTN_LOCAL : RTN_UNICAST;
  header->rtm_scope = route.local             ? RT_SCOPE_HOST
                      : route.gateway.empty() ? RT_SCOPE_LINK
                                              : RT_SCOPE_UNIVERSE;
  mnl_attr_put_u32(message, RTA_TABLE, route.table);
  if (!route.to.empty()) {
    const Prefix prefix = ParsePrefix(route.to);
    header->rtm_dst_len = prefix.length;
    PutAddress(message, RTA_DST, prefix.address);
  }
  if (!route.gateway.empty()) {
    PutAddress(message, RTA_GATEWAY, *ParseAddress(route.gateway, Family::kIpv4));
  }
  if (!route.device.empty()) mnl_attr_put_u32(message, RTA_OIF, IndexOf(route.device));
  Send(fmt::format("cannot add the route to {}", route.to.empty() ? "everywhere" : route.to));
}

void Rtnetlink::AddMarkRule(std::uint32_t mark, std::uint32_t mask, std::uint32_t table) {
  nlmsghdr* message = Begin(RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL);
  auto* header = PutHeader<fib_rule_hdr>(message);
  header->family = AF_INET;
  header->action = FR_ACT_TO_TBL;
  mnl_attr_put_u32(message, FRA_TABLE, table);
  mnl_attr_put_u32(message, FRA_FWMARK, mark);
  mnl_attr_put_u32(message, FRA_FWMASK, mask);
  mnl_attr_put_u32(message, FRA_PRIORITY, 9);
  Send("cannot add the routing rule for the proxy's mark");
}

}  // namespace cnft::cli::demo
