// SPDX-License-Identifier: GPL-2.0-or-later
// cnft doctor: what is on this node beside cnft, what will clash, what to do about it. Reads only.
#include <fmt/format.h>

#include "cli/report.h"
#include "compat/survey/findings.h"
#include "compat/survey/presences.h"
#include "compat/survey/wrappers.h"

namespace cnft::cli {
namespace {

// Text shows so many places of a finding, unless it is to say more.
constexpr std::size_t kShown = 5;

json_t* Texts(const std::vector<std::string>& texts) {
  json_t* list = json_array();
  for (const std::string& text : texts) json_array_append_new(list, JsonText(text));
  return list;
}

json_t* OwnersToJson(const compat::Presence& presence) {
  json_t* owners = json_object();
  for (const auto& [owner, chains] : presence.owners) {
    json_object_set_new(owners, owner.c_str(), json_integer(static_cast<json_int_t>(chains)));
  }
  return owners;
}

// "Docker 2, kube-proxy 40", in chains.
std::string OwnersInWords(const compat::Presence& presence) {
  std::vector<std::string> words;
  words.reserve(presence.owners.size());
  for (const auto& [owner, chains] : presence.owners) {
    words.push_back(fmt::format("{} {}", owner, chains));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

void PrintJson(const compat::Node& node, const std::vector<compat::Presence>& presences,
               const std::vector<compat::Finding>& findings) {
  json_t* tables = json_array();
  for (const compat::Presence& presence : presences) {
    json_array_append_new(
        tables,
        json_pack("{s:o, s:o, s:I, s:I, s:o}", "backend", JsonText(presence.backend), "table",
                  JsonText(presence.table), "chains", static_cast<json_int_t>(presence.chains),
                  "rules", static_cast<json_int_t>(presence.rules), "owners",
                  OwnersToJson(presence)));
  }
  json_t* list = json_array();
  for (const compat::Finding& finding : findings) {
    json_array_append_new(
        list, json_pack("{s:o, s:o, s:o, s:o, s:o}", "code", JsonText(finding.code), "what",
                        JsonText(finding.what), "where", Texts(finding.where), "why",
                        JsonText(finding.why), "fix", JsonText(finding.fix)));
  }
  PrintLine(
      Json(json_pack("{s:b, s:o, s:o, s:o}", "installed", node.own.empty() ? 0 : 1, "wrappers",
                     JsonText(compat::Name(compat::ChooseAsWrappers(node).backend)), "tables",
                     tables, "findings", list)));
}

void PrintText(const Options& options, const compat::Node& node,
               const std::vector<compat::Presence>& presences,
               const std::vector<compat::Finding>& findings) {
  if (node.own.empty()) fmt::print("cnft has nothing installed\n");
  for (const compat::Presence& presence : presences) {
    fmt::print("{} {}: {}", presence.backend, presence.table, Plural(presence.chains, "chain"));
    if (presence.backend != "nftables") fmt::print(", {}", Plural(presence.rules, "rule"));
    if (!presence.owners.empty()) fmt::print(" ({})", OwnersInWords(presence));
    fmt::print("\n");
  }
  if (!node.backends.empty()) {
    fmt::print("iptables-wrappers chooses {}\n",
               compat::Name(compat::ChooseAsWrappers(node).backend));
  }
  for (const compat::Finding& finding : findings) {
    fmt::print("\n{} [{}]\n", finding.what, finding.code);
    const std::size_t shown =
        options.verbose ? finding.where.size() : std::min(finding.where.size(), kShown);
    for (std::size_t i = 0; i < shown; ++i) fmt::print("    {}\n", finding.where[i]);
    if (shown < finding.where.size()) {
      fmt::print("    … and {} more (--verbose)\n", finding.where.size() - shown);
    }
    fmt::print("  why: {}\n  fix: {}\n", finding.why, finding.fix);
  }
  if (findings.empty()) fmt::print("nothing needs attention\n");
}

}  // namespace

int Doctor(const Options& options) {
  const auto node = compat::ReadNode(options.translate.table);
  if (!node) return Report(options, node.error(), nullptr);
  const auto presences = compat::ListPresences(*node);
  const auto findings = compat::Examine(*node);
  if (options.output == Output::kJson) {
    PrintJson(*node, presences, findings);
  } else {
    PrintText(options, *node, presences, findings);
  }
  return findings.empty() ? kDone : kDifferent;
}

}  // namespace cnft::cli
