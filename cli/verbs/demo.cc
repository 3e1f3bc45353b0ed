// SPDX-License-Identifier: GPL-2.0-or-later
// cnft demo: a node in a throw-away network namespace, with the built-in rules in force; sends
// packets and shows what became of each.
#include <fmt/core.h>

#include "api/apply.h"
#include "cli/backend.h"
#include "cli/demo/example.h"
#include "cli/demo/node.h"
#include "cli/demo/scenario.h"
#include "cli/report.h"
#include "nft/text/print.h"

namespace cnft::cli {
namespace {

using cnft::CountedRule;
using demo::Outcome;
using demo::Protocol;
using demo::Scenario;

std::string_view NameOf(Protocol protocol) { return protocol == Protocol::kTcp ? "tcp" : "udp"; }

std::string Sender(const Scenario& scenario) {
  return fmt::format("{}:{}", scenario.source, scenario.source_port);
}
std::string Destination(const Scenario& scenario) {
  return fmt::format("{}:{}", scenario.destination, scenario.destination_port);
}

// The rule without what a reader of the demo does not need.
std::string WithoutComment(std::string_view rule) {
  std::string text(rule);
  const std::size_t begin = text.find("-m comment --comment ");
  if (begin == std::string::npos) return text;
  std::size_t end = begin + std::string_view("-m comment --comment ").size();
  const bool quoted = end < text.size() && text[end] == '"';
  end = text.find(quoted ? '"' : ' ', end + 1);
  end = end == std::string::npos ? text.size() : end + (quoted ? 1 : 0);
  if (end < text.size() && text[end] == ' ') ++end;
  return text.erase(begin, end - begin);
}

std::string Fate(const Scenario& scenario, const Outcome& outcome) {
  if (!outcome.arrived) {
    return outcome.refusal.empty()
               ? std::string("dropped")
               : fmt::format("dropped; the sender is told: {}", outcome.refusal);
  }
  std::string text = fmt::format("arrives at {}", demo::Name(outcome.place));
  if (outcome.proxied) text += ", in the proxy's socket";
  text += outcome.from == Sender(scenario) ? fmt::format(", from {}", outcome.from)
                                           : fmt::format(", from {} (translated)", outcome.from);
  if (outcome.to != Destination(scenario)) text += fmt::format(", to {} (translated)", outcome.to);
  return text;
}

// Only goes on in another chain.
bool JustCalls(std::string_view rule) {
  return rule.starts_with("-j ") && rule.find(' ', 3) == std::string_view::npos &&
         rule != "-j MASQUERADE" && rule != "-j ACCEPT" && rule != "-j DROP";
}

void PrintOutcome(std::size_t number, const Scenario& scenario, const Outcome& outcome,
                  bool verbose) {
  fmt::print("{:>2}  {}\n", number, scenario.title);
  fmt::print("      packet   {} {} {} -> {}", NameOf(scenario.protocol), demo::Name(scenario.from),
             Sender(scenario), Destination(scenario));
  fmt::print("{}\n", scenario.mark == 0 ? "" : fmt::format(", mark {:#x}", scenario.mark));
  fmt::print("      outcome  {}\n", Fate(scenario, outcome));
  if (outcome.witness) {
    fmt::print("      leaves   {} {} {} with mark {:#x}, {}\n", outcome.witness->hook,
               outcome.witness->hook == "INPUT" ? "from" : "by", outcome.witness->device,
               outcome.witness->mark, outcome.witness->untracked ? "not tracked" : "tracked");
  }
  std::string_view label = "rules";
  for (const CountedRule& rule : outcome.counted) {
    const std::string short_text = WithoutComment(rule.rule);
    if (!verbose && JustCalls(short_text)) continue;
    fmt::print("      {:<8} {:<6} {} {}\n", label, rule.table, rule.chain, short_text);
    label = "";
  }
}

json_t* ToJson(const Scenario& scenario, const Outcome& outcome) {
  json_t* rules = json_array();
  for (const CountedRule& rule : outcome.counted) {
    json_array_append_new(
        rules, json_pack("{s:o, s:o, s:o, s:I, s:I}", "table", JsonText(rule.table), "chain",
                         JsonText(rule.chain), "rule", JsonText(rule.rule), "packets",
                         static_cast<json_int_t>(rule.counters.packets), "bytes",
                         static_cast<json_int_t>(rule.counters.bytes)));
  }
  json_t* packet = json_pack(
      "{s:o, s:o, s:o, s:o, s:I}", "protocol", JsonText(NameOf(scenario.protocol)), "sent_by",
      JsonText(demo::Name(scenario.from)), "from", JsonText(Sender(scenario)), "to",
      JsonText(Destination(scenario)), "mark", static_cast<json_int_t>(scenario.mark));
  json_t* arrival =
      outcome.arrived ? json_pack("{s:o, s:b, s:o, s:o}", "at", JsonText(demo::Name(outcome.place)),
                                  "proxy", outcome.proxied ? 1 : 0, "from", JsonText(outcome.from),
                                  "to", JsonText(outcome.to))
                      : json_null();
  json_t* end = outcome.witness
                    ? json_pack("{s:o, s:o, s:I, s:b}", "hook", JsonText(outcome.witness->hook),
                                "device", JsonText(outcome.witness->device), "mark",
                                static_cast<json_int_t>(outcome.witness->mark), "tracked",
                                outcome.witness->untracked ? 0 : 1)
                    : json_null();
  return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "title", JsonText(scenario.title), "packet",
                   packet, "arrival", arrival, "refusal",
                   outcome.refusal.empty() ? json_null() : JsonText(outcome.refusal), "end", end,
                   "rules", rules);
}

}  // namespace

