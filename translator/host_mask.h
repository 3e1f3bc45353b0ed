// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses with masks of options that libxtables reads itself (XTTYPE_HOSTMASK): unlike -s and -d,
// it takes a mask that is no prefix for that of a single address (libxtables/xtoptions.c).
#pragma once

#include "ruleset/iptables/values.h"

namespace cnft::translator {

inline bool ParseHostMask(const iptables::ArgumentInput& input, iptables::Value& value) {
  if (!iptables::kAddressMaskArgument.parse(input, value)) return false;
  auto& network = std::get<AddressMask>(value);
  // It prints the address as it was written.
  const auto address = ParseAddress(iptables::SplitAt(input.text(), '/').first, input.family);
  if (address) network.address = *address;
  if (!PrefixLength(network.mask)) {
    network.mask = PrefixMask(input.family, network.mask.length * 8U);
  }
  return true;
}

// As it is compared.
inline AddressMask Network(AddressMask network) {
  for (std::size_t i = 0; i < network.mask.length; ++i) {
    network.address.bytes[i] &= network.mask.bytes[i];
  }
  return network;
}

}  // namespace cnft::translator
