// SPDX-License-Identifier: GPL-2.0-or-later
// -m time: the time of day, day of the week and date (net/netfilter/xt_time.c, time_mt).
//
// Times are UTC. nf_tables takes the day of the week in the kernel's time zone, which is UTC unless
// the hardware clock runs on local time.
#include <fmt/core.h>
#include <linux/netfilter/xt_time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

using nftables::MetaKey;

constexpr std::uint64_t kLastSecond = 86399;
constexpr std::uint64_t kLastDate = std::numeric_limits<std::int32_t>::max();
constexpr std::uint64_t kAllWeekdays = 0xfe;         // bits 1 (Monday) to 7
constexpr std::uint64_t kAllMonthdays = 0xfffffffe;  // bits 1 to 31

std::optional<unsigned> ParseDigits(std::string_view digits, unsigned max) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || number > max) return std::nullopt;
  return number;
}

// A decimal number of at most `max` at the start of the text, which is taken off.
std::optional<unsigned> TakeNumber(std::string_view& text, unsigned max) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = ParseDigits(text.substr(0, digits), max);
  if (!number) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// "hh[:mm[:ss]]" up to the end of the text.
std::optional<std::uint64_t> ParseClock(std::string_view text, bool needs_minutes) {
  const auto hour = TakeNumber(text, 23);
  if (!hour) return std::nullopt;
  std::uint64_t seconds = *hour * 3600ULL;
  if (text.empty()) return needs_minutes ? std::nullopt : std::optional(seconds);
  for (const unsigned unit : {60U, 1U}) {
    if (!Take(text, ':')) return std::nullopt;
    const auto part = TakeNumber(text, 59);
    if (!part) return std::nullopt;
    seconds += std::uint64_t{*part} * unit;
    if (text.empty()) return seconds;
  }
  return std::nullopt;
}

// "YYYY[-MM[-DD[Thh[:mm[:ss]]]]]". Days beyond a month's end run into the next, as mktime has it.
std::optional<std::uint64_t> ParseDate(std::string_view text) {
  const auto year = TakeNumber(text, 2038);
  if (!year || *year < 1970) return std::nullopt;
  unsigned month = 1;
  unsigned day = 1;
  std::uint64_t seconds = 0;
  if (!text.empty()) {
    const auto parsed = Take(text, '-') ? TakeNumber(text, 12) : std::nullopt;
    if (!parsed || *parsed == 0) return std::nullopt;
    month = *parsed;
  }
  if (!text.empty()) {
    const auto parsed = Take(text, '-') ? TakeNumber(text, 31) : std::nullopt;
    if (!parsed || *parsed == 0) return std::nullopt;
    day = *parsed;
  }
  if (!text.empty()) {
    const auto clock = Take(text, 'T') ? ParseClock(text, false) : std::nullopt;
    if (!clock) return std::nullopt;
    seconds = *clock;
  }
  const std::chrono::sys_days first = std::chrono::year_month_day(
      std::chrono::year(static_cast<int>(*year)), std::chrono::month(month), std::chrono::day(1));
  const auto days = static_cast<std::uint64_t>(first.time_since_epoch().count()) + day - 1;
  return days * 86400 + seconds;
}

void PrintClock(std::uint64_t seconds, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60,
                 seconds % 60);
}

void PrintDate(std::uint64_t date, std::string& out) {
  const std::chrono::year_month_day day(
      std::chrono::sys_days(std::chrono::days(static_cast<int>(date / 86400))));
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T", static_cast<int>(day.year()),
                 static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  PrintClock(date % 86400, out);
}

constexpr iptables::ArgumentType kClockArgument = {
    .placeholder = "hh:mm[:ss]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto seconds = ParseClock(input.text(), true);
          if (!seconds) return input.Fail(fmt::format("'{}' is not hh:mm[:ss]", input.text()));
          value = *seconds;
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { PrintClock(std::get<std::uint64_t>(value), out); },
};

constexpr iptables::ArgumentType kDateArgument = {
    .placeholder = "YYYY[-MM[-DD[Thh[:mm[:ss]]]]]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto date = ParseDate(input.text());
          if (!date || *date > 0xffffffff) {
            return input.Fail(
                fmt::format("'{}' is not a date YYYY[-MM[-DD[Thh[:mm[:ss]]]]]", input.text()));
          }
          value = *date;
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { PrintDate(std::get<std::uint64_t>(value), out); },
};

