// SPDX-License-Identifier: GPL-2.0-or-later
// The model in the JSON of libnftables (libnftables-json(5)).
//
// The JSON of nft 1.0.6 has no words for: xtables expressions, a socket's mark as the value of
// another mark, conntrack ports without a test of the protocol, what set elements have counted,
// times finer than seconds, headers and options nft does not know, sets that rules may add to when
// none does, ports to translate to without a test of the protocol. Two fields side by side that
// both differ from something are read as one. Userdata and the counters of chain policies are not
// part of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nft/json/json.h"
#include "nft/text/words.h"
#include "ruleset/nftables/model.h"

namespace cnft::json {

// What JSON could not carry, in words; in its place stands null.
using Unsayable = std::vector<std::string>;

// Where a statement stands.
struct Place {
  words::Context& context;
  Unsayable& unsayable;
};

Json Write(const nftables::Field& field, const Place& place);
// `length`: of the field; an interface name shorter than that is a prefix.
Json Write(const nftables::Value& value, words::ValueKind kind, std::size_t length,
           const Place& place);
Json Write(const nftables::Statement& statement, const Place& place);
Json Write(const nftables::Stateful& stateful, const Place& place);

// What stands behind "table", "chain", "rule", "set", "ct helper" and "element".
Json WriteTable(const nftables::Table& table);
Json WriteObject(const nftables::Table& table, const nftables::Object& object,
                 Unsayable& unsayable);
// What the JSON is for. nft 1.0.6 lists the flag "dynamic" and does not read it: the rules that add
// to a set give it to the set.
enum class Purpose : std::uint8_t { kLoad, kListing };
// Without its elements.
Json WriteSet(const nftables::Table& table, const nftables::Set& set, Purpose purpose,
              Unsayable& unsayable);
Json WriteElements(const nftables::Table& table, const nftables::Set& set,
                   const std::vector<nftables::Element>& elements, Unsayable& unsayable);
Json WriteChain(const nftables::Table& table, const nftables::Chain& chain);
Json WriteRule(const nftables::Table& table, std::string_view chain, const nftables::Rule& rule,
               Unsayable& unsayable);

// {"nftables": [{"add": …}, …]}: what `nft -j -f` takes.
Json WriteCommands(const nftables::Ruleset& ruleset, Unsayable& unsayable);
// {"nftables": [{"table": …}, …]}: as `nft -j list` shows tables, rules last.
Json WriteListing(const nftables::Ruleset& ruleset, Unsayable& unsayable);

}  // namespace cnft::json
