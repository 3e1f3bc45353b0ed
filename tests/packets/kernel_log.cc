// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel tells about packets on their way.
#include "tests/packets/kernel_log.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <sys/socket.h>

#include <fmt/core.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <linux/netlink.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "ruleset/iptables/model.h"
#include "tests/packets/packet.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

constexpr std::uint16_t kGroup = 7777;
constexpr int kBuffer = 8 << 20;

// What rules can ask of `ct status`; the rest is the kernel's own bookkeeping.
constexpr std::uint32_t kVisibleStatus =
    IPS_EXPECTED | IPS_SEEN_REPLY | IPS_ASSURED | IPS_CONFIRMED | IPS_SRC_NAT | IPS_DST_NAT;

constexpr std::string_view kStates = R"(
  chain invalid { log prefix "invalid" group 7777; }
  chain untracked { log prefix "untracked" group 7777; }
  chain new { log prefix "new" group 7777; }
  chain established {
    ct direction original log prefix "established" group 7777 return
    log prefix "established reply" group 7777
  }
  chain related {
    ct direction original log prefix "related" group 7777 return
    log prefix "related reply" group 7777
  }
)";

// The last chain at every hook but for the confirmation of connections at INT_MAX.
std::string ObserverTable(std::string_view family, bool tracking) {
  std::string text = fmt::format("table {} observer {{\n", family);
  if (tracking) text += kStates;
  for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
    std::string name(iptables::HookName(static_cast<iptables::Hook>(hook)));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    text += fmt::format(
        "chain {0} {{ type filter hook {0} priority 2147483646; {1}; }}\n", name,
        tracking ? "ct state vmap { invalid : goto invalid, untracked : goto untracked, "
                   "new : goto new, established : goto established, related : goto related }"
                 : "log group 7777");
  }
  return text + "}\n";
}

using Attributes = std::array<const nlattr*, 64>;

Attributes Index(const nlattr* first, std::size_t length) {
  Attributes result{};
  const auto* at = reinterpret_cast<const char*>(first);
  const char* end = at + length;
  while (mnl_attr_ok(reinterpret_cast<const nlattr*>(at), static_cast<int>(end - at))) {
    const auto* attribute = reinterpret_cast<const nlattr*>(at);
    const std::uint16_t type = mnl_attr_get_type(attribute);
    if (type < result.size()) result[type] = attribute;
    at += MNL_ALIGN(attribute->nla_len);
  }
  return result;
}

Attributes Index(const nlattr* nest) {
  return Index(static_cast<const nlattr*>(mnl_attr_get_payload(nest)),
               mnl_attr_get_payload_len(nest));
}

std::uint32_t Number(const nlattr* attribute) {
  if (attribute == nullptr) return 0;
  switch (mnl_attr_get_payload_len(attribute)) {
    case 1:
      return mnl_attr_get_u8(attribute);
    case 2:
      return ntohs(mnl_attr_get_u16(attribute));
    default:
      return ntohl(mnl_attr_get_u32(attribute));
  }
}

std::string DescribeAddress(const Attributes& ip, int v4, int v6) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (const nlattr* address = ip[static_cast<std::size_t>(v4)]) {
    inet_ntop(AF_INET, mnl_attr_get_payload(address), text.data(), text.size());
  } else if (const nlattr* address6 = ip[static_cast<std::size_t>(v6)]) {
    inet_ntop(AF_INET6, mnl_attr_get_payload(address6), text.data(), text.size());
  }
  return text.data();
}

