// SPDX-License-Identifier: GPL-2.0-or-later
// Cilium's configuration and a node's state, as files hold them.
#include "api/cilium_input.h"

#include <netinet/in.h>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <optional>

#include "ruleset/iptables/values.h"

namespace cnft {
namespace {

using cilium::NodeState;
using cilium::Problem;
using cilium::Setting;

std::string Place(const std::string& name, const YAML::Mark& mark) {
  if (mark.is_null()) return name;
  return fmt::format("{}:{}:{}", name, mark.line + 1, mark.column + 1);
}

std::optional<YAML::Node> Load(const std::string& name, const std::string& text,
                               std::vector<Problem>& problems) {
  try {
    YAML::Node node = YAML::Load(text);
    if (node.IsMap()) return node;
    problems.push_back({Severity::kError, name, "it is no mapping of names to values", ""});
  } catch (const YAML::Exception& error) {
    problems.push_back({Severity::kError, Place(name, error.mark), error.msg, "it must be YAML"});
  }
  return std::nullopt;
}

std::string_view TrimRight(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.remove_suffix(1);
  }
  return text;
}

// Reads a node's file field by field; what is wrong is said with its place.
class NodeReader {
 public:
  NodeReader(std::string name, NodeState& node, std::vector<Problem>& problems)
      : name_(std::move(name)), node_(node), problems_(problems) {}

  void Read(const YAML::Node& root) {
    static const std::vector<Field> kFields = {
        {"ipv4", [](NodeReader& r, const YAML::Node& n) { r.ReadFamily(n, Family::kIpv4); }},
        {"ipv6", [](NodeReader& r, const YAML::Node& n) { r.ReadFamily(n, Family::kIpv6); }},
        {"devices",
         [](NodeReader& r, const YAML::Node& n) {
           r.node_.devices.clear();
           r.Each(n, [&r](const YAML::Node& item) { r.node_.devices.push_back(r.Text(item)); });
         }},
        {"default-route-device",
         [](NodeReader& r, const YAML::Node& n) { r.node_.default_route_device = r.Text(n); }},
        {"proxies",
         [](NodeReader& r, const YAML::Node& n) {
           r.node_.proxies.clear();
           r.Each(n, [&r](const YAML::Node& item) { r.ReadProxy(item); });
         }},
        {"no-track-pods",
         [](NodeReader& r, const YAML::Node& n) {
           r.node_.no_track_pods.clear();
           r.Each(n, [&r](const YAML::Node& item) { r.ReadPod(item); });
         }},
        {"host-ports",
         [](NodeReader& r, const YAML::Node& n) {
           r.node_.host_ports.clear();
           r.Each(n, [&r](const YAML::Node& item) { r.ReadHostPort(item); });
         }},
        {"route-mtu",
         [](NodeReader& r, const YAML::Node& n) {
           const auto mtu = iptables::ParseNumber(r.Text(n), 0xffff);
           if (!mtu) r.Fail(n, fmt::format("'{}' is no MTU", r.Text(n)));
           if (mtu) r.node_.route_mtu = static_cast<std::uint32_t>(*mtu);
         }},
        {"socket-match",
         [](NodeReader& r, const YAML::Node& n) {
           if (const auto value = r.Bool(n)) r.node_.socket_match = *value;
         }},
    };
    ReadFields(root, kFields);
  }

 private:
  struct Field {
    std::string_view name;
    void (*read)(NodeReader& reader, const YAML::Node& node);
  };

  void Fail(const YAML::Node& node, std::string message, std::string hint = {}) {
    problems_.push_back(
        {Severity::kError, Place(name_, node.Mark()), std::move(message), std::move(hint)});
  }

  template <typename Handler>
  void Each(const YAML::Node& list, Handler handler) {
    if (!list.IsSequence()) {
      Fail(list, "a list is expected here");
      return;
    }
    for (const YAML::Node& item : list) handler(item);
  }

