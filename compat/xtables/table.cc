// SPDX-License-Identifier: GPL-2.0-or-later
// What a table of iptables-legacy says.
//
// A chain is a run of entries. A built-in one begins where the hook does and ends with its policy;
// a user chain begins with an entry whose target is called ERROR and holds the chain's name, and
// ends with a RETURN. A last ERROR ends the table. Jumps say where in the block they lead.
#include "compat/xtables/table.h"

#include <netinet/in.h>

#include <fmt/format.h>
#include <linux/netfilter.h>
#include <linux/netfilter/x_tables.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <cstring>
#include <map>
#include <optional>
#include <set>

namespace cnft::compat {
namespace {

using iptables::Counters;
using iptables::Hook;
using iptables::kHookCount;

constexpr std::string_view kErrorTarget = "ERROR";

// What both families call differently.
struct Ipv4 {
  using Entry = ipt_entry;
  static constexpr unsigned kGoto = IPT_F_GOTO;

  static std::string Options(const Entry& entry, const translator::XtWords& words) {
    const ipt_ip& ip = entry.ip;
    const auto inverted = [&ip](unsigned flag) { return (ip.invflags & flag) != 0; };
    std::string out = AddressOption('s', words.AddressAt(&ip.src), words.AddressAt(&ip.smsk),
                                    inverted(IPT_INV_SRCIP)) +
                      AddressOption('d', words.AddressAt(&ip.dst), words.AddressAt(&ip.dmsk),
                                    inverted(IPT_INV_DSTIP)) +
                      InterfaceOption('i', translator::TextOf(ip.iniface), ip.iniface_mask,
                                      inverted(IPT_INV_VIA_IN)) +
                      InterfaceOption('o', translator::TextOf(ip.outiface), ip.outiface_mask,
                                      inverted(IPT_INV_VIA_OUT)) +
                      ProtocolOption(static_cast<std::uint8_t>(ip.proto), inverted(IPT_INV_PROTO));
    if ((ip.flags & IPT_F_FRAG) != 0) out += inverted(IPT_INV_FRAG) ? " ! -f" : " -f";
    return out;
  }
  static unsigned Flags(const Entry& entry) { return entry.ip.flags; }
};

struct Ipv6 {
  using Entry = ip6t_entry;
  static constexpr unsigned kGoto = IP6T_F_GOTO;

  static std::string Options(const Entry& entry, const translator::XtWords& words) {
    const ip6t_ip6& ip = entry.ipv6;
    const auto inverted = [&ip](unsigned flag) { return (ip.invflags & flag) != 0; };
    return AddressOption('s', words.AddressAt(&ip.src), words.AddressAt(&ip.smsk),
                         inverted(IP6T_INV_SRCIP)) +
           AddressOption('d', words.AddressAt(&ip.dst), words.AddressAt(&ip.dmsk),
                         inverted(IP6T_INV_DSTIP)) +
           InterfaceOption('i', translator::TextOf(ip.iniface), ip.iniface_mask,
                           inverted(IP6T_INV_VIA_IN)) +
           InterfaceOption('o', translator::TextOf(ip.outiface), ip.outiface_mask,
                           inverted(IP6T_INV_VIA_OUT)) +
           ProtocolOption(static_cast<std::uint8_t>(ip.proto), inverted(IP6T_INV_PROTO));
  }
  static unsigned Flags(const Entry& entry) { return entry.ipv6.flags; }
};

// A match or target in the block.
struct Extension {
  std::string name;
  std::uint8_t revision = 0;
  std::span<const std::byte> info;
};

template <typename Entries>
class Decoder {
  using Entry = typename Entries::Entry;

 public:
  Decoder(const XtTable& table, const translator::XtContext& context)
      : table_(table), context_(context), words_(context) {}

  std::expected<LiveRules, std::string> Decode() {
    if (!Walk() || !Write()) return std::unexpected(std::move(problem_));
    return std::move(rules_);
  }

 private:
  // One rule, or a mark of the table's structure.
  struct Item {
    std::size_t offset = 0;
    std::vector<Extension> matches;
    Extension target;
    // Of a standard target: where to, or a verdict when negative.
    std::optional<int> verdict;
    Entry entry;  // without what stands behind it

    std::size_t end() const { return offset + entry.next_offset; }
  };
  struct Chain {
    std::string name;
    std::optional<std::size_t> policy;  // the item; of a built-in chain
    std::vector<std::size_t> items;
  };

