// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of iptables-nft, and changes to them: one transaction for each, which the kernel takes
// only if nothing has changed since it was read.
#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/format.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "compat/absorb/bytes.h"
#include "compat/absorb/held.h"
#include "compat/ipset/names.h"
#include "compat/iptables_nft/kernel.h"
#include "compat/iptables_nft/rule.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/kernel.h"
#include "nft/netlink/socket.h"
#include "ruleset/iptables/syntax.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

using netlink::AttributeTable;
using netlink::Buffer;
using netlink::Mark;

std::uint8_t Nfproto(Family family) {
  return family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6;
}

// The data of an expression; of -m set, whose structure begins with the number of an ipset, with
// another number.
void PutData(std::string_view data, const Renumbering& numbers, Buffer& out) {
  const bool set = AttributeTable<NFTA_MATCH_MAX + 1>(data)[NFTA_MATCH_NAME].String() == "set";
  netlink::ForEachAttribute(data, [&](std::uint16_t type, std::string_view payload) {
    std::string bytes(payload);
    std::uint16_t number = 0;
    if (set && type == NFTA_MATCH_INFO && bytes.size() >= sizeof(number)) {
      std::memcpy(&number, bytes.data(), sizeof(number));
      const auto found = numbers.find(number);
      if (found != numbers.end()) std::memcpy(bytes.data(), &found->second, sizeof(number));
    }
    out.PutBytes(type, bytes.data(), bytes.size());
  });
}

// Copies expressions, with these counters in the place of their own.
void PutExpressions(std::string_view expressions, const iptables::Counters& counters, Buffer& out,
                    const Renumbering& numbers = {}) {
  static const Renumbering kNone;
  netlink::ForEachAttribute(expressions, [&](std::uint16_t, std::string_view element) {
    const AttributeTable<NFTA_EXPR_MAX + 1> expression(element);
    const std::string_view name = expression[NFTA_EXPR_NAME].String();
    const Mark nest = out.BeginNest(NFTA_LIST_ELEM);
    out.PutString(NFTA_EXPR_NAME, name);
    const Mark data = out.BeginNest(NFTA_EXPR_DATA);
    if (name == "counter") {
      out.PutBe64(NFTA_COUNTER_BYTES, counters.bytes);
      out.PutBe64(NFTA_COUNTER_PACKETS, counters.packets);
    } else {
      PutData(expression[NFTA_EXPR_DATA].bytes(), name == "match" ? numbers : kNone, out);
    }
    out.EndNest(data);
    out.EndNest(nest);
  });
}

iptables::Counters CountersIn(std::string_view expressions) {
  iptables::Counters counters;
  netlink::ForEachAttribute(expressions, [&](std::uint16_t, std::string_view element) {
    const AttributeTable<NFTA_EXPR_MAX + 1> expression(element);
    if (expression[NFTA_EXPR_NAME].String() != "counter") return;
    const AttributeTable<NFTA_COUNTER_MAX + 1> counter(expression[NFTA_EXPR_DATA].bytes());
    counters = {counter[NFTA_COUNTER_PACKETS].Be64(), counter[NFTA_COUNTER_BYTES].Be64()};
  });
  return counters;
}

std::string BytesOf(std::string_view expressions, std::string_view userdata,
                    const Renumbering& numbers = {}) {
  Buffer plain;
  PutExpressions(expressions, {}, plain, numbers);
  std::string out;
  PutText({reinterpret_cast<const char*>(plain.bytes().data()), plain.size()}, out);
  PutText(userdata, out);
  return out;
}

class Reader {
 public:
  Reader(netlink::Socket& socket, Family family, std::uint32_t generation)
      : socket_(socket), generation_(generation), context_{family, SetNames()} {}

