// SPDX-License-Identifier: GPL-2.0-or-later
// -m physdev: the bridge ports a packet passes (net/netfilter/xt_physdev.c, physdev_mt).
//
// br_netfilter, where net.bridge.bridge-nf-call-iptables (or -ip6tables) is set, lets the packets
// that come in through a bridge port pass the iptables hooks and notes the port in them; no other
// packet has ports. nf_tables sees the bridge as the incoming interface instead, and asks for its
// kind. That says whether there is an incoming port, but not which one, nor anything of the
// outgoing port, which only packets that stay on a bridge have, and only in FORWARD and
// POSTROUTING.
#include <fmt/core.h>
#include <linux/netfilter/xt_physdev.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::HookBit;

enum { kIsIn, kIn, kIsOut, kOut, kIsBridged };

constexpr OptionSpec kOptions[] = {
    {.name = "physdev-is-in", .negatable = true},
    {.name = "physdev-in", .argument = &iptables::kInterfaceArgument, .negatable = true},
    {.name = "physdev-is-out", .negatable = true},
    {.name = "physdev-out", .argument = &iptables::kInterfaceArgument, .negatable = true},
    {.name = "physdev-is-bridged", .negatable = true},
};

// XT_PHYSDEV_OP_*, by option.
constexpr std::uint8_t kBits[] = {XT_PHYSDEV_OP_ISIN, XT_PHYSDEV_OP_IN, XT_PHYSDEV_OP_ISOUT,
                                  XT_PHYSDEV_OP_OUT, XT_PHYSDEV_OP_BRIDGED};

constexpr Limitation kLimitations[] = {
    {.option = "--physdev-in",
     .reason =
         "nf_tables does not see bridge ports, only whether the packet came through a bridge"},
    {.option = "--physdev-out, --physdev-is-out and --physdev-is-bridged",
     .reason = "nf_tables does not see bridge ports: it cannot tell packets that stay on a bridge "
               "from packets that are routed"},
    {.option = "in POSTROUTING",
     .reason = "packets that stay on a bridge have no incoming interface there: nf_tables cannot "
               "tell them from the host's own",
     .way_out = "test it in FORWARD, and mark the packet"},
    {.option = "in several hooks",
     .reason = "the answer for packets of a bridge depends on the hook",
     .way_out = "give each built-in chain a chain of its own"},
};
enum { kNeedsInPort, kNeedsOutPort, kInPostrouting, kInSeveralHooks };

// What the match says of a packet that came through a bridge port, as far as nf_tables can know.
enum class Answer : std::uint8_t { kNo, kYes, kUnknown };

Answer Invert(Answer answer, bool negated) {
  if (answer == Answer::kUnknown || !negated) return answer;
  return answer == Answer::kYes ? Answer::kNo : Answer::kYes;
}

Answer OfBridged(std::size_t option, std::string_view name, bool negated, Hook hook) {
  // The outgoing port is known once the bridge has decided.
  const bool before_decision = hook == Hook::kPrerouting || hook == Hook::kInput;
  switch (option) {
    case kIsIn:
      return Invert(Answer::kYes, negated);
    case kIn:
      return name == "+" ? Invert(Answer::kYes, negated) : Answer::kUnknown;
    case kOut:
      // Negated or not: a packet of a bridge without an outgoing port does not match.
      return before_decision ? Answer::kNo : Answer::kUnknown;
    default:
      return before_decision ? Invert(Answer::kNo, negated) : Answer::kUnknown;
  }
}

// Of a packet that has no ports: the negated options hold, the others do not.
bool OfOthers(const Use& use) { return std::ranges::all_of(use.options, &Option::negated); }

struct OfHook {
  Answer answer = Answer::kYes;
  std::size_t limitation = kNeedsOutPort;
  Span span;
};

OfHook BridgedAnswer(const Use& use, Hook hook) {
  OfHook result;
  for (const Option& option : use.options) {
    const auto index = static_cast<std::size_t>(option.spec - kOptions);
    const bool named = option.spec->argument != nullptr;
    const Answer answer =
        OfBridged(index, named ? option.text() : std::string_view{}, option.negated, hook);
    if (answer == Answer::kNo) return {.answer = Answer::kNo, .limitation = 0, .span = {}};
    if (answer == Answer::kUnknown && result.answer != Answer::kUnknown) {
      result = {.answer = Answer::kUnknown,
                .limitation = static_cast<std::size_t>(index == kIn ? kNeedsInPort : kNeedsOutPort),
                .span = option.span};
    }
  }
  return result;
}

