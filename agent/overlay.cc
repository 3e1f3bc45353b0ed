// SPDX-License-Identifier: GPL-2.0-or-later
// What clients of the control socket have said about the node.
#include "agent/overlay.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "nft/netlink/socket.h"

namespace cnft::agent {
namespace {

using cilium::NodeState;
using cilium::NoTrackPod;
using cilium::Proxy;

bool SamePod(const NoTrackPod& a, const NoTrackPod& b) {
  return a.port == b.port && a.addresses == b.addresses;
}

bool Holds(const std::vector<NoTrackPod>& pods, const NoTrackPod& pod) {
  return std::ranges::any_of(pods, [&](const NoTrackPod& one) { return SamePod(one, pod); });
}

template <typename T>
bool Holds(const std::vector<T>& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

// What is added is not taken away, and the other way round.
template <typename T>
void Move(std::vector<T>& from, std::vector<T>& to, const T& value) {
  std::erase_if(from, [&](const T& one) { return Holds(std::vector<T>{value}, one); });
  if (!Holds(to, value)) to.push_back(value);
}

std::optional<Address> AnyAddress(const json_t* value) {
  const char* text = json_string_value(value);
  if (text == nullptr) return std::nullopt;
  auto address = ParseAddress(text, Family::kIpv4);
  return address ? address : ParseAddress(text, Family::kIpv6);
}

template <typename Visit>
void ForEach(const json_t* root, const char* name, Visit visit) {
  std::size_t index = 0;
  json_t* value = nullptr;
  const json_t* list = json_object_get(root, name);
  json_array_foreach(list, index, value) visit(value);
}

json_t* ListOf(const std::vector<Address>& addresses) {
  json_t* list = json_array();
  for (const Address& address : addresses) json_array_append_new(list, JsonText(Print(address)));
  return list;
}

json_t* ListOf(const std::vector<NoTrackPod>& pods) {
  json_t* list = json_array();
  for (const NoTrackPod& pod : pods) {
    json_array_append_new(list, json_pack("{s:o, s:i}", "addresses", ListOf(pod.addresses), "port",
                                          static_cast<int>(pod.port)));
  }
  return list;
}

void ReadAddresses(const json_t* root, const char* name, std::vector<Address>& addresses) {
  ForEach(root, name, [&](const json_t* value) {
    if (const auto address = AnyAddress(value)) addresses.push_back(*address);
  });
}

void ReadPods(const json_t* root, const char* name, std::vector<NoTrackPod>& pods) {
  ForEach(root, name, [&](const json_t* value) {
    NoTrackPod pod;
    ReadAddresses(value, "addresses", pod.addresses);
    pod.port = static_cast<std::uint16_t>(json_integer_value(json_object_get(value, "port")));
    if (!pod.addresses.empty() && pod.port != 0) pods.push_back(std::move(pod));
  });
}

}  // namespace

json_t* JsonText(std::string_view text) {
  json_t* value = json_stringn(text.data(), text.size());
  if (value != nullptr) return value;
  std::string ascii(text);
  std::ranges::replace_if(ascii, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return json_stringn(ascii.data(), ascii.size());
}

void Overlay::SetProxy(Proxy proxy) {
  std::erase(no_proxies_, proxy.name);
  const auto known = std::ranges::find(proxies_, proxy.name, &Proxy::name);
  if (known != proxies_.end()) {
    *known = std::move(proxy);
  } else {
    proxies_.push_back(std::move(proxy));
  }
}

void Overlay::RemoveProxy(const std::string& name) {
  std::erase_if(proxies_, [&](const Proxy& proxy) { return proxy.name == name; });
  if (!Holds(no_proxies_, name)) no_proxies_.push_back(name);
}

void Overlay::AddNode(const Address& address) { Move(no_nodes_, nodes_, address); }
void Overlay::RemoveNode(const Address& address) { Move(nodes_, no_nodes_, address); }
void Overlay::AddPod(const NoTrackPod& pod) { Move(no_pods_, pods_, pod); }
void Overlay::RemovePod(const NoTrackPod& pod) { Move(pods_, no_pods_, pod); }

bool Overlay::full() const {
  return std::max(proxies_.size(), no_proxies_.size()) > kProxyLimit ||
         std::max({nodes_.size(), no_nodes_.size(), pods_.size(), no_pods_.size()}) > kLimit;
}

void Overlay::ApplyTo(NodeState& node) const {
  std::erase_if(node.proxies, [&](const Proxy& proxy) { return Holds(no_proxies_, proxy.name); });
  for (const Proxy& proxy : proxies_) {
    const auto known = std::ranges::find(node.proxies, proxy.name, &Proxy::name);
    if (known != node.proxies.end()) {
      *known = proxy;
    } else {
      node.proxies.push_back(proxy);
    }
  }
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    std::vector<Address>& addresses = node.of(family).node_addresses;
    std::erase_if(addresses, [&](const Address& address) { return Holds(no_nodes_, address); });
    for (const Address& address : nodes_) {
      if (address.family() == family && !Holds(addresses, address)) addresses.push_back(address);
    }
  }
  std::erase_if(node.no_track_pods, [&](const NoTrackPod& pod) { return Holds(no_pods_, pod); });
  for (const NoTrackPod& pod : pods_) {
    if (!Holds(node.no_track_pods, pod)) node.no_track_pods.push_back(pod);
  }
}

Json Overlay::ToJson() const {
  json_t* proxies = json_array();
  for (const Proxy& proxy : proxies_) {
    json_array_append_new(proxies,
                          json_pack("{s:o, s:i, s:o}", "name", JsonText(proxy.name), "port",
                                    static_cast<int>(proxy.port), "kind", JsonText(proxy.kind)));
  }
  json_t* no_proxies = json_array();
  for (const std::string& name : no_proxies_) json_array_append_new(no_proxies, JsonText(name));
  return Json(json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "proxies", proxies, "removed-proxies",
                        no_proxies, "nodes", ListOf(nodes_), "removed-nodes", ListOf(no_nodes_),
                        "no-track-pods", ListOf(pods_), "removed-no-track-pods", ListOf(no_pods_)));
}

Overlay Overlay::FromJson(const json_t* root) {
  Overlay overlay;
  ForEach(root, "proxies", [&](const json_t* value) {
    const char* name = json_string_value(json_object_get(value, "name"));
    const char* kind = json_string_value(json_object_get(value, "kind"));
    const json_int_t port = json_integer_value(json_object_get(value, "port"));
    if (name == nullptr || port <= 0 || port > 0xffff) return;
    overlay.SetProxy({name, static_cast<std::uint16_t>(port), kind != nullptr ? kind : ""});
  });
  ForEach(root, "removed-proxies", [&](const json_t* value) {
    if (json_is_string(value)) overlay.RemoveProxy(json_string_value(value));
  });
  ReadAddresses(root, "nodes", overlay.nodes_);
  ReadAddresses(root, "removed-nodes", overlay.no_nodes_);
  ReadPods(root, "no-track-pods", overlay.pods_);
  ReadPods(root, "removed-no-track-pods", overlay.no_pods_);
  return overlay;
}

Overlay Overlay::Load(const std::string& path) {
  json_error_t error;
  const Json root(json_load_file(path.c_str(), 0, &error));
  return FromJson(root.get());
}

Result<void> Overlay::Save(const std::string& path) const {
  const std::string next = path + ".new";
  const std::unique_ptr<char, decltype(&std::free)> text(json_dumps(ToJson().get(), JSON_COMPACT),
                                                         &std::free);
  const int file = open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const std::string_view bytes = text ? text.get() : "";
  const bool written =
      file >= 0 && write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  const int failed = errno;
  if (file >= 0) close(file);
  if (written && rename(next.c_str(), path.c_str()) == 0) return {};
  return std::unexpected(netlink::SystemError(written ? errno : failed, "cannot write " + path));
}

}  // namespace cnft::agent