// The kernel's numbers: Monday is 1.
constexpr auto kWeekdays =
    std::to_array<std::string_view>({"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"});

template <std::uint64_t last>
void PrintDays(std::uint64_t days, std::string& out) {
  const char* separator = "";
  for (std::uint64_t day = 1; day <= last; ++day) {
    if ((days >> day & 1U) == 0) continue;
    out += separator;
    if (last == 7) {
      out += kWeekdays[day];
    } else {
      iptables::AppendNumber(day, out);
    }
    separator = ",";
  }
}

template <std::uint64_t last>
inline constexpr iptables::ArgumentType kDaysArgument = {
    .placeholder = "day[,day]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::uint64_t days = 0;
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto number = iptables::ParseNumber(part, last);
            if (number && *number > 0) {
              days |= std::uint64_t{1} << *number;
              continue;
            }
            // Two letters are enough.
            const auto* named = std::ranges::find_if(kWeekdays, [&](std::string_view name) {
              return !name.empty() && part.substr(0, 2) == name.substr(0, 2);
            });
            if (last != 7 || named == kWeekdays.end()) {
              return input.Fail(fmt::format("'{}' is not a day", part));
            }
            days |= std::uint64_t{1} << (named - kWeekdays.begin());
          }
          value = days;
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { PrintDays<last>(std::get<std::uint64_t>(value), out); },
};

enum {
  kTimeStart,
  kTimeStop,
  kMonthdays,
  kWeekdaysOption,
  kDateStart,
  kDateStop,
  kKernelTz,
  kContiguous,
  kLocalTz,
  kUtc,
};

constexpr OptionSpec kOptions[] = {
    {.name = "timestart", .argument = &kClockArgument},
    {.name = "timestop", .argument = &kClockArgument},
    {.name = "monthdays", .argument = &kDaysArgument<31>, .negatable = true},
    {.name = "weekdays", .argument = &kDaysArgument<7>, .negatable = true},
    {.name = "datestart", .argument = &kDateArgument},
    {.name = "datestop", .argument = &kDateArgument},
    {.name = "kerneltz", .excludes = "utc"},
    {.name = "contiguous"},
    {.name = "localtz", .alias_of = "kerneltz"},
    {.name = "utc"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--monthdays",
     .reason = "nf_tables does not know the day of the month",
     .way_out = "give dates, or load other rules when the day comes"},
    {.option = "--kerneltz",
     .reason = "nf_tables compares hours in UTC, not in the kernel's time zone",
     .way_out = "write the times in UTC; the kernel's time zone is UTC unless the hardware clock "
                "runs on local time",
     .approximation = "time-zone-utc"},
};

struct Times {
  std::uint64_t start = 0;
  std::uint64_t stop = kLastSecond;
  std::uint64_t monthdays = kAllMonthdays;
  std::uint64_t weekdays = kAllWeekdays;
  std::uint64_t date_start = 0;
  std::uint64_t date_stop = kLastDate;
};

Times TimesOf(const Use& use) {
  Times times;
  const auto take = [&](std::size_t index, std::uint64_t& value, std::uint64_t all) {
    const Option* option = use.Find(index);
    if (option == nullptr) return;
    value = option->negated ? option->number() ^ all : option->number();
  };
  take(kTimeStart, times.start, 0);
  take(kTimeStop, times.stop, 0);
  take(kMonthdays, times.monthdays, kAllMonthdays);
  take(kWeekdaysOption, times.weekdays, kAllWeekdays);
  take(kDateStart, times.date_start, 0);
  take(kDateStop, times.date_stop, 0);
  return times;
}

void Print(const Use& use, Family, std::string& out) {
  const Times times = TimesOf(use);
  if (times.start != 0 || times.stop != kLastSecond) {
    out += " --timestart ";
    PrintClock(times.start, out);
    out += " --timestop ";
    PrintClock(times.stop, out);
  }
  if (times.monthdays != kAllMonthdays) {
    out += " --monthdays ";
    PrintDays<31>(times.monthdays, out);
  }
  if (times.weekdays != kAllWeekdays) {
    out += " --weekdays ";
    PrintDays<7>(times.weekdays, out);
  }
  if (times.date_start != 0) {
    out += " --datestart ";
    PrintDate(times.date_start, out);
  }
  if (times.date_stop != 0) {
    out += " --datestop ";
    PrintDate(times.date_stop, out);
  }
  if (use.Has(kKernelTz)) out += " --kerneltz";
  if (use.Has(kContiguous)) out += " --contiguous";
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  const Option* contiguous = use.Find(kContiguous);
  const Times times = TimesOf(use);
  if (contiguous == nullptr || times.start >= times.stop) return;
  diagnostics.Report(DiagnosticKind::kConflictingOptions, contiguous->span,
                     "--contiguous needs a --timestop before --timestart");
}

