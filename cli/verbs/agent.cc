// SPDX-License-Identifier: GPL-2.0-or-later
// cnft agent: the inputs of the command line, kept in force.
#include "agent/agent.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/cilium.h"
#include "cli/cilium.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

std::expected<agent::Wish, std::string> ReadWish(const Options& options,
                                                 const agent::Overlay& overlay) {
  agent::Wish wish;
  if (!options.cilium.empty()) {
    auto cilium = ReadCilium(options, [&](cilium::NodeState& node) { overlay.ApplyTo(node); });
    if (!cilium) return std::unexpected(cilium.error());
    if (!cilium->plan.ok()) return std::unexpected(TextOf(cilium->plan.problems));
    wish.plan = std::move(cilium->plan);
  }
  auto texts = ReadTexts(options);
  if (!texts) return std::unexpected(texts.error());
  if (wish.plan) {
    for (InputText& text : TextsOf(*wish.plan)) texts->push_back(std::move(text));
  }
  wish.input = ReadInput(std::move(*texts));
  if (wish.input.diagnostics.errors() == 0) return wish;
  CheckTranslation(wish.input, options.translate);
  return std::unexpected(Render(wish.input.diagnostics, wish.input.sources, false));
}

std::vector<std::string> Files(const Options& options) {
  std::vector<std::string> files;
  for (const auto* some : {&options.ipv4, &options.ipv6, &options.ipset, &options.cilium}) {
    files.insert(files.end(), some->begin(), some->end());
  }
  if (!options.cilium_node.empty()) files.push_back(options.cilium_node);
  if (options.cilium_discover) files.push_back(ProxyPortsFile(options));
  return files;
}

}  // namespace

int Agent(const Options& options) {
  if (options.ipv4.empty() && options.ipv6.empty() && options.cilium.empty()) {
    return ReportUsage(options, "nothing to keep: name rules with --ipv4, --ipv6 or --cilium");
  }
  agent::Settings settings;
  settings.files = Files(options);
  if (std::ranges::find(settings.files, "-") != settings.files.end()) {
    return ReportUsage(options, "the agent reads its inputs again: it takes no standard input");
  }
  settings.read = [&options](const agent::Overlay& overlay) { return ReadWish(options, overlay); };
  settings.watch_files = options.watch_files;
  settings.discover = options.cilium_discover;
  settings.keeper = {options.translate, options.coexist, options.set_sysctls, options.own};
  settings.remove_on_exit = options.remove_on_exit;
  settings.control = options.socket;
  settings.metrics_file = options.metrics_file;
  settings.metrics_listen = options.metrics_listen;
  const auto ran = agent::Run(settings);
  if (ran) return kDone;
  if (!ran.error().of_input) return Report(options, ran.error().error, nullptr);
  fmt::print(stderr, "{}\nnothing was changed\n", ran.error().error.message);
  return kBadInput;
}

}  // namespace cnft::cli
