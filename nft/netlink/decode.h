// SPDX-License-Identifier: GPL-2.0-or-later
// From netlink messages back to the nftables model: the inverse of encode.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft::netlink {

// `payload` is what follows the nfgenmsg header of a message. Each returns nothing when the message
// is not one that cnft could have written: an object it does not know how to describe.

struct DecodedTable {
  nftables::Table table;
  std::uint64_t handle = 0;
  std::uint32_t flags = 0;
};
std::optional<DecodedTable> DecodeTable(std::string_view payload, Family family);

struct DecodedChain {
  std::string table;
  nftables::Chain chain;
};
std::optional<DecodedChain> DecodeChain(std::string_view payload);

struct DecodedSet {
  std::string table;
  nftables::Set set;
};
std::optional<DecodedSet> DecodeSet(std::string_view payload);

struct DecodedObject {
  std::string table;
  nftables::Object object;
};
std::optional<DecodedObject> DecodeObject(std::string_view payload);

// A rule; statements nobody here wrote make `foreign` true and are left out.
struct DecodedRule {
  std::string_view table;
  std::string_view chain;
  nftables::Rule rule;
  bool foreign = false;
  std::string source_key;  // of a text kept elsewhere
};
DecodedRule DecodeRule(std::string_view payload);

// Appends the elements of one message of a dump. Both ends of an interval may come in any order and
// in different messages: call FinishElements when all are there.
class ElementDecoder {
 public:
  explicit ElementDecoder(const nftables::Set& set) : set_(set) {}
  void Add(std::string_view payload);
  void Clear() { raw_.clear(); }
  std::vector<nftables::Element> Finish();

 private:
  struct Raw {
    nftables::Element element;
    bool end = false;
  };
  const nftables::Set& set_;
  std::vector<Raw> raw_;
};

// The statements of a NFTA_RULE_EXPRESSIONS attribute; `foreign` is set when some are unknown.
std::vector<nftables::Statement> DecodeStatements(std::string_view expressions, bool& foreign);
// One expression of a set or an element.
std::optional<nftables::Stateful> DecodeStateful(std::string_view expression);

}  // namespace cnft::netlink
