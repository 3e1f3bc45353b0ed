// SPDX-License-Identifier: GPL-2.0-or-later
// -j NFLOG: hands a copy of the packet to a logging program (net/netfilter/xt_NFLOG.c).
#include <linux/netfilter/xt_NFLOG.h>

#include "ruleset/iptables/values.h"
#include "translator/log_prefix.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

enum { kPrefix, kGroup, kRange, kSize, kThreshold };

// struct xt_nflog_info: prefix[64].
constexpr const iptables::ArgumentType& kPrefixArgument = kLogPrefixArgument<63>;

constexpr OptionSpec kOptions[] = {
    {.name = "nflog-prefix", .argument = &kPrefixArgument},
    {.name = "nflog-group", .argument = &iptables::kU16Argument},
    // Never did anything: the kernel looks at a length only when --nflog-size gave it.
    {.name = "nflog-range", .argument = &iptables::kU32Argument, .excludes = "nflog-size"},
    {.name = "nflog-size", .argument = &iptables::kU32Argument},
    {.name = "nflog-threshold", .argument = &iptables::kU16Argument},
};

// Zeros are not printed, but for the size.
void Print(const Use& use, Family, std::string& out) {
  for (const OptionSpec& spec : kOptions) {
    for (const Option& option : use.options) {
      if (option.spec != &spec) continue;
      const auto index = &spec - kOptions;
      if (index != kPrefix && index != kSize && option.number() == 0) continue;
      iptables::PrintOption(option, out);
    }
  }
}

Action Lower(const Use& use, LowerContext&) {
  const auto number = [&](std::size_t index) {
    const Option* option = use.Find(index);
    return option == nullptr ? std::uint64_t{0} : option->number();
  };
  nftables::Log log;
  if (const Option* prefix = use.Find(kPrefix)) log.prefix = prefix->text();
  log.group = static_cast<std::uint16_t>(number(kGroup));
  if (use.Has(kSize)) log.snaplen = static_cast<std::uint32_t>(number(kSize));
  log.queue_threshold = static_cast<std::uint16_t>(number(kThreshold));
  return Action::Do({std::move(log)});
}

bool Read(const xt_nflog_info& info, XtWords& words) {
  if (info.prefix[0] != 0) words.Quote(false, "nflog-prefix", TextOf(info.prefix));
  words.Say(false, "nflog-group", "{}", info.group);
  if ((info.flags & XT_NFLOG_F_COPY_LEN) != 0) {
    words.Say(false, "nflog-size", "{}", info.len);
  } else if (info.len != 0) {
    words.Say(false, "nflog-range", "{}", info.len);
  }
  words.Say(false, "nflog-threshold", "{}", info.threshold);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_NFLOG = {
    .extension = {.name = "NFLOG", .options = kOptions, .print = Print},
    .summary = "hands a copy of the packet to a logging program",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
