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

// Puts the answer in the place of the question.
bool Ask(ip_set_req_get_set& request) {
  const Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  request.version = IPSET_PROTOCOL;
  socklen_t length = sizeof(request);
  return socket.valid() && getsockopt(socket.number(), SOL_IP, SO_IP_SET, &request, &length) == 0;
}

std::optional<std::string> AskName(std::uint16_t index) {
  ip_set_req_get_set request{};
  request.op = IP_SET_OP_GET_BYINDEX;
  request.set.index = index;
  if (!Ask(request)) return std::nullopt;
  const std::string name(request.set.name, strnlen(request.set.name, sizeof(request.set.name)));
  if (name.empty()) return std::nullopt;
  return name;
}

}  // namespace

std::function<std::optional<std::string>(std::uint16_t)> SetNames() {
  auto known = std::make_shared<std::map<std::uint16_t, std::optional<std::string>>>();
  return [known](std::uint16_t index) {
    const auto [found, added] = known->try_emplace(index);
    if (added) found->second = AskName(index);
    return found->second;
  };
}

std::optional<std::uint16_t> SetNumber(std::string_view name) {
  ip_set_req_get_set request{};
  request.op = IP_SET_OP_GET_BYNAME;
  name.copy(request.set.name, sizeof(request.set.name) - 1);
  if (!Ask(request) || request.set.index == IPSET_INVALID_ID) return std::nullopt;
  return request.set.index;
}

}  // namespace cnft::compat
