// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft keeps in the kernel beside its objects: userdata, a run of (type, length, bytes), at
// most 256 bytes an object (libnftnl/udata.h; NFT_USERDATA_MAXLEN).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cnft::netlink {

inline constexpr std::size_t kUserdataMax = 256;

// Types nft itself reads, per kind of object.
inline constexpr std::uint8_t kRuleComment = 0;
inline constexpr std::uint8_t kElementComment = 0;
inline constexpr std::uint8_t kSetKeyByteOrder = 0;
inline constexpr std::uint8_t kSetComment = 7;
// cnft's own, far from those nft counts up.
inline constexpr std::uint8_t kRuleSource = 0xc0;
inline constexpr std::uint8_t kRuleContinuation = 0xc1;
inline constexpr std::uint8_t kRuleGuard = 0xc3;
inline constexpr std::uint8_t kRuleSourceElsewhere = 0xc2;
inline constexpr std::uint8_t kChainRole = 0xc0;
inline constexpr std::uint8_t kSetOrigin = 0xc0;

class UserdataWriter {
 public:
  // False, and nothing written, when it does not fit.
  bool Put(std::uint8_t type, std::string_view bytes) { return Put(type, {bytes, {}, {}}); }
  // The parts as one item.
  bool Put(std::uint8_t type, const std::array<std::string_view, 3>& parts);
  // With a terminating NUL, as nft writes its comments.
  bool PutString(std::uint8_t type, std::string_view text) {
    return Put(type, {text, std::string_view("", 1), {}});
  }
  std::size_t room() const { return kUserdataMax - size_; }
  std::string_view data() const { return {data_.data(), size_}; }

 private:
  std::array<char, kUserdataMax> data_;
  std::size_t size_ = 0;
};

// The bytes of the first item of that type. Damaged userdata reads as having no further items.
std::optional<std::string_view> FindUserdata(std::string_view data, std::uint8_t type);
// The same without a terminating NUL.
std::optional<std::string_view> FindUserdataString(std::string_view data, std::uint8_t type);

}  // namespace cnft::netlink
