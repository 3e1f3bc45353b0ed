// SPDX-License-Identifier: GPL-2.0-or-later
// cnft-bench: measures cnft beside other tools that load the same rules, and beside the kernel
// alone. All run in turn, in fresh network namespaces, so that a machine that slows down slows all
// of them down; ratios are those of runs that stand beside each other.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <sstream>

#include "bench/delta.h"
#include "bench/input.h"
#include "bench/process.h"
#include "bench/repair.h"
#include "bench/report.h"

namespace cnft::bench {
namespace {

constexpr const char* kCnft = "cnft apply";
constexpr const char* kAgent = "cnft agent, repair";
constexpr const char* kSession = "libcnft session";
constexpr const char* kKernel = "kernel alone";
constexpr const char* kNft = "nft -f";
constexpr const char* kRestore = "iptables-nft-restore";
constexpr const char* kLegacy = "iptables-legacy-restore";

struct Load {
  std::size_t rules;
  std::size_t runs;
};

std::string ReadText(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

Command ApplyCommand(const Workload& workload) {
  Command command = {CNFT_BINARY, "apply", "--output", "json", "--ipv4", workload.save};
  if (!workload.ipset.empty()) command.insert(command.end(), {"--ipset", workload.ipset});
  return command;
}

// The counts cnft reports of what it changed.
std::map<std::string, double> Reported(const std::string& path) {
  std::map<std::string, double> counts;
  const std::string text = ReadText(path);
  const std::regex pair("\"([a-z]+)\": *([0-9.]+)");
  for (std::sregex_iterator it(text.begin(), text.end(), pair), end; it != end; ++it) {
    counts[(*it)[1]] = std::stod((*it)[2]);
  }
  return counts;
}

class Bench {
 public:
  Bench(std::filesystem::path directory, double effort)
      : directory_(std::move(directory)), effort_(effort) {}

  Results RunAgent() {
    RunRepairs(ExampleWorkload(directory_));
    for (const std::size_t rules : {100, 1000, 10000}) {
      RunRepairs(GeneratedWorkload(directory_, rules));
    }
    AddRepairAims();
    return std::move(results_);
  }

  // Small changes to 10,000 rules, and nothing else.
  Results RunSmall() {
    RunDeltas(GeneratedWorkload(directory_, 10000));
    return std::move(results_);
  }

  Results Run(bool large) {
    RunExample();
    std::vector<Load> loads = {{100, 30}, {1000, 20}, {10000, 10}};
    if (large) loads.push_back({100000, 4});
    for (const Load& load : loads) {
      const Workload workload = GeneratedWorkload(directory_, load.rules);
      RunLoads(workload, load.runs);
      if (load.rules <= 10000) RunRepairs(workload);
      if (load.rules == 10000) {
        RunReapply(workload);
        RunDeltas(workload);
        CountInstructions(workload);
      }
    }
    AddAims(large);
    return std::move(results_);
  }

 private:
  using Measure = std::function<Cost()>;

  std::size_t Runs(std::size_t runs) const {
    return std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(runs) * effort_));
  }

  // Measures in turn, after one round that does not count. The kernel clears a namespace away while
  // the next one is at work: every other round goes the other way.
  void RunInTurn(const Workload& workload, std::size_t runs,
                 const std::vector<std::pair<std::string, Measure>>& measures) {
    std::map<std::string, std::vector<Cost>> costs;
    for (std::size_t run = 0; run <= Runs(runs); ++run) {
      for (std::size_t i = 0; i < measures.size(); ++i) {
        const auto& [tool, measure] = measures[run % 2 == 0 ? i : measures.size() - 1 - i];
        const Cost cost = measure();
        if (run > 0) costs[tool].push_back(cost);
      }
    }
    for (const auto& [tool, measure] : measures) {
      Row row;
      row.workload = workload.name;
      row.rules = workload.rules;
      row.tool = tool;
      std::vector<double> wall;
      std::vector<double> cpu;
      std::vector<double> ratios;
      for (std::size_t i = 0; i < costs[tool].size(); ++i) {
        const Cost& cost = costs[tool][i];
        wall.push_back(cost.wall_ms);
        cpu.push_back(cost.cpu_ms);
        row.peak_mib = std::max(row.peak_mib, cost.peak_mib);
        if (tool != measures[0].first) {
          ratios.push_back(costs[measures[0].first][i].wall_ms / cost.wall_ms);
        }
      }
      row.wall_ms = Summarize(wall);
      row.cpu_ms = Summarize(cpu);
      if (!ratios.empty()) row.ratio = Summarize(ratios).median;
      results_.rows.push_back(row);
      std::fprintf(stderr, "%s, %s: %.2f ms\n", row.workload.c_str(), row.tool.c_str(),
                   row.wall_ms.median);
    }
  }

