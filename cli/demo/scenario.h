// SPDX-License-Identifier: GPL-2.0-or-later
// The packets that cnft demo sends, and what became of each.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/show.h"
#include "cli/demo/node.h"
#include "nft/kernel.h"

namespace cnft::cli::demo {

enum class Protocol : std::uint8_t { kUdp = 17, kTcp = 6 };

struct Scenario {
  std::string_view title;
  Protocol protocol = Protocol::kUdp;
  Place from = Place::kWorld;
  std::string_view source;  // address
  std::uint16_t source_port = 0;
  std::string_view destination;  // address
  std::uint16_t destination_port = 0;
  // The mark the packet has before netfilter sees it: on its way in, where Cilium's BPF program
  // would set it; of packets from the node itself, by the socket.
  std::uint32_t mark = 0;
  // A proxy listens here, at 127.0.0.1, with a transparent socket; 0: none.
  std::uint16_t proxy_port = 0;
};

std::span<const Scenario> Scenarios();

// A packet as it stood at the end of its way through the node.
struct Witness {
  std::string_view hook;  // INPUT, POSTROUTING
  std::string device;
  std::uint32_t mark = 0;
  bool untracked = false;
};

struct Outcome {
  bool arrived = false;
  Place place = Place::kNode;  // where it arrived
  std::string from;            // the sender as the receiver sees it, address:port
  std::string to;              // the destination as the receiver sees it
  bool proxied = false;        // the proxy's socket has it
  std::string refusal;         // what the sender was told, if anything
  std::optional<Witness> witness;
  std::vector<CountedRule> counted;  // the iptables rules that counted it
};

// Sends packets through a node on which a ruleset is in force.
class Traffic {
 public:
  // Adds a table of its own that marks packets as they come in and notes them as they leave.
  static Result<Traffic> Prepare(Kernel& kernel, const Node& node, std::string table);
  Result<Outcome> Send(const Scenario& scenario);

 private:
  Traffic(Kernel& kernel, const Node& node, std::string table)
      : kernel_(&kernel), node_(&node), table_(std::move(table)) {}

  Result<std::vector<CountedRule>> Counters();
  Result<std::optional<Witness>> FindWitness(const Scenario& scenario);

  Kernel* kernel_;
  const Node* node_;
  std::string table_;
};

}  // namespace cnft::cli::demo
