// SPDX-License-Identifier: GPL-2.0-or-later
// Installs a node's rules, moves one of its proxies, and watches that happen, in C++23.
//   c++ -std=c++23 node.cc $(pkg-config --cflags --libs cnft) -o node
//   node SETS RULES PROXY PORT
#include <cnft/cnft.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace {

std::string ReadFile(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return std::move(text).str();
}

int Fail(const char* what, const libcnft::Failure& failure) {
  std::cerr << what << ": " << cnft_status_name(failure.status) << '\n';
  for (const libcnft::Message& message : failure.messages) {
    std::cerr << message.file << ':' << message.line << ':' << message.column << ": "
              << message.text << '\n';
  }
  return 1;
}

}  // namespace

int main(int count, char** args) {
  if (count != 5) {
    std::cerr << "usage: node SETS RULES PROXY PORT\n";
    return 2;
  }
  libcnft::Session session;
  libcnft::Ruleset ruleset;
  ruleset.Add(CNFT_IPSET, args[1], ReadFile(args[1]));
  ruleset.Add(CNFT_IPTABLES, args[2], ReadFile(args[2]));
  (void)session.Set(CNFT_DEADLINE_MS, 5000);
  const auto applied = session.Apply(ruleset);
  if (!applied) return Fail("apply", applied.error());
  std::cout << applied->rules << " rules in force\n";

  auto monitor = libcnft::Monitor::Open(session, CNFT_RULESETS);
  if (!monitor) return Fail("monitor", monitor.error());
  const auto moved = session.SetProxy(args[3], static_cast<std::uint16_t>(std::atoi(args[4])));
  if (!moved) return Fail("proxy", moved.error());
  std::cout << moved->changed << " objects changed\n";

  for (auto event = monitor->Next(1000); event && *event; event = monitor->Next(1000)) {
    if ((*event)->topic == CNFT_TOPIC_RULE && !(*event)->removed) {
      std::cout << "a rule came into " << (*event)->name << '\n';
    }
    if ((*event)->topic == CNFT_TOPIC_GENERATION) break;
  }
  const auto proxies = session.Proxies();
  if (!proxies) return Fail("proxies", proxies.error());
  for (const libcnft::Proxy& proxy : *proxies) {
    std::cout << proxy.name << ' ' << proxy.protocol << ' ' << proxy.port << '\n';
  }
  return 0;
}
