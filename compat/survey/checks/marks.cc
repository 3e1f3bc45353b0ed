// SPDX-License-Identifier: GPL-2.0-or-later
// Bits of the packet's mark, and of the connection's, that more than one program sets: each takes
// the other's mark for its own, or clears it.
//
// A mark that is set whole stands for a number of its own and says nothing about single bits.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "compat/survey/checks/checks.h"
#include "compat/survey/owners.h"

namespace cnft::compat {
namespace {

using iptables::Masked;

constexpr std::uint32_t kWhole = 0xffffffff;

enum class MarkOf : std::uint8_t { kPacket, kConnection };

// Targets that set marks, and the option that says which.
struct Setter {
  std::string_view target;
  std::string_view option;
  MarkOf of;
};
constexpr auto kSetters = std::to_array<Setter>({{"MARK", "set-xmark", MarkOf::kPacket},
                                                 {"TPROXY", "tproxy-mark", MarkOf::kPacket},
                                                 {"CONNMARK", "set-xmark", MarkOf::kConnection}});

// How an owner is told to use other bits.
struct Advice {
  std::string_view owner;
  std::string_view words;
};
constexpr auto kAdvice = std::to_array<Advice>(
    {{"kube-proxy", "set iptables.masqueradeBit in kube-proxy's configuration to another bit"},
     {"CNI plugins", "set markMasqBit in portmap's configuration to another bit"},
     {"Calico", "set iptablesMarkMask in Felix's configuration to other bits"}});

struct SetMark {
  std::string owner;
  MarkOf of = MarkOf::kPacket;
  Masked mark;
  std::string place;
};

// Whether bits that `a` replaces are those by which `b` is known.
bool Clears(const Masked& a, const Masked& b) {
  return a.mask != kWhole && (a.mask & b.value) != 0;
}

bool Clash(const SetMark& a, const SetMark& b) {
  if (a.of != b.of || a.owner == b.owner) return false;
  if (a.mark.mask == kWhole && b.mark.mask == kWhole) {
    return a.mark.value == b.mark.value && a.mark.value != 0;
  }
  return (a.mark.value & b.mark.value) != 0 || Clears(a.mark, b.mark) || Clears(b.mark, a.mark);
}

class MarksCheck : public Check {
 public:
  void See(const SurveyedRule& rule) override {
    for (const Setter& setter : kSetters) {
      const iptables::Use* target = rule.Target(setter.target);
      const iptables::Option* mark =
          target == nullptr ? nullptr : FindOption(*target, setter.option);
      if (mark != nullptr) Add(OwnerOf(rule.chain), setter.of, mark->masked(), rule.Text());
    }
  }

  void Report(const Node& node, Findings& findings) override {
    for (const NativeRule& rule : node.native.rules) {
      if (rule.kind != NativeRuleKind::kMarks || rule.table == node.table) continue;
      const std::string_view owner = TableOwner(rule.table);
      Add(owner.empty() ? fmt::format("table {}", rule.table) : std::string(owner), MarkOf::kPacket,
          rule.mark, rule.Text());
    }
    for (std::size_t i = 0; i < sets_.size(); ++i) {
      for (std::size_t j = i + 1; j < sets_.size(); ++j) {
        if (Clash(sets_[i], sets_[j])) Note(sets_[i], sets_[j]);
      }
    }
    for (const Pair& pair : pairs_) findings.push_back(FindingOf(pair));
  }

 private:
  // The rules of two owners that set the same bits.
  struct Pair {
    std::string first;
    std::string second;
    MarkOf of;
    std::vector<std::string> where;
  };

  static std::string OwnerOf(const iptables::Chain& chain) {
    const std::string_view owner = chain.hook ? "" : ChainOwner(chain.name);
    return std::string(owner.empty() ? "somebody" : owner);
  }

  // A mark that many rules of one owner set is one mark: that of the first.
  void Add(std::string owner, MarkOf of, Masked mark, std::string place) {
    const bool known = std::ranges::any_of(sets_, [&](const SetMark& set) {
      return set.owner == owner && set.of == of && set.mark == mark;
    });
    if (!known) sets_.push_back({std::move(owner), of, mark, std::move(place)});
  }

  void Note(const SetMark& a, const SetMark& b) {
    const SetMark& first = std::min(a, b, kByOwner);
    const SetMark& second = &first == &a ? b : a;
    auto pair = std::ranges::find_if(pairs_, [&](const Pair& known) {
      return known.first == first.owner && known.second == second.owner && known.of == a.of;
    });
    if (pair == pairs_.end()) {
      pair = pairs_.insert(pairs_.end(), {first.owner, second.owner, a.of, {}});
    }
    AddOnce(pair->where, first.place);
    AddOnce(pair->where, second.place);
  }

  static Finding FindingOf(const Pair& pair) {
    const auto* advice = std::ranges::find_if(kAdvice, [&pair](const Advice& one) {
      return one.owner == pair.first || one.owner == pair.second;
    });
    return {.code = "shared-mark",
            .what = fmt::format("{} and {} set the same bits of the {} mark", pair.first,
                                pair.second, pair.of == MarkOf::kPacket ? "packet" : "connection"),
            .where = pair.where,
            .why = "each takes the other's mark for its own, or clears it",
            .fix = advice == kAdvice.end() ? "configure one of them to use other bits"
                                           : std::string(advice->words)};
  }

  static constexpr auto kByOwner = [](const SetMark& a, const SetMark& b) {
    return a.owner < b.owner;
  };

  std::vector<SetMark> sets_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::unique_ptr<Check> CheckMarks() { return Make<MarksCheck>(); }

}  // namespace cnft::compat
