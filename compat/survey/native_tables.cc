// SPDX-License-Identifier: GPL-2.0-or-later
// The base chains that programs have in tables of nf_tables of their own.
#include "compat/survey/native_tables.h"

#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <variant>

#include "compat/iptables_nft/kernel.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/decode.h"
#include "nft/netlink/socket.h"
#include "nft/text/print.h"
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

constexpr std::uint32_t kWholeMark = 0xffffffff;

constexpr auto kHooks = std::to_array<std::string_view>(
    {"prerouting", "input", "forward", "output", "postrouting", "ingress"});

// Whether the data of an expression or element is a verdict to drop.
bool IsDrop(std::string_view data) {
  const AttributeTable<NFTA_DATA_MAX + 1> attributes(data);
  const AttributeTable<NFTA_VERDICT_MAX + 1> verdict(attributes[NFTA_DATA_VERDICT].bytes());
  return verdict[NFTA_VERDICT_CODE] &&
         static_cast<int>(verdict[NFTA_VERDICT_CODE].Be32()) == NF_DROP;
}

// What a rule does to a packet that concerns others.
struct Effects {
  bool drops = false;  // or rejects
  bool translates = false;
};

constexpr auto kTranslating = std::to_array<std::string_view>({"nat", "masq", "redir"});

Effects EffectsOf(std::string_view expressions) {
  Effects effects;
  netlink::ForEachAttribute(expressions, [&effects](std::uint16_t, std::string_view element) {
    const AttributeTable<NFTA_EXPR_MAX + 1> expression(element);
    const std::string_view name = expression[NFTA_EXPR_NAME].String();
    effects.drops |= name == "reject";
    effects.translates |= std::ranges::find(kTranslating, name) != kTranslating.end();
    if (name != "immediate") return;
    const AttributeTable<NFTA_IMMEDIATE_MAX + 1> immediate(expression[NFTA_EXPR_DATA].bytes());
    effects.drops |= IsDrop(immediate[NFTA_IMMEDIATE_DATA].bytes());
  });
  return effects;
}

// The bits of the packet's mark that a rule sets, if it does.
std::optional<iptables::Masked> MarkSetBy(const nftables::Rule& rule) {
  for (const nftables::Statement& statement : rule.statements) {
    const auto* set = std::get_if<nftables::SetMeta>(&statement);
    if (set == nullptr || set->key != nftables::MetaKey::kMark) continue;
    if (const auto* value = std::get_if<nftables::Value>(&set->operand)) {
      return iptables::Masked{static_cast<std::uint32_t>(value->AsNumber()), kWholeMark};
    }
    // (mark & mask) ^ flip: what is masked out or flipped is new.
    const auto& computed = std::get<nftables::Computed>(set->operand);
    const auto* meta = std::get_if<nftables::Meta>(&computed.field);
    if (meta == nullptr || meta->key != nftables::MetaKey::kMark) continue;
    const auto flip = static_cast<std::uint32_t>(computed.flip.AsNumber());
    const std::uint32_t kept =
        computed.mask.empty() ? kWholeMark : static_cast<std::uint32_t>(computed.mask.AsNumber());
    return iptables::Masked{flip, ~kept | flip};
  }
  return std::nullopt;
}

