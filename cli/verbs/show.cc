// SPDX-License-Identifier: GPL-2.0-or-later
// cnft show: what cnft has installed, with counters, in the form asked for.
#include "api/show.h"

#include <fmt/core.h>

#include "api/proxies.h"
#include "api/ruleset_input.h"
#include "cli/backend.h"
#include "cli/report.h"
#include "nft/json/write.h"
#include "nft/routing/routing.h"
#include "nft/text/print.h"

namespace cnft::cli {
namespace {

// What the JSON cannot say stands in it as null; people are told.
std::string JsonListing(const nftables::Ruleset& ruleset) {
  json::Unsayable unsayable;
  const json::Json listing = json::WriteListing(ruleset, unsayable);
  for (const std::string& what : unsayable) {
    fmt::print(stderr, "cnft: null stands for what the JSON of libnftables cannot say: {}\n", what);
  }
  return json::Dump(listing) + "\n";
}

std::string Form(const Options& options, const nftables::Table& table) {
  if (options.show_as == "iptables") return PrintIptables(table, true);
  return text::Print(table, {.zero_counters = true});
}

int ShowProxies(const Options& options, const nftables::Ruleset& ruleset) {
  std::vector<InstalledProxy> proxies;
  for (const nftables::Table& table : ruleset.tables) {
    for (InstalledProxy& proxy : ProxiesOf(table)) proxies.push_back(std::move(proxy));
  }
  if (options.output == Output::kJson) {
    json_t* list = json_array();
    for (const InstalledProxy& proxy : proxies) {
      json_array_append_new(
          list, json_pack("{s:o, s:s, s:o, s:i, s:I, s:I}", "name", JsonText(proxy.name), "family",
                          proxy.family == Family::kIpv4 ? "ipv4" : "ipv6", "protocol",
                          JsonText(proxy.protocol), "port", static_cast<int>(proxy.port), "mark",
                          static_cast<json_int_t>(proxy.mark), "packets",
                          static_cast<json_int_t>(proxy.packets)));
    }
    PrintLine(Json(json_pack("{s:o}", "proxies", list)));
    return kDone;
  }
  if (proxies.empty()) fmt::print(stderr, "cnft: no rule redirects to a proxy\n");
  if (!proxies.empty()) {
    fmt::print("{:<40} {:<6} {:<8} {:>6} {:>12} {:>10}\n", "NAME", "FAMILY", "PROTOCOL", "PORT",
               "MARK", "PACKETS");
  }
  for (const InstalledProxy& proxy : proxies) {
    fmt::print("{:<40} {:<6} {:<8} {:>6} {:>#12x} {:>10}\n", proxy.name,
               proxy.family == Family::kIpv4 ? "ipv4" : "ipv6", proxy.protocol, proxy.port,
               proxy.mark, proxy.packets);
  }
  return kDone;
}

bool Wanted(const Options& options, Family family) {
  return options.show_family == "all" ||
         options.show_family == (family == Family::kIpv4 ? "ipv4" : "ipv6");
}

// Policy rules and routes as ip(8) takes them, each behind `before`.
void PrintRouting(const Options& options, const routing::Routing& routing,
                  std::string_view before) {
  const auto print = [&](const auto& list, std::string_view object) {
    for (const auto& one : list) {
      if (!Wanted(options, one.family)) continue;
      fmt::print("{}ip {} {} add {}\n", before, one.family == Family::kIpv4 ? "-4" : "-6", object,
                 Print(one));
    }
  };
  print(routing.rules, "rule");
  print(routing.routes, "route");
}

json_t* RoutingToJson(const Options& options, const routing::Routing& routing) {
  json_t* object = json_object();
  const auto add = [&](const char* name, const auto& list) {
    json_t* texts = json_array();
    for (const auto& one : list) {
      if (!Wanted(options, one.family)) continue;
      json_array_append_new(
          texts, json_pack("{s:s, s:o}", "family", one.family == Family::kIpv4 ? "ipv4" : "ipv6",
                           "text", JsonText(Print(one))));
    }
    json_object_set_new(object, name, texts);
  };
  add("rules", routing.rules);
  add("routes", routing.routes);
  return object;
}

int ShowRouting(const Options& options, const routing::Routing& routing) {
  if (options.output == Output::kJson) {
    PrintLine(Json(RoutingToJson(options, routing)));
    return kDone;
  }
  if (routing.empty()) fmt::print(stderr, "cnft: no policy routing is installed\n");
  PrintRouting(options, routing, "");
  return kDone;
}

}  // namespace

int Show(const Options& options) {
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  nftables::Ruleset ruleset;
  for (const auto& [family, word] :
       {std::pair(Family::kIpv4, "ipv4"), std::pair(Family::kIpv6, "ipv6")}) {
    if (!Wanted(options, family)) continue;
    auto read = (*kernel)->Read(family, options.translate.table);
    if (!read) return Report(options, read.error(), nullptr);
    if (!*read) continue;
    if ((*read)->foreign) {
      fmt::print(stderr, "cnft: the {} table holds what cnft did not write; it is left out\n",
                 word);
    }
    // What release needs says nothing to people.
    std::erase_if((*read)->table.sets,
                  [](const nftables::Set& set) { return set.name == kAbsorbedSet; });
    ruleset.tables.push_back(std::move((*read)->table));
  }
  if (options.show_proxies) return ShowProxies(options, ruleset);
  const auto router = routing::Router::Open();
  if (!router) return Report(options, router.error(), nullptr);
  const auto routing = (*router)->Owned();
  if (!routing) return Report(options, routing.error(), nullptr);
  if (options.show_routing) return ShowRouting(options, *routing);
  const bool json = options.output == Output::kJson;
  if (options.show_as == "json" || (json && options.show_as == "nft")) {
    fmt::print("{}", JsonListing(ruleset));
    return kDone;
  }
  if (ruleset.tables.empty() && routing->empty() && !json) {
    fmt::print(stderr, "cnft: nothing is installed\n");
    return kDone;
  }
  json_t* texts = json_object();
  for (const nftables::Table& table : ruleset.tables) {
    const bool ipv4 = table.family == Family::kIpv4;
    const std::string text = Form(options, table);
    if (json) {
      json_object_set_new(texts, ipv4 ? "ipv4" : "ipv6", JsonText(text));
    } else {
      // Texts of two families in one output would be read as one.
      if (options.show_as == "iptables" && ruleset.tables.size() > 1) {
        fmt::print("# {}\n", ipv4 ? "IPv4" : "IPv6");
      }
      fmt::print("{}", text);
    }
  }
  if (json && !routing->empty()) {
    json_object_set_new(texts, "routing", RoutingToJson(options, *routing));
  }
  const Json holder(texts);
  if (json) PrintLine(holder);
  if (!json) PrintRouting(options, *routing, "# ");
  return kDone;
}

}  // namespace cnft::cli