  Result<std::vector<HeldTable>> Read() {
    std::vector<HeldTable> tables;
    for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
      const auto& info = iptables::Info(static_cast<iptables::TableId>(id));
      bool found = false;
      auto done = Ask(
          NFT_MSG_GETTABLE, [](Buffer&) {}, [] {},
          [&](std::string_view payload) {
            const AttributeTable<NFTA_TABLE_MAX + 1> attributes(payload);
            found |= attributes[NFTA_TABLE_NAME].String() == info.name;
          });
      if (!done) return std::unexpected(done.error());
      if (!found) continue;
      HeldTable table;
      table.backend = Backend::kNft;
      table.family = context_.family;
      table.id = info.id;
      table.generation = generation_;
      done = ReadChains(info, table);
      for (HeldChain& chain : table.chains) {
        if (done) done = ReadRules(info.name, chain);
      }
      if (!done) return std::unexpected(done.error());
      tables.push_back(std::move(table));
    }
    return tables;
  }

 private:
  template <typename Attributes, typename Restart, typename Answer>
  Result<void> Ask(std::uint16_t message, Attributes attributes, Restart restart, Answer answer) {
    Buffer request;
    const Mark mark =
        request.BeginMessage(static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | message),
                             NLM_F_REQUEST | NLM_F_DUMP, 0, Nfproto(context_.family));
    attributes(request);
    request.EndMessage(mark);
    return socket_.Dump(
        request.bytes(), sizeof(nfgenmsg), restart,
        [&](std::uint16_t, std::uint8_t, std::string_view payload) { answer(payload); });
  }

  Result<void> ReadChains(const iptables::TableInfo& info, HeldTable& table) {
    auto done = Ask(
        NFT_MSG_GETCHAIN, [](Buffer&) {}, [&table] { table.chains.clear(); },
        [&](std::string_view payload) {
          const AttributeTable<NFTA_CHAIN_MAX + 1> attributes(payload);
          if (attributes[NFTA_CHAIN_TABLE].String() != info.name) return;
          HeldChain chain;
          chain.name = attributes[NFTA_CHAIN_NAME].String();
          if (attributes[NFTA_CHAIN_HOOK]) {
            const auto& policy = attributes[NFTA_CHAIN_POLICY];
            chain.policy = policy && policy.Be32() == NF_DROP ? "DROP" : "ACCEPT";
          }
          const AttributeTable<NFTA_COUNTER_MAX + 1> counter(
              attributes[NFTA_CHAIN_COUNTERS].bytes());
          chain.counters = {counter[NFTA_COUNTER_PACKETS].Be64(),
                            counter[NFTA_COUNTER_BYTES].Be64()};
          if (CanBeWritten(chain.name)) table.chains.push_back(std::move(chain));
        });
    std::ranges::stable_sort(table.chains, {}, [](const HeldChain& chain) {
      return std::pair(!chain.built_in(), std::string_view(chain.name));
    });
    return done;
  }

  Result<void> ReadRules(std::string_view table, HeldChain& chain) {
    return Ask(
        NFT_MSG_GETRULE,
        [&](Buffer& request) {
          request.PutString(NFTA_RULE_TABLE, table);
          request.PutString(NFTA_RULE_CHAIN, chain.name);
        },
        [&chain] { chain.rules.clear(); },
        [&](std::string_view payload) {
          const AttributeTable<NFTA_RULE_MAX + 1> attributes(payload);
          if (attributes[NFTA_RULE_TABLE].String() != table ||
              attributes[NFTA_RULE_CHAIN].String() != chain.name) {
            return;
          }
          HeldRule& rule = chain.rules.emplace_back();
          const std::string_view expressions = attributes[NFTA_RULE_EXPRESSIONS].bytes();
          rule.bytes = BytesOf(expressions, attributes[NFTA_RULE_USERDATA].bytes());
          rule.counters = CountersIn(expressions);
          rule.handle = attributes[NFTA_RULE_HANDLE].Be64();
          LiveRules said;
          DecodeNftRule(expressions, table, chain.name, chain.rules.size(), context_, said);
          rule.opaque = !said.opaque.empty();
          // "[1:2] -A INPUT -i lo\n"
          const std::string before = fmt::format(" -A {}", chain.name);
          const std::size_t at = said.text.find(before);
          rule.text = at == std::string::npos ? "" : said.text.substr(at + before.size());
          while (rule.text.ends_with('\n')) rule.text.pop_back();
          if (rule.text.starts_with(' ')) rule.text.erase(0, 1);
        });
  }

  netlink::Socket& socket_;
  std::uint32_t generation_;
  translator::XtContext context_;
};

class Writer {
 public:
  explicit Writer(const HeldEdit& edit)
      : edit_(edit), table_(*edit.before), name_(iptables::Info(table_.id).name) {}

  void Write() {
    Control(NFNL_MSG_BATCH_BEGIN);
    for (const HeldEdit::OldRule& rule : edit_.gone_rules) {
      const std::uint64_t handle = table_.Find(rule.chain)->rules[rule.index].handle;
      Message(NFT_MSG_DELRULE, 0, [&](Buffer& out) {
        out.PutString(NFTA_RULE_CHAIN, rule.chain);
        out.PutBe64(NFTA_RULE_HANDLE, handle);
      });
    }
    for (const std::string& chain : edit_.gone) {
      // All its rules: jumps between chains that go would keep them.
      Message(NFT_MSG_DELRULE, 0, [&](Buffer& out) { out.PutString(NFTA_RULE_CHAIN, chain); });
    }
    for (const std::string& chain : edit_.gone) {
      Message(NFT_MSG_DELCHAIN, 0, [&](Buffer& out) { out.PutString(NFTA_CHAIN_NAME, chain); });
    }
    for (const HeldChain& chain : edit_.come) {
      Message(NFT_MSG_NEWCHAIN, NLM_F_CREATE | NLM_F_EXCL,
              [&](Buffer& out) { out.PutString(NFTA_CHAIN_NAME, chain.name); });
    }
    for (const HeldChain& chain : edit_.come) {
      for (const HeldRule& rule : chain.rules) NewRule(chain.name, rule, 0);
    }
    for (const HeldEdit::NewRule& come : edit_.come_rules) {
      const auto& rules = table_.Find(come.chain)->rules;
      NewRule(come.chain, come.rule, come.index < rules.size() ? rules[come.index].handle : 0);
    }
    Control(NFNL_MSG_BATCH_END);
  }

