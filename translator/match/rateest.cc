// SPDX-License-Identifier: GPL-2.0-or-later
// -m rateest: compares rates that rules with -j RATEEST measure (net/netfilter/xt_rateest.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_rateest.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "ruleset/iptables/values.h"
#include "translator/bit_names.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kNameArgument = {
    .placeholder = "name",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          return iptables::internal::ParseTextArgument(input, value, IFNAMSIZ - 1);
        },
};

// In bits a second, but for the last, which is what a rate without a unit is in.
struct Unit {
  std::string_view name;
  double bits;
};
constexpr double kKilo = 1000;
constexpr double kKibi = 1024;
constexpr auto kUnits = std::to_array<Unit>({{"bit", 1},
                                             {"kibit", kKibi},
                                             {"kbit", kKilo},
                                             {"mibit", kKibi* kKibi},
                                             {"mbit", kKilo* kKilo},
                                             {"gibit", kKibi* kKibi* kKibi},
                                             {"gbit", kKilo* kKilo* kKilo},
                                             {"kibps", 8 * kKibi},
                                             {"kbps", 8 * kKilo},
                                             {"mibps", 8 * kKibi* kKibi},
                                             {"mbps", 8 * kKilo* kKilo},
                                             {"gibps", 8 * kKibi* kKibi* kKibi},
                                             {"gbps", 8 * kKilo* kKilo* kKilo},
                                             {"bps", 8},
                                             {"", 8}});

// Bytes a second.
std::optional<std::uint64_t> ParseBitRate(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const auto* unit = std::ranges::find_if(kUnits, [&](const Unit& known) {
    return std::ranges::equal(text, known.name, EqualsIgnoringCase);
  });
  if (unit == kUnits.end()) return std::nullopt;
  const double bytes = number * unit->bits / 8;
  if (!(bytes >= 0 && bytes < 4294967296.0)) return std::nullopt;
  return static_cast<std::uint64_t>(bytes);
}

constexpr iptables::ArgumentType kBitRateArgument = {
    .placeholder = "[rate]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto bytes = ParseBitRate(input.text());
          if (!bytes) return input.Fail(fmt::format("'{}' is not a rate", input.text()));
          value = *bytes;
          return true;
        },
    .optional = true,
};

constexpr iptables::ArgumentType kPacketRateArgument = {
    .placeholder = "[packets]",
    .parse = iptables::kU32Argument.parse,
    .optional = true,
};

enum { kDelta, kFirst, kSecond, kBps1, kPps1, kBps2, kPps2, kLess, kGreater, kEqual };

constexpr OptionSpec kOptions[] = {
    {.name = "rateest-delta"},
    {.name = "rateest1", .argument = &kNameArgument, .required = true},
    {.name = "rateest2", .argument = &kNameArgument},
    {.name = "rateest-bps1", .argument = &kBitRateArgument},
    {.name = "rateest-pps1", .argument = &kPacketRateArgument},
    {.name = "rateest-bps2", .argument = &kBitRateArgument},
    {.name = "rateest-pps2", .argument = &kPacketRateArgument},
    {.name = "rateest-lt", .negatable = true, .excludes = "rateest-gt rateest-eq"},
    {.name = "rateest-gt", .negatable = true, .excludes = "rateest-eq"},
    {.name = "rateest-eq", .negatable = true},
    {.name = "rateest", .argument = &kNameArgument, .alias_of = "rateest1"},
    {.name = "rateest-bps", .argument = &kBitRateArgument, .alias_of = "rateest-bps2"},
    {.name = "rateest-pps", .argument = &kPacketRateArgument, .alias_of = "rateest-pps2"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--rateest1",
     .reason = "nf_tables measures no rates",
     .way_out = "limit the rate with -m limit or -m hashlimit"},
};

xt_rateest_match_info InfoOf(const Use& use) {
  xt_rateest_match_info info{};
  std::ranges::copy(use.Find(kFirst)->text(), info.name1);
  unsigned flags = XT_RATEEST_MATCH_ABS;
  if (const Option* second = use.Find(kSecond)) {
    std::ranges::copy(second->text(), info.name2);
    flags = XT_RATEEST_MATCH_REL;
  }
  if (use.Has(kDelta)) flags |= XT_RATEEST_MATCH_DELTA;
  const auto rate = [&](std::size_t index, unsigned flag, __u32& number) {
    const Option* option = use.Find(index);
    if (option == nullptr) return;
    flags |= flag;
    const auto* given = std::get_if<std::uint64_t>(&option->value);
    if (given != nullptr) number = static_cast<__u32>(*given);
  };
  rate(kBps1, XT_RATEEST_MATCH_BPS, info.bps1);
  rate(kPps1, XT_RATEEST_MATCH_PPS, info.pps1);
  rate(kBps2, XT_RATEEST_MATCH_BPS, info.bps2);
  rate(kPps2, XT_RATEEST_MATCH_PPS, info.pps2);
  constexpr std::pair<std::size_t, std::uint16_t> kModes[] = {
      {kLess, XT_RATEEST_MATCH_LT}, {kGreater, XT_RATEEST_MATCH_GT}, {kEqual, XT_RATEEST_MATCH_EQ}};
  for (const auto& [index, mode] : kModes) {
    const Option* option = use.Find(index);
    if (option == nullptr) continue;
    info.mode = mode;
    if (option->negated) flags |= XT_RATEEST_MATCH_INVERT;
  }
  info.flags = static_cast<std::uint16_t>(flags);
  return info;
}

