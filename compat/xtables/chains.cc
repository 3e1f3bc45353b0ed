// SPDX-License-Identifier: GPL-2.0-or-later
// A table of iptables-legacy as chains of rules.
//
// A chain is a run of entries. A built-in one begins where the hook does and ends with its policy;
// a user chain begins with an entry whose target is called ERROR and holds the chain's name, and
// ends with a RETURN. A last ERROR ends the table. Jumps say where in the block they lead.
#include "compat/xtables/chains.h"

#include <fmt/core.h>
#include <linux/netfilter/x_tables.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

namespace cnft::compat {
namespace {

using iptables::Hook;
using iptables::kHookCount;

constexpr std::string_view kErrorTarget = "ERROR";

// Where the parts of an entry stand in each family.
struct Layout {
  std::size_t size;     // without matches and target
  std::size_t address;  // of the part that tests: addresses, interfaces, protocol
  std::size_t target_offset;
  std::size_t next_offset;
  std::size_t came_from;
  std::size_t counters;
};
constexpr Layout kIpv4 = {sizeof(ipt_entry),
                          offsetof(ipt_entry, nfcache),
                          offsetof(ipt_entry, target_offset),
                          offsetof(ipt_entry, next_offset),
                          offsetof(ipt_entry, comefrom),
                          offsetof(ipt_entry, counters)};
constexpr Layout kIpv6 = {sizeof(ip6t_entry),
                          offsetof(ip6t_entry, nfcache),
                          offsetof(ip6t_entry, target_offset),
                          offsetof(ip6t_entry, next_offset),
                          offsetof(ip6t_entry, comefrom),
                          offsetof(ip6t_entry, counters)};

const Layout& LayoutOf(Family family) { return family == Family::kIpv4 ? kIpv4 : kIpv6; }

constexpr std::size_t kHeader = sizeof(xt_entry_target);
static_assert(sizeof(xt_entry_match) == kHeader);

// Reads what is known to be there.
template <typename T>
T At(std::span<const std::byte> bytes, std::size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}
template <typename T>
void Put(const T& value, std::span<std::byte> bytes, std::size_t offset) {
  std::memcpy(bytes.data() + offset, &value, sizeof(T));
}

std::size_t TargetOffset(const Layout& layout, std::span<const std::byte> entry) {
  return At<std::uint16_t>(entry, layout.target_offset);
}

// A match or target at `offset` that must end by the end of `bytes`. Null: this is none.
const char* ReadExtension(std::span<const std::byte> bytes, std::size_t offset,
                          XtExtension& extension, std::size_t& length) {
  if (offset + kHeader > bytes.size()) return "a match or target is cut short";
  length = At<xt_entry_match>(bytes, offset).u.user.match_size;
  if (length < kHeader || offset + length > bytes.size()) {
    return "a match or target is longer than its rule";
  }
  const auto* name =
      reinterpret_cast<const char*>(bytes.data()) + offset + offsetof(xt_entry_match, u.user.name);
  extension.name = {name, strnlen(name, sizeof(xt_entry_match::u.user.name))};
  extension.revision = At<xt_entry_match>(bytes, offset).u.user.revision;
  extension.info = bytes.subspan(offset + kHeader, length - kHeader);
  return nullptr;
}

const char* ReadParts(const Layout& layout, std::span<const std::byte> entry, XtParts& parts) {
  const std::size_t target = TargetOffset(layout, entry);
  std::size_t length = 0;
  for (std::size_t at = layout.size; at < target; at += length) {
    if (const char* problem =
            ReadExtension(entry.first(target), at, parts.matches.emplace_back(), length)) {
      return problem;
    }
  }
  if (const char* problem = ReadExtension(entry, target, parts.target, length)) return problem;
  if (parts.target.name.empty() && parts.target.info.size() < sizeof(int)) {
    return "a verdict is cut short";
  }
  return nullptr;
}

class Splitter {
 public:
  explicit Splitter(const XtTable& table) : table_(table), layout_(LayoutOf(table.family)) {}

  std::expected<std::vector<XtChain>, std::string> Split() {
    if (!Walk() || !Close() || !Resolve()) return std::unexpected(std::move(problem_));
    return std::move(chains_);
  }

