// SPDX-License-Identifier: GPL-2.0-or-later
// What the agent says.
#define SD_JOURNAL_SUPPRESS_LOCATION  // where it is said is no news
#include "agent/log.h"

#include <sys/stat.h>
#include <sys/uio.h>

#include <fmt/format.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace cnft::agent {
namespace {

// JOURNAL_STREAM is set for all that a service runs; standard error may go elsewhere all the same
// (systemd.exec(5)).
bool ToJournal() {
  struct stat status{};
  const char* stream = secure_getenv("JOURNAL_STREAM");
  return stream != nullptr && fstat(STDERR_FILENO, &status) == 0 &&
         fmt::format("{}:{}", status.st_dev, status.st_ino) == stream;
}

}  // namespace

void Log(Level level, std::string_view message, const std::vector<LogField>& fields) {
  static const bool journal = ToJournal();
  if (!journal) {
    static constexpr std::string_view kWords[] = {"error: ", "warning: ", "", ""};
    fmt::print(stderr, "cnft agent: {}{}\n", kWords[static_cast<int>(level) - 3], message);
    std::fflush(stderr);
    return;
  }
  std::vector<std::string> lines = {fmt::format("MESSAGE={}", message),
                                    fmt::format("PRIORITY={}", static_cast<int>(level)),
                                    "SYSLOG_IDENTIFIER=cnft"};
  for (const LogField& field : fields)
    lines.push_back(fmt::format("{}={}", field.name, field.value));
  std::vector<iovec> pieces;
  pieces.reserve(lines.size());
  for (std::string& line : lines) pieces.push_back({line.data(), line.size()});
  sd_journal_sendv(pieces.data(), static_cast<int>(pieces.size()));
}

}  // namespace cnft::agent
