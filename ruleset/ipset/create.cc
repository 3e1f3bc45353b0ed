// SPDX-License-Identifier: GPL-2.0-or-later
// The create command: a set and its options (lib/ipset_*.c of ipset, *_create in
// net/netfilter/ipset/ip_set_*.c).
#include "ruleset/ipset/create.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "ruleset/ipset/options.h"
#include "ruleset/ipset/pattern.h"
#include "ruleset/ipset/values.h"
#include "ruleset/iptables/values.h"

namespace cnft::ipset {
namespace {

// What the kernel makes of less (IP_SET_LIST_MIN_SIZE).
constexpr std::uint32_t kLeastSize = 4;

// A bitmap has at most so many elements.
constexpr std::uint64_t kMaxBitmap = 65536;

class CreateParser {
 public:
  CreateParser(std::span<const Word> arguments, Span line, Diagnostics& diagnostics)
      : arguments_(arguments), line_(line), diagnostics_(diagnostics) {}

  std::optional<Set> Run() {
    const std::size_t errors = diagnostics_.errors();
    if (!CheckSetName(arguments_[0], diagnostics_)) return std::nullopt;
    set_.name = arguments_[0].text;
    set_.span = line_;
    const TypeInfo* type = FindType(arguments_[1].text);
    if (type == nullptr) {
      ReportType(arguments_[1]);
      return std::nullopt;
    }
    set_.type = type->type;
    if (type->hash()) set_.family = Family::kIpv4;
    if (type->type == Type::kBitmapIp) set_.family = Family::kIpv4;
    const std::span<const Word> options = arguments_.subspan(2);
    // What other options mean depends on the family, wherever it stands.
    ForEachOption(options, [this](const OptionInfo& option, const Word& word) {
      TakeFamily(option.kind, word);
    });
    ForEachOption(
        options,
        [this](const OptionInfo& option, const Word& word) {
          if (auto taken = Take(option.kind, word.text); !taken) {
            ReportFault(taken.error(), word, DiagnosticKind::kBadArgument, diagnostics_);
          }
        },
        true);
    if (diagnostics_.errors() == errors) CheckWhole();
    if (diagnostics_.errors() != errors) return std::nullopt;
    return std::move(set_);
  }

 private:
  void ReportType(const Word& word) {
    static constexpr auto kOthers =
        std::to_array<std::string_view>({"hash:mac", "hash:ip,mac", "hash:ip,mark", "hash:net,net",
                                         "hash:net,port,net", "bitmap:ip,mac", "macipmap"});
    if (std::ranges::find(kOthers, word.text) != kOthers.end()) {
      diagnostics_.Report(DiagnosticKind::kUnsupportedSetType, word.span,
                          fmt::format("cnft has no native form for sets of type {}", word.text),
                          "leave this set and the rules that use it to ipset and iptables");
      return;
    }
    diagnostics_.Report(DiagnosticKind::kUnsupportedSetType, word.span,
                        fmt::format("'{}' is not a type of sets", word.text));
  }

  // Calls `take` with every option and its argument, or itself when it has none.
  template <typename Take>
  void ForEachOption(std::span<const Word> words, Take take, bool report = false) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const OptionInfo* option = FindOption(Command::kCreate, words[i].text);
      if (option == nullptr || (option->takes != nullptr && !option->takes(set_.info()))) {
        if (!report) return;
        diagnostics_.Report(
            DiagnosticKind::kUnknownOption, words[i].span,
            fmt::format("create {} has no option '{}'", set_.info().name, words[i].text));
        return;
      }
      if (option->argument && ++i == words.size()) {
        if (!report) return;
        diagnostics_.Report(DiagnosticKind::kMissingArgument, words[i - 1].span,
                            fmt::format("{} needs an argument", option->name));
        return;
      }
      take(*option, words[i]);
    }
  }

  void TakeFamily(OptionKind kind, const Word& word) {
    std::string_view name = word.text;
    if (kind == OptionKind::kInet) name = "inet";
    if (kind == OptionKind::kInet6) name = "inet6";
    if (kind != OptionKind::kFamily && kind != OptionKind::kInet && kind != OptionKind::kInet6) {
      return;
    }
    if (name == "inet" || name == "ipv4" || name == "-4") {
      set_.family = Family::kIpv4;
    } else if (name == "inet6" || name == "ipv6" || name == "-6") {
      set_.family = Family::kIpv6;
    } else {
      diagnostics_.Report(DiagnosticKind::kBadArgument, word.span,
                          fmt::format("'{}' is not a family", name), "inet or inet6");
    }
  }

  Parsed<void> Take(OptionKind kind, std::string_view text) {
    switch (kind) {
      case OptionKind::kHashsize:
        return TakeNumber(text, 0, set_.hashsize);
      case OptionKind::kMaxelem:
        return TakeNumber(text, 0, set_.maxelem);
      case OptionKind::kBucketsize:
        return TakeNumber(text, 0, set_.bucketsize.emplace());
      case OptionKind::kInitval:
        return TakeNumber(text, 0, set_.initval.emplace());
      case OptionKind::kSize: {
        const auto taken = TakeNumber(text, 0, set_.size);
        set_.size = std::max(set_.size, kLeastSize);
        return taken;
      }
      case OptionKind::kTimeout:
        return TakeNumber(text, 0, set_.timeout.emplace(), kMaxTimeout);
      case OptionKind::kNetmask:
        return TakeNumber(text, 1, set_.netmask.emplace(), AddressLength(*set_.family) * 8U);
      case OptionKind::kBitmask:
        return TakeBitmask(text);
      case OptionKind::kRange:
      case OptionKind::kFrom:
      case OptionKind::kTo:
      case OptionKind::kNetwork:
        return TakeRange(kind, text);
      case OptionKind::kForceadd:
        set_.forceadd = true;
        return {};
      case OptionKind::kCounters:
        set_.counters = true;
        return {};
      case OptionKind::kSetComment:
        set_.comment = true;
        return {};
      case OptionKind::kSkbinfo:
        set_.skbinfo = true;
        return {};
      default:
        return {};
    }
  }

