// SPDX-License-Identifier: GPL-2.0-or-later
// Cilium's configuration and a node's state, as files hold them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/cilium/node.h"
#include "ruleset/cilium/options.h"

namespace cnft {

// The settings of a ConfigMap manifest in YAML or JSON (as `kubectl get configmap -o yaml` prints
// it), or of a plain mapping of keys to values. `name` is for messages.
std::vector<cilium::Setting> ReadConfigMap(const std::string& name, const std::string& text,
                                           std::vector<cilium::Problem>& problems);

// The settings of a mounted ConfigMap: one file a key, named and filled.
std::vector<cilium::Setting> SettingsOfFiles(
    const std::string& directory, const std::vector<std::pair<std::string, std::string>>& files);

// A node's state in YAML or JSON, as packaging/cilium-node.schema.json describes it. What the text
// says is written over what `node` holds, field by field.
void ReadNode(const std::string& name, const std::string& text, cilium::NodeState& node,
              std::vector<cilium::Problem>& problems);

}  // namespace cnft
