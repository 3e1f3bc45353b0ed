// SPDX-License-Identifier: GPL-2.0-or-later
// -m statistic: a share of the packets, drawn or counted (net/netfilter/xt_statistic.c).
//
// Both are asked once for each packet that gets there and change with being asked, so they are
// statements. The counter of nth begins so that packet number --packet matches first, which is what
// numgen counts up to.
#include <fmt/core.h>
#include <linux/netfilter/xt_statistic.h>

#include <array>
#include <charconv>

#include "ruleset/iptables/values.h"
#include "translator/fields.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr auto kModes = std::to_array<std::string_view>({"random", "nth"});
enum : std::uint64_t { kRandom, kNth };

constexpr double kScale = 0x80000000U;

// The share with eleven digits behind the point, half to even as printf(3) rounds.
void PrintShare(const iptables::Value& value, std::string& out) {
  constexpr std::uint64_t kOne = 100'000'000'000;  // 10^11
  // share * 10^11 / 2^31, of which 2^11 is cancelled: the product fits.
  const std::uint64_t product = std::get<std::uint64_t>(value) * (kOne >> 11U);
  const std::uint64_t rest = product & 0xfffffU;
  std::uint64_t digits = product >> 20U;
  if (rest > 0x80000U || (rest == 0x80000U && (digits & 1U) != 0)) ++digits;
  fmt::format_to(std::back_inserter(out), "{}.{:011}", digits / kOne, digits % kOne);
}

// A fixed-point number: of 2^31.
constexpr iptables::ArgumentType kProbabilityArgument = {
    .placeholder = "probability",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const std::string_view text = input.text();
          double probability = 0;
          const auto [end, error] =
              std::from_chars(text.data(), text.data() + text.size(), probability);
          if (error != std::errc{} || end != text.data() + text.size() || probability < 0 ||
              probability > 1) {
            return input.Fail(fmt::format("'{}' is not a number from 0 to 1", text));
          }
          const double share = kScale * probability;
          const auto below = static_cast<std::uint64_t>(share);
          const bool up = share - static_cast<double>(below) >= 0.5;
          value = below + (up ? 1U : 0U);
          return true;
        },
    .print = PrintShare,
};

enum { kMode, kProbability, kEvery, kPacket };

constexpr OptionSpec kOptions[] = {
    {.name = "mode", .argument = &iptables::kChoiceArgument<kModes>, .required = true},
    {.name = "probability",
     .argument = &kProbabilityArgument,
     .negatable = true,
     .excludes = "every packet"},
    {.name = "every",
     .argument = &iptables::kNumberArgument<1, 0xffffffff>,
     .negatable = true,
     .needs = "packet"},
    {.name = "packet", .argument = &iptables::kU32Argument, .needs = "every"},
};

void Check(const Use& use, Family, Diagnostics& diagnostics) {
  const Option* mode = use.Find(kMode);
  if (mode == nullptr) return;
  if (use.Find(mode->number() == kRandom ? kProbability : kEvery) == nullptr) {
    diagnostics.Report(DiagnosticKind::kMissingOption, mode->span,
                       mode->number() == kRandom ? "--mode random needs --probability"
                                                 : "--mode nth needs --every and --packet");
    return;
  }
  const Option* every = use.Find(kEvery);
  const Option* packet = use.Find(kPacket);
  if (every != nullptr && packet != nullptr && packet->number() >= every->number()) {
    diagnostics.Report(DiagnosticKind::kBadArgument, packet->span,
                       fmt::format("--packet must be less than --every {}", every->number()));
  }
}

std::vector<Step> Lower(const Use& use, LowerContext&) {
  if (const Option* probability = use.Find(kProbability)) {
    // The kernel draws 31 bits; of 32, twice as many are below twice the number.
    const std::uint64_t bound = probability->number() * 2;
    if (bound > 0xffffffffU) return {NegateIf(probability->negated, Formula::True())};
    return {Compare(MetaField(nftables::MetaKey::kPrandom),
                    probability->negated ? Relation::kGe : Relation::kLt, bound)};
  }
  const Option& every = *use.Find(kEvery);
  const nftables::Numgen counter{.type = nftables::NumgenType::kIncremental,
                                 .modulus = static_cast<std::uint32_t>(every.number())};
  return {
      Compare(counter, every.negated ? Relation::kNe : Relation::kEq, use.Find(kPacket)->number())};
}

bool Read(const xt_statistic_info& info, XtWords& words) {
  if (info.mode >= kModes.size()) return false;
  const bool negated = (info.flags & XT_STATISTIC_INVERT) != 0;
  words.Say(false, "mode", "{}", kModes[info.mode]);
  if (info.mode == XT_STATISTIC_MODE_RANDOM) {
    words.Say(negated, "probability", "{:.11f}", info.u.random.probability / kScale);
  } else {
    words.Say(negated, "every", "{}", std::uint64_t{info.u.nth.every} + 1);
    words.Say(false, "packet", "{}", info.u.nth.packet);
  }
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_statistic = {
    .extension = {.name = "statistic", .options = kOptions, .check = Check},
    .summary = "a share of the packets, at random or every nth",
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
