// SPDX-License-Identifier: GPL-2.0-or-later
// Cilium's configuration and a node's state, as files hold them.
#include "api/cilium_input.h"

#include <netinet/in.h>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "ruleset/iptables/values.h"

namespace cnft {
namespace {

using cilium::NodeState;
using cilium::Problem;
using cilium::Setting;
using YAML::Node;

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

// What YAML takes a plain word for, other than text.
bool IsBool(std::string_view text) {
  return text == "true" || text == "false" || text == "True" || text == "False" || text == "TRUE" ||
         text == "FALSE";
}
bool IsNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// Reads a node's file field by field; what is wrong is said with its place. A field that is null is
// one that nobody knows.
class NodeReader {
 public:
  NodeReader(std::string name, NodeState& node, std::vector<Problem>& problems)
      : name_(std::move(name)), node_(node), problems_(problems) {}

  void Read(const Node& root) {
    static const std::vector<Field> kFields = {
        {"ipv4", [](NodeReader& r, const Node& n) { r.ReadFamily(n, Family::kIpv4); }},
        {"ipv6", [](NodeReader& r, const Node& n) { r.ReadFamily(n, Family::kIpv6); }},
        {"devices", [](NodeReader& r, const Node& n) { r.ReadList(n, r.node_.devices, &R::Text); }},
        {"default-route-device",
         [](NodeReader& r, const Node& n) { r.node_.default_route_device = r.Text(n); }},
        {"proxies",
         [](NodeReader& r, const Node& n) { r.ReadList(n, r.node_.proxies, &R::ReadProxy); }},
        {"no-track-pods",
         [](NodeReader& r, const Node& n) { r.ReadList(n, r.node_.no_track_pods, &R::ReadPod); }},
        {"host-ports",
         [](NodeReader& r, const Node& n) { r.ReadList(n, r.node_.host_ports, &R::ReadHostPort); }},
        {"marks",
         [](NodeReader& r, const Node& n) { r.ReadList(n, r.node_.other_marks, &R::ReadMark); }},
        {"route-mtu", [](NodeReader& r, const Node& n) { r.node_.route_mtu = r.ReadMtu(n); }},
        {"socket-match",
         [](NodeReader& r, const Node& n) {
           r.node_.socket_match = r.Bool(n).value_or(NodeState().socket_match);
         }},
    };
    ReadFields(root, kFields);
  }

 private:
  using R = NodeReader;
  struct Field {
    std::string_view name;
    void (*read)(NodeReader& reader, const Node& node);
  };

  void Fail(const Node& node, std::string message, std::string hint = {}) {
    problems_.push_back(
        {Severity::kError, Place(name_, node.Mark()), std::move(message), std::move(hint)});
  }

  // ---- Shapes -----------------------------------------------------------------------------------

  void ReadFields(const Node& map, const std::vector<Field>& fields) {
    if (!map.IsMap()) {
      Fail(map, "names and values are expected here");
      return;
    }
    for (const auto& entry : map) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      const auto known = std::ranges::find(fields, key, &Field::name);
      if (known != fields.end()) {
        known->read(*this, entry.second);
        continue;
      }
      std::vector<std::string_view> names;
      std::ranges::transform(fields, std::back_inserter(names), &Field::name);
      Fail(entry.first, fmt::format("'{}' is not known here", key),
           fmt::format("known are {}", fmt::join(names, ", ")));
    }
  }

  void Require(const Node& map, std::initializer_list<const char*> names) {
    if (!map.IsMap()) return;  // said by ReadFields
    for (const char* name : names) {
      if (!map[name] || map[name].IsNull()) Fail(map, fmt::format("'{}' is missing here", name));
    }
  }

  // The elements that can be read, in place of what the list was.
  template <typename T>
  void ReadList(const Node& list, std::vector<T>& out,
                std::optional<T> (NodeReader::*read)(const Node&)) {
    out.clear();
    if (list.IsNull()) return;
    if (!list.IsSequence()) {
      Fail(list, "a list is expected here");
      return;
    }
    for (const Node& item : list) {
      if (item.IsNull()) {
        Fail(item, "something is expected here");
      } else if (auto value = (this->*read)(item)) {
        out.push_back(std::move(*value));
      }
    }
  }

  // ---- Values: nothing for null, and for what is wrong ------------------------------------------

