// SPDX-License-Identifier: GPL-2.0-or-later
// The names of ipsets by the numbers under which rules of the kernel hold them.
#include "compat/ipset/names.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/netfilter/ipset/ip_set.h>

#include <cstring>
#include <map>
#include <memory>

#include "compat/descriptor.h"

namespace cnft::compat {
namespace {

std::optional<std::string> Ask(std::uint16_t index) {
  const Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket.valid()) return std::nullopt;
  ip_set_req_get_set request{};
  request.op = IP_SET_OP_GET_BYINDEX;
  request.version = IPSET_PROTOCOL;
  request.set.index = index;
  socklen_t length = sizeof(request);
  if (getsockopt(socket.number(), SOL_IP, SO_IP_SET, &request, &length) < 0) return std::nullopt;
  const std::string name(request.set.name, strnlen(request.set.name, sizeof(request.set.name)));
  if (name.empty()) return std::nullopt;
  return name;
}

}  // namespace

std::function<std::optional<std::string>(std::uint16_t)> SetNames() {
  auto known = std::make_shared<std::map<std::uint16_t, std::optional<std::string>>>();
  return [known](std::uint16_t index) {
    const auto [found, added] = known->try_emplace(index);
    if (added) found->second = Ask(index);
    return found->second;
  };
}

}  // namespace cnft::compat
