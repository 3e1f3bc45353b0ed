// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel holds of a match or target, said again in the words of iptables-save.
#include "translator/xt_reader.h"

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

template <typename Module>
bool Describe(std::span<const Module* const> modules, std::string_view name, std::uint32_t revision,
              std::span<const std::byte> info, const XtContext& context, std::string& out) {
  const auto module =
      std::ranges::find(modules, name, [](const Module* known) { return known->extension.name; });
  if (module == modules.end()) return false;
  const auto& readers = (*module)->readers;
  const std::uint8_t family =
      context.family == Family::kIpv4 ? iptables::kIpv4Only : iptables::kIpv6Only;
  const auto reader = std::ranges::find_if(readers, [&](const XtReader& known) {
    return known.revision == revision && (known.families & family) != 0;
  });
  if (reader == readers.end() || info.size() < reader->size) return false;
  XtWords words(context);
  words.Rename((*module)->extension.name);
  if (!reader->read(info.data(), words) || words.failed()) return false;
  out += words.name();
  out += words.text();
  return true;
}

}  // namespace

Address XtWords::AddressAt(const void* bytes) const {
  Address address;
  address.length = AddressLength(context_.family);
  std::memcpy(address.bytes.data(), bytes, address.length);
  return address;
}

std::optional<std::string> XtWords::SetName(std::uint16_t index) const {
  return context_.set_name ? context_.set_name(index) : std::nullopt;
}

void XtWords::Flag(std::string_view option, bool negated) {
  text_ += negated ? " ! --" : " --";
  text_ += option;
}

void XtWords::Add(bool negated, const iptables::OptionSpec& option, const iptables::Value& value) {
  Flag(option.name, negated);
  text_ += ' ';
  option.argument->print(value, text_);
}

void XtWords::Quote(bool negated, std::string_view option, std::string_view value) {
  // Such a line would end early, and its rest be taken for a rule.
  if (value.find_first_of("\n\r") != std::string_view::npos) failed_ = true;
  Flag(option, negated);
  text_ += ' ';
  iptables::AppendQuoted(value, text_);
}

void XtWords::Network(bool negated, std::string_view option, const Address& address,
                      const Address& mask) {
  const auto length = PrefixLength(mask);
  Say(negated, option, "{}/{}", Print(address), length ? std::to_string(*length) : Print(mask));
}

void XtWords::Range(bool negated, std::string_view option, std::uint64_t low, std::uint64_t high) {
  if (low == high) return Say(negated, option, "{}", low);
  Say(negated, option, "{}:{}", low, high);
}

std::string NameUnder(std::string_view name, std::span<const unsigned char> mask) {
  const auto covered = static_cast<std::size_t>(std::ranges::find(mask, 0) - mask.begin());
  std::string shown(name.substr(0, covered));
  if (covered <= name.size()) shown += '+';
  return shown;
}

bool DescribeXt(XtKind kind, std::string_view name, std::uint32_t revision,
                std::span<const std::byte> info, const XtContext& context, std::string& out) {
  return kind == XtKind::kMatch ? Describe(AllMatches(), name, revision, info, context, out)
                                : Describe(AllTargets(), name, revision, info, context, out);
}

}  // namespace cnft::translator
