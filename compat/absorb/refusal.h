// SPDX-License-Identifier: GPL-2.0-or-later
// Why chains cannot be absorbed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cnft::compat {

struct Refusal {
  std::string_view code;  // for programs; does not change
  std::string where;      // "iptables-legacy -t filter -A DOCKER -j KUBE-FORWARD"
  std::string what;
  std::string hint;
};
using Refusals = std::vector<Refusal>;

}  // namespace cnft::compat
