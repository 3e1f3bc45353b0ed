// SPDX-License-Identifier: GPL-2.0-or-later
// What a change to the kernel's ruleset is made of, whoever carries it out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ruleset/nftables/model.h"

namespace cnft {

// What one step of a transaction is about.
enum class Subject : std::uint8_t { kTable, kObject, kSet, kElements, kChain, kRule };

// Where a new rule goes.
struct Placement {
  // After the rule with this handle; 0: at the end of the chain, or with `at_start` at its start.
  std::uint64_t after = 0;
  bool at_start = false;
};

// What a table is beside what it holds (NFT_TABLE_F_*).
struct TableFlags {
  bool dormant = false;     // its chains see no packets
  bool owned = false;       // whoever made it so is the only one who can change it
  bool persistent = false;  // it stays when its owner goes, and anybody may change it then
  friend bool operator==(const TableFlags&, const TableFlags&) = default;
};

// Steps that take effect together or not at all. A step may rely on those before it. Of `table`
// arguments only the family and the name count.
class Transaction {
 public:
  virtual ~Transaction() = default;

  virtual void AddTable(const nftables::Table& table) = 0;
  // A new table with these flags, or for one that stands: its new flags.
  virtual void SetTableFlags(const nftables::Table& table, TableFlags flags) = 0;
  // With everything in it.
  virtual void DeleteTable(Family family, std::string_view name) = 0;
  virtual void AddObject(const nftables::Table& table, const nftables::Object& object) = 0;
  virtual void DeleteObject(const nftables::Table& table, const nftables::Object& object) = 0;
  // With its elements.
  virtual void AddSet(const nftables::Table& table, const nftables::Set& set) = 0;
  virtual void DeleteSet(const nftables::Table& table, std::string_view name) = 0;
  virtual void AddElements(const nftables::Table& table, const nftables::Set& set,
                           const std::vector<nftables::Element>& elements) = 0;
  virtual void DeleteElements(const nftables::Table& table, const nftables::Set& set,
                              const std::vector<nftables::Element>& elements) = 0;
  // A new chain, or for one that stands: its new policy. Without its rules.
  virtual void AddChain(const nftables::Table& table, const nftables::Chain& chain) = 0;
  virtual void DeleteChain(const nftables::Table& table, std::string_view name) = 0;
  virtual void AddRule(const nftables::Table& table, std::string_view chain,
                       const nftables::Rule& rule, Placement placement) = 0;
  virtual void DeleteRule(const nftables::Table& table, std::string_view chain,
                          std::uint64_t handle) = 0;

  virtual bool empty() const = 0;
};

// A sink that adds what it is given to a transaction.
class TransactionSink : public nftables::Sink {
 public:
  explicit TransactionSink(Transaction& transaction) : transaction_(transaction) {}
  void BeginTable(const nftables::Table& table) override {
    table_.family = table.family;
    table_.name = table.name;
    transaction_.AddTable(table_);
  }
  void AddObject(nftables::Object object) override { transaction_.AddObject(table_, object); }
  void AddSet(nftables::Set set) override { transaction_.AddSet(table_, set); }
  void AddChain(nftables::Chain chain) override { transaction_.AddChain(table_, chain); }
  void AddRule(std::string_view chain, nftables::Rule&& rule) override {
    transaction_.AddRule(table_, chain, rule, {});
  }

 private:
  Transaction& transaction_;
  nftables::Table table_;
};

}  // namespace cnft
