// SPDX-License-Identifier: GPL-2.0-or-later
// Sessions: their options, their way to the kernel, what they report.
#include "lib/session.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <optional>

#include "nft/netlink/kernel.h"
#include "nft/netlink/socket.h"
#include "ruleset/diagnostics.h"

namespace {

using cnft::Error;
using cnft::ErrorCode;

cnft_status StatusOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kPermission:
      return CNFT_NOT_PERMITTED;
    case ErrorCode::kMissingFeature:
    case ErrorCode::kRefused:
      return CNFT_KERNEL_REFUSED;
    case ErrorCode::kInput:
      return CNFT_BAD_INPUT;
    case ErrorCode::kConflict:
      return CNFT_CONFLICT;
    case ErrorCode::kDeadline:
      return CNFT_DEADLINE;
    case ErrorCode::kNeedsApply:
      return CNFT_NEEDS_APPLY;
    case ErrorCode::kSystem:
      break;
  }
  return CNFT_SYSTEM;
}

cnft_message EmptyMessage(bool error, cnft_status status) {
  cnft_message message{};
  message.size = sizeof message;
  message.error = error ? 1 : 0;
  message.status = status;
  message.kind = message.text = message.hint = message.file = message.rule = message.kernel = "";
  return message;
}

void SetPlace(const cnft::Span& span, const cnft::Sources& sources, cnft::lib::Results& results,
              cnft_message& message) {
  if (!span.known()) return;
  const cnft::Source& source = sources.at(span.source);
  const cnft::Position position = source.Locate(span.begin);
  message.file = results.Keep(source.name());
  message.line = position.line;
  message.column = position.column;
  message.rule = results.Keep(std::string(source.LineAt(span.begin)));
}

// ---- Options ---------------------------------------------------------------------------------

struct NumberOption {
  cnft_option option;
  std::int64_t least;
  std::int64_t most;
  cnft_status (*set)(cnft_session& session, std::int64_t value);
};

template <auto member>
cnft_status SetTranslate(cnft_session& session, std::int64_t value) {
  session.translate.*member = value != 0;
  return CNFT_DONE;
}

cnft_status SetNetns(cnft_session& session, std::int64_t value) {
  auto copy = cnft::lib::CopyNamespace(static_cast<int>(value));
  if (!copy) return session.Fail(copy.error());
  session.netns = std::move(*copy);
  session.given_socket = cnft::compat::Descriptor(-1);
  session.kernel.reset();
  return CNFT_DONE;
}

cnft_status SetNetlink(cnft_session& session, std::int64_t value) {
  cnft::compat::Descriptor copy(fcntl(static_cast<int>(value), F_DUPFD_CLOEXEC, 0));
  if (!copy.valid()) {
    return session.Fail(cnft::netlink::SystemError(errno, "cannot use the descriptor"));
  }
  auto opened = cnft::netlink::OpenKernel({copy.number(), &session.deadline});
  if (!opened) return session.Fail(opened.error());
  session.kernel = std::move(*opened);
  session.netns = cnft::lib::NamespaceOf(copy.number());
  session.given_socket = std::move(copy);
  return CNFT_DONE;
}

using Translate = cnft::translator::TranslateOptions;
constexpr std::int64_t kMost = std::numeric_limits<int>::max();
constexpr std::array kNumbers = {
    NumberOption{CNFT_COUNTERS, 0, 1, &SetTranslate<&Translate::counters>},
    NumberOption{CNFT_ALLOW_XT, 0, 1, &SetTranslate<&Translate::allow_xt>},
    NumberOption{CNFT_MISSING_SETS_EMPTY, 0, 1, &SetTranslate<&Translate::missing_sets_empty>},
    NumberOption{CNFT_SET_SYSCTLS, 0, 1,
                 [](cnft_session& session, std::int64_t value) {
                   session.set_sysctls = value != 0;
                   return CNFT_DONE;
                 }},
    NumberOption{CNFT_DEADLINE_MS, 0, kMost,
                 [](cnft_session& session, std::int64_t value) {
                   session.time = std::chrono::milliseconds(value);
                   return CNFT_DONE;
                 }},
    NumberOption{CNFT_ATTEMPTS, 1, kMost,
                 [](cnft_session& session, std::int64_t value) {
                   session.limits.attempts = static_cast<int>(value);
                   return CNFT_DONE;
                 }},
    NumberOption{CNFT_GENERATION, -1, std::numeric_limits<std::uint32_t>::max(),
                 [](cnft_session& session, std::int64_t value) {
                   session.limits.generation.reset();
                   if (value >= 0) session.limits.generation = static_cast<std::uint32_t>(value);
                   return CNFT_DONE;
                 }},
    NumberOption{CNFT_NETNS_FD, 0, kMost, &SetNetns},
    NumberOption{CNFT_NETLINK_FD, 0, kMost, &SetNetlink},
};

struct TextOption {
  cnft_option option;
  cnft_status (*set)(cnft_session& session, const char* text);
};

constexpr std::size_t kMaxTableName = 255;  // NFT_NAME_MAXLEN, with the NUL

constexpr std::array kTexts = {
    TextOption{CNFT_TABLE,
               [](cnft_session& session, const char* text) {
                 const std::string_view name = text;
                 if (name.empty() || name.size() > kMaxTableName) return CNFT_MISUSE;
                 session.translate.table = name;
                 return CNFT_DONE;
               }},
    TextOption{CNFT_APPROXIMATION,
               [](cnft_session& session, const char* text) {
                 auto& accepted = session.translate.approximations;
                 if (*text == '\0') {
                   accepted.clear();
                 } else {
                   accepted.emplace_back(text);
                 }
                 return CNFT_DONE;
               }},
    TextOption{CNFT_CILIUM_RELEASE,
               [](cnft_session& session, const char* text) {
                 const auto release = cnft::cilium::FindRelease(text);
                 if (!release) return CNFT_MISUSE;
                 session.release = *release;
                 return CNFT_DONE;
               }},
};

