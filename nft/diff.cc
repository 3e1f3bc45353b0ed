// SPDX-License-Identifier: GPL-2.0-or-later
// What has to change to turn one table into another.
#include "nft/diff.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <variant>

namespace cnft {
namespace {

using nftables::Chain;
using nftables::Element;
using nftables::Object;
using nftables::Rule;
using nftables::Set;
using nftables::Table;

// A chain of rules, old and new, as a list of what stays, goes and comes.
struct Step {
  const Rule* before = nullptr;  // stays or goes
  const Rule* after = nullptr;   // stays or comes
  bool stays() const { return before != nullptr && after != nullptr; }
};

using RuleSpan = std::span<const Rule* const>;

// The shortest edit by Myers' O(ND) algorithm; beyond this many edits everything in between is
// replaced, since finding the shortest way would cost more than taking the longer one.
constexpr std::ptrdiff_t kMaxEdits = 400;

template <typename Same>
void ShortestEdit(RuleSpan before, RuleSpan after, Same same, std::vector<Step>& steps) {
  const auto n = static_cast<std::ptrdiff_t>(before.size());
  const auto m = static_cast<std::ptrdiff_t>(after.size());
  const std::ptrdiff_t most = std::min(n + m, kMaxEdits);
  // furthest[k + most]: how far down the old list diagonal k has come.
  std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 2), 0);
  std::vector<std::vector<std::ptrdiff_t>> trace;
  const auto at = [most](std::vector<std::ptrdiff_t>& v, std::ptrdiff_t k) -> std::ptrdiff_t& {
    return v[static_cast<std::size_t>(k + most)];
  };
  const auto down = [&](std::vector<std::ptrdiff_t>& v, std::ptrdiff_t k, std::ptrdiff_t edits) {
    return k == -edits || (k != edits && at(v, k - 1) < at(v, k + 1));
  };
  for (std::ptrdiff_t edits = 0; edits <= most; ++edits) {
    trace.push_back(furthest);
    for (std::ptrdiff_t k = -edits; k <= edits; k += 2) {
      std::ptrdiff_t x = edits == 0                 ? 0
                         : down(furthest, k, edits) ? at(furthest, k + 1)
                                                    : at(furthest, k - 1) + 1;
      std::ptrdiff_t y = x - k;
      while (x < n && y >= 0 && y < m &&
             same(*before[static_cast<std::size_t>(x)], *after[static_cast<std::size_t>(y)])) {
        ++x;
        ++y;
      }
      at(furthest, k) = x;
      if (x < n || y < m) continue;
      // Walk back along the trace.
      std::vector<Step> reversed;
      for (std::ptrdiff_t d = edits; d > 0; --d) {
        auto& previous = trace[static_cast<std::size_t>(d)];
        const std::ptrdiff_t kk = x - y;
        const bool went_down = down(previous, kk, d);
        const std::ptrdiff_t px = went_down ? at(previous, kk + 1) : at(previous, kk - 1);
        const std::ptrdiff_t py = px - (went_down ? kk + 1 : kk - 1);
        while (x > px + (went_down ? 0 : 1) && y > py + (went_down ? 1 : 0)) {
          --x, --y;
          reversed.push_back(
              {before[static_cast<std::size_t>(x)], after[static_cast<std::size_t>(y)]});
        }
        if (went_down) {
          --y;
          reversed.push_back({nullptr, after[static_cast<std::size_t>(y)]});
        } else {
          --x;
          reversed.push_back({before[static_cast<std::size_t>(x)], nullptr});
        }
      }
      while (x > 0) {
        --x, --y;
        reversed.push_back(
            {before[static_cast<std::size_t>(x)], after[static_cast<std::size_t>(y)]});
      }
      steps.insert(steps.end(), reversed.rbegin(), reversed.rend());
      return;
    }
  }
  for (const Rule* rule : before) steps.push_back({rule, nullptr});
  for (const Rule* rule : after) steps.push_back({nullptr, rule});
}

class TableDiff {
 public:
  TableDiff(const Table& current, const Table& desired, Transaction& out)
      : current_(current), desired_(desired), out_(out) {}

