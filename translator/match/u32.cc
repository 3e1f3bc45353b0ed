// SPDX-License-Identifier: GPL-2.0-or-later
// -m u32: numbers at computed places of the packet (net/netfilter/xt_u32.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_u32.h>

#include <array>
#include <charconv>
#include <optional>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

// Operators by XT_U32_*.
constexpr auto kOperators = std::to_array<std::string_view>({"&", "<<", ">>", "@"});

// Reads what libxt_u32.c reads: location=value[,value]… [&& …], blanks between the parts.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool Read(xt_u32& program) {
    std::size_t tests = 0;
    do {
      if (tests == std::size(program.tests) - 1) return Fail("too many \"&&\"");
      if (!ReadTest(program.tests[tests])) return false;
      ++tests;
    } while (Take("&&"));
    if (!AtEnd()) return Fail("',' or \"&&\" was expected");
    program.ntests = static_cast<std::uint8_t>(tests);
    return true;
  }
  const std::string& problem() const { return problem_; }

 private:
  bool Fail(std::string_view why) {
    problem_ = fmt::format("at character {}: {}", at_ + 1, why);
    return false;
  }
  void SkipBlanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))) {
      ++at_;
    }
  }
  bool AtEnd() {
    SkipBlanks();
    return at_ == text_.size();
  }
  bool Take(std::string_view word) {
    SkipBlanks();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool ReadNumber(std::uint32_t& number) {
    SkipBlanks();
    std::string_view rest = text_.substr(at_);
    int base = 10;
    std::size_t prefix = 0;
    if (rest.starts_with("0x") || rest.starts_with("0X")) {
      base = 16;
      prefix = 2;
    } else if (rest.starts_with('0')) {
      base = 8;
    }
    rest.remove_prefix(prefix);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number, base);
    if (error != std::errc{}) return Fail("not a number of 32 bits");
    at_ += prefix + static_cast<std::size_t>(end - rest.data());
    return true;
  }
  bool ReadTest(xt_u32_test& test) {
    std::size_t numbers = 0;
    std::uint8_t operation = 0;
    do {
      if (numbers == std::size(test.location) - 1) return Fail("too many operators");
      test.location[numbers].nextop = operation;
      if (!ReadNumber(test.location[numbers].number)) return false;
      ++numbers;
    } while (ReadOperator(operation));
    if (!Take("=")) return Fail("an operator or '=' was expected");
    std::size_t values = 0;
    do {
      if (values == std::size(test.value) - 1) return Fail("too many values");
      xt_u32_value_element& value = test.value[values];
      if (!ReadNumber(value.min)) return false;
      value.max = value.min;
      if (Take(":") && !ReadNumber(value.max)) return false;
      ++values;
    } while (Take(","));
    test.nnums = static_cast<std::uint8_t>(numbers);
    test.nvalues = static_cast<std::uint8_t>(values);
    return true;
  }
  bool ReadOperator(std::uint8_t& operation) {
    for (std::uint8_t index = 0; index < kOperators.size(); ++index) {
      if (!Take(kOperators[index])) continue;
      operation = index;
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string problem_;
};

void PrintProgram(const xt_u32& program, std::string& out) {
  out += '"';
  for (std::size_t index = 0; index < program.ntests; ++index) {
    const xt_u32_test& test = program.tests[index];
    if (index > 0) out += "&&";
    for (std::size_t number = 0; number < test.nnums; ++number) {
      if (number > 0) out += kOperators[test.location[number].nextop];
      iptables::AppendHex(test.location[number].number, out);
    }
    for (std::size_t value = 0; value < test.nvalues; ++value) {
      out += value == 0 ? '=' : ',';
      iptables::AppendHex(test.value[value].min, out);
      if (test.value[value].min == test.value[value].max) continue;
      out += ':';
      iptables::AppendHex(test.value[value].max, out);
    }
  }
  out += '"';
}

constexpr iptables::ArgumentType kTestsArgument = {
    .placeholder = "location=value[,value]…[&&…]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          Reader reader(input.text());
          xt_u32 program{};
          if (!reader.Read(program)) return input.Fail(reader.problem());
          value = input.text();
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          xt_u32 program{};
          Reader(std::get<std::string_view>(value)).Read(program);
          PrintProgram(program, out);
        },
};

enum { kU32 };

constexpr OptionSpec kOptions[] = {
    {.name = "u32", .argument = &kTestsArgument, .negatable = true, .required = true},
};

constexpr Limitation kLimitations[] = {
    {.option = "--u32",
     .reason = "nf_tables reads at fixed places of a header, not at computed ones, and reads no "
               "further than a header goes",
     .way_out = "use the match that is made for the field, such as -m length, ttl or tcp"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.Find(kU32)->span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  const Option& option = *use.Find(kU32);
  xt_u32 program{};
  Reader(option.text()).Read(program);
  program.invert = option.negated ? 1 : 0;
  return MakeXtInfo("u32", 0, program);
}

bool Read(const xt_u32& info, XtWords& words) {
  if (info.ntests > std::size(info.tests)) return false;
  for (const xt_u32_test& test : std::span(info.tests).first(info.ntests)) {
    if (test.nnums > std::size(test.location) || test.nvalues > std::size(test.value)) return false;
    for (const auto& location : std::span(test.location).first(test.nnums)) {
      if (location.nextop >= kOperators.size()) return false;
    }
  }
  std::string program;
  PrintProgram(info, program);
  words.Say(info.invert != 0, "u32", "{}", program);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_u32 = {
    .extension = {.name = "u32", .options = kOptions},
    .summary = "numbers at computed places of the packet",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