int Demo(const Options& options) {
  const bool people = options.output == Output::kText;
  auto node = demo::Node::Build();
  if (!node) return Report(options, node.error(), nullptr);
  if (people) {
    fmt::print(
        "A node in a network namespace of its own: eth0 to the world, cilium_host to other "
        "nodes' pods,\nlxc1 and lxc2 to two pods, ol0 to an overlay.\n\n");
  }
  RulesetInput input =
      ReadInput({{InputKind::kIpset, "cilium-node.ipset", std::string(demo::kExampleSets)},
                 {InputKind::kIpv4, "cilium-node.v4.rules", std::string(demo::kExampleRules)}});
  const auto kernel = OpenKernel(options);
  if (!kernel) return Report(options, kernel.error(), nullptr);
  const auto applied = cnft::Apply(**kernel, input, {options.translate, false, {}});
  if (const int code = Report(options, input.diagnostics, input.sources); code != kDone)
    return code;
  if (!applied) return Report(options, applied.error(), &input.sources);
  if (people) {
    fmt::print(
        "cnft apply --ipv4 cilium-node.v4.rules --ipset cilium-node.ipset\n"
        "in force: {} rules and {} sets as {} nftables objects, in one transaction\n\n",
        applied->rules, applied->sets, applied->added);
  }
  if (people) {
    const auto installed = (*kernel)->Read(Family::kIpv4, options.translate.table);
    if (!installed) return Report(options, installed.error(), nullptr);
    if (*installed) fmt::print("{}\n", text::Print((*installed)->table));
  }
  auto traffic = demo::Traffic::Prepare(**kernel, *node, options.translate.table);
  if (!traffic) return Report(options, traffic.error(), nullptr);
  const Json list(json_array());
  std::size_t number = 0;
  for (const Scenario& scenario : demo::Scenarios()) {
    const auto outcome = traffic->Send(scenario);
    if (!outcome) return Report(options, outcome.error(), nullptr);
    if (people) {
      PrintOutcome(++number, scenario, *outcome, options.verbose);
    } else {
      json_array_append_new(list.get(), ToJson(scenario, *outcome));
    }
  }
  if (!people) PrintLine(Json(json_pack("{s:O}", "packets", list.get())));
  return kDone;
}

}  // namespace cnft::cli
