// SPDX-License-Identifier: GPL-2.0-or-later
// -m sctp: SCTP ports and chunks (net/netfilter/xt_sctp.c).
//
// nf_tables can tell whether a packet has a chunk of a type, and looks only at the first one of it.
#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>

#include "translator/ports.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

// What <linux/netfilter/xt_sctp.h> says, which is not C++.
constexpr std::size_t kMaxFlagTests = 4;       // XT_NUM_SCTP_FLAGS
constexpr std::uint32_t kTestSource = 1;       // XT_SCTP_SRC_PORTS
constexpr std::uint32_t kTestDestination = 2;  // XT_SCTP_DEST_PORTS
constexpr std::uint32_t kTestChunks = 4;       // XT_SCTP_CHUNK_TYPES
struct KernelInfo {                            // struct xt_sctp_info
  std::uint16_t destination_ports[2];
  std::uint16_t source_ports[2];
  std::uint32_t chunk_map[64];  // a quarter of it is used
  std::uint32_t scope;          // SCTP_CHUNK_MATCH_*
  struct {
    std::uint8_t type;
    std::uint8_t value;
    std::uint8_t mask;
  } flag_tests[kMaxFlagTests];
  std::int32_t flag_count;
  std::uint32_t flags;
  std::uint32_t inverse_flags;
};
static_assert(sizeof(KernelInfo) == 292);

struct Chunk {
  std::string_view name;
  std::uint8_t type;
  std::string_view flags = {};  // from the highest bit down; '-' cannot be asked for
};
// In the order in which iptables-save prints them.
constexpr auto kChunks = std::to_array<Chunk>({{"DATA", 0, "----IUBE"},
                                               {"INIT", 1},
                                               {"INIT_ACK", 2},
                                               {"SACK", 3},
                                               {"HEARTBEAT", 4},
                                               {"HEARTBEAT_ACK", 5},
                                               {"ABORT", 6, "-------T"},
                                               {"SHUTDOWN", 7},
                                               {"SHUTDOWN_ACK", 8},
                                               {"ERROR", 9},
                                               {"COOKIE_ECHO", 10},
                                               {"COOKIE_ACK", 11},
                                               {"ECN_ECNE", 12},
                                               {"ECN_CWR", 13},
                                               {"SHUTDOWN_COMPLETE", 14, "-------T"},
                                               {"I_DATA", 64, "----IUBE"},
                                               {"ASCONF_ACK", 128},
                                               {"RE_CONFIG", 130},
                                               {"PAD", 132},
                                               {"FORWARD_TSN", 192},
                                               {"ASCONF", 193},
                                               {"I_FORWARD_TSN", 194}});

constexpr char ToUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, ToUpper, ToUpper);
}

constexpr auto kScopes = std::to_array<std::string_view>({"any", "all", "only"});
enum Scope : std::uint8_t { kAny, kAll, kOnly };

// A chunk type of which flags may be asked: (flags & mask) == value.
struct ChunkTest {
  std::uint8_t type = 0;
  std::uint8_t value = 0;
  std::uint8_t mask = 0;
};
// What --chunk-types says. It is kept as ranges: scope and every_type, then type and flags.
struct ChunkTypes {
  Scope scope = kAny;
  bool every_type = false;
  std::vector<ChunkTest> tests;  // by type

  static ChunkTypes Of(const std::vector<iptables::Range>& kept) {
    ChunkTypes types{static_cast<Scope>(kept[0].low), kept[0].high != 0, {}};
    for (std::size_t i = 1; i < kept.size(); ++i) {
      types.tests.push_back({static_cast<std::uint8_t>(kept[i].low),
                             static_cast<std::uint8_t>(kept[i].high >> 8U),
                             static_cast<std::uint8_t>(kept[i].high)});
    }
    return types;
  }
  std::vector<iptables::Range> Keep() const {
    std::vector<iptables::Range> kept = {{scope, every_type ? 1U : 0U}};
    for (const ChunkTest& test : tests) {
      kept.push_back({test.type, std::uint64_t{test.value} << 8U | test.mask});
    }
    return kept;
  }
  bool any_flags() const {
    return std::ranges::any_of(tests, [](const ChunkTest& test) { return test.mask != 0; });
  }
};

// Adds the flags written as letters, upper case for set; false when the chunk has none of that
// name.
bool AddFlags(const Chunk& chunk, std::string_view letters, ChunkTest& test) {
  for (const char letter : letters) {
    const std::size_t at = chunk.flags.find(ToUpper(letter));
    if (at == std::string_view::npos || letter == '-') return false;
    const auto bit = static_cast<std::uint8_t>(0x80U >> at);
    test.mask = static_cast<std::uint8_t>(test.mask | bit);
    if (letter == ToUpper(letter)) test.value = static_cast<std::uint8_t>(test.value | bit);
  }
  return true;
}

