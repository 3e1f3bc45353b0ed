// SPDX-License-Identifier: GPL-2.0-or-later
// The options of create and add: which there are, which types take them (lib/args.c and
// lib/ipset_*.c of ipset).
#pragma once

#include <cstdint>
#include <string_view>

#include "ruleset/ipset/model.h"

namespace cnft::ipset {

enum class OptionKind : std::uint8_t {
  // of create
  kFamily,
  kInet,
  kInet6,
  kHashsize,
  kMaxelem,
  kBucketsize,
  kInitval,
  kForceadd,
  kNetmask,
  kBitmask,
  kRange,
  kFrom,
  kTo,
  kNetwork,
  kSize,
  kCounters,
  kSetComment,
  kSkbinfo,
  kIgnored,
  // of both
  kTimeout,
  // of add
  kPackets,
  kBytes,
  kComment,
  kSkbmark,
  kSkbprio,
  kSkbqueue,
  kNomatch,
  kWildcard,
  kBefore,
  kAfter,
};

enum class Command : std::uint8_t { kCreate, kAdd, kDel };

struct OptionInfo {
  std::string_view name;
  OptionKind kind;
  bool argument;
  bool (*takes)(const TypeInfo& type);  // null: every type does
};

// Null when no type has such an option in that command. Two dashes in front do not matter.
const OptionInfo* FindOption(Command command, std::string_view name);

}  // namespace cnft::ipset
