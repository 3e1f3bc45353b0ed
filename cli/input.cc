// SPDX-License-Identifier: GPL-2.0-or-later
// Files named on the command line, and what goes wrong with them.
#include "cli/input.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace cnft::cli {
namespace {

// Spans hold 32-bit offsets.
constexpr std::size_t kMaxInput = std::numeric_limits<std::uint32_t>::max();
// A pipe gives at most so much at once.
constexpr std::size_t kPiece = 64 * 1024;

}  // namespace

std::expected<std::string, std::string> ReadFile(const std::string& path) {
  const bool standard_input = path == "-";
  const int fd = standard_input ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const auto failure = [&](int error) {
    return std::unexpected(fmt::format("cannot read {}: {}", path, std::strerror(error)));
  };
  if (fd < 0) return failure(errno);
  std::string text;
  struct stat status{};
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
    text.reserve(static_cast<std::size_t>(status.st_size) + 1);
  }
  for (;;) {
    const std::size_t used = text.size();
    const std::size_t room = used < text.capacity() ? text.capacity() : used + kPiece;
    ssize_t got = 0;
    text.resize_and_overwrite(room, [&](char* bytes, std::size_t size) {
      got = read(fd, bytes + used, size - used);
      return used + static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    });
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      const int error = errno;
      if (!standard_input) close(fd);
      return failure(error);
    }
    if (got == 0) break;
    if (text.size() > kMaxInput)
      return std::unexpected(fmt::format("{} is larger than 4 GiB", path));
  }
  if (!standard_input) close(fd);
  return text;
}

std::expected<std::vector<InputText>, std::string> ReadTexts(const Options& options) {
  std::vector<InputText> texts;
  bool stdin_taken = false;
  const auto add = [&](InputKind kind, const std::vector<std::string>& paths) -> std::string {
    for (const std::string& path : paths) {
      if (path == "-" && std::exchange(stdin_taken, true))
        return "standard input can be read only once";
      auto text = ReadFile(path);
      if (!text) return text.error();
      texts.push_back({kind, path == "-" ? "<stdin>" : path, std::move(*text)});
    }
    return {};
  };
  for (const auto& [kind, paths] :
       {std::pair(InputKind::kIpset, &options.ipset), std::pair(InputKind::kIpv4, &options.ipv4),
        std::pair(InputKind::kIpv6, &options.ipv6)}) {
    if (auto error = add(kind, *paths); !error.empty()) return std::unexpected(std::move(error));
  }
  return texts;
}

}  // namespace cnft::cli
