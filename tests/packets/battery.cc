// SPDX-License-Identifier: GPL-2.0-or-later
// Packets for a ruleset.
#include "tests/packets/battery.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <random>
#include <set>

#include "tests/packets/option_values.h"
#include "tests/packets/packet.h"
#include "tests/packets/rule_text.h"

namespace cnft::test {
namespace {

constexpr std::uint16_t kFirstSourcePort = 20000;
constexpr std::size_t kRepeats = 12;

// Matches that remember packets: more of the same shows what they do.
constexpr std::string_view kStateful[] = {"limit",     "hashlimit", "recent",
                                          "statistic", "connlimit", "quota"};

// Where the node listens for any ruleset.
constexpr struct {
  const char* ipv4;
  const char* ipv6;
  std::uint16_t port;
  bool transparent;
  std::uint32_t mark;
} kListeners[] = {
    {"0.0.0.0", "::", 53, false, 0},
    {"0.0.0.0", "::", 80, false, 0},
    {"33.1.2.3", "fd00:33::3", 8080, false, 0},
    {"127.0.0.1", "::1", 15001, true, 0},
    {"0.0.0.0", "::", 15006, true, 0x20},
    {"8.8.8.8", "2001:db8::8", 443, true, 0x10},
};

Address Parsed(const char* ipv4, const char* ipv6, Family family) {
  return *ParseAddress(family == Family::kIpv4 ? ipv4 : ipv6, family);
}

// What stands behind the IP header.
std::string TransportOf(const PacketSpec& spec) {
  const std::string packet = Build(spec);
  return std::string(View(packet)->transport);
}

class Maker {
 public:
  Maker(Family family, const std::string& rules, const std::string& ipset,
        const BatteryOptions& options, Battery& battery)
      : family_(family),
        rules_(rules),
        ipset_(ipset),
        options_(options),
        battery_(battery),
        random_(options.seed) {}

  void Run() {
    AddListeners();
    for (const RulePath& path : rules_.Paths(options_.paths_per_rule)) AddPath(path);
    if (options_.common_every == 0) return;
    std::size_t number = options_.seed;
    for (Exchange& exchange : CommonExchanges(family_)) {
      if (number++ % options_.common_every == 0) battery_.exchanges.push_back(std::move(exchange));
    }
  }

 private:
  void AddListeners() {
    for (const auto& listener : kListeners) {
      battery_.listeners.push_back({Parsed(listener.ipv4, listener.ipv6, family_), listener.port,
                                    listener.transparent, listener.mark});
    }
    // The proxies that rules redirect to.
    for (const RuleText* rule : rules_.all()) {
      Listener listener{Parsed("0.0.0.0", "::", family_), 0, true, 0};
      for (const OptionText& option : rule->options) {
        if (option.name == "--on-port") {
          std::from_chars(option.argument().data(),
                          option.argument().data() + option.argument().size(), listener.port);
        } else if (option.name == "--on-ip") {
          if (const auto address = ParseAddress(option.argument(), family_))
            listener.address = *address;
        }
      }
      if (listener.port != 0 && listener.port != kDeadProxyPort)
        battery_.listeners.push_back(listener);
    }
  }

  // A packet that passes the hook, of no interest to the rule otherwise.
  Sketch Base(const RulePath& path, bool other_way) {
    using enum iptables::Hook;
    Sketch sketch;
    const bool local_output = path.hook == kOutput || (path.hook == kPostrouting && other_way);
    const bool local_input = path.hook == kInput || (path.hook == kPrerouting && other_way);
    if (local_output) {
      sketch.spec.source = Parsed("33.1.2.3", "fd00:33::3", family_);
      sketch.spec.destination = AddressBehind("eth0", family_);
    } else {
      sketch.packet.device = "eth0";
      sketch.spec.source = AddressBehind("eth0", family_);
      sketch.spec.destination =
          local_input ? Parsed("33.1.2.3", "fd00:33::3", family_) : AddressBehind("lxc1", family_);
    }
    sketch.spec.icmp_type = family_ == Family::kIpv4 ? 8 : 128;
    sketch.spec.destination_port = 80;
    return sketch;
  }

  void AddPath(const RulePath& path) {
    std::vector<OptionValues> values;
    bool stateful = false;
    bool socket = false;
    for (const RuleText* rule : path.rules) {
      for (const OptionText& option : rule->options) {
        OptionValues one = ValuesOf(option, family_, ipset_);
        if (!one.inside.empty() || !one.outside.empty()) values.push_back(std::move(one));
        stateful |= std::ranges::find(kStateful, option.module) != std::end(kStateful);
        socket |= option.module == "socket";
      }
    }
    if (socket) values.push_back(SocketValues());
    std::ranges::stable_sort(values, {}, &OptionValues::order);
    for (const bool other_way : {false, true}) {
      if (other_way && path.hook != iptables::Hook::kPrerouting &&
          path.hook != iptables::Hook::kPostrouting) {
        break;
      }
      const Sketch base = Base(path, other_way);
      const std::string what = path.rules.back()->line;
      // Nothing chosen; then everything as the rule wants it.
      const auto make = [&](std::size_t changed, const Change* change) {
        Sketch sketch = base;
        for (std::size_t i = 0; i < values.size(); ++i) {
          if (i == changed) {
            (*change)(sketch);
          } else if (!values[i].inside.empty()) {
            values[i].inside[0](sketch);
          }
        }
        return sketch;
      };
      const Sketch wanted = make(values.size(), nullptr);
      Add(wanted, what, stateful ? kRepeats : 1);
      if (wanted.spec.protocol == IPPROTO_UDP) {
        for (const std::uint8_t protocol : {std::uint8_t{IPPROTO_TCP}, Icmp()}) {
          Sketch sketch = wanted;
          sketch.spec.protocol = protocol;
          Add(sketch, what, 1);
        }
      }
      AddDisguises(wanted, what);
      for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t k = 1; k < values[i].inside.size(); ++k) {
          Add(make(i, &values[i].inside[k]), what, 1);
        }
        for (const Change& change : values[i].outside) Add(make(i, &change), what, 1);
      }
      for (std::size_t n = 0; n < options_.combinations && !values.empty(); ++n) {
        Sketch sketch = base;
        for (const OptionValues& value : values) {
          const std::size_t count = value.inside.size() + value.outside.size();
          const std::size_t pick = random_() % count;
          (pick < value.inside.size() ? value.inside[pick]
                                      : value.outside[pick - value.inside.size()])(sketch);
        }
        Add(sketch, what, 1);
      }
      AddDefects(wanted, what);
    }
  }

