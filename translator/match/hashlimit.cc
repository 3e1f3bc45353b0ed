// SPDX-License-Identifier: GPL-2.0-or-later
// -m hashlimit: a token bucket for each source, destination or port (net/netfilter/xt_hashlimit.c,
// revision 3).
//
// A table of the kernel becomes a set whose elements hold a limit each and time out as the table's
// entries do; the kernel takes expired entries out up to one --hashlimit-htable-gcinterval later. A
// bucket holds exactly the burst, unlike that of -m limit. Where a table is full, the kernel drops
// packets that would need another entry; that takes a second set, which tells whether there was
// room.
//
// Rules of one name share the kernel's table, and what the first of them says goes for all.
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter/xt_hashlimit.h>

#include <algorithm>
#include <array>
#include <climits>
#include <map>
#include <memory>
#include <optional>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/bit_names.h"
#include "translator/fields.h"
#include "translator/module.h"
#include "translator/rates.h"

namespace cnft::translator {
namespace {

constexpr std::uint64_t kScale = XT_HASHLIMIT_SCALE_v2;  // of a second
constexpr std::uint64_t kMaxBurst = 1000000;
constexpr std::uint64_t kDefaultBurst = 5;
constexpr std::uint64_t kDefaultGcInterval = 1000;
constexpr std::uint64_t kByteExpire = 15;
constexpr std::uint64_t kByteBurstExpire = 60;
constexpr std::uint64_t kMaxCost = 0xffffffff;

// ---- Rates and bursts --------------------------------------------------------------------------

// Bytes count in chunks of 16, of which at least one passes each second.
std::uint64_t CostOfBytes(std::uint64_t bytes) {
  return kMaxCost /
         (static_cast<std::uint32_t>(bytes >> XT_HASHLIMIT_BYTE_SHIFT) + std::uint64_t{1});
}
std::uint64_t BytesOfCost(std::uint64_t cost) {
  return (kMaxCost / cost - 1) << XT_HASHLIMIT_BYTE_SHIFT;
}

// A number, perhaps followed by 'k' or 'm' and then by `unit`.
std::optional<std::uint64_t> ParseBytes(std::string_view text, std::string_view unit) {
  if (!text.ends_with(unit)) return std::nullopt;
  text.remove_suffix(unit.size());
  std::uint64_t factor = 1;
  if (text.ends_with('k')) factor = 1024;
  if (text.ends_with('m')) factor = std::uint64_t{1024} * 1024;
  if (factor != 1) text.remove_suffix(1);
  const auto number = iptables::ParseNumber(text, 0xffffffffff);
  if (!number || *number == 0) return std::nullopt;
  return *number * factor;
}

struct Rate {
  bool bytes = false;
  std::uint64_t average = 0;  // microseconds a packet, or the cost of a chunk of bytes
  std::uint64_t expire = 0;   // seconds, unless the rule says
};

// Nothing when it is no rate; an average of zero when it is too fast.
std::optional<Rate> ParseHashRate(std::string_view text) {
  if (const auto bytes = ParseBytes(text, "b/s")) {
    return Rate{true, CostOfBytes(*bytes), kByteExpire};
  }
  const auto period = ParseRate(text, kScale);
  if (!period) return std::nullopt;
  return Rate{false, *period, RateUnitSeconds(text)};
}

constexpr iptables::ArgumentType kRateArgument = {
    .placeholder = "rate[/second|/minute|/hour|/day] or rate[k|m]b/s",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto rate = ParseHashRate(input.text());
          if (!rate) {
            return input.Fail(fmt::format(
                "'{}' is not a rate, N/second, N/minute, N/hour, N/day or Nb/s", input.text()));
          }
          if (rate->average == 0) return input.Fail(fmt::format("'{}' is too fast", input.text()));
          value = input.text();
          return true;
        },
};

// A number of packets, or of bytes with "b", "kb" or "mb" behind.
std::optional<std::uint64_t> ParseBurst(std::string_view text) {
  if (const auto bytes = ParseBytes(text, "b")) return bytes;
  const auto number = iptables::ParseNumber(text, kMaxBurst);
  return number && *number > 0 ? number : std::nullopt;
}

constexpr iptables::ArgumentType kBurstArgument = {
    .placeholder = "packets or bytes[k|m]b",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto burst = ParseBurst(input.text());
          if (!burst) {
            return input.Fail(
                fmt::format("'{}' is not a number from 1 to {}", input.text(), kMaxBurst));
          }
          value = *burst;
          return true;
        },
};

