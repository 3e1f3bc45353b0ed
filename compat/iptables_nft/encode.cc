// SPDX-License-Identifier: GPL-2.0-or-later
// A rule as iptables-nft writes it into nf_tables.
#include "compat/iptables_nft/encode.h"

#include <netinet/in.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>

#include <algorithm>
#include <array>
#include <functional>

#include "translator/module.h"

namespace cnft::compat {
namespace {

using iptables::Option;
using netlink::Buffer;
using netlink::Mark;

constexpr std::string_view kNoOffset{"\0\0", 2};
constexpr std::string_view kOffsetMask{"\x1f\xff", 2};

class RuleEncoder {
 public:
  RuleEncoder(const translator::XtContext& context, Buffer& out)
      : ipv4_(context.family == Family::kIpv4), context_(context), out_(out) {}

  bool Encode(const iptables::RuleSyntax& syntax) {
    const Mark list = out_.BeginNest(NFTA_RULE_EXPRESSIONS);
    if (syntax.target || !Tests(syntax.builtin) || !Matches(syntax)) return false;
    Expression("counter", [&] {
      out_.PutBe64(NFTA_COUNTER_BYTES, 0);
      out_.PutBe64(NFTA_COUNTER_PACKETS, 0);
    });
    if (!syntax.verdict.empty()) Verdict(syntax);
    out_.EndNest(list);
    Compat(syntax.builtin);
    return true;
  }

 private:
  template <typename Body>
  void Expression(std::string_view name, Body body) {
    const Mark element = out_.BeginNest(NFTA_LIST_ELEM);
    out_.PutString(NFTA_EXPR_NAME, name);
    const Mark data = out_.BeginNest(NFTA_EXPR_DATA);
    body();
    out_.EndNest(data);
    out_.EndNest(element);
  }

  void Data(std::uint16_t type, std::string_view bytes) {
    const Mark data = out_.BeginNest(type);
    out_.PutBytes(NFTA_DATA_VALUE, bytes.data(), bytes.size());
    out_.EndNest(data);
  }

  void Compare(std::string_view bytes, bool negated) {
    Expression("cmp", [&] {
      out_.PutBe32(NFTA_CMP_SREG, NFT_REG_1);
      out_.PutBe32(NFTA_CMP_OP, negated ? NFT_CMP_NEQ : NFT_CMP_EQ);
      Data(NFTA_CMP_DATA, bytes);
    });
  }

  void Meta(std::uint32_t key) {
    Expression("meta", [&] {
      out_.PutBe32(NFTA_META_KEY, key);
      out_.PutBe32(NFTA_META_DREG, NFT_REG_1);
    });
  }

  void Payload(std::uint32_t offset, std::size_t length) {
    Expression("payload", [&] {
      out_.PutBe32(NFTA_PAYLOAD_DREG, NFT_REG_1);
      out_.PutBe32(NFTA_PAYLOAD_BASE, NFT_PAYLOAD_NETWORK_HEADER);
      out_.PutBe32(NFTA_PAYLOAD_OFFSET, offset);
      out_.PutBe32(NFTA_PAYLOAD_LEN, static_cast<std::uint32_t>(length));
    });
  }

  void Mask(std::string_view mask) {
    Expression("bitwise", [&] {
      out_.PutBe32(NFTA_BITWISE_SREG, NFT_REG_1);
      out_.PutBe32(NFTA_BITWISE_DREG, NFT_REG_1);
      out_.PutBe32(NFTA_BITWISE_LEN, static_cast<std::uint32_t>(mask.size()));
      Data(NFTA_BITWISE_MASK, mask);
      Data(NFTA_BITWISE_XOR, std::string(mask.size(), '\0'));
    });
  }

  // In the order in which iptables-nft asks: interfaces, protocol, addresses, fragments.
  bool Tests(const iptables::Use& builtin) {
    const auto with = [&builtin](std::size_t index, auto encode) {
      const Option* option = builtin.Find(index);
      return option == nullptr || encode(*option);
    };
    return with(iptables::kInInterface,
                [&](const Option& option) { return Interface(option, NFT_META_IIFNAME); }) &&
           with(iptables::kOutInterface,
                [&](const Option& option) { return Interface(option, NFT_META_OIFNAME); }) &&
           with(iptables::kProtocol, [&](const Option& option) { return Protocol(option); }) &&
           with(iptables::kSource,
                [&](const Option& option) { return Network(option, ipv4_ ? 12 : 8); }) &&
           with(iptables::kDestination,
                [&](const Option& option) { return Network(option, ipv4_ ? 16 : 24); }) &&
           with(iptables::kFragment, [&](const Option& option) { return Fragment(option); });
  }

