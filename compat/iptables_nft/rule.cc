// SPDX-License-Identifier: GPL-2.0-or-later
// Rules as iptables-nft writes them into nf_tables (1.8.7 to 1.8.13).
//
// A test loads a field into a register, perhaps masks it there, and compares it: what the register
// holds is remembered until the comparison says which option it is.
#include "compat/iptables_nft/rule.h"

#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <vector>

#include "nft/netlink/attributes.h"
#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"

namespace cnft::compat {
namespace {

using netlink::AttributeTable;
using netlink::AttributeView;

// A field of the packet, as iptables-nft asks for it.
struct Field {
  enum class From : std::uint8_t { kNetwork, kTransport, kMeta } from;
  std::uint32_t where;  // an offset, or a key of meta
};

// What stands in a register.
struct Loaded {
  Field field;
  std::size_t length = 0;  // 0: the key's own
  std::optional<std::string> mask;
};

constexpr std::uint64_t kLastPort = 0xffff;

// One comparison of a register.
struct Test {
  const Loaded& loaded;
  bool negated = false;
  std::string_view value;
};

std::uint64_t BigEndian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes.substr(0, sizeof(number))) {
    number = number << 8U | static_cast<std::uint8_t>(byte);
  }
  return number;
}

std::optional<std::uint32_t> HostOrder(std::string_view bytes) {
  std::uint32_t number = 0;
  if (bytes.size() != sizeof(number)) return std::nullopt;
  std::memcpy(&number, bytes.data(), sizeof(number));
  return number;
}

constexpr std::string_view kNoInterface = "INVAL/D";  // a name that none has: of "! -i +"

class RuleDecoder {
 public:
  RuleDecoder(const translator::XtContext& context, std::string_view table, std::string_view chain,
              std::size_t number, LiveRules& rules)
      : ipv4_(context.family == Family::kIpv4),
        context_(context),
        writer_(context, table, rules),
        chain_(chain),
        number_(number) {}

  void Decode(std::string_view expressions) {
    std::vector<std::pair<std::string_view, std::string_view>> list;
    iptables::Counters counters;
    netlink::ForEachAttribute(expressions, [&](std::uint16_t, std::string_view element) {
      const AttributeTable<NFTA_EXPR_MAX + 1> expression(element);
      const std::string_view name = expression[NFTA_EXPR_NAME].String();
      const std::string_view data = expression[NFTA_EXPR_DATA].bytes();
      if (name == "counter") {
        const AttributeTable<NFTA_COUNTER_MAX + 1> counter(data);
        counters = {counter[NFTA_COUNTER_PACKETS].Be64(), counter[NFTA_COUNTER_BYTES].Be64()};
      } else {
        list.emplace_back(name, data);
      }
    });
    writer_.BeginRule(chain_, number_, counters);
    for (const auto& [name, data] : list) {
      // Fields of one header are options of one match.
      if (name != "payload" && name != "bitwise" && name != "cmp" && name != "range") SayHeader();
      const auto handler = std::ranges::find(kHandlers, name, &Handler::expression);
      if (handler == kHandlers.end() || !(this->*handler->decode)(data)) {
        // What it looks at is in the expressions before it.
        writer_.AddUnknown(name, expressions);
      }
    }
    SayHeader();
    writer_.EndRule();
  }

 private:
  struct Handler {
    std::string_view expression;
    bool (RuleDecoder::*decode)(std::string_view data);
  };
  static const std::array<Handler, 10> kHandlers;

  bool Payload(std::string_view data) {
    const AttributeTable<NFTA_PAYLOAD_MAX + 1> payload(data);
    const std::uint32_t base = payload[NFTA_PAYLOAD_BASE].Be32();
    if (!payload[NFTA_PAYLOAD_DREG] ||
        (base != NFT_PAYLOAD_NETWORK_HEADER && base != NFT_PAYLOAD_TRANSPORT_HEADER)) {
      return false;
    }
    const Field::From from =
        base == NFT_PAYLOAD_NETWORK_HEADER ? Field::From::kNetwork : Field::From::kTransport;
    registers_[payload[NFTA_PAYLOAD_DREG].Be32()] = {
        {from, payload[NFTA_PAYLOAD_OFFSET].Be32()}, payload[NFTA_PAYLOAD_LEN].Be32(), {}};
    return true;
  }

