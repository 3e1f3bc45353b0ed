// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft keeps in the kernel beside its objects: userdata.
#include "nft/netlink/userdata.h"

namespace cnft::netlink {

bool UserdataWriter::Put(std::uint8_t type, const std::array<std::string_view, 3>& parts) {
  const std::size_t length = parts[0].size() + parts[1].size() + parts[2].size();
  if (length > 255 || length + 2 > room()) return false;
  data_[size_++] = static_cast<char>(type);
  data_[size_++] = static_cast<char>(length);
  for (const std::string_view part : parts) {
    part.copy(data_.data() + size_, part.size());
    size_ += part.size();
  }
  return true;
}

std::optional<std::string_view> FindUserdata(std::string_view data, std::uint8_t type) {
  while (data.size() >= 2) {
    const auto length = static_cast<std::uint8_t>(data[1]);
    if (data.size() < 2U + length) return std::nullopt;
    if (static_cast<std::uint8_t>(data[0]) == type) return data.substr(2, length);
    data.remove_prefix(2U + length);
  }
  return std::nullopt;
}

std::optional<std::string_view> FindUserdataString(std::string_view data, std::uint8_t type) {
  auto found = FindUserdata(data, type);
  if (found && !found->empty() && found->back() == '\0') found->remove_suffix(1);
  return found;
}

}  // namespace cnft::netlink
