// SPDX-License-Identifier: GPL-2.0-or-later
// The rules that a backend of iptables has in the kernel, as the text that the iptables of that
// backend would save: everything else that takes rules (api/ruleset_input.h) takes them from there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/iptables/model.h"
#include "translator/xt_reader.h"

namespace cnft::compat {

// A match or target that cnft does not know, or of a revision or contents that it does not know;
// or an expression that iptables-nft does not write. Its rule is in the text, where "[unsupported
// revision]" stands for its options.
enum class OpaqueKind : std::uint8_t { kMatch, kTarget, kExpression };
struct Opaque {
  std::string table;
  std::string chain;
  std::size_t rule = 0;  // in the chain, counted from 1
  OpaqueKind kind = OpaqueKind::kMatch;
  std::string name;
  std::uint32_t revision = 0;
  std::string bytes;  // as the kernel gives them
  friend bool operator==(const Opaque&, const Opaque&) = default;
};

// The rules of one family.
struct LiveRules {
  std::string text;  // iptables-save -c
  std::vector<Opaque> opaque;
};

// Puts `table` under `chain` and `rule` into words. One rule after the other.
class RuleWriter {
 public:
  RuleWriter(const translator::XtContext& context, std::string_view table, LiveRules& rules)
      : context_(context), table_(table), rules_(rules) {}

  void BeginRule(std::string_view chain, std::size_t number, const iptables::Counters& counters);
  // " -s 10.0.0.0/8" and the like.
  void Add(std::string_view options) { rules_.text += options; }
  void AddMatch(std::string_view name, std::uint32_t revision, std::span<const std::byte> info);
  void AddTarget(std::string_view name, std::uint32_t revision, std::span<const std::byte> info);
  // An expression of nf_tables; `rule` is all expressions of its rule.
  void AddUnknown(std::string_view name, std::string_view rule);
  void EndRule() { rules_.text += '\n'; }

 private:
  void AddExtension(translator::XtKind kind, std::string_view name, std::uint32_t revision,
                    std::span<const std::byte> info);
  void Report(OpaqueKind kind, std::string_view name, std::uint32_t revision,
              std::string_view bytes);

  const translator::XtContext& context_;
  std::string_view table_;
  LiveRules& rules_;
  std::string_view chain_;
  std::size_t number_ = 0;
};

// ":INPUT ACCEPT [0:0]"; a user chain has no policy.
std::string ChainLine(std::string_view name, std::string_view policy,
                      const iptables::Counters& counters);

// Whether a line of iptables-save can hold the name of a chain.
bool CanBeWritten(std::string_view chain);

// " ! -i eth+", or nothing when the name under the mask is every name. A mask that covers the
// name's NUL asks for the whole of it.
std::string InterfaceOption(char letter, std::string_view name, std::span<const unsigned char> mask,
                            bool negated);
// " -s 10.0.0.0/8", or nothing for all addresses.
std::string AddressOption(char letter, const Address& address, const Address& mask, bool negated);
std::string ProtocolOption(std::uint8_t protocol, bool negated);

}  // namespace cnft::compat
