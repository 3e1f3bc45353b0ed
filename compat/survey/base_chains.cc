// SPDX-License-Identifier: GPL-2.0-or-later
// The base chains that programs have in tables of nf_tables of their own.
#include "compat/survey/base_chains.h"

#include <netinet/in.h>

#include <fmt/format.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "compat/iptables_nft/kernel.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/socket.h"
#include "ruleset/iptables/model.h"

namespace cnft::compat {
namespace {

using netlink::AttributeTable;

struct FamilyName {
  std::uint8_t number;
  std::string_view name;
};
constexpr auto kFamilies = std::to_array<FamilyName>(
    {{NFPROTO_IPV4, "ip"}, {NFPROTO_IPV6, "ip6"}, {NFPROTO_INET, "inet"}});

constexpr auto kHooks = std::to_array<std::string_view>(
    {"prerouting", "input", "forward", "output", "postrouting", "ingress"});

// Whether the rule ends a packet: a verdict to drop it, or a reject.
bool Drops(std::string_view expressions) {
  bool drops = false;
  netlink::ForEachAttribute(expressions, [&drops](std::uint16_t, std::string_view element) {
    const AttributeTable<NFTA_EXPR_MAX + 1> expression(element);
    const std::string_view name = expression[NFTA_EXPR_NAME].String();
    drops |= name == "reject";
    if (name != "immediate") return;
    const AttributeTable<NFTA_IMMEDIATE_MAX + 1> immediate(expression[NFTA_EXPR_DATA].bytes());
    const AttributeTable<NFTA_DATA_MAX + 1> data(immediate[NFTA_IMMEDIATE_DATA].bytes());
    const AttributeTable<NFTA_VERDICT_MAX + 1> verdict(data[NFTA_DATA_VERDICT].bytes());
    drops |= verdict[NFTA_VERDICT_CODE] &&
             static_cast<int>(verdict[NFTA_VERDICT_CODE].Be32()) == NF_DROP;
  });
  return drops;
}

class Reader {
 public:
  Reader(netlink::Socket& socket, const FamilyName& family, NativeTables& tables)
      : socket_(socket), family_(family), tables_(tables) {}

  Result<void> Read() {
    const auto chains = Ask(NFT_MSG_GETCHAIN, [this](std::string_view payload) {
      const AttributeTable<NFTA_CHAIN_MAX + 1> chain(payload);
      const AttributeTable<NFTA_HOOK_MAX + 1> hook(chain[NFTA_CHAIN_HOOK].bytes());
      const std::uint32_t number = hook[NFTA_HOOK_HOOKNUM].Be32();
      if (!chain[NFTA_CHAIN_HOOK] || number >= kHooks.size() ||
          IsIptables(chain[NFTA_CHAIN_TABLE].String())) {
        return;
      }
      tables_.chains.push_back(
          {.family = std::string(family_.name),
           .table = std::string(chain[NFTA_CHAIN_TABLE].String()),
           .name = std::string(chain[NFTA_CHAIN_NAME].String()),
           .type = std::string(chain[NFTA_CHAIN_TYPE].String()),
           .hook = std::string(kHooks[number]),
           .priority = static_cast<int>(hook[NFTA_HOOK_PRIORITY].Be32()),
           .drops = chain[NFTA_CHAIN_POLICY] && chain[NFTA_CHAIN_POLICY].Be32() == NF_DROP});
    });
    if (!chains) return chains;
    return Ask(NFT_MSG_GETRULE, [this](std::string_view payload) {
      const AttributeTable<NFTA_RULE_MAX + 1> rule(payload);
      if (IsIptables(rule[NFTA_RULE_TABLE].String()) ||
          !Drops(rule[NFTA_RULE_EXPRESSIONS].bytes())) {
        return;
      }
      tables_.drops.push_back(
          {std::string(family_.name), std::string(rule[NFTA_RULE_TABLE].String()),
           std::string(rule[NFTA_RULE_CHAIN].String()), rule[NFTA_RULE_HANDLE].Be64()});
    });
  }

 private:
  bool IsIptables(std::string_view table) const {
    return family_.number != NFPROTO_INET && iptables::FindTable(table) != nullptr;
  }

  template <typename Answer>
  Result<void> Ask(std::uint16_t message, Answer answer) {
    netlink::Buffer request;
    const netlink::Mark mark =
        request.BeginMessage(static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | message),
                             NLM_F_REQUEST | NLM_F_DUMP, 0, family_.number);
    request.EndMessage(mark);
    const std::size_t chains = tables_.chains.size();
    const std::size_t drops = tables_.drops.size();
    return socket_.Dump(
        request.bytes(), sizeof(nfgenmsg),
        [&] {
          tables_.chains.resize(chains);
          tables_.drops.resize(drops);
        },
        [&](std::uint16_t, std::uint8_t, std::string_view payload) { answer(payload); });
  }

  netlink::Socket& socket_;
  const FamilyName& family_;
  NativeTables& tables_;
};

}  // namespace

Result<NativeTables> ReadNativeTables() {
  NativeTables tables;
  if (!HasNfTables()) return tables;
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  for (const FamilyName& family : kFamilies) {
    if (const auto read = Reader(*socket, family, tables).Read(); !read) {
      return std::unexpected(read.error());
    }
  }
  return tables;
}

}  // namespace cnft::compat
