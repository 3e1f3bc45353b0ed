// SPDX-License-Identifier: GPL-2.0-or-later
// Policy rules and routes in the kernel.
#include "nft/routing/routing.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/core.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

#include <algorithm>
#include <cstring>

#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"

namespace cnft::routing {
namespace {

using netlink::AttributeTable;
using netlink::AttributeView;

std::uint8_t Number(Family family) { return family == Family::kIpv4 ? AF_INET : AF_INET6; }

std::uint32_t U32(const AttributeView& view) {
  std::uint32_t value = 0;
  if (view.bytes().size() >= sizeof value) std::memcpy(&value, view.bytes().data(), sizeof value);
  return value;
}

std::optional<Address> AddressOf(const AttributeView& view, Family family) {
  Address address{.length = AddressLength(family)};
  if (view.bytes().size() != address.length) return std::nullopt;
  std::memcpy(address.bytes.data(), view.bytes().data(), address.length);
  return address;
}

AddressMask Prefix(const AttributeView& view, Family family, unsigned length) {
  const Address none{.length = AddressLength(family)};
  return {AddressOf(view, family).value_or(none), PrefixMask(family, length)};
}

// The fixed part of a message that follows the netlink header.
template <typename Header>
Header HeaderOf(std::string_view whole) {
  Header header{};
  if (whole.size() >= sizeof header) std::memcpy(&header, whole.data(), sizeof header);
  return header;
}
template <typename Header>
std::string_view AttributesOf(std::string_view whole) {
  return whole.substr(std::min(whole.size(), NLMSG_ALIGN(sizeof(Header))));
}

// A request: netlink header, fixed part, attributes.
class Request {
 public:
  template <typename Header>
  Request(std::uint16_t type, std::uint16_t flags, const Header& header) {
    nlmsghdr message{};
    message.nlmsg_type = type;
    message.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
    bytes_.append(reinterpret_cast<const char*>(&message), sizeof message);
    bytes_.append(reinterpret_cast<const char*>(&header), sizeof header);
    bytes_.resize(NLMSG_ALIGN(bytes_.size()));
  }
  void Put(std::uint16_t type, const void* value, std::size_t size) {
    const nlattr attribute = {static_cast<std::uint16_t>(NLA_HDRLEN + size), type};
    bytes_.append(reinterpret_cast<const char*>(&attribute), sizeof attribute);
    bytes_.append(static_cast<const char*>(value), size);
    bytes_.resize(NLMSG_ALIGN(bytes_.size()));
  }
  void PutU32(std::uint16_t type, std::uint32_t value) { Put(type, &value, sizeof value); }
  void PutAddress(std::uint16_t type, const Address& address) {
    Put(type, address.bytes.data(), address.length);
  }
  std::span<const std::uint8_t> Finish() {
    reinterpret_cast<nlmsghdr*>(bytes_.data())->nlmsg_len =
        static_cast<std::uint32_t>(bytes_.size());
    return {reinterpret_cast<const std::uint8_t*>(bytes_.data()), bytes_.size()};
  }

 private:
  std::string bytes_;
};

class KernelRouter : public Router {
 public:
  explicit KernelRouter(netlink::Socket socket) : socket_(std::move(socket)) {}

  Result<std::vector<Link>> Links() override {
    std::vector<Link> links;
    const auto clear = [&] { links.clear(); };
    auto done = Dump(Request(RTM_GETLINK, NLM_F_DUMP, ifinfomsg{}), clear, [&](std::string_view m) {
      const AttributeTable<IFLA_MAX + 1> attributes(AttributesOf<ifinfomsg>(m));
      Link& link = links.emplace_back();
      link.index = static_cast<std::uint32_t>(HeaderOf<ifinfomsg>(m).ifi_index);
      link.name = attributes[IFLA_IFNAME].String();
      link.mtu = U32(attributes[IFLA_MTU]);
    });
    if (!done) return std::unexpected(done.error());
    done = Dump(
        Request(RTM_GETADDR, NLM_F_DUMP, ifaddrmsg{}),
        [&] {
          for (Link& link : links) link.addresses.clear();
        },
        [&](std::string_view m) {
          const auto header = HeaderOf<ifaddrmsg>(m);
          if (header.ifa_scope != RT_SCOPE_UNIVERSE && header.ifa_scope != RT_SCOPE_LINK) {
            return;
          }
          const Family family = header.ifa_family == AF_INET ? Family::kIpv4 : Family::kIpv6;
          const AttributeTable<IFA_MAX + 1> attributes(AttributesOf<ifaddrmsg>(m));
          const AttributeView& local =
              attributes[IFA_LOCAL] ? attributes[IFA_LOCAL] : attributes[IFA_ADDRESS];
          const auto address = AddressOf(local, family);
          const auto link = std::ranges::find(links, header.ifa_index, &Link::index);
          if (address && link != links.end()) link->addresses.push_back(*address);
        });
    if (!done) return std::unexpected(done.error());
    return links;
  }

