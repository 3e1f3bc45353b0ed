// SPDX-License-Identifier: GPL-2.0-or-later
// Small changes to what is installed.
#include "api/delta.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

#include "api/proxies.h"
#include "api/ruleset_input.h"
#include "api/sysctl.h"
#include "nft/diff.h"
#include "ruleset/ipset/parser.h"
#include "ruleset/iptables/lexer.h"
#include "translator/native_set.h"

namespace cnft {
namespace {

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};
constexpr std::string_view kTable = "mangle";
constexpr std::string_view kAsks = "/..asks";  // translator/translate.cc

Error NeedsApply(std::string message) {
  Error error;
  error.code = ErrorCode::kNeedsApply;
  error.message = std::move(message);
  error.hint = "apply the whole ruleset";
  return error;
}

// One line of text, and not nothing.
Result<void> CheckWord(std::string_view word, std::string_view what) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  if (!word.empty() && std::ranges::none_of(word, control)) return {};
  Error error;
  error.code = ErrorCode::kInput;
  error.message = fmt::format("{} must be one line of text", what);
  return std::unexpected(std::move(error));
}

void Count(ChangeKind kind, ApplyReport& report) {
  ++(kind == ChangeKind::kAdded     ? report.added
     : kind == ChangeKind::kRemoved ? report.removed
                                    : report.changed);
}

// ---- Rules -----------------------------------------------------------------------------------

using Rules = std::vector<std::string>;  // each what follows "-A CHAIN "

Rules RulesOf(const nftables::Chain& chain) {
  Rules rules;
  for (const nftables::Rule& rule : chain.rules) {
    if (rule.role == nftables::Role::kRule) rules.push_back(rule.source);
  }
  return rules;
}

std::string NewRule(Family family, std::string_view protocol, const DeltaOptions& options) {
  const std::string address =
      options.proxy_address
          ? fmt::format(" --on-ip {}", family == Family::kIpv4 ? "127.0.0.1" : "::1")
          : "";
  return fmt::format(
      "-p {} -m mark --mark 0x200 -m comment --comment x -j TPROXY --tproxy-mark 0x200{} "
      "--on-port 1",
      protocol, address);
}

// The same rules with that proxy at that port.
Rules WithProxy(const Rules& rules, Family family, const std::string& name, std::uint16_t port,
                const DeltaOptions& options) {
  Rules result;
  bool found = false;
  for (const std::string& rule : rules) {
    const auto proxy = ProxyOf(rule);
    if (!proxy || proxy->name != name) {
      result.push_back(rule);
      continue;
    }
    found = true;
    if (port != 0) result.push_back(cnft::WithProxy(rule, name, port));
  }
  if (found || port == 0) return result;
  for (const std::string_view protocol : {"tcp", "udp"}) {
    const auto alike = std::ranges::find_if(rules, [&](const std::string& rule) {
      const auto proxy = ProxyOf(rule);
      return proxy && proxy->protocol == protocol;
    });
    const std::string model = alike != rules.end() ? *alike : NewRule(family, protocol, options);
    result.push_back(cnft::WithProxy(model, name, port));
  }
  return result;
}

