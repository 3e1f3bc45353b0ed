// SPDX-License-Identifier: GPL-2.0-or-later
// -m osf: the sender's operating system, guessed from its TCP SYN (net/netfilter/xt_osf.c).
#include <netinet/in.h>

#include <linux/netfilter/nfnetlink_osf.h>

#include "ruleset/iptables/lexer.h"
#include "ruleset/iptables/values.h"
#include "translator/module.h"

namespace cnft::translator {
namespace {

constexpr iptables::ArgumentType kGenreArgument = {
    .placeholder = "name",
    .parse = iptables::kTextArgument<MAXGENRELEN - 1>.parse,
    .print = [](const iptables::Value& value,
                std::string& out) { iptables::AppendWord(std::get<std::string_view>(value), out); },
};

enum { kGenre, kTtl, kLog };

constexpr OptionSpec kOptions[] = {
    {.name = "genre", .argument = &kGenreArgument, .negatable = true, .required = true},
    {.name = "ttl", .argument = &iptables::kNumberArgument<0, 2>},
    {.name = "log", .argument = &iptables::kNumberArgument<0, 2>},
};

constexpr std::uint8_t kProtocols[] = {IPPROTO_TCP};

constexpr Limitation kLimitations[] = {
    {.reason = "it depends on fingerprints loaded into the kernel, and nf_tables compares the name "
               "of the first fingerprint that fits where xtables tries all of the name",
     .way_out = "do not decide by a guess: match addresses or ports"},
};

std::vector<Step> Lower(const Use& use, LowerContext& context) {
  context.Refuse(kLimitations[0], use.Find(kGenre)->span);
  return {};
}

bool Read(const nf_osf_info& info, XtWords& words) {
  words.Quote((info.flags & NF_OSF_INVERT) != 0, "genre", TextOf(info.genre));
  if ((info.flags & NF_OSF_TTL) != 0) words.Say(false, "ttl", "{}", info.ttl);
  if ((info.flags & NF_OSF_LOG) != 0) words.Say(false, "log", "{}", info.loglevel);
  return true;
}
constexpr XtReader kReaders[] = {Reads<Read>(0)};

}  // namespace

extern const MatchModule match_osf = {
    .extension = {.name = "osf",
                  .options = kOptions,
                  .families = iptables::kIpv4Only,
                  .protocols = kProtocols},
    .summary = "the sender's operating system, guessed from its TCP SYN",
    .limitations = kLimitations,
    .lower = Lower,
    .readers = kReaders,
};

}  // namespace cnft::translator
