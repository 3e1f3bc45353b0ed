// SPDX-License-Identifier: GPL-2.0-or-later
// -j DSCP: sets the differentiated services code point (net/netfilter/xt_DSCP.c, dscp_tg).
#include <fmt/core.h>
#include <linux/netfilter/xt_DSCP.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"
#include "translator/dsfield.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

struct Class {
  std::string_view name;
  std::uint8_t code;
};
// RFC 2474, RFC 2597, RFC 3246.
constexpr auto kClasses = std::to_array<Class>(
    {{"CS0", 0x00},  {"CS1", 0x08},  {"CS2", 0x10},  {"CS3", 0x18},  {"CS4", 0x20},  {"CS5", 0x28},
     {"CS6", 0x30},  {"CS7", 0x38},  {"BE", 0x00},   {"AF11", 0x0a}, {"AF12", 0x0c}, {"AF13", 0x0e},
     {"AF21", 0x12}, {"AF22", 0x14}, {"AF23", 0x16}, {"AF31", 0x1a}, {"AF32", 0x1c}, {"AF33", 0x1e},
     {"AF41", 0x22}, {"AF42", 0x24}, {"AF43", 0x26}, {"EF", 0x2e}});

bool EqualsIgnoringCase(char a, char b) {
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
  return upper(a) == upper(b);
}

void PrintCode(const iptables::Value& value, std::string& out) {
  out += fmt::format("{:#04x}", std::get<std::uint64_t>(value));
}

constexpr iptables::ArgumentType kCodeArgument = {
    .placeholder = "value", .parse = iptables::kNumberArgument<0, 63>.parse, .print = PrintCode};

constexpr iptables::ArgumentType kClassArgument = {
    .placeholder = "class",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto* found = std::ranges::find_if(kClasses, [&](const Class& one) {
            return std::ranges::equal(one.name, input.text(), EqualsIgnoringCase);
          });
          if (found == kClasses.end()) {
            return input.Fail(fmt::format("'{}' is not a DiffServ class", input.text()),
                              "classes are BE, EF, CS0 to CS7 and AF11 to AF43");
          }
          value = std::uint64_t{found->code};
          return true;
        },
    .print = PrintCode,
};

constexpr OptionSpec kOptions[] = {
    {.name = "set-dscp", .argument = &kCodeArgument, .required = true},
    {.name = "set-dscp-class", .argument = &kClassArgument, .alias_of = "set-dscp"},
};

Action Lower(const Use& use, LowerContext& context) {
  const auto code = static_cast<std::uint8_t>(use.options[0].number() << 2);
  return Action::Do({SetDsField(context.family(), 0xfc, code)});
}

bool Read(const xt_DSCP_info& info, XtWords& words) {
  words.Say(false, "set-dscp", "{:#04x}", info.dscp);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const TargetModule target_DSCP = {
    .extension = {.name = "DSCP",
                  .options = kOptions,
                  .tables = iptables::TableBit(iptables::TableId::kMangle)},
    .summary = "sets the DiffServ code point",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
