// SPDX-License-Identifier: GPL-2.0-or-later
// From the iptables model to the nftables model: a pure function.
#pragma once

#include "ruleset/diagnostics.h"
#include "ruleset/ipset/model.h"
#include "ruleset/iptables/model.h"
#include "ruleset/nftables/model.h"
#include "ruleset/source.h"
#include "translator/module.h"

namespace cnft::translator {

// Hands the native form of `ruleset` to `sink`, as one table named as `options` say. `ipsets` may
// be null. Everything that is wrong or cannot be expressed goes to `diagnostics`; when there are
// errors what the sink received must not be used.
void Translate(const iptables::Ruleset& ruleset, const ipset::Ruleset* ipsets,
               const Sources& sources, const TranslateOptions& options, nftables::Sink& sink,
               Diagnostics& diagnostics);

}  // namespace cnft::translator