bool ParseChunks(const iptables::ArgumentInput& input, iptables::Value& value) {
  const auto scope = std::ranges::find_if(kScopes, [&](std::string_view name) {
    return EqualsIgnoringCase(name, input.words[0].text);
  });
  if (scope == kScopes.end()) {
    return input.Fail(fmt::format("'{}' is none of any, all, only", input.words[0].text));
  }
  const std::string_view list = input.words[1].text;
  ChunkTypes types{
      static_cast<Scope>(scope - kScopes.begin()), EqualsIgnoringCase(list, "ALL"), {}};
  if (!types.every_type && !EqualsIgnoringCase(list, "NONE")) {
    for (const std::string_view part : iptables::SplitList(list)) {
      const auto [name, flags] = iptables::SplitAt(part, ':');
      const auto chunk = std::ranges::find_if(
          kChunks, [&](const Chunk& known) { return EqualsIgnoringCase(known.name, name); });
      if (chunk == kChunks.end()) {
        return input.Fail(fmt::format("'{}' is not a chunk of SCTP", name));
      }
      auto test = std::ranges::find(types.tests, chunk->type, &ChunkTest::type);
      if (test == types.tests.end()) test = types.tests.insert(test, {chunk->type, 0, 0});
      if (flags && !AddFlags(*chunk, *flags, *test)) {
        return input.Fail(fmt::format("'{}' are not flags of {}", *flags, chunk->name));
      }
    }
    const auto with_flags =
        std::ranges::count_if(types.tests, [](const ChunkTest& test) { return test.mask != 0; });
    if (static_cast<std::size_t>(with_flags) > kMaxFlagTests) {
      return input.Fail(fmt::format("asks for flags of more than {} chunks", kMaxFlagTests));
    }
    std::ranges::sort(types.tests, {}, &ChunkTest::type);
  }
  value = types.Keep();
  return true;
}

void PrintChunks(const iptables::Value& value, std::string& out) {
  const ChunkTypes types = ChunkTypes::Of(std::get<std::vector<iptables::Range>>(value));
  out += kScopes[types.scope];
  if (types.tests.empty()) {
    out += types.every_type ? " ALL" : " NONE";
    return;
  }
  char separator = ' ';
  for (const ChunkTest& test : types.tests) {
    const Chunk& chunk = *std::ranges::find(kChunks, test.type, &Chunk::type);
    out += separator;
    out += chunk.name;
    if (test.mask != 0) out += ':';
    for (std::size_t at = 0; at < chunk.flags.size(); ++at) {
      const unsigned bit = 0x80U >> at;
      if ((test.mask & bit) == 0) continue;
      out += (test.value & bit) != 0 ? chunk.flags[at] : ToLower(chunk.flags[at]);
    }
    separator = ',';
  }
}

constexpr iptables::ArgumentType kChunksArgument = {.placeholder = "any|all|only chunk[:flags],…",
                                                    .words = 2,
                                                    .parse = ParseChunks,
                                                    .print = PrintChunks};

enum { kSourcePort, kDestinationPort, kChunkTypes = 4 };

constexpr OptionSpec kOptions[] = {
    CNFT_PORT_OPTIONS,
    {.name = "chunk-types", .argument = &kChunksArgument, .negatable = true},
};

constexpr auto kProtocols = std::to_array<std::uint8_t>({IPPROTO_SCTP});

constexpr Limitation kLimitations[] = {
    {.option = "--chunk-types only",
     .reason = "nf_tables cannot tell that a packet has no other chunks",
     .way_out = "use 'any' or 'all'"},
    {.option = "--chunk-types CHUNK:FLAGS",
     .reason = "nf_tables looks at the flags of the first chunk of a type only",
     .way_out = "leave the flags out"},
    {.option = "--chunk-types all ALL",
     .reason = "asks for all 256 types of chunks in one packet",
     .way_out = "list the chunks that are meant"},
};

