// SPDX-License-Identifier: GPL-2.0-or-later
// The tables of iptables-nft.
#include "compat/iptables_nft/kernel.h"

#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include "compat/ipset/names.h"
#include "compat/iptables_nft/rule.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/socket.h"

namespace cnft::compat {
namespace {

using netlink::AttributeTable;
using netlink::Buffer;

struct Chain {
  std::string name;
  bool built_in = false;
  bool drops = false;
  iptables::Counters counters;
};

class Reader {
 public:
  Reader(netlink::Socket& socket, Family family) : socket_(socket), context_{family, SetNames()} {}

  Result<LiveRules> Read() {
    for (std::size_t id = 0; id < iptables::kTableCount; ++id) {
      const auto& info = iptables::Info(static_cast<iptables::TableId>(id));
      const auto exists = Exists(info.name);
      if (!exists) return std::unexpected(exists.error());
      if (!*exists) continue;
      if (const auto read = ReadTable(info); !read) return std::unexpected(read.error());
    }
    return std::move(rules_);
  }

 private:
  // Calls `answer(payload)` for each message of the answer.
  template <typename Attributes, typename Restart, typename Answer>
  Result<void> Ask(std::uint16_t message, Attributes attributes, Restart restart, Answer answer) {
    Buffer request;
    const netlink::Mark mark =
        request.BeginMessage(static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | message),
                             NLM_F_REQUEST | NLM_F_DUMP, 0,
                             context_.family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6);
    attributes(request);
    request.EndMessage(mark);
    return socket_.Dump(
        request.bytes(), sizeof(nfgenmsg), restart,
        [&](std::uint16_t, std::uint8_t, std::string_view payload) { answer(payload); });
  }

  Result<bool> Exists(std::string_view table) {
    bool found = false;
    const auto asked = Ask(
        NFT_MSG_GETTABLE, [](Buffer&) {}, [] {},
        [&](std::string_view payload) {
          const AttributeTable<NFTA_TABLE_MAX + 1> attributes(payload);
          found |= attributes[NFTA_TABLE_NAME].String() == table;
        });
    if (!asked) return std::unexpected(asked.error());
    return found;
  }

  Result<void> ReadTable(const iptables::TableInfo& info) {
    std::vector<Chain> chains;
    const auto listed = Ask(
        NFT_MSG_GETCHAIN, [](Buffer&) {}, [&chains] { chains.clear(); },
        [&](std::string_view payload) { AddChain(payload, info, chains); });
    if (!listed) return listed;
    rules_.text += fmt::format("*{}\n", info.name);
    for (std::size_t hook = 0; hook < iptables::kHookCount; ++hook) {
      if ((info.hooks >> hook & 1U) == 0) continue;
      // iptables-nft makes a built-in chain when it is first needed.
      const std::string_view name = iptables::HookName(static_cast<iptables::Hook>(hook));
      const auto found = std::ranges::find(chains, name, &Chain::name);
      const Chain chain = found == chains.end() ? Chain{} : *found;
      rules_.text += ChainLine(name, chain.drops ? "DROP" : "ACCEPT", chain.counters);
    }
    std::ranges::stable_sort(chains, {}, &Chain::name);
    for (const Chain& chain : chains) {
      if (!chain.built_in) rules_.text += ChainLine(chain.name, "-", {});
    }
    std::ranges::stable_partition(chains, &Chain::built_in);
    for (const Chain& chain : chains) {
      if (const auto read = ReadRules(info.name, chain.name); !read) return read;
    }
    rules_.text += "COMMIT\n";
    return {};
  }

  static void AddChain(std::string_view payload, const iptables::TableInfo& info,
                       std::vector<Chain>& chains) {
    const AttributeTable<NFTA_CHAIN_MAX + 1> attributes(payload);
    if (attributes[NFTA_CHAIN_TABLE].String() != info.name) return;
    Chain chain;
    chain.name = attributes[NFTA_CHAIN_NAME].String();
    chain.built_in = bool(attributes[NFTA_CHAIN_HOOK]);
    chain.drops = attributes[NFTA_CHAIN_POLICY] && attributes[NFTA_CHAIN_POLICY].Be32() == NF_DROP;
    const AttributeTable<NFTA_COUNTER_MAX + 1> counter(attributes[NFTA_CHAIN_COUNTERS].bytes());
    chain.counters = {counter[NFTA_COUNTER_PACKETS].Be64(), counter[NFTA_COUNTER_BYTES].Be64()};
    if (CanBeWritten(chain.name)) chains.push_back(std::move(chain));
  }

  // Chain by chain: a listing of all rules takes the kernel quadratic time.
  Result<void> ReadRules(std::string_view table, std::string_view chain) {
    const std::size_t text = rules_.text.size();
    const std::size_t opaque = rules_.opaque.size();
    std::size_t number = 0;
    return Ask(
        NFT_MSG_GETRULE,
        [&](Buffer& request) {
          request.PutString(NFTA_RULE_TABLE, table);
          request.PutString(NFTA_RULE_CHAIN, chain);
        },
        [&] {
          rules_.text.resize(text);
          rules_.opaque.resize(opaque);
          number = 0;
        },
        [&](std::string_view payload) {
          const AttributeTable<NFTA_RULE_MAX + 1> rule(payload);
          if (rule[NFTA_RULE_TABLE].String() != table || rule[NFTA_RULE_CHAIN].String() != chain) {
            return;
          }
          DecodeNftRule(rule[NFTA_RULE_EXPRESSIONS].bytes(), table, chain, ++number, context_,
                        rules_);
        });
  }

  netlink::Socket& socket_;
  translator::XtContext context_;
  LiveRules rules_;
};

}  // namespace

// A netlink message to a kernel without nf_tables makes it load the module. One that is built in
// may have no folder, but its functions have names.
bool HasNfTables() {
  // What was there once stays: looking through all functions of the kernel takes a while.
  static std::atomic<bool> known = false;
  if (known || std::filesystem::exists("/sys/module/nf_tables")) return true;
  std::ifstream symbols("/proc/kallsyms");
  for (std::string line; !known && std::getline(symbols, line);) {
    known = line.find(" nft_do_chain") != std::string::npos;
  }
  return known;
}

Result<LiveRules> ReadNftRules(Family family) {
  if (!HasNfTables()) return LiveRules{};
  return ReadNftRulesAtOnce(family);
}

Result<LiveRules> ReadNftRulesAtOnce(Family family) {
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  return Reader(*socket, family).Read();
}

}  // namespace cnft::compat
