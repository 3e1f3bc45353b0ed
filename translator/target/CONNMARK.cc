// SPDX-License-Identifier: GPL-2.0-or-later
// -j CONNMARK: sets bits of the connection's mark, or copies bits between it and the packet's mark
// (net/netfilter/xt_connmark.c, connmark_tg_shift).
#include <fmt/core.h>
#include <linux/netfilter/xt_CONNMARK.h>

#include <bit>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/marks.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Masked;
using nftables::Computed;
using nftables::CtKey;
using nftables::MetaKey;
using nftables::Statement;

enum { kSet, kSetMark, kAnd, kOr, kXor, kSave, kRestore, kNfmask, kCtmask, kMask, kLeft, kRight };

constexpr const iptables::ArgumentType& kMaskArgument = iptables::kHexArgument<0, 0xffffffff>;
constexpr const iptables::ArgumentType& kShiftArgument = iptables::kNumberArgument<0, 31>;

constexpr OptionSpec kOptions[] = {
    {.name = "set-xmark", .argument = &kXmarkArgument, .excludes = "save-mark restore-mark"},
    {.name = "set-mark", .argument = &kSetMarkArgument, .alias_of = "set-xmark"},
    {.name = "and-mark", .argument = &kAndMarkArgument, .alias_of = "set-xmark"},
    {.name = "or-mark", .argument = &kOrMarkArgument, .alias_of = "set-xmark"},
    {.name = "xor-mark", .argument = &kXorMarkArgument, .alias_of = "set-xmark"},
    {.name = "save-mark", .excludes = "restore-mark"},
    {.name = "restore-mark"},
    {.name = "nfmask", .argument = &kMaskArgument, .excludes = "mask"},
    {.name = "ctmask", .argument = &kMaskArgument, .excludes = "mask"},
    {.name = "mask", .argument = &kMaskArgument},
    {.name = "left-shift-mark", .argument = &kShiftArgument, .excludes = "right-shift-mark"},
    {.name = "right-shift-mark", .argument = &kShiftArgument},
};

constexpr Limitation kLimitations[] = {
    {.option = "shift",
     .reason = "nf_tables cannot move bits within the connection's mark",
     .way_out = "give --set-xmark without a mask, already shifted"},
};

// The operation as the kernel has it. `value` only counts when bits are set.
struct Operation {
  Masked value;
  std::uint32_t nfmask = 0xffffffff;
  std::uint32_t ctmask = 0xffffffff;
  int shift = 0;  // to the left

  std::uint32_t Shifted(std::uint32_t bits) const {
    return shift < 0 ? bits >> -shift : bits << shift;
  }
};

// Options count in the order written: a --mask behind --set-mark takes the place of its mask.
Operation OperationOf(const Use& use) {
  Operation operation;
  for (const Option& option : use.options) {
    switch (option.spec - kOptions) {
      case kSet:
        operation.value = option.masked();
        break;
      case kNfmask:
        operation.nfmask = static_cast<std::uint32_t>(option.number());
        break;
      case kCtmask:
        operation.ctmask = static_cast<std::uint32_t>(option.number());
        break;
      case kMask:
        operation.nfmask = operation.ctmask = operation.value.mask =
            static_cast<std::uint32_t>(option.number());
        break;
      case kLeft:
        operation.shift = static_cast<int>(option.number());
        break;
      case kRight:
        operation.shift = -static_cast<int>(option.number());
        break;
      default:
        break;
    }
  }
  return operation;
}

void Print(const Use& use, Family, std::string& out) {
  const Operation operation = OperationOf(use);
  if (use.Has(kSet)) {
    out += fmt::format(" --set-xmark {:#x}/{:#x}", operation.value.value, operation.value.mask);
  } else {
    out += fmt::format(" --{} --nfmask {:#x} --ctmask {:#x}",
                       use.Has(kSave) ? "save-mark" : "restore-mark", operation.nfmask,
                       operation.ctmask);
  }
  if (operation.shift > 0) out += fmt::format(" --left-shift-mark {}", operation.shift);
  if (operation.shift < 0) out += fmt::format(" --right-shift-mark {}", -operation.shift);
}

Field PacketMark() { return MetaField(MetaKey::kMark); }
Field ConnectionMark() { return CtField(CtKey::kMark); }

nftables::Operand Under(Field field, std::uint32_t mask, std::uint32_t flip = 0) {
  if (mask == 0xffffffff && flip == 0) return Computed{std::move(field), {}, {}};
  return Computed{std::move(field), Value::Number(mask, 4), Value::Number(flip, 4)};
}

Statement SetPacketMark(nftables::Operand operand) {
  return nftables::SetMeta{MetaKey::kMark, std::move(operand)};
}
Statement SetConnectionMark(nftables::Operand operand) {
  return nftables::SetCt{CtKey::kMark, std::nullopt, std::move(operand)};
}

Statement HasBit(Field field, std::uint32_t bit) {
  return CompareMasked(std::move(field), bit, Relation::kEq, bit);
}
Statement LacksBit(Field field, std::uint32_t bit) {
  return CompareMasked(std::move(field), bit, Relation::kEq, 0);
}

