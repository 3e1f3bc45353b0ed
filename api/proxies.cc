// SPDX-License-Identifier: GPL-2.0-or-later
// The proxies that Cilium's rules redirect to, as the kernel holds them.
#include "api/proxies.h"

#include <deque>
#include <optional>

#include "api/show.h"
#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"

namespace cnft {
namespace {

constexpr std::string_view kBefore = "cilium: TPROXY to host ";
constexpr std::string_view kAfter = " proxy";

// The words behind the options that matter.
struct Words {
  std::string protocol;
  std::string mark;
  std::string comment;
  std::string port;
};

Words Read(std::string_view rule) {
  std::deque<std::string> storage;
  iptables::Lexer lexer(rule, Span{}, storage);
  iptables::Word word;
  Words words;
  std::string* wanted = nullptr;
  while (lexer.Next(word)) {
    if (wanted != nullptr) *wanted = word.text;
    wanted = word.quoted                ? nullptr
             : word.text == "-p"        ? &words.protocol
             : word.text == "--mark"    ? &words.mark
             : word.text == "--comment" ? &words.comment
             : word.text == "--on-port" ? &words.port
                                        : nullptr;
  }
  return words;
}

std::optional<InstalledProxy> ProxyOf(const CountedRule& rule, Family family) {
  Words words = Read(rule.rule);
  const std::string_view comment = words.comment;
  if (!comment.starts_with(kBefore) || !comment.ends_with(kAfter)) return std::nullopt;
  const auto port = iptables::ParseNumber(words.port, 0xffff);
  const auto mark = iptables::ParseMasked(words.mark);
  if (!port || !mark) return std::nullopt;
  const std::string_view name =
      comment.substr(kBefore.size(), comment.size() - kBefore.size() - kAfter.size());
  return InstalledProxy{std::string(name),
                        family,
                        std::move(words.protocol),
                        static_cast<std::uint16_t>(*port),
                        mark->value,
                        rule.counters.packets};
}

}  // namespace

std::vector<InstalledProxy> ProxiesOf(const nftables::Table& table) {
  std::vector<InstalledProxy> proxies;
  for (const CountedRule& rule : CountRules(table)) {
    if (rule.table != "mangle" || rule.chain != "CILIUM_PRE_mangle") continue;
    if (auto proxy = ProxyOf(rule, table.family)) proxies.push_back(std::move(*proxy));
  }
  return proxies;
}

}  // namespace cnft
