// SPDX-License-Identifier: GPL-2.0-or-later
// What cnft has taken over, as elements of a set: packed, compressed (zlib), and written with the
// 64 characters of RFC 4648 into comments that nft can read back.
#include "compat/absorb/record.h"

#include <netinet/in.h>

#include <fmt/format.h>
#include <fnmatch.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <zlib.h>

#include <algorithm>

#include "api/ruleset_input.h"
#include "compat/absorb/bytes.h"
#include "compat/ipset/names.h"
#include "compat/iptables_nft/kernel.h"
#include "nft/netlink/attributes.h"
#include "nft/netlink/buffer.h"
#include "nft/netlink/decode.h"
#include "nft/netlink/socket.h"
#include "ruleset/ipset/parser.h"

namespace cnft::compat {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
// nft cannot read longer comments of elements back.
constexpr std::size_t kPiece = 120;
// More than any node has; less than what fills memory.
constexpr std::size_t kMost = std::size_t{1} << 30U;

std::string ToDigits(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = bits << 8U | static_cast<std::uint8_t>(c);
    for (count += 8; count >= 6; count -= 6) out += kDigits[bits >> (count - 6) & 0x3fU];
  }
  if (count != 0) out += kDigits[bits << (6 - count) & 0x3fU];
  return out;
}

std::string FromDigits(std::string_view digits) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : digits) {
    bits = bits << 6U | static_cast<std::uint32_t>(std::min(kDigits.find(c), kDigits.size() - 1));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count);
  }
  return out;
}

std::string Compress(std::string_view bytes) {
  uLongf length = compressBound(bytes.size());
  std::string out(length, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &length,
            reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_DEFAULT_COMPRESSION);
  out.resize(length);
  return out;
}

std::optional<std::string> Decompress(std::string_view bytes, std::size_t length) {
  if (length > kMost) return std::nullopt;
  std::string out(length, '\0');
  uLongf got = length;
  const int done = uncompress(reinterpret_cast<Bytef*>(out.data()), &got,
                              reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  if (done != Z_OK || got != length) return std::nullopt;
  return out;
}

void PutRule(const HeldRule& rule, std::string& out) {
  PutText(rule.text, out);
  PutText(rule.bytes, out);
  PutNumber(rule.counters.packets, out);
  PutNumber(rule.counters.bytes, out);
}

HeldRule TakeRule(ByteReader& in) {
  HeldRule rule;
  rule.text = in.Text();
  rule.bytes = in.Text();
  rule.counters.packets = in.Number();
  rule.counters.bytes = in.Number();
  return rule;
}

template <typename List, typename Put>
void PutList(const List& list, std::string& out, Put put) {
  PutNumber(list.size(), out);
  for (const auto& one : list) put(one);
}

template <typename List, typename Take>
void TakeList(List& list, ByteReader& in, Take take) {
  for (std::uint64_t count = in.Count(); count != 0 && !in.damaged(); --count)
    take(list.emplace_back());
}

std::string Pack(const Record& record) {
  std::string out;
  PutNumber(kVersion, out);
  PutNumber(static_cast<std::uint64_t>(record.backend), out);
  PutList(record.selection.chains, out, [&](const std::string& name) { PutText(name, out); });
  PutNumber(record.selection.tables, out);
  PutText(record.ipsets, out);
  PutList(record.numbers, out, [&](const auto& set) {
    PutText(set.first, out);
    PutNumber(set.second, out);
  });
  PutList(record.tables, out, [&](const AbsorbedTable& table) {
    PutNumber(static_cast<std::uint64_t>(table.id), out);
    PutList(table.chains, out, [&](const HeldChain& chain) {
      PutText(chain.name, out);
      PutList(chain.rules, out, [&](const HeldRule& rule) { PutRule(rule, out); });
    });
    PutList(table.places, out, [&](const AbsorbedTable::Place& place) {
      PutText(place.chain, out);
      PutList(place.lines, out, [&](const AbsorbedTable::Line& line) {
        PutNumber(line.taken ? 1 : 0, out);
        PutRule(line.rule, out);
      });
    });
  });
  return out;
}

std::optional<Record> Unpack(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.Number() != kVersion) return std::nullopt;
  Record record;
  record.backend = in.Number() == 0 ? Backend::kLegacy : Backend::kNft;
  record.selection.chains.clear();
  TakeList(record.selection.chains, in, [&](std::string& name) { name = in.Text(); });
  record.selection.tables = static_cast<std::uint8_t>(in.Number());
  record.ipsets = in.Text();
  for (std::uint64_t count = in.Count(); count != 0 && !in.damaged(); --count) {
    const std::string name(in.Text());
    record.numbers[name] = static_cast<std::uint16_t>(in.Number());
  }
  TakeList(record.tables, in, [&](AbsorbedTable& table) {
    table.id = static_cast<iptables::TableId>(
        std::min<std::uint64_t>(in.Number(), iptables::kTableCount - 1));
    TakeList(table.chains, in, [&](HeldChain& chain) {
      chain.name = in.Text();
      TakeList(chain.rules, in, [&](HeldRule& rule) { rule = TakeRule(in); });
    });
    TakeList(table.places, in, [&](AbsorbedTable::Place& place) {
      place.chain = in.Text();
      TakeList(place.lines, in, [&](AbsorbedTable::Line& line) {
        line.taken = in.Number() != 0;
        line.rule = TakeRule(in);
      });
    });
  });
  if (in.damaged()) return std::nullopt;
  return record;
}

