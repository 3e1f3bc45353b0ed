// SPDX-License-Identifier: GPL-2.0-or-later
// A growing run of netlink messages, written in one pass (netlink(7), include/net/netlink.h).
#pragma once

#include <endian.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace cnft::netlink {

// Offset of an open message or nested attribute.
using Mark = std::size_t;

class Buffer {
 public:
  std::span<const std::uint8_t> bytes() const { return {data_.get(), size_}; }
  std::uint8_t* data() { return data_.get(); }
  std::size_t size() const { return size_; }
  void Clear() { size_ = 0; }

  // nfnetlink messages; `type` is subsystem << 8 | message.
  Mark BeginMessage(std::uint16_t type, std::uint16_t flags, std::uint32_t sequence,
                    std::uint8_t family, std::uint16_t resource_id = 0) {
    const Mark mark = size_;
    auto* header = reinterpret_cast<nlmsghdr*>(Extend(NLMSG_HDRLEN));
    *header = {0, type, flags, sequence, 0};
    auto* generic = reinterpret_cast<nfgenmsg*>(Extend(NLMSG_ALIGN(sizeof(nfgenmsg))));
    *generic = {family, NFNETLINK_V0, htobe16(resource_id)};
    return mark;
  }
  void EndMessage(Mark mark) {
    reinterpret_cast<nlmsghdr*>(data_.get() + mark)->nlmsg_len =
        static_cast<std::uint32_t>(size_ - mark);
  }

  Mark BeginNest(std::uint16_t type) {
    const Mark mark = size_;
    *reinterpret_cast<nlattr*>(Extend(NLA_HDRLEN)) = {
        0, static_cast<std::uint16_t>(type | NLA_F_NESTED)};
    return mark;
  }
  void EndNest(Mark mark) {
    reinterpret_cast<nlattr*>(data_.get() + mark)->nla_len =
        static_cast<std::uint16_t>(size_ - mark);
  }

  void PutBytes(std::uint16_t type, const void* bytes, std::size_t length) {
    std::uint8_t* at = Attribute(type, length);
    if (length != 0) std::memcpy(at, bytes, length);
  }
  // With the terminating NUL the kernel expects.
  void PutString(std::uint16_t type, std::string_view text) {
    std::uint8_t* at = Attribute(type, text.size() + 1);
    std::memcpy(at, text.data(), text.size());
    at[text.size()] = 0;
  }
  void PutU8(std::uint16_t type, std::uint8_t value) { *Attribute(type, 1) = value; }
  // Network byte order, as nf_tables wants its numbers.
  void PutBe16(std::uint16_t type, std::uint16_t value) {
    const std::uint16_t swapped = htobe16(value);
    PutBytes(type, &swapped, sizeof swapped);
  }
  void PutBe32(std::uint16_t type, std::uint32_t value) {
    const std::uint32_t swapped = htobe32(value);
    PutBytes(type, &swapped, sizeof swapped);
  }
  void PutBe64(std::uint16_t type, std::uint64_t value) {
    const std::uint64_t swapped = htobe64(value);
    PutBytes(type, &swapped, sizeof swapped);
  }

 private:
  struct Free {
    void operator()(std::uint8_t* bytes) const { std::free(bytes); }
  };

  std::uint8_t* Extend(std::size_t length) {
    if (size_ + length > capacity_) Grow(length);
    std::uint8_t* at = data_.get() + size_;
    size_ += length;
    return at;
  }

  std::uint8_t* Attribute(std::uint16_t type, std::size_t length) {
    const std::size_t padded = NLA_ALIGN(length);
    std::uint8_t* at = Extend(NLA_HDRLEN + padded);
    *reinterpret_cast<nlattr*>(at) = {static_cast<std::uint16_t>(NLA_HDRLEN + length), type};
    // Padding must be zero; the last word holds all of it.
    if (padded != length) std::memset(at + NLA_HDRLEN + padded - NLA_ALIGNTO, 0, NLA_ALIGNTO);
    return at + NLA_HDRLEN;
  }

  // realloc of a large block moves pages, not bytes, and untouched pages cost no memory.
  void Grow(std::size_t length);

  std::unique_ptr<std::uint8_t, Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace cnft::netlink