  std::vector<Change> Run() {
    for (const Chain& chain : current_.chains) old_chains_.emplace(chain.name, &chain);
    for (const Chain& chain : desired_.chains) new_chains_.emplace(chain.name, &chain);
    for (const Set& set : current_.sets) old_sets_.emplace(set.name, &set);
    for (const Set& set : desired_.sets) new_sets_.emplace(set.name, &set);
    for (const auto& [name, set] : new_sets_) {
      const auto old = old_sets_.find(name);
      if (old != old_sets_.end() && !old->second->SameDefinition(*set)) renewed_sets_.insert(name);
    }
    for (const Chain& chain : desired_.chains) CompareRules(chain);
    // First what goes, rules before the chains and sets they use; then what comes, the other way.
    RemoveRules();
    RemoveChains();
    RemoveSetsAndObjects();
    AddSetsAndObjects();
    AddChains();
    AddRules();
    return std::move(changes_);
  }

 private:
  struct ChainSteps {
    const Chain* chain = nullptr;
    std::vector<Step> steps;
    bool anew = false;  // the chain is new or recreated: rules are appended
  };

  bool Recreated(const Chain& old, const Chain& now) const {
    if (old.role != now.role || old.base.has_value() != now.base.has_value()) return true;
    if (!old.base) return false;
    return old.base->type != now.base->type || old.base->hook != now.base->hook ||
           old.base->priority != now.base->priority ||
           old.policy_counters.has_value() != now.policy_counters.has_value();
  }

  bool UsesRenewedSet(const Rule& rule) const {
    if (renewed_sets_.empty()) return false;
    return std::ranges::any_of(rule.statements, [this](const nftables::Statement& statement) {
      const auto* lookup = std::get_if<nftables::Lookup>(&statement);
      const auto* dynamic = std::get_if<nftables::DynamicSet>(&statement);
      return (lookup != nullptr && renewed_sets_.contains(lookup->set)) ||
             (dynamic != nullptr && renewed_sets_.contains(dynamic->set));
    });
  }

  void CompareRules(const Chain& chain) {
    ChainSteps result{&chain, {}, false};
    const auto found = old_chains_.find(chain.name);
    const bool old_usable = found != old_chains_.end() && !Recreated(*found->second, chain);
    if (!old_usable) {
      result.anew = true;
      for (const Rule& rule : chain.rules) result.steps.push_back({nullptr, &rule});
      if (found != old_chains_.end()) {
        for (const Rule& rule : found->second->rules) removed_.emplace_back(found->second, &rule);
      }
      steps_.push_back(std::move(result));
      return;
    }
    const Chain& old = *found->second;
    const auto same = [this](const Rule& a, const Rule& b) { return a == b && !UsesRenewedSet(b); };
    std::size_t prefix = 0;
    while (prefix < old.rules.size() && prefix < chain.rules.size() &&
           same(old.rules[prefix], chain.rules[prefix])) {
      ++prefix;
    }
    if (prefix == old.rules.size() && prefix == chain.rules.size()) return;
    std::size_t suffix = 0;
    while (prefix + suffix < old.rules.size() && prefix + suffix < chain.rules.size() &&
           same(old.rules[old.rules.size() - 1 - suffix],
                chain.rules[chain.rules.size() - 1 - suffix])) {
      ++suffix;
    }
    std::vector<const Rule*> before;
    std::vector<const Rule*> after;
    for (std::size_t i = prefix; i < old.rules.size() - suffix; ++i)
      before.push_back(&old.rules[i]);
    for (std::size_t i = prefix; i < chain.rules.size() - suffix; ++i)
      after.push_back(&chain.rules[i]);
    if (prefix > 0) result.steps.push_back({&old.rules[prefix - 1], &chain.rules[prefix - 1]});
    ShortestEdit(before, after, same, result.steps);
    if (suffix > 0) {
      result.steps.push_back(
          {&old.rules[old.rules.size() - suffix], &chain.rules[chain.rules.size() - suffix]});
    }
    for (const Step& step : result.steps) {
      if (step.after == nullptr) removed_.emplace_back(&old, step.before);
    }
    PairChanges(result.steps);
    steps_.push_back(std::move(result));
  }