  // A plain word or a quoted one, of which YAML takes the plain ones for numbers and the like.
  std::optional<std::string> Word(const Node& node, bool plain) {
    if (node.IsNull()) return std::nullopt;
    if (!node.IsScalar()) {
      Fail(node, "one value is expected here");
      return std::nullopt;
    }
    const std::string& text = node.Scalar();
    const bool is_plain = node.Tag() == "?" && (IsBool(text) || IsNumber(text));
    if (is_plain != plain) {
      Fail(node, fmt::format("'{}' is {}text", text, plain ? "" : "no "),
           plain ? "a number, true or false is expected here" : "put it in quotes");
      return std::nullopt;
    }
    return text;
  }

  std::optional<std::string> Text(const Node& node) {
    auto text = Word(node, false);
    if (!text || !text->empty()) return text;
    Fail(node, "text is expected here, not nothing");
    return std::nullopt;
  }

  std::optional<bool> Bool(const Node& node) {
    const auto text = Word(node, true);
    if (!text) return std::nullopt;
    if (!IsBool(*text)) Fail(node, fmt::format("'{}' is neither true nor false", *text));
    return text->front() == 't' || text->front() == 'T';
  }

  std::optional<std::uint16_t> ReadNumber(const Node& node, std::uint16_t low,
                                          std::string_view what) {
    const auto text = Word(node, true);
    if (!text) return std::nullopt;
    const auto number = iptables::ParseNumber(*text, 0xffff);
    if (number && *number >= low) return static_cast<std::uint16_t>(*number);
    Fail(node, fmt::format("'{}' is no {}, {} to 65535", *text, what, low));
    return std::nullopt;
  }

  std::optional<std::uint16_t> ReadPort(const Node& node) { return ReadNumber(node, 1, "port"); }

  std::optional<std::uint32_t> ReadMtu(const Node& node) {
    constexpr std::uint16_t kLeast = 68;  // of IPv4
    return ReadNumber(node, kLeast, "MTU");
  }

  static int Number(Family family) { return family == Family::kIpv4 ? 4 : 6; }

  std::optional<Address> ReadAddressOf(const Node& node, Family family) {
    const auto text = Text(node);
    if (!text) return std::nullopt;
    auto address = ParseAddress(*text, family);
    if (!address) Fail(node, fmt::format("'{}' is no IPv{} address", *text, Number(family)));
    return address;
  }

  // Of the family that is being read.
  std::optional<Address> ReadAddress(const Node& node) { return ReadAddressOf(node, family_); }

  // Of the family that it looks like.
  std::optional<Address> ReadAnyAddress(const Node& node) {
    const bool ipv6 = node.IsScalar() && node.Scalar().find(':') != std::string::npos;
    return ReadAddressOf(node, ipv6 ? Family::kIpv6 : Family::kIpv4);
  }

  std::optional<AddressMask> ReadNetwork(const Node& node) {
    const auto text = Text(node);
    if (!text) return std::nullopt;
    const auto [address, length] = iptables::SplitAt(*text, '/');
    auto network = iptables::ParseAddressMask(*text, family_);
    if (!ParseAddress(address, family_) || (length && !iptables::ParseNumber(*length, 128))) {
      network.reset();
    }
    if (!network) Fail(node, fmt::format("'{}' is no IPv{} network", *text, Number(family_)));
    return network;
  }

  // "443/tcp"
  std::optional<cilium::HostPort> ReadHostPort(const Node& item) {
    const auto text = Text(item);
    if (!text) return std::nullopt;
    const auto [port, protocol] = iptables::SplitAt(*text, '/');
    const auto number = iptables::ParseNumber(port, 0xffff);
    const std::string_view name = protocol.value_or("");
    if (!number || *number == 0 || (name != "tcp" && name != "udp")) {
      Fail(item, fmt::format("'{}' is no port and protocol, such as 443/tcp", *text));
      return std::nullopt;
    }
    return cilium::HostPort{static_cast<std::uint16_t>(*number),
                            static_cast<std::uint8_t>(name == "tcp" ? IPPROTO_TCP : IPPROTO_UDP)};
  }

  // ---- Parts ------------------------------------------------------------------------------------

  cilium::FamilyState& state() { return node_.of(family_); }