 private:
  // A verdict that says where in the block it leads.
  struct Jump {
    std::size_t chain;
    std::size_t rule;
    std::size_t offset;
    std::size_t where;
  };

  bool Fail(std::size_t offset, std::string_view what) {
    problem_ = fmt::format("table {}: {} at byte {}", table_.name, what, offset);
    return false;
  }

  bool ReadEntry(std::size_t offset, XtRule& rule) {
    const std::span<const std::byte> rest = std::span(table_.blob).subspan(offset);
    if (rest.size() < layout_.size) return Fail(offset, "a rule is cut short");
    const std::size_t target = TargetOffset(layout_, rest);
    const std::size_t next = At<std::uint16_t>(rest, layout_.next_offset);
    if (target < layout_.size || next < target || next > rest.size()) {
      return Fail(offset, "a rule is of no length that can be");
    }
    const auto entry = rest.first(next);
    parts_ = {};
    if (const char* problem = ReadParts(layout_, entry, parts_)) return Fail(offset, problem);
    rule.bytes.assign(entry.begin(), entry.end());
    rule.origin = count_++;
    return true;
  }

  bool BeginChain(std::string name, std::optional<Hook> hook, std::size_t first) {
    if (!names_.insert(name).second) return Fail(first, "a chain has the name of another");
    starts_.emplace(first, name);
    chains_.push_back({.name = std::move(name), .hook = hook, .head = {}, .rules = {}, .end = {}});
    return true;
  }

  // Sorts the entries into chains. User chains hold their last RETURN among the rules.
  bool Walk() {
    std::optional<std::size_t> hook;  // of the built-in chain that is open
    bool open = false;
    bool ended = false;
    for (std::size_t offset = 0; offset < table_.blob.size();) {
      if (ended) return Fail(offset, "something stands behind the end of the table");
      XtRule rule;
      if (!ReadEntry(offset, rule)) return false;
      const std::size_t end = offset + rule.bytes.size();
      for (std::size_t number = 0; number < kHookCount; ++number) {
        if ((table_.hooks >> number & 1U) == 0 || table_.entries[number] != offset) continue;
        if (hook) return Fail(offset, "a chain begins where another is");
        hook = number;
        open = true;
        const auto which = static_cast<Hook>(number);
        if (!BeginChain(std::string(iptables::HookName(which)), which, offset)) return false;
      }
      if (parts_.target.name == kErrorTarget) {
        if (hook) return Fail(offset, "a built-in chain has no policy");
        open = end < table_.blob.size();
        ended = !open;
        if (open) {
          const auto* text = reinterpret_cast<const char*>(parts_.target.info.data());
          if (!BeginChain({text, strnlen(text, parts_.target.info.size())}, std::nullopt, end)) {
            return false;
          }
          chains_.back().head = std::move(rule);
        }
      } else if (!open) {
        return Fail(offset, "a rule is in no chain");
      } else if (hook && table_.policies[*hook] == offset) {
        if (!parts_.target.name.empty()) return Fail(offset, "a policy is no verdict");
        chains_.back().end = std::move(rule);
        hook.reset();
        open = false;
      } else {
        AddRule(std::move(rule), offset, end);
      }
      offset = end;
    }
    if (!ended) return Fail(table_.blob.size(), "the table has no end");
    return true;
  }

  void AddRule(XtRule rule, std::size_t offset, std::size_t end) {
    XtChain& chain = chains_.back();
    if (parts_.target.name.empty()) {
      const int verdict = At<int>(parts_.target.info, 0);
      rule.falls_through = verdict >= 0 && static_cast<std::size_t>(verdict) == end;
      if (verdict >= 0 && !rule.falls_through) {
        jumps_.push_back(
            {chains_.size() - 1, chain.rules.size(), offset, static_cast<std::size_t>(verdict)});
      }
    }
    chain.rules.push_back(std::move(rule));
  }

  // What falls off the end of a user chain returns.
  bool Close() {
    for (XtChain& chain : chains_) {
      if (chain.hook) continue;
      if (chain.rules.empty() || !Returns(chain.rules.back())) {
        return Fail(table_.blob.size(), fmt::format("chain {} has no end", chain.name));
      }
      chain.end = std::move(chain.rules.back());
      chain.rules.pop_back();
    }
    return true;
  }

