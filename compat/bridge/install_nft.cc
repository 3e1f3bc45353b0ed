// SPDX-License-Identifier: GPL-2.0-or-later
// Bridges in tables of iptables-nft: one transaction for each table.
#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <cerrno>

#include "compat/bridge/install.h"
#include "compat/ipset/names.h"
#include "compat/iptables_nft/encode.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/socket.h"
#include "translator/module.h"

namespace cnft::compat {
namespace {

using netlink::AttributeTable;
using netlink::Buffer;
using netlink::Mark;

class Writer {
 public:
  Writer(netlink::Socket& socket, const TableBridge& bridge)
      : socket_(socket), bridge_(bridge), table_(iptables::Info(bridge.table).name) {}

  Result<void> Write() {
    Control(NFNL_MSG_BATCH_BEGIN);
    if (auto removed = RemoveJumps(); !removed) return removed;
    for (const BridgeChain& chain : bridge_.standing) {
      // All its rules: jumps between bridges would keep the chains.
      Message(NFT_MSG_DELRULE, 0, [&](Buffer& out) { out.PutString(NFTA_RULE_CHAIN, chain.name); });
    }
    for (const BridgeChain& chain : bridge_.standing) Chain(NFT_MSG_DELCHAIN, 0, chain.name);
    for (const BridgeChain& chain : bridge_.chains) {
      Chain(NFT_MSG_NEWCHAIN, NLM_F_CREATE, chain.name);
    }
    const BridgeRules rules = ReadBridge(bridge_);
    for (const iptables::Chain& chain : rules.table().chains) {
      if (auto added = AddRules(rules, chain); !added) return added;
    }
    Control(NFNL_MSG_BATCH_END);
    const auto errors = socket_.Send(out_.bytes());
    if (!errors) return std::unexpected(errors.error());
    if (errors->empty()) return {};
    Error error = netlink::SystemError(errors->front().error_number,
                                       fmt::format("changing table {}", bridge_.Name()));
    // What was there a moment ago is gone.
    if (error.error_number == ENOENT) error.code = ErrorCode::kConflict;
    return std::unexpected(std::move(error));
  }

 private:
  std::uint8_t Nfproto() const {
    return bridge_.family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6;
  }

  void Control(std::uint16_t type) {
    const Mark mark =
        out_.BeginMessage(type, NLM_F_REQUEST, sequence_++, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
    out_.EndMessage(mark);
  }

  // Names the table first: NFTA_RULE_TABLE and NFTA_CHAIN_TABLE are the same number.
  template <typename Attributes>
  void Message(std::uint16_t message, std::uint16_t flags, Attributes attributes) {
    static_assert(int{NFTA_RULE_TABLE} == int{NFTA_CHAIN_TABLE});
    const Mark mark = out_.BeginMessage(
        static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | message),
        static_cast<std::uint16_t>(NLM_F_REQUEST | flags), sequence_++, Nfproto());
    out_.PutString(NFTA_RULE_TABLE, table_);
    attributes(out_);
    out_.EndMessage(mark);
  }

  void Chain(std::uint16_t message, std::uint16_t flags, std::string_view name) {
    Message(message, flags, [name](Buffer& out) { out.PutString(NFTA_CHAIN_NAME, name); });
  }

  // Built-in chains get theirs in front, of which there is one.
  Result<void> AddRules(const BridgeRules& rules, const iptables::Chain& chain) {
    const translator::XtContext context{bridge_.family, {}, SetNumber};
    const std::uint16_t place = chain.hook ? 0 : NLM_F_APPEND;
    iptables::RuleSyntax syntax;
    for (const iptables::Rule& rule : chain.rules) {
      syntax.Clear();
      Diagnostics diagnostics;
      bool written = iptables::ParseRule(rule, {bridge_.family, bridge_.table}, rules.sources,
                                         translator::Extensions(), diagnostics, syntax);
      Message(NFT_MSG_NEWRULE, static_cast<std::uint16_t>(NLM_F_CREATE | place), [&](Buffer& out) {
        out.PutString(NFTA_RULE_CHAIN, chain.name);
        written = written && EncodeNftRule(syntax, context, out);
      });
      if (written) continue;
      return std::unexpected(
          Error{.code = ErrorCode::kConflict,
                .message = fmt::format("cannot write '-A {} {}' into a table of iptables-nft",
                                       chain.name, rules.sources.Text(rule.span))});
    }
    return {};
  }

  // Rules of built-in chains that lead to a bridge, by their handles.
  Result<void> RemoveJumps() {
    if (bridge_.standing.empty()) return {};
    const auto& info = iptables::Info(bridge_.table);
    for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
      if ((info.hooks >> hook & 1U) == 0) continue;
      const std::string_view chain = iptables::HookName(static_cast<iptables::Hook>(hook));
      std::vector<std::uint64_t> handles;
      if (auto found = FindJumps(chain, handles); !found) return found;
      for (const std::uint64_t handle : handles) {
        Message(NFT_MSG_DELRULE, 0, [&](Buffer& out) {
          out.PutString(NFTA_RULE_CHAIN, chain);
          out.PutBe64(NFTA_RULE_HANDLE, handle);
        });
      }
    }
    return {};
  }

  Result<void> FindJumps(std::string_view chain, std::vector<std::uint64_t>& handles) {
    Buffer request;
    const Mark mark = request.BeginMessage(
        static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | NFT_MSG_GETRULE),
        NLM_F_REQUEST | NLM_F_DUMP, 0, Nfproto());
    request.PutString(NFTA_RULE_TABLE, table_);
    request.PutString(NFTA_RULE_CHAIN, chain);
    request.EndMessage(mark);
    return socket_.Dump(
        request.bytes(), sizeof(nfgenmsg), [&handles] { handles.clear(); },
        [&](std::uint16_t, std::uint8_t, std::string_view payload) {
          const AttributeTable<NFTA_RULE_MAX + 1> rule(payload);
          if (rule[NFTA_RULE_TABLE].String() != table_ || rule[NFTA_RULE_CHAIN].String() != chain ||
              !LeadsToBridge(rule[NFTA_RULE_EXPRESSIONS].bytes())) {
            return;
          }
          handles.push_back(rule[NFTA_RULE_HANDLE].Be64());
        });
  }

  static bool LeadsToBridge(std::string_view expressions) {
    bool leads = false;
    netlink::ForEachAttribute(expressions, [&](std::uint16_t, std::string_view element) {
      const AttributeTable<NFTA_EXPR_MAX + 1> expression(element);
      if (expression[NFTA_EXPR_NAME].String() != "immediate") return;
      const AttributeTable<NFTA_IMMEDIATE_MAX + 1> immediate(expression[NFTA_EXPR_DATA].bytes());
      const AttributeTable<NFTA_DATA_MAX + 1> data(immediate[NFTA_IMMEDIATE_DATA].bytes());
      const AttributeTable<NFTA_VERDICT_MAX + 1> verdict(data[NFTA_DATA_VERDICT].bytes());
      leads |= verdict[NFTA_VERDICT_CHAIN] &&
               verdict[NFTA_VERDICT_CHAIN].String().starts_with(kBridgePrefix);
    });
    return leads;
  }

  netlink::Socket& socket_;
  const TableBridge& bridge_;
  std::string_view table_;
  Buffer out_;
  std::uint32_t sequence_ = 0;
};

}  // namespace

Result<void> InstallNftBridge(const TableBridge& bridge) {
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  return Writer(*socket, bridge).Write();
}

}  // namespace cnft::compat
