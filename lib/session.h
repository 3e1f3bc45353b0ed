// SPDX-License-Identifier: GPL-2.0-or-later
// What stands behind the handles of cnft.h, and what every call on a session has in common.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "api/apply.h"
#include "api/ruleset_input.h"
#include "cnft/cnft.h"
#include "compat/descriptor.h"
#include "lib/namespace.h"
#include "nft/deadline.h"
#include "nft/kernel.h"
#include "ruleset/cilium/release.h"
#include "translator/module.h"

namespace cnft::lib {

// What the last call came to. Structures point into `texts`.
class Results {
 public:
  void Clear();
  const char* Keep(std::string text) { return texts_.emplace_back(std::move(text)).c_str(); }
  // The same with its length; a text may hold NULs.
  const std::string& KeepWhole(std::string text) { return texts_.emplace_back(std::move(text)); }

  std::vector<cnft_message> messages;
  std::vector<cnft_change> changes;
  std::vector<cnft_proxy> proxies;
  std::vector<cnft_finding> findings;
  cnft_summary summary{};

 private:
  std::deque<std::string> texts_;
};

}  // namespace cnft::lib

struct cnft_session {
  cnft_session() : netns(cnft::lib::CurrentNamespace()) { results.Clear(); }

  // The way to nf_tables, opened when it is first asked for. In the session's namespace.
  cnft::Result<cnft::Kernel*> Kernel();
  // Adds the error to the messages, and returns what it makes of the call.
  cnft_status Fail(const cnft::Error& error, const cnft::Sources* sources = nullptr);
  void Warn(const char* kind, std::string text);  // `kind` is static
  // Adds what is wrong with the input; CNFT_DONE when nothing is.
  cnft_status Report(const cnft::RulesetInput& input);
  void Summarize(const cnft::ApplyReport& report);

  // Options.
  cnft::translator::TranslateOptions translate;
  cnft::cilium::Release release = cnft::cilium::kNewestRelease;
  bool set_sysctls = false;
  std::chrono::milliseconds time{};  // of each call; 0: no end
  cnft::Limits limits{.deadline = &deadline};

  cnft::Deadline deadline;  // of the call that runs
  cnft::compat::Descriptor netns;
  cnft::compat::Descriptor given_socket{-1};
  std::unique_ptr<cnft::Kernel> kernel;
  cnft::lib::Results results;

  cnft_session(const cnft_session&) = delete;
  cnft_session& operator=(const cnft_session&) = delete;
};

namespace cnft::lib {

enum class Where : std::uint8_t {
  kAnywhere,     // no namespace matters
  kInNamespace,  // in that of the session
};

// Carries out one call: `work` returns its status. Whatever is thrown on the way becomes one.
template <typename Work>
cnft_status Call(cnft_session* session, Where where, Work work) noexcept {
  if (session == nullptr) return CNFT_MISUSE;
  try {
    session->results.Clear();
    session->deadline.at.reset();
    if (session->time.count() > 0) session->deadline = Deadline::In(session->time);
    if (where == Where::kAnywhere) return work();
    cnft_status status = CNFT_DONE;
    const auto entered = InNamespace(session->netns.number(), [&] { status = work(); });
    return entered ? status : session->Fail(entered.error());
  } catch (const std::bad_alloc&) {
    return CNFT_NO_MEMORY;
  } catch (const std::exception&) {
    return CNFT_SYSTEM;
  } catch (...) {
    return CNFT_SYSTEM;
  }
}

}  // namespace cnft::lib