constexpr auto kModes = std::to_array<BitName>({{"srcip", XT_HASHLIMIT_HASH_SIP},
                                                {"srcport", XT_HASHLIMIT_HASH_SPT},
                                                {"dstip", XT_HASHLIMIT_HASH_DIP},
                                                {"dstport", XT_HASHLIMIT_HASH_DPT}});
constexpr std::uint64_t kPorts = XT_HASHLIMIT_HASH_SPT | XT_HASHLIMIT_HASH_DPT;

constexpr iptables::ArgumentType kModeArgument = {
    .placeholder = "srcip|srcport|dstip|dstport[,…]",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          std::uint64_t modes = 0;
          std::string_view rest = input.text();
          while (!rest.empty()) {
            const std::string_view part = rest.substr(0, rest.find_first_of(",|"));
            rest.remove_prefix(std::min(part.size() + 1, rest.size()));
            if (part.empty()) continue;
            const auto* mode = std::ranges::find(kModes, part, &BitName::name);
            if (mode == kModes.end()) return input.Fail(fmt::format("'{}' is not a mode", part));
            modes |= mode->bits;
          }
          value = modes;
          return true;
        },
};

constexpr iptables::ArgumentType kPrefixArgument = {
    .placeholder = "prefix",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto length = iptables::ParseNumber(input.text(), AddressLength(input.family) * 8U);
          if (!length) {
            return input.Fail(fmt::format("'{}' is not a prefix length", input.text()));
          }
          value = *length;
          return true;
        },
};

constexpr iptables::ArgumentType kNameArgument = {
    .placeholder = "name",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const std::string_view name = input.text();
          // The kernel makes it the name of a file.
          if (name.empty() || name.size() >= NAME_MAX || name == "." || name == ".." ||
              name.find('/') != std::string_view::npos) {
            return input.Fail(fmt::format("'{}' cannot be the name of a table", name));
          }
          value = name;
          return true;
        },
};

// ---- Options -----------------------------------------------------------------------------------

enum {
  kUpto,
  kAbove,
  kBurst,
  kMode,
  kName,
  kSize,
  kMax,
  kGcInterval,
  kExpire,
  kSourceMask,
  kDestinationMask,
  kRateMatch,
  kRateInterval,
  kOldUpto,
};

constexpr OptionSpec kOptions[] = {
    {.name = "hashlimit-upto",
     .argument = &kRateArgument,
     .negatable = true,
     .excludes = "hashlimit-above"},
    {.name = "hashlimit-above", .argument = &kRateArgument, .negatable = true},
    {.name = "hashlimit-burst", .argument = &kBurstArgument},
    {.name = "hashlimit-mode", .argument = &kModeArgument},
    {.name = "hashlimit-name", .argument = &kNameArgument, .required = true},
    {.name = "hashlimit-htable-size", .argument = &iptables::kU32Argument},
    {.name = "hashlimit-htable-max", .argument = &iptables::kU32Argument},
    // The kernel refuses 0.
    {.name = "hashlimit-htable-gcinterval", .argument = &iptables::kNumberArgument<1, 0xffffffff>},
    {.name = "hashlimit-htable-expire", .argument = &iptables::kNumberArgument<1, 0xffffffff>},
    {.name = "hashlimit-srcmask", .argument = &kPrefixArgument},
    {.name = "hashlimit-dstmask", .argument = &kPrefixArgument},
    {.name = "hashlimit-rate-match"},
    {.name = "hashlimit-rate-interval", .argument = &iptables::kNumberArgument<1, 0x7fffffff>},
    {.name = "hashlimit",
     .argument = &kRateArgument,
     .negatable = true,
     .alias_of = "hashlimit-upto"},
};