// As the kernel's check does.
bool CheckOutput(const Use& use, LowerContext& context) {
  const Option* out = use.Find(kOut);
  if (out == nullptr) out = use.Find(kIsOut);
  const Option* bridged = use.Find(kIsBridged);
  if (out == nullptr || (context.hooks() & HookBit(Hook::kOutput)) == 0 ||
      (bridged != nullptr && !bridged->negated)) {
    return true;
  }
  context.Fail(DiagnosticKind::kWrongHook, out->span,
               fmt::format("--{} without --physdev-is-bridged cannot be reached from OUTPUT",
                           out->spec->name),
               "the kernel refuses the rule");
  return false;
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  if (!CheckOutput(use, context)) return {};
  const bool others = OfOthers(use);
  const Formula of_others = others ? Formula::True() : Formula::False();
  const auto& hooked = context.options().bridge_netfilter;
  if (hooked && !hooked(context.family())) return {of_others};
  std::optional<bool> bridged;
  for (const Hook hook : {Hook::kPrerouting, Hook::kInput, Hook::kForward, Hook::kPostrouting}) {
    if ((context.hooks() & HookBit(hook)) == 0) continue;
    const OfHook of_hook = BridgedAnswer(use, hook);
    if (of_hook.answer == Answer::kUnknown) {
      context.Refuse(kLimitations[of_hook.limitation], of_hook.span);
      return {};
    }
    const bool answer = of_hook.answer == Answer::kYes;
    if (hook == Hook::kPostrouting && answer != others) {
      context.Refuse(kLimitations[kInPostrouting], use.span);
      return {};
    }
    if (bridged.value_or(answer) != answer) {
      context.Refuse(kLimitations[kInSeveralHooks], use.span);
      return {};
    }
    bridged = answer;
  }
  // In OUTPUT there is no incoming interface, and no packet has ports.
  if (bridged.value_or(others) == others) return {of_others};
  // Interfaces without a kind, such as those of network cards, leave the rule.
  const Formula from_bridge =
      Equals(MetaField(nftables::MetaKey::kIifKind), Value::Name("bridge"), Domain::kSometimes);
  return {NegateIf(others, from_bridge)};
}

std::optional<XtInfo> Write(const Use& use, const XtContext&) {
  xt_physdev_info info{};
  const auto name = [](std::string_view pattern, char* device, char* mask) {
    std::ranges::copy(pattern, device);
    const bool prefix = !pattern.empty() && pattern.back() == '+';
    std::memset(mask, 0xff, prefix ? pattern.size() - 1 : pattern.size() + 1);
  };
  for (const Option& option : use.options) {
    const std::uint8_t bit = kBits[option.spec - kOptions];
    info.bitmask |= bit;
    if (option.negated) info.invert |= bit;
    if (bit == XT_PHYSDEV_OP_IN) name(option.text(), info.physindev, info.in_mask);
    if (bit == XT_PHYSDEV_OP_OUT) name(option.text(), info.physoutdev, info.out_mask);
  }
  return MakeXtInfo("physdev", 0, info);
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) { return Write(use, {}); }

std::span<const unsigned char> MaskOf(const char (&mask)[IFNAMSIZ]) {
  return {reinterpret_cast<const unsigned char*>(mask), IFNAMSIZ};
}

bool Read(const xt_physdev_info& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.bitmask & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.invert & flag) != 0; };
  if (has(XT_PHYSDEV_OP_ISIN)) words.Flag("physdev-is-in", negated(XT_PHYSDEV_OP_ISIN));
  if (has(XT_PHYSDEV_OP_IN)) {
    words.Quote(negated(XT_PHYSDEV_OP_IN), "physdev-in",
                NameUnder(TextOf(info.physindev), MaskOf(info.in_mask)));
  }
  if (has(XT_PHYSDEV_OP_ISOUT)) words.Flag("physdev-is-out", negated(XT_PHYSDEV_OP_ISOUT));
  if (has(XT_PHYSDEV_OP_OUT)) {
    words.Quote(negated(XT_PHYSDEV_OP_OUT), "physdev-out",
                NameUnder(TextOf(info.physoutdev), MaskOf(info.out_mask)));
  }
  if (has(XT_PHYSDEV_OP_BRIDGED)) words.Flag("physdev-is-bridged", negated(XT_PHYSDEV_OP_BRIDGED));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_physdev = {
    .extension = {.name = "physdev",
                  .options = kOptions,
                  .one_of = "physdev-is-in physdev-in physdev-is-out physdev-out "
                            "physdev-is-bridged"},
    .summary = "the bridge ports a packet passes",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
    .write = Write,
};

}  // namespace cnft::translator
