// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds bytes to the decoder of netlink messages, and what decodes to the encoder.
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include "nft/netlink/decode.h"
#include "nft/netlink/encode.h"
#include "tests/fuzz/fuzz_input.h"

namespace cnft::fuzz {
namespace {

void CheckRule(std::string_view payload, Family family) {
  const netlink::DecodedRule decoded = netlink::DecodeRule(payload);
  if (decoded.foreign) return;
  nftables::Table table;
  table.family = family;
  table.name = "t";
  netlink::Batch batch;
  batch.AddRule(table, "c", decoded.rule, {});
  const std::string_view message = batch.message(static_cast<std::uint32_t>(batch.messages()));
  netlink::DecodeRule(message.substr(NLMSG_HDRLEN + sizeof(nfgenmsg)));
}

void Check(std::uint8_t first, std::string_view payload) {
  const Family family = (first & 0x80) == 0 ? Family::kIpv4 : Family::kIpv6;
  switch (static_cast<MessageKind>((first & 0x7f) % kMessageKinds)) {
    case MessageKind::kTable:
      netlink::DecodeTable(payload, family);
      return;
    case MessageKind::kChain:
      netlink::DecodeChain(payload);
      return;
    case MessageKind::kSet:
      netlink::DecodeSet(payload);
      return;
    case MessageKind::kElements: {
      // The set the elements are of: its message stands in front, behind its length.
      if (payload.size() < 2) return;
      const auto high = static_cast<std::uint8_t>(payload[0]);
      const auto low = static_cast<std::uint8_t>(payload[1]);
      const std::size_t length = std::min<std::size_t>(high * 256U + low, payload.size() - 2);
      const auto set = netlink::DecodeSet(payload.substr(2, length));
      if (!set) return;
      netlink::ElementDecoder elements(set->set);
      elements.Add(payload.substr(2 + length));
      elements.Finish();
      return;
    }
    case MessageKind::kObject:
      netlink::DecodeObject(payload);
      return;
    case MessageKind::kRule:
      CheckRule(payload, family);
      return;
  }
}

}  // namespace
}  // namespace cnft::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  cnft::fuzz::Check(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
  return 0;
}