// What a chain of rules becomes by itself.
struct Translated {
  std::vector<nftables::Chain> chains;  // but for PREROUTING, from which it is reached
  // Asks the kernel for what no native rule of these does; in a whole ruleset others may.
  std::optional<nftables::Chain> asks;
};
Result<Translated> Translate(const Rules& rules, Family family, const DeltaOptions& options,
                             Sources& sources) {
  std::string text = fmt::format(
      "*{0}\n:PREROUTING ACCEPT [0:0]\n:{1} - [0:0]\n-A PREROUTING -j {1}\n", kTable, kProxyChain);
  for (const std::string& rule : rules) text += fmt::format("-A {} {}\n", kProxyChain, rule);
  text += "COMMIT\n";
  const std::uint16_t source = sources.Add(std::string(kProxyChain), text);
  const InputKind kind = family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6;
  RulesetInput input = ReadInput({{kind, std::string(kProxyChain), std::move(text)}});
  translator::TranslateOptions translate = options.translate;
  if (!translate.bridge_netfilter) translate.bridge_netfilter = BridgesPassHooks;
  nftables::Collector collector;
  TranslateFamily(input, family, translate, collector);
  if (input.diagnostics.errors() > 0) {
    return std::unexpected(
        NeedsApply(fmt::format("the rules of {} cannot be translated by themselves: {}",
                               kProxyChain, input.diagnostics.InOrder().front()->message)));
  }
  nftables::Ruleset ruleset = collector.Take();
  nftables::Table& table = ruleset.tables.at(0);
  if (!table.sets.empty() || !table.objects.empty()) {
    return std::unexpected(NeedsApply(fmt::format("the rules of {} need sets", kProxyChain)));
  }
  std::erase_if(table.chains, [](const nftables::Chain& chain) { return chain.base.has_value(); });
  Translated translated;
  for (nftables::Chain& chain : table.chains) {
    for (nftables::Rule& rule : chain.rules) {
      if (rule.span.known()) rule.span.source = source;
    }
    if (chain.name.ends_with(kAsks)) {
      translated.asks = std::move(chain);
    } else {
      translated.chains.push_back(std::move(chain));
    }
  }
  return translated;
}

// What stands of chains that cnft would install as `expected`.
Result<std::vector<nftables::Chain>> ReadAs(Kernel& kernel, Family family, const std::string& table,
                                            const std::vector<nftables::Chain>& expected) {
  std::vector<nftables::Chain> chains;
  for (const nftables::Chain& chain : expected) {
    auto standing = kernel.ReadChain(family, table, chain.name);
    if (!standing) return std::unexpected(standing.error());
    if (!*standing || (*standing)->foreign || (*standing)->chain.role != chain.role ||
        (*standing)->chain.base != chain.base || (*standing)->chain.rules != chain.rules) {
      return std::unexpected(
          NeedsApply(fmt::format("the chain {} is not as cnft would install it now", chain.name)));
    }
    chains.push_back(std::move((*standing)->chain));
  }
  return chains;
}

// Adds to `transaction` what brings the proxy to that port in one family. False: there is no such
// chain.
Result<bool> PlanProxy(Kernel& kernel, Family family, const std::string& name, std::uint16_t port,
                       const DeltaOptions& options, Transaction& transaction, ApplyReport& report,
                       Sources& sources) {
  nftables::Table current{family, options.translate.table, {}, {}, {}};
  nftables::Table desired = current;
  const auto standing =
      kernel.ReadChain(family, current.name, fmt::format("{}/{}", kTable, kProxyChain));
  if (!standing) return std::unexpected(standing.error());
  if (!*standing) return false;
  const Rules before = RulesOf((*standing)->chain);
  const Rules after = WithProxy(before, family, name, port, options);
  report.rules += after.size();
  if (after == before) return true;
  const auto old = Translate(before, family, options, sources);
  if (!old) return std::unexpected(old.error());
  auto now = Translate(after, family, options, sources);
  if (!now) return std::unexpected(now.error());
  auto read = ReadAs(kernel, family, current.name, old->chains);
  if (!read) return std::unexpected(read.error());
  current.chains = std::move(*read);
  desired.chains = std::move(now->chains);
  if (now->asks && !old->asks) {
    // The rules that go may have been the only ones to ask.
    const auto asks = kernel.ReadChain(family, current.name, now->asks->name);
    if (!asks) return std::unexpected(asks.error());
    if (!*asks) desired.chains.push_back(std::move(*now->asks));
  }
  for (const Change& change : Diff(&current, desired, transaction)) Count(change.kind, report);
  return true;
}

// ---- Sets ------------------------------------------------------------------------------------

