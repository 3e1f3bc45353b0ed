// SPDX-License-Identifier: GPL-2.0-or-later
// How options are described: the tables that matches and targets declare, by which rules are read,
// checked and printed (iptables-extensions(8)).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/diagnostics.h"
#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/model.h"

namespace cnft::iptables {

// A value under a mask, as marks are written: value/mask.
struct Masked {
  std::uint32_t value = 0;
  std::uint32_t mask = 0xffffffff;
  friend bool operator==(const Masked&, const Masked&) = default;
};

// low:high, both included.
struct Range {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

// What NAT may translate to.
struct NatRange {
  std::optional<AddressRange> addresses;
  std::optional<PortRange> ports;
  std::optional<std::uint16_t> base_port;  // of a shifted range of ports
  friend bool operator==(const NatRange&, const NatRange&) = default;
};

// What an argument of an option means. Text points into the rule's source or the syntax tree that
// holds the value. Lists keep the order in which they were written.
using Value =
    std::variant<std::monostate, std::uint64_t, Masked, Range, std::string_view, AddressMask,
                 AddressRange, NatRange, std::vector<Range>, std::vector<std::string_view>>;

// What the parser of an argument is given, and how it says what is wrong.
struct ArgumentInput {
  std::span<const Word> words;
  std::string_view option;
  Family family;
  Diagnostics& diagnostics;
  bool negated = false;

  std::string_view text() const { return words[0].text; }
  // Reports kBadArgument at the words and returns false: `return input.Fail("…")`.
  bool Fail(std::string reason, std::string hint = {}) const;
};

// A kind of argument: how many words it takes, how they are read and how iptables-save prints the
// value. `print` appends the value with all blanks between its words, but none in front.
struct ArgumentType {
  std::string_view placeholder;  // for messages and documentation, such as "value[/mask]"
  std::uint8_t words = 1;
  bool (*parse)(const ArgumentInput& input, Value& value) = nullptr;
  void (*print)(const Value& value, std::string& out) = nullptr;
  // The one word may be left out, where another option follows or the rule ends; then there is no
  // value.
  bool optional = false;
};

// One option. The first option of a group of spellings is the canonical one; `alias_of` names it
// in the others.
struct OptionSpec {
  std::string_view name;                   // without the dashes
  const ArgumentType* argument = nullptr;  // none: a flag
  bool negatable = false;
  bool required = false;
  bool repeatable = false;
  char letter = 0;  // as in -s
  std::string_view alias_of = {};
  // Names of options that must not stand beside this one, separated by blanks.
  std::string_view excludes = {};
  // Names of options one of which must stand beside this one, separated by blanks.
  std::string_view needs = {};
};

inline constexpr std::uint8_t kIpv4Only = 1;
inline constexpr std::uint8_t kIpv6Only = 2;
inline constexpr std::uint8_t kBothFamilies = 3;

constexpr std::uint8_t HookBit(Hook hook) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(hook));
}
constexpr std::uint8_t TableBit(TableId id) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(id));
}
inline constexpr std::uint8_t kAllHooks = 0x1f;
inline constexpr std::uint8_t kAllTables = 0x1f;

struct Use;

// The grammar of a match (-m) or target (-j).
struct Extension {
  std::string_view name;
  std::span<const OptionSpec> options = {};
  std::uint8_t families = kBothFamilies;
  std::uint8_t tables = kAllTables;
  std::uint8_t hooks = kAllHooks;
  // Protocol numbers one of which `-p` must name, not negated; none: any rule will do.
  std::span<const std::uint8_t> protocols = {};
  // Names of options at least one of which must be given, separated by blanks; empty: none.
  std::string_view one_of = {};
  // Prints what follows "-m NAME" or "-j NAME", each option with a blank in front. By default the
  // options in the order of the table.
  void (*print)(const Use& use, Family family, std::string& out) = nullptr;
  // The name printed when it is not `name`: NOTRACK is saved as CT.
  std::string_view saved_name = {};
  // Checks that no table can express; reports what is wrong.
  void (*check)(const Use& use, Family family, Diagnostics& diagnostics) = nullptr;
};

// One option of a rule.
struct Option {
  const OptionSpec* spec = nullptr;  // canonical spelling
  bool negated = false;
  Value value;
  Span span;  // from the option (or its '!') to the end of its argument

  std::uint64_t number() const { return std::get<std::uint64_t>(value); }
  const Masked& masked() const { return std::get<Masked>(value); }
  const Range& range() const { return std::get<Range>(value); }
  std::string_view text() const { return std::get<std::string_view>(value); }
  const AddressMask& address() const { return std::get<AddressMask>(value); }
  const AddressRange& addresses() const { return std::get<AddressRange>(value); }
  const NatRange& nat_range() const { return std::get<NatRange>(value); }
  const std::vector<Range>& ranges() const { return std::get<std::vector<Range>>(value); }
  const std::vector<std::string_view>& texts() const {
    return std::get<std::vector<std::string_view>>(value);
  }
};

// A match or target as one rule uses it.
struct Use {
  const Extension* extension = nullptr;
  std::vector<Option> options;  // in the order written
  Span span;                    // of "-m NAME" or "-j NAME", or of the option that loaded it

  // The option at `index` of the extension's table, or null.
  const Option* Find(std::size_t index) const;
  bool Has(std::size_t index) const { return Find(index) != nullptr; }
};

// The matches and targets a rule may use.
class Grammar {
 public:
  virtual ~Grammar() = default;
  // Null when there is none of that name for the family.
  virtual const Extension* FindMatch(std::string_view name, Family family) const = 0;
  virtual const Extension* FindTarget(std::string_view name, Family family) const = 0;
  // The tests that need no -m: -s, -d, -i, -o, -p, -f.
  virtual const Extension& BuiltIn(Family family) const = 0;
};

// Appends the options of `use` as iptables-save prints them, in the order of the table.
void PrintOptions(const Use& use, std::string& out);
// Appends one option: " ! --name value".
void PrintOption(const Option& option, std::string& out);

}  // namespace cnft::iptables
