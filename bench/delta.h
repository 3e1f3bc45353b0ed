// SPDX-License-Identifier: GPL-2.0-or-later
// What is changed in measurements of small changes.
#pragma once

namespace cnft::bench {

inline constexpr const char* kSet = "nodes";  // an ipset of addresses
inline constexpr const char* kElement = "192.0.2.77";
inline constexpr const char* kProxy = "cilium-dns-egress";
inline constexpr const char* kProxyChain = "CILIUM_PRE_mangle";  // its first rule is the proxy's

}  // namespace cnft::bench
