// SPDX-License-Identifier: GPL-2.0-or-later
// Small changes to what is installed, in time that does not grow with the rest of it. What the
// kernel holds is what is changed: no input is needed, and none is brought up to date.
#pragma once

#include <cstdint>
#include <string>

#include "api/apply.h"
#include "nft/kernel.h"
#include "ruleset/source.h"
#include "translator/module.h"

namespace cnft {

struct DeltaOptions {
  // As they were for what is installed.
  translator::TranslateOptions translate;
  // Whether the first proxy's rules name the loopback address, as newer releases of Cilium do.
  bool proxy_address = true;
  Limits limits;
};

// Makes the rules of Cilium's chain of proxies redirect what is for the proxy `name` to `port`;
// 0: to nowhere. A proxy that is new comes last. Only what is read back as cnft would write it now
// is changed, else the error is kNeedsApply: the chain as it stands is translated again, without
// the rest of the ruleset, and must come out the same. With the last proxy a chain may come that
// asks the kernel for what its rules did; the whole ruleset may do without.
// `sources` receives the rules that an error's span points into.
Result<ApplyReport> SetProxy(Kernel& kernel, const std::string& name, std::uint16_t port,
                             const DeltaOptions& options, Sources& sources);

// Adds an element to a set that was an ipset, or takes it away; "10.0.0.1,tcp:80", as ipset(8)
// writes it. In both families when both have the set. One that is there already, or gone, is no
// error and no change. Sets whose elements depend on each other (networks, lists) are kNeedsApply,
// and so are elements for which other rules would be needed, and sets that are full.
Result<ApplyReport> SetElement(Kernel& kernel, const std::string& set, const std::string& element,
                               bool present, const DeltaOptions& options);

}  // namespace cnft
