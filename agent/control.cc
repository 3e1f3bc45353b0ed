// SPDX-License-Identifier: GPL-2.0-or-later
// The protocol of the control socket.
#include "agent/control.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace cnft::agent {
namespace {

using Done = std::expected<void, std::string>;

constexpr std::size_t kMaxName = 256;      // of a proxy
constexpr std::size_t kMaxAddresses = 16;  // of a pod

std::string Line(const Json& json) {
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(json.get(), JSON_COMPACT | JSON_REAL_PRECISION(6)), &std::free);
  return std::string(text ? text.get() : "{}") + "\n";
}

Json Bad(std::string_view message) {
  return Json(json_pack("{s:b, s:o}", "ok", 0, "error", JsonText(message)));
}

// The fields of a request, and what is wrong with them.
class Request {
 public:
  explicit Request(const json_t* root) : root_(root) {}

  std::string Text(const char* name, bool required) {
    const json_t* value = json_object_get(root_, name);
    const char* text = json_string_value(value);
    if (text == nullptr ? required || value != nullptr : required && *text == '\0') {
      return Fail(fmt::format("'{}' must be a text", name));
    }
    if (text != nullptr && std::string_view(text).size() > kMaxName) {
      return Fail(fmt::format("'{}' is too long", name));
    }
    // It becomes a part of a rule.
    if (text != nullptr && std::string_view(text).find_first_of("\"\\\n\r") != std::string::npos) {
      return Fail(fmt::format("'{}' holds what no name does", name));
    }
    return text != nullptr ? text : "";
  }
  std::uint16_t Port(const char* name) {
    const json_t* value = json_object_get(root_, name);
    const json_int_t port = json_integer_value(value);
    if (port <= 0 || port > 0xffff) Fail(fmt::format("'{}' must be a port, 1 to 65535", name));
    return static_cast<std::uint16_t>(port);
  }
  Address OneAddress(const json_t* value, const char* name) {
    const char* text = json_string_value(value);
    auto address = text != nullptr ? ParseAddress(text, Family::kIpv4) : std::nullopt;
    if (text != nullptr && !address) address = ParseAddress(text, Family::kIpv6);
    if (!address) Fail(fmt::format("'{}' must be an IPv4 or IPv6 address", name));
    return address.value_or(Address());
  }
  Address OneAddress(const char* name) { return OneAddress(json_object_get(root_, name), name); }
  cilium::NoTrackPod Pod() {
    cilium::NoTrackPod pod;
    const json_t* list = json_object_get(root_, "addresses");
    if (json_array_size(list) == 0 || json_array_size(list) > kMaxAddresses) {
      Fail(fmt::format("'addresses' must be a list of 1 to {} addresses", kMaxAddresses));
      return pod;
    }
    std::size_t index = 0;
    json_t* value = nullptr;
    json_array_foreach(list, index, value) pod.addresses.push_back(OneAddress(value, "addresses"));
    pod.port = Port("port");
    return pod;
  }
  const std::string& wrong() const { return wrong_; }

 private:
  std::string Fail(std::string message) {
    if (wrong_.empty()) wrong_ = std::move(message);
    return {};
  }

  const json_t* root_;
  std::string wrong_;
};

// A verb that changes the overlay: reads what it needs, and returns how.
struct Verb {
  std::string_view name;
  std::function<void(Overlay&)> (*read)(Request& request);
};
const std::array kVerbs = {
    Verb{"set-proxy",
         [](Request& request) -> std::function<void(Overlay&)> {
           const cilium::Proxy proxy = {request.Text("name", true), request.Port("port"),
                                        request.Text("kind", false)};
           return [=](Overlay& overlay) { overlay.SetProxy(proxy); };
         }},
    Verb{"remove-proxy",
         [](Request& request) -> std::function<void(Overlay&)> {
           return
               [name = request.Text("name", true)](Overlay& overlay) { overlay.RemoveProxy(name); };
         }},
    Verb{"add-node",
         [](Request& request) -> std::function<void(Overlay&)> {
           return [address = request.OneAddress("address")](Overlay& overlay) {
             overlay.AddNode(address);
           };
         }},
    Verb{"remove-node",
         [](Request& request) -> std::function<void(Overlay&)> {
           return [address = request.OneAddress("address")](Overlay& overlay) {
             overlay.RemoveNode(address);
           };
         }},
    Verb{"add-no-track-pod",
         [](Request& request) -> std::function<void(Overlay&)> {
           return [pod = request.Pod()](Overlay& overlay) { overlay.AddPod(pod); };
         }},
    Verb{"remove-no-track-pod",
         [](Request& request) -> std::function<void(Overlay&)> {
           return [pod = request.Pod()](Overlay& overlay) { overlay.RemovePod(pod); };
         }},
};

Json Result(const Done& done) {
  return done ? Json(json_pack("{s:b}", "ok", 1)) : Bad(done.error());
}

Json AnswerTo(const json_t* root, const ControlActions& actions, bool& subscribe) {
  const char* verb = json_string_value(json_object_get(root, "verb"));
  if (verb == nullptr) return Bad("a request is an object with a 'verb'");
  const std::string_view name = verb;
  if (name == "status") {
    Json status = actions.status();
    json_object_set_new(status.get(), "ok", json_true());
    return status;
  }
  if (name == "reload") return Result(actions.reload());
  if (name == "events") {
    subscribe = true;
    return Json(json_pack("{s:b}", "ok", 1));
  }
  const auto* known = std::ranges::find(kVerbs, name, &Verb::name);
  if (known == kVerbs.end()) {
    return Bad(fmt::format("'{}' is no verb", name.substr(0, kMaxName)));
  }
  Request request(root);
  const auto change = known->read(request);
  if (!request.wrong().empty()) return Bad(request.wrong());
  return Result(actions.change(change));
}

}  // namespace

Reply Answer(std::string_view request, const ControlActions& actions) {
  Reply reply;
  json_error_t error;
  const Json root(json_loadb(request.data(), request.size(), JSON_REJECT_DUPLICATES, &error));
  reply.line = Line(root ? AnswerTo(root.get(), actions, reply.subscribe)
                         : Bad(fmt::format("this is no JSON: {}", error.text)));
  return reply;
}

std::string EventLine(std::string_view event, Json fields) {
  if (!fields) fields.reset(json_object());
  json_object_set_new(fields.get(), "event", JsonText(event));
  return Line(fields);
}

}  // namespace cnft::agent