std::string DescribeTuple(const nlattr* nest) {
  if (nest == nullptr) return "none";
  const Attributes tuple = Index(nest);
  if (tuple[CTA_TUPLE_IP] == nullptr || tuple[CTA_TUPLE_PROTO] == nullptr) return "none";
  const Attributes ip = Index(tuple[CTA_TUPLE_IP]);
  const Attributes proto = Index(tuple[CTA_TUPLE_PROTO]);
  std::string text =
      fmt::format("{} > {} protocol {}", DescribeAddress(ip, CTA_IP_V4_SRC, CTA_IP_V6_SRC),
                  DescribeAddress(ip, CTA_IP_V4_DST, CTA_IP_V6_DST), Number(proto[CTA_PROTO_NUM]));
  for (const int type :
       {CTA_PROTO_SRC_PORT, CTA_PROTO_DST_PORT, CTA_PROTO_ICMP_ID, CTA_PROTO_ICMP_TYPE,
        CTA_PROTO_ICMP_CODE, CTA_PROTO_ICMPV6_ID, CTA_PROTO_ICMPV6_TYPE, CTA_PROTO_ICMPV6_CODE}) {
    if (proto[static_cast<std::size_t>(type)] != nullptr) {
      text += fmt::format(" :{}", Number(proto[static_cast<std::size_t>(type)]));
    }
  }
  if (tuple[CTA_TUPLE_ZONE] != nullptr)
    text += fmt::format(" zone {}", Number(tuple[CTA_TUPLE_ZONE]));
  return text;
}

std::string DescribeConnection(std::uint8_t type, bool created, const Attributes& ct) {
  if (type == IPCTNL_MSG_CT_DELETE) return {};
  std::string text = fmt::format(
      "connection {}: {}; {}; status {:#x} mark {:#x} zone {}", created ? "new" : "changed",
      DescribeTuple(ct[CTA_TUPLE_ORIG]), DescribeTuple(ct[CTA_TUPLE_REPLY]),
      Number(ct[CTA_STATUS]) & kVisibleStatus, Number(ct[CTA_MARK]), Number(ct[CTA_ZONE]));
  if (ct[CTA_HELP] != nullptr) {
    const Attributes help = Index(ct[CTA_HELP]);
    if (help[CTA_HELP_NAME] != nullptr)
      text += fmt::format(" helper {}", mnl_attr_get_str(help[CTA_HELP_NAME]));
  }
  if (ct[CTA_PROTOINFO] != nullptr) {
    const Attributes info = Index(ct[CTA_PROTOINFO]);
    if (info[CTA_PROTOINFO_TCP] != nullptr) {
      text +=
          fmt::format(" tcp {}", Number(Index(info[CTA_PROTOINFO_TCP])[CTA_PROTOINFO_TCP_STATE]));
    }
  }
  return text;
}

Descriptor OpenNetfilter() {
  Descriptor result(
      Check(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER), "netlink"));
  Check(setsockopt(result.get(), SOL_SOCKET, SO_RCVBUFFORCE, &kBuffer, sizeof kBuffer), "buffer");
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  Check(bind(result.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
  return result;
}

// Sends a request and reads its acknowledgement; what arrives before that is dropped.
template <typename Fill>
int Ask(const Descriptor& socket, int subsystem, int type, std::uint16_t id, const Fill& fill) {
  std::array<char, 65536> buffer{};
  nlmsghdr* message = mnl_nlmsg_put_header(buffer.data());
  message->nlmsg_type = static_cast<std::uint16_t>(subsystem << 8 | type);
  message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  message->nlmsg_seq = 1;
  auto* header = static_cast<nfgenmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(nfgenmsg)));
  header->nfgen_family = AF_UNSPEC;
  header->res_id = htons(id);
  fill(message);
  Check(static_cast<int>(send(socket.get(), message, message->nlmsg_len, 0)), "netlink request");
  for (;;) {
    const auto got = Check(static_cast<int>(recv(socket.get(), buffer.data(), buffer.size(), 0)),
                           "netlink answer");
    const auto* answer = reinterpret_cast<const nlmsghdr*>(buffer.data());
    if (got < NLMSG_HDRLEN || answer->nlmsg_type != NLMSG_ERROR) continue;
    return -static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(answer))->error;
  }
}

}  // namespace

