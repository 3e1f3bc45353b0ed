// SPDX-License-Identifier: GPL-2.0-or-later
// What the agent knows, as Prometheus reads it (its text exposition format, version 0.0.4).
#pragma once

#include <string>
#include <string_view>

#include "agent/keeper.h"
#include "agent/status.h"

namespace cnft::agent {

// With what rules of CILIUM chains have counted, and rules for proxies: read from the kernel.
std::string MetricsText(const Status& status, Keeper& keeper);

// The file is the old one or the new one at any time.
Result<void> WriteMetrics(const std::string& path, std::string_view text);

// The answer to one request of HTTP; empty while the request is not whole.
std::string AnswerHttp(std::string_view request, const std::function<std::string()>& metrics);

}  // namespace cnft::agent
