// SPDX-License-Identifier: GPL-2.0-or-later
// -m owner: who owns the socket that sends the packet (net/netfilter/xt_owner.c). Without a socket
// that a process holds, the negated options hold and the others do not.
#include <fmt/core.h>
#include <linux/netfilter/xt_owner.h>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using iptables::Hook;
using iptables::HookBit;

constexpr iptables::ArgumentType kIdsArgument = {
    .placeholder = "id[-id]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          constexpr std::uint64_t kLast = 0xfffffffe;  // -1 means no one
          const std::string_view text = input.text();
          const char separator = text.find('-') == std::string_view::npos ? ':' : '-';
          const auto [low, high] = iptables::SplitAt(text, separator);
          const auto first =
              text == "root" ? std::optional<std::uint64_t>(0) : iptables::ParseNumber(low, kLast);
          const auto last = high ? iptables::ParseNumber(*high, kLast) : first;
          if (!first || !last) {
            return input.Fail(fmt::format("'{}' is not a number or a range low-high", text),
                              "names of users and groups are not looked up: write the number");
          }
          if (*first > *last) return input.Fail(fmt::format("'{}' ends before it begins", text));
          value = iptables::Range{*first, *last};
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto& [low, high] = std::get<iptables::Range>(value);
          iptables::AppendNumber(low, out);
          if (low == high) return;
          out += '-';
          iptables::AppendNumber(high, out);
        },
};

enum { kSocketExists, kUid, kGid, kSupplementary };

constexpr OptionSpec kOptions[] = {
    {.name = "socket-exists", .negatable = true},
    {.name = "uid-owner", .argument = &kIdsArgument, .negatable = true},
    {.name = "gid-owner", .argument = &kIdsArgument, .negatable = true},
    {.name = "suppl-groups", .needs = "gid-owner"},
};

constexpr std::uint8_t kBits[] = {XT_OWNER_SOCKET, XT_OWNER_UID, XT_OWNER_GID,
                                  XT_OWNER_SUPPL_GROUPS};

constexpr Limitation kLimitations[] = {
    {.option = "--socket-exists",
     .reason = "nf_tables sees only sockets that a process holds, not the kernel's own, with which "
               "it answers ping and resets connections"},
    {.option = "--suppl-groups",
     .reason = "nf_tables does not see the supplementary groups of a process",
     .way_out = "test --gid-owner alone, or run the process under that group"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  if (const Option* exists = use.Find(kSocketExists)) {
    context.Refuse(kLimitations[0], exists->span);
    return {};
  }
  if (const Option* groups = use.Find(kSupplementary)) {
    context.Refuse(kLimitations[1], groups->span);
    return {};
  }
  std::vector<Formula> parts;
  const auto add = [&](std::size_t index, nftables::MetaKey key) {
    const Option* option = use.Find(index);
    if (option == nullptr) return;
    parts.push_back(
        NegateIf(option->negated, InRange(MetaField(key), option->range(), Domain::kSometimes)));
  };
  add(kUid, nftables::MetaKey::kSkuid);
  add(kGid, nftables::MetaKey::kSkgid);
  return {Formula::All(std::move(parts))};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_owner_match_info info{};
  for (const Option& option : use.options) {
    const std::uint8_t bit = kBits[option.spec - kOptions];
    info.match |= bit;
    if (option.negated) info.invert |= bit;
    if (option.spec->argument == nullptr) continue;
    const auto low = static_cast<std::uint32_t>(option.range().low);
    const auto high = static_cast<std::uint32_t>(option.range().high);
    (bit == XT_OWNER_UID ? info.uid_min : info.gid_min) = low;
    (bit == XT_OWNER_UID ? info.uid_max : info.gid_max) = high;
  }
  return MakeXtInfo("owner", 1, info);
}

bool Read(const xt_owner_match_info& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.match & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.invert & flag) != 0; };
  if (has(XT_OWNER_SOCKET)) words.Flag("socket-exists", negated(XT_OWNER_SOCKET));
  if (has(XT_OWNER_UID)) {
    words.Add(negated(XT_OWNER_UID), kOptions[kUid], iptables::Range{info.uid_min, info.uid_max});
  }
  if (has(XT_OWNER_GID)) {
    words.Add(negated(XT_OWNER_GID), kOptions[kGid], iptables::Range{info.gid_min, info.gid_max});
  }
  if (has(XT_OWNER_SUPPL_GROUPS)) words.Flag("suppl-groups");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_owner = {
    .extension = {.name = "owner",
                  .options = kOptions,
                  .hooks = HookBit(Hook::kOutput) | HookBit(Hook::kPostrouting)},
    .summary = "the user and group that own the sending socket",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
