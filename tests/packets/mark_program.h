// SPDX-License-Identifier: GPL-2.0-or-later
// Marks packets before netfilter sees them, as a BPF datapath does: a classifier at the ingress of
// a device takes the mark from the frame's source address (bpf(2), tc-bpf(8)).
#pragma once

#include <cstdint>
#include <string>

namespace cnft::test {

// The source address of a frame that is to arrive with `mark`.
std::string MarkedLinkAddress(std::uint32_t mark);

// Attaches the classifier to a device of the current network namespace, which has a clsact qdisc.
void AttachMarkProgram(unsigned interface_index);

}  // namespace cnft::test
