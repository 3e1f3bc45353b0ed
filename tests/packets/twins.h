// SPDX-License-Identifier: GPL-2.0-or-later
// Two nodes that are alike but for their packet filter: one is run by iptables-legacy, the other by
// cnft. Whatever happens to a packet must happen to it on both. Where the kernel has no x_tables,
// what the first one did on another kernel comes from a recording (recordings.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nft/kernel.h"
#include "tests/packets/exchange.h"
#include "tests/packets/recordings.h"
#include "tests/packets/world.h"
#include "translator/module.h"

namespace cnft::test {

struct RulesetTexts {
  std::string ipv4;
  std::string ipv6;
  std::string ipset;
  translator::TranslateOptions options;
  // Of the native node: who keeps the rules that are not Cilium's in iptables, "legacy" or "nft",
  // while cnft has Cilium's. Empty: cnft has all.
  std::string others_in = {};
  // What then keeps accepts final. Without, differences are to be seen.
  bool bridges = true;
  bool bindings = true;
  // Then cnft takes these chains of others over, too.
  std::vector<std::string> absorb = {};
};

// Takes out the rules that cnft says it cannot express; returns how many.
std::size_t LeaveOutRefused(RulesetTexts& texts);

// What to send to a ruleset, and who should listen for it.
struct Battery {
  std::vector<Exchange> exchanges;
  std::vector<Listener> listeners;
};

class Twins {
 public:
  // `tracking`: connections are tracked whatever the rules say, and seen.
  explicit Twins(bool tracking);

  // Loads the ruleset into both, with what was there before gone. What one of them will not take
  // is told, and neither has it then.
  std::optional<std::string> Load(const RulesetTexts& texts);
  // Makes the native node something else, to see whether it shows.
  std::optional<std::string> Replace(const nftables::Ruleset& ruleset);

  // Sends everything to both and compares what came of it, and in the end what the rules counted.
  // At most `limit` differences; none: they are alike. `closely`: counters are compared after every
  // exchange, which is slow and tells which one to blame.
  std::vector<std::string> Compare(const Battery& battery, std::size_t limit = 3,
                                   bool closely = false);

  // What came of a battery on the legacy node, to be compared with one native ruleset after
  // another.
  struct Recording {
    std::vector<std::vector<std::string>> exchanges;
    std::array<std::string, 2> counters;  // as iptables-save prints, by family
  };
  Recording Record(const Battery& battery);
  // The first difference of the native node, if any.
  std::optional<std::string> CompareNative(const Battery& battery, const Recording& recording);

  // Whether the kernel goes on tracking connections, though there is no rule any more that asks for
  // it: other twins are needed.
  bool stale() const { return stale_; }

 private:
  std::optional<std::string> LoadLegacy(const RulesetTexts& texts);
  std::optional<std::string> InstallLegacy(const RulesetTexts& texts);
  std::optional<std::string> LoadNative(const RulesetTexts& texts);
  // With what others keep in iptables.
  std::optional<std::string> LoadBeside(const RulesetTexts& texts);
  std::optional<std::string> AbsorbOthers(const RulesetTexts& texts);
  void Unload();
  void OpenKernel();
  // The kernel frees native rules some time after they are gone, and tracks connections for them
  // until then.
  bool AwaitUntracked();
  void Listen(const Battery& battery);
  // What the legacy node does, or did.
  std::vector<std::string> ConverseLegacy(const Battery& battery, std::size_t index);
  std::string LegacyCounters(Family family);
  std::vector<std::string> CompareCounters(Family family, const std::string& saved);
  std::vector<std::string> CompareCounters();

  bool tracking_;
  bool stale_ = false;
  Quiescence quiescence_;
  World legacy_;
  World native_;
  std::unique_ptr<Kernel> kernel_;
  RulesetTexts texts_;
  Recordings recordings_;
  bool sets_loaded_ = false;
};

// Loads and compares. What differs is tried again, since a machine under load may come between a
// packet and its answer, and a port that NAT chooses may be one that the packets have, too: until
// nothing differs, or the same exchange again. Nothing when both are alike; `refused` is set when
// one of them does not take the ruleset.
std::vector<std::string> CheckTwins(Twins& twins, const RulesetTexts& texts, const Battery& battery,
                                    std::optional<std::string>& refused);

}  // namespace cnft::test
