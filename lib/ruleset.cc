// SPDX-License-Identifier: GPL-2.0-or-later
// Rulesets: what callers add to them, and how it is read.
#include "lib/ruleset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <string_view>

#include "api/cilium.h"
#include "api/cilium_input.h"
#include "nft/routing/routing.h"

namespace {

using cnft::Family;
using cnft::InputKind;
using cnft::cilium::Problem;

struct TextKind {
  cnft_kind kind;
  void (*add)(cnft_ruleset& ruleset, const char* name, std::string text);
};

template <InputKind kind>
void AddText(cnft_ruleset& ruleset, const char* name, std::string text) {
  ruleset.texts.push_back({kind, name, std::move(text)});
}

constexpr std::array kKinds = {
    TextKind{CNFT_IPTABLES, &AddText<InputKind::kIpv4>},
    TextKind{CNFT_IP6TABLES, &AddText<InputKind::kIpv6>},
    TextKind{CNFT_IPSET, &AddText<InputKind::kIpset>},
    TextKind{CNFT_CILIUM_CONFIG,
             [](cnft_ruleset& ruleset, const char* name, std::string text) {
               ruleset.cilium = true;
               for (auto& setting : cnft::ReadConfigMap(name, text, ruleset.problems)) {
                 ruleset.settings.push_back(std::move(setting));
               }
             }},
    TextKind{CNFT_CILIUM_SETTING,
             [](cnft_ruleset& ruleset, const char* name, std::string text) {
               ruleset.cilium = true;
               ruleset.settings.push_back({name, std::move(text), "the caller"});
             }},
    TextKind{CNFT_CILIUM_NODE,
             [](cnft_ruleset& ruleset, const char* name, std::string text) {
               ruleset.cilium = true;
               cnft::ReadNode(name, text, ruleset.node, ruleset.problems);
             }},
    TextKind{CNFT_CILIUM_PROXIES,
             [](cnft_ruleset& ruleset, const char* name, std::string text) {
               ruleset.cilium = true;
               cnft::AddProxies(name, text, ruleset.node, ruleset.problems);
             }},
};

// For calls that need no session.
template <typename Work>
cnft_status Guarded(Work work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return CNFT_NO_MEMORY;
  } catch (...) {
    return CNFT_SYSTEM;
  }
}

// "node.yaml:3:5" when what is wrong has a place; then the parts.
struct Place {
  std::string_view file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

bool TakeNumber(std::string_view& text, std::uint64_t& number) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view digits = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) return false;
  text = text.substr(0, colon);
  return true;
}

Place PlaceOf(std::string_view subject) {
  Place place{subject};
  std::uint64_t last = 0;
  if (!TakeNumber(place.file, last)) return {};
  if (TakeNumber(place.file, place.line)) {
    place.column = last;
  } else {
    place.line = last;
  }
  return place;
}

void AddProblem(const Problem& problem, cnft_session& session) {
  const bool error = problem.severity == cnft::Severity::kError;
  const Place place = PlaceOf(problem.subject);
  auto& results = session.results;
  cnft_message message{};
  message.size = sizeof message;
  message.error = error ? 1 : 0;
  message.status = error ? CNFT_BAD_INPUT : CNFT_DONE;
  message.kind = "cilium";
  message.text =
      results.Keep(place.line != 0 ? problem.message : problem.subject + ": " + problem.message);
  message.hint = results.Keep(problem.hint);
  message.file = results.Keep(std::string(place.file));
  message.line = place.line;
  message.column = place.column;
  message.rule = message.kernel = "";
  results.messages.push_back(message);
}

}  // namespace

namespace cnft::lib {

Understood Understand(const cnft_ruleset& ruleset, cnft_session& session, cnft_status& status) {
  std::vector<InputText> texts = ruleset.texts;
  // Rules refer to sets: those come first.
  std::ranges::stable_partition(
      texts, [](const InputText& text) { return text.kind == InputKind::kIpset; });
  Understood understood;
  status = CNFT_DONE;
  if (ruleset.cilium) {
    std::vector<Problem> problems = ruleset.problems;
    const auto config = cilium::Config::Read(ruleset.settings, problems);
    understood.plan = cilium::MakePlan(config, ruleset.node, session.release);
    std::ranges::move(understood.plan->problems, std::back_inserter(problems));
    for (const Problem& problem : problems) {
      AddProblem(problem, session);
      if (problem.severity == Severity::kError) status = CNFT_BAD_INPUT;
    }
    if (status == CNFT_DONE) {
      for (InputText& text : TextsOf(*understood.plan)) texts.push_back(std::move(text));
    }
  }
  understood.input = ReadInput(std::move(texts));
  return understood;
}

}  // namespace cnft::lib

cnft_ruleset* cnft_ruleset_new(void) { return new (std::nothrow) cnft_ruleset(); }

void cnft_ruleset_free(cnft_ruleset* ruleset) { delete ruleset; }

cnft_status cnft_ruleset_add(cnft_ruleset* ruleset, cnft_kind kind, const char* name,
                             const char* text, size_t length) {
  return Guarded([&] {
    constexpr std::size_t kMostTexts = 60000;  // of what Sources takes, with some left for Cilium's
    constexpr std::size_t kMostBytes = 0xffffffff;
    const auto* const found = std::ranges::find(kKinds, kind, &TextKind::kind);
    if (ruleset == nullptr || name == nullptr || (text == nullptr && length != 0) ||
        found == kKinds.end() || length > kMostBytes || ruleset->texts.size() >= kMostTexts) {
      return CNFT_MISUSE;
    }
    found->add(*ruleset, name, length == 0 ? std::string() : std::string(text, length));
    return CNFT_DONE;
  });
}

cnft_status cnft_ruleset_discover(cnft_session* session, cnft_ruleset* ruleset) {
  if (ruleset == nullptr) return CNFT_MISUSE;
  return cnft::lib::Call(session, cnft::lib::Where::kInNamespace, [&] {
    const auto router = cnft::routing::Router::Open({.deadline = &session->deadline});
    if (!router) return session->Fail(router.error());
    cnft::cilium::NodeState node = ruleset->node;
    if (const auto done = cnft::Discover(**router, node); !done) return session->Fail(done.error());
    ruleset->node = std::move(node);
    return CNFT_DONE;
  });
}

cnft_status cnft_ruleset_set_proxy(cnft_ruleset* ruleset, const char* name, uint16_t port) {
  return Guarded([&] {
    if (ruleset == nullptr || name == nullptr || *name == '\0') return CNFT_MISUSE;
    ruleset->cilium = true;
    auto& proxies = ruleset->node.proxies;
    const auto found = std::ranges::find(proxies, name, &cnft::cilium::Proxy::name);
    if (port == 0) {
      if (found != proxies.end()) proxies.erase(found);
    } else if (found != proxies.end()) {
      found->port = port;
    } else {
      proxies.push_back({name, port, ""});
    }
    return CNFT_DONE;
  });
}

cnft_status cnft_ruleset_set_node(cnft_ruleset* ruleset, const char* address, int present) {
  return Guarded([&] {
    if (ruleset == nullptr || address == nullptr) return CNFT_MISUSE;
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      const auto parsed = cnft::ParseAddress(address, family);
      if (!parsed) continue;
      ruleset->cilium = true;
      auto& addresses = ruleset->node.of(family).node_addresses;
      std::erase(addresses, *parsed);
      if (present != 0) addresses.push_back(*parsed);
      return CNFT_DONE;
    }
    return CNFT_MISUSE;
  });
}
