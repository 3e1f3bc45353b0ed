// SPDX-License-Identifier: GPL-2.0-or-later
// Asks the kernel for the tables of iptables-legacy.
#include "compat/xtables/kernel.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/format.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "compat/descriptor.h"
#include "compat/ipset/names.h"
#include "nft/netlink/socket.h"

namespace cnft::compat {
namespace {

// Both families have the same structures under other names.
static_assert(sizeof(ipt_getinfo) == sizeof(ip6t_getinfo));
static_assert(sizeof(ipt_get_entries) == sizeof(ip6t_get_entries));

struct Interface {
  std::string_view program;
  const char* names;  // of the tables that are there
  int domain;
  int level;
  int get_info;
  int get_entries;
};
// Of the calling thread: /proc/net is of the first one, which may be in another namespace.
constexpr Interface kIpv4 = {"iptables",      "/proc/thread-self/net/ip_tables_names",
                             AF_INET,         SOL_IP,
                             IPT_SO_GET_INFO, IPT_SO_GET_ENTRIES};
constexpr Interface kIpv6 = {"ip6tables",      "/proc/thread-self/net/ip6_tables_names",
                             AF_INET6,         SOL_IPV6,
                             IP6T_SO_GET_INFO, IP6T_SO_GET_ENTRIES};

// A table may grow while it is read.
constexpr int kAttempts = 16;

// Nothing when the table is gone; its error number else.
std::expected<std::optional<XtTable>, int> ReadTable(const Interface& interface, int socket,
                                                     Family family, const std::string& name) {
  for (int attempt = 0;; ++attempt) {
    ipt_getinfo info{};
    name.copy(info.name, sizeof(info.name) - 1);
    socklen_t length = sizeof(info);
    if (getsockopt(socket, interface.level, interface.get_info, &info, &length) < 0) {
      if (errno == ENOENT) return std::nullopt;
      return std::unexpected(errno);
    }
    XtTable table;
    table.family = family;
    table.name = name;
    table.hooks = info.valid_hooks;
    std::memcpy(table.entries.data(), info.hook_entry, sizeof(info.hook_entry));
    std::memcpy(table.policies.data(), info.underflow, sizeof(info.underflow));
    std::vector<std::byte> buffer(sizeof(ipt_get_entries) + info.size);
    ipt_get_entries request{};
    name.copy(request.name, sizeof(request.name) - 1);
    request.size = info.size;
    std::memcpy(buffer.data(), &request, sizeof(request));
    length = static_cast<socklen_t>(buffer.size());
    if (getsockopt(socket, interface.level, interface.get_entries, buffer.data(), &length) < 0) {
      // The table is of another size by now.
      if (errno == EAGAIN && attempt < kAttempts) continue;
      return std::unexpected(errno);
    }
    table.blob.assign(buffer.begin() + sizeof(ipt_get_entries), buffer.end());
    return table;
  }
}

}  // namespace

Result<std::vector<XtTable>> ReadXtTables(Family family) {
  const Interface& interface = family == Family::kIpv4 ? kIpv4 : kIpv6;
  std::vector<XtTable> tables;
  errno = 0;
  std::ifstream names(interface.names);
  if (!names.is_open() && errno != ENOENT) {
    return std::unexpected(netlink::SystemError(errno, fmt::format("reading {}", interface.names)));
  }
  std::string name;
  if (!std::getline(names, name)) return tables;
  // Of any kind; a raw one would ask for CAP_NET_RAW.
  const Descriptor socket(::socket(interface.domain, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket.valid()) return std::unexpected(netlink::SystemError(errno, "opening a socket"));
  do {
    auto table = ReadTable(interface, socket.number(), family, name);
    if (!table) {
      return std::unexpected(netlink::SystemError(
          table.error(), fmt::format("reading table {} of {}-legacy", name, interface.program)));
    }
    if (*table) tables.push_back(std::move(**table));
  } while (std::getline(names, name));
  return tables;
}

Result<LiveRules> ReadLegacyRules(Family family) {
  const auto tables = ReadXtTables(family);
  if (!tables) return std::unexpected(tables.error());
  const translator::XtContext context{family, SetNames()};
  LiveRules rules;
  for (const XtTable& table : *tables) {
    if (const auto decoded = DecodeTable(table, context, rules); !decoded) {
      return std::unexpected(Error{.message = decoded.error()});
    }
  }
  return rules;
}

}  // namespace cnft::compat
