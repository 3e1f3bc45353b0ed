// SPDX-License-Identifier: GPL-2.0-or-later
// cnft agent, in the program cnft: becomes cnft-agent, which stands beside it and is linked with
// what only the agent needs. Every other verb would load that for nothing.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/options.h"
#include "cli/report.h"

namespace cnft::cli {

int Agent(const Options& options) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string program = (self.parent_path() / "cnft-agent").string();
  if (!error) execv(program.c_str(), options.arguments);
  return ReportUsage(options, fmt::format("cannot run {}: {}", program, std::strerror(errno)));
}

}  // namespace cnft::cli
