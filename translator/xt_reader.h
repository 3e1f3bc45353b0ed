// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel holds of a match or target, said again in the words of iptables-save: the reading
// of the structures of <linux/netfilter/xt_*.h>, as the tables of iptables-legacy and the compat
// expressions of nf_tables hold them.
#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "ruleset/address.h"
#include "ruleset/iptables/grammar.h"

namespace cnft::translator {

// What a structure does not say of itself.
struct XtContext {
  Family family = Family::kIpv4;
  // The kernel's number of an ipset to its name; nothing when there is no such set.
  std::function<std::optional<std::string>(std::uint16_t)> set_name;
  // And the name of an ipset to its number.
  std::function<std::optional<std::uint16_t>(std::string_view)> set_number = {};
};

// Takes the options of one match or target, in any order.
class XtWords {
 public:
  explicit XtWords(const XtContext& context) : context_(context) {}

  Family family() const { return context_.family; }
  bool ipv4() const { return context_.family == Family::kIpv4; }
  // Of `union nf_inet_addr` or an address of the family.
  Address AddressAt(const void* bytes) const;
  std::optional<std::string> SetName(std::uint16_t index) const;

  // The structure is another match's: of -m state the kernel knows conntrack.
  void Rename(std::string_view name) { name_ = name; }

  void Flag(std::string_view option, bool negated = false);
  template <typename... Args>
  void Say(bool negated, std::string_view option, fmt::format_string<Args...> format,
           Args&&... args) {
    Flag(option, negated);
    text_ += ' ';
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }
  // A value as the option prints it.
  void Add(bool negated, const iptables::OptionSpec& option, const iptables::Value& value);
  // Text that came from elsewhere, in quotes where it must be. What no line can hold is not said.
  void Quote(bool negated, std::string_view option, std::string_view value);
  void Network(bool negated, std::string_view option, const Address& address, const Address& mask);
  void Range(bool negated, std::string_view option, std::uint64_t low, std::uint64_t high);

  // Whole options, " --name value …".
  void Append(std::string_view options) { text_ += options; }

  std::string_view name() const { return name_; }
  const std::string& text() const { return text_; }
  bool failed() const { return failed_; }

 private:
  const XtContext& context_;
  std::string_view name_;
  std::string text_;
  bool failed_ = false;
};

// Reads one revision of a match or target.
struct XtReader {
  std::uint32_t revision = 0;
  std::uint8_t families = iptables::kBothFamilies;
  std::size_t size = 0;  // of the structure; the kernel may pad it
  // False: the structure says what no option does.
  bool (*read)(const std::byte* info, XtWords& words) = nullptr;
};

namespace internal {
template <auto read, typename Info>
bool ReadInfo(const std::byte* bytes, XtWords& words) {
  static_assert(std::is_trivially_copyable_v<Info>);
  Info info;
  std::memcpy(&info, bytes, sizeof(Info));
  return read(info, words);
}
template <auto read, typename Info>
constexpr XtReader MakeReader(std::uint32_t revision, std::uint8_t families,
                              bool (*)(const Info&, XtWords&)) {
  return {revision, families, sizeof(Info), ReadInfo<read, Info>};
}
}  // namespace internal

// `read` takes the structure and the words.
template <auto read>
constexpr XtReader Reads(std::uint32_t revision, std::uint8_t families = iptables::kBothFamilies) {
  return internal::MakeReader<read>(revision, families, read);
}

// Of a match or target without a structure.
constexpr XtReader ReadsNothing(std::uint32_t revision) {
  return {revision, iptables::kBothFamilies, 0, [](const std::byte*, XtWords&) { return true; }};
}

// An array of characters up to its first NUL.
template <std::size_t size>
std::string_view TextOf(const char (&array)[size]) {
  return {array, strnlen(array, size)};
}

// The name of an interface under a mask: "eth+", unless the mask covers the name's NUL and so asks
// for the whole of it.
std::string NameUnder(std::string_view name, std::span<const unsigned char> mask);

enum class XtKind : std::uint8_t { kMatch, kTarget };

// Appends "NAME --option …" to `out`. False, and nothing is appended, when nobody knows the name,
// the revision or the contents.
bool DescribeXt(XtKind kind, std::string_view name, std::uint32_t revision,
                std::span<const std::byte> info, const XtContext& context, std::string& out);

}  // namespace cnft::translator