  Result<std::vector<MainRoute>> MainRoutes(Family family) override {
    std::vector<MainRoute> routes;
    const auto done = DumpRoutes(
        family, [&] { routes.clear(); },
        [&](const rtmsg& header, const AttributeTable<RTA_MAX + 1>& attributes) {
          if (TableOf(header, attributes) != RT_TABLE_MAIN || header.rtm_type != RTN_UNICAST)
            return;
          routes.push_back({Prefix(attributes[RTA_DST], family, header.rtm_dst_len),
                            AddressOf(attributes[RTA_PREFSRC], family), U32(attributes[RTA_OIF])});
        });
    if (!done) return std::unexpected(done.error());
    return routes;
  }

  Result<std::vector<Route>> LocalRoutes(Family family) override {
    const auto links = Links();
    if (!links) return std::unexpected(links.error());
    std::vector<Route> routes;
    const auto done = DumpRoutes(
        family, [&] { routes.clear(); },
        [&](const rtmsg& header, const AttributeTable<RTA_MAX + 1>& attributes) {
          if (header.rtm_type != RTN_LOCAL || TableOf(header, attributes) == RT_TABLE_LOCAL) return;
          routes.push_back(RouteOf(header, attributes, family, *links));
        });
    if (!done) return std::unexpected(done.error());
    return routes;
  }

  Result<std::vector<Rule>> RulesOfOthers(Family family) override { return Rules(family, false); }

  Result<Routing> Owned() override {
    const auto links = Links();
    if (!links) return std::unexpected(links.error());
    Routing owned;
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      std::vector<Route> routes;
      const auto done = DumpRoutes(
          family, [&] { routes.clear(); },
          [&](const rtmsg& header, const AttributeTable<RTA_MAX + 1>& attributes) {
            if (header.rtm_protocol != kProtocol) return;
            routes.push_back(RouteOf(header, attributes, family, *links));
          });
      if (!done) return std::unexpected(done.error());
      auto rules = Rules(family, true);
      if (!rules) return std::unexpected(rules.error());
      std::ranges::move(routes, std::back_inserter(owned.routes));
      std::ranges::move(*rules, std::back_inserter(owned.rules));
    }
    return owned;
  }

  Result<Changes> Apply(const Routing& wanted) override {
    const auto owned = Owned();
    if (!owned) return std::unexpected(owned.error());
    std::vector<Step> steps;
    Collect(wanted.routes, owned->routes, true, steps);
    Collect(wanted.rules, owned->rules, true, steps);
    Collect(owned->rules, wanted.rules, false, steps);
    Collect(owned->routes, wanted.routes, false, steps);
    Replace(steps);
    Changes changes;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (auto done = Take(steps[i]); !done) {
        while (i-- > 0) (void)Take(steps[i].Undone());
        return std::unexpected(done.error());
      }
      changes.added += steps[i].add || steps[i].replaced != nullptr ? 1 : 0;
      changes.removed += !steps[i].add || steps[i].replaced != nullptr ? 1 : 0;
    }
    return changes;
  }