  bool Interface(const Option& option, std::uint32_t key) {
    std::string name(option.text());
    const bool prefix = name.ends_with('+');
    // "+" is any; nothing is "! +", which iptables-nft has a word of its own for.
    if (name.empty() || name == "+") return !option.negated;
    if (prefix) {
      name.pop_back();
    } else {
      name.push_back('\0');
    }
    Meta(key);
    Compare(name, option.negated);
    return true;
  }

  bool Protocol(const Option& option) {
    if (option.number() == 0) return !option.negated;
    Meta(NFT_META_L4PROTO);
    Compare(std::string(1, static_cast<char>(option.number())), option.negated);
    return true;
  }

  // Of a prefix of whole bytes only those are loaded.
  bool Network(const Option& option, std::uint32_t offset) {
    const AddressMask& value = option.address();
    const auto prefix = PrefixLength(value.mask);
    if (value.mask.zero()) return !option.negated;
    const bool whole = prefix && *prefix % 8 == 0;
    const std::size_t length = whole ? *prefix / 8 : value.address.length;
    std::string address;
    for (std::size_t i = 0; i < length; ++i) {
      address.push_back(static_cast<char>(value.address.bytes[i] & value.mask.bytes[i]));
    }
    Payload(offset, length);
    if (!whole) Mask({reinterpret_cast<const char*>(value.mask.bytes.data()), length});
    Compare(address, option.negated);
    return true;
  }

  bool Fragment(const Option& option) {
    if (!ipv4_) return false;
    constexpr std::uint32_t kFragmentOffset = 6;
    Payload(kFragmentOffset, kNoOffset.size());
    Mask(kOffsetMask);
    Compare(kNoOffset, !option.negated);
    return true;
  }

  bool Matches(const iptables::RuleSyntax& syntax) {
    for (const iptables::Use& match : syntax.matches) {
      const auto write = translator::MatchOf(match).write;
      const auto info = write == nullptr ? std::nullopt : write(match, context_);
      if (!info) return false;
      Expression("match", [&] {
        out_.PutString(NFTA_MATCH_NAME, info->name);
        out_.PutBe32(NFTA_MATCH_REV, info->revision);
        out_.PutBytes(NFTA_MATCH_INFO, info->info.data(), info->info.size());
      });
    }
    return true;
  }

  void Verdict(const iptables::RuleSyntax& syntax) {
    struct Code {
      std::string_view name;
      int number;
    };
    constexpr auto kCodes =
        std::to_array<Code>({{"ACCEPT", NF_ACCEPT}, {"DROP", NF_DROP}, {"RETURN", NFT_RETURN}});
    const auto* known = std::ranges::find(kCodes, syntax.verdict, &Code::name);
    const bool chain = known == kCodes.end();
    const int code = !chain ? known->number : syntax.is_goto ? NFT_GOTO : NFT_JUMP;
    Expression("immediate", [&] {
      out_.PutBe32(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
      const Mark data = out_.BeginNest(NFTA_IMMEDIATE_DATA);
      const Mark verdict = out_.BeginNest(NFTA_DATA_VERDICT);
      out_.PutBe32(NFTA_VERDICT_CODE, static_cast<std::uint32_t>(code));
      if (chain) out_.PutString(NFTA_VERDICT_CHAIN, syntax.verdict);
      out_.EndNest(verdict);
      out_.EndNest(data);
    });
  }

  // What matches of xtables ask about the protocol.
  void Compat(const iptables::Use& builtin) {
    const Option* protocol = builtin.Find(iptables::kProtocol);
    if (protocol == nullptr || protocol->number() == 0) return;
    const Mark compat = out_.BeginNest(NFTA_RULE_COMPAT);
    out_.PutBe32(NFTA_RULE_COMPAT_PROTO, static_cast<std::uint32_t>(protocol->number()));
    out_.PutBe32(NFTA_RULE_COMPAT_FLAGS, protocol->negated ? NFT_RULE_COMPAT_F_INV : 0);
    out_.EndNest(compat);
  }

  bool ipv4_;
  const translator::XtContext& context_;
  Buffer& out_;
};

}  // namespace

bool EncodeNftRule(const iptables::RuleSyntax& syntax, const translator::XtContext& context,
                   Buffer& out) {
  return RuleEncoder(context, out).Encode(syntax);
}

}  // namespace cnft::compat
