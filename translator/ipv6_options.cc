// SPDX-License-Identifier: GPL-2.0-or-later
// The IPv6 hop-by-hop and destination options headers.
#include "translator/ipv6_options.h"

#include <fmt/core.h>
#include <linux/netfilter_ipv6/ip6t_opts.h>

#include "translator/ipv6_extension.h"
#include "translator/short_header.h"

namespace cnft::translator {
namespace {

// Any length of an option.
constexpr std::uint64_t kAnyLength = 0xff;
// An option of one byte, which has no length.
constexpr std::uint64_t kPad1 = 0;

}  // namespace

const iptables::ArgumentType kIpv6OptionsArgument = {
    .placeholder = "type[:length][,type[:length]]…",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          auto& options = value.emplace<std::vector<iptables::Range>>();
          for (const std::string_view part : iptables::SplitList(input.text())) {
            const auto [type_text, length_text] = iptables::SplitAt(part, ':');
            const auto type = iptables::ParseNumber(type_text, 0xff);
            const auto length =
                length_text ? iptables::ParseNumber(*length_text, 0xff) : kAnyLength;
            if (!type || !length) {
              return input.Fail(
                  fmt::format("'{}' is not the type of an option, or type:length", part));
            }
            if (*type == kPad1 && length_text) {
              return input.Fail("option 0 is a single byte and has no length");
            }
            options.push_back({*type, *length});
          }
          if (options.size() > IP6T_OPTS_OPTSNR) {
            return input.Fail(fmt::format("lists more than {} options", IP6T_OPTS_OPTSNR));
          }
          return true;
        },
    .print =
        [](const iptables::Value& value, std::string& out) {
          const char* separator = "";
          for (const auto& [type, length] : std::get<std::vector<iptables::Range>>(value)) {
            out += fmt::format("{}{}", separator, type);
            if (length != kAnyLength) out += fmt::format(":{}", length);
            separator = ",";
          }
        },
};

std::vector<Step> LowerIpv6Options(const Use& use, LowerContext& context, std::uint8_t type,
                                   const Limitation& limitation) {
  if (const Option* list = use.Find(kIpv6OptionsList)) context.Refuse(limitation, list->span);
  std::vector<Step> steps;
  DropBrokenExtension(type, 2, steps);
  std::vector<Formula> parts;
  if (const Option* length = use.Find(kIpv6OptionsLength)) {
    parts.push_back(ExtensionLengthIs(type, *length));
  }
  steps.emplace_back(OfExtension(type, std::move(parts)));
  return steps;
}

std::optional<XtInfo> Ipv6OptionsXt(const Use& use) {
  ip6t_opts info{};
  if (const Option* length = use.Find(kIpv6OptionsLength)) {
    info.hdrlen = static_cast<std::uint32_t>(length->number());
    info.flags = IP6T_OPTS_LEN;
    if (length->negated) info.invflags = IP6T_OPTS_INV_LEN;
  }
  if (const Option* list = use.Find(kIpv6OptionsList)) {
    info.flags = static_cast<std::uint8_t>(info.flags | IP6T_OPTS_OPTS);
    for (const auto& [type, length] : list->ranges()) {
      info.opts[info.optsnr++] = static_cast<std::uint16_t>(type << 8U | length);
    }
  }
  return MakeXtInfo(use.extension->name, 0, info);
}

bool ReadIpv6Options(const ip6t_opts& info, std::span<const OptionSpec> options, XtWords& words) {
  if (info.optsnr > std::size(info.opts)) return false;
  if ((info.flags & IP6T_OPTS_LEN) != 0) {
    words.Say((info.invflags & IP6T_OPTS_INV_LEN) != 0, options[kIpv6OptionsLength].name, "{}",
              info.hdrlen);
  }
  if ((info.flags & IP6T_OPTS_OPTS) == 0) return true;
  std::vector<iptables::Range> list;
  for (const std::uint64_t option : std::span(info.opts).first(info.optsnr)) {
    list.push_back({option >> 8U, option & 0xffU});
  }
  words.Add(false, options[kIpv6OptionsList], list);
  return true;
}

}  // namespace cnft::translator
