// SPDX-License-Identifier: GPL-2.0-or-later
// The protocol of the control socket: a request and an answer are a line of JSON each
// (docs/agent.md).
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>

#include "agent/overlay.h"

namespace cnft::agent {

// What requests can do.
struct ControlActions {
  std::function<Json()> status;
  std::function<std::expected<void, std::string>()> reload;
  // Changes what clients say about the node, and brings it into force; or leaves both as they were.
  std::function<std::expected<void, std::string>(const std::function<void(Overlay&)>& change)>
      change;
};

struct Reply {
  std::string line;  // with its end
  bool subscribe = false;
};

Reply Answer(std::string_view request, const ControlActions& actions);

// An event for those who subscribed, as a line.
std::string EventLine(std::string_view event, Json fields);

}  // namespace cnft::agent
