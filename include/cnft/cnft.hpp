// SPDX-License-Identifier: GPL-2.0-or-later
// cnft for embedding in C++23: thin over cnft.h, whose documentation holds here too.
//
//   libcnft::Session session;
//   libcnft::Ruleset ruleset;
//   ruleset.Add(CNFT_IPTABLES, "node.v4", text);
//   if (const auto applied = session.Apply(ruleset); !applied)
//     for (const libcnft::Message& message : applied.error().messages) …
//
// What is returned is the caller's own. No function throws, but for std::bad_alloc.
#pragma once

#include <cnft/cnft.h>

#include <cstdint>
#include <expected>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace libcnft {

struct Message {
  bool error = false;  // otherwise a warning
  cnft_status status = CNFT_DONE;
  std::string kind;
  std::string text;
  std::string hint;
  std::string file;  // empty: nowhere
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string rule;
  int error_number = 0;
  std::string kernel;
};

// Why a call did not do what it was asked.
struct Failure {
  cnft_status status = CNFT_SYSTEM;
  std::vector<Message> messages;
};
template <typename T>
using Result = std::expected<T, Failure>;

using Summary = cnft_summary;

struct Change {
  cnft_change_kind kind = CNFT_CHANGED;
  cnft_family family = CNFT_IPV4;
  std::string subject;
  std::string name;
  std::string before;
  std::string after;
};

struct Proxy {
  std::string name;
  cnft_family family = CNFT_IPV4;
  std::string protocol;
  std::uint16_t port = 0;
  std::uint32_t mark = 0;
  std::uint64_t packets = 0;
};

struct Finding {
  std::string code;
  std::string what;
  std::string where;
  std::string why;
  std::string fix;
};

template <typename Handle, void (*free)(Handle*)>
struct Free {
  void operator()(Handle* handle) const { free(handle); }
};

class Ruleset {
 public:
  Ruleset() : handle_(cnft_ruleset_new()) {
    if (!handle_) throw std::bad_alloc();
  }

  // False: an argument is out of range.
  bool Add(cnft_kind kind, const std::string& name, std::string_view text) {
    return Done(cnft_ruleset_add(handle_.get(), kind, name.c_str(), text.data(), text.size()));
  }
  bool SetProxy(const std::string& name, std::uint16_t port) {
    return Done(cnft_ruleset_set_proxy(handle_.get(), name.c_str(), port));
  }
  bool SetNode(const std::string& address, bool present) {
    return Done(cnft_ruleset_set_node(handle_.get(), address.c_str(), present ? 1 : 0));
  }
  cnft_ruleset* get() const { return handle_.get(); }

 private:
  static bool Done(cnft_status status) {
    if (status == CNFT_NO_MEMORY) throw std::bad_alloc();
    return status == CNFT_DONE;
  }

  std::unique_ptr<cnft_ruleset, Free<cnft_ruleset, &cnft_ruleset_free>> handle_;
};

class Session {
 public:
  Session() : handle_(cnft_session_new()) {
    if (!handle_) throw std::bad_alloc();
  }

  Result<void> Set(cnft_option option, std::int64_t value) {
    return Done(cnft_session_set_number(get(), option, value));
  }
  Result<void> Set(cnft_option option, const std::string& text) {
    return Done(cnft_session_set_text(get(), option, text.c_str()));
  }

  Result<Summary> Parse(const Ruleset& ruleset) {
    return Counted(cnft_parse(get(), ruleset.get()));
  }
  Result<std::string> Translate(const Ruleset& ruleset, cnft_form form) {
    const char* text = nullptr;
    std::size_t length = 0;
    const cnft_status status = cnft_translate(get(), ruleset.get(), form, &text, &length);
    return Then(status, [&] { return std::string(text, length); });
  }
  Result<Summary> Check(const Ruleset& ruleset) {
    return Counted(cnft_check(get(), ruleset.get()));
  }
  Result<std::vector<Change>> Diff(const Ruleset& ruleset) {
    return Then(cnft_diff(get(), ruleset.get()), [&] {
      return All<Change>(&cnft_change_count, &cnft_change_at, [](const cnft_change& from) {
        return Change{static_cast<cnft_change_kind>(from.kind),
                      static_cast<cnft_family>(from.family),
                      from.subject,
                      from.name,
                      from.before,
                      from.after};
      });
    });
  }
  Result<Summary> Apply(const Ruleset& ruleset) {
    return Counted(cnft_apply(get(), ruleset.get()));
  }
  Result<Summary> Delete() { return Counted(cnft_delete(get())); }
  Result<void> Discover(Ruleset& ruleset) {
    return Done(cnft_ruleset_discover(get(), ruleset.get()));
  }

