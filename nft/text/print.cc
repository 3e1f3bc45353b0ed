// SPDX-License-Identifier: GPL-2.0-or-later
// Tables, sets, chains and rules as nft(8) text.
#include "nft/text/print.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "nft/text/statement.h"

namespace cnft::text {
namespace {

using nftables::Chain;
using nftables::Element;
using nftables::Object;
using nftables::Rule;
using nftables::Set;
using nftables::Value;

constexpr std::size_t kCommentMax = 128;  // NFTNL_UDATA_COMMENT_MAXLEN

constexpr std::array<std::string_view, 5> kHooks = {"prerouting", "input", "forward", "output",
                                                    "postrouting"};
constexpr std::array<std::string_view, 3> kChainTypes = {"filter", "nat", "route"};

bool TakesComment(std::string_view comment) {
  return comment.size() <= kCommentMax && std::ranges::none_of(comment, [](char c) {
           return c == '"' || static_cast<unsigned char>(c) < 0x20;
         });
}

// A comment nft does not take, for people.
std::string Aside(std::string_view comment) {
  std::string text = "  # ";
  for (const char c : comment) {
    if (static_cast<unsigned char>(c) < 0x20) {
      text += fmt::format("\\x{:02x}", c);
    } else {
      text += c;
    }
  }
  return text;
}

class TablePrinter {
 public:
  TablePrinter(const nftables::Table& table, const PrintOptions& options)
      : table_(table), options_(options) {}

  std::string Print() {
    out_ = fmt::format("table {} {} {{\n", table_.family == Family::kIpv4 ? "ip" : "ip6",
                       Identifier(table_.name, raw_));
    for (const Object& object : table_.objects) PrintObject(object);
    for (const Set& set : table_.sets) PrintSet(set);
    for (const Chain& chain : table_.chains) PrintChain(chain);
    if (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_) + "}\n";
  }

  std::string Print(const Set& set) {
    PrintSet(set);
    out_.pop_back();
    return std::move(out_);
  }

  std::size_t unsayable() const { return unsayable_ + raw_.count(); }

 private:
  void PrintObject(const Object& object) {
    const std::string_view protocol =
        words::Find(words::WordsOf(words::ValueKind::kProtocol), object.l4proto);
    const bool sayable = protocol == "tcp" || protocol == "udp";
    out_ += fmt::format("\tct helper {} {{\n\t\ttype {} protocol {};\n\t}}\n\n",
                        Identifier(object.name, raw_), Quote(object.helper, raw_),
                        sayable ? std::string(protocol) : raw_(fmt::format("{}", object.l4proto)));
  }

  void PrintSet(const Set& set) {
    words::Context context{table_.family, {}, {}};
    const Place place{context, options_, raw_};
    out_ += fmt::format("\tset {} {{\n\t\t{}\n", Identifier(set.name, raw_), KeyType(set.key));
    if (set.size != 0) out_ += fmt::format("\t\tsize {}\n", set.size);
    std::string flags;
    for (const auto& [on, word] : {std::pair(set.interval, "interval"),
                                   {set.timeout, "timeout"},
                                   {set.dynamic, "dynamic"}}) {
      if (!on) continue;
      flags += flags.empty() ? "" : ",";
      flags += word;
    }
    if (!flags.empty()) out_ += fmt::format("\t\tflags {}\n", flags);
    // nft says "counter" of a set without numbers.
    if (set.counters) out_ += "\t\tcounter\n";
    for (const nftables::Stateful& stateful : set.stateful) {
      out_ += fmt::format("\t\t{}\n", text::Print(stateful, place));
    }
    if (set.timeout_ms != 0) out_ += fmt::format("\t\ttimeout {}\n", Time(set.timeout_ms));
    if (!set.comment.empty()) {
      out_ += TakesComment(set.comment) ? fmt::format("\t\tcomment \"{}\"\n", set.comment)
                                        : fmt::format("\t\t{}\n", Aside(set.comment));
    }
    for (std::size_t i = 0; i < set.elements.size(); ++i) {
      out_ += i == 0 ? "\t\telements = {\n" : ",\n";
      out_ += fmt::format("\t\t\t{}", ElementText(set, set.elements[i]));
    }
    out_ += set.elements.empty() ? "\t}\n\n" : "\n\t\t}\n\t}\n\n";
  }

