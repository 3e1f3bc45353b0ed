// SPDX-License-Identifier: GPL-2.0-or-later
// -j TCPMSS: lowers the largest segment that a SYN offers (net/netfilter/xt_TCPMSS.c).
#include <linux/netfilter/xt_TCPMSS.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::HookBit;

enum { kSetMss, kClamp };

// 20 bytes of IP header are the least there can be in a packet.
constexpr const iptables::ArgumentType& kMssArgument = iptables::kNumberArgument<0, 65515>;

constexpr OptionSpec kOptions[] = {
    {.name = "set-mss", .argument = &kMssArgument, .excludes = "clamp-mss-to-pmtu"},
    {.name = "clamp-mss-to-pmtu"},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({6});

constexpr Limitation kLimitations[] = {
    {.reason = "the kernel's target gives a SYN without the option one (536 at most, 1220 with "
               "IPv6); nf_tables only changes an option that is there, and leaves packets alone "
               "whose path takes no segment at all, which the target drops",
     .approximation = "tcpmss-option-present"},
};

// The kernel wants a test that the SYN flag is set.
bool TestsSyn(const iptables::RuleSyntax& rule) {
  constexpr std::uint32_t kSyn = 0x02;
  return std::ranges::any_of(rule.matches, [](const Use& match) {
    return match.extension->name == "tcp" &&
           std::ranges::any_of(match.options, [](const Option& option) {
             return option.spec->name == "tcp-flags" && !option.negated &&
                    (option.masked().value & kSyn) != 0;
           });
  });
}

void Check(const Use& use, LowerContext& context) {
  if (!TestsSyn(context.rule())) {
    context.Fail(DiagnosticKind::kMissingOption, use.span, "-j TCPMSS needs -m tcp --syn",
                 "the kernel refuses the rule without a test of the SYN flag");
  }
  constexpr std::uint8_t kWithRoute =
      HookBit(Hook::kForward) | HookBit(Hook::kOutput) | HookBit(Hook::kPostrouting);
  const Option* clamp = use.Find(kClamp);
  if (clamp != nullptr && (context.hooks() & ~kWithRoute) != 0) {
    context.Fail(DiagnosticKind::kWrongHook, clamp->span,
                 "--clamp-mss-to-pmtu works in FORWARD, OUTPUT and POSTROUTING only",
                 "the kernel refuses the rule");
  }
}

Action Lower(const Use& use, LowerContext& context) {
  Check(use, context);
  context.Approximate(kLimitations[0], use.span);
  constexpr std::uint8_t kMssKind = 2;
  const nftables::Exthdr option{.type = kMssKind, .offset = 2, .length = 2};
  if (const Option* mss = use.Find(kSetMss)) {
    return Action::Do({nftables::SetExthdr{option, Value::Number(mss->number(), 2)}});
  }
  return Action::Do({nftables::SetExthdr{
      option, nftables::Computed{nftables::Rt{nftables::RtKey::kTcpMss}, {}, {}}}});
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_tcpmss_info info{};
  const Option* mss = use.Find(kSetMss);
  info.mss = mss == nullptr ? XT_TCPMSS_CLAMP_PMTU : static_cast<std::uint16_t>(mss->number());
  return MakeXtInfo("TCPMSS", 0, info);
}

bool Read(const xt_tcpmss_info& info, XtWords& words) {
  if (info.mss == XT_TCPMSS_CLAMP_PMTU) {
    words.Flag("clamp-mss-to-pmtu");
  } else {
    words.Say(false, "set-mss", "{}", info.mss);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_TCPMSS = {
    .extension = {.name = "TCPMSS",
                  .options = kOptions,
                  .protocols = kProtocols,
                  .one_of = "set-mss clamp-mss-to-pmtu"},
    .summary = "lowers the segment size that a SYN offers",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