// What is asked of a packet with at least one chunk; nothing when it cannot be.
std::optional<Formula> LowerChunks(const ChunkTypes& types, Span span, LowerContext& context) {
  const bool none = types.tests.empty() && !types.every_type;
  if (none) return types.scope == kAll ? Formula::True() : Formula::False();
  if (types.every_type && types.scope != kAll) return Formula::True();
  const Limitation* limitation = types.scope == kOnly ? &kLimitations[0]
                                 : types.any_flags()  ? &kLimitations[1]
                                 : types.every_type   ? &kLimitations[2]
                                                      : nullptr;
  if (limitation != nullptr) {
    context.Refuse(*limitation, span);
    return std::nullopt;
  }
  std::vector<Formula> present;
  for (const ChunkTest& test : types.tests) {
    present.push_back(Equals(
        nftables::Exthdr{.op = nftables::ExthdrOp::kSctp, .type = test.type, .present = true}, 1));
  }
  return types.scope == kAny ? Formula::Any(std::move(present)) : Formula::All(std::move(present));
}

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  constexpr std::uint8_t kHeader = 12;
  std::vector<Step> steps;
  DropShortHeader(context, kHeader, steps);
  steps.emplace_back(OfHeader(context, kHeader, LowerPorts(use)));
  const Option* chunks = use.Find(kChunkTypes);
  if (chunks == nullptr) return steps;
  auto formula = LowerChunks(ChunkTypes::Of(chunks->ranges()), chunks->span, context);
  if (!formula) return steps;
  // A packet without a first chunk is dropped, as is one whose chunk has no length.
  const Field length = TransportBytes(kHeader + 2, 2);
  steps.emplace_back(
      Hotdrop{!Formula::Is(Compare(length, Relation::kNe, 0), Domain::kSometimes), "no-chunk"});
  steps.emplace_back(NegateIf(chunks->negated, std::move(*formula)));
  return steps;
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  KernelInfo info{};
  for (auto& test : info.flag_tests) test.type = 0xff;
  const auto add = [&](std::size_t index, std::uint32_t flag) -> const Option* {
    const Option* option = use.Find(index);
    if (option == nullptr) return nullptr;
    info.flags |= flag;
    if (option->negated) info.inverse_flags |= flag;
    return option;
  };
  const auto ports = [](const Option& option, std::uint16_t(&out)[2]) {
    out[0] = static_cast<std::uint16_t>(option.range().low);
    out[1] = static_cast<std::uint16_t>(option.range().high);
  };
  if (const Option* option = add(kSourcePort, kTestSource)) ports(*option, info.source_ports);
  if (const Option* option = add(kDestinationPort, kTestDestination)) {
    ports(*option, info.destination_ports);
  }
  if (const Option* option = add(kChunkTypes, kTestChunks)) {
    const ChunkTypes types = ChunkTypes::Of(option->ranges());
    info.scope = 1U << types.scope;
    if (types.every_type) std::ranges::fill(info.chunk_map, ~0U);
    for (const ChunkTest& test : types.tests) {
      info.chunk_map[test.type / 32U] |= 1U << (test.type % 32U);
      if (test.mask != 0) info.flag_tests[info.flag_count++] = {test.type, test.value, test.mask};
    }
  }
  return MakeXtInfo("sctp", 0, info);
}

bool Read(const KernelInfo& info, XtWords& words) {
  const auto has = [&info](unsigned flag) { return (info.flags & flag) != 0; };
  const auto negated = [&info](unsigned flag) { return (info.inverse_flags & flag) != 0; };
  if (has(kTestSource)) {
    words.Range(negated(kTestSource), "sport", info.source_ports[0], info.source_ports[1]);
  }
  if (has(kTestDestination)) {
    words.Range(negated(kTestDestination), "dport", info.destination_ports[0],
                info.destination_ports[1]);
  }
  if (!has(kTestChunks)) return true;
  if (!std::has_single_bit(info.scope) || info.scope > 1U << kOnly || info.flag_count < 0 ||
      static_cast<std::size_t>(info.flag_count) > kMaxFlagTests) {
    return false;
  }
  ChunkTypes types{static_cast<Scope>(std::countr_zero(info.scope)), true, {}};
  const auto asked = [&info](std::size_t type) {
    return (info.chunk_map[type / 32] >> (type % 32) & 1U) != 0;
  };
  constexpr std::size_t kTypeCount = 256;
  for (std::size_t type = 0; type < kTypeCount; ++type) types.every_type &= asked(type);
  for (std::size_t type = 0; type < kTypeCount && !types.every_type; ++type) {
    if (!asked(type)) continue;
    // A type without a name cannot be asked for.
    if (std::ranges::find(kChunks, type, &Chunk::type) == kChunks.end()) return false;
    ChunkTest test{static_cast<std::uint8_t>(type), 0, 0};
    for (std::size_t i = 0; i < static_cast<std::size_t>(info.flag_count); ++i) {
      if (info.flag_tests[i].type != type) continue;
      test.value = info.flag_tests[i].value;
      test.mask = info.flag_tests[i].mask;
    }
    types.tests.push_back(test);
  }
  words.Add(negated(kTestChunks), kOptions[kChunkTypes], types.Keep());
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_sctp = {
    .extension = {.name = "sctp", .options = kOptions, .protocols = kProtocols},
    .summary = "SCTP ports and chunks",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