constexpr Limitation kLimitations[] = {
    {.option = "--hashlimit-rate-match",
     .reason = "nf_tables limits rates, it does not measure them over an interval",
     .way_out = "leave it out to let through as many packets as the rate allows"},
    {.option = "--hashlimit-name",
     .reason = "rules of the same name have different settings, and the kernel uses the first",
     .way_out = "give each rule a name of its own"},
    {.option = "--hashlimit-mode",
     .reason = "the packets may be of protocols without ports, which the kernel counts as port 0",
     .way_out = "say the protocol, such as -p tcp"},
    {.option = "bytes of --hashlimit-upto and --hashlimit-above",
     .reason = "the kernel counts bytes in chunks of 16, nf_tables counts each",
     .way_out = "limit packets",
     .approximation = "hashlimit-bytes"},
    {.option = "--hashlimit-burst",
     .reason =
         "the kernel's bucket gains its tokens by the tick of its clock, and so small a burst "
         "overflows within one",
     .way_out = "allow a burst of 1/250 of what passes in a second",
     .approximation = "hashlimit-tick"},
};
enum { kRates, kNames, kProtocols, kBytes, kTick };

// What a table of the kernel is made of.
struct Config {
  bool inverted = false;
  bool bytes = false;
  std::uint64_t average = 0;
  std::uint64_t burst = 0;  // packets, or how often a bucket of bytes is refilled
  std::uint64_t modes = 0;
  std::uint64_t size = 0;
  std::uint64_t max = 0;
  std::uint64_t gc_interval = kDefaultGcInterval;
  std::uint64_t expire = 0;  // ms
  std::uint64_t source_prefix = 0;
  std::uint64_t destination_prefix = 0;
  bool rate_match = false;
  std::uint64_t interval = 0;
  friend bool operator==(const Config&, const Config&) = default;
};

const Option& RateOption(const Use& use) {
  const Option* upto = use.Find(kUpto);
  return upto != nullptr ? *upto : *use.Find(kAbove);
}

Config ConfigOf(const Use& use, Family family) {
  const auto number = [&use](std::size_t index, std::uint64_t otherwise) {
    const Option* option = use.Find(index);
    return option == nullptr ? otherwise : option->number();
  };
  const Option& rate_option = RateOption(use);
  const Rate rate = *ParseHashRate(rate_option.text());
  Config config;
  config.inverted = (use.Find(kUpto) == nullptr) != rate_option.negated;
  config.bytes = rate.bytes;
  config.average = rate.average;
  config.burst = number(kBurst, rate.bytes ? 0 : kDefaultBurst);
  config.expire = rate.expire * 1000;
  if (rate.bytes && use.Has(kBurst)) {
    const std::uint64_t refill = std::max<std::uint64_t>(BytesOfCost(rate.average), 1);
    config.burst = (config.burst + refill - 1) / refill;
    config.expire = kByteBurstExpire * 1000;
  }
  config.modes = number(kMode, 0);
  config.size = number(kSize, 0);
  config.max = number(kMax, 0);
  config.gc_interval = number(kGcInterval, kDefaultGcInterval);
  config.expire = number(kExpire, config.expire);
  config.source_prefix = number(kSourceMask, AddressLength(family) * 8U);
  config.destination_prefix = number(kDestinationMask, AddressLength(family) * 8U);
  config.rate_match = use.Has(kRateMatch);
  config.interval = number(kRateInterval, 0);
  if (config.rate_match) {
    if (!rate.bytes) config.average /= rate.expire;
    if (config.interval == 0) config.interval = rate.bytes ? 1 : rate.expire;
  }
  return config;
}

// What the kernel makes of a time, in 64 bits as it computes it; HZ is 100, 250 or 1000.
std::uint64_t Credits(std::uint64_t user) {
  constexpr std::uint64_t kPerSecond = std::uint64_t{1000} << 37U;
  return user * (kPerSecond / kScale);
}

