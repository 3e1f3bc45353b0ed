// SPDX-License-Identifier: GPL-2.0-or-later
// The public interface (include/cnft/cnft.hpp) over api/.
#include "cnft/cnft.hpp"

#include <memory>
#include <utility>

#include "api/apply.h"
#include "api/changes.h"
#include "api/ruleset_input.h"
#include "api/show.h"
#include "nft/netlink/kernel.h"
#include "nft/text/print.h"
#include "ruleset/diagnostics.h"
#include "ruleset/nftables/model.h"

namespace libcnft {
namespace {

cnft::RulesetInput Read(const std::vector<Text>& texts) {
  std::vector<cnft::InputText> inputs;
  inputs.reserve(texts.size());
  // Rules refer to sets: those come first.
  for (const bool sets : {true, false}) {
    for (const Text& text : texts) {
      if ((text.kind == Kind::kIpset) != sets) continue;
      const cnft::InputKind kind = text.kind == Kind::kIpset  ? cnft::InputKind::kIpset
                                   : text.kind == Kind::kIpv4 ? cnft::InputKind::kIpv4
                                                              : cnft::InputKind::kIpv6;
      inputs.push_back({kind, text.name, text.text});
    }
  }
  return cnft::ReadInput(std::move(inputs));
}

cnft::translator::TranslateOptions Convert(const Options& options) {
  cnft::translator::TranslateOptions result;
  result.table = options.table;
  result.counters = options.counters;
  result.allow_xt = options.allow_xt;
  result.missing_sets_empty = options.missing_sets_empty;
  result.approximations = options.approximations;
  return result;
}

std::optional<Place> Convert(const cnft::Span& span, const cnft::Sources& sources) {
  if (!span.known()) return std::nullopt;
  const cnft::Source& source = sources.at(span.source);
  const cnft::Position position = source.Locate(span.begin);
  return Place{source.name(), position.line, position.column};
}

void AddMessages(const cnft::RulesetInput& input, Outcome& outcome) {
  const cnft::Diagnostics& diagnostics = input.diagnostics;
  for (const cnft::Diagnostic* diagnostic : diagnostics.InOrder()) {
    const cnft::DiagnosticInfo& info = cnft::Info(diagnostic->kind);
    outcome.messages.push_back({info.severity == cnft::Severity::kError, std::string(info.name),
                                diagnostic->message, diagnostic->hint,
                                Convert(diagnostic->span, input.sources)});
  }
  if (diagnostics.errors() == 0) return;
  outcome.status = diagnostics.has_input_errors() ? Status::kBadInput : Status::kInexpressible;
}

Message Convert(const cnft::Error& error, const cnft::Sources* sources) {
  return {true,
          {},
          error.message,
          error.hint,
          sources != nullptr ? Convert(error.span, *sources) : std::nullopt};
}

Status StatusOf(const cnft::Error& error) {
  return error.code == cnft::ErrorCode::kPermission ? Status::kNotPermitted
                                                    : Status::kKernelRefused;
}

Change Convert(const cnft::Change& change) {
  cnft::ChangeText text = cnft::Describe(change);
  return {text.kind == cnft::ChangeKind::kAdded     ? Change::Kind::kAdded
          : text.kind == cnft::ChangeKind::kRemoved ? Change::Kind::kRemoved
                                                    : Change::Kind::kChanged,
          text.family == cnft::Family::kIpv6,
          std::string(text.subject),
          std::move(text.name),
          std::move(text.before),
          std::move(text.after)};
}

enum class Work { kCheck, kDiff, kApply };

Outcome Run(const std::vector<Text>& texts, const Options& options, Work work) {
  Outcome outcome;
  cnft::RulesetInput input = Read(texts);
  cnft::ApplyOptions apply{Convert(options), work != Work::kApply, {}};
  if (input.diagnostics.errors() > 0) {
    cnft::CheckTranslation(input, apply.translate);
    AddMessages(input, outcome);
    return outcome;
  }
  const auto fail = [&](const cnft::Error& error) {
    outcome.status = StatusOf(error);
    outcome.messages.push_back(Convert(error, &input.sources));
    return outcome;
  };
  const auto kernel = cnft::netlink::OpenKernel();
  if (!kernel) return fail(kernel.error());
  if (work == Work::kDiff) {
    apply.on_changes = [&](std::span<const cnft::Change> changes) {
      outcome.changes.clear();
      for (const cnft::Change& change : changes) outcome.changes.push_back(Convert(change));
    };
  }
  const auto report = work == Work::kDiff ? cnft::Compare(**kernel, input, apply)
                                          : cnft::Apply(**kernel, input, apply);
  AddMessages(input, outcome);
  if (outcome.status != Status::kDone) return outcome;
  if (!report) return fail(report.error());
  outcome.rules = report->rules;
  outcome.sets = report->sets;
  outcome.added = report->added;
  outcome.removed = report->removed;
  outcome.changed = report->changed;
  outcome.lost = report->lost;
  return outcome;
}

}  // namespace

Outcome Parse(const std::vector<Text>& texts, const Options& options) {
  return Translate(texts, options).outcome;
}

Translation Translate(const std::vector<Text>& texts, const Options& options) {
  Translation translation;
  cnft::RulesetInput input = Read(texts);
  const auto translate = Convert(options);
  for (const cnft::Family family : {cnft::Family::kIpv4, cnft::Family::kIpv6}) {
    cnft::nftables::Collector collector;
    cnft::TranslateFamily(input, family, translate, collector);
    if (!input.ruleset(family)) continue;
    translation.outcome.rules += input.ruleset(family)->RuleCount();
    const cnft::nftables::Ruleset ruleset = collector.Take();
    for (const cnft::nftables::Table& table : ruleset.tables) {
      translation.outcome.sets += table.sets.size();
      if (input.diagnostics.errors() == 0) translation.nft += cnft::text::Print(table);
    }
  }
  AddMessages(input, translation.outcome);
  if (!translation.outcome.done()) translation.nft.clear();
  return translation;
}

Outcome Check(const std::vector<Text>& texts, const Options& options) {
  return Run(texts, options, Work::kCheck);
}

Outcome Diff(const std::vector<Text>& texts, const Options& options) {
  return Run(texts, options, Work::kDiff);
}

Outcome Apply(const std::vector<Text>& texts, const Options& options) {
  return Run(texts, options, Work::kApply);
}

Installed ReadBack(const std::string& table) {
  Installed installed;
  const auto fail = [&](const cnft::Error& error) {
    installed.status = StatusOf(error);
    installed.messages.push_back(Convert(error, nullptr));
    return installed;
  };
  const auto kernel = cnft::netlink::OpenKernel();
  if (!kernel) return fail(kernel.error());
  for (const cnft::Family family : {cnft::Family::kIpv4, cnft::Family::kIpv6}) {
    const auto snapshot = (*kernel)->Read(family, table);
    if (!snapshot) return fail(snapshot.error());
    if (!*snapshot) continue;
    (family == cnft::Family::kIpv4 ? installed.ipv4 : installed.ipv6) =
        cnft::PrintIptables((*snapshot)->table, true);
  }
  return installed;
}

Outcome Delete(const std::string& table) {
  Outcome outcome;
  const auto fail = [&](const cnft::Error& error) {
    outcome.status = StatusOf(error);
    outcome.messages.push_back(Convert(error, nullptr));
    return outcome;
  };
  const auto kernel = cnft::netlink::OpenKernel();
  if (!kernel) return fail(kernel.error());
  const auto count = cnft::DeleteTables(**kernel, table);
  if (!count) return fail(count.error());
  outcome.removed = static_cast<std::size_t>(*count);
  return outcome;
}

const char* Version() { return LIBCNFT_VERSION; }

}  // namespace libcnft