  // An entry that tests nothing and returns.
  bool Returns(const XtRule& rule) const {
    const XtParts parts = PartsOf(table_.family, rule);
    const auto tests = std::span(rule.bytes).first(layout_.address);
    return parts.matches.empty() && parts.target.name.empty() &&
           VerdictOf(table_.family, rule) == XT_RETURN &&
           std::ranges::all_of(tests, [](std::byte byte) { return byte == std::byte{}; });
  }

  bool Resolve() {
    for (const Jump& jump : jumps_) {
      const auto chain = starts_.find(jump.where);
      if (chain == starts_.end())
        return Fail(jump.offset, "a jump leads into the middle of a chain");
      chains_[jump.chain].rules.at(jump.rule).chain = chain->second;
    }
    return true;
  }

  const XtTable& table_;
  const Layout& layout_;
  std::size_t count_ = 0;
  XtParts parts_;  // of the entry read last
  std::vector<XtChain> chains_;
  std::set<std::string> names_;
  std::map<std::size_t, std::string> starts_;  // of the first rules of chains
  std::vector<Jump> jumps_;
  std::string problem_;
};

// An entry that tests nothing.
XtRule MakeRule(Family family, std::string_view target, std::size_t info) {
  const Layout& layout = LayoutOf(family);
  XtRule rule;
  const std::size_t length = kHeader + XT_ALIGN(info);
  rule.bytes.resize(layout.size + length);
  Put(static_cast<std::uint16_t>(layout.size), rule.bytes, layout.target_offset);
  Put(static_cast<std::uint16_t>(rule.bytes.size()), rule.bytes, layout.next_offset);
  xt_entry_target header{};
  header.u.user.target_size = static_cast<std::uint16_t>(length);
  target.copy(header.u.user.name, sizeof(header.u.user.name) - 1);
  Put(header, rule.bytes, layout.size);
  return rule;
}

XtRule MakeVerdict(Family family, int verdict) {
  XtRule rule = MakeRule(family, "", sizeof(verdict));
  Put(verdict, rule.bytes, LayoutOf(family).size + kHeader);
  return rule;
}

XtRule MakeError(Family family, std::string_view name) {
  XtRule rule = MakeRule(family, kErrorTarget, XT_FUNCTION_MAXNAMELEN);
  const std::string_view text = name.substr(0, XT_FUNCTION_MAXNAMELEN - 1);
  std::ranges::copy(std::as_bytes(std::span(text)),
                    rule.bytes.begin() + static_cast<long>(LayoutOf(family).size + kHeader));
  return rule;
}

class Joiner {
 public:
  explicit Joiner(const XtTable& table) : layout_(LayoutOf(table.family)) {
    result_.table.family = table.family;
    result_.table.name = table.name;
    result_.table.hooks = table.hooks;
    result_.table.entries = table.entries;
    result_.table.policies = table.policies;
  }

  std::expected<XtReplacement, std::string> Join(const std::vector<XtChain>& chains) {
    std::uint32_t hooks = 0;
    for (const XtChain& chain : chains) {
      if (chain.hook) hooks |= iptables::HookBit(*chain.hook);
      if (!Add(chain)) return Fail(fmt::format("chain {} is there twice", chain.name));
    }
    if (hooks != result_.table.hooks) return Fail("a built-in chain is not there");
    AddEntry(MakeError(result_.table.family, kErrorTarget));
    for (const Jump& jump : jumps_) {
      const auto where = starts_.find(jump.chain);
      if (where == starts_.end()) return Fail(fmt::format("chain {} is not there", jump.chain));
      SetVerdict(jump.entry, where->second);
    }
    return std::move(result_);
  }

 private:
  struct Jump {
    std::size_t entry;
    std::string_view chain;
  };

  std::unexpected<std::string> Fail(std::string_view what) const {
    return std::unexpected(fmt::format("table {}: {}", result_.table.name, what));
  }

  std::uint32_t Size() const { return static_cast<std::uint32_t>(result_.table.blob.size()); }