template <typename Visit>
void ForEachBit(std::uint32_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(bits & ~(bits - 1));
}

// A connection's mark is seen by other processors: no bit may take a value in between. Kernels
// before 6.13 combine a register with constants only, so that bits are copied one by one.
Action Save(const Operation& operation) {
  const auto [value, nfmask, ctmask, shift] = operation;
  if (shift == 0 && ctmask == 0xffffffff)
    return Action::Do({SetConnectionMark(Under(PacketMark(), nfmask))});
  Action action = Action::Do({});
  const std::uint32_t cleared = ctmask & ~operation.Shifted(nfmask);
  if (cleared != 0) {
    action.parts.push_back({{SetConnectionMark(Under(ConnectionMark(), ~cleared))}, {}});
  }
  ForEachBit(nfmask, [&](std::uint32_t from) {
    const std::uint32_t to = operation.Shifted(from);
    if (to == 0) return;
    const bool replaced = (ctmask & to) != 0;
    action.parts.push_back(
        {{HasBit(PacketMark(), from),
          SetConnectionMark(Under(ConnectionMark(), replaced ? ~to : 0xffffffff, to))},
         {}});
    if (!replaced) return;
    action.parts.push_back(
        {{LacksBit(PacketMark(), from), SetConnectionMark(Under(ConnectionMark(), ~to))}, {}});
  });
  return action;
}

// Nothing is restored where there is no entry.
Action Restore(const Operation& operation) {
  const auto [value, nfmask, ctmask, shift] = operation;
  if (shift == 0 && nfmask == 0xffffffff)
    return Action::Do({SetPacketMark(Under(ConnectionMark(), ctmask))});
  Action action = Action::Do({});
  if (nfmask != 0) {
    constexpr std::uint32_t kWithEntry = kStateNew | kStateEstablished | kStateRelated;
    action.parts.push_back({{CompareMasked(CtField(CtKey::kState), kWithEntry, Relation::kNe, 0),
                             SetPacketMark(Under(PacketMark(), ~nfmask))},
                            {}});
  }
  ForEachBit(ctmask, [&](std::uint32_t from) {
    const std::uint32_t to = operation.Shifted(from);
    if (to == 0) return;
    action.parts.push_back(
        {{HasBit(ConnectionMark(), from), SetPacketMark(Under(PacketMark(), 0xffffffff, to))}, {}});
  });
  return action;
}

// Masks may leave nothing to do; but a rule about connections has them tracked.
Action Tracked(Action action) {
  if (!action.parts.empty() || !action.attempts[0].after.empty()) return action;
  return Action::Do({SetConnectionMark(Under(ConnectionMark(), 0xffffffff))});
}

Action Lower(const Use& use, LowerContext& context) {
  const Operation operation = OperationOf(use);
  if (use.Has(kSave)) return Tracked(Save(operation));
  if (use.Has(kRestore)) return Tracked(Restore(operation));
  if (operation.shift == 0)
    return Action::Do({SetConnectionMark(SetBits(ConnectionMark(), operation.value))});
  if (operation.value.mask != 0xffffffff) {
    const Option* left = use.Find(kLeft);
    context.Refuse(kLimitations[0], left != nullptr ? left->span : use.Find(kRight)->span);
  }
  return Action::Do(
      {SetConnectionMark(Value::Number(operation.Shifted(operation.value.value), 4))});
}

template <typename Info>
bool Read(const Info& info, XtWords& words) {
  const auto masks = [&] {
    words.Say(false, "nfmask", "{:#x}", info.nfmask);
    words.Say(false, "ctmask", "{:#x}", info.ctmask);
  };
  switch (info.mode) {
    case XT_CONNMARK_SET:
      words.Say(false, "set-xmark", "{:#x}/{:#x}", info.ctmark, info.ctmask);
      return true;
    case XT_CONNMARK_SAVE:
      words.Flag("save-mark");
      masks();
      return true;
    case XT_CONNMARK_RESTORE:
      words.Flag("restore-mark");
      masks();
      return true;
    default:
      return false;
  }
}

bool ReadShifted(const xt_connmark_tginfo2& info, XtWords& words) {
  if (!Read(info, words)) return false;
  if (info.shift_bits == 0) return true;
  words.Say(false, info.shift_dir == D_SHIFT_LEFT ? "left-shift-mark" : "right-shift-mark", "{}",
            info.shift_bits);
  return true;
}
constexpr XtReader kReaders[] = {Reads<ReadShifted>(2), Reads<Read<xt_connmark_tginfo1>>(1)};

}  // namespace

extern const TargetModule target_CONNMARK = {
    .extension = {.name = "CONNMARK",
                  .options = kOptions,
                  .one_of = "set-xmark save-mark restore-mark",
                  .print = Print},
    .summary = "sets bits of the connection's mark, or copies them from or to the packet's",
    .limitations = kLimitations,
    .lower = Lower,
    .preparation = kTracking,
    .readers = kReaders,
};

}  // namespace cnft::translator
