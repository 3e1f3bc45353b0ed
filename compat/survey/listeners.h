// SPDX-License-Identifier: GPL-2.0-or-later
// Sockets that wait for packets, as the kernel lists them (sock_diag(7)).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compat/survey/kernel_features.h"
#include "nft/kernel.h"
#include "ruleset/address.h"

namespace cnft::compat {

struct Listener {
  std::uint8_t protocol = 0;  // IPPROTO_TCP, IPPROTO_UDP
  Address address;            // zero: any
  std::uint16_t port = 0;
  bool transparent = false;  // IP_TRANSPARENT: takes packets for other addresses
};

// Nothing when the kernel cannot list them without loading a module.
Result<std::optional<std::vector<Listener>>> ReadListeners(const KernelFeatures& kernel);

}  // namespace cnft::compat
