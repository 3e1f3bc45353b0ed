// SPDX-License-Identifier: GPL-2.0-or-later
// Words that iptables-save prints as they are.
#pragma once

#include <string>
#include <string_view>

#include "ruleset/iptables/lexer.h"

namespace cnft::translator {

// Appends `text` without quotes, as iptables-save does; with them where nobody could read it again.
inline void AppendBareWord(std::string_view text, std::string& out) {
  const bool readable = !text.empty() && text[0] != '-' && text[0] != '!' &&
                        text.find_first_of(" \t\r\n\"") == std::string_view::npos;
  if (readable) {
    out += text;
  } else {
    iptables::AppendQuoted(text, out);
  }
}

}  // namespace cnft::translator