  void RunLoads(const Workload& workload, std::size_t runs) {
    std::vector<Command> sets;
    if (!workload.ipset.empty()) sets.push_back({"ipset", "restore", "-file", workload.ipset});
    RunInTurn(workload, runs,
              {{kCnft, [&] { return RunInNamespace(ApplyCommand(workload)); }},
               {kKernel,
                [&] {
                  const std::string output = directory_ / "replay";
                  Cost cost = RunInNamespace({CNFT_REPLAY, workload.batch},
                                             {.before = {}, .input = {}, .output = output});
                  cost.wall_ms = cost.cpu_ms = std::stod(ReadText(output));
                  return cost;
                }},
               {kNft, [&] { return RunInNamespace({"nft", "-f", workload.nft}); }},
               {kRestore,
                [&] {
                  return RunInNamespace({"iptables-nft-restore"},
                                        {.before = sets, .input = workload.save, .output = {}});
                }},
               {kLegacy, [&] {
                  return RunInNamespace({"iptables-legacy-restore"},
                                        {.before = sets, .input = workload.save, .output = {}});
                }}});
  }

  void RunExample() {
    const Workload workload = ExampleWorkload(directory_);
    RunLoads(workload, 30);
    RunRepairs(workload);
  }

  // The same rules again, and with one changed.
  void RunReapply(const Workload& workload) {
    const std::string output = directory_ / "report";
    const auto apply = [&, this](const Workload& then) {
      return RunInNamespace(ApplyCommand(then),
                            {.before = {ApplyCommand(workload)}, .input = {}, .output = output});
    };
    Workload again = workload;
    again.name += "-again";
    const Workload changed = WithOneChange(directory_, workload);
    double written = 0;
    RunInTurn(again, 10, {{kCnft, [&] {
                             const Cost cost = apply(again);
                             const auto counts = Reported(output);
                             written = std::max(written, counts.at("added") + counts.at("removed") +
                                                             counts.at("changed"));
                             return cost;
                           }}});
    results_.aims.push_back({"objects written by an unchanged apply", written, 0});
    double most = 0;
    RunInTurn(changed, 10, {{kCnft, [&] {
                               const Cost cost = apply(changed);
                               const auto counts = Reported(output);
                               most = std::max({most, counts.at("added"), counts.at("removed"),
                                                counts.at("changed")});
                               return cost;
                             }}});
    results_.aims.push_back({"objects written for one changed rule (added or removed)", most, 1});
  }

  // One rule is removed, and the agent puts it back.
  void RunRepairs(const Workload& workload) {
    const Repairs repairs = MeasureRepairs(workload, Runs(30));
    Row row;
    row.workload = workload.name;
    row.rules = workload.rules;
    row.tool = kAgent;
    row.wall_ms = Summarize(repairs.wall_ms);
    row.peak_mib = repairs.peak_mib;
    results_.rows.push_back(row);
    std::fprintf(stderr, "%s, %s: %.2f ms\n", row.workload.c_str(), kAgent, row.wall_ms.median);
  }

  // A change to one element and to the rules of one proxy: in a session that stays, whose time is
  // that of the change alone, and by programs that are started for it.
  void RunDeltas(const Workload& workload) {
    const Workload large = WithProxyAndSet(directory_, workload);
    const auto session = [&](const char* what) {
      const std::string output = directory_ / "delta";
      Cost cost = RunInNamespace({CNFT_DELTA, what, large.save, large.ipset},
                                 {.before = {}, .input = {}, .output = output});
      std::istringstream(ReadText(output)) >> cost.wall_ms >> cost.cpu_ms;
      return cost;
    };
    const Command sets = {"ipset", "restore", "-file", large.ipset};
    const Command restore = {"iptables-nft-restore", large.save};
    const std::string chain = fmt::format("mangle/{}", kProxyChain);
    Workload element = large;
    element.name += "-element";
    RunInTurn(
        element, 5,
        {{kSession, [&] { return session("element"); }},
         {"nft add element",
          [&] {
            return RunInNamespace(
                {"nft", "add", "element", "ip", "cnft", kSet, fmt::format("{{ {} }}", kElement)},
                {.before = {ApplyCommand(large)}, .input = {}, .output = {}});
          }},
         {"ipset add", [&] {
            return RunInNamespace({"ipset", "add", kSet, kElement},
                                  {.before = {sets}, .input = {}, .output = {}});
          }}});
    Workload rule = large;
    rule.name += "-rule";
    RunInTurn(rule, 5,
              {{kSession, [&] { return session("rule"); }},
               {"nft add rule",
                [&] {
                  return RunInNamespace(
                      {"nft", "add", "rule", "ip", "cnft", chain, "tcp", "dport", "1", "accept"},
                      {.before = {ApplyCommand(large)}, .input = {}, .output = {}});
                }},
               {"iptables-nft -R", [&] {
                  return RunInNamespace({"iptables-nft", "-t", "mangle", "-R", kProxyChain, "1",
                                         "-p", "tcp", "--dport", "1", "-j", "ACCEPT"},
                                        {.before = {sets, restore}, .input = {}, .output = {}});
                }}});
    results_.aims.push_back({"one set element beside 10,000 rules, in a session, ms",
                             Find(element.name, kSession).wall_ms.median, 0.1});
    results_.aims.push_back({"the rules of one proxy beside 10,000, in a session, ms",
                             Find(rule.name, kSession).wall_ms.median, 3});
  }