  // Between two rules that stay, what comes takes the place of what goes, one by one.
  void PairChanges(const std::vector<Step>& steps) {
    std::vector<const Rule*> gone;
    std::vector<const Rule*> come;
    const auto settle = [&] {
      for (std::size_t i = 0; i < gone.size() && i < come.size(); ++i) {
        replaced_.emplace(come[i], gone[i]);
        replaced_rules_.insert(gone[i]);
      }
      gone.clear();
      come.clear();
    };
    for (const Step& step : steps) {
      if (step.stays()) {
        settle();
      } else if (step.after == nullptr) {
        gone.push_back(step.before);
      } else {
        come.push_back(step.after);
      }
    }
    settle();
  }

  void NoteComing(std::string_view chain, const Rule* rule) {
    const auto old = replaced_.find(rule);
    const bool changed = old != replaced_.end();
    Change& change =
        Note(changed ? ChangeKind::kChanged : ChangeKind::kAdded, Subject::kRule, chain);
    change.rule = rule;
    if (changed) change.rule_before = old->second;
  }

  Change& Note(ChangeKind kind, Subject subject, std::string_view name) {
    Change& change = changes_.emplace_back();
    change.kind = kind;
    change.subject = subject;
    change.family = desired_.family;
    change.name = name;
    return change;
  }

  void RemoveRules() {
    for (const Chain& chain : current_.chains) {
      if (new_chains_.contains(chain.name)) continue;
      for (const Rule& rule : chain.rules) removed_.emplace_back(&chain, &rule);
    }
    for (const auto& [chain, rule] : removed_) {
      if (!replaced_rules_.contains(rule)) {
        Note(ChangeKind::kRemoved, Subject::kRule, chain->name).rule = rule;
      }
      out_.DeleteRule(desired_, chain->name, rule->handle);
    }
  }

  void RemoveChains() {
    for (const Chain& chain : current_.chains) {
      const auto now = new_chains_.find(chain.name);
      const bool gone = now == new_chains_.end();
      if (!gone && !Recreated(chain, *now->second)) continue;
      if (gone) Note(ChangeKind::kRemoved, Subject::kChain, chain.name).chain = &chain;
      out_.DeleteChain(desired_, chain.name);
    }
  }

  void RemoveSetsAndObjects() {
    for (const Set& set : current_.sets) {
      const bool gone = !new_sets_.contains(set.name);
      if (!gone && !renewed_sets_.contains(set.name)) continue;
      Note(gone ? ChangeKind::kRemoved : ChangeKind::kChanged, Subject::kSet, set.name).set = &set;
      out_.DeleteSet(desired_, set.name);
    }
    for (const Object& object : current_.objects) {
      if (std::ranges::find(desired_.objects, object) != desired_.objects.end()) continue;
      Note(ChangeKind::kRemoved, Subject::kObject, object.name);
      out_.DeleteObject(desired_, object);
    }
  }

  void AddSetsAndObjects() {
    for (const Object& object : desired_.objects) {
      if (std::ranges::find(current_.objects, object) != current_.objects.end()) continue;
      Note(ChangeKind::kAdded, Subject::kObject, object.name);
      out_.AddObject(desired_, object);
    }
    for (const Set& set : desired_.sets) {
      const auto old = old_sets_.find(set.name);
      if (old == old_sets_.end() || renewed_sets_.contains(set.name)) {
        if (old == old_sets_.end()) Note(ChangeKind::kAdded, Subject::kSet, set.name).set = &set;
        out_.AddSet(desired_, set);
      } else {
        CompareElements(*old->second, set);
      }
    }
  }

  // The same element, whatever its counters and however long it has left.
  static bool SameElement(const Element& a, const Element& b) {
    return a.key_end == b.key_end && a.timeout_ms == b.timeout_ms && a.comment == b.comment;
  }

