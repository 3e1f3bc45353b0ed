// SPDX-License-Identifier: GPL-2.0-or-later
// Kernel settings that the rules present depend on (sysctl(8)).
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "compat/survey/checks/checks.h"

namespace cnft::compat {
namespace {

using iptables::TableId;

constexpr std::uint8_t kLoopback = 127;

bool IsLoopback(const Address& address) {
  return address.family() == Family::kIpv4 && address.bytes[0] == kLoopback;
}

bool FromLoopback(const SurveyedRule& rule) {
  const iptables::Option* source = rule.syntax.builtin.Find(iptables::kSource);
  return source != nullptr && !source->negated && IsLoopback(source->address().address);
}

bool ToLoopback(const SurveyedRule& rule) {
  const iptables::Use* target = rule.Target("DNAT");
  const iptables::Option* to = target == nullptr ? nullptr : FindOption(*target, "to-destination");
  if (to == nullptr) return false;
  const auto& addresses = to->nat_range().addresses;
  return addresses && IsLoopback(addresses->low);
}

bool SourceTranslates(const SurveyedRule& rule) {
  return rule.Target("MASQUERADE") != nullptr || rule.Target("SNAT") != nullptr;
}

// ---- Which rules depend on a setting ----

// They translate for others than this node.
bool TranslatesForOthers(const SurveyedRule& rule) {
  if (rule.table.id != TableId::kNat) return false;
  return (SourceTranslates(rule) && !FromLoopback(rule)) ||
         (rule.Target("DNAT") != nullptr && !ToLoopback(rule));
}

bool TranslatesLoopback(const SurveyedRule& rule) {
  return rule.table.id == TableId::kNat &&
         ((SourceTranslates(rule) && FromLoopback(rule)) || ToLoopback(rule));
}

bool LooksAtBridgePorts(const SurveyedRule& rule) { return rule.Match("physdev") != nullptr; }

bool IsServiceOfKubeProxy(const SurveyedRule& rule) {
  return rule.table.id == TableId::kNat && rule.chain.hook &&
         rule.syntax.verdict == "KUBE-SERVICES";
}

bool MasqueradesHairpinsOfIpvs(const SurveyedRule& rule) {
  return rule.chain.name == "KUBE-POSTROUTING" && rule.Match("set") != nullptr &&
         SourceTranslates(rule);
}

struct Setting {
  std::string_view name;  // "*": of all devices and of each
  Family family;
  bool (*depends)(const SurveyedRule& rule);
  std::string_view why;
  // What makes it appear when the kernel does not have it; empty: then nothing depends on it.
  std::string_view provider = {};
};

// All of them are to be 1.
constexpr auto kSettings = std::to_array<Setting>({
    {"net.ipv4.ip_forward", Family::kIpv4, TranslatesForOthers,
     "packets of others are not forwarded"},
    {"net.ipv6.conf.all.forwarding", Family::kIpv6, TranslatesForOthers,
     "packets of others are not forwarded"},
    {"net.ipv4.conf.*.route_localnet", Family::kIpv4, TranslatesLoopback,
     "packets with loopback addresses are dropped on every device but lo"},
    {"net.bridge.bridge-nf-call-iptables", Family::kIpv4, LooksAtBridgePorts,
     "packets between ports of a bridge do not pass iptables", "modprobe br_netfilter"},
    {"net.bridge.bridge-nf-call-ip6tables", Family::kIpv6, LooksAtBridgePorts,
     "packets between ports of a bridge do not pass ip6tables", "modprobe br_netfilter"},
    {"net.bridge.bridge-nf-call-iptables", Family::kIpv4, IsServiceOfKubeProxy,
     "answers between pods on one bridge are not translated back"},
    {"net.bridge.bridge-nf-call-ip6tables", Family::kIpv6, IsServiceOfKubeProxy,
     "answers between pods on one bridge are not translated back"},
    {"net.ipv4.vs.conntrack", Family::kIpv4, MasqueradesHairpinsOfIpvs,
     "connections of IPVS are not masqueraded"},
});

// "net.ipv4.conf.all.route_localnet"
std::string NameFor(std::string_view name, std::string_view device) {
  std::string result(name);
  if (const std::size_t star = result.find('*'); star != std::string::npos) {
    // A dot in a device's name is '/' in that of a setting.
    std::string escaped(device);
    std::ranges::replace(escaped, '.', '/');
    result.replace(star, 1, escaped);
  }
  return result;
}

std::vector<std::string> DevicesOf(const Node& node) {
  std::vector<std::string> devices = node.devices;
  devices.emplace_back("all");
  return devices;
}

class SettingsCheck : public Check {
 public:
  void See(const SurveyedRule& rule) override {
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
      const Setting& setting = kSettings[i];
      if (rule.rules.ruleset.family == setting.family && setting.depends(rule)) {
        rules_[i].push_back(rule.Text());
      }
    }
  }

