// SPDX-License-Identifier: GPL-2.0-or-later
// From the nftables model to netlink messages (include/uapi/linux/netfilter/nf_tables.h). This is
// where registers and byte order are decided.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nft/kernel.h"
#include "nft/netlink/buffer.h"
#include "nft/transaction.h"
#include "ruleset/nftables/model.h"

namespace cnft::netlink {

// The set in which texts that do not fit in a rule's userdata are kept, element by element.
inline constexpr std::string_view kSourceSet = "source..text";

// NFT_TABLE_F_PERSIST, of Linux 6.9 and later.
inline constexpr std::uint32_t kTablePersistent = 0x4;

struct MessageOrigin {
  Subject subject = Subject::kTable;
  std::uint32_t offset = 0;  // of the message in the batch
  Span span;
};

// Collects the messages of one transaction. Everything is written as it is added.
class Batch : public Transaction {
 public:
  Batch();

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
  bool empty() const override { return origins_.empty(); }
  // How many messages there are between the begin and the end of the batch.
  std::size_t messages() const { return origins_.size(); }
  // Of the message with that sequence number, counted from 1: what it is about, and its bytes.
  const MessageOrigin& origin(std::uint32_t sequence) const { return origins_[sequence - 1]; }
  std::string_view message(std::uint32_t sequence) const;

  // The whole batch, ready to send: begin, messages, and the end unless it is only checked (the
  // kernel examines a batch without end and throws it away). May be called again with other
  // options.
  std::span<const std::uint8_t> Finish(const CommitOptions& options);
  // The messages alone, without begin and end.
  std::span<const std::uint8_t> Messages() const;

 private:
  Mark Begin(std::uint16_t message, std::uint16_t flags, Family family, Subject subject, Span span);
  void PutElements(std::uint16_t message, std::uint16_t flags, const nftables::Table& table,
                   const nftables::Set& set, const std::vector<nftables::Element>& elements);
  void PutUserdata(const nftables::Table& table, const nftables::Rule& rule);
  std::string StoreSource(const nftables::Table& table, std::string_view source, Span span);

  Buffer buffer_;
  std::size_t body_begin_ = 0;
  std::size_t body_end_ = 0;
  std::vector<MessageOrigin> origins_;
  std::string quoted_;                      // the comment of a rule as it stands in its source
  std::array<bool, 2> source_set_known_{};  // by family
};

// The expressions of a rule as the kernel takes them; part of AddRule, apart for tests and
// listings.
void EncodeStatements(const std::vector<nftables::Statement>& statements, Family family,
                      Buffer& buffer);

}  // namespace cnft::netlink
