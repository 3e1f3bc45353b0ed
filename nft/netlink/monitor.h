// SPDX-License-Identifier: GPL-2.0-or-later
// What changes in the kernel, as it tells everybody who listens: rulesets (nf_tables), links,
// addresses, routes and policy rules (rtnetlink(7)).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "nft/kernel.h"

namespace cnft::netlink {

enum class Topic : std::uint8_t {
  // Of nf_tables: what a transaction changed, one notification for each object, and at its end the
  // generation it made. Policies and flags are changes of chains and tables.
  kTable,
  kChain,
  kRule,
  kSet,
  kElements,
  kObject,
  kFlowtable,
  kGeneration,
  // Of rtnetlink.
  kLink,
  kAddress,
  kRoute,
  kPolicyRule,
  // More happened than there was room for: what is known of the kernel must be read again.
  kOverrun,
};

// Texts live as long as the call that hands them over.
struct Notification {
  Topic topic = Topic::kOverrun;
  bool removed = false;          // added or changed otherwise
  std::uint8_t family = 0;       // NFPROTO_* or AF_*
  std::string_view table;        // of nf_tables
  std::string_view name;         // of the chain, set or object, of a rule's chain, of a link
  std::uint32_t number = 0;      // of a link, of the link of an address, of the table of a route
  std::uint8_t protocol = 0;     // RTPROT_* of a route or a policy rule
  std::uint32_t generation = 0;  // of kGeneration, with who made it, as far as the kernel says
  std::uint32_t process = 0;     // in the first namespace of processes
  std::string_view program;      // its name, at most 15 bytes
};

class Monitor {
 public:
  // Of the current network namespace; hears what happens from now on.
  static Result<Monitor> OfRulesets();
  static Result<Monitor> OfRouting();

  Monitor(Monitor&& other) noexcept;
  Monitor& operator=(Monitor&& other) noexcept;
  ~Monitor();

  // Readable (poll(2)) when there is something to read.
  int descriptor() const { return socket_; }

  // Hands over what has come so far, without waiting; at most some thousands at once, so that a
  // flood cannot keep its reader from everything else. True: there may be more.
  using Visitor = std::function<void(const Notification& notification)>;
  Result<bool> Read(const Visitor& visit);

 private:
  explicit Monitor(int socket, bool rulesets);

  int socket_ = -1;
  bool rulesets_ = true;
  std::unique_ptr<char[]> buffer_;
};

}  // namespace cnft::netlink