  void Report(const Node& node, Findings& findings) override {
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
      if (!rules_[i].empty()) Compare(node, kSettings[i], std::move(rules_[i]), findings);
    }
  }

 private:
  static void Compare(const Node& node, const Setting& setting, std::vector<std::string> where,
                      Findings& findings) {
    bool there = false;
    for (const std::string& device : DevicesOf(node)) {
      const auto value = node.setting(NameFor(setting.name, device));
      if (value == "1") return;
      there |= value.has_value();
    }
    const std::string name = NameFor(setting.name, "all");
    if (!there && setting.provider.empty()) return;
    findings.push_back({.code = "setting",
                        .what = there ? fmt::format("{} is not 1, as rules need it", name)
                                      : fmt::format("there is no {}, which rules need", name),
                        .where = std::move(where),
                        .why = setting.why,
                        .fix = fmt::format("{}{}sysctl -w {}=1", there ? "" : setting.provider,
                                           there ? "" : "; ", name)});
  }

  std::array<std::vector<std::string>, kSettings.size()> rules_;
};

// ---- Reverse path filter ----

// Packets that a mark sends another way come back another way. A strict filter drops the answers,
// unless it looks the way up with the mark that whoever set src_valid_mark gives them.
class ReversePathCheck : public Check {
 public:
  void See(const SurveyedRule& rule) override {
    if (rule.rules.ruleset.family != Family::kIpv4) return;
    const iptables::Use* target = rule.Target("MARK");
    const iptables::Option* mark = target == nullptr ? nullptr : FindOption(*target, "set-xmark");
    if (mark != nullptr) marks_.push_back({mark->masked(), rule.Text()});
  }

  void Report(const Node& node, Findings& findings) override {
    std::vector<std::string> where;
    for (const routing::Rule& rule : node.routing.others) {
      if (rule.family != Family::kIpv4 || node.routing.Delivers(rule)) continue;
      for (const auto& [mark, text] : marks_) {
        if (mark.value != 0 && (mark.value & rule.mask) == rule.mark) AddOnce(where, text);
      }
    }
    if (where.empty() || node.setting("net.ipv4.conf.all.src_valid_mark") == "1") return;
    for (const std::string& device : DevicesOf(node)) {
      if (device == "lo") continue;
      const std::string name = NameFor("net.ipv4.conf.*.rp_filter", device);
      if (node.setting(name) != "1") continue;
      findings.push_back(
          {.code = "setting",
           .what = fmt::format("{} is 1, while packets are routed by marks", name),
           .where = std::move(where),
           .why = "answers that come back another way than the table main says are dropped",
           .fix = fmt::format("sysctl -w {}=2", name)});
      return;
    }
  }

 private:
  struct Marked {
    iptables::Masked mark;
    std::string text;
  };
  std::vector<Marked> marks_;
};

}  // namespace

std::unique_ptr<Check> CheckSettings() { return Make<SettingsCheck>(); }
std::unique_ptr<Check> CheckReversePath() { return Make<ReversePathCheck>(); }

}  // namespace cnft::compat
