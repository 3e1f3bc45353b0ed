// SPDX-License-Identifier: GPL-2.0-or-later
// The tables of iptables-legacy in the kernel.
#include "compat/xtables/kernel.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/core.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "compat/descriptor.h"
#include "compat/ipset/names.h"
#include "compat/xtables/lock.h"
#include "nft/netlink/socket.h"

namespace cnft::compat {
namespace {

// Both families have the same structures under other names.
static_assert(sizeof(ipt_getinfo) == sizeof(ip6t_getinfo));
static_assert(sizeof(ipt_get_entries) == sizeof(ip6t_get_entries));
static_assert(sizeof(ipt_replace) == sizeof(ip6t_replace));
static_assert(offsetof(ipt_replace, counters) == offsetof(ip6t_replace, counters));

struct Interface {
  std::string_view program;
  const char* names;  // of the tables that are there
  int domain;
  int level;
  int get_info;
  int get_entries;
  int replace;
  int add_counters;
};
// Of the calling thread: /proc/net is of the first one, which may be in another namespace.
constexpr Interface kIpv4 = {.program = "iptables",
                             .names = "/proc/thread-self/net/ip_tables_names",
                             .domain = AF_INET,
                             .level = SOL_IP,
                             .get_info = IPT_SO_GET_INFO,
                             .get_entries = IPT_SO_GET_ENTRIES,
                             .replace = IPT_SO_SET_REPLACE,
                             .add_counters = IPT_SO_SET_ADD_COUNTERS};
constexpr Interface kIpv6 = {.program = "ip6tables",
                             .names = "/proc/thread-self/net/ip6_tables_names",
                             .domain = AF_INET6,
                             .level = SOL_IPV6,
                             .get_info = IP6T_SO_GET_INFO,
                             .get_entries = IP6T_SO_GET_ENTRIES,
                             .replace = IP6T_SO_SET_REPLACE,
                             .add_counters = IP6T_SO_SET_ADD_COUNTERS};

const Interface& InterfaceOf(Family family) { return family == Family::kIpv4 ? kIpv4 : kIpv6; }

// A table may change while it is read, or before what was made of it is in place.
constexpr int kAttempts = 16;

// What is open for the work on tables of one family.
Result<Descriptor> OpenSocket(const Interface& interface) {
  // Of any kind; a raw one would ask for CAP_NET_RAW.
  Descriptor socket(::socket(interface.domain, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket.valid()) return std::unexpected(netlink::SystemError(errno, "opening a socket"));
  return socket;
}

Result<std::vector<std::string>> TableNames(const Interface& interface) {
  std::vector<std::string> names;
  errno = 0;
  std::ifstream file(interface.names);
  if (!file.is_open() && errno != ENOENT) {
    return std::unexpected(netlink::SystemError(errno, fmt::format("reading {}", interface.names)));
  }
  for (std::string name; std::getline(file, name);) names.push_back(name);
  return names;
}

Error TableError(const Interface& interface, int error, std::string_view doing,
                 std::string_view table) {
  return netlink::SystemError(
      error, fmt::format("{} table {} of {}-legacy", doing, table, interface.program));
}

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
    table.count = info.num_entries;
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

// Puts the table in place of one with `replaced` entries, whose counters the kernel hands out as
// they were when it stopped counting, and adds those to the rules that are still there. EAGAIN: the
// table has another number of entries by now.
int Replace(const Interface& interface, int socket, const XtReplacement& replacement,
            std::uint32_t replaced) {
  const XtTable& table = replacement.table;
  std::vector<xt_counters> old(replaced);
  ipt_replace header{};
  table.name.copy(header.name, sizeof(header.name) - 1);
  header.valid_hooks = table.hooks;
  header.num_entries = table.count;
  header.size = static_cast<std::uint32_t>(table.blob.size());
  std::memcpy(header.hook_entry, table.entries.data(), sizeof(header.hook_entry));
  std::memcpy(header.underflow, table.policies.data(), sizeof(header.underflow));
  header.num_counters = replaced;
  header.counters = old.data();
  std::vector<std::byte> buffer(sizeof(header) + table.blob.size());
  std::memcpy(buffer.data(), &header, sizeof(header));
  std::ranges::copy(table.blob, buffer.begin() + sizeof(header));
  if (setsockopt(socket, interface.level, interface.replace, buffer.data(),
                 static_cast<socklen_t>(buffer.size())) < 0) {
    return errno;
  }
  xt_counters_info info{};
  table.name.copy(info.name, sizeof(info.name) - 1);
  info.num_counters = table.count;
  buffer.assign(sizeof(info) + table.count * sizeof(xt_counters), std::byte{});
  std::memcpy(buffer.data(), &info, sizeof(info));
  std::byte* place = buffer.data() + sizeof(info);
  for (std::size_t i = 0; i < replacement.origins.size(); ++i) {
    const auto& origin = replacement.origins[i];
    const auto& [packets, bytes] = replacement.counted[i];
    const xt_counters counters = origin ? old.at(*origin) : xt_counters{packets, bytes};
    std::memcpy(place, &counters, sizeof(xt_counters));
    place += sizeof(xt_counters);
  }
  const int added = setsockopt(socket, interface.level, interface.add_counters, buffer.data(),
                               static_cast<socklen_t>(buffer.size()));
  return added < 0 ? errno : 0;
}

}  // namespace

Result<std::vector<XtTable>> ReadXtTables(Family family) {
  const Interface& interface = InterfaceOf(family);
  std::vector<XtTable> tables;
  const auto names = TableNames(interface);
  if (!names) return std::unexpected(names.error());
  if (names->empty()) return tables;
  const auto socket = OpenSocket(interface);
  if (!socket) return std::unexpected(socket.error());
  for (const std::string& name : *names) {
    auto table = ReadTable(interface, socket->number(), family, name);
    if (!table) return std::unexpected(TableError(interface, table.error(), "reading", name));
    if (*table) tables.push_back(std::move(**table));
  }
  return tables;
}

Result<bool> EditXtTable(Family family, std::string_view table, const XtEdit& edit) {
  const Interface& interface = InterfaceOf(family);
  const auto names = TableNames(interface);
  if (!names) return std::unexpected(names.error());
  if (std::ranges::find(*names, table) == names->end()) return false;
  const auto lock = XtLock::Take();
  if (!lock) return std::unexpected(lock.error());
  const auto socket = OpenSocket(interface);
  if (!socket) return std::unexpected(socket.error());
  for (int attempt = 0;; ++attempt) {
    const auto read = ReadTable(interface, socket->number(), family, std::string(table));
    if (!read) return std::unexpected(TableError(interface, read.error(), "reading", table));
    if (!*read) return false;
    auto chains = SplitTable(**read);
    if (!chains) return std::unexpected(Error{.message = chains.error()});
    const auto edited = edit(*chains);
    if (!edited || !*edited) return edited;
    const auto replacement = JoinTable(**read, *chains);
    if (!replacement) return std::unexpected(Error{.message = replacement.error()});
    const int error = Replace(interface, socket->number(), *replacement, (*read)->count);
    if (error == 0) return true;
    if (error != EAGAIN || attempt == kAttempts) {
      return std::unexpected(TableError(interface, error, "changing", table));
    }
  }
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