  bool Fail(std::size_t offset, std::string_view what) {
    problem_ = fmt::format("table {}: {} at byte {}", table_.name, what, offset);
    return false;
  }

  std::span<const std::byte> Bytes(std::size_t offset, std::size_t length) const {
    return std::span(table_.blob).subspan(offset, length);
  }

  // Reads a structure that is known to be in the block.
  template <typename T>
  T At(std::size_t offset) const {
    T value;
    std::memcpy(&value, table_.blob.data() + offset, sizeof(T));
    return value;
  }

  // An entry_match or entry_target, whose beginnings are the same, that must end by `limit`.
  bool ReadExtension(std::size_t offset, std::size_t limit, Extension& extension,
                     std::size_t& length) {
    constexpr std::size_t kHeader = sizeof(xt_entry_match);
    static_assert(sizeof(xt_entry_target) == kHeader);
    if (offset + kHeader > limit) return Fail(offset, "a match or target is cut short");
    const auto header = At<xt_entry_match>(offset);
    length = header.u.user.match_size;
    if (length < kHeader || offset + length > limit) {
      return Fail(offset, "a match or target is longer than its rule");
    }
    extension.name = translator::TextOf(header.u.user.name);
    extension.revision = header.u.user.revision;
    extension.info = Bytes(offset + kHeader, length - kHeader);
    return true;
  }

  bool ReadItem(std::size_t offset, Item& item) {
    const std::size_t size = table_.blob.size();
    if (size - offset < sizeof(Entry)) return Fail(offset, "a rule is cut short");
    item.offset = offset;
    item.entry = At<Entry>(offset);
    const std::size_t target = item.entry.target_offset;
    const std::size_t next = item.entry.next_offset;
    if (target < sizeof(Entry) || next < target || next > size - offset) {
      return Fail(offset, "a rule is of no length that can be");
    }
    for (std::size_t at = offset + sizeof(Entry); at < offset + target;) {
      std::size_t length = 0;
      if (!ReadExtension(at, offset + target, item.matches.emplace_back(), length)) return false;
      at += length;
    }
    std::size_t length = 0;
    if (!ReadExtension(offset + target, offset + next, item.target, length)) return false;
    if (item.target.name.empty()) {
      if (item.target.info.size() < sizeof(int)) return Fail(offset, "a verdict is cut short");
      int verdict = 0;
      std::memcpy(&verdict, item.target.info.data(), sizeof(int));
      item.verdict = verdict;
    }
    return true;
  }

  static bool Unconditional(const Item& item) {
    Entry nothing{};
    // The address part is all that tests.
    return item.matches.empty() &&
           std::memcmp(&nothing, &item.entry, offsetof(Entry, nfcache)) == 0;
  }

  bool BeginChain(std::string name, std::size_t first) {
    if (!CanBeWritten(name)) return Fail(first, "a chain has a name that cannot be written");
    if (!names_.insert(name).second) return Fail(first, "a chain has the name of another");
    starts_.emplace(first, name);
    chains_.push_back({std::move(name), std::nullopt, {}});
    return true;
  }

  // Sorts the entries into chains.
  bool Walk() {
    std::optional<std::size_t> hook;  // of the built-in chain that is open
    bool open = false;
    bool ended = false;
    for (std::size_t offset = 0; offset < table_.blob.size();) {
      if (ended) return Fail(offset, "something stands behind the end of the table");
      Item& item = items_.emplace_back();
      if (!ReadItem(offset, item)) return false;
      for (std::size_t number = 0; number < kHookCount; ++number) {
        if ((table_.hooks >> number & 1U) == 0 || table_.entries[number] != offset) continue;
        if (hook) return Fail(offset, "a chain begins where another is");
        hook = number;
        open = true;
        if (!BeginChain(std::string(iptables::HookName(static_cast<Hook>(number))), offset)) {
          return false;
        }
      }
      const std::size_t index = items_.size() - 1;
      if (item.target.name == kErrorTarget) {
        if (hook) return Fail(offset, "a built-in chain has no policy");
        open = item.end() < table_.blob.size();
        ended = !open;
        if (open && !BeginChain(ErrorName(item), item.end())) return false;
      } else if (!open) {
        return Fail(offset, "a rule is in no chain");
      } else if (hook && table_.policies[*hook] == offset) {
        if (!item.verdict) return Fail(offset, "a policy is no verdict");
        chains_.back().policy = index;
        hook.reset();
        open = false;
      } else {
        chains_.back().items.push_back(index);
      }
      offset = item.end();
    }
    if (!ended) return Fail(table_.blob.size(), "the table has no end");
    return true;
  }

