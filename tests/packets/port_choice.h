// SPDX-License-Identifier: GPL-2.0-or-later
// Ports that NAT picks at random, because a rule says so or the packet's own port is taken: hidden
// before comparing (net/netfilter/nf_nat_core.c, nf_nat_l4proto_unique_tuple).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cnft::test {

class PortChoice {
 public:
  // Reads which ports the rules of an iptables-save text name.
  explicit PortChoice(std::string_view rules);

  // Whether the kernel may choose any.
  bool any() const { return nat_; }
  // The line with every port that may be the kernel's choice replaced by what it was chosen from:
  // those that neither the rules name nor the packets came with.
  std::string Hide(std::string_view line, const std::vector<std::uint16_t>& own) const;

 private:
  bool nat_ = false;
  std::vector<unsigned> said_;
  std::vector<std::pair<unsigned, unsigned>> ranges_;
};

}  // namespace cnft::test
