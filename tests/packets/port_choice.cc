// SPDX-License-Identifier: GPL-2.0-or-later
// Ports that NAT picks at random, hidden before comparing.
#include "tests/packets/port_choice.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace cnft::test {
namespace {

bool IsDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// The ports of "8080", "10.0.0.1:5000-5010" and "[2001:db8::1]:80"; an address alone has none.
std::string_view PortsIn(std::string_view argument) {
  const bool ipv4 = argument.find('.') != std::string_view::npos;
  if (!ipv4 && argument.find(':') == std::string_view::npos) return argument;
  const std::string_view address_end = ipv4 ? ":" : "]:";
  const std::size_t at = argument.find(address_end);
  return at == std::string_view::npos ? "" : argument.substr(at + address_end.size());
}

}  // namespace

PortChoice::PortChoice(std::string_view rules) {
  nat_ = rules.find("*nat\n") != std::string_view::npos;
  if (!nat_) return;
  // "--to-ports 8080", "--to-source 10.0.0.1:5000-5010", "--to-destination [2001:db8::1]:80".
  for (std::size_t at = rules.find(" --to-"); at != std::string_view::npos;
       at = rules.find(" --to-", at + 1)) {
    std::string_view argument = rules.substr(at + 1);
    argument = argument.substr(0, argument.find('\n'));
    argument.remove_prefix(std::min(argument.find(' ') + 1, argument.size()));
    argument = argument.substr(0, argument.find(' '));
    argument = PortsIn(argument);
    if (argument.empty()) continue;
    unsigned low = 0;
    const char* end = argument.data() + argument.size();
    const auto read = std::from_chars(argument.data(), end, low);
    unsigned high = low;
    if (read.ptr != end && *read.ptr == '-') std::from_chars(read.ptr + 1, end, high);
    if (low == high) {
      said_.push_back(low);
    } else {
      ranges_.emplace_back(low, high);
    }
  }
}

std::string PortChoice::Hide(std::string_view line, const std::vector<std::uint16_t>& own) const {
  // Descriptions mark ports with a colon in front of the number.
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && (IsDigit(line[end]) || line[end] == ':')) ++end;
    unsigned port = 0;
    const bool first = i == 0 || line[i - 1] == ' ';
    if (!first || end < i + 2 || line[i] != ':' ||
        std::from_chars(line.data() + i + 1, line.data() + end, port).ptr != line.data() + end) {
      end = std::max(end, i + 1);
      out += line.substr(i, end - i);
      i = end;
      continue;
    }
    const auto range = std::ranges::find_if(
        ranges_, [&](const auto& r) { return r.first <= port && port <= r.second; });
    if (range != ranges_.end()) {
      out += fmt::format(":{}-{}", range->first, range->second);
    } else if (std::ranges::find(own, port) == own.end() &&
               std::ranges::find(said_, port) == said_.end()) {
      out += ":chosen";
    } else {
      out += line.substr(i, end - i);
    }
    i = end;
  }
  return out;
}

}  // namespace cnft::test