void PrintBitRate(std::uint64_t bytes, std::string& out) {
  const double bits = static_cast<double>(bytes) * 8;
  if (bits >= 1e9) {
    out += fmt::format(" {:.0f}Mbit", bits / 1e6);
  } else if (bits >= 1e6) {
    out += fmt::format(" {:.0f}Kbit", bits / 1e3);
  } else {
    out += fmt::format(" {:.0f}bit", bits);
  }
}

void PrintPacketRate(std::uint64_t packets, std::string& out) {
  out += fmt::format(" {}", packets);
}

void Print(const Use& use, Family, std::string& out) {
  const xt_rateest_match_info info = InfoOf(use);
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  const auto print_rates = [&](std::string_view name, std::uint64_t first, std::uint64_t second,
                               void (*print)(std::uint64_t, std::string&)) {
    const bool delta = has(XT_RATEEST_MATCH_DELTA);
    if (delta) {
      out += fmt::format(" --rateest-{}1", name);
      print(first, out);
    }
    for (const std::size_t index : {kLess, kGreater, kEqual}) {
      if (const Option* mode = use.Find(index)) iptables::PrintOption(*mode, out);
    }
    out += fmt::format(" --rateest-{}{}", name, delta ? "2" : "");
    if (delta || has(XT_RATEEST_MATCH_ABS)) print(second, out);
  };
  if (has(XT_RATEEST_MATCH_DELTA)) out += " --rateest-delta";
  const bool relative = has(XT_RATEEST_MATCH_REL);
  out += fmt::format(" --rateest{} {}", relative ? "1" : "", use.Find(kFirst)->text());
  if (has(XT_RATEEST_MATCH_BPS)) print_rates("bps", info.bps1, info.bps2, PrintBitRate);
  if (has(XT_RATEEST_MATCH_PPS)) print_rates("pps", info.pps1, info.pps2, PrintPacketRate);
  if (relative) out += fmt::format(" --rateest2 {}", use.Find(kSecond)->text());
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  for (const std::size_t index : {kBps1, kPps1, kBps2, kPps2}) {
    if (use.Has(index)) return;
  }
  diagnostics.Report(DiagnosticKind::kMissingOption, use.span,
                     "-m rateest compares neither --rateest-bps nor --rateest-pps",
                     "the kernel refuses the rule");
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.Find(kFirst)->span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  return MakeXtInfo("rateest", 0, InfoOf(use));
}

bool Read(const xt_rateest_match_info& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  const bool relative = has(XT_RATEEST_MATCH_REL);
  const bool delta = has(XT_RATEEST_MATCH_DELTA);
  const auto say_rates = [&](std::string_view name, std::uint64_t first, std::uint64_t second,
                             void (*print)(std::uint64_t, std::string&)) {
    std::string text;
    if (delta) {
      text += fmt::format(" --rateest-{}1", name);
      print(first, text);
    }
    text += fmt::format(" --rateest-{}{}", name, delta ? "2" : "");
    if (delta || has(XT_RATEEST_MATCH_ABS)) print(second, text);
    words.Append(text);
  };
  if (delta) words.Flag("rateest-delta");
  words.Quote(false, relative ? "rateest1" : "rateest", TextOf(info.name1));
  constexpr std::pair<unsigned, std::string_view> kModes[] = {{XT_RATEEST_MATCH_LT, "rateest-lt"},
                                                              {XT_RATEEST_MATCH_GT, "rateest-gt"},
                                                              {XT_RATEEST_MATCH_EQ, "rateest-eq"}};
  const auto* mode =
      std::ranges::find(kModes, info.mode, &std::pair<unsigned, std::string_view>::first);
  if (mode == std::end(kModes)) return false;
  words.Flag(mode->second, has(XT_RATEEST_MATCH_INVERT));
  if (has(XT_RATEEST_MATCH_BPS)) say_rates("bps", info.bps1, info.bps2, PrintBitRate);
  if (has(XT_RATEEST_MATCH_PPS)) say_rates("pps", info.pps1, info.pps2, PrintPacketRate);
  if (relative) words.Quote(false, "rateest2", TextOf(info.name2));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_rateest = {
    .extension = {.name = "rateest",
                  .options = kOptions,
                  .one_of = "rateest-lt rateest-gt rateest-eq",
                  .print = Print,
                  .check = Check},
    .summary = "compares rates that -j RATEEST measures",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
