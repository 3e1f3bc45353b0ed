// SPDX-License-Identifier: GPL-2.0-or-later
// Whole rulesets: parse, translate, check, diff, apply, read back, delete.
#include <array>
#include <string>

#include "api/apply.h"
#include "api/changes.h"
#include "api/cilium.h"
#include "api/show.h"
#include "api/turn.h"
#include "lib/ruleset.h"
#include "lib/session.h"
#include "nft/json/write.h"
#include "nft/routing/routing.h"
#include "nft/text/print.h"

namespace {

using cnft::Family;
using cnft::lib::Call;
using cnft::lib::Understand;
using cnft::lib::Understood;
using cnft::lib::Where;

constexpr std::array kFamilies = {Family::kIpv4, Family::kIpv6};

// ---- Texts -----------------------------------------------------------------------------------

enum class Purpose : std::uint8_t { kLoad, kListing };

// Adds a warning for what the form has no words for.
std::string Print(const cnft::nftables::Ruleset& ruleset, cnft_form form, Purpose purpose,
                  cnft_session& session) {
  const bool load = purpose == Purpose::kLoad;
  if (form == CNFT_AS_JSON) {
    cnft::json::Unsayable unsayable;
    const auto document = load ? cnft::json::WriteCommands(ruleset, unsayable)
                               : cnft::json::WriteListing(ruleset, unsayable);
    for (const std::string& what : unsayable) {
      session.Warn("unsayable", "null stands for what the JSON of libnftables cannot say: " + what);
    }
    return cnft::json::Dump(document) + "\n";
  }
  std::string text;
  std::size_t unsayable = 0;
  for (const cnft::nftables::Table& table : ruleset.tables) {
    text += form == CNFT_AS_NFT ? cnft::text::Print(table, {.zero_counters = !load}, &unsayable)
                                : cnft::PrintIptables(table, !load);
  }
  if (unsayable != 0) session.Warn("unsayable", "nft has no words for what stands in brackets");
  return text;
}

bool IsForm(cnft_form form) {
  return form == CNFT_AS_IPTABLES || form == CNFT_AS_NFT || form == CNFT_AS_JSON;
}

void Return(std::string text, cnft_session& session, const char** out, size_t* length) {
  const std::string& kept = session.results.KeepWhole(std::move(text));
  *out = kept.c_str();
  if (length != nullptr) *length = kept.size();
}

// What the ruleset becomes; nothing is asked of the kernel.
cnft_status Translate(cnft_session& session, const cnft_ruleset& ruleset,
                      cnft::nftables::Ruleset& native) {
  cnft_status status = CNFT_DONE;
  Understood understood = Understand(ruleset, session, status);
  cnft::RulesetInput& input = understood.input;
  cnft_summary& summary = session.results.summary;
  for (const Family family : kFamilies) {
    if (session.deadline.over()) return session.Fail(cnft::netlink::DeadlineError());
    if (!input.ruleset(family)) continue;
    summary.rules += input.ruleset(family)->RuleCount();
    cnft::nftables::Collector collector;
    cnft::TranslateFamily(input, family, session.translate, collector);
    for (cnft::nftables::Table& table : collector.Take().tables) {
      summary.sets += table.sets.size();
      native.tables.push_back(std::move(table));
    }
  }
  const cnft_status reported = session.Report(input);
  return status != CNFT_DONE ? status : reported;
}

// ---- Changes ---------------------------------------------------------------------------------

int32_t KindOf(cnft::ChangeKind kind) {
  switch (kind) {
    case cnft::ChangeKind::kAdded:
      return CNFT_ADDED;
    case cnft::ChangeKind::kRemoved:
      return CNFT_REMOVED;
    case cnft::ChangeKind::kChanged:
      break;
  }
  return CNFT_CHANGED;
}

void AddChange(const cnft::ChangeText& text, cnft::lib::Results& results) {
  cnft_change change{};
  change.size = sizeof change;
  change.kind = KindOf(text.kind);
  change.family = text.family == Family::kIpv4 ? CNFT_IPV4 : CNFT_IPV6;
  change.subject = results.Keep(std::string(text.subject));
  change.name = results.Keep(text.name);
  change.before = results.Keep(text.before);
  change.after = results.Keep(text.after);
  results.changes.push_back(change);
}

enum class Work : std::uint8_t { kCheck, kDiff, kApply };

cnft::Result<cnft::ApplyReport> Carry(cnft_session& session, cnft::Kernel& kernel,
                                      Understood& understood, Work work) {
  cnft::ApplyOptions options{session.translate, work != Work::kApply, {}, session.limits};
  cnft::RulesetInput& input = understood.input;
  if (work == Work::kDiff) {
    options.on_changes = [&](std::span<const cnft::Change> changes) {
      session.results.changes.clear();
      for (const cnft::Change& change : changes) {
        AddChange(cnft::Describe(change), session.results);
      }
    };
  }
  if (!understood.plan) {
    return work == Work::kDiff ? cnft::Compare(kernel, input, options)
                               : cnft::Apply(kernel, input, options);
  }
  // What was begun is undone when time is over: the router has no deadline.
  const auto router = cnft::routing::Router::Open();
  if (!router) return std::unexpected(router.error());
  if (work == Work::kDiff) {
    auto report = cnft::Compare(kernel, input, options);
    if (!report) return report;
    const auto changes = cnft::CompareSystem(**router, *understood.plan, session.set_sysctls);
    if (!changes) return std::unexpected(changes.error());
    for (const cnft::ChangeText& change : *changes) AddChange(change, session.results);
    return report;
  }
  auto report =
      cnft::ApplyCilium(kernel, **router, input, *understood.plan, options, session.set_sysctls);
  if (!report) return std::unexpected(report.error());
  report->ruleset.added += report->routing.added;
  report->ruleset.removed += report->routing.removed;
  return std::move(report->ruleset);
}

cnft_status Run(cnft_session* session, const cnft_ruleset* ruleset, Work work) {
  if (ruleset == nullptr) return CNFT_MISUSE;
  return Call(session, Where::kInNamespace, [&] {
    cnft_status status = CNFT_DONE;
    Understood understood = Understand(*ruleset, *session, status);
    cnft::RulesetInput& input = understood.input;
    if (status != CNFT_DONE || input.diagnostics.errors() > 0) {
      // Everything that is wrong is told at once.
      cnft::CheckTranslation(input, session->translate);
      const cnft_status reported = session->Report(input);
      return status != CNFT_DONE ? status : reported;
    }
    const auto kernel = session->Kernel();
    if (!kernel) return session->Fail(kernel.error());
    const auto report = Carry(*session, **kernel, understood, work);
    const cnft_status reported = session->Report(input);
    if (reported != CNFT_DONE) return reported;
    if (!report) return session->Fail(report.error(), &input.sources);
    session->Summarize(*report);
    return CNFT_DONE;
  });
}

}  // namespace

