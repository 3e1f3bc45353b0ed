// SPDX-License-Identifier: GPL-2.0-or-later
// Sets as `ipset save` prints them (lib/print.c of ipset).
#include "ruleset/ipset/printer.h"

#include <netinet/in.h>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "ruleset/ipset/icmp.h"
#include "ruleset/iptables/values.h"

namespace cnft::ipset {
namespace {

void AppendNetwork(const Address& address, std::uint8_t prefix, std::string& out) {
  out += Print(address);
  if (prefix != address.length * 8U) fmt::format_to(std::back_inserter(out), "/{}", prefix);
}

void AppendPort(const Element& element, const Set& set, std::string& out) {
  if (set.type == Type::kBitmapPort) {
    out += fmt::to_string(element.port);
    return;
  }
  out +=
      element.protocol == IPPROTO_ICMPV6 ? "ipv6-icmp" : iptables::ProtocolName(element.protocol);
  out += ':';
  const bool icmp = element.protocol == IPPROTO_ICMP;
  if (!icmp && element.protocol != IPPROTO_ICMPV6) {
    out += fmt::to_string(element.port);
    return;
  }
  const std::string_view name = icmp ? IcmpName(element.port) : Icmpv6Name(element.port);
  if (name.empty()) {
    fmt::format_to(std::back_inserter(out), "{}/{}", element.port >> 8, element.port & 0xff);
  } else {
    out += name;
  }
}

}  // namespace

std::string PrintKey(const Element& element, const Set& set) {
  std::string out;
  const auto& dimensions = set.info().dimensions;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    if (i > 0) out += ',';
    switch (dimensions[i]) {
      case Dimension::kAddress:
        out += Print(i == 0 ? element.address : element.address2);
        break;
      case Dimension::kNetwork:
        AppendNetwork(i == 0 ? element.address : element.address2,
                      i == 0 ? element.prefix : element.prefix2, out);
        break;
      case Dimension::kPort:
        AppendPort(element, set, out);
        break;
      case Dimension::kInterface:
        if (element.physdev) out += "physdev:";
        out += element.name;
        break;
      case Dimension::kSet:
        out += element.name;
        break;
    }
  }
  return out;
}

std::string PrintCreate(const Set& set, bool internals) {
  std::string out = fmt::format("create {} {}", set.name, set.info().name);
  const auto add = [&out](std::string_view format, const auto&... values) {
    out += ' ';
    fmt::vformat_to(std::back_inserter(out), format, fmt::make_format_args(values...));
  };
  if (set.info().hash()) {
    add("family {}", std::string_view(set.family == Family::kIpv6 ? "inet6" : "inet"));
    if (internals) add("hashsize {}", set.hashsize);
    add("maxelem {}", set.maxelem);
  }
  if (set.type == Type::kBitmapIp) {
    add("range {}-{}", Print(set.addresses.low), Print(set.addresses.high));
  }
  if (set.type == Type::kBitmapPort) add("range {}-{}", set.first_port, set.last_port);
  if (set.info().list()) add("size {}", set.size);
  if (set.netmask && set.Mask()) add("netmask {}", unsigned{*set.netmask});
  if (set.bitmask) add("bitmask {}", Print(*set.bitmask));
  if (set.timeout) add("timeout {}", *set.timeout);
  if (set.counters) add("counters");
  if (set.comment) add("comment");
  if (set.forceadd) add("forceadd");
  if (set.skbinfo) add("skbinfo");
  if (internals && set.bucketsize) add("bucketsize {}", unsigned{*set.bucketsize});
  if (internals && set.initval) add("initval 0x{:08x}", *set.initval);
  return out;
}

std::string PrintAdd(const Element& element, const Set& set) {
  std::string out = fmt::format("add {} {}", set.name, PrintKey(element, set));
  const auto sink = std::back_inserter(out);
  if (set.timeout) fmt::format_to(sink, " timeout {}", element.timeout.value_or(*set.timeout));
  if (set.counters) fmt::format_to(sink, " packets {} bytes {}", element.packets, element.bytes);
  if (!element.comment.empty()) fmt::format_to(sink, " comment \"{}\"", element.comment);
  if (element.skbinfo) {
    const SkbInfo& info = *element.skbinfo;
    if (info.mark != 0 || info.mark_mask != 0) {
      fmt::format_to(sink, " skbmark 0x{:x}", info.mark);
      if (info.mark_mask != 0xffffffff) fmt::format_to(sink, "/0x{:x}", info.mark_mask);
    }
    if (info.priority != 0) {
      fmt::format_to(sink, " skbprio {:x}:{:x}", info.priority >> 16, info.priority & 0xffff);
    }
    if (info.queue != 0) fmt::format_to(sink, " skbqueue {}", info.queue);
  }
  if (element.nomatch) out += " nomatch";
  if (element.wildcard) out += " wildcard";
  return out;
}

std::string Print(const Ruleset& ruleset) {
  std::string out;
  for (const bool lists : {false, true}) {
    for (const Set& set : ruleset.sets()) {
      if (set.info().list() != lists) continue;
      out += PrintCreate(set) + '\n';
      for (const Element& element : set.elements) out += PrintAdd(element, set) + '\n';
    }
  }
  return out;
}

}  // namespace cnft::ipset
