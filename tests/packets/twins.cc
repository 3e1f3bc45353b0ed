// SPDX-License-Identifier: GPL-2.0-or-later
// Two nodes that are alike but for their packet filter.
#include "tests/packets/twins.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>

#include "api/apply.h"
#include "api/show.h"
#include "compat/absorb/absorb.h"
#include "compat/bridge/install.h"
#include "nft/netlink/kernel.h"
#include "ruleset/iptables/model.h"
#include "tests/packets/likeness.h"
#include "tests/packets/packet.h"
#include "tests/packets/split.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

constexpr std::string_view kTable = "cnft";

std::string_view Program(Family family) {
  return family == Family::kIpv4 ? "iptables-legacy" : "ip6tables-legacy";
}

std::string RestoreProgram(Family family, std::string_view backend) {
  return fmt::format("{}-{}-restore", family == Family::kIpv4 ? "iptables" : "ip6tables", backend);
}

const std::string& TextOf(const RulesetTexts& texts, Family family) {
  return family == Family::kIpv4 ? texts.ipv4 : texts.ipv6;
}

// Every table that `before` or `text` has, empty.
std::string EmptyTables(const std::string& before, const std::string& text) {
  std::string out;
  for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
    const iptables::TableInfo& info = iptables::Info(static_cast<iptables::TableId>(id));
    const std::string line = fmt::format("*{}\n", info.name);
    if (before.find(line) == std::string::npos && text.find(line) == std::string::npos) continue;
    out += line;
    for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
      if ((info.hooks >> hook & 1U) != 0) {
        out += fmt::format(":{} ACCEPT [0:0]\n",
                           iptables::HookName(static_cast<iptables::Hook>(hook)));
      }
    }
    out += "COMMIT\n";
  }
  return out;
}

// What a chain counted, as iptables-save says it.
struct ChainCounters {
  std::string policy;  // "ACCEPT [1:2]"; empty: of no interest
  std::vector<std::string> counters;
  std::vector<std::string> rules;
};

std::map<std::string, ChainCounters> ReadCounters(std::string_view saved) {
  std::map<std::string, ChainCounters> chains;
  std::string table;
  while (!saved.empty()) {
    const std::size_t end = std::min(saved.find('\n'), saved.size());
    const std::string_view line = saved.substr(0, end);
    saved.remove_prefix(std::min(end + 1, saved.size()));
    if (line.starts_with('*')) {
      table = line.substr(1);
    } else if (line.starts_with(':')) {
      const std::size_t space = line.find(' ');
      chains[fmt::format("{}/{}", table, line.substr(1, space - 1))].policy =
          line.substr(space + 1);
    } else if (line.starts_with('[')) {
      const std::size_t close = line.find(']');
      const std::string_view rule = line.substr(close + 5);  // after "] -A "
      ChainCounters& chain = chains[fmt::format("{}/{}", table, rule.substr(0, rule.find(' ')))];
      chain.counters.emplace_back(line.substr(0, close + 1));
      chain.rules.emplace_back(rule);
    }
  }
  return chains;
}

std::string OneLine(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

RulesetInput Read(const RulesetTexts& texts) {
  std::vector<InputText> inputs;
  const auto add = [&](InputKind kind, std::string name, const std::string& text) {
    if (!text.empty()) inputs.push_back({kind, std::move(name), text});
  };
  add(InputKind::kIpset, "ipset", texts.ipset);
  add(InputKind::kIpv4, "ipv4", texts.ipv4);
  add(InputKind::kIpv6, "ipv6", texts.ipv6);
  return ReadInput(std::move(inputs));
}

bool IsError(const Diagnostic& diagnostic) {
  return Info(diagnostic.kind).severity == Severity::kError;
}

}  // namespace

std::size_t LeaveOutRefused(RulesetTexts& texts) {
  RulesetInput input = Read(texts);
  CheckTranslation(input, texts.options);
  std::size_t count = 0;
  for (const Diagnostic& diagnostic : input.diagnostics.all()) {
    if (!IsError(diagnostic) || !diagnostic.span.known()) continue;
    const Source& source = input.sources.at(diagnostic.span.source);
    const std::string line = fmt::format("{}\n", source.LineAt(diagnostic.span.begin));
    std::string& text = source.name() == "ipv4" ? texts.ipv4 : texts.ipv6;
    const std::size_t at = text.find("\n" + line);
    if (source.name() == "ipset" || at == std::string::npos) continue;
    text.erase(at + 1, line.size());
    ++count;
  }
  return count;
}

