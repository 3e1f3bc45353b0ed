// SPDX-License-Identifier: GPL-2.0-or-later
// What the agent says: to the journal, with fields, when its standard error goes there; else as
// text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cnft::agent {

enum class Level : int { kError = 3, kWarning = 4, kNotice = 5, kInfo = 6 };  // syslog(3)

struct LogField {
  std::string_view name;  // as the journal wants it: capital letters, in front "CNFT_"
  std::string value;
};

void Log(Level level, std::string_view message, const std::vector<LogField>& fields = {});

}  // namespace cnft::agent