  // Nothing when nothing is installed.
  Result<std::optional<std::string>> ReadBack(cnft_family family, cnft_form form) {
    const char* text = nullptr;
    std::size_t length = 0;
    const cnft_status status = cnft_read_back(get(), family, form, &text, &length);
    return Then(status, [&]() -> std::optional<std::string> {
      if (text == nullptr) return std::nullopt;
      return std::string(text, length);
    });
  }
  Result<std::uint32_t> Generation() {
    std::uint32_t generation = 0;
    const cnft_status status = cnft_generation(get(), &generation);
    return Then(status, [&] { return generation; });
  }
  Result<std::vector<Finding>> Doctor() {
    return Then(cnft_doctor(get()), [&] {
      return All<Finding>(&cnft_finding_count, &cnft_finding_at, [](const cnft_finding& from) {
        return Finding{from.code, from.what, from.where, from.why, from.fix};
      });
    });
  }

  Result<std::vector<Proxy>> Proxies() {
    return Then(cnft_proxies(get()), [&] {
      return All<Proxy>(&cnft_proxy_count, &cnft_proxy_at, [](const cnft_proxy& from) {
        return Proxy{from.name,     static_cast<cnft_family>(from.family),
                     from.protocol, from.port,
                     from.mark,     from.packets};
      });
    });
  }
  Result<Summary> SetProxy(const std::string& name, std::uint16_t port) {
    return Counted(cnft_set_proxy(get(), name.c_str(), port));
  }
  Result<Summary> SetElement(const std::string& set, const std::string& element, bool present) {
    return Counted(cnft_set_element(get(), set.c_str(), element.c_str(), present ? 1 : 0));
  }
  Result<Summary> SetNode(const std::string& address, bool present) {
    return Counted(cnft_set_node(get(), address.c_str(), present ? 1 : 0));
  }

  // Of the last call; warnings when it went well.
  std::vector<Message> Messages() const {
    return All<Message>(&cnft_message_count, &cnft_message_at, [](const cnft_message& from) {
      return Message{from.error != 0, static_cast<cnft_status>(from.status),
                     from.kind,       from.text,
                     from.hint,       from.file,
                     from.line,       from.column,
                     from.rule,       from.error_number,
                     from.kernel};
    });
  }
  cnft_session* get() const { return handle_.get(); }

 private:
  template <typename T, typename Count, typename At, typename Convert>
  std::vector<T> All(Count count, At at, Convert convert) const {
    std::vector<T> all;
    for (std::size_t i = 0; i < count(get()); ++i) all.push_back(convert(*at(get(), i)));
    return all;
  }
  Result<void> Done(cnft_status status) const {
    if (status == CNFT_NO_MEMORY) throw std::bad_alloc();
    if (status == CNFT_DONE) return {};
    return std::unexpected(Failure{status, Messages()});
  }
  template <typename Value>
  auto Then(cnft_status status, Value value) const -> Result<decltype(value())> {
    if (auto done = Done(status); !done) return std::unexpected(std::move(done.error()));
    return value();
  }
  Result<Summary> Counted(cnft_status status) const {
    return Then(status, [&] { return *cnft_summary_of(get()); });
  }

  std::unique_ptr<cnft_session, Free<cnft_session, &cnft_session_free>> handle_;
};

struct Event {
  cnft_topic topic = CNFT_TOPIC_OVERRUN;
  bool removed = false;
  int family = 0;
  std::string table;
  std::string name;
  std::uint32_t number = 0;
  std::uint32_t protocol = 0;
  std::uint32_t generation = 0;
  std::uint32_t process = 0;
  std::string program;
};

class Monitor {
 public:
  static Result<Monitor> Open(Session& session, cnft_monitored what) {
    cnft_monitor* handle = nullptr;
    const cnft_status status = cnft_monitor_open(session.get(), what, &handle);
    if (status == CNFT_NO_MEMORY) throw std::bad_alloc();
    if (status != CNFT_DONE) return std::unexpected(Failure{status, session.Messages()});
    return Monitor(handle);
  }

  int descriptor() const { return cnft_monitor_fd(handle_.get()); }
  // Nothing: none came in that time.
  Result<std::optional<Event>> Next(int timeout_ms) {
    const cnft_event* event = nullptr;
    const cnft_status status = cnft_monitor_next(handle_.get(), timeout_ms, &event);
    if (status == CNFT_NO_MEMORY) throw std::bad_alloc();
    if (status != CNFT_DONE) return std::unexpected(Failure{status, {}});
    if (event == nullptr) return std::nullopt;
    return Event{static_cast<cnft_topic>(event->topic),
                 event->removed != 0,
                 event->family,
                 event->table,
                 event->name,
                 event->number,
                 event->protocol,
                 event->generation,
                 event->process,
                 event->program};
  }

 private:
  explicit Monitor(cnft_monitor* handle) : handle_(handle) {}

  std::unique_ptr<cnft_monitor, Free<cnft_monitor, &cnft_monitor_free>> handle_;
};

inline const char* Version() { return cnft_version(); }

}  // namespace libcnft