void Check(const Use& use, Family family, Diagnostics& diagnostics) {
  if (!use.Has(kUpto) && !use.Has(kAbove)) return;
  const Config config = ConfigOf(use, family);
  if (config.bytes) {
    const Option* burst = use.Find(kBurst);
    const std::uint64_t least = BytesOfCost(config.average);
    if (burst == nullptr || burst->number() >= least) return;
    diagnostics.Report(DiagnosticKind::kBadArgument, burst->span,
                       fmt::format("the burst is smaller than {}b", least));
    return;
  }
  if (config.burst > kMaxBurst) {
    diagnostics.Report(DiagnosticKind::kBadArgument, use.Find(kBurst)->span,
                       fmt::format("the burst is larger than {}", kMaxBurst));
  } else if (Credits(config.average * config.burst) / config.burst != Credits(config.average)) {
    diagnostics.Report(DiagnosticKind::kBadArgument, use.span,
                       "the burst is too large for so slow a rate",
                       "the kernel cannot count that far: lower the burst");
  }
}

void PrintBytes(std::uint64_t average, std::uint64_t burst, std::string& out) {
  struct Unit {
    std::string_view name;
    std::uint64_t bytes;
  };
  static constexpr std::array<Unit, 3> kUnits = {{{"m", 1024 * 1024}, {"k", 1024}, {"", 1}}};
  const std::uint64_t rate = BytesOfCost(average);
  const auto* unit = std::ranges::find_if(kUnits, [&](const Unit& one) {
    return one.bytes == 1 || (rate >= one.bytes && CostOfBytes(rate & ~(one.bytes - 1)) == average);
  });
  out += fmt::format("{}{}b/s", rate / unit->bytes, unit->name);
  if (burst == 0) return;
  const std::uint64_t total = rate * burst;
  unit = std::ranges::find_if(
      kUnits, [&](const Unit& one) { return one.bytes == 1 || total >= one.bytes; });
  out += fmt::format(" --hashlimit-burst {}{}b", total / unit->bytes, unit->name);
}

void PrintConfig(const Config& config, std::string_view name, Family family, std::string& out) {
  out += config.inverted ? " --hashlimit-above " : " --hashlimit-upto ";
  std::uint64_t usual_expire = 0;
  if (config.bytes) {
    PrintBytes(config.average, config.burst, out);
    usual_expire = config.burst == 0 ? kByteExpire : kByteBurstExpire;
  } else {
    usual_expire = PrintRate(config.average, kScale, out);
    out += fmt::format(" --hashlimit-burst {}", config.burst);
  }
  std::string_view separator = " --hashlimit-mode ";
  for (const BitName& mode : kModes) {
    if ((config.modes & mode.bits) == 0) continue;
    out += separator;
    out += mode.name;
    separator = ",";
  }
  out += " --hashlimit-name ";
  iptables::AppendWord(name, out);
  const auto print = [&](std::string_view option, std::uint64_t value, std::uint64_t usual) {
    if (value != usual) out += fmt::format(" --hashlimit-{} {}", option, value);
  };
  const std::uint64_t whole = AddressLength(family) * 8U;
  print("htable-size", config.size, 0);
  print("htable-max", config.max, 0);
  print("htable-gcinterval", config.gc_interval, kDefaultGcInterval);
  print("htable-expire", config.expire, usual_expire * 1000);
  print("srcmask", config.source_prefix, whole);
  print("dstmask", config.destination_prefix, whole);
  if (!config.rate_match) return;
  out += " --hashlimit-rate-match";
  print("rate-interval", config.interval, 1);
}

void Print(const Use& use, Family family, std::string& out) {
  PrintConfig(ConfigOf(use, family), use.Find(kName)->text(), family, out);
}

// ---- Lowering ----------------------------------------------------------------------------------

// The settings of each name, or nothing where rules differ; found out once.
using Tables = std::map<std::string, std::optional<Config>, std::less<>>;

const Tables& TablesOf(LowerContext& context) {
  std::shared_ptr<const void>& note = context.resources().Note("hashlimit");
  if (note == nullptr) {
    auto tables = std::make_shared<Tables>();
    context.resources().ForEachUse("hashlimit", [&](const Use& use) {
      if (!use.Has(kName) || (!use.Has(kUpto) && !use.Has(kAbove))) return;
      const Config config = ConfigOf(use, context.family());
      const auto [found, added] =
          tables->emplace(std::string(use.Find(kName)->text()), std::optional(config));
      if (!added && found->second != config) found->second.reset();
    });
    note = std::move(tables);
  }
  return *static_cast<const Tables*>(note.get());
}

