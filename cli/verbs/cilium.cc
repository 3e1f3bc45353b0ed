// SPDX-License-Identifier: GPL-2.0-or-later
// cnft cilium rules, explain, config: what Cilium would install, and why.
#include "cli/cilium.h"

#include <fmt/core.h>

#include <algorithm>

#include "api/cilium.h"
#include "api/ruleset_input.h"
#include "cli/report.h"
#include "nft/text/print.h"
#include "ruleset/iptables/values.h"

namespace cnft::cli {
namespace {

std::string_view Name(Family family) { return family == Family::kIpv4 ? "IPv4" : "IPv6"; }

constexpr auto kFamilies = {Family::kIpv4, Family::kIpv6};

bool HasFamily(const cilium::Plan& plan, Family family) {
  return std::ranges::find(plan.chains, family, &cilium::Chain::family) != plan.chains.end();
}

// What is wrong, and what users have tripped over.
std::vector<cilium::Problem> WithAdvice(const cilium::Plan& plan) {
  std::vector<cilium::Problem> all = plan.problems;
  all.insert(all.end(), plan.advice.begin(), plan.advice.end());
  return all;
}

int Explain(const Options& options, const cilium::Plan& plan) {
  const std::vector<cilium::Problem> problems = WithAdvice(plan);
  if (options.output == Output::kJson) {
    json_t* rules = json_array();
    for (const cilium::Rule& rule : plan.rules) {
      json_array_append_new(
          rules,
          json_pack("{s:o, s:o, s:o, s:o, s:o}", "family", JsonText(Name(rule.family)), "table",
                    JsonText(iptables::Info(rule.table).name), "chain", JsonText(rule.chain),
                    "rule", JsonText(rule.text), "because", JsonText(rule.because)));
    }
    json_t* omissions = json_array();
    for (const cilium::Omission& omission : plan.omissions) {
      json_array_append_new(
          omissions,
          json_pack("{s:o, s:o, s:o}", "family",
                    omission.family ? JsonText(Name(*omission.family)) : json_null(), "what",
                    JsonText(omission.what), "because", JsonText(omission.because)));
    }
    PrintLine(Json(json_pack("{s:o, s:o, s:o}", "rules", rules, "omitted", omissions, "problems",
                             ToJson(problems))));
    return ExitCodeOf(problems);
  }
  for (const Family family : kFamilies) {
    if (!HasFamily(plan, family)) continue;
    fmt::print("{} rules, and what put them there:\n", Name(family));
    for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
      for (const cilium::Rule& rule : plan.rules) {
        if (rule.family != family || rule.table != static_cast<iptables::TableId>(id)) continue;
        fmt::print("  -t {} -A {} {}\n      {}\n", iptables::Info(rule.table).name, rule.chain,
                   rule.text, rule.because);
      }
    }
    fmt::print("\n");
  }
  if (!plan.omissions.empty()) fmt::print("Left out:\n");
  for (const cilium::Omission& omission : plan.omissions) {
    fmt::print("  {}{}\n      {}\n",
               omission.family ? fmt::format("{}: ", Name(*omission.family)) : "", omission.what,
               omission.because);
  }
  return Report(options, problems);
}

bool Wanted(const Options& options, Family family) {
  return options.show_family == "all" ||
         options.show_family == (family == Family::kIpv4 ? "ipv4" : "ipv6");
}

// What apply would install, as nft(8) text.
int RulesAsNft(const Options& options, const cilium::Plan& plan) {
  RulesetInput input = ReadInput(TextsOf(plan));
  std::string text;
  for (const Family family : kFamilies) {
    if (!Wanted(options, family) || !HasFamily(plan, family)) continue;
    nftables::Collector collector;
    TranslateFamily(input, family, options.translate, collector);
    if (input.diagnostics.errors() > 0) continue;
    for (const nftables::Table& table : collector.Take().tables) text += text::Print(table);
  }
  if (const int code = Report(options, input.diagnostics, input.sources); code != kDone)
    return code;
  fmt::print("{}", text);
  return kDone;
}

// The sets, and the families when there are several, stand in comments.
int Rules(const Options& options, const cilium::Plan& plan) {
  if (const int code = Report(options, plan.problems); code != kDone) return code;
  if (options.cilium_as == "nft") return RulesAsNft(options, plan);
  const std::string sets = PrintSets(plan);
  for (const std::string_view line : iptables::SplitList(sets, '\n')) {
    if (!line.empty() && options.show_family == "all") fmt::print("# ipset {}\n", line);
  }
  for (const Family family : kFamilies) {
    if (!Wanted(options, family) || !HasFamily(plan, family)) continue;
    fmt::print("# {}\n{}", family == Family::kIpv4 ? "iptables" : "ip6tables",
               PrintRules(plan, family));
  }
  return kDone;
}

int ShowConfig(const Options& options, const CiliumInput& input) {
  std::vector<cilium::Problem> problems = WithAdvice(input.plan);
  if (options.cilium_node.empty() && !options.cilium_discover) {
    std::erase_if(problems, [](const cilium::Problem& problem) { return problem.of_node; });
  }
  for (const cilium::Setting& setting : input.config.unknown()) {
    problems.push_back({Severity::kWarning, setting.name,
                        fmt::format("nobody knows this option ({})", setting.origin),
                        "is it spelled right?"});
  }
  if (options.output == Output::kJson) {
    json_t* list = json_array();
    for (const cilium::OptionInfo& info : cilium::AllOptions()) {
      json_array_append_new(
          list, json_pack("{s:o, s:o, s:o, s:o}", "name", JsonText(info.name), "value",
                          JsonText(input.config.Text(info.id)), "origin",
                          JsonText(input.config.Origin(info.id)), "effect", JsonText(info.effect)));
    }
    PrintLine(Json(json_pack("{s:o, s:o}", "options", list, "problems", ToJson(problems))));
    return ExitCodeOf(problems);
  }
  for (const cilium::OptionInfo& info : cilium::AllOptions()) {
    const std::string_view origin = input.config.Origin(info.id);
    fmt::print("{:<40} {:<20} {:<30} {}\n", info.name, input.config.Text(info.id),
               origin.empty() ? "(default)" : origin, info.effect);
  }
  return Report(options, problems);
}

}  // namespace

int Cilium(const Options& options) {
  const auto input = ReadCilium(options);
  if (!input) return ReportUsage(options, input.error());
  if (options.cilium_verb == "explain") return Explain(options, input->plan);
  if (options.cilium_verb == "config") return ShowConfig(options, *input);
  return Rules(options, input->plan);
}

}  // namespace cnft::cli