// `later`: the days after those.
Formula OnDays(std::uint64_t days, bool later, LowerContext& context) {
  if (days == kAllWeekdays) return Formula::True();
  nftables::Set set;
  set.key = {nftables::DataType::kDay};
  for (std::uint64_t day = 1; day <= 7; ++day) {
    if ((days >> day & 1U) == 0) continue;
    // For nf_tables Sunday is 0.
    set.elements.push_back({.key = std::string(1, static_cast<char>((day + (later ? 1 : 0)) % 7))});
  }
  if (set.elements.empty()) return Formula::False();
  std::ranges::sort(set.elements, {}, &nftables::Element::key);
  const Field field = MetaField(MetaKey::kTimeDay);
  if (set.elements.size() == 1) {
    return Equals(field, static_cast<std::uint64_t>(set.elements[0].key[0]));
  }
  return Formula::Is(nftables::Lookup{
      {{field, {}}}, context.resources().SharedSet("days", std::move(set)), false});
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  if (const Option* monthdays = use.Find(kMonthdays);
      monthdays != nullptr && TimesOf(use).monthdays != kAllMonthdays) {
    context.Refuse(kLimitations[0], monthdays->span);
    return {};
  }
  if (const Option* zone = use.Find(kKernelTz)) {
    if (!context.Approximate(kLimitations[1], zone->span)) return {};
  }
  const Times times = TimesOf(use);
  constexpr std::uint64_t kNanoseconds = 1'000'000'000;
  std::vector<Formula> parts;
  if (use.Has(kDateStart) || use.Has(kDateStop)) {
    parts.push_back(InRange(MetaField(MetaKey::kTimeNs),
                            iptables::Range{times.date_start * kNanoseconds,
                                            times.date_stop * kNanoseconds + kNanoseconds - 1}));
  }
  const Field hour = MetaField(MetaKey::kTimeHour);
  const Formula on_days = OnDays(times.weekdays, false, context);
  if (times.start < times.stop) {
    if (times.start != 0 || times.stop != kLastSecond) {
      parts.push_back(InRange(hour, iptables::Range{times.start, times.stop}));
    }
    parts.push_back(on_days);
  } else {
    // Over midnight; start and stop alike: all day.
    const Formula evening = Formula::Is(Compare(hour, Relation::kGe, times.start));
    const Formula morning = Formula::Is(Compare(hour, Relation::kLe, times.stop));
    if (use.Has(kContiguous)) {
      // The morning belongs to the day before.
      parts.push_back((morning && OnDays(times.weekdays, true, context)) ||
                      (!morning && evening && on_days));
    } else {
      parts.push_back(evening || morning);
      parts.push_back(on_days);
    }
  }
  return {Formula::All(std::move(parts))};
}

bool Read(const xt_time_info& info, XtWords& words) {
  if (info.daytime_start > kLastSecond || info.daytime_stop > kLastSecond) return false;
  const auto add = [&](std::size_t option, std::uint64_t value) {
    words.Add(false, kOptions[option], value);
  };
  if (info.daytime_start != 0 || info.daytime_stop != kLastSecond) {
    add(kTimeStart, info.daytime_start);
    add(kTimeStop, info.daytime_stop);
  }
  if (info.monthdays_match != kAllMonthdays) add(kMonthdays, info.monthdays_match);
  if (info.weekdays_match != kAllWeekdays) add(kWeekdaysOption, info.weekdays_match);
  if (info.date_start != 0) add(kDateStart, info.date_start);
  if (info.date_stop != kLastDate) add(kDateStop, info.date_stop);
  if ((info.flags & XT_TIME_LOCAL_TZ) != 0) words.Flag("kerneltz");
  if ((info.flags & XT_TIME_CONTIGUOUS) != 0) words.Flag("contiguous");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_time = {
    .extension = {.name = "time", .options = kOptions, .print = Print, .check = Check},
    .summary = "time of day, day of the week and date",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
