// SPDX-License-Identifier: GPL-2.0-or-later
// What has to change to turn one table into another: as steps of a transaction that leave alone
// everything else, with its counters, handles and dynamic elements.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nft/transaction.h"
#include "ruleset/nftables/model.h"

namespace cnft {

enum class ChangeKind : std::uint8_t { kAdded, kRemoved, kChanged };

// One difference. Pointers are into the two tables compared; which of them are set depends on kind
// and subject.
struct Change {
  ChangeKind kind = ChangeKind::kAdded;
  Subject subject = Subject::kRule;
  Family family = Family::kIpv4;
  std::string_view name;  // of the object, or of the chain or set it belongs to
  const nftables::Rule* rule = nullptr;
  const nftables::Rule* rule_before = nullptr;  // of a changed rule: what stood in its place
  const nftables::Element* element = nullptr;
  const nftables::Set* set = nullptr;
  const nftables::Chain* chain = nullptr;
  const nftables::Chain* chain_before = nullptr;  // of a changed chain
};

// Adds to `transaction` what turns `current` into `desired`; `current` null: there is no such
// table. Returns the differences, in order; none: the transaction is left as it was. Elements that
// rules added to dynamic sets are no difference.
std::vector<Change> Diff(const nftables::Table* current, const nftables::Table& desired,
                         Transaction& transaction);

}  // namespace cnft
