// SPDX-License-Identifier: GPL-2.0-or-later
// Ports that NAT picks at random: known by what the rules leave open, hidden before comparing.
#include "tests/packets/port_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace cnft::test {
namespace {

// From here on the kernel picks source ports, unless a rule says more.
constexpr unsigned kFirstPicked = 1024;
constexpr unsigned kLastPort = 65535;

bool IsDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

}  // namespace

PortChoice::PortChoice(std::string_view rules) {
  random_ = rules.find("--random") != std::string_view::npos;
  // "--to-ports 5000-5010", "--to-source 10.0.0.1:5000-5010".
  for (const std::string_view option : {"--to-ports ", "--to-source ", "--to-destination "}) {
    for (std::size_t at = rules.find(option); at != std::string_view::npos;
         at = rules.find(option, at + 1)) {
      std::string_view argument = rules.substr(at + option.size());
      argument = argument.substr(0, argument.find_first_of(" \n"));
      const std::size_t dash = argument.rfind('-');
      if (dash == std::string_view::npos) continue;
      std::size_t begin = dash;
      while (begin > 0 && IsDigit(argument[begin - 1])) --begin;
      if (begin > 0 && argument[begin - 1] != ':') continue;  // a range of addresses
      unsigned low = 0;
      unsigned high = 0;
      std::from_chars(argument.data() + begin, argument.data() + dash, low);
      const auto read =
          std::from_chars(argument.data() + dash + 1, argument.data() + argument.size(), high);
      if (read.ptr != argument.data() + dash + 1 && low < high) ranges_.emplace_back(low, high);
    }
  }
}

std::string PortChoice::Hide(std::string_view line, const std::vector<std::uint16_t>& own) const {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && (std::isalnum(static_cast<unsigned char>(line[end])) != 0 ||
                                 line[end] == '.' || line[end] == ':')) {
      ++end;
    }
    if (end == i) {
      out += line[i++];
      continue;
    }
    const std::string_view word = line.substr(i, end - i);
    i = end;
    unsigned number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    const auto range = std::ranges::find_if(
        ranges_, [&](const auto& r) { return r.first <= number && number <= r.second; });
    if (read.ptr != word.data() + word.size() || number > kLastPort) {
      out += word;
    } else if (range != ranges_.end()) {
      out += fmt::format("{}-{}", range->first, range->second);
    } else if (random_ && number >= kFirstPicked && std::ranges::find(own, number) == own.end()) {
      out += "random";
    } else {
      out += word;
    }
  }
  return out;
}

}  // namespace cnft::test
