// SPDX-License-Identifier: GPL-2.0-or-later
// -j LOG: writes the packet's headers to the kernel log (net/netfilter/xt_LOG.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_LOG.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/log_prefix.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

struct Level {
  std::string_view name;
  std::uint8_t level;
};
constexpr auto kLevels = std::to_array<Level>({{"alert", 1},
                                               {"crit", 2},
                                               {"debug", 7},
                                               {"emerg", 0},
                                               {"error", 3},
                                               {"info", 6},
                                               {"notice", 5},
                                               {"panic", 0},
                                               {"warning", 4}});
constexpr std::uint8_t kDefaultLevel = 4;

constexpr iptables::ArgumentType kLevelArgument = {
    .placeholder = "level",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          if (const auto number = iptables::ParseNumber(input.text(), 7)) {
            value = *number;
            return true;
          }
          const auto* found = std::ranges::find(kLevels, input.text(), &Level::name);
          if (found == kLevels.end()) {
            return input.Fail(fmt::format("'{}' is not a log level", input.text()),
                              "levels are 0 to 7, emerg, alert, crit, error, warning, notice, info "
                              "and debug");
          }
          value = std::uint64_t{found->level};
          return true;
        },
    .print = iptables::internal::PrintDecimal,
};

enum { kPrefix, kLevel, kFirstFlag };

// struct xt_log_info: prefix[30].
constexpr const iptables::ArgumentType& kPrefixArgument = kLogPrefixArgument<29>;

constexpr OptionSpec kOptions[] = {
    {.name = "log-prefix", .argument = &kPrefixArgument},
    {.name = "log-level", .argument = &kLevelArgument},
    {.name = "log-tcp-sequence"},
    {.name = "log-tcp-options"},
    {.name = "log-ip-options"},
    {.name = "log-uid"},
    {.name = "log-macdecode"},
};
// NF_LOG_TCPSEQ, NF_LOG_TCPOPT, NF_LOG_IPOPT, NF_LOG_UID, NF_LOG_MACDECODE.
constexpr auto kFlags = std::to_array<std::uint8_t>({0x01, 0x02, 0x04, 0x08, 0x20});

// The usual level is not printed.
void Print(const Use& use, Family, std::string& out) {
  for (const OptionSpec& spec : kOptions) {
    for (const Option& option : use.options) {
      if (option.spec != &spec) continue;
      if (&spec == &kOptions[kLevel] && option.number() == kDefaultLevel) continue;
      iptables::PrintOption(option, out);
    }
  }
}

Action Lower(const Use& use, LowerContext&) {
  nftables::Log log;
  if (const Option* prefix = use.Find(kPrefix)) log.prefix = prefix->text();
  const Option* level = use.Find(kLevel);
  log.level = level == nullptr ? kDefaultLevel : static_cast<std::uint8_t>(level->number());
  for (std::size_t flag = 0; flag < kFlags.size(); ++flag) {
    if (use.Has(kFirstFlag + flag)) log.flags = static_cast<std::uint8_t>(log.flags | kFlags[flag]);
  }
  return Action::Do({std::move(log)});
}

bool Read(const xt_log_info& info, XtWords& words) {
  if (info.prefix[0] != 0) words.Quote(false, "log-prefix", TextOf(info.prefix));
  words.Say(false, "log-level", "{}", info.level);
  for (std::size_t flag = 0; flag < kFlags.size(); ++flag) {
    if ((info.logflags & kFlags[flag]) != 0) words.Flag(kOptions[kFirstFlag + flag].name);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_LOG = {
    .extension = {.name = "LOG", .options = kOptions, .print = Print},
    .summary = "writes the packet's headers to the kernel log",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
