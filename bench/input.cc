// SPDX-License-Identifier: GPL-2.0-or-later
// What is measured: a ruleset in the form of every tool, in files.
#include "bench/input.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "api/ruleset_input.h"
#include "bench/generate/node.h"
#include "bench/process.h"
#include "nft/netlink/encode.h"

namespace cnft::bench {
namespace {

void Write(const std::string& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

std::string Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::move(text).str();
}

Command Apply(const Workload& workload) {
  Command command = {CNFT_BINARY, "apply", "--ipv4", workload.save};
  if (!workload.ipset.empty()) command.insert(command.end(), {"--ipset", workload.ipset});
  return command;
}

Workload Make(const std::filesystem::path& directory, const std::string& name,
              const std::string& rules, const std::string& ipset) {
  Workload workload;
  workload.name = name;
  workload.save = directory / (name + ".rules");
  workload.nft = directory / (name + ".nft");
  workload.batch = directory / (name + ".batch");
  Write(workload.save, rules);
  if (!ipset.empty()) {
    workload.ipset = directory / (name + ".ipset");
    Write(workload.ipset, ipset);
  }
  RulesetInput input =
      ReadInput({{InputKind::kIpset, "sets", ipset}, {InputKind::kIpv4, "rules", rules}});
  netlink::Batch batch;
  TransactionSink sink(batch);
  TranslateFamily(input, Family::kIpv4, {}, sink);
  if (input.diagnostics.errors() > 0) {
    throw std::runtime_error(Render(input.diagnostics, input.sources, false));
  }
  workload.rules = input.ruleset(Family::kIpv4)->RuleCount();
  const auto bytes = batch.Finish({});
  Write(workload.batch, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  // nft's own text of what cnft loads: the same tables, chains, rules and sets.
  RunInNamespace({"nft", "list", "ruleset"},
                 {.before = {Apply(workload)}, .input = {}, .output = workload.nft});
  return workload;
}

}  // namespace

Workload GeneratedWorkload(const std::filesystem::path& directory, std::size_t rules) {
  const generate::GeneratedNode node =
      generate::GenerateNode(generate::WithRuleCount({.endpoints = 2}, rules));
  return Make(directory, fmt::format("kube-{}", rules), node.rules, node.ipset);
}

Workload ExampleWorkload(const std::filesystem::path& directory) {
  const std::string data = CNFT_SOURCE_DIR "/data/cilium-node";
  return Make(directory, "example", Read(data + ".v4.rules"), Read(data + ".ipset"));
}

Workload WithOneChange(const std::filesystem::path& directory, const Workload& workload) {
  std::string rules = Read(workload.save);
  // A service in the middle gets another port.
  constexpr std::string_view kOption = "--to-destination ";
  std::size_t at = rules.find(kOption, rules.size() / 2);
  if (at == std::string::npos) throw std::runtime_error("no rule to change");
  at = rules.find('\n', at);
  rules.insert(at, "9");
  Workload changed = workload;
  changed.name += "-changed";
  changed.save = directory / (changed.name + ".rules");
  Write(changed.save, rules);
  return changed;
}

}  // namespace cnft::bench