template <typename T>
const T* At(const std::vector<T>& list, std::size_t index) {
  return index < list.size() ? &list[index] : nullptr;
}

}  // namespace

namespace cnft::lib {

void Results::Clear() {
  messages.clear();
  changes.clear();
  proxies.clear();
  findings.clear();
  texts_.clear();
  summary = {};
  summary.size = sizeof summary;
}

}  // namespace cnft::lib

cnft::Result<cnft::Kernel*> cnft_session::Kernel() {
  if (!kernel) {
    auto opened = cnft::netlink::OpenKernel({given_socket.number(), &deadline});
    if (!opened) return std::unexpected(opened.error());
    kernel = std::move(*opened);
  }
  return kernel.get();
}

cnft_status cnft_session::Fail(const cnft::Error& error, const cnft::Sources* sources) {
  cnft_message message = EmptyMessage(true, StatusOf(error));
  message.text = results.Keep(error.message);
  message.hint = results.Keep(error.hint);
  message.kernel = results.Keep(error.kernel);
  message.error_number = error.error_number;
  if (sources != nullptr) SetPlace(error.span, *sources, results, message);
  results.messages.push_back(message);
  return StatusOf(error);
}

void cnft_session::Warn(const char* kind, std::string text) {
  cnft_message message = EmptyMessage(false, CNFT_DONE);
  message.kind = kind;
  message.text = results.Keep(std::move(text));
  results.messages.push_back(message);
}

cnft_status cnft_session::Report(const cnft::RulesetInput& input) {
  for (const cnft::Diagnostic* diagnostic : input.diagnostics.InOrder()) {
    const cnft::DiagnosticInfo& info = cnft::Info(diagnostic->kind);
    const bool error = info.severity == cnft::Severity::kError;
    cnft_message message =
        EmptyMessage(error, !error                              ? CNFT_DONE
                            : info.fault == cnft::Fault::kInput ? CNFT_BAD_INPUT
                                                                : CNFT_INEXPRESSIBLE);
    message.kind = results.Keep(std::string(info.name));
    message.text = results.Keep(diagnostic->message);
    message.hint = results.Keep(diagnostic->hint);
    SetPlace(diagnostic->span, input.sources, results, message);
    results.messages.push_back(message);
  }
  if (input.diagnostics.errors() == 0) return CNFT_DONE;
  return input.diagnostics.has_input_errors() ? CNFT_BAD_INPUT : CNFT_INEXPRESSIBLE;
}

void cnft_session::Summarize(const cnft::ApplyReport& report) {
  cnft_summary& summary = results.summary;
  summary.rules = report.rules;
  summary.sets = report.sets;
  summary.added = report.added;
  summary.removed = report.removed;
  summary.changed = report.changed;
  summary.generation = report.generation;
  for (const std::string& table : report.lost) {
    Warn("lost-table", "table " + table + " was installed, and the input has nothing of it");
  }
}

cnft_session* cnft_session_new(void) {
  try {
    return new cnft_session();
  } catch (...) {
    return nullptr;
  }
}

void cnft_session_free(cnft_session* session) { delete session; }

cnft_status cnft_session_set_number(cnft_session* session, cnft_option option, int64_t value) {
  return cnft::lib::Call(session, cnft::lib::Where::kAnywhere, [&] {
    const auto* const found = std::ranges::find(kNumbers, option, &NumberOption::option);
    if (found == kNumbers.end() || value < found->least || value > found->most) return CNFT_MISUSE;
    return found->set(*session, value);
  });
}

cnft_status cnft_session_set_text(cnft_session* session, cnft_option option, const char* text) {
  return cnft::lib::Call(session, cnft::lib::Where::kAnywhere, [&] {
    const auto* const found = std::ranges::find(kTexts, option, &TextOption::option);
    if (found == kTexts.end() || text == nullptr) return CNFT_MISUSE;
    return found->set(*session, text);
  });
}

// Null stands for a session without results.
#define CNFT_RESULTS(type, list)                                            \
  size_t type##_count(const cnft_session* session) {                        \
    return session == nullptr ? 0 : session->results.list.size();           \
  }                                                                         \
  const type* type##_at(const cnft_session* session, size_t index) {        \
    return session == nullptr ? nullptr : At(session->results.list, index); \
  }
CNFT_RESULTS(cnft_message, messages)
CNFT_RESULTS(cnft_change, changes)
CNFT_RESULTS(cnft_proxy, proxies)
CNFT_RESULTS(cnft_finding, findings)
#undef CNFT_RESULTS

const cnft_summary* cnft_summary_of(const cnft_session* session) {
  return session == nullptr ? nullptr : &session->results.summary;
}

const char* cnft_version(void) { return LIBCNFT_VERSION; }

const char* cnft_status_name(cnft_status status) {
  switch (status) {
    case CNFT_DONE:
      return "done";
    case CNFT_BAD_INPUT:
      return "bad-input";
    case CNFT_INEXPRESSIBLE:
      return "inexpressible";
    case CNFT_KERNEL_REFUSED:
      return "kernel-refused";
    case CNFT_NOT_PERMITTED:
      return "not-permitted";
    case CNFT_CONFLICT:
      return "conflict";
    case CNFT_DEADLINE:
      return "deadline";
    case CNFT_NEEDS_APPLY:
      return "needs-apply";
    case CNFT_SYSTEM:
      return "system";
    case CNFT_NO_MEMORY:
      return "no-memory";
    case CNFT_MISUSE:
      return "misuse";
  }
  return "unknown";
}
