// SPDX-License-Identifier: GPL-2.0-or-later
// Table-driven cases: one rule a line, and indented below it what cnft makes of it.
#include "tests/support/case_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace cnft::test {

std::string Case::RulesetText() const {
  std::string text = fmt::format("*{}\n:X - [0:0]\n", iptables::Info(table).name);
  for (const std::string& name : chains) {
    if (name != chain) text += fmt::format(":{} - [0:0]\n", name);
  }
  if (!caller.empty()) text += fmt::format(":{} - [0:0]\n-A {} -j {}\n", chain, caller, chain);
  return text + fmt::format("-A {} {}\nCOMMIT\n", chain, rule);
}

CaseFile ReadCaseFile(const std::string& path) {
  CaseFile file{path, {}, {}};
  std::ifstream in(path);
  Case context;
  for (std::string line; std::getline(in, line);) {
    file.lines.push_back(line);
    std::istringstream words(line);
    std::string word;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == ' ') {
      if (!file.cases.empty())
        file.cases.back().derived.push_back(line.substr(line.find_first_not_of(' ')));
      continue;
    }
    if (line[0] != '%') {
      Case one = context;
      one.rule = line;
      one.line = file.lines.size();
      file.cases.push_back(std::move(one));
      continue;
    }
    words >> word;
    if (word == "%ipset") {
      context.ipset += line.substr(7) + "\n";
    } else if (word == "%chains") {
      while (words >> word) context.chains.push_back(word);
    } else if (word == "%options") {
      context.options = {};
      while (words >> word) {
        if (word == "allow-xt") {
          context.options.allow_xt = true;
        } else if (word == "missing-sets-empty") {
          context.options.missing_sets_empty = true;
        } else if (word == "no-counters") {
          context.options.counters = false;
        } else if (word == "nat-chains-of-others") {
          context.options.nat_hooks_of_others.fill(iptables::kAllHooks);
        } else {
          context.options.approximations.push_back(word);
        }
      }
    } else {
      std::string table;
      std::string called;
      words >> table >> context.chain;
      context.caller.clear();
      if (words >> called) context.caller = std::exchange(context.chain, called);
      const auto* info = iptables::FindTable(table);
      if ((word != "%ip" && word != "%ip6") || info == nullptr) {
        throw std::runtime_error(fmt::format("{}:{}: bad line", path, file.lines.size()));
      }
      context.family = word == "%ip" ? Family::kIpv4 : Family::kIpv6;
      context.table = info->id;
    }
  }
  return file;
}

std::vector<CaseFile> AllCaseFiles() {
  std::vector<CaseFile> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(CNFT_SOURCE_DIR "/tests/translator")) {
    if (entry.path().extension() == ".t") files.push_back(ReadCaseFile(entry.path()));
  }
  std::ranges::sort(files, {}, &CaseFile::path);
  return files;
}

void WriteCaseFile(const CaseFile& file) {
  std::ofstream out(file.path);
  std::size_t next = 0;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    if (line.starts_with(' ')) continue;
    out << line << '\n';
    if (next < file.cases.size() && file.cases[next].line == i + 1) {
      for (const std::string& derived : file.cases[next].derived) out << "    " << derived << '\n';
      ++next;
    }
  }
}

}  // namespace cnft::test
