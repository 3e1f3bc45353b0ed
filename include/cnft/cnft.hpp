// SPDX-License-Identifier: GPL-2.0-or-later
// cnft for embedding: iptables rules in, one atomic nftables transaction out.
//
//   libcnft::Outcome outcome = libcnft::Apply({{libcnft::Kind::kIpv4, "node.v4", text}}, {});
//   if (outcome.status != libcnft::Status::kDone) …  // outcome.messages says why
//
// Everything works on the network namespace of the calling thread and needs CAP_NET_ADMIN, except
// Parse and Translate, which do no I/O. Functions may be called from several threads at once. No
// function throws, but for std::bad_alloc. Nothing is kept between calls: the kernel is the state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#define LIBCNFT_EXPORT __attribute__((visibility("default")))

namespace libcnft {

enum class Kind {
  kIpv4,   // iptables-save
  kIpv6,   // ip6tables-save
  kIpset,  // ipset save
};

// One input. Several of a kind are read in order, as iptables-restore --noflush would.
struct Text {
  Kind kind = Kind::kIpv4;
  std::string name;  // for messages
  std::string text;
};

struct Options {
  std::string table = "cnft";  // the name of the nftables tables, in ip and ip6
  bool counters = true;        // each rule counts packets and bytes
  // Rules without a native form go through nft_compat, with a warning.
  bool allow_xt = false;
  // Sets that no input holds are taken as empty, with a warning; otherwise they are an error.
  bool missing_sets_empty = false;
  std::vector<std::string> approximations;  // accepted, by name
};

// Values are the exit codes of cnft(8).
enum class Status {
  kDone = 0,
  kBadInput = 2,
  kInexpressible = 3,  // a rule has no exact native form
  kKernelRefused = 4,
  kNotPermitted = 5,
};

struct Place {
  std::string file;
  std::size_t line = 0;    // counted from 1
  std::size_t column = 0;  // counted from 1, in bytes
};

struct Message {
  bool error = false;   // otherwise a warning
  std::string kind;     // stable, such as "unknown-match"; empty for errors of the kernel
  std::string message;  // one sentence
  std::string hint;     // the way out; may be empty
  std::optional<Place> place;
};

struct Change {
  enum class Kind { kAdded, kRemoved, kChanged };
  Kind kind = Kind::kAdded;
  bool ipv6 = false;
  std::string object;  // table, chain, rule, set, element, helper
  std::string name;    // of the object, or of the chain or set it belongs to
  std::string before;
  std::string after;
};

struct Outcome {
  Status status = Status::kDone;
  std::vector<Message> messages;  // in the order of their places
  std::size_t rules = 0;          // of iptables, in the input
  std::size_t sets = 0;
  // nftables objects that were changed, or that would be.
  std::size_t added = 0;
  std::size_t removed = 0;
  std::size_t changed = 0;
  std::vector<Change> changes;    // of Diff
  std::vector<std::string> lost;  // iptables tables that stood and the input has nothing of

  bool done() const { return status == Status::kDone; }
};

// What is installed, as the iptables rules it came from.
struct Installed {
  Status status = Status::kDone;
  std::vector<Message> messages;
  std::optional<std::string> ipv4;  // as iptables-save -c prints it; none: nothing is installed
  std::optional<std::string> ipv6;
};

// Reads the texts and translates them, and reports everything that is wrong with them.
LIBCNFT_EXPORT Outcome Parse(const std::vector<Text>& texts, const Options& options);

struct Translation {
  Outcome outcome;
  std::string nft;  // the native rules as nft(8) text
};
// The native form of the texts.
LIBCNFT_EXPORT Translation Translate(const std::vector<Text>& texts, const Options& options);

// Lets the kernel examine what Apply would send, and throws it away.
LIBCNFT_EXPORT Outcome Check(const std::vector<Text>& texts, const Options& options);

// What Apply would change, object by object.
LIBCNFT_EXPORT Outcome Diff(const std::vector<Text>& texts, const Options& options);

// Makes the kernel's tables what the texts say: all of it in one transaction, or nothing. A family
// without text loses its table.
LIBCNFT_EXPORT Outcome Apply(const std::vector<Text>& texts, const Options& options);

// Reads back what Apply installed, with counters.
LIBCNFT_EXPORT Installed ReadBack(const std::string& table = "cnft");

// Removes everything that is installed; `removed` counts the tables.
LIBCNFT_EXPORT Outcome Delete(const std::string& table = "cnft");

// "0.1.0"
LIBCNFT_EXPORT const char* Version();

}  // namespace libcnft