 private:
  // The rules by marks that are cnft's own, or those that are not.
  Result<std::vector<Rule>> Rules(Family family, bool own) {
    std::vector<Rule> rules;
    const auto done = Dump(
        Request(RTM_GETRULE, NLM_F_DUMP, fib_rule_hdr{.family = Number(family)}),
        [&] { rules.clear(); },
        [&](std::string_view m) {
          const auto header = HeaderOf<fib_rule_hdr>(m);
          const AttributeTable<FRA_MAX + 1> attributes(AttributesOf<fib_rule_hdr>(m));
          if (header.family != Number(family) ||
              (attributes[FRA_PROTOCOL].U8() == kProtocol) != own ||
              (!own && !attributes[FRA_FWMARK])) {
            return;
          }
          rules.push_back({family, U32(attributes[FRA_PRIORITY]), U32(attributes[FRA_FWMARK]),
                           U32(attributes[FRA_FWMASK]),
                           attributes[FRA_TABLE] ? U32(attributes[FRA_TABLE]) : header.table});
        });
    if (!done) return std::unexpected(done.error());
    return rules;
  }

  struct Step {
    bool add = true;
    const Route* route = nullptr;
    const Rule* rule = nullptr;
    const Route* replaced = nullptr;  // whose place the route takes

    Step Undone() const {
      if (replaced != nullptr) return {true, replaced, nullptr, route};
      return {!add, route, rule, nullptr};
    }
  };

  static void Note(Step& step, const Route& route) { step.route = &route; }
  static void Note(Step& step, const Rule& rule) { step.rule = &rule; }

  // The elements of `from` that `without` does not hold.
  template <typename T>
  static void Collect(const std::vector<T>& from, const std::vector<T>& without, bool add,
                      std::vector<Step>& steps) {
    for (const T& element : from) {
      if (std::ranges::find(without, element) != without.end()) continue;
      Step& step = steps.emplace_back();
      step.add = add;
      Note(step, element);
    }
  }

  // Makes one step of a route that is added and the one that is removed from the same place.
  static void Replace(std::vector<Step>& steps) {
    for (Step& step : steps) {
      if (!step.add || step.route == nullptr) continue;
      const auto removal = std::ranges::find_if(steps, [&](const Step& other) {
        return !other.add && other.route != nullptr && SamePlace(*other.route, *step.route);
      });
      if (removal == steps.end()) continue;
      step.replaced = removal->route;
      removal->route = nullptr;
    }
    std::erase_if(steps,
                  [](const Step& step) { return step.route == nullptr && step.rule == nullptr; });
  }

  Result<void> Take(const Step& step) {
    if (step.rule != nullptr) return ChangeRule(*step.rule, step.add);
    const std::uint16_t flags = step.replaced != nullptr ? NLM_F_CREATE | NLM_F_REPLACE
                                : step.add               ? NLM_F_CREATE | NLM_F_EXCL
                                                         : 0;
    return ChangeRoute(*step.route, step.add, flags);
  }

  Result<void> ChangeRule(const Rule& rule, bool add) {
    fib_rule_hdr header{};
    header.family = Number(rule.family);
    header.action = FR_ACT_TO_TBL;
    Request request(add ? RTM_NEWRULE : RTM_DELRULE,
                    static_cast<std::uint16_t>(NLM_F_ACK | (add ? NLM_F_CREATE | NLM_F_EXCL : 0)),
                    header);
    request.PutU32(FRA_PRIORITY, rule.priority);
    request.PutU32(FRA_FWMARK, rule.mark);
    request.PutU32(FRA_FWMASK, rule.mask);
    request.PutU32(FRA_TABLE, rule.table);
    request.Put(FRA_PROTOCOL, &kProtocol, sizeof kProtocol);
    return Carry(request, fmt::format("{} the rule for mark {:#x}/{:#x}", add ? "add" : "remove",
                                      rule.mark, rule.mask));
  }