  bool Add(const XtChain& chain) {
    if (!chain.hook) AddEntry(chain.head);
    if (!starts_.emplace(chain.name, Size()).second) return false;
    const auto hook = chain.hook ? static_cast<std::size_t>(*chain.hook) : 0;
    if (chain.hook) result_.table.entries[hook] = Size();
    for (const XtRule& rule : chain.rules) AddEntry(rule);
    if (chain.hook) result_.table.policies[hook] = Size();
    AddEntry(chain.end);
    return true;
  }

  void AddEntry(const XtRule& rule) {
    const std::uint32_t offset = Size();
    if (!rule.chain.empty()) jumps_.push_back({offset, rule.chain});
    std::ranges::copy(rule.bytes, std::back_inserter(result_.table.blob));
    if (rule.falls_through) SetVerdict(offset, Size());
    result_.origins.push_back(rule.origin);
    result_.counted.push_back(rule.counted);
    ++result_.table.count;
  }

  void SetVerdict(std::size_t entry, std::uint32_t where) {
    const auto bytes = std::span(result_.table.blob).subspan(entry);
    Put(static_cast<int>(where), bytes, TargetOffset(layout_, bytes) + kHeader);
  }

  const Layout& layout_;
  XtReplacement result_;
  std::map<std::string_view, std::uint32_t> starts_;
  std::vector<Jump> jumps_;
};

}  // namespace

std::expected<std::vector<XtChain>, std::string> SplitTable(const XtTable& table) {
  return Splitter(table).Split();
}

std::expected<XtReplacement, std::string> JoinTable(const XtTable& table,
                                                    const std::vector<XtChain>& chains) {
  return Joiner(table).Join(chains);
}

XtParts PartsOf(Family family, const XtRule& rule) {
  XtParts parts;
  ReadParts(LayoutOf(family), rule.bytes, parts);
  return parts;
}

iptables::Counters CountersOf(Family family, const XtRule& rule) {
  const auto counters = At<xt_counters>(rule.bytes, LayoutOf(family).counters);
  return {counters.pcnt, counters.bcnt};
}

int VerdictOf(Family family, const XtRule& rule) {
  return At<int>(rule.bytes, TargetOffset(LayoutOf(family), rule.bytes) + kHeader);
}

std::vector<std::byte> PlacelessBytes(Family family, const XtRule& rule) {
  const Layout& layout = LayoutOf(family);
  std::vector<std::byte> bytes = rule.bytes;
  Put(xt_counters{}, bytes, layout.counters);
  Put(0U, bytes, layout.came_from);
  if (!rule.chain.empty() || rule.falls_through) {
    Put(0, bytes, TargetOffset(layout, bytes) + kHeader);
  }
  return bytes;
}

XtRule MakeJump(Family family, std::string_view chain) {
  XtRule rule = MakeVerdict(family, 0);
  rule.chain = chain;
  return rule;
}

XtChain MakeChain(Family family, std::string_view name) {
  return {.name = std::string(name),
          .hook = std::nullopt,
          .head = MakeError(family, name),
          .rules = {},
          .end = MakeVerdict(family, XT_RETURN)};
}

XtChain& AddChain(std::vector<XtChain>& chains, XtChain chain) {
  const auto place = std::ranges::find_if(
      chains, [&](const XtChain& other) { return !other.hook && other.name > chain.name; });
  return *chains.insert(place, std::move(chain));
}

void AddChains(std::vector<XtChain>& chains, std::vector<XtChain> more) {
  const auto before = [](const XtChain& a, const XtChain& b) {
    return a.hook.has_value() != b.hook.has_value() ? a.hook.has_value()
                                                    : !a.hook && a.name < b.name;
  };
  std::ranges::stable_sort(more, before);
  std::vector<XtChain> all;
  all.reserve(chains.size() + more.size());
  std::merge(std::make_move_iterator(chains.begin()), std::make_move_iterator(chains.end()),
             std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()),
             std::back_inserter(all), before);
  chains = std::move(all);
}

XtChain* FindChain(std::vector<XtChain>& chains, std::string_view name) {
  const auto found = std::ranges::find(chains, name, &XtChain::name);
  return found == chains.end() ? nullptr : &*found;
}

}  // namespace cnft::compat