  void CountInstructions(const Workload& workload) {
    const std::string log = directory_ / "callgrind.log";
    RunInNamespace({"valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                    "--log-file=" + log, CNFT_BINARY, "apply", "--ipv4", workload.save});
    const std::string text = ReadText(log);
    std::smatch match;
    if (!std::regex_search(text, match, std::regex("Collected : ([0-9]+)"))) {
      throw std::runtime_error("no instruction count in " + log);
    }
    results_.aims.push_back({"instructions of cnft itself for each of 10,000 rules",
                             std::stod(match[1]) / static_cast<double>(workload.rules), 15000});
  }

  const Row& Find(std::string_view workload, std::string_view tool) const {
    return *std::ranges::find_if(results_.rows, [&](const Row& row) {
      return row.workload == workload && row.tool == tool;
    });
  }

  void AddAims(bool large) {
    auto& aims = results_.aims;
    const auto ratio = [&](std::string_view workload, std::string_view tool) {
      return *Find(workload, tool).ratio;
    };
    aims.push_back(
        {"load of 10,000 rules over the kernel's own time", ratio("kube-10000", kKernel), 1.25});
    aims.push_back({"iptables-nft-restore over cnft, 10,000 rules",
                    1 / ratio("kube-10000", kRestore), 1.7, true});
    aims.push_back({"nft -f over cnft, 10,000 rules", 1 / ratio("kube-10000", kNft), 1.7, true});
    aims.push_back({"cnft over nft -f, example node", ratio("example", kNft), 0.6});
    aims.push_back(
        {"cnft over iptables-nft-restore, example node", ratio("example", kRestore), 0.15});
    aims.push_back({"unchanged apply of 10,000 rules, ms",
                    Find("kube-10000-again", kCnft).wall_ms.median, 60});
    aims.push_back({"peak memory with 10,000 rules, MiB", Find("kube-10000", kCnft).peak_mib, 12});
    AddRepairAims();
    if (!large) return;
    const Row& many = Find("kube-100000", kCnft);
    const Row& fewer = Find("kube-10000", kCnft);
    const auto per_rule = [](const Row& row) {
      return row.wall_ms.median / static_cast<double>(row.rules);
    };
    aims.push_back({"time for each of 100,000 rules over that for each of 10,000",
                    per_rule(many) / per_rule(fewer), 1.3});
    aims.push_back({"peak memory with 100,000 rules, MiB", many.peak_mib, 80});
  }

  void AddRepairAims() {
    const auto median = [&](std::string_view workload) {
      return Find(workload, kAgent).wall_ms.median;
    };
    results_.aims.push_back({"repair of the example node, ms", median("example"), 5});
    results_.aims.push_back({"repair of 10,000 rules, ms", median("kube-10000"), 50});
  }

  std::filesystem::path directory_;
  double effort_;
  Results results_;
};

}  // namespace
}  // namespace cnft::bench

int main(int argc, char** argv) {
  CLI::App app{"Measures cnft beside other tools, in network namespaces of their own. As root."};
  double effort = 1;
  bool quick = false;
  bool agent = false;
  bool small = false;
  std::string json;
  app.add_option("--effort", effort, "Times as many runs (default 1)");
  app.add_flag("--quick", quick, "Without 100,000 rules");
  app.add_flag("--agent", agent, "Only how fast the agent puts back what others remove");
  app.add_flag("--small", small, "Small changes alone");
  app.add_option("--json", json, "File for the results as JSON");
  CLI11_PARSE(app, argc, argv);
  std::string directory = (std::filesystem::temp_directory_path() / "cnft-bench-XXXXXX").string();
  if (mkdtemp(directory.data()) == nullptr) {
    fmt::print(stderr, "cnft-bench: cannot make a temporary directory\n");
    return 1;
  }
  int status = 0;
  try {
    cnft::bench::Bench bench(directory, effort);
    const auto results = agent ? bench.RunAgent() : small ? bench.RunSmall() : bench.Run(!quick);
    fmt::print("{}", cnft::bench::Table(results));
    if (!json.empty()) std::ofstream(json) << cnft::bench::Json(results);
    for (const auto& aim : results.aims) status |= aim.met() ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "cnft-bench: {}\n", error.what());
    status = 2;
  }
  std::filesystem::remove_all(directory);
  return status;
}
