// SPDX-License-Identifier: GPL-2.0-or-later
// -m bpf: a classic BPF program, or one pinned in the BPF file system (net/netfilter/xt_bpf.c).
#include <fmt/core.h>
#include <linux/filter.h>
#include <linux/netfilter/xt_bpf.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

template <typename Number>
bool TakeNumber(std::string_view word, Number& number) {
  const auto read = iptables::ParseNumber(word, std::numeric_limits<Number>::max());
  if (read) number = static_cast<Number>(*read);
  return read.has_value();
}

// "length,code jt jf k,…": as many instructions as the length says.
std::optional<std::vector<sock_filter>> ParseProgram(std::string_view text) {
  const std::vector<std::string_view> parts = iptables::SplitList(text);
  std::uint16_t length = 0;
  if (!TakeNumber(parts.front(), length) || length == 0 || length > XT_BPF_MAX_NUM_INSTR) {
    return std::nullopt;
  }
  std::vector<sock_filter> program;
  for (std::size_t index = 1; index < parts.size(); ++index) {
    // A comma may end the program.
    if (parts[index].empty() && index + 1 == parts.size()) break;
    std::vector<std::string_view> words = iptables::SplitList(parts[index], ' ');
    std::erase(words, std::string_view{});
    sock_filter instruction{};
    if (words.size() != 4 || !TakeNumber(words[0], instruction.code) ||
        !TakeNumber(words[1], instruction.jt) || !TakeNumber(words[2], instruction.jf) ||
        !TakeNumber(words[3], instruction.k)) {
      return std::nullopt;
    }
    program.push_back(instruction);
  }
  if (program.size() != length) return std::nullopt;
  return program;
}

constexpr iptables::ArgumentType kProgramArgument = {
    .placeholder = "length,code jt jf k,…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          if (!ParseProgram(input.text())) {
            return input.Fail(
                fmt::format("'{}' is not a program of 1 to {} instructions: their number, then "
                            "\"code jt jf k\" of each, separated by commas",
                            input.text(), XT_BPF_MAX_NUM_INSTR));
          }
          value = input.text();
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const std::vector<sock_filter> program =
              ParseProgram(std::get<std::string_view>(value)).value_or(std::vector<sock_filter>{});
          out += fmt::format("\"{}", program.size());
          for (const sock_filter& instruction : program) {
            out += fmt::format(",{} {} {} {}", instruction.code, instruction.jt, instruction.jf,
                               instruction.k);
          }
          out += '"';
        },
};

constexpr iptables::ArgumentType kPathArgument = {
    .placeholder = "path",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          if (input.text().empty() || input.text().size() >= XT_BPF_PATH_MAX) {
            return input.Fail(
                fmt::format("a path of 1 to {} bytes was expected", XT_BPF_PATH_MAX - 1));
          }
          value = input.text();
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { iptables::AppendWord(std::get<std::string_view>(value), out); },
};

enum { kBytecode, kObjectPinned };

constexpr OptionSpec kOptions[] = {
    {.name = "bytecode", .argument = &kProgramArgument, .excludes = "object-pinned"},
    {.name = "object-pinned", .argument = &kPathArgument},
};

constexpr Limitation kLimitations[] = {
    {.option = "--bytecode",
     .reason = "nf_tables does not run BPF programs",
     .way_out = "write what the program tests as matches"},
    {.option = "--object-pinned",
     .reason = "nf_tables does not run BPF programs, and nft_compat cannot be given one that is "
               "pinned",
     .way_out = "attach the program to the interface with tc, and test the mark it sets"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const std::size_t index = use.Has(kBytecode) ? kBytecode : kObjectPinned;
  context.Refuse(kLimitations[index], use.Find(index)->span);
  return {};
}

std::optional<XtInfo> Xt(const Use& use, LowerContext& context) {
  const Option* bytecode = use.Find(kBytecode);
  if (bytecode == nullptr) {
    const Limitation& limitation = kLimitations[kObjectPinned];
    context.Fail(DiagnosticKind::kNoNativeForm, use.Find(kObjectPinned)->span,
                 fmt::format("-m bpf {}: {}", limitation.option, limitation.reason),
                 std::string(limitation.way_out));
    return std::nullopt;
  }
  const auto program = ParseProgram(bytecode->text());
  xt_bpf_info_v1 info{};
  info.mode = XT_BPF_MODE_BYTECODE;
  info.bpf_program_num_elem = static_cast<std::uint16_t>(program->size());
  std::ranges::copy(*program, info.bpf_program);
  return MakeXtInfo("bpf", 1, info);
}

bool ReadProgram(std::span<const sock_filter> instructions, std::size_t length, XtWords& words) {
  if (length == 0 || length > instructions.size()) return false;
  std::string program = fmt::format("{}", length);
  for (const sock_filter& one : instructions.first(length)) {
    program += fmt::format(",{} {} {} {}", one.code, one.jt, one.jf, one.k);
  }
  words.Quote(false, "bytecode", program);
  return true;
}

bool Read(const xt_bpf_info_v1& info, XtWords& words) {
  if (info.mode == XT_BPF_MODE_BYTECODE) {
    return ReadProgram(info.bpf_program, info.bpf_program_num_elem, words);
  }
  if (info.mode != XT_BPF_MODE_PATH_PINNED) return false;
  words.Quote(false, "object-pinned", TextOf(info.path));
  return true;
}

bool ReadFirst(const xt_bpf_info& info, XtWords& words) {
  return ReadProgram(info.bpf_program, info.bpf_program_num_elem, words);
}
constexpr XtReader kReaders[] = {Reads<Read>(1), Reads<ReadFirst>(0)};

}  // namespace

extern const MatchModule match_bpf = {
    .extension = {.name = "bpf", .options = kOptions, .one_of = "bytecode object-pinned"},
    .summary = "a BPF program",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
