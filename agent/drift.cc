// SPDX-License-Identifier: GPL-2.0-or-later
// From the kernel's notifications to what of our tables others have touched.
#include "agent/drift.h"

#include <netinet/in.h>

#include <linux/netfilter.h>

#include <utility>

namespace cnft::agent {
namespace {

using netlink::Topic;

// Of more it is quicker to read the whole table.
constexpr std::size_t kChains = 64;

}  // namespace

bool Drift::Note(const netlink::Notification& one) {
  if (one.topic == Topic::kGeneration) {
    const Touched heard = std::exchange(heard_, {});
    if (!heard.any() || made_(one.generation)) return false;
    known_.more |= heard.more;
    for (std::size_t i = 0; i < heard.chains.size(); ++i) {
      known_.chains[i].insert(heard.chains[i].begin(), heard.chains[i].end());
      known_.more |= known_.chains[i].size() > kChains;
    }
    return true;
  }
  const bool ipv4 = one.family == NFPROTO_IPV4;
  if (one.table != table_ || (!ipv4 && one.family != NFPROTO_IPV6)) return false;
  if (one.topic != Topic::kRule && one.topic != Topic::kChain) {
    heard_.more = true;
  } else if (!heard_.more) {
    auto& chains = heard_.chains[static_cast<std::size_t>(ipv4 ? Family::kIpv4 : Family::kIpv6)];
    chains.emplace(one.name);
    heard_.more = chains.size() > kChains;
  }
  return false;
}

void Drift::Lose() {
  heard_ = {};
  known_.more = true;
}

const TouchedChains* Drift::chains() {
  if (known_.more) return nullptr;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    list_[i].assign(known_.chains[i].begin(), known_.chains[i].end());
  }
  return &list_;
}

}  // namespace cnft::agent
