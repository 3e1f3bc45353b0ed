// SPDX-License-Identifier: GPL-2.0-or-later
// -j ECN: sets the explicit congestion notification bits of the IPv4 and TCP headers
// (net/ipv4/netfilter/ipt_ECN.c).
#include <linux/netfilter_ipv4/ipt_ECN.h>

#include <array>

#include "ruleset/iptables/values.h"
#include "translator/dsfield.h"
#include "translator/module.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

enum { kRemove, kEce, kCwr, kEct };

constexpr const iptables::ArgumentType& kBit = iptables::kNumberArgument<0, 1>;
constexpr const iptables::ArgumentType& kCodepoint = iptables::kNumberArgument<0, 3>;

constexpr OptionSpec kOptions[] = {
    {.name = "ecn-tcp-remove", .excludes = "ecn-tcp-ece ecn-tcp-cwr"},
    {.name = "ecn-tcp-ece", .argument = &kBit},
    {.name = "ecn-tcp-cwr", .argument = &kBit},
    {.name = "ecn-ip-ect", .argument = &kCodepoint},
};

struct Operation {
  std::optional<bool> ece;
  std::optional<bool> cwr;
  std::optional<std::uint8_t> ect;
};

// --ecn-tcp-remove forgets an --ecn-ip-ect before it.
Operation OperationOf(const Use& use) {
  Operation operation;
  for (const Option& option : use.options) {
    switch (option.spec - kOptions) {
      case kRemove:
        operation = {false, false, std::nullopt};
        break;
      case kEce:
        operation.ece = option.number() != 0;
        break;
      case kCwr:
        operation.cwr = option.number() != 0;
        break;
      case kEct:
        operation.ect = static_cast<std::uint8_t>(option.number());
        break;
      default:
        break;
    }
  }
  return operation;
}

void Print(const Use& use, Family, std::string& out) {
  const auto [ece, cwr, ect] = OperationOf(use);
  if (ece == false && cwr == false) {
    out += " --ecn-tcp-remove";
  } else {
    if (ece) out += *ece ? " --ecn-tcp-ece 1" : " --ecn-tcp-ece 0";
    if (cwr) out += *cwr ? " --ecn-tcp-cwr 1" : " --ecn-tcp-cwr 0";
  }
  if (ect) {
    out += " --ecn-ip-ect ";
    iptables::AppendNumber(*ect, out);
  }
}

// The TCP flags and the header length before them: written from an even offset, for the checksum.
nftables::Statement SetTcpFlags(std::uint16_t clear, std::uint16_t flip) {
  const nftables::Payload bytes{nftables::PayloadBase::kTransport, 12, 2};
  return nftables::SetPayload{
      bytes, true,
      nftables::Computed{bytes, nftables::Value::Number(0xffffU & ~std::uint32_t{clear}, 2),
                         nftables::Value::Number(flip, 2)}};
}

Action Lower(const Use& use, LowerContext& context) {
  constexpr std::uint16_t kEceFlag = 0x40;
  constexpr std::uint16_t kCwrFlag = 0x80;
  constexpr std::uint8_t kTcp = 6;
  constexpr std::uint8_t kTcpHeader = 20;
  const auto [ece, cwr, ect] = OperationOf(use);
  const bool tcp = ece || cwr;
  if (tcp && context.rule().Protocol() != kTcp) {
    context.Fail(DiagnosticKind::kNeedsProtocol, use.span,
                 "--ecn-tcp-remove, --ecn-tcp-ece and --ecn-tcp-cwr need -p tcp",
                 "the kernel refuses the rule without it");
  }
  Action action = Action::Do({});
  if (ect) action.attempts[0].after.push_back(SetDsField(context.family(), 0x03, *ect));
  if (tcp) {
    action.parts.push_back(DropWithoutHeader(context.family(), kTcpHeader));
    const auto clear = static_cast<std::uint16_t>((ece ? kEceFlag : 0) | (cwr ? kCwrFlag : 0));
    const auto flip =
        static_cast<std::uint16_t>((ece == true ? kEceFlag : 0) | (cwr == true ? kCwrFlag : 0));
    action.parts.push_back({{SetTcpFlags(clear, flip)}, {}});
  }
  return action;
}

bool Read(const ipt_ECN_info& info, XtWords& words) {
  const auto has = [&info](unsigned operation) { return (info.operation & operation) != 0; };
  // Both bits to zero is what --ecn-tcp-remove asks for.
  if (has(IPT_ECN_OP_SET_ECE) && has(IPT_ECN_OP_SET_CWR) && info.proto.tcp.ece == 0 &&
      info.proto.tcp.cwr == 0) {
    words.Flag("ecn-tcp-remove");
  } else {
    if (has(IPT_ECN_OP_SET_ECE)) {
      words.Say(false, "ecn-tcp-ece", "{}", static_cast<unsigned>(info.proto.tcp.ece));
    }
    if (has(IPT_ECN_OP_SET_CWR)) {
      words.Say(false, "ecn-tcp-cwr", "{}", static_cast<unsigned>(info.proto.tcp.cwr));
    }
  }
  if (has(IPT_ECN_OP_SET_IP)) words.Say(false, "ecn-ip-ect", "{}", info.ip_ect);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_ECN = {
    .extension = {.name = "ECN",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .tables = iptables::TableBit(iptables::TableId::kMangle),
                  .one_of = "ecn-tcp-remove ecn-tcp-ece ecn-tcp-cwr ecn-ip-ect",
                  .print = Print},
    .summary = "sets the congestion notification bits",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