cnft_status cnft_parse(cnft_session* session, const cnft_ruleset* ruleset) {
  if (ruleset == nullptr) return CNFT_MISUSE;
  return Call(session, Where::kAnywhere, [&] {
    cnft::nftables::Ruleset native;
    return Translate(*session, *ruleset, native);
  });
}

cnft_status cnft_translate(cnft_session* session, const cnft_ruleset* ruleset, cnft_form form,
                           const char** text, size_t* length) {
  if (ruleset == nullptr || text == nullptr || !IsForm(form)) return CNFT_MISUSE;
  *text = nullptr;
  return Call(session, Where::kAnywhere, [&] {
    cnft::nftables::Ruleset native;
    const cnft_status status = Translate(*session, *ruleset, native);
    if (status != CNFT_DONE) return status;
    Return(Print(native, form, Purpose::kLoad, *session), *session, text, length);
    return CNFT_DONE;
  });
}

cnft_status cnft_check(cnft_session* session, const cnft_ruleset* ruleset) {
  return Run(session, ruleset, Work::kCheck);
}

cnft_status cnft_diff(cnft_session* session, const cnft_ruleset* ruleset) {
  return Run(session, ruleset, Work::kDiff);
}

cnft_status cnft_apply(cnft_session* session, const cnft_ruleset* ruleset) {
  return Run(session, ruleset, Work::kApply);
}

cnft_status cnft_delete(cnft_session* session) {
  return Call(session, Where::kInNamespace, [&] {
    const auto kernel = session->Kernel();
    if (!kernel) return session->Fail(kernel.error());
    const auto turn = cnft::Turn::Take(&session->deadline);
    if (!turn) return session->Fail(turn.error());
    for (const cnft::Family family : {cnft::Family::kIpv4, cnft::Family::kIpv6}) {
      const auto snapshot = (*kernel)->Read(family, session->translate.table);
      if (!snapshot) return session->Fail(snapshot.error());
      if (*snapshot && cnft::HoldsAbsorbed((*snapshot)->table)) {
        return session->Fail(cnft::LosesAbsorbed());
      }
    }
    const auto count = cnft::DeleteTables(**kernel, session->translate.table, session->limits);
    if (!count) return session->Fail(count.error());
    const auto router = cnft::routing::Router::Open();
    if (!router) return session->Fail(router.error());
    if (const auto done = (*router)->Apply({}); !done) return session->Fail(done.error());
    session->results.summary.removed = static_cast<std::uint64_t>(*count);
    return CNFT_DONE;
  });
}

cnft_status cnft_read_back(cnft_session* session, cnft_family family, cnft_form form,
                           const char** text, size_t* length) {
  if (text == nullptr || !IsForm(form) || (family != CNFT_IPV4 && family != CNFT_IPV6)) {
    return CNFT_MISUSE;
  }
  *text = nullptr;
  if (length != nullptr) *length = 0;
  return Call(session, Where::kInNamespace, [&] {
    const auto kernel = session->Kernel();
    if (!kernel) return session->Fail(kernel.error());
    auto snapshot = (*kernel)->Read(family == CNFT_IPV4 ? Family::kIpv4 : Family::kIpv6,
                                    session->translate.table);
    if (!snapshot) return session->Fail(snapshot.error());
    if (!*snapshot) return CNFT_DONE;
    if ((*snapshot)->foreign) {
      session->Warn("foreign", "there is something in the table that cnft did not write");
    }
    cnft::nftables::Ruleset native;
    native.tables.push_back(std::move((*snapshot)->table));
    Return(Print(native, form, Purpose::kListing, *session), *session, text, length);
    return CNFT_DONE;
  });
}

cnft_status cnft_generation(cnft_session* session, uint32_t* generation) {
  if (generation == nullptr) return CNFT_MISUSE;
  return Call(session, Where::kInNamespace, [&] {
    const auto kernel = session->Kernel();
    if (!kernel) return session->Fail(kernel.error());
    const auto now = (*kernel)->Generation();
    if (!now) return session->Fail(now.error());
    *generation = *now;
    return CNFT_DONE;
  });
}