// The element as one of the native set.
Result<nftables::Set> NativeElement(const nftables::Set& standing, const std::string& element) {
  std::string name = standing.origin;  // "create NAME TYPE …"
  name = name.substr(std::min(name.size(), name.find(' ') + 1));
  name = name.substr(0, name.find(' '));
  RulesetInput input =
      ReadInput({{InputKind::kIpset, "<element>",
                  fmt::format("{}\nadd {} {}\n", standing.origin, name, element)}});
  if (input.diagnostics.errors() > 0) {
    Error error;
    error.code = ErrorCode::kInput;
    error.message = input.diagnostics.InOrder().front()->message;
    return std::unexpected(std::move(error));
  }
  const ipset::Set* set = input.ipsets.Find(name);
  if (standing.interval || set == nullptr || set->info().list()) {
    return std::unexpected(NeedsApply("elements of this set depend on each other"));
  }
  if (std::ranges::any_of(set->elements, [&](const ipset::Element& one) {
        return translator::KindOf(*set, one) != translator::PortKind::kPort;
      })) {
    return std::unexpected(NeedsApply("an element without ports needs rules of its own"));
  }
  auto native = translator::NativeSet(*set, {});
  if (!native) return std::unexpected(NeedsApply(native.error()));
  if (native->key != standing.key || native->interval != standing.interval) {
    return std::unexpected(NeedsApply("the set is not as cnft would install it now"));
  }
  native->name = standing.name;
  return std::move(*native);
}

// What the kernel says to an element that is there, or to one too many.
bool Is(const Error& error, int error_number) {
  return error.code == ErrorCode::kRefused && error.error_number == error_number;
}

}  // namespace

Result<ApplyReport> SetProxy(Kernel& kernel, const std::string& name, std::uint16_t port,
                             const DeltaOptions& options, Sources& sources) {
  if (const auto word = CheckWord(name, "the name of a proxy"); !word) {
    return std::unexpected(word.error());
  }
  return TryAgain(options.limits, [&]() -> Result<ApplyReport> {
    sources = {};
    ApplyReport report;
    const auto generation = AgreedGeneration(kernel, options.limits);
    if (!generation) return std::unexpected(generation.error());
    report.generation = *generation;
    const auto transaction = kernel.Begin();
    bool any = false;
    for (const Family family : kFamilies) {
      const auto planned =
          PlanProxy(kernel, family, name, port, options, *transaction, report, sources);
      if (!planned) return std::unexpected(planned.error());
      any |= *planned;
    }
    if (!any) return std::unexpected(NeedsApply("no rules of Cilium are installed"));
    if (transaction->empty()) return report;
    const auto done = kernel.Commit(*transaction, {false, *generation});
    if (!done) return std::unexpected(done.error());
    report.generation = NextGeneration(*generation);
    return report;
  });
}

Result<ApplyReport> SetElement(Kernel& kernel, const std::string& set, const std::string& element,
                               bool present, const DeltaOptions& options) {
  if (const auto word = CheckWord(element, "an element"); !word) {
    return std::unexpected(word.error());
  }
  return TryAgain(options.limits, [&]() -> Result<ApplyReport> {
    ApplyReport report;
    const auto generation = AgreedGeneration(kernel, options.limits);
    if (!generation) return std::unexpected(generation.error());
    report.generation = *generation;
    const auto transaction = kernel.Begin();
    for (const Family family : kFamilies) {
      const nftables::Table table{family, options.translate.table, {}, {}, {}};
      auto standing = kernel.ReadSet(family, table.name, translator::NativeSetName(set, {}));
      if (!standing) return std::unexpected(standing.error());
      if (!*standing || (*standing)->origin.empty()) continue;
      const auto native = NativeElement(**standing, element);
      if (!native) return std::unexpected(native.error());
      ++report.sets;
      if (present) {
        transaction->AddElements(table, *native, native->elements);
      } else {
        transaction->DeleteElements(table, *native, native->elements);
      }
    }
    if (report.sets == 0) {
      return std::unexpected(NeedsApply(fmt::format("no set {} is installed", set)));
    }
    const auto done = kernel.Commit(*transaction, {false, *generation});
    if (!done && !present && Is(done.error(), ENOENT)) return report;
    if (!done && present && Is(done.error(), ENFILE)) {
      return std::unexpected(NeedsApply(fmt::format("the set {} is full", set)));
    }
    if (!done) return std::unexpected(done.error());
    // A transaction that changes nothing makes no generation.
    const auto after = kernel.Generation();
    if (!after) return std::unexpected(after.error());
    if (*after == *generation) return report;
    ++(present ? report.added : report.removed);
    report.generation = NextGeneration(*generation);
    return report;
  });
}

}  // namespace cnft