  bool Meta(std::string_view data) {
    const AttributeTable<NFTA_META_MAX + 1> meta(data);
    const std::uint32_t key = meta[NFTA_META_KEY].Be32();
    if (meta[NFTA_META_DREG]) {
      registers_[meta[NFTA_META_DREG].Be32()] = {{Field::From::kMeta, key}, 0, {}};
      return true;
    }
    // What sets the trace is what -j TRACE became.
    if (key != NFT_META_NFTRACE) return false;
    writer_.Add(" -j TRACE");
    return true;
  }

  bool Bitwise(std::string_view data) {
    const AttributeTable<NFTA_BITWISE_MAX + 1> bitwise(data);
    const AttributeTable<NFTA_DATA_MAX + 1> mask(bitwise[NFTA_BITWISE_MASK].bytes());
    const AttributeTable<NFTA_DATA_MAX + 1> change(bitwise[NFTA_BITWISE_XOR].bytes());
    const auto loaded = registers_.find(bitwise[NFTA_BITWISE_SREG].Be32());
    const std::string_view bits = change[NFTA_DATA_VALUE].bytes();
    if (loaded == registers_.end() || loaded->second.mask || !mask[NFTA_DATA_VALUE] ||
        std::ranges::any_of(bits, [](char byte) { return byte != 0; })) {
      return false;
    }
    Loaded masked = loaded->second;
    masked.mask = mask[NFTA_DATA_VALUE].bytes();
    registers_[bitwise[NFTA_BITWISE_DREG].Be32()] = std::move(masked);
    return true;
  }

  bool Compare(std::string_view data) {
    const AttributeTable<NFTA_CMP_MAX + 1> compare(data);
    const AttributeTable<NFTA_DATA_MAX + 1> value(compare[NFTA_CMP_DATA].bytes());
    const auto loaded = registers_.find(compare[NFTA_CMP_SREG].Be32());
    if (loaded == registers_.end() || !value[NFTA_DATA_VALUE]) return false;
    const std::string_view bytes = value[NFTA_DATA_VALUE].bytes();
    const std::uint64_t number = BigEndian(bytes);
    switch (compare[NFTA_CMP_OP].Be32()) {
      case NFT_CMP_EQ:
        return Say({loaded->second, false, bytes});
      case NFT_CMP_NEQ:
        return Say({loaded->second, true, bytes});
      // One end of a range of ports; the other may follow.
      case NFT_CMP_GTE:
        return SayPort(loaded->second, false, number, kLastPort);
      case NFT_CMP_GT:
        return SayPort(loaded->second, false, number + 1, kLastPort);
      case NFT_CMP_LTE:
        return SayPort(loaded->second, false, 0, number);
      case NFT_CMP_LT:
        return number > 0 && SayPort(loaded->second, false, 0, number - 1);
      default:
        return false;
    }
  }

  bool Range(std::string_view data) {
    const AttributeTable<NFTA_RANGE_MAX + 1> range(data);
    const AttributeTable<NFTA_DATA_MAX + 1> from(range[NFTA_RANGE_FROM_DATA].bytes());
    const AttributeTable<NFTA_DATA_MAX + 1> to(range[NFTA_RANGE_TO_DATA].bytes());
    const auto loaded = registers_.find(range[NFTA_RANGE_SREG].Be32());
    if (loaded == registers_.end()) return false;
    return SayPort(loaded->second, range[NFTA_RANGE_OP].Be32() == NFT_RANGE_NEQ,
                   BigEndian(from[NFTA_DATA_VALUE].bytes()),
                   BigEndian(to[NFTA_DATA_VALUE].bytes()));
  }

