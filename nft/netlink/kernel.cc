// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel over netlink: nfnetlink transactions and dumps.
#include "nft/netlink/kernel.h"

#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include <map>
#include <span>
#include <unordered_map>

#include "nft/netlink/attributes.h"
#include "nft/netlink/decode.h"
#include "nft/netlink/encode.h"
#include "nft/netlink/explain.h"
#include "nft/netlink/socket.h"

namespace cnft::netlink {
namespace {

std::uint8_t Nfproto(Family family) {
  return family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6;
}

// The kernel begins a dump of rules at the front again for every 32 KiB. From so many chains on it
// is quicker to ask for the rules of each.
constexpr std::size_t kManyChains = 10000;
constexpr int kReadAttempts = 10;

class NetlinkKernel : public Kernel {
 public:
  explicit NetlinkKernel(Socket socket) : socket_(std::move(socket)) {}

  Result<std::uint32_t> Generation() override {
    std::uint32_t generation = 0;
    const auto done = Request(
        NFT_MSG_GETGEN, NLM_F_ACK, AF_UNSPEC, [](Buffer&) {}, [] {},
        [&](std::string_view payload) {
          generation = AttributeTable<NFTA_GEN_MAX + 1>(payload)[NFTA_GEN_ID].Be32();
        });
    if (!done) return std::unexpected(done.error());
    return generation;
  }

  Result<bool> Exists(Family family, std::string_view name) override {
    const auto flags = FlagsOf(family, name);
    if (!flags) return std::unexpected(flags.error());
    return flags->has_value();
  }

  Result<std::optional<Snapshot>> Read(Family family, std::string_view name) override {
    for (int attempt = 1;; ++attempt) {
      auto snapshot = ReadOnce(family, name);
      // What was there a moment ago is gone: somebody else removes it.
      if (snapshot || snapshot.error().error_number != ENOENT) return snapshot;
      if (attempt < kReadAttempts) continue;
      snapshot.error().code = ErrorCode::kConflict;
      return snapshot;
    }
  }

  Result<std::optional<ChainSnapshot>> ReadChain(Family family, const std::string& table,
                                                 const std::string& name) override {
    Snapshot snapshot;
    snapshot.table.family = family;
    snapshot.table.name = table;
    auto done = Request(
        NFT_MSG_GETCHAIN, NLM_F_ACK, Nfproto(family),
        [&](Buffer& request) {
          request.PutString(NFTA_CHAIN_TABLE, table);
          request.PutString(NFTA_CHAIN_NAME, name);
        },
        [] {},
        [&](std::string_view payload) {
          auto decoded = DecodeChain(payload);
          if (decoded) snapshot.table.chains.push_back(std::move(decoded->chain));
          snapshot.foreign |= !decoded;
        });
    if (!done && done.error().error_number == ENOENT) return std::nullopt;
    if (done && snapshot.table.chains.size() != 1) return std::nullopt;
    bool elsewhere = false;
    if (done) done = ReadRules(snapshot, snapshot.table.chains, &elsewhere);
    if (done && elsewhere) {  // read again, beside the texts
      snapshot.table.chains[0].rules.clear();
      done = ReadSources(snapshot.table);
      if (done) done = ReadRules(snapshot, snapshot.table.chains);
    }
    if (!done) return std::unexpected(done.error());
    return ChainSnapshot{std::move(snapshot.table.chains[0]), snapshot.foreign};
  }

  Result<std::optional<nftables::Set>> ReadSet(Family family, const std::string& table,
                                               const std::string& name) override {
    std::optional<nftables::Set> set;
    const auto done = Request(
        NFT_MSG_GETSET, NLM_F_ACK, Nfproto(family),
        [&](Buffer& request) {
          request.PutString(NFTA_SET_TABLE, table);
          request.PutString(NFTA_SET_NAME, name);
        },
        [] {},
        [&](std::string_view payload) {
          if (auto decoded = DecodeSet(payload)) set = std::move(decoded->set);
        });
    if (!done && done.error().error_number == ENOENT) return std::nullopt;
    if (!done) return std::unexpected(done.error());
    return set;
  }

