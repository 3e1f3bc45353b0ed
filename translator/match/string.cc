// SPDX-License-Identifier: GPL-2.0-or-later
// -m string: bytes anywhere in the packet (net/netfilter/xt_string.c).
#include <fmt/core.h>
#include <linux/netfilter/xt_string.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr std::size_t kMaxPattern = XT_STRING_MAX_PATTERN_SIZE;

bool IsHexDigit(char digit) {
  return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') ||
         (digit >= 'A' && digit <= 'F');
}

// The bytes of text in which "|0d 0a|" stands for bytes and a backslash takes the next character as
// it is. On failure says why and returns nothing.
std::optional<std::string> ParseHex(std::string_view text, std::string_view& problem) {
  std::string bytes;
  bool hex = false;
  const auto fail = [&problem](std::string_view why) {
    problem = why;
    return std::nullopt;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '|') {
      hex = !hex;
      ++at;
      while (hex && at < text.size() && text[at] == ' ') ++at;
      // What follows is taken by the rules of its kind, even another bar.
      if (at >= text.size()) break;
    } else if (text[at] == '\\') {
      if (hex) return fail("has a backslash among hexadecimal digits");
      if (at + 1 >= text.size()) return fail("ends with a backslash");
      bytes += text[at + 1];
      at += 2;
      continue;
    }
    if (!hex) {
      bytes += text[at++];
      continue;
    }
    if (at + 2 >= text.size()) return fail("has hexadecimal digits without a '|' behind them");
    if (!IsHexDigit(text[at]) || !IsHexDigit(text[at + 1])) {
      return fail("has something else than pairs of hexadecimal digits between '|'");
    }
    std::uint8_t byte = 0;
    std::from_chars(text.data() + at, text.data() + at + 2, byte, 16);
    bytes += static_cast<char>(byte);
    at += text[at + 2] == ' ' ? 3 : 2;
  }
  return bytes;
}

constexpr iptables::ArgumentType kStringArgument = {
    .placeholder = "text",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          if (input.text().empty()) return input.Fail("the text is empty");
          if (input.text().size() > kMaxPattern) {
            return input.Fail(fmt::format("more than {} bytes", kMaxPattern));
          }
          value = input.text();
          return true;
        },
};

constexpr iptables::ArgumentType kHexStringArgument = {
    .placeholder = "text",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::string_view problem;
          const auto bytes = ParseHex(input.text(), problem);
          if (!bytes) return input.Fail(fmt::format("'{}' {}", input.text(), problem));
          if (bytes->empty()) return input.Fail("the text is empty");
          if (bytes->size() > kMaxPattern) {
            return input.Fail(fmt::format("more than {} bytes", kMaxPattern));
          }
          value = input.text();
          return true;
        },
};

constexpr auto kAlgorithms = std::to_array<std::string_view>({"bm", "kmp", "fsm"});

enum { kString, kHexString, kAlgo, kFrom, kTo, kIcase };

constexpr OptionSpec kOptions[] = {
    {.name = "string", .argument = &kStringArgument, .negatable = true, .excludes = "hex-string"},
    {.name = "hex-string", .argument = &kHexStringArgument, .negatable = true},
    // Those of the kernel's text search.
    {.name = "algo", .argument = &iptables::kChoiceArgument<kAlgorithms>, .required = true},
    {.name = "from", .argument = &iptables::kU16Argument},
    {.name = "to", .argument = &iptables::kU16Argument},
    {.name = "icase"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--string and --hex-string",
     .reason = "nf_tables does not search packets",
     .way_out = "filter what the application says in the application"},
};

const Option& PatternOption(const Use& use) {
  const Option* text = use.Find(kString);
  return text != nullptr ? *text : *use.Find(kHexString);
}

std::string PatternOf(const Use& use) {
  const Option& option = PatternOption(use);
  if (option.spec == &kOptions[kString]) return std::string(option.text());
  std::string_view problem;
  return ParseHex(option.text(), problem).value_or(std::string{});
}

std::uint64_t NumberOf(const Use& use, std::size_t index, std::uint64_t otherwise) {
  const Option* option = use.Find(index);
  return option == nullptr ? otherwise : option->number();
}

void Print(const Use& use, Family, std::string& out) {
  const std::string pattern = PatternOf(use);
  const bool printable =
      std::ranges::all_of(pattern, [](char byte) { return byte >= ' ' && byte <= '~'; });
  if (PatternOption(use).negated) out += " !";
  if (printable && !pattern.ends_with('\\')) {
    out += " --string \"";
    for (const char byte : pattern) {
      if (byte == '"' || byte == '\\') out += '\\';
      out += byte;
    }
    out += '"';
  } else {
    out += " --hex-string \"|";
    for (const char byte : pattern) out += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
    out += "|\"";
  }
  iptables::PrintOption(*use.Find(kAlgo), out);
  if (const auto from = NumberOf(use, kFrom, 0); from != 0) out += fmt::format(" --from {}", from);
  if (const auto to = NumberOf(use, kTo, 0xffff); to != 0xffff) out += fmt::format(" --to {}", to);
  if (use.Has(kIcase)) out += " --icase";
}

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  if (NumberOf(use, kFrom, 0) <= NumberOf(use, kTo, 0xffff)) return;
  diagnostics.Report(DiagnosticKind::kBadArgument, use.span, "--from is greater than --to",
                     "the kernel refuses the rule");
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], PatternOption(use).span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_string_info info{};
  info.from_offset = static_cast<std::uint16_t>(NumberOf(use, kFrom, 0));
  info.to_offset = static_cast<std::uint16_t>(NumberOf(use, kTo, 0xffff));
  std::ranges::copy(kAlgorithms[use.Find(kAlgo)->number()], info.algo);
  const std::string pattern = PatternOf(use);
  std::ranges::copy(pattern, info.pattern);
  info.patlen = static_cast<std::uint8_t>(pattern.size());
  unsigned flags = 0;
  if (PatternOption(use).negated) flags |= XT_STRING_FLAG_INVERT;
  if (use.Has(kIcase)) flags |= XT_STRING_FLAG_IGNORECASE;
  info.u.v1.flags = static_cast<std::uint8_t>(flags);
  return MakeXtInfo("string", 1, info);
}

bool Read(const xt_string_info& info, XtWords& words) {
  if (info.patlen > std::size(info.pattern)) return false;
  const std::string_view pattern(info.pattern, info.patlen);
  const bool negated = (info.u.v1.flags & XT_STRING_FLAG_INVERT) != 0;
  const bool printable =
      std::ranges::all_of(pattern, [](char byte) { return byte >= ' ' && byte <= '~'; });
  if (printable && !pattern.ends_with('\\')) {
    words.Quote(negated, "string", pattern);
  } else {
    std::string hex;
    for (const char byte : pattern) hex += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
    words.Say(negated, "hex-string", "\"|{}|\"", hex);
  }
  words.Quote(false, "algo", TextOf(info.algo));
  words.Say(false, "from", "{}", info.from_offset);
  words.Say(false, "to", "{}", info.to_offset);
  if ((info.u.v1.flags & XT_STRING_FLAG_IGNORECASE) != 0) words.Flag("icase");
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const MatchModule match_string = {
    .extension = {.name = "string",
                  .options = kOptions,
                  .one_of = "string hex-string",
                  .print = Print,
                  .check = Check},
    .summary = "bytes anywhere in the packet",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
