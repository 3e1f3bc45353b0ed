// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of programs that share a node with cnft, a file for each in tests/compat/neighbours:
//
//   %ipset, %iptables, %nft       what follows is its input; iptables stands for both backends
//   %packet DEVICE FROM > TO [mark MARK]     a datagram; from "-" the node itself sends it
//       PREROUTING 0x0: cnft raw, iptables raw     the chains that see it with that mark, in order
//       out eth0: …                                what becomes of it
//
// The indented lines behind a packet are derived.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cnft::test {

struct NeighbourPacket {
  std::string text;  // behind %packet
  std::vector<std::string> expected;
};

struct Neighbour {
  std::string path;
  std::string ipset;
  std::string iptables;
  std::string nft;
  std::vector<std::string> lines;  // all but the derived ones
  std::vector<NeighbourPacket> packets;
};

std::vector<std::string> NeighbourFiles();
Neighbour ReadNeighbour(const std::string& path);
// Writes the file anew with these derived lines, by packet.
void WriteNeighbour(const Neighbour& neighbour, const std::vector<std::vector<std::string>>& seen);

// Loads its rules in the current network namespace, those of iptables with this program.
void LoadNeighbour(const Neighbour& neighbour, std::string_view iptables);

}  // namespace cnft::test