  void ReadFields(const YAML::Node& map, const std::vector<Field>& fields) {
    if (!map.IsMap()) {
      Fail(map, "names and values are expected here");
      return;
    }
    for (const auto& entry : map) {
      const std::string key = Text(entry.first);
      const Field* known = nullptr;
      std::vector<std::string_view> names;
      for (const Field& field : fields) {
        names.push_back(field.name);
        if (field.name == key) known = &field;
      }
      if (known == nullptr) {
        Fail(entry.first, fmt::format("'{}' is not known here", key),
             fmt::format("known are {}", fmt::join(names, ", ")));
      } else if (!entry.second.IsNull()) {
        known->read(*this, entry.second);
      }
    }
  }

  std::string Text(const YAML::Node& node) {
    if (node.IsScalar()) return node.Scalar();
    Fail(node, "one value is expected here");
    return {};
  }

  std::optional<bool> Bool(const YAML::Node& node) {
    const std::string text = Text(node);
    if (text == "true") return true;
    if (text == "false") return false;
    Fail(node, fmt::format("'{}' is neither true nor false", text));
    return std::nullopt;
  }

  std::optional<Address> ReadAddress(const YAML::Node& node, Family family) {
    auto address = ParseAddress(Text(node), family);
    if (!address) Fail(node, fmt::format("'{}' is no IPv{} address", Text(node), Number(family)));
    return address;
  }

  std::optional<AddressMask> ReadNetwork(const YAML::Node& node, Family family) {
    auto network = iptables::ParseAddressMask(Text(node), family);
    if (!network) Fail(node, fmt::format("'{}' is no IPv{} network", Text(node), Number(family)));
    return network;
  }

  std::uint16_t ReadPort(const YAML::Node& node) {
    const auto port = iptables::ParseNumber(Text(node), 0xffff);
    if (!port || *port == 0) {
      Fail(node, fmt::format("'{}' is no port, 1 to 65535", Text(node)));
      return 0;
    }
    return static_cast<std::uint16_t>(*port);
  }

  static int Number(Family family) { return family == Family::kIpv4 ? 4 : 6; }

