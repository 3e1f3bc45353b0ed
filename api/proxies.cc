// SPDX-License-Identifier: GPL-2.0-or-later
// The proxies that Cilium's rules redirect to, as the kernel holds them.
#include "api/proxies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <utility>

#include "api/show.h"
#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"

namespace cnft {
namespace {

constexpr std::string_view kBefore = "cilium: TPROXY to host ";
constexpr std::string_view kAfter = " proxy";

constexpr std::string_view kOptions[] = {"-p", "--mark", "--comment", "--on-port"};
enum Value : std::size_t { kProtocol, kMark, kComment, kPort, kValues };

// What stands behind the options that matter, and where.
using Values = std::array<iptables::Word, kValues>;

Values Read(std::string_view rule, std::deque<std::string>& storage) {
  iptables::Lexer lexer(rule, Span{}, storage);
  Values values;
  iptables::Word* wanted = nullptr;
  for (iptables::Word word; lexer.Next(word);) {
    if (wanted != nullptr) *wanted = word;
    const auto* option = word.quoted ? std::end(kOptions) : std::ranges::find(kOptions, word.text);
    wanted = option == std::end(kOptions)
                 ? nullptr
                 : &values[static_cast<std::size_t>(option - std::begin(kOptions))];
  }
  return values;
}

// The port in network byte order, read as a number of the host, with Cilium's mark for proxies.
std::uint32_t MarkOf(std::uint16_t port) {
  return 0x200U | static_cast<std::uint32_t>((port & 0xff) << 8 | port >> 8) << 16;
}

}  // namespace

std::optional<InstalledProxy> ProxyOf(std::string_view rule) {
  std::deque<std::string> storage;
  const Values values = Read(rule, storage);
  const std::string_view comment = values[kComment].text;
  if (!comment.starts_with(kBefore) || !comment.ends_with(kAfter)) return std::nullopt;
  const auto port = iptables::ParseNumber(values[kPort].text, 0xffff);
  const auto mark = iptables::ParseMasked(values[kMark].text);
  if (!port || !mark || comment.size() < kBefore.size() + kAfter.size()) return std::nullopt;
  InstalledProxy proxy;
  proxy.name = comment.substr(kBefore.size(), comment.size() - kBefore.size() - kAfter.size());
  proxy.protocol = values[kProtocol].text;
  proxy.port = static_cast<std::uint16_t>(*port);
  proxy.mark = mark->value;
  return proxy;
}

std::string WithProxy(std::string_view rule, std::string_view name, std::uint16_t port) {
  std::deque<std::string> storage;
  const Values values = Read(rule, storage);
  std::string comment;
  iptables::AppendQuoted(fmt::format("{}{}{}", kBefore, name, kAfter), comment);
  std::vector<std::pair<Span, std::string>> edits = {
      {values[kMark].span, fmt::format("{:#x}", MarkOf(port))},
      {values[kComment].span, std::move(comment)},
      {values[kPort].span, fmt::format("{}", port)}};
  std::ranges::sort(edits, {}, [](const auto& edit) { return edit.first.begin; });
  std::string text;
  std::size_t at = 0;
  for (const auto& [span, now] : edits) {
    text += rule.substr(at, span.begin - at);
    text += now;
    at = span.end;
  }
  return text += rule.substr(at);
}

std::vector<InstalledProxy> ProxiesOf(const nftables::Table& table) {
  std::vector<InstalledProxy> proxies;
  for (const CountedRule& rule : CountRules(table)) {
    if (rule.table != "mangle" || rule.chain != kProxyChain) continue;
    auto proxy = ProxyOf(rule.rule);
    if (!proxy) continue;
    proxy->family = table.family;
    proxy->packets = rule.counters.packets;
    proxies.push_back(std::move(*proxy));
  }
  return proxies;
}

}  // namespace cnft
