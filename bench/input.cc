// SPDX-License-Identifier: GPL-2.0-or-later
// What is measured: a ruleset in the form of every tool, in files.
#include "bench/input.h"

#include <fmt/core.h>
#include <malloc.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "api/ruleset_input.h"
#include "bench/delta.h"
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
  return workload;
}

// nft's own text of what cnft loads: the same tables, chains, rules and sets.
void WriteNftText(const Workload& workload) {
  RunInNamespace({"nft", "list", "ruleset"},
                 {.before = {Apply(workload)}, .input = {}, .output = workload.nft});
  // nft does not take back its own listing of a port to translate to, where the test of the
  // protocol stands in the calling chain.
  constexpr std::string_view kIndent = "\n\t\t";
  constexpr std::string_view kBare = "\n\t\tcounter packets 0 bytes 0 dnat to ";
  std::string text = Read(workload.nft);
  for (std::size_t at = 0; (at = text.find(kBare, at)) != std::string::npos; ++at) {
    text.insert(at + kIndent.size(), "meta l4proto tcp ");
  }
  Write(workload.nft, text);
}

// The peak of a program that is started counts from the memory of the one that starts it.
void ReturnMemory() { malloc_trim(0); }

}  // namespace

Workload GeneratedWorkload(const std::filesystem::path& directory, std::size_t rules) {
  Workload workload;
  {
    const generate::GeneratedNode node =
        generate::GenerateNode(generate::WithRuleCount({.endpoints = 2}, rules));
    workload = Make(directory, fmt::format("kube-{}", rules), node.rules, node.ipset);
  }
  WriteNftText(workload);
  ReturnMemory();
  return workload;
}

Workload ExampleWorkload(const std::filesystem::path& directory) {
  const std::string data = CNFT_SOURCE_DIR "/data/cilium-node";
  Workload workload = Make(directory, "example", Read(data + ".v4.rules"), Read(data + ".ipset"));
  WriteNftText(workload);
  ReturnMemory();
  return workload;
}

Workload WithProxyAndSet(const std::filesystem::path& directory, const Workload& workload) {
  std::string rules = Read(workload.save);
  rules += fmt::format(
      "*mangle\n:PREROUTING ACCEPT [0:0]\n:{0} - [0:0]\n"
      "-A PREROUTING -m set --match-set {1} src -j ACCEPT\n-A PREROUTING -j {0}\n",
      kProxyChain, kSet);
  for (const char* protocol : {"tcp", "udp"}) {
    rules += fmt::format(
        "-A {} -p {} -m mark --mark 0x23420200 -m comment --comment \"cilium: TPROXY to host {} "
        "proxy\" -j TPROXY --on-port 16931 --on-ip 127.0.0.1 --tproxy-mark 0x200/0xffffffff\n",
        kProxyChain, protocol, kProxy);
  }
  rules += "COMMIT\n";
  std::string sets = workload.ipset.empty() ? std::string() : Read(workload.ipset);
  sets += fmt::format("create {} hash:ip family inet\n", kSet);
  for (int i = 0; i < 1000; ++i) sets += fmt::format("add {} 10.9.{}.{}\n", kSet, i / 250, i % 250);
  Workload more = workload;
  more.name += "-delta";
  more.save = directory / (more.name + ".rules");
  more.ipset = directory / (more.name + ".ipset");
  more.rules += 4;
  Write(more.save, rules);
  Write(more.ipset, sets);
  return more;
}

Workload WithOneChange(const std::filesystem::path& directory, const Workload& workload) {
  std::string rules = Read(workload.save);
  // An endpoint before the middle gets another port.
  std::size_t port = rules.rfind("--to-destination ", rules.size() / 2);
  if (port != std::string::npos) port = rules.find(':', port);
  if (port == std::string::npos) throw std::runtime_error("no rule to change");
  rules.replace(port + 1, rules.find_first_of(" \n", port) - port - 1, "61234");
  Workload changed = workload;
  changed.name += "-changed";
  changed.save = directory / (changed.name + ".rules");
  Write(changed.save, rules);
  return changed;
}

}  // namespace cnft::bench