  static std::string ErrorName(const Item& item) {
    const auto& info = item.target.info;
    const auto* text = reinterpret_cast<const char*>(info.data());
    return {text, strnlen(text, info.size())};
  }

  static Counters CountersOf(const Item& item) {
    return {item.entry.counters.pcnt, item.entry.counters.bcnt};
  }

  static std::optional<std::string_view> VerdictName(int verdict) {
    switch (verdict) {
      case -NF_ACCEPT - 1:
        return "ACCEPT";
      case -NF_DROP - 1:
        return "DROP";
      case -NF_QUEUE - 1:
        return "QUEUE";
      case XT_RETURN:
        return "RETURN";
      default:
        return std::nullopt;
    }
  }

  bool Write() {
    rules_.text += fmt::format("*{}\n", table_.name);
    for (Chain& chain : chains_) {
      if (!chain.policy) {
        // What falls off the end of a user chain returns.
        if (chain.items.empty() || items_[chain.items.back()].verdict != XT_RETURN ||
            !Unconditional(items_[chain.items.back()])) {
          return Fail(table_.blob.size(), fmt::format("chain {} has no end", chain.name));
        }
        chain.items.pop_back();
        rules_.text += ChainLine(chain.name, "-", {});
        continue;
      }
      const Item& policy = items_[*chain.policy];
      const auto verdict = VerdictName(*policy.verdict);
      if (!verdict) return Fail(policy.offset, "a policy is no verdict");
      rules_.text += ChainLine(chain.name, *verdict, CountersOf(policy));
    }
    RuleWriter writer(context_, table_.name, rules_);
    for (const Chain& chain : chains_) {
      for (std::size_t number = 0; number < chain.items.size(); ++number) {
        const Item& item = items_[chain.items[number]];
        writer.BeginRule(chain.name, number + 1, CountersOf(item));
        if (!WriteRule(item, writer)) return false;
        writer.EndRule();
      }
    }
    rules_.text += "COMMIT\n";
    return true;
  }

  bool WriteRule(const Item& item, RuleWriter& writer) {
    writer.Add(Entries::Options(item.entry, words_));
    for (const Extension& match : item.matches) {
      writer.AddMatch(match.name, match.revision, match.info);
    }
    if (!item.verdict) {
      writer.AddTarget(item.target.name, item.target.revision, item.target.info);
      return true;
    }
    const int verdict = *item.verdict;
    if (verdict < 0) {
      const auto name = VerdictName(verdict);
      if (!name) return Fail(item.offset, "a verdict is none of iptables");
      writer.Add(fmt::format(" -j {}", *name));
      return true;
    }
    const auto where = static_cast<std::size_t>(verdict);
    if (where == item.end()) return true;  // no target: the next rule
    const auto chain = starts_.find(where);
    if (chain == starts_.end()) return Fail(item.offset, "a jump leads into the middle of a chain");
    const bool is_goto = (Entries::Flags(item.entry) & Entries::kGoto) != 0;
    writer.Add(fmt::format(" -{} {}", is_goto ? 'g' : 'j', chain->second));
    return true;
  }

  const XtTable& table_;
  const translator::XtContext& context_;
  const translator::XtWords words_;
  std::vector<Item> items_;
  std::vector<Chain> chains_;
  std::set<std::string> names_;
  std::map<std::size_t, std::string> starts_;  // of the first rules of chains
  LiveRules rules_;
  std::string problem_;
};

template <typename Entries>
std::expected<void, std::string> Decode(const XtTable& table, const translator::XtContext& context,
                                        LiveRules& rules) {
  auto decoded = Decoder<Entries>(table, context).Decode();
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  rules.text += decoded->text;
  std::ranges::move(decoded->opaque, std::back_inserter(rules.opaque));
  return {};
}

}  // namespace

std::expected<void, std::string> DecodeTable(const XtTable& table,
                                             const translator::XtContext& context,
                                             LiveRules& rules) {
  return table.family == Family::kIpv4 ? Decode<Ipv4>(table, context, rules)
                                       : Decode<Ipv6>(table, context, rules);
}

}  // namespace cnft::compat
