// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel that does what another does: for tests that change one thing of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "nft/kernel.h"

namespace cnft::test {

class ForwardingKernel : public Kernel {
 public:
  explicit ForwardingKernel(Kernel& kernel) : kernel_(kernel) {}

  Result<std::uint32_t> Generation() override { return kernel_.Generation(); }
  Result<bool> Exists(Family family, std::string_view table) override {
    return kernel_.Exists(family, table);
  }
  Result<std::optional<Snapshot>> Read(Family family, std::string_view table) override {
    return kernel_.Read(family, table);
  }
  Result<std::optional<ChainSnapshot>> ReadChain(Family family, const std::string& table,
                                                 const std::string& chain) override {
    return kernel_.ReadChain(family, table, chain);
  }
  Result<std::optional<nftables::Set>> ReadSet(Family family, const std::string& table,
                                               const std::string& set) override {
    return kernel_.ReadSet(family, table, set);
  }
  Result<std::optional<Snapshot>> ReadChains(Family family, std::string_view table,
                                             std::span<const std::string> chains) override {
    return kernel_.ReadChains(family, table, chains);
  }
  std::unique_ptr<Transaction> Begin() override { return kernel_.Begin(); }
  Result<void> Commit(Transaction& transaction, const CommitOptions& options) override {
    return kernel_.Commit(transaction, options);
  }

 protected:
  Kernel& kernel_;
};

}  // namespace cnft::test
