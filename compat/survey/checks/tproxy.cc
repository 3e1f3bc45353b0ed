// SPDX-License-Identifier: GPL-2.0-or-later
// What TPROXY needs beside its rule: a transparent socket that listens, else it drops the packet;
// and policy routing that delivers here what it marks, else the packet goes on its way.
#include <netinet/in.h>

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "compat/survey/checks/checks.h"

namespace cnft::compat {
namespace {

using iptables::Masked;

struct Redirection {
  Family family = Family::kIpv4;
  std::uint8_t protocol = 0;
  std::uint16_t port = 0;  // 0: the packet's own
  Address address;         // zero: that of the device
  Masked mark;             // an empty mask: none
  std::string rule;
};

Redirection RedirectionOf(const SurveyedRule& rule, const iptables::Use& target) {
  Redirection redirection{.family = rule.rules.ruleset.family,
                          .protocol = rule.syntax.Protocol(),
                          .mark = {0, 0},
                          .rule = rule.Text()};
  if (const auto* port = FindOption(target, "on-port")) {
    redirection.port = static_cast<std::uint16_t>(port->number());
  }
  if (const auto* address = FindOption(target, "on-ip")) {
    redirection.address = address->addresses().low;
  }
  if (const auto* mark = FindOption(target, "tproxy-mark")) redirection.mark = mark->masked();
  return redirection;
}

class TproxyCheck : public Check {
 public:
  void See(const SurveyedRule& rule) override {
    if (const iptables::Use* target = rule.Target("TPROXY")) {
      redirections_.push_back(RedirectionOf(rule, *target));
    }
  }

 protected:
  std::vector<Redirection> redirections_;
};

// ---- Who listens ----

// Whether the socket is the one that TPROXY finds, transparent or not. A socket of IPv6 that is
// bound to no address takes IPv4, too.
bool Finds(const Redirection& redirection, const Listener& listener) {
  if (listener.protocol != redirection.protocol || listener.port != redirection.port) return false;
  const bool same_family = listener.address.family() == redirection.family;
  if (listener.address.zero()) return same_family || redirection.family == Family::kIpv4;
  return same_family && (redirection.address.zero() || listener.address == redirection.address);
}

class TproxyListenerCheck : public TproxyCheck {
 public:
  void Report(const Node& node, Findings& findings) override {
    if (!node.listeners) return;
    std::vector<std::string> absent;
    std::vector<std::string> opaque;
    for (const Redirection& redirection : redirections_) {
      if (redirection.port == 0) continue;
      bool listens = false;
      bool transparent = false;
      for (const Listener& listener : *node.listeners) {
        if (!Finds(redirection, listener)) continue;
        listens = true;
        transparent |= listener.transparent;
      }
      if (!transparent) (listens ? opaque : absent).push_back(redirection.rule);
    }
    const auto report = [&](std::string_view what, std::vector<std::string> where,
                            std::string_view fix) {
      if (where.empty()) return;
      findings.push_back({.code = "tproxy-listener",
                          .what = std::string(what),
                          .where = std::move(where),
                          .why = "TPROXY drops packets it finds no transparent socket for",
                          .fix = std::string(fix)});
    };
    report("TPROXY redirects to ports that nobody listens on", std::move(absent),
           "start the proxy, or remove the rules; ss -lntup shows who listens");
    report("TPROXY redirects to sockets that are not transparent", std::move(opaque),
           "the proxy has to set IP_TRANSPARENT (IPV6_TRANSPARENT) before it binds");
  }
};

// ---- Where the marked packets go ----

class TproxyRoutingCheck : public TproxyCheck {
 public:
  void Report(const Node& node, Findings& findings) override {
    for (const Redirection& redirection : redirections_) {
      // Without a mark something else decides.
      if (redirection.mark.mask == 0) continue;
      const routing::Rule* leads = nullptr;
      if (Delivered(node.routing, redirection, leads)) continue;
      Add(redirection, leads, findings);
    }
  }

 private:
  static bool Fits(const routing::Rule& rule, const Redirection& redirection) {
    const Masked& mark = redirection.mark;
    return rule.family == redirection.family &&
           ((rule.mark ^ mark.value) & rule.mask & mark.mask) == 0;
  }

  // `leads` is a rule that the mark follows to a table that does not deliver, if there is one.
  static bool Delivered(const MarkRouting& routing, const Redirection& redirection,
                        const routing::Rule*& leads) {
    for (const auto* rules : {&routing.own, &routing.others}) {
      for (const routing::Rule& rule : *rules) {
        if (!Fits(rule, redirection)) continue;
        if (routing.Delivers(rule)) return true;
        leads = &rule;
      }
    }
    return false;
  }

  static void Add(const Redirection& redirection, const routing::Rule* leads, Findings& findings) {
    const std::string_view ip = redirection.family == Family::kIpv4 ? "ip" : "ip -6";
    const std::uint32_t table = leads == nullptr ? kFreeTable : leads->table;
    const std::string route = fmt::format("{} route add local default dev lo table {}", ip, table);
    const std::string rule =
        fmt::format("{} rule add fwmark {:#x}/{:#x} lookup {}", ip,
                    redirection.mark.value & redirection.mark.mask, redirection.mark.mask, table);
    std::string what =
        leads == nullptr
            ? fmt::format("no policy rule goes by TPROXY's mark {:#x}/{:#x}",
                          redirection.mark.value, redirection.mark.mask)
            : fmt::format(
                  "table {}, which TPROXY's mark {:#x}/{:#x} leads to, delivers nothing "
                  "here",
                  table, redirection.mark.value, redirection.mark.mask);
    const auto known = std::ranges::find(findings, what, &Finding::what);
    if (known != findings.end()) {
      known->where.push_back(redirection.rule);
      return;
    }
    findings.push_back({.code = "tproxy-routing",
                        .what = std::move(what),
                        .where = {redirection.rule},
                        .why = "redirected packets are forwarded, or dropped, instead of delivered",
                        .fix = leads == nullptr ? fmt::format("{}; {}", route, rule) : route});
  }

  static constexpr std::uint32_t kFreeTable = 100;
};

}  // namespace

std::unique_ptr<Check> CheckTproxyListeners() { return Make<TproxyListenerCheck>(); }
std::unique_ptr<Check> CheckTproxyRouting() { return Make<TproxyRoutingCheck>(); }

}  // namespace cnft::compat
