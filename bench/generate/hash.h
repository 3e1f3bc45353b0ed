// SPDX-License-Identifier: GPL-2.0-or-later
// The hashes kube-proxy names its chains with: SHA-256 (FIPS 180-4) in base 32 (RFC 4648).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cnft::generate {

std::array<std::uint8_t, 32> Sha256(std::string_view text);
// The first `length` characters of the hash in base 32; at most 50.
std::string Base32Hash(std::string_view text, std::size_t length);
// The first `length` hexadecimal digits of the hash; at most 64.
std::string HexHash(std::string_view text, std::size_t length);

}  // namespace cnft::generate
