// SPDX-License-Identifier: GPL-2.0-or-later
// How the byte is written that is TOS in IPv4 and traffic class in IPv6.
#include "translator/traffic_class.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ruleset/iptables/values.h"

namespace cnft::translator {
namespace {

struct NamedValue {
  std::string_view name;
  std::uint8_t value;
};

// RFC 2474, RFC 2597, RFC 3246.
constexpr auto kClasses = std::to_array<NamedValue>(
    {{"CS0", 0x00},  {"CS1", 0x08},  {"CS2", 0x10},  {"CS3", 0x18},  {"CS4", 0x20},  {"CS5", 0x28},
     {"CS6", 0x30},  {"CS7", 0x38},  {"BE", 0x00},   {"AF11", 0x0a}, {"AF12", 0x0c}, {"AF13", 0x0e},
     {"AF21", 0x12}, {"AF22", 0x14}, {"AF23", 0x16}, {"AF31", 0x1a}, {"AF32", 0x1c}, {"AF33", 0x1e},
     {"AF41", 0x22}, {"AF42", 0x24}, {"AF43", 0x26}, {"EF", 0x2e}});

constexpr auto kTosNames = std::to_array<NamedValue>({{"Minimize-Delay", 0x10},
                                                      {"Maximize-Throughput", 0x08},
                                                      {"Maximize-Reliability", 0x04},
                                                      {"Minimize-Cost", 0x02},
                                                      {"Normal-Service", 0x00}});
// What a name leaves alone is the precedence of RFC 791, which DiffServ uses.
constexpr std::uint32_t kTosNameMask = 0x3f;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, Lower, Lower);
}

void PrintDscp(const iptables::Value& value, std::string& out) {
  out += fmt::format("{:#04x}", std::get<std::uint64_t>(value));
}

}  // namespace

const iptables::ArgumentType kDscpArgument = {
    .placeholder = "number", .parse = iptables::kNumberArgument<0, 63>.parse, .print = PrintDscp};

const iptables::ArgumentType kDscpClassArgument = {
    .placeholder = "class",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          // iptables looks no further than the class's name is long.
          const auto found = std::ranges::find_if(kClasses, [&](const NamedValue& known) {
            return EqualIgnoringCase(input.text().substr(0, known.name.size()), known.name);
          });
          if (found == kClasses.end()) {
            return input.Fail(fmt::format("'{}' is not a DiffServ class", input.text()),
                              "the classes are BE, EF, CS0 to CS7 and AF11 to AF43");
          }
          value = std::uint64_t{found->value};
          return true;
        },
    .print = PrintDscp};

const iptables::ArgumentType kTosArgument = {
    .placeholder = "value[/mask]|name",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto found = std::ranges::find_if(kTosNames, [&](const NamedValue& known) {
            return EqualIgnoringCase(input.text(), known.name);
          });
          if (found != kTosNames.end()) {
            value = iptables::Masked{found->value, kTosNameMask};
            return true;
          }
          const auto masked = iptables::ParseMasked(input.text(), 0xff);
          if (!masked) {
            return input.Fail(
                fmt::format("'{}' is neither a TOS value nor the name of one", input.text()));
          }
          value = *masked;
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const auto& [tos, mask] = std::get<iptables::Masked>(value);
          out += fmt::format("{:#04x}/{:#04x}", tos, mask);
        }};

}  // namespace cnft::translator