  bool Immediate(std::string_view data) {
    const AttributeTable<NFTA_IMMEDIATE_MAX + 1> immediate(data);
    // A number in a register is for what comes next: -j TRACE.
    if (immediate[NFTA_IMMEDIATE_DREG].Be32() != NFT_REG_VERDICT) return true;
    const AttributeTable<NFTA_DATA_MAX + 1> value(immediate[NFTA_IMMEDIATE_DATA].bytes());
    const AttributeTable<NFTA_VERDICT_MAX + 1> verdict(value[NFTA_DATA_VERDICT].bytes());
    const auto target = verdict[NFTA_VERDICT_CHAIN].String();
    switch (static_cast<int>(verdict[NFTA_VERDICT_CODE].Be32())) {
      case NF_ACCEPT:
        writer_.Add(" -j ACCEPT");
        return true;
      case NF_DROP:
        writer_.Add(" -j DROP");
        return true;
      case NF_QUEUE:
        writer_.Add(" -j QUEUE");
        return true;
      case NFT_RETURN:
        writer_.Add(" -j RETURN");
        return true;
      case NFT_JUMP:
      case NFT_GOTO: {
        if (!CanBeWritten(target)) return false;
        const bool jump = static_cast<int>(verdict[NFTA_VERDICT_CODE].Be32()) == NFT_JUMP;
        writer_.Add(fmt::format(" -{} {}", jump ? 'j' : 'g', target));
        return true;
      }
      default:
        return false;
    }
  }

  bool Match(std::string_view data) {
    const AttributeTable<NFTA_MATCH_MAX + 1> match(data);
    writer_.AddMatch(match[NFTA_MATCH_NAME].String(), match[NFTA_MATCH_REV].Be32(),
                     std::as_bytes(std::span(match[NFTA_MATCH_INFO].bytes())));
    return true;
  }

  bool Target(std::string_view data) {
    const AttributeTable<NFTA_TARGET_MAX + 1> target(data);
    writer_.AddTarget(target[NFTA_TARGET_NAME].String(), target[NFTA_TARGET_REV].Be32(),
                      std::as_bytes(std::span(target[NFTA_TARGET_INFO].bytes())));
    return true;
  }

  bool Limit(std::string_view data) {
    const AttributeTable<NFTA_LIMIT_MAX + 1> limit(data);
    struct Unit {
      std::uint64_t seconds;
      std::string_view name;
    };
    static constexpr auto kUnits = std::to_array<Unit>(
        {{1, "second"}, {60, "minute"}, {60 * 60, "hour"}, {24 * 60 * 60, "day"}});
    const auto* unit = std::ranges::find(kUnits, limit[NFTA_LIMIT_UNIT].Be64(), &Unit::seconds);
    if (unit == kUnits.end() || limit[NFTA_LIMIT_TYPE].Be32() != NFT_LIMIT_PKTS ||
        limit[NFTA_LIMIT_FLAGS].Be32() != 0) {
      return false;
    }
    constexpr std::uint32_t kUsualBurst = 5;
    const std::uint32_t burst = limit[NFTA_LIMIT_BURST].Be32();
    writer_.Add(fmt::format(" -m limit --limit {}/{}", limit[NFTA_LIMIT_RATE].Be64(), unit->name));
    if (burst != kUsualBurst) writer_.Add(fmt::format(" --limit-burst {}", burst));
    return true;
  }

  // -j NFLOG has a native form; -j LOG is a compat target.
  bool Log(std::string_view data) {
    const AttributeTable<NFTA_LOG_MAX + 1> log(data);
    if (!log[NFTA_LOG_GROUP]) return false;
    std::string options = " -j NFLOG";
    if (const std::string_view prefix = log[NFTA_LOG_PREFIX].String(); !prefix.empty()) {
      if (prefix.find('\n') != std::string_view::npos) return false;
      options += " --nflog-prefix ";
      iptables::AppendQuoted(prefix, options);
    }
    options += fmt::format(" --nflog-group {}", log[NFTA_LOG_GROUP].Be16());
    if (log[NFTA_LOG_SNAPLEN])
      options += fmt::format(" --nflog-size {}", log[NFTA_LOG_SNAPLEN].Be32());
    options += fmt::format(" --nflog-threshold {}", log[NFTA_LOG_QTHRESHOLD].Be16());
    writer_.Add(options);
    return true;
  }

  // ---- What a comparison says ----

  bool Say(const Test& test) {
    switch (test.loaded.field.from) {
      case Field::From::kMeta:
        return SayMeta(test);
      case Field::From::kNetwork:
        return SayNetwork(test);
      case Field::From::kTransport:
        return test.loaded.field.where == kTcpFlags ? SayTcpFlags(test) : SayPort(test);
    }
    return false;
  }

