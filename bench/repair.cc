// SPDX-License-Identifier: GPL-2.0-or-later
// How long `cnft agent` takes to put back a rule that somebody else removes.
#include "bench/repair.h"

#include <sys/resource.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "nft/netlink/kernel.h"
#include "nft/netlink/monitor.h"

namespace cnft::bench {
namespace {

using Clock = std::chrono::steady_clock;
using netlink::Notification;
using netlink::Topic;

constexpr auto kPatience = std::chrono::seconds(20);

// The agent of this run, until it is gone.
class Agent {
 public:
  explicit Agent(const Workload& workload) {
    std::vector<std::string> words = {CNFT_AGENT, "agent", "--socket", "", "--ipv4", workload.save};
    if (!workload.ipset.empty()) words.insert(words.end(), {"--ipset", workload.ipset});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ != 0) return;
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  ~Agent() { End(); }
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  // Returns how much memory it had at most.
  double End() {
    if (pid_ == 0) return 0;
    const pid_t pid = std::exchange(pid_, 0);
    kill(pid, SIGTERM);
    int status = 0;
    rusage usage{};
    wait4(pid, &status, 0, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
  }

 private:
  pid_t pid_ = 0;
};

// Waits for a transaction of the agent's.
void AwaitAgent(netlink::Monitor& monitor) {
  const auto end = Clock::now() + kPatience;
  bool done = false;
  while (!done) {
    if (Clock::now() > end) throw std::runtime_error("the agent does nothing");
    pollfd waiting = {monitor.descriptor(), POLLIN, 0};
    poll(&waiting, 1, 1000);
    const auto read = monitor.Read([&](const Notification& one) {
      done |= one.topic == Topic::kGeneration && one.program == "cnft-agent";
    });
    if (!read) throw std::runtime_error(read.error().message);
  }
}

template <typename T>
T Must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

Repairs MeasureHere(const Workload& workload, std::size_t runs) {
  if (unshare(CLONE_NEWNET) != 0) throw std::runtime_error("cannot make a network namespace");
  auto monitor = Must(netlink::Monitor::OfRulesets());
  const auto kernel = Must(netlink::OpenKernel());
  Agent agent(workload);
  AwaitAgent(monitor);
  const auto snapshot = Must(kernel->Read(Family::kIpv4, "cnft"));
  std::vector<std::pair<const nftables::Chain*, const nftables::Rule*>> rules;
  for (const nftables::Chain& chain : snapshot.value().table.chains) {
    for (const nftables::Rule& rule : chain.rules) rules.emplace_back(&chain, &rule);
  }
  Repairs repairs;
  for (std::size_t i = 0; i < runs; ++i) {
    // Another one each time: those that were put back have other handles.
    const auto& [chain, rule] = rules[i * rules.size() / runs];
    const auto transaction = kernel->Begin();
    transaction->DeleteRule(snapshot->table, chain->name, rule->handle);
    std::this_thread::sleep_for(std::chrono::milliseconds(60));  // as if nothing happened
    const auto begin = Clock::now();
    const auto sent = kernel->Commit(*transaction, {});
    if (!sent) throw std::runtime_error(sent.error().message);
    AwaitAgent(monitor);
    repairs.wall_ms.push_back(
        std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  repairs.peak_mib = agent.End();
  return repairs;
}

}  // namespace

Repairs MeasureRepairs(const Workload& workload, std::size_t runs) {
  Repairs repairs;
  std::exception_ptr failed;
  // A namespace is entered by a thread, and goes with it.
  std::thread thread([&] {
    try {
      repairs = MeasureHere(workload, runs);
    } catch (...) {
      failed = std::current_exception();
    }
  });
  thread.join();
  if (failed) std::rethrow_exception(failed);
  return repairs;
}

}  // namespace cnft::bench