Twins::Twins(bool tracking)
    : tracking_(tracking), legacy_(quiescence_, tracking), native_(quiescence_, tracking) {
  OpenKernel();
}

void Twins::OpenKernel() {
  const Namespace::Inside inside(native_.node());
  auto kernel = netlink::OpenKernel();
  if (!kernel) throw std::runtime_error(kernel.error().message);
  kernel_ = std::move(*kernel);
}

void Twins::Unload() {
  if (!recordings_.replays()) {
    const Namespace::Inside inside(legacy_.node());
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      const std::string empty = EmptyTables(TextOf(texts_, family), {});
      if (!empty.empty()) Run(fmt::format("{}-restore", Program(family)), empty);
    }
    // Sets that are in a list cannot be destroyed.
    if (sets_loaded_) Run("ipset flush; ipset destroy");
  }
  if (!texts_.others_in.empty()) {
    const Namespace::Inside inside(native_.node());
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      const std::string empty = EmptyTables(TextOf(texts_, family), {});
      if (!empty.empty()) Run(RestoreProgram(family, texts_.others_in), empty);
    }
    Run("ipset flush; ipset destroy");
  }
  sets_loaded_ = false;
  texts_ = {};
  if (const auto deleted = DeleteTables(*kernel_, std::string(kTable)); !deleted) {
    throw std::runtime_error(deleted.error().message);
  }
  // What was deleted has fragments put together and connections tracked until the kernel has
  // cleaned up, for which the closing of a socket waits (net/netfilter/nf_tables_api.c,
  // nft_rcv_nl_event).
  OpenKernel();
  if (!tracking_ && !AwaitUntracked()) stale_ = true;
}

bool Twins::AwaitUntracked() {
  const auto tracked = [](const std::string& line) { return line.starts_with("connection"); };
  constexpr int kAttempts = 500;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    PacketSpec spec;
    spec.source = AddressBehind("eth0", family);
    spec.destination = AddressBehind("lxc1", family);
    for (int attempt = 1;; ++attempt) {
      if (attempt == kAttempts) return false;
      spec.source_port = static_cast<std::uint16_t>(attempt);
      const World::Outcome outcome = native_.Send({"eth0", Build(spec)});
      if (std::ranges::none_of(outcome.lines, tracked)) break;
      usleep(1000);
    }
  }
  return true;
}

std::optional<std::string> Twins::LoadLegacy(const RulesetTexts& texts) {
  recordings_.Open(fmt::format("{}{}{}{}", tracking_, texts.ipset, texts.ipv4, texts.ipv6));
  std::vector<std::string> refused;
  if (recordings_.replays()) {
    refused = recordings_.Recall("refused");
  } else {
    if (const auto reason = InstallLegacy(texts)) refused.push_back(OneLine(*reason));
    recordings_.Keep("refused", refused);
  }
  if (refused.empty()) return {};
  return refused[0];
}

std::optional<std::string> Twins::InstallLegacy(const RulesetTexts& texts) {
  const Namespace::Inside inside(legacy_.node());
  if (!texts.ipset.empty()) {
    sets_loaded_ = true;
    const Output done = Run("ipset restore", texts.ipset);
    if (!done.ok()) return done.err;
  }
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    if (TextOf(texts, family).empty()) continue;
    const Output done = Run(fmt::format("{}-restore", Program(family)), TextOf(texts, family));
    if (!done.ok()) return done.err;
  }
  return {};
}

std::optional<std::string> Twins::LoadBeside(const RulesetTexts& texts) {
  RulesetTexts ours = texts;
  ours.others_in.clear();
  ours.ipv4 = SplitRules(texts.ipv4).ours;
  ours.ipv6 = SplitRules(texts.ipv6).ours;
  const Namespace::Inside inside(native_.node());
  if (!texts.ipset.empty()) {
    const Output done = Run("ipset restore", texts.ipset);
    if (!done.ok()) return done.err;
  }
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    if (TextOf(texts, family).empty()) continue;
    const Output done =
        Run(RestoreProgram(family, texts.others_in), SplitRules(TextOf(texts, family)).others);
    if (!done.ok()) return done.err;
  }
  RulesetInput input = Read(ours);
  const auto others = compat::ReadBackends();
  if (!others) return others.error().message;
  const compat::BridgePlan plan = compat::PlanBridges(&input, *others);
  if (!plan.not_bridged.empty()) return plan.not_bridged[0].message;
  if (texts.bindings) ours.options.nat_hooks_of_others = plan.nat_hooks;
  if (texts.bridges) {
    const auto made = compat::InstallBridges(&input, plan, compat::BridgeStep::kMake);
    if (!made) return made.error().message;
  }
  if (auto refused = LoadNative(ours)) return refused;
  return texts.absorb.empty() ? std::nullopt : AbsorbOthers(texts);
}