  bool SayMeta(const Test& test) {
    switch (test.loaded.field.where) {
      case NFT_META_IIFNAME:
        return SayInterface('i', test);
      case NFT_META_OIFNAME:
        return SayInterface('o', test);
      case NFT_META_L4PROTO:
        return SayProtocol(test);
      case NFT_META_MARK:
        return SayMark(test);
      default:
        return false;
    }
  }

  bool SayInterface(char letter, const Test& test) {
    const std::string_view name = test.value.substr(0, test.value.find('\0'));
    if (test.loaded.mask || name.empty()) return false;
    if (name == kNoInterface) {
      writer_.Add(fmt::format(" ! -{} +", letter));
      return true;
    }
    // The NUL is compared where the whole name is asked for.
    const std::vector<unsigned char> mask(test.value.size(), 0xff);
    std::vector<unsigned char> padded = mask;
    padded.resize(std::max<std::size_t>(padded.size(), 16));
    writer_.Add(InterfaceOption(letter, name, padded, test.negated));
    return true;
  }

  bool SayProtocol(const Test& test) {
    if (test.loaded.mask || test.value.size() != 1) return false;
    const auto protocol = static_cast<std::uint8_t>(test.value[0]);
    protocol_ = protocol;
    writer_.Add(ProtocolOption(protocol, test.negated));
    return true;
  }

  bool SayMark(const Test& test) {
    const auto value = HostOrder(test.value);
    const auto mask =
        test.loaded.mask ? HostOrder(*test.loaded.mask) : std::optional<std::uint32_t>(0xffffffff);
    if (!value || !mask) return false;
    writer_.Add(
        fmt::format(" -m mark{} --mark {:#x}/{:#x}", test.negated ? " !" : "", *value, *mask));
    return true;
  }

  // An address may be compared by its first bytes alone.
  bool SayNetwork(const Test& test) {
    struct Place {
      std::uint32_t ipv4;
      std::uint32_t ipv6;
      char letter;
    };
    static constexpr auto kPlaces = std::to_array<Place>({{12, 8, 's'}, {16, 24, 'd'}});
    for (const Place& place : kPlaces) {
      if (test.loaded.field.where != (ipv4_ ? place.ipv4 : place.ipv6)) continue;
      Address address;
      address.length = AddressLength(context_.family);
      Address mask = address;
      const std::size_t length = test.value.size();
      if (length == 0 || length > address.length || length != test.loaded.length) return false;
      if (test.loaded.mask && test.loaded.mask->size() != length) return false;
      for (std::size_t i = 0; i < length; ++i) {
        address.bytes[i] = static_cast<std::uint8_t>(test.value[i]);
        mask.bytes[i] = test.loaded.mask ? static_cast<std::uint8_t>((*test.loaded.mask)[i]) : 0xff;
      }
      writer_.Add(AddressOption(place.letter, address, mask, test.negated));
      return true;
    }
    constexpr std::uint32_t kFragmentOffset = 6;
    if (ipv4_ && test.loaded.field.where == kFragmentOffset && test.value == kNoOffset &&
        test.loaded.mask == kOffsetMask) {
      writer_.Add(test.negated ? " -f" : " ! -f");
      return true;
    }
    // Before 1.8.8 the protocol was read from the header.
    const std::uint32_t protocol = ipv4_ ? 9 : 6;
    return test.loaded.field.where == protocol && test.loaded.length == 1 && SayProtocol(test);
  }

  static constexpr std::string_view kNoOffset{"\0\0", 2};
  static constexpr std::string_view kOffsetMask{"\x1f\xff", 2};

  // ---- Ports and flags of a protocol: options of one match ----

  static constexpr std::uint32_t kTcpFlags = 13;

  bool SayPort(const Loaded& loaded, bool negated, std::uint64_t low, std::uint64_t high) {
    const std::uint32_t where = loaded.field.where;
    if (loaded.field.from != Field::From::kTransport || (where != 0 && where != 2) ||
        loaded.length != 2 || loaded.mask || low > kLastPort || high > kLastPort ||
        (protocol_ != IPPROTO_TCP && protocol_ != IPPROTO_UDP)) {
      return false;
    }
    Ports& ports = ports_[where / 2];
    if (!ports.asked) {
      ports = {true, negated, low, high};
      return true;
    }
    // The other end of the same range.
    ports.low = std::max(ports.low, low);
    ports.high = std::min(ports.high, high);
    return !negated && !ports.negated;
  }