  Result<std::optional<Snapshot>> ReadChains(Family family, std::string_view name,
                                             std::span<const std::string> chains) override {
    const auto flags = FlagsOf(family, name);
    if (!flags) return std::unexpected(flags.error());
    if (!*flags) return std::nullopt;
    Snapshot snapshot;
    snapshot.flags = **flags;
    snapshot.table.family = family;
    snapshot.table.name = name;
    sources_.clear();
    for (const std::string& chain : chains) {
      auto done = ReadChain(snapshot, chain);
      if (done) done = ReadRules(snapshot, {&snapshot.table.chains.back(), 1});
      if (done) continue;
      // It does not stand, or no longer.
      if (done.error().error_number != ENOENT) return std::unexpected(done.error());
      std::erase_if(snapshot.table.chains, [&](const auto& one) { return one.name == chain; });
    }
    return snapshot;
  }

  std::unique_ptr<Transaction> Begin() override { return std::make_unique<Batch>(); }

  Result<void> Commit(Transaction& transaction, const CommitOptions& options) override {
    auto& batch = static_cast<Batch&>(transaction);
    auto errors = socket_.Send(batch.Finish(options));
    if (!errors) return std::unexpected(errors.error());
    if (errors->empty()) return {};
    return std::unexpected(Explain(batch, errors->front()));
  }

 private:
  // Of the table, if there is one.
  Result<std::optional<TableFlags>> FlagsOf(Family family, std::string_view name) {
    std::optional<TableFlags> flags;
    const auto done = Request(
        NFT_MSG_GETTABLE, NLM_F_DUMP, Nfproto(family), [](Buffer&) {}, [&] { flags.reset(); },
        [&](std::string_view payload) {
          const auto decoded = DecodeTable(payload, family);
          if (!decoded || decoded->table.name != name) return;
          flags = TableFlags{.dormant = (decoded->flags & NFT_TABLE_F_DORMANT) != 0,
                             .owned = (decoded->flags & NFT_TABLE_F_OWNER) != 0,
                             .persistent = (decoded->flags & kTablePersistent) != 0};
        });
    if (!done) return std::unexpected(done.error());
    return flags;
  }

  // Takes note of what cannot be described. An anonymous set goes with its rule.
  static void NoteUnknown(Snapshot& snapshot, Subject subject, std::string_view payload) {
    const bool set = subject == Subject::kSet;
    const AttributeTable<NFTA_SET_MAX + 1> a(payload);
    static_assert(int{NFTA_SET_TABLE} == int{NFTA_OBJ_TABLE} &&
                  int{NFTA_SET_NAME} == int{NFTA_OBJ_NAME} &&
                  int{NFTA_SET_FLAGS} == int{NFTA_OBJ_TYPE});
    if (a[NFTA_SET_TABLE].String() != snapshot.table.name) return;
    snapshot.foreign = true;
    const std::uint32_t number = a[NFTA_SET_FLAGS].Be32();
    if (set && (number & NFT_SET_ANONYMOUS) != 0) return;
    snapshot.unknown.push_back({subject, std::string(a[NFTA_SET_NAME].String()), number});
  }
  static void ForgetUnknown(Snapshot& snapshot, Subject subject) {
    std::erase_if(snapshot.unknown, [&](const auto& one) { return one.subject == subject; });
  }

  Result<std::optional<Snapshot>> ReadOnce(Family family, std::string_view name) {
    const auto flags = FlagsOf(family, name);
    if (!flags) return std::unexpected(flags.error());
    if (!*flags) return std::nullopt;
    Snapshot snapshot;
    snapshot.flags = **flags;
    snapshot.table.family = family;
    snapshot.table.name = name;
    auto done = ReadObjects(snapshot);
    if (done) done = ReadSets(snapshot);
    if (done) done = ReadChains(snapshot);
    if (done) done = ReadRules(snapshot);
    if (!done) return std::unexpected(done.error());
    return snapshot;
  }

