// SPDX-License-Identifier: GPL-2.0-or-later
// -j TCPOPTSTRIP: overwrites TCP options with no-operations (net/netfilter/xt_TCPOPTSTRIP.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_TCPOPTSTRIP.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

struct Name {
  std::string_view name;
  std::uint8_t kind;
};
constexpr auto kNames = std::to_array<Name>(
    {{"wscale", 3}, {"mss", 2}, {"sack-permitted", 4}, {"sack", 5}, {"timestamp", 8}, {"md5", 19}});

std::optional<std::uint64_t> KindOf(std::string_view text) {
  const auto* found = std::ranges::find(kNames, text, &Name::name);
  if (found != kNames.end()) return found->kind;
  return iptables::ParseNumber(text, 255);
}

// The value is a list of single kinds, sorted, each once.
const iptables::ArgumentType kKindsArgument = {
    .placeholder = "option[,option]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          auto& kinds = value.emplace<std::vector<iptables::Range>>();
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto kind = KindOf(part);
            if (!kind) {
              return input.Fail(fmt::format("'{}' is not a TCP option", part),
                                "write its number, or mss, wscale, sack-permitted, sack, timestamp "
                                "or md5");
            }
            if (*kind < 2) {
              return input.Fail("options 0 and 1 end and fill the list: they cannot be stripped");
            }
            kinds.push_back({*kind, *kind});
          }
          std::ranges::sort(kinds, {}, &iptables::Range::low);
          const auto repeated = std::ranges::unique(kinds);
          kinds.erase(repeated.begin(), repeated.end());
          return true;
        },
    .print = iptables::kPortListArgument.print,
};

constexpr OptionSpec kOptions[] = {
    {.name = "strip-options", .argument = &kKindsArgument},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({6});

// nf_tables strips the first option of a kind, and drops the packet when that runs over the end of
// the header; the kernel's target strips all of them, and leaves such a one alone. A test that
// there is one comes true only for an option that is whole.
std::vector<nftables::Statement> StripAll(std::uint8_t kind) {
  constexpr int kMost = (60 - 20) / 2;  // options of two bytes in the longest header
  const nftables::Exthdr option{.type = kind, .present = true};
  std::vector<nftables::Statement> statements;
  for (int i = 0; i < kMost; ++i) {
    statements.push_back(Compare(option, Relation::kEq, 1));
    statements.emplace_back(nftables::StripTcpOption{kind});
  }
  return statements;
}

Action Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kTcpHeader = 20;
  Action action = Action::Do({});
  action.parts.push_back(DropWithoutHeader(context.family(), kTcpHeader));
  action.parts.push_back(DropWithoutTcpOptions());
  if (use.options.empty()) return action;
  for (const iptables::Range& kind : use.options[0].ranges()) {
    action.parts.push_back({StripAll(static_cast<std::uint8_t>(kind.low)), {}});
  }
  return action;
}

bool Read(const xt_tcpoptstrip_target_info& info, XtWords& words) {
  std::vector<iptables::Range> kinds;
  for (std::uint64_t kind = 0; kind <= 255; ++kind) {
    if ((info.strip_bmap[kind / 32] >> (kind % 32) & 1U) != 0) kinds.push_back({kind, kind});
  }
  if (!kinds.empty()) words.Add(false, kOptions[0], kinds);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_TCPOPTSTRIP = {
    .extension = {.name = "TCPOPTSTRIP",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle),
                  .protocols = kProtocols},
    .summary = "overwrites TCP options with no-operations",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