std::optional<std::string> Twins::AbsorbOthers(const RulesetTexts& texts) {
  compat::AbsorbRequest request;
  request.selection.chains = texts.absorb;
  const auto report = compat::Absorb(*kernel_, request, false);
  if (!report) return report.error().message;
  if (report->unfinished) return report->unfinished->message;
  if (!report->refusals.empty()) {
    return fmt::format("{}: {}", report->refusals[0].where, report->refusals[0].what);
  }
  if (report->chains == 0) return "there is nothing to absorb";
  return {};
}

std::optional<std::string> Twins::LoadNative(const RulesetTexts& texts) {
  if (!texts.others_in.empty()) return LoadBeside(texts);
  RulesetInput input = Read(texts);
  const auto applied = Apply(*kernel_, input, {texts.options, false, {}});
  for (const Diagnostic& diagnostic : input.diagnostics.all()) {
    if (IsError(diagnostic)) return diagnostic.message;
  }
  if (!applied) return applied.error().message;
  return {};
}

std::optional<std::string> Twins::Load(const RulesetTexts& texts) {
  Unload();
  texts_ = texts;
  // First the one that leaves nothing behind when it refuses: xt_TPROXY goes on putting fragments
  // together (net/netfilter/xt_TPROXY.c, tproxy_tg4_check).
  if (auto refused = LoadNative(texts)) {
    Unload();
    return "native: " + *refused;
  }
  if (auto refused = LoadLegacy(texts)) {
    Unload();
    return "legacy: " + *refused;
  }
  legacy_.Flush();
  native_.Flush();
  return {};
}

std::optional<std::string> Twins::Replace(const nftables::Ruleset& ruleset) {
  if (const auto deleted = DeleteTables(*kernel_, std::string(kTable)); !deleted)
    return deleted.error().message;
  const auto transaction = kernel_->Begin();
  for (const nftables::Table& table : ruleset.tables) Diff(nullptr, table, *transaction);
  if (const auto done = kernel_->Commit(*transaction, {}); !done) return done.error().message;
  legacy_.Flush();
  native_.Flush();
  return {};
}

void Twins::Listen(const Battery& battery) {
  for (World* world : {&legacy_, &native_}) {
    const Namespace::Inside inside(world->node());
    for (const Listener& listener : battery.listeners) world->sockets().Listen(listener);
  }
}

std::vector<std::string> Twins::Compare(const Battery& battery, std::size_t limit, bool closely) {
  Listen(battery);
  const Likeness likeness(texts_.ipv4 + texts_.ipv6);
  std::vector<std::string> differences;
  for (std::size_t i = 0; i < battery.exchanges.size(); ++i) {
    const Exchange& exchange = battery.exchanges[i];
    auto legacy = ConverseLegacy(battery, i);
    if (exchange.alone) native_.Flush();
    auto native = native_.Converse(exchange.packets, exchange.answer);
    if (!likeness.Alike(exchange, legacy, native)) {
      differences.push_back(exchange.description + Contrast(legacy, native));
      if (differences.size() == limit) return differences;
    } else if (closely && !recordings_.replays()) {
      const std::vector<std::string> counters = CompareCounters();
      if (counters.empty()) continue;
      differences.push_back(exchange.description);
      std::ranges::copy(counters, std::back_inserter(differences));
      return differences;
    }
  }
  std::ranges::move(CompareCounters(), std::back_inserter(differences));
  if (differences.size() > limit) differences.resize(limit);
  return differences;
}

std::vector<std::string> Twins::ConverseLegacy(const Battery& battery, std::size_t index) {
  const Exchange& exchange = battery.exchanges[index];
  const std::string what = fmt::format("{} {}", index, OneLine(exchange.description));
  if (recordings_.replays()) return recordings_.Recall(what);
  if (exchange.alone) legacy_.Flush();
  std::vector<std::string> lines = legacy_.Converse(exchange.packets, exchange.answer);
  recordings_.Keep(what, lines);
  return lines;
}

