// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel as cnft needs it: read a table, commit a transaction. Behind it: netlink, libnftables,
// or an in-memory fake.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "nft/transaction.h"
#include "ruleset/nftables/model.h"
#include "ruleset/source.h"

namespace cnft {

enum class ErrorCode : std::uint8_t {
  kPermission,      // CAP_NET_ADMIN is missing
  kMissingFeature,  // the kernel lacks an expression or a module
  kRefused,         // the kernel takes the rest, but not this
  kInput,           // what was asked for is no such thing
  kConflict,        // somebody else changed the ruleset meanwhile
  kDeadline,        // there was no time left
  kNeedsApply,  // what stands is not what such a change can be made to: everything must be applied
  kSystem,      // anything else the system could not do
};

// Why an operation was not carried out. Nothing was changed.
struct Error {
  ErrorCode code = ErrorCode::kSystem;
  int error_number = 0;  // errno(3), 0 when there is none
  std::string message;
  std::string hint;
  Span span;           // of the input, when one line is to blame
  std::string kernel;  // what the kernel said in its own words (extended acknowledgement)
};

template <typename T>
using Result = std::expected<T, Error>;

struct CommitOptions {
  // The kernel examines the transaction and throws it away.
  bool check_only = false;
  // Fail with kConflict unless the ruleset is still of this generation.
  std::optional<std::uint32_t> generation;
};

class Kernel {
 public:
  virtual ~Kernel() = default;

  // Grows by one with every change to the ruleset of this network namespace, by anybody.
  virtual Result<std::uint32_t> Generation() = 0;
  // Whether there is such a table.
  virtual Result<bool> Exists(Family family, std::string_view table) = 0;
  // Everything in the table, or nothing when there is none. Rules and sets that cnft cannot
  // describe are left out, and `foreign` of the result is set.
  struct Snapshot {
    nftables::Table table;
    TableFlags flags;
    bool foreign = false;
    // Of what is foreign: rules in `table` that lack statements, by their handles,
    std::unordered_set<std::uint64_t> foreign_rules;
    // and what `table` lacks, by which it can be removed. Not what goes with its rule.
    struct Unknown {
      Subject subject = Subject::kSet;
      std::string name;
      std::uint32_t type = 0;  // of an object
    };
    std::vector<Unknown> unknown;
  };
  virtual Result<std::optional<Snapshot>> Read(Family family, std::string_view table) = 0;
  // One chain with its rules; nothing when there is none. In no more time than its rules take,
  // however many others there are.
  struct ChainSnapshot {
    nftables::Chain chain;
    bool foreign = false;  // as above
  };
  virtual Result<std::optional<ChainSnapshot>> ReadChain(Family family, const std::string& table,
                                                         const std::string& chain) = 0;
  // One set without its elements; nothing when there is none that cnft can describe.
  virtual Result<std::optional<nftables::Set>> ReadSet(Family family, const std::string& table,
                                                       const std::string& set) = 0;
  // Of the table no more than these chains, as far as they stand, without sets and objects. A rule
  // whose text is kept elsewhere is among `foreign_rules`.
  virtual Result<std::optional<Snapshot>> ReadChains(Family family, std::string_view table,
                                                     std::span<const std::string> chains) = 0;
  virtual std::unique_ptr<Transaction> Begin() = 0;
  // `transaction` comes from Begin of the same kernel.
  virtual Result<void> Commit(Transaction& transaction, const CommitOptions& options) = 0;
};

}  // namespace cnft
