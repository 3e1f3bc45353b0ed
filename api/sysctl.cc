// SPDX-License-Identifier: GPL-2.0-or-later
// Kernel settings under /proc/sys.
#include "api/sysctl.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace cnft {
namespace {

// Dots part the names of folders, and '/' is a dot in one, as sysctl(8) has it.
std::string PathOf(const std::string& name) {
  std::string path = "/proc/sys/";
  for (const char c : name) path += c == '.' ? '/' : c == '/' ? '.' : c;
  return path;
}

}  // namespace

std::optional<std::string> ReadSysctl(const std::string& name) {
  std::ifstream in(PathOf(name));
  std::string value;
  if (!std::getline(in, value)) return std::nullopt;
  return value.substr(0, value.find_last_not_of(" \t") + 1);
}

Result<void> WriteSysctl(const std::string& name, const std::string& value) {
  std::ofstream out(PathOf(name));
  out << value << std::flush;
  if (out) return {};
  Error error;
  error.error_number = errno;
  error.code = errno == EACCES || errno == EPERM ? ErrorCode::kPermission : ErrorCode::kSystem;
  error.message = fmt::format("cannot set {}={}: {}", name, value, std::strerror(errno));
  return std::unexpected(std::move(error));
}

bool BridgesPassHooks(Family family) {
  const char* name = family == Family::kIpv4 ? "net.bridge.bridge-nf-call-iptables"
                                             : "net.bridge.bridge-nf-call-ip6tables";
  return ReadSysctl(name).value_or("1") != "0";
}

std::vector<SysctlDifference> CompareSysctls(const std::vector<cilium::Sysctl>& wanted) {
  std::vector<SysctlDifference> differences;
  for (const cilium::Sysctl& sysctl : wanted) {
    const auto value = ReadSysctl(sysctl.name);
    if (value && *value != sysctl.value) differences.push_back({sysctl, *value});
  }
  return differences;
}

}  // namespace cnft
