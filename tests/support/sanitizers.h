// SPDX-License-Identifier: GPL-2.0-or-later
// Whether this is a build with AddressSanitizer: what time and memory it takes says nothing of the
// program.
#pragma once

namespace cnft::test {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace cnft::test