  // One value, or both ports at once.
  bool SayPort(const Test& test) {
    if (test.loaded.field.where == 0 && test.loaded.length == 4 && test.value.size() == 4) {
      Loaded source = test.loaded;
      source.length = 2;
      Loaded destination = source;
      destination.field.where = 2;
      const std::uint64_t first = BigEndian(test.value.substr(0, 2));
      const std::uint64_t second = BigEndian(test.value.substr(2));
      return SayPort(source, test.negated, first, first) &&
             SayPort(destination, test.negated, second, second);
    }
    const std::uint64_t port = BigEndian(test.value);
    return test.value.size() == 2 && SayPort(test.loaded, test.negated, port, port);
  }

  bool SayTcpFlags(const Test& test) {
    if (protocol_ != IPPROTO_TCP || test.value.size() != 1 || flags_) return false;
    const auto mask =
        test.loaded.mask ? static_cast<std::uint8_t>((*test.loaded.mask)[0]) : std::uint8_t{0xff};
    flags_ = std::pair(mask, static_cast<std::uint8_t>(test.value[0]));
    other_flags_ = test.negated;
    return true;
  }

  void SayHeader() {
    if (!ports_[0].asked && !ports_[1].asked && !flags_) return;
    std::string options = protocol_ == IPPROTO_TCP ? " -m tcp" : " -m udp";
    constexpr std::string_view kNames[] = {"sport", "dport"};
    for (std::size_t i = 0; i < ports_.size(); ++i) {
      if (!ports_[i].asked) continue;
      const auto& [asked, negated, low, high] = ports_[i];
      options += fmt::format("{} --{} {}", negated ? " !" : "", kNames[i], low);
      if (high != low) options += fmt::format(":{}", high);
    }
    if (flags_) {
      options += fmt::format("{} --tcp-flags {} {}", other_flags_ ? " !" : "",
                             FlagNames(flags_->first), FlagNames(flags_->second));
    }
    writer_.Add(options);
    ports_ = {};
    flags_.reset();
  }

  static std::string FlagNames(std::uint8_t flags) {
    constexpr auto kNames =
        std::to_array<std::string_view>({"FIN", "SYN", "RST", "PSH", "ACK", "URG"});
    std::string list;
    for (std::size_t bit = 0; bit < kNames.size(); ++bit) {
      if ((flags >> bit & 1U) == 0) continue;
      if (!list.empty()) list += ',';
      list += kNames[bit];
    }
    return list.empty() ? "NONE" : list;
  }

  struct Ports {
    bool asked = false;
    bool negated = false;
    std::uint64_t low = 0;
    std::uint64_t high = 0;
  };

  bool ipv4_;
  const translator::XtContext& context_;
  RuleWriter writer_;
  std::string_view chain_;
  std::size_t number_;
  std::map<std::uint32_t, Loaded> registers_;
  std::uint8_t protocol_ = 0;  // that -p names, or says no to
  std::array<Ports, 2> ports_;
  std::optional<std::pair<std::uint8_t, std::uint8_t>> flags_;  // mask, value
  bool other_flags_ = false;
};

constexpr std::array<RuleDecoder::Handler, 10> RuleDecoder::kHandlers = {{
    {"payload", &RuleDecoder::Payload},
    {"meta", &RuleDecoder::Meta},
    {"bitwise", &RuleDecoder::Bitwise},
    {"cmp", &RuleDecoder::Compare},
    {"range", &RuleDecoder::Range},
    {"immediate", &RuleDecoder::Immediate},
    {"match", &RuleDecoder::Match},
    {"target", &RuleDecoder::Target},
    {"limit", &RuleDecoder::Limit},
    {"log", &RuleDecoder::Log},
}};

}  // namespace

void DecodeNftRule(std::string_view expressions, std::string_view table, std::string_view chain,
                   std::size_t number, const translator::XtContext& context, LiveRules& rules) {
  RuleDecoder(context, table, chain, number, rules).Decode(expressions);
}

}  // namespace cnft::compat