  // The same bytes behind the IP header, of protocols that rules do not ask for.
  void AddDisguises(const Sketch& wanted, const std::string& what) {
    for (const std::uint8_t protocol : {std::uint8_t{IPPROTO_SCTP}, std::uint8_t{254}}) {
      Sketch sketch = wanted;
      sketch.spec.transport = TransportOf(wanted.spec);
      sketch.spec.protocol = protocol;
      Add(sketch, what, 1);
    }
  }

  // Of fragments, only the first has a transport header. Headers that are cut short: many matches
  // drop such packets rather than not match.
  void AddDefects(const Sketch& wanted, const std::string& what) {
    for (const std::size_t cut : {0U, 2U, 3U, 4U, 7U, 8U, 11U, 12U, 14U, 19U}) {
      Sketch sketch = wanted;
      sketch.spec.cut = cut;
      Add(sketch, what, 1);
    }
    Sketch first = wanted;
    first.spec.payload.assign(60, 'x');
    first.spec.cut = 64;
    first.spec.more_fragments = true;
    first.spec.fragment_number = NextFragmentNumber();
    Sketch rest = first;
    rest.spec.more_fragments = false;
    rest.spec.fragment_offset = 8;
    // It has no header, though it may look like one.
    rest.spec.transport = TransportOf(wanted.spec);
    Add(first, what, 1, &rest);
    rest.spec.fragment_number = NextFragmentNumber();
    Add(rest, what, 1);
  }

  // To where somebody listens, of whatever kind.
  OptionValues SocketValues() {
    OptionValues values;
    values.order = 5;
    for (const Listener& listener : battery_.listeners) {
      if (listener.address.family() != family_) continue;
      for (const std::uint8_t protocol : {std::uint8_t{IPPROTO_UDP}, std::uint8_t{IPPROTO_TCP}}) {
        const Address to =
            listener.address.zero() ? Parsed("33.1.2.3", "fd00:33::3", family_) : listener.address;
        values.inside.push_back([=](Sketch& sketch) {
          sketch.spec.protocol = protocol;
          sketch.spec.destination = to;
          sketch.spec.destination_port = listener.port;
        });
      }
    }
    return values;
  }

  std::uint8_t Icmp() const {
    return static_cast<std::uint8_t>(family_ == Family::kIpv4 ? int{IPPROTO_ICMP}
                                                              : int{IPPROTO_ICMPV6});
  }

  void Add(Sketch sketch, const std::string& what, std::size_t times, Sketch* then = nullptr) {
    // The same packet twice says nothing new, whatever its source port.
    sketch.packet.bytes = Build(sketch.spec);
    const Packet& packet = sketch.packet;
    if (!seen_
             .insert(fmt::format("{} {} {} {} {} {} {} {}", packet.device, packet.mark, packet.user,
                                 packet.group, packet.link_source, packet.link_destination,
                                 packet.bytes, times))
             .second) {
      return;
    }
    Exchange exchange;
    // Source NAT picks another port at random when the packet's own is taken.
    exchange.alone = sketch.chosen_source_port;
    for (std::size_t i = 0; i < times; ++i) {
      if (!sketch.chosen_source_port) sketch.spec.source_port = next_port_;
      sketch.spec.icmp_id = next_port_;
      if (++next_port_ == 0) next_port_ = kFirstSourcePort;
      sketch.packet.bytes = Build(sketch.spec);
      exchange.packets.push_back(sketch.packet);
    }
    if (then != nullptr) {
      then->packet.bytes = Build(then->spec);
      exchange.packets.push_back(then->packet);
    }
    exchange.description = fmt::format(
        "{} from {} mark {:#x} user {} for {}", Describe(sketch.packet.bytes, true),
        packet.device.empty() ? "the node" : packet.device, packet.mark, packet.user, what);
    battery_.exchanges.push_back(std::move(exchange));
  }

  Family family_;
  RulesetText rules_;
  const std::string& ipset_;
  const BatteryOptions& options_;
  Battery& battery_;
  std::mt19937 random_;
  std::set<std::string> seen_;
  std::uint16_t next_port_ = kFirstSourcePort;
};

}  // namespace

Battery MakeBattery(const RulesetTexts& texts, const BatteryOptions& options) {
  Battery battery;
  if (!texts.ipv4.empty()) Maker(Family::kIpv4, texts.ipv4, texts.ipset, options, battery).Run();
  if (!texts.ipv6.empty()) Maker(Family::kIpv6, texts.ipv6, texts.ipset, options, battery).Run();
  return battery;
}

}  // namespace cnft::test
