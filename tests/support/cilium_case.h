// SPDX-License-Identifier: GPL-2.0-or-later
// Configurations of Cilium's with what is known of a node, as tests/api/cilium/cases.t lists them.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ruleset/cilium/rules.h"

namespace cnft::test {

struct CiliumCase {
  std::string name;
  std::vector<std::string> head;  // the lines that say what the case is
  cilium::Release release = cilium::kNewestRelease;
  std::vector<cilium::Setting> settings;
  std::string node;                // YAML, written over the common node
  std::vector<std::string> shown;  // derived
};

std::vector<CiliumCase> ReadCiliumCases();
void WriteCiliumCases(const std::vector<CiliumCase>& cases);

// The plan, with the problems of the input before its own. Words of the node and the settings are
// replaced as told, one after the other: tests with packets have other addresses and devices.
using Renaming = std::pair<std::string_view, std::string_view>;
cilium::Plan PlanOf(const CiliumCase& now, std::span<const Renaming> renamings = {});

}  // namespace cnft::test