std::string Twins::LegacyCounters(Family family) {
  const std::string what = fmt::format("counters {}", Program(family));
  if (recordings_.replays()) {
    std::string text;
    for (const std::string& line : recordings_.Recall(what)) text += line + '\n';
    return text;
  }
  const Namespace::Inside inside(legacy_.node());
  std::string saved = Run(fmt::format("{}-save -c", Program(family))).out;
  recordings_.Keep(what, Lines(saved));
  return saved;
}

std::vector<std::string> Twins::CompareCounters() {
  std::vector<std::string> differences;
  // They are in two places.
  if (!texts_.others_in.empty()) return differences;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    if (TextOf(texts_, family).empty()) continue;
    std::ranges::move(CompareCounters(family, LegacyCounters(family)),
                      std::back_inserter(differences));
  }
  return differences;
}

Twins::Recording Twins::Record(const Battery& battery) {
  Listen(battery);
  Recording recording;
  for (std::size_t i = 0; i < battery.exchanges.size(); ++i) {
    recording.exchanges.push_back(ConverseLegacy(battery, i));
  }
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    if (!TextOf(texts_, family).empty()) {
      recording.counters[static_cast<std::size_t>(family)] = LegacyCounters(family);
    }
  }
  return recording;
}

std::optional<std::string> Twins::CompareNative(const Battery& battery,
                                                const Recording& recording) {
  Listen(battery);
  const Likeness likeness(texts_.ipv4 + texts_.ipv6);
  for (std::size_t i = 0; i < battery.exchanges.size(); ++i) {
    const Exchange& exchange = battery.exchanges[i];
    if (exchange.alone) native_.Flush();
    std::vector<std::string> legacy = recording.exchanges[i];
    std::vector<std::string> native = native_.Converse(exchange.packets, exchange.answer);
    if (!likeness.Alike(exchange, legacy, native)) {
      return exchange.description + Contrast(legacy, native);
    }
  }
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const std::string& saved = recording.counters[static_cast<std::size_t>(family)];
    if (saved.empty()) continue;
    const auto differences = CompareCounters(family, saved);
    if (!differences.empty()) return differences[0];
  }
  return {};
}

std::vector<std::string> Twins::CompareCounters(Family family, const std::string& saved) {
  std::vector<std::string> differences;
  const auto read = kernel_->Read(family, kTable);
  if (!read || !*read) {
    differences.emplace_back("the native table is gone");
    return differences;
  }
  const auto legacy = ReadCounters(saved);
  auto native = ReadCounters(PrintIptables((*read)->table, true));
  for (const auto& [name, chain] : legacy) {
    // A built-in chain that does nothing does not exist natively.
    if (chain.rules.empty() && chain.policy.starts_with("ACCEPT")) continue;
    const ChainCounters& other = native[name];
    if (chain.policy != other.policy) {
      differences.push_back(
          fmt::format("{}: legacy policy {}, native {}", name, chain.policy, other.policy));
    }
    if (chain.counters.size() != other.counters.size()) {
      differences.push_back(fmt::format("{}: {} rules, {} natively", name, chain.counters.size(),
                                        other.counters.size()));
      continue;
    }
    for (std::size_t i = 0; i < chain.counters.size(); ++i) {
      if (chain.counters[i] == other.counters[i]) continue;
      differences.push_back(fmt::format("{}: legacy counts {}, native {}: {}", name,
                                        chain.counters[i], other.counters[i], chain.rules[i]));
    }
  }
  return differences;
}

std::vector<std::string> CheckTwins(Twins& twins, const RulesetTexts& texts, const Battery& battery,
                                    std::optional<std::string>& refused) {
  constexpr int kPasses = 4;
  std::set<std::string> known;
  std::vector<std::string> differences;
  for (int pass = 0; pass < kPasses; ++pass) {
    refused = twins.Load(texts);
    if (refused) return {};
    const bool closely = pass > 1;
    differences = twins.Compare(battery, 3, closely);
    const auto exchange_of = [](const std::string& difference) {
      return difference.substr(0, difference.find('\n'));
    };
    const bool again = std::ranges::any_of(differences, [&](const std::string& difference) {
      return known.contains(exchange_of(difference));
    });
    if (differences.empty() || (closely && again)) break;
    for (const std::string& difference : differences) known.insert(exchange_of(difference));
  }
  return differences;
}

}  // namespace cnft::test
