// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with an input: collected, each with its place, reason and way out, never thrown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/source.h"

namespace cnft {

enum class Severity : std::uint8_t { kWarning, kError };

// What kind of answer a diagnostic calls for; decides the exit code of cnft.
enum class Fault : std::uint8_t {
  kInput,         // the text is wrong: exit code 2
  kInexpressible  // the text is right, but has no exact native form: exit code 3
};

// Every diagnostic cnft can give. X(enumerator, name, severity, fault)
#define CNFT_DIAGNOSTICS(X)                                              \
  X(kSyntax, "syntax", kError, kInput)                                   \
  X(kNulByte, "nul-byte", kError, kInput)                                \
  X(kTooLarge, "too-large", kError, kInput)                              \
  X(kTruncated, "truncated", kError, kInput)                             \
  X(kUnsupportedRevision, "unsupported-revision", kError, kInput)        \
  X(kGarbled, "garbled", kError, kInput)                                 \
  X(kUnknownTable, "unknown-table", kError, kInput)                      \
  X(kUnknownChain, "unknown-chain", kError, kInput)                      \
  X(kBadChainName, "bad-chain-name", kError, kInput)                     \
  X(kDuplicateChain, "duplicate-chain", kError, kInput)                  \
  X(kBadPolicy, "bad-policy", kError, kInput)                            \
  X(kUnknownCommand, "unknown-command", kError, kInput)                  \
  X(kNoSuchRule, "no-such-rule", kError, kInput)                         \
  X(kChainInUse, "chain-in-use", kError, kInput)                         \
  X(kUnknownOption, "unknown-option", kError, kInput)                    \
  X(kUnknownMatch, "unknown-match", kError, kInput)                      \
  X(kUnknownTarget, "unknown-target", kError, kInput)                    \
  X(kMissingArgument, "missing-argument", kError, kInput)                \
  X(kBadArgument, "bad-argument", kError, kInput)                        \
  X(kMissingOption, "missing-option", kError, kInput)                    \
  X(kRepeatedOption, "repeated-option", kError, kInput)                  \
  X(kConflictingOptions, "conflicting-options", kError, kInput)          \
  X(kNotNegatable, "not-negatable", kError, kInput)                      \
  X(kWrongFamily, "wrong-family", kError, kInput)                        \
  X(kWrongTable, "wrong-table", kError, kInput)                          \
  X(kWrongHook, "wrong-hook", kError, kInput)                            \
  X(kNeedsProtocol, "needs-protocol", kError, kInput)                    \
  X(kLoop, "loop", kError, kInput)                                       \
  X(kUnknownSet, "unknown-set", kError, kInput)                          \
  X(kDuplicateSet, "duplicate-set", kError, kInput)                      \
  X(kBadSetElement, "bad-set-element", kError, kInput)                   \
  X(kUnsupportedSetType, "unsupported-set-type", kError, kInexpressible) \
  X(kTooDeep, "too-deep", kError, kInexpressible)                        \
  X(kNoNativeForm, "no-native-form", kError, kInexpressible)             \
  X(kApproximation, "approximation", kError, kInexpressible)             \
  X(kApproximated, "approximated", kWarning, kInexpressible)             \
  X(kUsesXtables, "uses-xtables", kWarning, kInexpressible)              \
  X(kNeverMatches, "never-matches", kWarning, kInput)                    \
  X(kLossyDump, "lossy-dump", kWarning, kInput)                          \
  X(kMissingSetEmpty, "missing-set-empty", kWarning, kInput)             \
  X(kNotFinal, "not-final", kWarning, kInexpressible)                    \
  X(kTableRepeated, "table-repeated", kWarning, kInput)

enum class DiagnosticKind : std::uint8_t {
#define CNFT_ENUMERATOR(enumerator, name, severity, fault) enumerator,
  CNFT_DIAGNOSTICS(CNFT_ENUMERATOR)
#undef CNFT_ENUMERATOR
};

struct DiagnosticInfo {
  std::string_view name;  // kebab-case, stable: part of the JSON output
  Severity severity;
  Fault fault;
};

const DiagnosticInfo& Info(DiagnosticKind kind);
std::span<const DiagnosticInfo> AllDiagnostics();

struct Diagnostic {
  DiagnosticKind kind;
  Span span;
  std::string message;  // one sentence without a full stop, in lower case
  std::string hint;     // the way out; may be empty
};

// Collects diagnostics. Keeps at most kLimit of them, so that 100 MB of noise cannot fill memory,
// and counts the rest.
class Diagnostics {
 public:
  static constexpr std::size_t kLimit = 1000;

  void Report(DiagnosticKind kind, Span span, std::string message, std::string hint = {});

  const std::vector<Diagnostic>& all() const { return diagnostics_; }
  // The same in the order of their places; those without a place first.
  std::vector<const Diagnostic*> InOrder() const;
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  std::size_t suppressed() const { return errors_ + warnings_ - diagnostics_.size(); }
  // Whether any error is a fault of the input text, not only inexpressible.
  bool has_input_errors() const { return input_errors_ > 0; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::size_t input_errors_ = 0;
};

// The diagnostics as a compiler would print them: file:line:column, the source line, a caret under
// the place, the hint. `colour` adds ANSI colours.
std::string Render(const Diagnostics& diagnostics, const Sources& sources, bool colour);

// The source line of the span, shortened around it when it is long, and a caret under the place.
std::string RenderExcerpt(const Sources& sources, Span span, bool colour);

}  // namespace cnft
