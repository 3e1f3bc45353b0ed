// SPDX-License-Identifier: GPL-2.0-or-later
// The prefix of a log message.
#include "translator/log_prefix.h"

namespace cnft::translator::internal {

bool ParseLogPrefix(const iptables::ArgumentInput& input, iptables::Value& value,
                    std::size_t most) {
  if (input.text().empty()) return input.Fail("an empty prefix is none", "leave the option out");
  if (input.text().find('\n') != std::string_view::npos) {
    return input.Fail("a prefix cannot hold a line break");
  }
  value = input.text().substr(0, most);
  return true;
}

}  // namespace cnft::translator::internal