  void ReadFamily(const Node& map, Family family) {
    static const std::vector<Field> kFields = {
        {"pod-cidr", [](NodeReader& r, const Node& n) { r.state().pod_cidr = r.ReadNetwork(n); }},
        {"cilium-internal-ip",
         [](NodeReader& r, const Node& n) { r.state().cilium_internal_ip = r.ReadAddress(n); }},
        {"native-routing-cidr",
         [](NodeReader& r, const Node& n) { r.state().native_routing_cidr = r.ReadNetwork(n); }},
        {"routes",
         [](NodeReader& r, const Node& n) { r.ReadList(n, r.state().routes, &R::ReadRoute); }},
        {"cilium-net-address",
         [](NodeReader& r, const Node& n) { r.state().cilium_net_address = r.ReadAddress(n); }},
        {"node-addresses",
         [](NodeReader& r, const Node& n) {
           r.ReadList(n, r.state().node_addresses, &R::ReadAddress);
         }},
    };
    family_ = family;
    if (map.IsNull()) {
      state() = {};
    } else {
      ReadFields(map, kFields);
    }
  }

  std::optional<cilium::Route> ReadRoute(const Node& map) {
    static const std::vector<Field> kFields = {
        {"destination",
         [](NodeReader& r, const Node& n) {
           if (n.IsScalar() && n.Scalar() == "default") return;
           if (const auto network = r.ReadNetwork(n)) r.route_.destination = *network;
         }},
        {"source", [](NodeReader& r, const Node& n) { r.route_.source = r.ReadAddress(n); }},
        {"device", [](NodeReader& r, const Node& n) { r.route_.device = r.Text(n).value_or(""); }},
    };
    const Address none{.length = AddressLength(family_)};
    route_ = {.destination = {none, none}, .source = std::nullopt, .device = ""};
    Require(map, {"destination"});
    ReadFields(map, kFields);
    return route_;
  }

  std::optional<cilium::Proxy> ReadProxy(const Node& map) {
    static const std::vector<Field> kFields = {
        {"name", [](NodeReader& r, const Node& n) { r.proxy_.name = r.Text(n).value_or(""); }},
        {"port", [](NodeReader& r, const Node& n) { r.proxy_.port = r.ReadPort(n).value_or(0); }},
        {"kind", [](NodeReader& r, const Node& n) { r.proxy_.kind = r.Text(n).value_or(""); }},
    };
    proxy_ = {};
    Require(map, {"name", "port"});
    ReadFields(map, kFields);
    return proxy_;
  }

  std::optional<cilium::NoTrackPod> ReadPod(const Node& map) {
    static const std::vector<Field> kFields = {
        {"addresses",
         [](NodeReader& r, const Node& n) { r.ReadList(n, r.pod_.addresses, &R::ReadAnyAddress); }},
        {"port", [](NodeReader& r, const Node& n) { r.pod_.port = r.ReadPort(n).value_or(0); }},
    };
    pod_ = {};
    Require(map, {"addresses", "port"});
    ReadFields(map, kFields);
    return pod_;
  }

  // "0x21/0xff"
  std::optional<iptables::Masked> ReadMasked(const Node& node) {
    const auto text = Text(node);
    if (!text) return std::nullopt;
    auto mark = iptables::ParseMasked(*text);
    if (!mark) Fail(node, fmt::format("'{}' is no mark, such as 0x21/0xff", *text));
    return mark;
  }

  std::optional<cilium::OtherMark> ReadMark(const Node& map) {
    static const std::vector<Field> kFields = {
        {"mark",
         [](NodeReader& r, const Node& n) {
           if (const auto mark = r.ReadMasked(n)) {
             r.mark_.value = mark->value;
             r.mark_.mask = mark->mask;
           }
         }},
        {"user", [](NodeReader& r, const Node& n) { r.mark_.user = r.Text(n).value_or(""); }},
    };
    mark_ = {};
    Require(map, {"mark", "user"});
    ReadFields(map, kFields);
    return mark_;
  }

  std::string name_;
  NodeState& node_;
  std::vector<Problem>& problems_;
  // What is being read.
  Family family_ = Family::kIpv4;
  cilium::Route route_;
  cilium::Proxy proxy_;
  cilium::NoTrackPod pod_;
  cilium::OtherMark mark_;
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
  settings.reserve(files.size());
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