// Elements of the set in that table, if there are both.
Result<std::optional<std::vector<nftables::Element>>> ReadElements(Family family,
                                                                   std::string_view table,
                                                                   const nftables::Set& set) {
  auto socket = netlink::Socket::Open(NETLINK_NETFILTER);
  if (!socket) return std::unexpected(socket.error());
  netlink::Buffer request;
  const netlink::Mark mark = request.BeginMessage(
      static_cast<std::uint16_t>(NFNL_SUBSYS_NFTABLES << 8U | NFT_MSG_GETSETELEM),
      NLM_F_REQUEST | NLM_F_DUMP, 0, family == Family::kIpv4 ? NFPROTO_IPV4 : NFPROTO_IPV6);
  request.PutString(NFTA_SET_ELEM_LIST_TABLE, table);
  request.PutString(NFTA_SET_ELEM_LIST_SET, set.name);
  request.EndMessage(mark);
  netlink::ElementDecoder elements(set);
  const auto done = socket->Dump(
      request.bytes(), sizeof(nfgenmsg), [&elements] { elements.Clear(); },
      [&elements](std::uint16_t, std::uint8_t, std::string_view payload) {
        elements.Add(payload);
      });
  if (!done && done.error().error_number == ENOENT) return std::nullopt;
  if (!done) return std::unexpected(done.error());
  return elements.Finish();
}

nftables::Set EmptySet() {
  nftables::Set set;
  set.name = kAbsorbedSet;
  set.key = {nftables::DataType::kMark};
  set.comment = "rules of iptables that cnft has absorbed, as they were there";
  return set;
}

}  // namespace

bool Selection::Takes(std::string_view chain) const {
  return std::ranges::any_of(chains, [name = std::string(chain)](const std::string& pattern) {
    return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

ipset::Ruleset Record::Sets() const {
  ipset::Ruleset sets;
  Sources sources;
  Diagnostics ignored;  // cnft has printed it
  ipset::Parse(sources.Add("ipset", ipsets), sources, ignored, sets);
  return sets;
}

std::string Record::RulesText() const {
  std::string text;
  for (const AbsorbedTable& table : tables) {
    text += fmt::format("*{}\n", iptables::Info(table.id).name);
    for (const HeldChain& chain : table.chains) text += ChainLine(chain.name, "-", {});
    const auto add = [&text](std::string_view chain, const HeldRule& rule) {
      text += fmt::format("-A {}{}{}\n", chain, rule.text.empty() ? "" : " ", rule.text);
    };
    for (const HeldChain& chain : table.chains) {
      for (const HeldRule& rule : chain.rules) add(chain.name, rule);
    }
    for (const AbsorbedTable::Place& place : table.places) {
      for (const AbsorbedTable::Line& line : place.lines) {
        if (line.taken) add(place.chain, line.rule);
      }
    }
    text += "COMMIT\n";
  }
  return text;
}

nftables::Set SetOf(const Record& record) {
  const std::string packed = Pack(record);
  std::string bytes;
  PutNumber(packed.size(), bytes);
  bytes += Compress(packed);
  const std::string digits = ToDigits(bytes);
  nftables::Set set = EmptySet();
  for (std::size_t at = 0; at < digits.size(); at += kPiece) {
    nftables::Element& element = set.elements.emplace_back();
    const auto number = nftables::Value::Number(at / kPiece, 4);
    element.key.assign(reinterpret_cast<const char*>(number.bytes.data()), number.length);
    element.comment = digits.substr(at, kPiece);
  }
  return set;
}

std::optional<Record> RecordIn(const std::vector<nftables::Element>& elements) {
  std::vector<const nftables::Element*> pieces;
  for (const nftables::Element& element : elements) pieces.push_back(&element);
  std::ranges::sort(pieces, {}, &nftables::Element::key);
  std::string digits;
  for (const nftables::Element* piece : pieces) digits += piece->comment;
  const std::string bytes = FromDigits(digits);
  ByteReader reader(bytes);
  const std::uint64_t length = reader.Number();
  const auto packed = Decompress(reader.rest(), length);
  return packed ? Unpack(*packed) : std::nullopt;
}

std::vector<std::string> FollowSets(Family family, Record& record) {
  std::vector<std::string> gone;
  Renumbering numbers;
  for (auto& [name, number] : record.numbers) {
    const auto now = SetNumber(name);
    if (!now) {
      gone.push_back(name);
    } else if (*now != number) {
      numbers[number] = *now;
      number = *now;
    }
  }
  if (numbers.empty()) return gone;
  for (AbsorbedTable& table : record.tables) {
    for (HeldChain& chain : table.chains) {
      for (HeldRule& rule : chain.rules) Renumber(record.backend, family, numbers, rule);
    }
    for (AbsorbedTable::Place& place : table.places) {
      for (AbsorbedTable::Line& line : place.lines) {
        Renumber(record.backend, family, numbers, line.rule);
      }
    }
  }
  return gone;
}

Result<KeptRecords> ReadRecords(std::string_view table) {
  KeptRecords kept;
  if (!HasNfTables()) return kept;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    nftables::Set set = EmptySet();
    auto elements = ReadElements(family, table, set);
    if (!elements) return std::unexpected(elements.error());
    if (!*elements) continue;
    set.elements = std::move(**elements);
    auto record = RecordIn(set.elements);
    if (!record) {
      return std::unexpected(Error{
          .code = ErrorCode::kRefused,
          .message = fmt::format("nobody can read what table {} keeps of absorbed rules", table),
          .hint = "another release of cnft has written it, or somebody changed it"});
    }
    kept.records[static_cast<std::size_t>(family)] = std::move(*record);
    kept.sets[static_cast<std::size_t>(family)] = std::move(set);
  }
  return kept;
}

}  // namespace cnft::compat