  template <typename Attributes, typename Restart, typename Answer>
  Result<void> Request(std::uint16_t message, std::uint16_t flags, std::uint8_t family,
                       Attributes attributes, Restart restart, Answer answer) {
    Buffer request;
    const Mark mark =
        request.BeginMessage(static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8 | message),
                             static_cast<std::uint16_t>(NLM_F_REQUEST | flags), 0, family);
    attributes(request);
    request.EndMessage(mark);
    return socket_.Dump(
        request.bytes(), sizeof(nfgenmsg), restart,
        [&](std::uint16_t, std::uint8_t, std::string_view payload) { answer(payload); });
  }

  Result<void> ReadObjects(Snapshot& snapshot) {
    auto& table = snapshot.table;
    return Request(
        NFT_MSG_GETOBJ, NLM_F_DUMP, Nfproto(table.family),
        [&](Buffer& request) { request.PutString(NFTA_OBJ_TABLE, table.name); },
        [&] {
          table.objects.clear();
          ForgetUnknown(snapshot, Subject::kObject);
        },
        [&](std::string_view payload) {
          auto decoded = DecodeObject(payload);
          if (!decoded) {
            NoteUnknown(snapshot, Subject::kObject, payload);
          } else if (decoded->table == table.name) {
            table.objects.push_back(std::move(decoded->object));
          }
        });
  }

  Result<void> ReadSets(Snapshot& snapshot) {
    auto& table = snapshot.table;
    sources_.clear();
    auto done = Request(
        NFT_MSG_GETSET, NLM_F_DUMP, Nfproto(table.family),
        [&](Buffer& request) { request.PutString(NFTA_SET_TABLE, table.name); },
        [&] {
          table.sets.clear();
          ForgetUnknown(snapshot, Subject::kSet);
        },
        [&](std::string_view payload) {
          auto decoded = DecodeSet(payload);
          if (!decoded) {
            NoteUnknown(snapshot, Subject::kSet, payload);
          } else if (decoded->table == table.name) {
            table.sets.push_back(std::move(decoded->set));
          }
        });
    for (std::size_t i = 0; done && i < table.sets.size(); ++i) {
      done = ReadElements(table, table.sets[i]);
    }
    if (done) TakeSources(table);
    return done;
  }

  Result<void> ReadElements(const nftables::Table& table, nftables::Set& set) {
    ElementDecoder elements(set);
    const auto done = Request(
        NFT_MSG_GETSETELEM, NLM_F_DUMP, Nfproto(table.family),
        [&](Buffer& request) {
          request.PutString(NFTA_SET_ELEM_LIST_TABLE, table.name);
          request.PutString(NFTA_SET_ELEM_LIST_SET, set.name);
        },
        [&] { elements.Clear(); }, [&](std::string_view payload) { elements.Add(payload); });
    if (done) set.elements = elements.Finish();
    return done;
  }

  // The texts alone, of all sets.
  Result<void> ReadSources(const nftables::Table& table) {
    sources_.clear();
    auto set = ReadSet(table.family, table.name, std::string(kSourceSet));
    if (!set) return std::unexpected(set.error());
    if (!*set) return {};
    nftables::Table texts{table.family, table.name, {}, {std::move(**set)}, {}};
    auto done = ReadElements(texts, texts.sets[0]);
    if (done) TakeSources(texts);
    return done;
  }

  // Texts that did not fit in their rules; the set they are kept in is nobody else's business.
  void TakeSources(nftables::Table& table) {
    std::erase_if(table.sets, [this](nftables::Set& set) {
      if (set.name != kSourceSet) return false;
      for (const nftables::Element& element : set.elements) {  // sorted by key: pieces in order
        sources_[element.key.substr(0, 4)] += element.comment;
      }
      return true;
    });
  }

