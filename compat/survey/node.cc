// SPDX-License-Identifier: GPL-2.0-or-later
// What filters and translates packets on this node.
#include "compat/survey/node.h"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "api/ruleset_input.h"
#include "api/show.h"
#include "api/sysctl.h"
#include "compat/ipset/kernel.h"
#include "compat/iptables_nft/kernel.h"
#include "compat/xtables/kernel.h"
#include "nft/netlink/kernel.h"
#include "nft/routing/routing.h"
#include "ruleset/iptables/parser.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

// The kernel's own table of local addresses (rt_tables of ip-route(8)).
constexpr std::uint32_t kLocalTable = 255;

// The files of distributions, and folders they include.
constexpr std::string_view kFiles[] = {"etc/nftables.conf", "etc/sysconfig/nftables.conf"};
constexpr std::string_view kFolders[] = {"etc/nftables", "etc/nftables.d"};

void SearchFile(const std::filesystem::path& file, NftablesFiles& found) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return;
  std::ifstream in(file);
  if (!in.is_open()) found.unreadable.push_back(file.string());
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::string_view statement =
        std::string_view(line).substr(0, std::min(line.find('#'), line.size()));
    const std::size_t first = statement.find_first_not_of(" \t;");
    if (first == std::string_view::npos) continue;
    if (statement.substr(first).starts_with("flush ruleset")) {
      found.flushes.push_back({file.string(), number});
    }
  }
}

}  // namespace

bool MarkRouting::Delivers(const routing::Rule& rule) const {
  return rule.table == kLocalTable ||
         std::ranges::any_of(local, [&rule](const routing::Route& route) {
           return route.family == rule.family && route.table == rule.table;
         });
}

NftablesFiles SearchNftablesFiles(const std::filesystem::path& root) {
  NftablesFiles found;
  for (const std::string_view file : kFiles) SearchFile(root / file, found);
  for (const std::string_view folder : kFolders) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(root / folder, error)) {
      files.push_back(entry.path());
    }
    if (error && error != std::errc::no_such_file_or_directory) {
      found.unreadable.push_back((root / folder).string());
    }
    std::ranges::sort(files);
    for (const auto& file : files) SearchFile(file, found);
  }
  return found;
}

namespace {

// What cnft has installed, as the iptables rules it came from.
Result<void> ReadOwn(Node& node) {
  if (!HasNfTables()) return {};
  auto kernel = netlink::OpenKernel();
  if (!kernel) return std::unexpected(kernel.error());
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    auto snapshot = (*kernel)->Read(family, node.table);
    if (!snapshot) return std::unexpected(snapshot.error());
    if (!*snapshot) continue;
    for (const nftables::Set& set : (*snapshot)->table.sets) {
      if (set.name != kAbsorbedSet) continue;
      node.absorbed[static_cast<std::size_t>(family)] = RecordIn(set.elements);
    }
    LiveRules rules{PrintIptables((*snapshot)->table, false), {}};
    node.own.push_back(ParseLive(Backend::kCnft, family, std::move(rules)));
  }
  return {};
}

Result<void> ReadRouting(Node& node) {
  auto router = routing::Router::Open();
  if (!router) return std::unexpected(router.error());
  const auto links = (*router)->Links();
  if (!links) return std::unexpected(links.error());
  for (const routing::Link& link : *links) node.devices.push_back(link.name);
  auto owned = (*router)->Owned();
  if (!owned) return std::unexpected(owned.error());
  node.routing.own = std::move(owned->rules);
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    auto others = (*router)->RulesOfOthers(family);
    if (!others) return std::unexpected(others.error());
    std::ranges::move(*others, std::back_inserter(node.routing.others));
    auto local = (*router)->LocalRoutes(family);
    if (!local) return std::unexpected(local.error());
    std::ranges::move(*local, std::back_inserter(node.routing.local));
  }
  return {};
}

}  // namespace

Result<Node> ReadNode(std::string_view table) {
  Node node;
  node.table = table;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    for (const Backend backend : {Backend::kLegacy, Backend::kNft}) {
      auto rules = backend == Backend::kLegacy ? ReadLegacyRules(family) : ReadNftRules(family);
      if (!rules) return std::unexpected(rules.error());
      if (rules->text.empty()) continue;
      node.backends.push_back(ParseLive(backend, family, std::move(*rules)));
    }
  }
  auto sets = ReadIpsets();
  if (!sets) return std::unexpected(sets.error());
  node.sets = std::move(*sets);
  auto native = ReadNativeTables();
  if (!native) return std::unexpected(native.error());
  node.native = std::move(*native);
  if (const auto own = ReadOwn(node); !own) return std::unexpected(own.error());
  if (const auto routing = ReadRouting(node); !routing) return std::unexpected(routing.error());
  node.files = SearchNftablesFiles("/");
  node.kernel = KernelFeatures::Read("/");
  auto listeners = ReadListeners(node.kernel);
  if (!listeners) return std::unexpected(listeners.error());
  node.listeners = std::move(*listeners);
  node.setting = ReadSysctl;
  return node;
}

}  // namespace cnft::compat
