// SPDX-License-Identifier: GPL-2.0-or-later
// The prefix of a log message, of LOG and NFLOG (extensions/libxt_LOG.c and libxt_NFLOG.c of
// iptables).
#pragma once

#include "ruleset/iptables/values.h"

namespace cnft::translator {

namespace internal {
bool ParseLogPrefix(const iptables::ArgumentInput& input, iptables::Value& value, std::size_t most);
}  // namespace internal

// Text without line breaks; iptables keeps the first `most` bytes of it.
template <std::size_t most>
inline constexpr iptables::ArgumentType kLogPrefixArgument = {
    .placeholder = "text",
    .parse = [](const iptables::ArgumentInput& input,
                iptables::Value& value) { return internal::ParseLogPrefix(input, value, most); },
    .print = iptables::internal::PrintText,
};

}  // namespace cnft::translator