  Result<void> ReadChains(Snapshot& snapshot) {
    auto& table = snapshot.table;
    return Request(
        NFT_MSG_GETCHAIN, NLM_F_DUMP, Nfproto(table.family),
        [&](Buffer& request) { request.PutString(NFTA_CHAIN_TABLE, table.name); },
        [&] { table.chains.clear(); },
        [&](std::string_view payload) {
          auto decoded = DecodeChain(payload);
          if (!decoded) {
            snapshot.foreign = true;
          } else if (decoded->table == table.name) {
            table.chains.push_back(std::move(decoded->chain));
          }
        });
  }

  // One chain, without its rules.
  Result<void> ReadChain(Snapshot& snapshot, const std::string& name) {
    auto& table = snapshot.table;
    bool found = false;
    auto done = Request(
        NFT_MSG_GETCHAIN, NLM_F_ACK, Nfproto(table.family),
        [&](Buffer& request) {
          request.PutString(NFTA_CHAIN_TABLE, table.name);
          request.PutString(NFTA_CHAIN_NAME, name);
        },
        [] {},
        [&](std::string_view payload) {
          auto decoded = DecodeChain(payload);
          if (!decoded) return;
          found = true;
          table.chains.push_back(std::move(decoded->chain));
        });
    if (!done || found) return done;
    return std::unexpected(SystemError(ENOENT, "a chain that cannot be read"));
  }

  Result<void> ReadRules(Snapshot& snapshot) {
    auto& table = snapshot.table;
    if (table.chains.size() < kManyChains) return ReadRules(snapshot, table.chains);
    for (nftables::Chain& chain : table.chains) {
      if (auto done = ReadRules(snapshot, {&chain, 1}); !done) return done;
    }
    return {};
  }

  // The rules of one chain of the table, or of all. `elsewhere` is set when the text of a rule is
  // kept outside of it.
  Result<void> ReadRules(Snapshot& snapshot, std::span<nftables::Chain> chains,
                         bool* elsewhere = nullptr) {
    auto& table = snapshot.table;
    std::unordered_map<std::string_view, nftables::Chain*> by_name;
    for (nftables::Chain& chain : chains) by_name.emplace(chain.name, &chain);
    nftables::Chain* last = nullptr;
    return Request(
        NFT_MSG_GETRULE, NLM_F_DUMP, Nfproto(table.family),
        [&](Buffer& request) {
          request.PutString(NFTA_RULE_TABLE, table.name);
          if (chains.size() == 1) request.PutString(NFTA_RULE_CHAIN, chains[0].name);
        },
        [&] {
          for (nftables::Chain& chain : chains) chain.rules.clear();
        },
        [&](std::string_view payload) {
          DecodedRule decoded = DecodeRule(payload);
          if (decoded.table != table.name) return;
          if (decoded.foreign) {
            snapshot.foreign = true;
            snapshot.foreign_rules.insert(decoded.rule.handle);
          }
          if (!decoded.source_key.empty()) {
            if (elsewhere != nullptr) *elsewhere = true;
            const auto source = sources_.find(decoded.source_key);
            if (source != sources_.end()) {
              decoded.rule.source = source->second;
            } else {
              snapshot.foreign_rules.insert(decoded.rule.handle);
            }
          }
          if (last == nullptr || last->name != decoded.chain) {
            const auto chain = by_name.find(decoded.chain);
            if (chain == by_name.end()) return;
            last = chain->second;
          }
          last->rules.push_back(std::move(decoded.rule));
        });
  }

  Socket socket_;
  std::map<std::string, std::string> sources_;
};

}  // namespace

Result<std::unique_ptr<Kernel>> OpenKernel(const SocketOptions& options) {
  auto socket = Socket::Open(NETLINK_NETFILTER, options);
  if (!socket) return std::unexpected(socket.error());
  return std::make_unique<NetlinkKernel>(std::move(*socket));
}

}  // namespace cnft::netlink