  Parsed<void> TakeBitmask(std::string_view text) {
    const auto mask = ParseAddress(text, *set_.family);
    if (!mask) return std::unexpected(Fault{fmt::format("'{}' is not an address mask", text)});
    if (mask->zero()) return std::unexpected(Fault{"a bitmask needs at least one bit"});
    set_.bitmask = *mask;
    return {};
  }

  Parsed<void> TakeRange(OptionKind kind, std::string_view text) {
    if (set_.type == Type::kBitmapPort) {
      const auto ports = ParseBitmapPort(text);
      if (!ports) return std::unexpected(ports.error());
      const bool range = kind == OptionKind::kRange;
      if (range && text.find('-') == std::string_view::npos) {
        return std::unexpected(Fault{"a range is written low-high"});
      }
      if (range || kind == OptionKind::kFrom) set_.first_port = ports->low;
      if (range || kind == OptionKind::kTo) set_.last_port = ports->high;
      has_from_ |= range || kind == OptionKind::kFrom;
      has_to_ |= range || kind == OptionKind::kTo;
      return {};
    }
    if (kind == OptionKind::kFrom || kind == OptionKind::kTo) {
      const auto address = ParseAddress(text, Family::kIpv4);
      if (!address) return std::unexpected(Fault{fmt::format("'{}' is not an address", text)});
      (kind == OptionKind::kFrom ? set_.addresses.low : set_.addresses.high) = *address;
      (kind == OptionKind::kFrom ? has_from_ : has_to_) = true;
      return {};
    }
    const auto range = ParseAddressRange(text);
    if (!range) return std::unexpected(range.error());
    set_.addresses = *range;
    has_from_ = has_to_ = true;
    return {};
  }

  void Report(std::string message, std::string hint = {}) {
    diagnostics_.Report(DiagnosticKind::kBadArgument, line_, std::move(message), std::move(hint));
  }

  // What concerns several options.
  void CheckWhole() {
    if (set_.netmask && set_.bitmask) {
      diagnostics_.Report(DiagnosticKind::kConflictingOptions, line_,
                          "netmask and bitmask cannot stand together");
    }
    if (set_.info().hash() || set_.info().list()) return;
    if (!has_from_ || !has_to_) {
      diagnostics_.Report(DiagnosticKind::kMissingOption, line_,
                          fmt::format("create {} needs a range", set_.info().name),
                          "range LOW-HIGH");
      return;
    }
    if (set_.last_port < set_.first_port) std::swap(set_.first_port, set_.last_port);
    if (set_.type == Type::kBitmapIp) CheckAddresses();
  }

  void CheckAddresses() {
    AddressRange& range = set_.addresses;
    if (range.high < range.low) std::swap(range.low, range.high);
    const unsigned mask = set_.netmask.value_or(32);
    const std::uint64_t low = Value(range.low);
    const std::uint64_t count = (Value(range.high) - low + 1) >> (32U - mask);
    if (set_.netmask) {
      // The range must be one network, larger than those of the mask.
      const std::uint64_t hosts = Value(range.high) - low + 1;
      const bool network = (hosts & (hosts - 1)) == 0 && low % hosts == 0;
      if (!network || count < 2) {
        Report(
            fmt::format("with netmask {} the range must be a network of several of those", mask));
        return;
      }
    }
    if (count > kMaxBitmap) {
      Report(
          fmt::format("the range covers {} elements, a bitmap has {} at most", count, kMaxBitmap));
    }
  }

  static std::uint64_t Value(const Address& address) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | address.bytes[i];
    return value;
  }

  std::span<const Word> arguments_;
  Span line_;
  Diagnostics& diagnostics_;
  Set set_;
  bool has_from_ = false;
  bool has_to_ = false;
};

}  // namespace

bool CheckSetName(const Word& name, Diagnostics& diagnostics) {
  if (name.text.size() <= kMaxSetName) return true;
  diagnostics.Report(DiagnosticKind::kBadArgument, name.span,
                     fmt::format("names of sets have at most {} bytes", kMaxSetName));
  return false;
}

std::optional<Set> ParseCreate(std::span<const Word> arguments, Span line,
                               Diagnostics& diagnostics) {
  return CreateParser(arguments, line, diagnostics).Run();
}

bool SameDefinition(const Set& a, const Set& b) {
  return a.type == b.type && a.family == b.family && a.netmask == b.netmask &&
         a.bitmask == b.bitmask && a.addresses == b.addresses && a.first_port == b.first_port &&
         a.last_port == b.last_port && a.timeout == b.timeout && a.counters == b.counters &&
         a.comment == b.comment && a.skbinfo == b.skbinfo && a.forceadd == b.forceadd &&
         a.maxelem == b.maxelem;
}

}  // namespace cnft::ipset
