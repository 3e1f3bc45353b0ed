// SPDX-License-Identifier: GPL-2.0-or-later
// Which backend iptables-wrappers takes, by which images of Kubernetes choose their iptables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compat/survey/node.h"

namespace cnft::compat {

// Whether a chain of that name, which kubelet makes, says which backend it uses.
bool IsWrappersHint(std::string_view chain);

struct WrappersChoice {
  Backend backend = Backend::kNft;
  // The hints it sees in each backend, and those in tables that iptables-nft-save prints nothing
  // of.
  std::vector<std::string> nft;
  std::vector<std::string> legacy;
  std::vector<std::string> unseen;
};
WrappersChoice ChooseAsWrappers(const Node& node);

}  // namespace cnft::compat