// The same of all packets that get to the rule: the kernel takes no ports of other protocols.
constexpr auto kWithPorts = std::to_array<std::uint8_t>(
    {IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ESP, IPPROTO_DCCP, IPPROTO_SCTP, IPPROTO_UDPLITE});
constexpr auto kWithoutPorts = std::to_array<std::uint8_t>({IPPROTO_ICMP, IPPROTO_ICMPV6});

struct Key {
  std::vector<nftables::Selector> fields;
  std::vector<nftables::DataType> types;
  bool one_bucket = true;  // the same of all packets

  void AddAddress(Field field, std::uint64_t prefix, Family family) {
    nftables::Selector selector{std::move(field), {}};
    if (prefix > 0) one_bucket = false;
    if (prefix < AddressLength(family) * 8U) {
      selector.mask = Value::Of(PrefixMask(family, static_cast<unsigned>(prefix)));
    }
    fields.push_back(std::move(selector));
    types.push_back(family == Family::kIpv4 ? nftables::DataType::kIpv4Address
                                            : nftables::DataType::kIpv6Address);
  }
  void AddPort(Field field) {
    one_bucket = false;
    fields.push_back({std::move(field), {}});
    types.push_back(nftables::DataType::kInetService);
  }
};

Key KeyOf(const Config& config, bool ports, Family family) {
  Key key;
  if ((config.modes & XT_HASHLIMIT_HASH_SIP) != 0) {
    key.AddAddress(SourceAddress(family), config.source_prefix, family);
  }
  if ((config.modes & XT_HASHLIMIT_HASH_SPT) != 0 && ports) key.AddPort(SourcePort());
  if ((config.modes & XT_HASHLIMIT_HASH_DIP) != 0) {
    key.AddAddress(DestinationAddress(family), config.destination_prefix, family);
  }
  if ((config.modes & XT_HASHLIMIT_HASH_DPT) != 0 && ports) key.AddPort(DestinationPort());
  // One bucket for all packets: nothing of an address makes them the same.
  if (key.fields.empty()) key.AddAddress(SourceAddress(family), 0, family);
  return key;
}

// How many entries the kernel's table holds; its default is that of a machine with 1 GB or more.
std::uint32_t Capacity(const Config& config) {
  constexpr std::uint64_t kDefaultSize = 8192;
  const std::uint64_t size = config.size == 0 ? kDefaultSize : config.size;
  const std::uint64_t max = config.max == 0 ? 8 * size : std::max(config.max, size);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(max, 0x7fffffff));
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  const auto span_of = [&use](std::size_t index) {
    const Option* option = use.Find(index);
    return option == nullptr ? use.span : option->span;
  };
  const Family family = context.family();
  const std::string_view name = use.Find(kName)->text();
  const Config config = ConfigOf(use, family);
  if (config.rate_match) {
    context.Refuse(kLimitations[kRates], span_of(kRateMatch));
    return {};
  }
  if (!TablesOf(context).find(name)->second) {
    context.Refuse(kLimitations[kNames], span_of(kName));
    return {};
  }
  const auto protocol = context.rule().Protocol();
  const bool ports = std::ranges::find(kWithPorts, protocol) != kWithPorts.end();
  if ((config.modes & kPorts) != 0 && !ports &&
      std::ranges::find(kWithoutPorts, protocol) == kWithoutPorts.end()) {
    context.Refuse(kLimitations[kProtocols], span_of(kMode));
    return {};
  }
  nftables::Limit limit;
  if (config.bytes) {
    if (!context.Approximate(kLimitations[kBytes], RateOption(use).span)) return {};
    limit.bytes = true;
    limit.rate = BytesOfCost(config.average);
    limit.burst =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(limit.rate * config.burst, 0xffffffff));
  } else {
    constexpr std::uint64_t kTickTime = kScale / kTicks;
    if (config.average * config.burst < kTickTime &&
        !context.Approximate(kLimitations[kTick], span_of(kBurst))) {
      return {};
    }
    limit = LimitOf(config.average, kScale, static_cast<std::uint32_t>(config.burst));
  }
  limit.inverted = config.inverted;

  std::vector<Step> steps;
  if ((config.modes & kPorts) != 0 && ports) {
    // The kernel reads them of later fragments too.
    steps.emplace_back(
        Hotdrop{!Formula::Is(Compare(TransportBytes(3, 1), Relation::kGe, 0), Domain::kSometimes),
                "no-ports"});
  }
  const Key key = KeyOf(config, ports, family);
  const auto declare = [&](std::string_view purpose, std::uint64_t size) {
    nftables::Set set;
    const std::string readable = NftName(name);
    constexpr std::size_t kLongest = 200;
    set.name = readable.size() <= kLongest ? fmt::format("{}..{}", purpose, readable)
                                           : fmt::format("{}..{:08x}", purpose, StableHash(name));
    set.key = key.types;
    set.timeout = true;
    set.dynamic = true;
    set.size = static_cast<std::uint32_t>(size);
    set.span = use.span;
    context.resources().DynamicSet(set);
    return set.name;
  };
  nftables::DynamicSet take;
  take.operation = nftables::DynamicOperation::kUpdate;
  take.key = key.fields;
  take.timeout_ms = config.expire;
  if (key.one_bucket) {
    take.set = declare("hashlimit", 1);
  } else {
    nftables::DynamicSet note = take;
    note.set = declare("hashlimit-room", Capacity(config));
    steps.emplace_back(Try{note});
    steps.emplace_back(Hotdrop{!Formula::Is(nftables::Lookup{note.key, note.set, false}),
                               fmt::format("full-{}", note.set)});
    // Never full before the other: it may be a moment behind in forgetting.
    take.set = declare("hashlimit", std::uint64_t{2} * Capacity(config));
  }
  take.stateful = {limit};
  steps.emplace_back(std::move(take));
  return steps;
}

