// SPDX-License-Identifier: GPL-2.0-or-later
// Networks that nest, cut into ranges that do not.
#include "translator/networks.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace cnft::translator {
namespace {

AddressRange RangeOf(const Network& network) {
  const Address mask = PrefixMask(network.address.family(), network.prefix);
  return cnft::RangeOf({network.address, mask});
}

constexpr std::uint32_t kForEver = std::numeric_limits<std::uint32_t>::max();

// What the networks around an address come to.
struct Decision {
  bool in = false;          // now
  std::uint32_t until = 0;  // then no longer; kForEver: always
  bool comes_back = false;  // out now or later, and in again after that
};

class Flattener {
 public:
  Flattener(bool exceptions, bool exact, const std::function<void(const Piece&)>& each)
      : exceptions_(exceptions), exact_(exact), each_(each) {}

  std::string Run(std::vector<Network>& networks) {
    std::ranges::sort(networks, [](const Network& a, const Network& b) {
      if (a.address != b.address) return a.address < b.address;
      return a.prefix < b.prefix;
    });
    for (std::size_t i = 0; i < networks.size(); ++i) {
      Network& network = networks[i];
      if (i + 1 < networks.size() && networks[i + 1].address == network.address &&
          networks[i + 1].prefix == network.prefix) {
        // Only interfaces by name and by the beginning of a name can stand so side by side.
        if (network.element->nomatch != networks[i + 1].element->nomatch) {
          return "which of several elements for one network decides depends on their place in "
                 "memory";
        }
        networks[i + 1].timeout = Longer(network.timeout, networks[i + 1].timeout);
        continue;
      }
      const AddressRange range = RangeOf(network);
      while (!stack_.empty() && stack_.back().range.high < range.low) Close();
      if (!stack_.empty() && at_ < range.low) Emit(Previous(range.low));
      if (stack_.empty()) Flush();
      at_ = range.low;
      open_ = true;
      stack_.push_back({range, &network});
    }
    while (!stack_.empty()) Close();
    Flush();
    return std::move(why_);
  }

 private:
  struct Level {
    AddressRange range;
    const Network* network;
  };

  static std::uint32_t Longer(std::uint32_t a, std::uint32_t b) {
    return a == 0 || b == 0 ? 0 : std::max(a, b);
  }

  // The innermost network ends.
  void Close() {
    const Address last = stack_.back().range.high;
    if (open_) Emit(last);
    stack_.pop_back();
    at_ = Next(last);
    // The last address of all wraps: nothing is left then.
    open_ = !stack_.empty() && last < stack_.back().range.high;
  }

  Decision Decide() const {
    Decision decision;
    std::uint32_t now = 0;
    bool first = true;
    bool was_in = false;
    for (auto level = stack_.rbegin(); level != stack_.rend(); ++level) {
      const Network& network = *level->network;
      const std::uint32_t end = network.timeout == 0 ? kForEver : network.timeout;
      if (end <= now) continue;
      const bool in = network.element->nomatch == exceptions_;
      if (first) decision.in = in;
      if (!first && in && !was_in) decision.comes_back = true;
      if (in && !decision.comes_back) decision.until = end;
      first = false;
      was_in = in;
      now = end;
      if (end == kForEver) break;
    }
    return decision;
  }

  // From at_ to `last` the stack decides.
  void Emit(const Address& last) {
    const Decision decision = Decide();
    if (decision.comes_back) {
      why_ = "where an exception times out, addresses come into the set";
    }
    if (!decision.in) {
      Flush();
      return;
    }
    const std::uint32_t timeout = decision.until == kForEver ? 0 : decision.until;
    const Network* network = stack_.back().network;
    if (pending_ && Joins(*pending_, timeout)) {
      pending_->range.high = last;
      return;
    }
    Flush();
    pending_ = Piece{{at_, last}, timeout, network};
    outer_ = stack_.front().network;
  }

  // Whether the next piece goes on where the pending one ends, and nothing tells them apart: only
  // within one outermost network, so that elements side by side stay as they are.
  bool Joins(const Piece& piece, std::uint32_t timeout) const {
    return !exact_ && Next(piece.range.high) == at_ && piece.timeout == timeout &&
           outer_ == stack_.front().network;
  }

  void Flush() {
    if (pending_) each_(*pending_);
    pending_.reset();
  }

  bool exceptions_;
  bool exact_;
  const std::function<void(const Piece&)>& each_;
  std::vector<Level> stack_;  // the networks around at_, from the outside in
  Address at_;                // the first address that no piece holds yet
  bool open_ = false;         // the stack holds at_
  std::optional<Piece> pending_;
  const Network* outer_ = nullptr;
  std::string why_;
};

}  // namespace

std::string Flatten(std::vector<Network> networks, bool exceptions, bool exact,
                    const std::function<void(const Piece&)>& each) {
  return Flattener(exceptions, exact, each).Run(networks);
}

}  // namespace cnft::translator
