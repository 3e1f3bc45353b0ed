// SPDX-License-Identifier: GPL-2.0-or-later
// What the sections of a plan have in common.
#include "ruleset/cilium/section.h"

#include <fmt/core.h>

#include <algorithm>

#include "ruleset/cilium/chains.h"
#include "ruleset/iptables/lexer.h"

namespace cnft::cilium {

using enum OptionId;

namespace {

constexpr std::uint16_t kVxlanPort = 8472;
constexpr std::uint16_t kGenevePort = 6081;

// Both families may come upon the same one.
void AddOnce(Problem problem, std::vector<Problem>& problems) {
  const bool said = std::ranges::any_of(problems, [&](const Problem& other) {
    return other.subject == problem.subject && other.message == problem.message;
  });
  if (!said) problems.push_back(std::move(problem));
}

}  // namespace

std::string Mark(std::uint32_t value, std::uint32_t mask) {
  return fmt::format("{:#010x}/{:#010x}", value, mask);
}

std::string Comment(std::string_view text) {
  std::string out = "-m comment --comment ";
  iptables::AppendQuoted(text, out);
  return out;
}

std::uint16_t Section::TunnelPort() const {
  if (const std::uint16_t port = config_.Port(kTunnelPort); port != 0) return port;
  return config_.Text(kTunnelProtocol) == "geneve" ? kGenevePort : kVxlanPort;
}

std::string Section::TunnelWhy() const {
  return fmt::format("{}, {}", config_.Describe(kRoutingMode),
                     config_.Port(kTunnelPort) != 0 ? config_.Describe(kTunnelPort)
                                                    : config_.Describe(kTunnelProtocol));
}

bool Section::CloudIpam() const {
  return config_.Text(kIpam) == "eni" || config_.Text(kIpam) == "alibabacloud";
}

bool Section::Masquerading() const {
  return config_.Bool(ipv4() ? kIpv4Masquerade : kIpv6Masquerade) && !config_.Bool(kBpfMasquerade);
}

std::optional<AddressMask> Section::NativeRoutingCidr() const {
  if (state().native_routing_cidr) return state().native_routing_cidr;
  return config_.Cidr(ipv4() ? kIpv4NativeRoutingCidr : kIpv6NativeRoutingCidr);
}

Section::Delivery Section::DeliveryDevice() const {
  if (config_.Bool(kEndpointRoutes)) {
    const bool aws = traits_.aws_cni_devices && config_.Text(kCniChainingMode) == "aws-cni";
    return {aws ? "eni+" : "lxc+", aws ? fmt::format("{}, {}", config_.Describe(kEndpointRoutes),
                                                     config_.Describe(kCniChainingMode))
                                       : config_.Describe(kEndpointRoutes)};
  }
  if (CloudIpam()) return {"lxc+", config_.Describe(kIpam)};
  return {kHostDevice, config_.Describe(kEndpointRoutes)};
}

std::string Section::ReleaseWhy() const {
  return fmt::format("release {} does not have it", Name(release_));
}

std::string Section::OfFamily(std::string_view field) const {
  return fmt::format("{}.{}", number(), field);
}

void Section::Say(Problem problem) { AddOnce(std::move(problem), plan_.problems); }

void Section::Advise(std::string subject, std::string message, std::string hint) {
  AddOnce({Severity::kWarning, std::move(subject), std::move(message), std::move(hint)},
          plan_.advice);
}

void Section::Missing(std::string field, std::string_view what, std::string_view way_out) {
  Say({.subject = std::move(field),
       .message = fmt::format("{} is needed and not known", what),
       .hint = std::string(way_out),
       .of_node = true});
}

void Section::Omit(std::optional<Family> family, std::string what, std::string because) {
  plan_.omissions.push_back({family, std::move(what), std::move(because)});
}

void Section::Omit(std::string what, std::string because) {
  Omit(family_, std::move(what), std::move(because));
}

void Section::Add(std::string_view chain, std::string text, std::string because, bool front) {
  const auto* info = std::ranges::find(kChains, chain, &CiliumChain::name);
  Place(info->table, chain, std::move(text), std::move(because), front);
}

void Section::Place(iptables::TableId table, std::string_view chain, std::string text,
                    std::string because, bool front) {
  Rule rule{family_, table, std::string(chain), std::move(text), std::move(because), front};
  auto at = plan_.rules.end();
  if (front) {
    at = std::ranges::find_if(plan_.rules, [&](const Rule& other) {
      return other.family == rule.family && other.table == rule.table && other.chain == rule.chain;
    });
  }
  plan_.rules.insert(at, std::move(rule));
}

}  // namespace cnft::cilium