  void ReadFamily(const YAML::Node& map, Family family) {
    static const std::vector<Field> kFields = {
        {"pod-cidr",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().pod_cidr = r.ReadNetwork(n, r.family_);
         }},
        {"cilium-internal-ip",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().cilium_internal_ip = r.ReadAddress(n, r.family_);
         }},
        {"native-routing-cidr",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().native_routing_cidr = r.ReadNetwork(n, r.family_);
         }},
        {"routes",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().routes.clear();
           r.Each(n, [&r](const YAML::Node& item) { r.ReadRoute(item); });
         }},
        {"cilium-net-address",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().cilium_net_address = r.ReadAddress(n, r.family_);
         }},
        {"node-addresses",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().node_addresses.clear();
           r.Each(n, [&r](const YAML::Node& item) {
             if (const auto address = r.ReadAddress(item, r.family_)) {
               r.current().node_addresses.push_back(*address);
             }
           });
         }},
    };
    family_ = family;
    ReadFields(map, kFields);
  }

  cilium::FamilyState& current() { return node_.of(family_); }

  void ReadRoute(const YAML::Node& map) {
    static const std::vector<Field> kFields = {
        {"destination",
         [](NodeReader& r, const YAML::Node& n) {
           const std::string text = r.Text(n);
           const auto network = text == "default"
                                    ? AddressMask{{.length = AddressLength(r.family_)},
                                                  {.length = AddressLength(r.family_)}}
                                    : r.ReadNetwork(n, r.family_);
           if (network) r.current().routes.back().destination = *network;
         }},
        {"source",
         [](NodeReader& r, const YAML::Node& n) {
           r.current().routes.back().source = r.ReadAddress(n, r.family_);
         }},
        {"device",
         [](NodeReader& r, const YAML::Node& n) { r.current().routes.back().device = r.Text(n); }},
    };
    auto& route = current().routes.emplace_back();
    route.destination.address.length = AddressLength(family_);
    route.destination.mask.length = AddressLength(family_);
    Require(map, {"destination"});
    ReadFields(map, kFields);
  }

  void ReadProxy(const YAML::Node& map) {
    static const std::vector<Field> kFields = {
        {"name",
         [](NodeReader& r, const YAML::Node& n) {
           const std::string name = r.Text(n);
           if (name.empty()) r.Fail(n, "a proxy needs a name");
           r.node_.proxies.back().name = name;
         }},
        {"port",
         [](NodeReader& r, const YAML::Node& n) { r.node_.proxies.back().port = r.ReadPort(n); }},
        {"kind",
         [](NodeReader& r, const YAML::Node& n) { r.node_.proxies.back().kind = r.Text(n); }},
    };
    node_.proxies.emplace_back();
    Require(map, {"name", "port"});
    ReadFields(map, kFields);
  }

  void ReadPod(const YAML::Node& map) {
    static const std::vector<Field> kFields = {
        {"addresses",
         [](NodeReader& r, const YAML::Node& n) {
           r.Each(n, [&r](const YAML::Node& item) {
             const std::string text = r.Text(item);
             const bool ipv6 = text.find(':') != std::string::npos;
             const auto address = r.ReadAddress(item, ipv6 ? Family::kIpv6 : Family::kIpv4);
             if (address) r.node_.no_track_pods.back().addresses.push_back(*address);
           });
         }},
        {"port", [](NodeReader& r,
                    const YAML::Node& n) { r.node_.no_track_pods.back().port = r.ReadPort(n); }},
    };
    node_.no_track_pods.emplace_back();
    Require(map, {"addresses", "port"});
    ReadFields(map, kFields);
  }

  // "443/tcp"
  void ReadHostPort(const YAML::Node& item) {
    const std::string text = Text(item);
    const auto [port, protocol] = iptables::SplitAt(text, '/');
    const auto number = iptables::ParseNumber(port, 0xffff);
    const std::string_view name = protocol.value_or("");
    if (!number || *number == 0 || (name != "tcp" && name != "udp")) {
      Fail(item, fmt::format("'{}' is no port and protocol, such as 443/tcp", text));
      return;
    }
    node_.host_ports.push_back(
        {static_cast<std::uint16_t>(*number),
         static_cast<std::uint8_t>(name == "tcp" ? IPPROTO_TCP : IPPROTO_UDP)});
  }

  void Require(const YAML::Node& map, std::initializer_list<const char*> names) {
    if (!map.IsMap()) return;  // said by ReadFields
    for (const char* name : names) {
      if (!map[name]) Fail(map, fmt::format("'{}' is missing here", name));
    }
  }

  std::string name_;
  NodeState& node_;
  std::vector<Problem>& problems_;
  Family family_ = Family::kIpv4;
};

}  // namespace

std::vector<Setting> ReadConfigMap(const std::string& name, const std::string& text,
                                   std::vector<Problem>& problems) {
  const auto root = Load(name, text, problems);
  std::vector<Setting> settings;
  if (!root) return settings;
  const YAML::Node& manifest = *root;
  const bool is_manifest = manifest["kind"] && manifest["data"];
  const YAML::Node data = is_manifest ? manifest["data"] : manifest;
  if (!data.IsMap()) {
    problems.push_back({Severity::kError, Place(name, data.Mark()),
                        "'data' is no mapping of names to values", ""});
    return settings;
  }
  for (const auto& entry : data) {
    const std::string place = Place(name, entry.first.Mark());
    if (!entry.first.IsScalar() || !(entry.second.IsScalar() || entry.second.IsNull())) {
      problems.push_back({Severity::kError, place, "a name and one value are expected here",
                          "lists are written with commas: \"a,b\""});
      continue;
    }
    const std::string value = entry.second.IsNull() ? "" : entry.second.Scalar();
    settings.push_back({entry.first.Scalar(), std::string(TrimRight(value)), place});
  }
  return settings;
}

std::vector<Setting> SettingsOfFiles(
    const std::string& directory, const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<Setting> settings;
  for (const auto& [name, text] : files) {
    settings.push_back({name, std::string(TrimRight(text)), fmt::format("{}/{}", directory, name)});
  }
  return settings;
}

void ReadNode(const std::string& name, const std::string& text, NodeState& node,
              std::vector<Problem>& problems) {
  if (const auto root = Load(name, text, problems)) NodeReader(name, node, problems).Read(*root);
}

}  // namespace cnft
