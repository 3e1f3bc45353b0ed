// SPDX-License-Identifier: GPL-2.0-or-later
// Ports that NAT picks at random: known by what the rules leave open, hidden before comparing
// (net/netfilter/nf_nat_core.c, nf_nat_l4proto_unique_tuple).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cnft::test {

class PortChoice {
 public:
  // Reads what the rules of an iptables-save text leave to chance.
  explicit PortChoice(std::string_view rules);

  bool any() const { return random_ || !ranges_.empty(); }
  // The line with every number that can only be a port of the kernel's choice replaced by the range
  // it is from. `own` are the ports the packets came with.
  std::string Hide(std::string_view line, const std::vector<std::uint16_t>& own) const;

 private:
  bool random_ = false;
  std::vector<std::pair<unsigned, unsigned>> ranges_;
};

}  // namespace cnft::test
