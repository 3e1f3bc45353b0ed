// SPDX-License-Identifier: GPL-2.0-or-later
// A small node as Cilium makes one, with what is around it: each place a network namespace of its
// own, linked to the node by a veth pair.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "cli/demo/namespace.h"
#include "nft/kernel.h"

namespace cnft::cli::demo {

enum class Place : std::uint8_t {
  kNode,
  kWorld,    // behind eth0
  kPod1,     // behind lxc1
  kPod2,     // behind lxc2
  kCluster,  // pods of other nodes, behind cilium_host
  kOverlay,  // behind ol0
};
inline constexpr std::size_t kPlaceCount = 6;

std::string_view Name(Place place);

class Node {
 public:
  // The calling thread is in the node's namespace afterwards.
  static Result<Node> Build();

  const Namespace& at(Place place) const { return places_[static_cast<std::size_t>(place)]; }

 private:
  std::array<Namespace, kPlaceCount> places_;
};

}  // namespace cnft::cli::demo
