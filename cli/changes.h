// SPDX-License-Identifier: GPL-2.0-or-later
// Differences between rulesets, for people.
#pragma once

#include <string>

#include "nft/diff.h"

namespace cnft::cli {

// One line without a newline: "+ ip rule nat/KUBE-SERVICES: -d 10.0.0.1/32 -j ACCEPT".
std::string Describe(const Change& change);

}  // namespace cnft::cli