  Result<void> ChangeRoute(const Route& route, bool add, std::uint16_t flags) {
    const auto links = Links();
    if (!links) return std::unexpected(links.error());
    const auto link = std::ranges::find(*links, route.device, &Link::name);
    if (link == links->end()) {
      return std::unexpected(Error{.code = ErrorCode::kSystem,
                                   .error_number = ENODEV,
                                   .message = fmt::format("there is no device {}", route.device)});
    }
    rtmsg header{};
    header.rtm_family = Number(route.family);
    header.rtm_dst_len =
        static_cast<unsigned char>(PrefixLength(route.destination.mask).value_or(0));
    header.rtm_table = RT_TABLE_UNSPEC;
    header.rtm_protocol = kProtocol;
    header.rtm_scope = route.local     ? RT_SCOPE_HOST
                       : route.gateway ? RT_SCOPE_UNIVERSE
                                       : RT_SCOPE_LINK;
    header.rtm_type = route.local ? RTN_LOCAL : RTN_UNICAST;
    Request request(add ? RTM_NEWROUTE : RTM_DELROUTE,
                    static_cast<std::uint16_t>(NLM_F_ACK | flags), header);
    request.PutU32(RTA_TABLE, route.table);
    if (header.rtm_dst_len != 0) request.PutAddress(RTA_DST, route.destination.address);
    if (route.gateway) request.PutAddress(RTA_GATEWAY, *route.gateway);
    request.PutU32(RTA_OIF, link->index);
    if (route.mtu != 0) {
      struct {
        nlattr header;
        std::uint32_t value;
      } mtu = {{sizeof mtu, RTAX_MTU}, route.mtu};
      request.Put(RTA_METRICS, &mtu, sizeof mtu);
    }
    return Carry(request, fmt::format("{} a route of table {} through {}", add ? "add" : "remove",
                                      route.table, route.device));
  }

  Result<void> Carry(Request& request, const std::string& what) {
    auto done = socket_.Dump(
        request.Finish(), 0, [] {}, [](std::uint16_t, std::uint8_t, std::string_view) {});
    if (done) return {};
    Error error = done.error();
    error.message = fmt::format("cannot {}: {}", what, std::strerror(error.error_number));
    return std::unexpected(std::move(error));
  }

  template <typename Answer>
  Result<void> Dump(Request request, const std::function<void()>& restart, Answer answer) {
    return socket_.Dump(request.Finish(), 0, restart,
                        [&](std::uint16_t, std::uint8_t, std::string_view m) { answer(m); });
  }

  template <typename Answer>
  Result<void> DumpRoutes(Family family, const std::function<void()>& restart, Answer answer) {
    rtmsg header{};
    header.rtm_family = Number(family);
    return Dump(Request(RTM_GETROUTE, NLM_F_DUMP, header), restart, [&](std::string_view m) {
      const auto route = HeaderOf<rtmsg>(m);
      if (route.rtm_family != Number(family)) return;
      answer(route, AttributeTable<RTA_MAX + 1>(AttributesOf<rtmsg>(m)));
    });
  }

  static Route RouteOf(const rtmsg& header, const AttributeTable<RTA_MAX + 1>& attributes,
                       Family family, const std::vector<Link>& links) {
    Route route{.family = family,
                .table = TableOf(header, attributes),
                .local = header.rtm_type == RTN_LOCAL,
                .destination = Prefix(attributes[RTA_DST], family, header.rtm_dst_len),
                .gateway = AddressOf(attributes[RTA_GATEWAY], family)};
    const auto link = std::ranges::find(links, U32(attributes[RTA_OIF]), &Link::index);
    if (link != links.end()) route.device = link->name;
    const AttributeTable<RTAX_MAX + 1> metrics(attributes[RTA_METRICS].bytes());
    route.mtu = U32(metrics[RTAX_MTU]);
    return route;
  }

  static std::uint32_t TableOf(const rtmsg& header, const AttributeTable<RTA_MAX + 1>& attributes) {
    return attributes[RTA_TABLE] ? U32(attributes[RTA_TABLE]) : header.rtm_table;
  }

  netlink::Socket socket_;
};

}  // namespace

Result<std::unique_ptr<Router>> Router::Open(const netlink::SocketOptions& options) {
  auto socket = netlink::Socket::Open(NETLINK_ROUTE, options);
  if (!socket) return std::unexpected(socket.error());
  return std::make_unique<KernelRouter>(std::move(*socket));
}

}  // namespace cnft::routing
