// SPDX-License-Identifier: GPL-2.0-or-later
// Reads netlink attributes. Damaged input reads as absent attributes, never out of bounds.
#pragma once

#include <endian.h>
#include <linux/netlink.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace cnft::netlink {

// The payload of an attribute, or none of it.
class AttributeView {
 public:
  AttributeView() = default;
  explicit AttributeView(std::string_view payload) : payload_(payload), present_(true) {}

  explicit operator bool() const { return present_; }
  std::string_view bytes() const { return payload_; }
  std::uint8_t U8() const { return payload_.empty() ? 0 : static_cast<std::uint8_t>(payload_[0]); }
  std::uint16_t Be16() const { return be16toh(Read<std::uint16_t>()); }
  std::uint32_t Be32() const { return be32toh(Read<std::uint32_t>()); }
  std::uint64_t Be64() const { return be64toh(Read<std::uint64_t>()); }
  std::string_view String() const { return payload_.substr(0, payload_.find('\0')); }

 private:
  template <typename Number>
  Number Read() const {
    Number number = 0;
    if (payload_.size() >= sizeof number) std::memcpy(&number, payload_.data(), sizeof number);
    return number;
  }

  std::string_view payload_;
  bool present_ = false;
};

// Calls `visit(type, payload)` for each attribute of a run.
template <typename Visitor>
void ForEachAttribute(std::string_view run, Visitor visit) {
  while (run.size() >= NLA_HDRLEN) {
    nlattr header;
    std::memcpy(&header, run.data(), sizeof header);
    if (header.nla_len < NLA_HDRLEN || header.nla_len > run.size()) return;
    visit(static_cast<std::uint16_t>(header.nla_type & NLA_TYPE_MASK),
          run.substr(NLA_HDRLEN, header.nla_len - NLA_HDRLEN));
    run.remove_prefix(std::min<std::size_t>(NLA_ALIGN(header.nla_len), run.size()));
  }
}

// The attributes of a run by type, for types below `count`.
template <std::size_t count>
class AttributeTable {
 public:
  explicit AttributeTable(std::string_view run) {
    ForEachAttribute(run, [this](std::uint16_t type, std::string_view payload) {
      if (type < count) views_[type] = AttributeView(payload);
    });
  }
  const AttributeView& operator[](std::size_t type) const { return views_[type]; }

 private:
  std::array<AttributeView, count> views_;
};

}  // namespace cnft::netlink
