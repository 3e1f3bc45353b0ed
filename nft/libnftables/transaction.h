// SPDX-License-Identifier: GPL-2.0-or-later
// A transaction as JSON commands of libnftables.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nft/json/write.h"
#include "nft/transaction.h"
#include "ruleset/source.h"

namespace cnft::libnftables {

class JsonTransaction : public Transaction {
 public:
  struct Command {
    std::string json;
    Span span;
  };

  void AddTable(const nftables::Table& table) override;
  void SetTableFlags(const nftables::Table& table, TableFlags flags) override;
  void DeleteTable(Family family, std::string_view name) override;
  void AddObject(const nftables::Table& table, const nftables::Object& object) override;
  void DeleteObject(const nftables::Table& table, const nftables::Object& object) override;
  void AddSet(const nftables::Table& table, const nftables::Set& set) override;
  void DeleteSet(const nftables::Table& table, std::string_view name) override;
  void AddElements(const nftables::Table& table, const nftables::Set& set,
                   const std::vector<nftables::Element>& elements) override;
  void DeleteElements(const nftables::Table& table, const nftables::Set& set,
                      const std::vector<nftables::Element>& elements) override;
  void AddChain(const nftables::Table& table, const nftables::Chain& chain) override;
  void DeleteChain(const nftables::Table& table, std::string_view name) override;
  void AddRule(const nftables::Table& table, std::string_view chain, const nftables::Rule& rule,
               Placement placement) override;
  void DeleteRule(const nftables::Table& table, std::string_view chain,
                  std::uint64_t handle) override;
  bool empty() const override { return commands_.empty(); }

  const std::vector<Command>& commands() const { return commands_; }
  // The first `count` commands as one input for libnftables.
  std::string Text(std::size_t count) const;

  // What JSON cannot carry, and where it came from.
  struct Lost {
    std::string what;
    Span span;
  };
  std::vector<Lost> lost() const;

 private:
  void Push(const char* verb, const char* what, json::Json object, Span span);
  void Note(const json::Unsayable& unsayable, Span span);

  std::vector<Command> commands_;
  std::vector<Lost> lost_;
  // Sets to which no rule has added so far.
  std::map<std::string, Span, std::less<>> unused_sets_;
};

}  // namespace cnft::libnftables
