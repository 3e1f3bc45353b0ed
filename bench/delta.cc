// SPDX-License-Identifier: GPL-2.0-or-later
// cnft-delta: a long-lived session of libcnft that makes small changes to a large ruleset. Prints
// the median of one change, in milliseconds: from its beginning to its end, and of the processor.
//   cnft-delta element|rule RULES SETS
#include "bench/delta.h"

#include <time.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "bench/statistics.h"
#include "cnft/cnft.hpp"

namespace {

constexpr int kChanges = 200;

std::string Read(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

// Of this thread, the kernel's work for it included.
double ProcessorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

int Fail(const libcnft::Failure& failure) {
  std::fprintf(stderr, "cnft-delta: %s: %s\n", cnft_status_name(failure.status),
               failure.messages.empty() ? "" : failure.messages[0].text.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const bool element = std::string(argv[1]) == "element";
  libcnft::Session session;
  libcnft::Ruleset ruleset;
  ruleset.Add(CNFT_IPTABLES, argv[2], Read(argv[2]));
  ruleset.Add(CNFT_IPSET, argv[3], Read(argv[3]));
  if (const auto applied = session.Apply(ruleset); !applied) return Fail(applied.error());
  std::vector<double> times;
  std::vector<double> processor;
  for (int i = 0; i < kChanges; ++i) {
    const double used = ProcessorMs();
    const auto begin = std::chrono::steady_clock::now();
    // One that comes and one that goes, in turn; a port that is another one each time.
    const auto changed =
        element ? session.SetElement(cnft::bench::kSet, cnft::bench::kElement, i % 2 == 0)
                : session.SetProxy(cnft::bench::kProxy, static_cast<std::uint16_t>(20000 + i));
    const std::chrono::duration<double, std::milli> elapsed =
        std::chrono::steady_clock::now() - begin;
    if (!changed) return Fail(changed.error());
    if (changed->added + changed->removed + changed->changed == 0) return 3;  // nothing measured
    times.push_back(elapsed.count());
    processor.push_back(ProcessorMs() - used);
  }
  std::printf("%.4f %.4f\n", cnft::bench::Summarize(times).median,
              cnft::bench::Summarize(processor).median);
  return 0;
}
