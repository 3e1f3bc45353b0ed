// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel has, and what it could load.
#include "compat/survey/kernel_features.h"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace cnft::compat {
namespace {

constexpr auto kPrefixes = std::to_array<std::string_view>({"nft_", "tcp_diag_", "udp_diag_"});

// Lines of /proc/kallsyms: "ffffffff81f9d9d0 t nft_socket_eval [nft_socket]".
void ReadFunctions(const std::filesystem::path& file, KernelFeatures& kernel) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string::npos || line.size() < blank + 3) continue;
    const std::string_view rest = std::string_view(line).substr(blank + 3);
    const std::string_view name = rest.substr(0, rest.find_first_of(" \t"));
    if (std::ranges::any_of(kPrefixes, [name](auto prefix) { return name.starts_with(prefix); })) {
      kernel.functions.emplace(name);
    }
  }
}

// Lines that begin with a path: "kernel/net/netfilter/nft_socket.ko.xz: kernel/…".
bool ReadModules(const std::filesystem::path& file, KernelFeatures& kernel) {
  std::ifstream in(file);
  if (!in.is_open()) return false;
  for (std::string line; std::getline(in, line);) {
    const std::size_t end = line.find(".ko");
    if (end == std::string::npos) continue;
    const std::size_t slash = line.rfind('/', end);
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    kernel.modules.insert(line.substr(begin, end - begin));
  }
  return true;
}

}  // namespace

KernelFeatures KernelFeatures::Read(const std::filesystem::path& root) {
  KernelFeatures kernel;
  ReadFunctions(root / "proc/kallsyms", kernel);
  utsname names{};
  uname(&names);
  const std::filesystem::path folder = root / "lib/modules" / names.release;
  ReadModules(folder / "modules.builtin", kernel);
  const bool listed = ReadModules(folder / "modules.dep", kernel);
  std::error_code error;
  const bool modular = std::filesystem::exists(root / "proc/modules", error);
  kernel.complete = !kernel.functions.empty() && (listed || !modular);
  return kernel;
}

}  // namespace cnft::compat