KernelLog::KernelLog(bool tracking)
    : log_(OpenNetfilter()), events_(OpenNetfilter()), request_(OpenNetfilter()) {
  for (const int group : {NFNLGRP_CONNTRACK_NEW, NFNLGRP_CONNTRACK_UPDATE}) {
    Check(setsockopt(events_.get(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group),
          "conntrack events");
  }
  Listen(kGroup);
  const Output loaded =
      Run("nft -f -", ObserverTable("ip", tracking) + ObserverTable("ip6", tracking));
  if (!loaded.ok()) throw std::runtime_error(loaded.err);
}

void KernelLog::Listen(std::uint16_t group) {
  if (std::ranges::find(groups_, group) != groups_.end()) return;
  groups_.push_back(group);
  const auto configure = [&](const auto& fill) {
    if (const int error = Ask(log_, NFNL_SUBSYS_ULOG, NFULNL_MSG_CONFIG, group, fill); error != 0) {
      throw std::runtime_error(fmt::format("nfnetlink_log: {}", std::strerror(error)));
    }
  };
  configure([](nlmsghdr* message) {
    const nfulnl_msg_config_cmd command = {NFULNL_CFG_CMD_BIND};
    mnl_attr_put(message, NFULA_CFG_CMD, sizeof command, &command);
  });
  configure([](nlmsghdr* message) {
    nfulnl_msg_config_mode mode{};
    mode.copy_range = htonl(0xffff);
    mode.copy_mode = NFULNL_COPY_PACKET;
    mnl_attr_put(message, NFULA_CFG_MODE, sizeof mode, &mode);
    mnl_attr_put_u32(message, NFULA_CFG_QTHRESH, htonl(1));
  });
}

void KernelLog::Flush() {
  const int error = Ask(request_, NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_DELETE, 0, [](nlmsghdr*) {});
  // Nothing is tracked before a rule asks for it.
  if (error != 0 && error != ENOENT) {
    throw std::runtime_error(fmt::format("flushing connections: {}", std::strerror(error)));
  }
  Receive();
}

void KernelLog::ReceiveFrom(const Descriptor& socket, std::vector<std::string>& lines) {
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t got = recv(socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == ENOBUFS) throw std::runtime_error("netlink messages were lost");
    if (got <= 0) return;
    int left = static_cast<int>(got);
    for (const auto* message = reinterpret_cast<const nlmsghdr*>(buffer.data());
         mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
      if (message->nlmsg_type < NLMSG_MIN_TYPE) continue;
      const auto* header = static_cast<const nfgenmsg*>(mnl_nlmsg_get_payload(message));
      const Attributes attributes =
          Index(static_cast<const nlattr*>(mnl_nlmsg_get_payload_offset(message, sizeof *header)),
                mnl_nlmsg_get_payload_len(message) - MNL_ALIGN(sizeof *header));
      const auto type = static_cast<std::uint8_t>(message->nlmsg_type & 0xffU);
      if (message->nlmsg_type >> 8U == NFNL_SUBSYS_CTNETLINK) {
        std::string line =
            DescribeConnection(type, (message->nlmsg_flags & NLM_F_CREATE) != 0, attributes);
        if (!line.empty()) lines.push_back(std::move(line));
        continue;
      }
      std::uint8_t hook = 0;
      if (attributes[NFULA_PACKET_HDR] != nullptr) {
        hook = static_cast<const nfulnl_msg_packet_hdr*>(
                   mnl_attr_get_payload(attributes[NFULA_PACKET_HDR]))
                   ->hook;
      }
      const std::uint16_t group = ntohs(header->res_id);
      const auto device = [&](int attribute) {
        const nlattr* found = attributes[static_cast<std::size_t>(attribute)];
        return found == nullptr ? "-" : names_.Find(socket, Number(found));
      };
      std::string_view payload;
      if (const nlattr* found = attributes[NFULA_PAYLOAD]) {
        payload = {static_cast<const char*>(mnl_attr_get_payload(found)),
                   mnl_attr_get_payload_len(found)};
      }
      lines.push_back(fmt::format(
          "{} {} {} to {} mark {:#x} {}: {}",
          group == kGroup ? "seen" : fmt::format("log {}", group),
          iptables::HookName(static_cast<iptables::Hook>(hook)), device(NFULA_IFINDEX_INDEV),
          device(NFULA_IFINDEX_OUTDEV), Number(attributes[NFULA_MARK]),
          attributes[NFULA_PREFIX] == nullptr ? "" : mnl_attr_get_str(attributes[NFULA_PREFIX]),
          Describe(payload, false)));
    }
  }
}

std::vector<std::string> KernelLog::Receive() {
  std::vector<std::string> lines;
  ReceiveFrom(log_, lines);
  ReceiveFrom(events_, lines);
  return lines;
}

}  // namespace cnft::test
