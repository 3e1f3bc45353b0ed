// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft keeps in the kernel beside its objects: userdata.
#include "nft/netlink/userdata.h"

namespace cnft::netlink {

bool UserdataWriter::Put(std::uint8_t type, std::string_view bytes) {
  if (bytes.size() > 255 || bytes.size() + 2 > room()) return false;
  data_ += static_cast<char>(type);
  data_ += static_cast<char>(bytes.size());
  data_ += bytes;
  return true;
}

bool UserdataWriter::PutString(std::uint8_t type, std::string_view text) {
  if (text.size() > 254 || text.size() + 3 > room()) return false;
  data_ += static_cast<char>(type);
  data_ += static_cast<char>(text.size() + 1);
  data_ += text;
  data_ += '\0';
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