std::optional<XtInfo> Xt(const Use& use, LowerContext& context) {
  const Config config = ConfigOf(use, context.family());
  xt_hashlimit_mtinfo3 info{};
  std::ranges::copy(use.Find(kName)->text(), info.name);
  info.cfg.avg = config.average;
  info.cfg.burst = config.burst;
  info.cfg.mode = static_cast<std::uint32_t>(config.modes);
  if (config.inverted) info.cfg.mode |= XT_HASHLIMIT_INVERT;
  if (config.bytes) info.cfg.mode |= XT_HASHLIMIT_BYTES;
  if (config.rate_match) info.cfg.mode |= XT_HASHLIMIT_RATE_MATCH;
  info.cfg.size = static_cast<std::uint32_t>(config.size);
  info.cfg.max = static_cast<std::uint32_t>(config.max);
  info.cfg.gc_interval = static_cast<std::uint32_t>(config.gc_interval);
  info.cfg.expire = static_cast<std::uint32_t>(config.expire);
  info.cfg.interval = static_cast<std::uint32_t>(config.interval);
  info.cfg.srcmask = static_cast<std::uint8_t>(config.source_prefix);
  info.cfg.dstmask = static_cast<std::uint8_t>(config.destination_prefix);
  return MakeXtInfo("hashlimit", 3, info);
}

bool Read(const xt_hashlimit_mtinfo3& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.cfg.mode & flag) != 0; };
  Config config;
  config.inverted = has(XT_HASHLIMIT_INVERT);
  config.bytes = has(XT_HASHLIMIT_BYTES);
  config.average = info.cfg.avg;
  config.burst = info.cfg.burst;
  config.modes = info.cfg.mode;
  config.size = info.cfg.size;
  config.max = info.cfg.max;
  config.gc_interval = info.cfg.gc_interval;
  config.expire = info.cfg.expire;
  config.source_prefix = info.cfg.srcmask;
  config.destination_prefix = info.cfg.dstmask;
  config.rate_match = has(XT_HASHLIMIT_RATE_MATCH);
  config.interval = info.cfg.interval;
  if (config.average == 0 || (config.bytes && config.average > kMaxCost)) return false;
  std::string text;
  PrintConfig(config, TextOf(info.name), words.family(), text);
  words.Append(text);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(3)};

}  // namespace

extern const MatchModule match_hashlimit = {
    .extension = {.name = "hashlimit",
                  .options = kOptions,
                  .one_of = "hashlimit-upto hashlimit-above",
                  .print = Print,
                  .check = Check},
    .summary = "so many packets a second, minute, hour or day of each address or port",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