  void CompareElements(const Set& old, const Set& now) {
    std::unordered_map<std::string_view, const Element*> before;
    for (const Element& element : old.elements) before.emplace(element.key, &element);
    std::vector<Element> added;
    std::vector<Element> removed;
    const auto note = [&](ChangeKind kind, const Set& set, const Element& element) {
      Change& change = Note(kind, Subject::kElements, set.name);
      change.set = &set;
      change.element = &element;
    };
    for (const Element& element : now.elements) {
      const auto found = before.find(element.key);
      if (found != before.end()) {
        const bool same = SameElement(*found->second, element);
        const Element& stale = *found->second;
        before.erase(found);
        if (same) continue;
        removed.push_back(stale);
        note(ChangeKind::kRemoved, old, stale);
      }
      added.push_back(element);
      note(ChangeKind::kAdded, now, element);
    }
    for (const Element& element : old.elements) {
      if (!before.contains(element.key) || now.dynamic) continue;
      removed.push_back(element);
      note(ChangeKind::kRemoved, old, element);
    }
    if (!removed.empty()) out_.DeleteElements(desired_, now, removed);
    if (!added.empty()) out_.AddElements(desired_, now, added);
  }

  void AddChains() {
    for (const Chain& chain : desired_.chains) {
      const auto old = old_chains_.find(chain.name);
      if (old != old_chains_.end() && !Recreated(*old->second, chain)) {
        if (old->second->base == chain.base) continue;
        Change& change = Note(ChangeKind::kChanged, Subject::kChain, chain.name);
        change.chain = &chain;
        change.chain_before = old->second;
      } else {
        const bool stood = old != old_chains_.end();
        Change& change =
            Note(stood ? ChangeKind::kChanged : ChangeKind::kAdded, Subject::kChain, chain.name);
        change.chain = &chain;
        if (stood) change.chain_before = old->second;
      }
      out_.AddChain(desired_, chain);
    }
  }

  void AddRules() {
    for (const ChainSteps& chain : steps_) {
      const std::string_view name = chain.chain->name;
      const auto& steps = chain.steps;
      for (std::size_t begin = 0; begin < steps.size();) {
        // A run of new rules between two that stay.
        if (steps[begin].after == nullptr || steps[begin].stays()) {
          ++begin;
          continue;
        }
        std::vector<const Rule*> run;
        std::size_t end = begin;
        for (; end < steps.size() && !steps[end].stays(); ++end) {
          if (steps[end].after != nullptr) run.push_back(steps[end].after);
        }
        for (const Rule* rule : run) NoteComing(name, rule);
        const auto kept_before =
            std::find_if(steps.rbegin() + static_cast<std::ptrdiff_t>(steps.size() - begin),
                         steps.rend(), [](const Step& step) { return step.stays(); });
        if (chain.anew || end == steps.size()) {
          for (const Rule* rule : run) out_.AddRule(desired_, name, *rule, {});
        } else {
          // Each goes right behind the same rule, so the last one goes first.
          const Placement placement = kept_before == steps.rend()
                                          ? Placement{0, true}
                                          : Placement{kept_before->before->handle, false};
          for (auto rule = run.rbegin(); rule != run.rend(); ++rule) {
            out_.AddRule(desired_, name, **rule, placement);
          }
        }
        begin = end;
      }
    }
  }

  const Table& current_;
  const Table& desired_;
  Transaction& out_;
  std::vector<Change> changes_;
  std::unordered_map<std::string_view, const Chain*> old_chains_;
  std::unordered_map<std::string_view, const Chain*> new_chains_;
  std::unordered_map<std::string_view, const Set*> old_sets_;
  std::unordered_map<std::string_view, const Set*> new_sets_;
  std::unordered_set<std::string_view>
      renewed_sets_;  // stand under the same name, otherwise defined
  std::vector<std::pair<const Chain*, const Rule*>> removed_;
  std::vector<ChainSteps> steps_;
  std::unordered_map<const Rule*, const Rule*> replaced_;  // by the rule that comes
  std::unordered_set<const Rule*> replaced_rules_;
};

}  // namespace

std::vector<Change> Diff(const Table* current, const Table& desired, Transaction& transaction) {
  if (current != nullptr) return TableDiff(*current, desired, transaction).Run();
  std::vector<Change> changes;
  transaction.AddTable(desired);
  Change table;
  table.subject = Subject::kTable;
  table.family = desired.family;
  table.name = desired.name;
  changes.push_back(table);
  const Table empty{desired.family, desired.name, {}, {}, {}};
  auto rest = TableDiff(empty, desired, transaction).Run();
  changes.insert(changes.end(), rest.begin(), rest.end());
  return changes;
}

}  // namespace cnft
