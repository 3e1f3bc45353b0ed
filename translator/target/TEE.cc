// SPDX-License-Identifier: GPL-2.0-or-later
// -j TEE: sends a copy of the packet to a neighbour (net/netfilter/xt_TEE.c).
#include <netinet/in.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/xt_TEE.h>

#include <algorithm>

#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kGatewayArgument = {
    .placeholder = "address",
    .parse =
        [](const iptables::ArgumentInput& input, iptables::Value& value) {
          const auto address = ParseAddress(input.text(), input.family);
          if (!address || address->zero()) {
            return input.Fail(fmt::format("'{}' is not the address of a neighbour", input.text()));
          }
          value = AddressRange{*address, *address};
          return true;
        },
    .print = [](const iptables::Value& value,
                std::string& out) { out += cnft::Print(std::get<AddressRange>(value).low); },
};

enum { kGateway, kOif };

constexpr OptionSpec kOptions[] = {
    {.name = "gateway", .argument = &kGatewayArgument, .required = true},
    {.name = "oif", .argument = &iptables::kInterfaceArgument},
};

constexpr Limitation kLimitations[] = {
    {.option = "--oif",
     .reason = "nf_tables names the device of a copy by the number it has now, not by its name",
     .way_out = "route the neighbour over that device and leave --oif out"},
};

Action Lower(const Use& use, LowerContext& context) {
  if (const Option* oif = use.Find(kOif)) context.Refuse(kLimitations[0], oif->span);
  return Action::Do({nftables::Duplicate{use.Find(kGateway)->addresses().low}});
}

std::optional<XtInfo> Xt(const Use& use, LowerContext&) {
  xt_tee_tginfo info{};
  const Address& gateway = use.Find(kGateway)->addresses().low;
  std::memcpy(&info.gw, gateway.bytes.data(), gateway.length);
  if (const Option* oif = use.Find(kOif)) std::ranges::copy(oif->text(), info.oif);
  return MakeXtInfo("TEE", 1, info);
}

bool Read(const xt_tee_tginfo& info, XtWords& words) {
  words.Say(false, "gateway", "{}", Print(words.AddressAt(&info.gw)));
  if (info.oif[0] != 0) words.Quote(false, "oif", TextOf(info.oif));
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(1)};

}  // namespace

extern const TargetModule target_TEE = {
    .extension = {.name = "TEE", .options = kOptions},
    .summary = "sends a copy of the packet to a neighbour",
    .limitations = kLimitations,
    .lower = Lower,
    .xt = Xt,
    .readers = kReaders,
};

}  // namespace cnft::translator
