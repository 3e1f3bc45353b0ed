// SPDX-License-Identifier: GPL-2.0-or-later
// Fragments behind the first, in which some kernels find transport headers (docs/kernels.md).
#pragma once

#include <sys/utsname.h>

#include <cstdint>
#include <cstdio>
#include <string_view>
#include <utility>

namespace cnft::test {

// Linux before 5.17 reads transport headers from later fragments, too, whatever is there
// (net/netfilter/nft_payload.c).
inline bool KernelReadsLaterFragments() {
  utsname name{};
  unsigned major = 0;
  unsigned minor = 0;
  return uname(&name) == 0 && std::sscanf(name.release, "%u.%u", &major, &minor) == 2 &&
         std::pair(major, minor) < std::pair(5U, 17U);
}

inline bool IsLaterFragment(std::string_view packet) {
  const auto byte = [&](std::size_t at) {
    return at < packet.size() ? static_cast<std::uint8_t>(packet[at]) : 0U;
  };
  if (byte(0) >> 4U == 4) return (byte(6) & 0x1fU) != 0 || byte(7) != 0;
  constexpr unsigned kFragmentHeader = 44;
  return byte(6) == kFragmentHeader && (byte(42) != 0 || (byte(43) & 0xf8U) != 0);
}

}  // namespace cnft::test
