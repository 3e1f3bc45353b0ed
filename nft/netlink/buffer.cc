// SPDX-License-Identifier: GPL-2.0-or-later
// A growing run of netlink messages, written in one pass.
#include "nft/netlink/buffer.h"

#include <algorithm>
#include <new>

namespace cnft::netlink {

void Buffer::Grow(std::size_t length) {
  constexpr std::size_t kFirst = 64 * 1024;
  const std::size_t wanted = std::max({kFirst, capacity_ * 2, size_ + length});
  auto* grown = static_cast<std::uint8_t*>(std::realloc(data_.get(), wanted));
  if (grown == nullptr) throw std::bad_alloc();
  static_cast<void>(data_.release());
  data_.reset(grown);
  capacity_ = wanted;
}

}  // namespace cnft::netlink