// As nft prints it. A rule of family inet says itself which packets it is for.
std::string WordsOf(const nftables::Rule& rule, std::uint8_t family) {
  std::size_t unsayable = 0;
  std::string words =
      text::Print(rule, family == NFPROTO_IPV6 ? Family::kIpv6 : Family::kIpv4, {}, &unsayable);
  if (words.starts_with("meta nfproto ipv6")) words = text::Print(rule, Family::kIpv6);
  return words;
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
    if (const auto maps = ReadMaps(); !maps) return maps;
    return Ask(NFT_MSG_GETRULE, [this](std::string_view payload) {
      const AttributeTable<NFTA_RULE_MAX + 1> rule(payload);
      if (!IsIptables(rule[NFTA_RULE_TABLE].String())) ReadRule(rule, payload);
    });
  }

 private:
  bool IsIptables(std::string_view table) const {
    return family_.number != NFPROTO_INET && iptables::FindTable(table) != nullptr;
  }

  Result<void> ReadMaps() {
    const auto listed = Ask(NFT_MSG_GETSET, [this](std::string_view payload) {
      const AttributeTable<NFTA_SET_MAX + 1> set(payload);
      if (set[NFTA_SET_DATA_TYPE].Be32() != NFT_DATA_VERDICT ||
          IsIptables(set[NFTA_SET_TABLE].String())) {
        return;
      }
      tables_.maps.push_back({std::string(family_.name), std::string(set[NFTA_SET_TABLE].String()),
                              std::string(set[NFTA_SET_NAME].String())});
    });
    if (!listed) return listed;
    for (DroppingMap& map : tables_.maps) {
      if (map.family != family_.name) continue;
      const auto counted = CountDrops(map);
      if (!counted) return counted;
    }
    std::erase_if(tables_.maps, [this](const DroppingMap& map) {
      return map.family == family_.name && map.drops == 0;
    });
    return {};
  }

  Result<void> CountDrops(DroppingMap& map) {
    return Ask(
        NFT_MSG_GETSETELEM,
        [&map](std::string_view payload) {
          const AttributeTable<NFTA_SET_ELEM_LIST_MAX + 1> list(payload);
          netlink::ForEachAttribute(list[NFTA_SET_ELEM_LIST_ELEMENTS].bytes(),
                                    [&map](std::uint16_t, std::string_view bytes) {
                                      const AttributeTable<NFTA_SET_ELEM_MAX + 1> element(bytes);
                                      if (IsDrop(element[NFTA_SET_ELEM_DATA].bytes())) ++map.drops;
                                    });
        },
        [&map](netlink::Buffer& request) {
          request.PutString(NFTA_SET_ELEM_LIST_TABLE, map.table);
          request.PutString(NFTA_SET_ELEM_LIST_SET, map.name);
        },
        [&map] { map.drops = 0; });
  }

  void ReadRule(const AttributeTable<NFTA_RULE_MAX + 1>& attributes, std::string_view payload) {
    const Effects effects = EffectsOf(attributes[NFTA_RULE_EXPRESSIONS].bytes());
    const netlink::DecodedRule decoded = netlink::DecodeRule(payload);
    const auto mark = MarkSetBy(decoded.rule);
    if (!effects.drops && !effects.translates && !mark) return;
    NativeRule rule{.family = std::string(family_.name),
                    .table = std::string(attributes[NFTA_RULE_TABLE].String()),
                    .chain = std::string(attributes[NFTA_RULE_CHAIN].String()),
                    .handle = attributes[NFTA_RULE_HANDLE].Be64()};
    if (!decoded.foreign) rule.words = WordsOf(decoded.rule, family_.number);
    const auto add = [&](NativeRuleKind kind) {
      rule.kind = kind;
      tables_.rules.push_back(rule);
    };
    if (effects.drops) add(NativeRuleKind::kDrops);
    if (effects.translates) add(NativeRuleKind::kTranslates);
    if (!mark) return;
    rule.mark = *mark;
    add(NativeRuleKind::kMarks);
  }

  // All of that kind there are.
  template <typename Answer>
  Result<void> Ask(std::uint16_t message, Answer answer) {
    const NativeTables before = tables_;
    return Ask(message, answer, [](netlink::Buffer&) {}, [&] { tables_ = before; });
  }

  template <typename Answer, typename Attributes, typename Restart>
  Result<void> Ask(std::uint16_t message, Answer answer, Attributes attributes, Restart restart) {
    netlink::Buffer request;
    const netlink::Mark mark =
        request.BeginMessage(static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | message),
                             NLM_F_REQUEST | NLM_F_DUMP, 0, family_.number);
    attributes(request);
    request.EndMessage(mark);
    return socket_.Dump(
        request.bytes(), sizeof(nfgenmsg), restart,
        [&](std::uint16_t, std::uint8_t, std::string_view payload) { answer(payload); });
  }

  netlink::Socket& socket_;
  const FamilyName& family_;
  NativeTables& tables_;
};

}  // namespace

std::string NativeRule::Text() const {
  return fmt::format("rule {} {} {} handle {}{}{}", family, table, chain, handle,
                     words.empty() ? "" : ": ", words);
}

std::string DroppingMap::Text() const {
  return fmt::format("map {} {} {}: {} element{} drop{}", family, table, name, drops,
                     drops == 1 ? "" : "s", drops == 1 ? "s" : "");
}

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
