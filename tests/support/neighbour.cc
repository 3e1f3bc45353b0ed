// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of programs that share a node with cnft.
#include "tests/support/neighbour.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/support/netns.h"

namespace cnft::test {
namespace {

constexpr std::string_view kFolder = CNFT_SOURCE_DIR "/tests/compat/neighbours";

void Load(const std::string& command, const std::string& text) {
  if (text.empty()) return;
  const Output done = Run(command, text);
  if (!done.ok()) throw std::runtime_error(command + ": " + done.err);
}

}  // namespace

std::vector<std::string> NeighbourFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".t") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

Neighbour ReadNeighbour(const std::string& path) {
  Neighbour neighbour{.path = path};
  std::string* text = nullptr;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("    ") && text == nullptr && !neighbour.packets.empty()) {
      neighbour.packets.back().expected.push_back(line.substr(4));
      continue;
    }
    neighbour.lines.push_back(line);
    if (line.starts_with("%packet ")) {
      neighbour.packets.push_back({line.substr(8), {}});
      text = nullptr;
    } else if (line.starts_with("%")) {
      text = line == "%ipset"      ? &neighbour.ipset
             : line == "%iptables" ? &neighbour.iptables
             : line == "%nft"      ? &neighbour.nft
                                   : nullptr;
      if (text == nullptr) throw std::runtime_error(path + ": " + line);
    } else if (text != nullptr && !line.starts_with("#")) {
      *text += line + "\n";
    }
  }
  return neighbour;
}

void WriteNeighbour(const Neighbour& neighbour, const std::vector<std::vector<std::string>>& seen) {
  std::ofstream out(neighbour.path);
  std::size_t packet = 0;
  for (const std::string& line : neighbour.lines) {
    out << line << "\n";
    if (!line.starts_with("%packet ")) continue;
    for (const std::string& derived : seen[packet]) out << "    " << derived << "\n";
    ++packet;
  }
}

void LoadNeighbour(const Neighbour& neighbour, std::string_view iptables) {
  Load("ipset restore", neighbour.ipset);
  Load(fmt::format("{}-restore --noflush", iptables), neighbour.iptables);
  Load("nft -f -", neighbour.nft);
}

}  // namespace cnft::test
