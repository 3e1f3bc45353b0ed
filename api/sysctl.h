// SPDX-License-Identifier: GPL-2.0-or-later
// Kernel settings under /proc/sys (sysctl(8)).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nft/kernel.h"
#include "ruleset/cilium/rules.h"

namespace cnft {

// The value, without blanks at the end; none: this kernel has no such setting, or its device is not
// there.
std::optional<std::string> ReadSysctl(const std::string& name);
Result<void> WriteSysctl(const std::string& name, const std::string& value);

// Whether packets of bridges pass the iptables hooks of a family in this network namespace. Without
// br_netfilter there is nothing to read: yes, as it is once that is loaded.
bool BridgesPassHooks(Family family);

struct SysctlDifference {
  cilium::Sysctl wanted;
  std::string value;  // what it is
};
// Those that stand and have another value.
std::vector<SysctlDifference> CompareSysctls(const std::vector<cilium::Sysctl>& wanted);

}  // namespace cnft