  std::span<const std::uint8_t> bytes() const { return out_.bytes(); }

 private:
  void Control(std::uint16_t type) {
    const Mark mark =
        out_.BeginMessage(type, NLM_F_REQUEST, sequence_++, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
    if (type == NFNL_MSG_BATCH_BEGIN) out_.PutBe32(NFNL_BATCH_GENID, table_.generation);
    out_.EndMessage(mark);
  }

  // Names the table first: NFTA_RULE_TABLE and NFTA_CHAIN_TABLE are the same number.
  template <typename Attributes>
  void Message(std::uint16_t message, std::uint16_t flags, Attributes attributes) {
    static_assert(int{NFTA_RULE_TABLE} == int{NFTA_CHAIN_TABLE});
    const Mark mark = out_.BeginMessage(
        static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | message),
        static_cast<std::uint16_t>(NLM_F_REQUEST | flags), sequence_++, Nfproto(table_.family));
    out_.PutString(NFTA_RULE_TABLE, name_);
    attributes(out_);
    out_.EndMessage(mark);
  }

  // In front of the rule with that handle; 0: at the end.
  void NewRule(std::string_view chain, const HeldRule& rule, std::uint64_t before) {
    const std::uint16_t place = before == 0 ? NLM_F_APPEND : 0;
    ByteReader reader(rule.bytes);
    const std::string_view expressions = reader.Text();
    const std::string_view userdata = reader.Text();
    Message(NFT_MSG_NEWRULE, static_cast<std::uint16_t>(NLM_F_CREATE | place), [&](Buffer& out) {
      out.PutString(NFTA_RULE_CHAIN, chain);
      if (before != 0) out.PutBe64(NFTA_RULE_POSITION, before);
      const Mark list = out.BeginNest(NFTA_RULE_EXPRESSIONS);
      PutExpressions(expressions, rule.counters, out);
      out.EndNest(list);
      PutProtocol(rule, out);
      if (!userdata.empty()) out.PutBytes(NFTA_RULE_USERDATA, userdata.data(), userdata.size());
    });
  }

  // What matches and targets of xtables ask about the protocol; the kernel does not keep it.
  void PutProtocol(const HeldRule& rule, Buffer& out) const {
    Sources sources;
    const std::uint16_t source = sources.Add("rule", rule.text);
    iptables::RuleSyntax syntax;
    Diagnostics ignored;
    const Span span{0, static_cast<std::uint32_t>(rule.text.size()), source};
    if (!iptables::ParseRule({span, 0, {}}, {table_.family, table_.id}, sources,
                             translator::Extensions(), ignored, syntax)) {
      return;
    }
    const iptables::Option* protocol = syntax.builtin.Find(iptables::kProtocol);
    if (protocol == nullptr || protocol->number() == 0) return;
    const Mark compat = out.BeginNest(NFTA_RULE_COMPAT);
    out.PutBe32(NFTA_RULE_COMPAT_PROTO, static_cast<std::uint32_t>(protocol->number()));
    out.PutBe32(NFTA_RULE_COMPAT_FLAGS, protocol->negated ? NFT_RULE_COMPAT_F_INV : 0);
    out.EndNest(compat);
  }

  const HeldEdit& edit_;
  const HeldTable& table_;
  std::string_view name_;
  Buffer out_;
  std::uint32_t sequence_ = 0;
};

}  // namespace

void RenumberNft(const Renumbering& numbers, HeldRule& rule) {
  ByteReader reader(rule.bytes);
  const std::string expressions(reader.Text());
  const std::string userdata(reader.Text());
  rule.bytes = BytesOf(expressions, userdata, numbers);
}

Result<std::vector<HeldTable>> ReadHeldNft(Family family) {
  if (!HasNfTables()) return std::vector<HeldTable>();
  const auto kernel = netlink::OpenKernel();
  if (!kernel) return std::unexpected(kernel.error());
  const auto generation = (*kernel)->Generation();
  if (!generation) return std::unexpected(generation.error());
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  return Reader(*socket, family, *generation).Read();
}

Result<void> CarryNft(const HeldEdit& edit) {
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  Writer writer(edit);
  writer.Write();
  const auto errors = socket->Send(writer.bytes());
  if (!errors) return std::unexpected(errors.error());
  if (errors->empty()) return {};
  Error error = netlink::SystemError(errors->front().error_number,
                                     fmt::format("changing table {}", edit.before->Name()));
  if (error.error_number == ERESTART || error.error_number == ENOENT) {
    error.code = ErrorCode::kConflict;
  }
  return std::unexpected(std::move(error));
}

}  // namespace cnft::compat
