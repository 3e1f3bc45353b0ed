// SPDX-License-Identifier: GPL-2.0-or-later
// Asks the kernel for its IP sets.
#include "compat/ipset/kernel.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/netfilter/ipset/ip_set.h>
#include <linux/netfilter/nfnetlink.h>

#include "compat/descriptor.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/socket.h"

namespace cnft::compat {
namespace {

// A netlink message to a kernel without sets makes it load the module; this option does not.
bool HasSets() {
  const Descriptor socket(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW));
  ip_set_req_version request{IP_SET_OP_VERSION, 0};
  socklen_t length = sizeof(request);
  return socket.valid() &&
         (getsockopt(socket.number(), SOL_IP, SO_IP_SET, &request, &length) == 0 || errno == EPERM);
}

}  // namespace

Result<LiveSets> ReadIpsets() {
  LiveSets sets;
  if (!HasSets()) return sets;
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  netlink::Buffer request;
  const netlink::Mark message = request.BeginMessage(NFNL_SUBSYS_IPSET << 8U | IPSET_CMD_LIST,
                                                     NLM_F_REQUEST | NLM_F_DUMP, 0, AF_INET);
  request.PutU8(IPSET_ATTR_PROTOCOL, IPSET_PROTOCOL_MIN);
  request.EndMessage(message);
  SetDecoder decoder(sets);
  const auto listed = socket->Dump(
      request.bytes(), sizeof(nfgenmsg), [&sets] { sets = {}; },
      [&decoder](std::uint16_t, std::uint8_t, std::string_view payload) { decoder.Add(payload); });
  if (!listed) return std::unexpected(listed.error());
  return sets;
}

}  // namespace cnft::compat
