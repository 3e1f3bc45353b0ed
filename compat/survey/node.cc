// SPDX-License-Identifier: GPL-2.0-or-later
// What filters and translates packets on this node.
#include "compat/survey/node.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "compat/ipset/kernel.h"
#include "compat/iptables_nft/kernel.h"
#include "compat/xtables/kernel.h"
#include "ruleset/iptables/parser.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

// The files of distributions, and folders they include.
constexpr std::string_view kFiles[] = {"etc/nftables.conf", "etc/sysconfig/nftables.conf"};
constexpr std::string_view kFolders[] = {"etc/nftables", "etc/nftables.d"};

void FindFlushesIn(const std::filesystem::path& file, std::vector<Flush>& flushes) {
  std::ifstream in(file);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::string_view statement =
        std::string_view(line).substr(0, std::min(line.find('#'), line.size()));
    const std::size_t first = statement.find_first_not_of(" \t;");
    if (first == std::string_view::npos) continue;
    if (statement.substr(first).starts_with("flush ruleset")) {
      flushes.push_back({file.string(), number});
    }
  }
}

}  // namespace

std::string_view Name(Backend backend) { return backend == Backend::kLegacy ? "legacy" : "nft"; }

std::string BackendRules::Program() const {
  return fmt::format("{}-{}", ruleset.family == Family::kIpv4 ? "iptables" : "ip6tables",
                     Name(backend));
}

BackendRules ParseLive(Backend backend, Family family, LiveRules rules) {
  BackendRules parsed;
  parsed.backend = backend;
  parsed.opaque = std::move(rules.opaque);
  parsed.ruleset.family = family;
  const std::uint16_t source = parsed.sources.Add(parsed.Program(), std::move(rules.text));
  // What a rule says is looked at when it is needed: one that cannot be read is opaque.
  Diagnostics diagnostics;
  iptables::Parse(source, parsed.sources, translator::Extensions(), diagnostics, parsed.ruleset);
  return parsed;
}

std::vector<Flush> FindFlushes(const std::filesystem::path& root) {
  std::vector<Flush> flushes;
  for (const std::string_view file : kFiles) FindFlushesIn(root / file, flushes);
  for (const std::string_view folder : kFolders) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(root / folder, error)) {
      files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const auto& file : files) FindFlushesIn(file, flushes);
  }
  return flushes;
}

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
  node.flushes = FindFlushes("/");
  return node;
}

}  // namespace cnft::compat