  static std::string KeyType(const std::vector<nftables::DataType>& key) {
    // Behind "type", nft reads the word as one for the time.
    if (key.size() == 1 && key[0] == nftables::DataType::kDay) return "typeof meta day";
    std::string text = "type";
    std::string_view separator = " ";
    for (const nftables::DataType type : key) {
      text += fmt::format("{}{}", separator, nftables::Info(type).name);
      separator = " . ";
    }
    return text;
  }

  std::string ElementText(const Set& set, const Element& element) {
    std::string text;
    std::size_t at = 0;
    for (const nftables::DataType type : set.key) {
      const std::size_t length = nftables::Info(type).length;
      const auto part = [&](std::string_view key) {
        Value value;
        value.length = static_cast<std::uint8_t>(length);
        std::memcpy(value.bytes.data(), key.data() + at, length);
        return value;
      };
      const Value low = part(element.key);
      const Value high = element.key_end.empty() ? low : part(element.key_end);
      if (at != 0) text += " . ";
      text += PrintRange(low, high, words::KindOf(type), raw_);
      at += length;
    }
    if (element.counters && set.counters) {
      text += fmt::format(" counter packets {} bytes {}", element.counters->packets,
                          element.counters->bytes);
    }
    if (element.timeout_ms != 0) text += " timeout " + Time(element.timeout_ms);
    if (element.expires_ms != 0) text += " expires " + Time(element.expires_ms);
    if (!element.comment.empty()) text += " comment " + Quote(element.comment, raw_);
    return text;
  }

  void PrintChain(const Chain& chain) {
    out_ += fmt::format("\tchain {} {{\n", Identifier(chain.name, raw_));
    if (chain.base) {
      out_ += fmt::format("\t\ttype {} hook {} priority {}; policy {};\n",
                          kChainTypes[static_cast<std::size_t>(chain.base->type)],
                          kHooks[static_cast<std::size_t>(chain.base->hook)], chain.base->priority,
                          chain.base->policy == nftables::Policy::kAccept ? "accept" : "drop");
    }
    if (chain.policy_counters && options_.zero_counters) {
      out_ += fmt::format("\t\t# policy: packets {} bytes {}\n", chain.policy_counters->packets,
                          chain.policy_counters->bytes);
    }
    for (const Rule& rule : chain.rules) {
      out_ += fmt::format("\t\t{}\n", text::Print(rule, table_.family, options_, &unsayable_));
    }
    out_ += "\t}\n\n";
  }

  const nftables::Table& table_;
  const PrintOptions& options_;
  Raw raw_;
  std::size_t unsayable_ = 0;
  std::string out_;
};

}  // namespace

std::string Print(const Rule& rule, Family family, const PrintOptions& options,
                  std::size_t* unsayable) {
  Raw raw;
  words::Context context{family, {}, {}};
  const Place place{context, options, raw};
  std::string text;
  for (const nftables::Statement& statement : rule.statements) {
    if (!text.empty()) text += ' ';
    text += Print(statement, place);
  }
  if (!rule.comment.empty()) {
    text += TakesComment(rule.comment) ? fmt::format(" comment \"{}\"", rule.comment)
                                       : Aside(rule.comment);
  }
  // nft has no rule without a statement, and such a one does nothing.
  if (rule.statements.empty()) text = "# matches nothing";
  if (unsayable != nullptr) *unsayable += raw.count();
  return text;
}

std::string Print(const Set& set, Family family, const PrintOptions& options,
                  std::size_t* unsayable) {
  const nftables::Table table{family, {}, {}, {}, {}};
  TablePrinter printer(table, options);
  std::string text = printer.Print(set);
  if (unsayable != nullptr) *unsayable += printer.unsayable();
  return text;
}

std::string Print(const nftables::Table& table, const PrintOptions& options,
                  std::size_t* unsayable) {
  TablePrinter printer(table, options);
  std::string text = printer.Print();
  if (unsayable != nullptr) *unsayable += printer.unsayable();
  return text;
}

}  // namespace cnft::text
