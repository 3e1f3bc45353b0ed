// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel through libnftables (libnftables(3)).
#include "nft/libnftables/kernel.h"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "nft/libnftables/library.h"
#include "nft/libnftables/transaction.h"
#include "nft/netlink/kernel.h"

namespace cnft::libnftables {
namespace {

struct Outcome {
  bool ok = false;
  std::string message;  // the first line of what libnftables has to say
};

// A context keeps what it has read of the ruleset: a new one for each run.
Outcome Run(const Library& nft, const std::string& commands, bool check_only) {
  const std::unique_ptr<nft_ctx, decltype(nft.ctx_free)> context(nft.ctx_new(NFT_CTX_DEFAULT),
                                                                 nft.ctx_free);
  if (!context) return {false, "libnftables cannot start"};
  nft.ctx_output_set_flags(context.get(), NFT_CTX_OUTPUT_JSON);
  nft.ctx_buffer_error(context.get());
  nft.ctx_buffer_output(context.get());
  nft.ctx_set_dry_run(context.get(), check_only);
  Outcome outcome;
  outcome.ok = nft.run_cmd_from_buffer(context.get(), commands.c_str()) == 0;
  const char* error = nft.ctx_get_error_buffer(context.get());
  const std::string_view text = error == nullptr ? "" : error;
  outcome.message = text.substr(0, text.find('\n'));
  return outcome;
}

// The errno whose text ends the message; 0: none does.
int ErrorNumber(std::string_view message) {
  constexpr int kMaxErrno = 133;
  for (int number = 1; number <= kMaxErrno; ++number) {
    if (message.ends_with(std::strerror(number))) return number;  // NOLINT(concurrency-mt-unsafe)
  }
  return 0;
}

class LibnftablesKernel : public Kernel {
 public:
  LibnftablesKernel(const Library& library, std::unique_ptr<Kernel> reader)
      : library_(library), reader_(std::move(reader)) {}

  Result<std::uint32_t> Generation() override { return reader_->Generation(); }
  Result<bool> Exists(Family family, std::string_view table) override {
    return reader_->Exists(family, table);
  }
  Result<std::optional<Snapshot>> Read(Family family, std::string_view table) override {
    return reader_->Read(family, table);
  }
  Result<std::optional<ChainSnapshot>> ReadChain(Family family, const std::string& table,
                                                 const std::string& chain) override {
    return reader_->ReadChain(family, table, chain);
  }
  Result<std::optional<nftables::Set>> ReadSet(Family family, const std::string& table,
                                               const std::string& set) override {
    return reader_->ReadSet(family, table, set);
  }
  Result<std::optional<Snapshot>> ReadChains(Family family, std::string_view table,
                                             std::span<const std::string> chains) override {
    return reader_->ReadChains(family, table, chains);
  }
  std::unique_ptr<Transaction> Begin() override { return std::make_unique<JsonTransaction>(); }

  Result<void> Commit(Transaction& transaction, const CommitOptions& options) override {
    const auto& json = static_cast<const JsonTransaction&>(transaction);
    if (const auto lost = json.lost(); !lost.empty()) {
      return std::unexpected(LossError(lost.front()));
    }
    if (options.generation) {
      const auto now = Generation();
      if (!now) return std::unexpected(now.error());
      if (*now != *options.generation) {
        Error error;
        error.code = ErrorCode::kConflict;
        error.message = "the ruleset was changed by somebody else meanwhile";
        return std::unexpected(error);
      }
    }
    const Outcome outcome = Run(library_, json.Text(json.commands().size()), options.check_only);
    if (outcome.ok) return {};
    return std::unexpected(Explain(json, outcome.message));
  }

 private:
  static Error LossError(const JsonTransaction::Lost& lost) {
    Error error;
    error.code = ErrorCode::kRefused;
    error.message = fmt::format("the JSON of libnftables cannot say {}", lost.what);
    error.hint = "the netlink backend can: --backend netlink";
    error.span = lost.span;
    return error;
  }

  Error Explain(const JsonTransaction& json, const std::string& message) const {
    Error error;
    error.error_number = ErrorNumber(message);
    const std::size_t text = message.find("Error: ");
    error.message = text == std::string::npos ? message : message.substr(text + 7);
    if (error.error_number == EPERM || error.error_number == EACCES) {
      error.code = ErrorCode::kPermission;
      return error;
    }
    error.code = error.error_number == EINTR ? ErrorCode::kConflict : ErrorCode::kRefused;
    if (error.code == ErrorCode::kConflict) return error;
    // libnftables does not tell which command of a JSON input failed: the shortest run of commands
    // that fails ends with it. Nothing changes meanwhile.
    std::size_t good = 0;
    std::size_t bad = json.commands().size();
    while (bad - good > 1) {
      const std::size_t middle = good + (bad - good) / 2;
      (Run(library_, json.Text(middle), true).ok ? good : bad) = middle;
    }
    error.span = json.commands()[bad - 1].span;
    return error;
  }

  Library library_;
  std::unique_ptr<Kernel> reader_;
};

}  // namespace

Result<std::unique_ptr<Kernel>> OpenKernel() {
  const auto library = Load();
  if (!library) return std::unexpected(library.error());
  auto reader = netlink::OpenKernel();
  if (!reader) return std::unexpected(reader.error());
  return std::make_unique<LibnftablesKernel>(*library, std::move(*reader));
}

}  // namespace cnft::libnftables
