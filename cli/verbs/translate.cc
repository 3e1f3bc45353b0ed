// SPDX-License-Identifier: GPL-2.0-or-later
// cnft translate: the native form of the rules, without looking at the kernel.
#include <fmt/core.h>

#include "cli/prepare.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "nft/json/write.h"
#include "nft/netlink/dump.h"
#include "nft/netlink/encode.h"
#include "nft/text/print.h"
#include "nft/transaction.h"

namespace cnft::cli {
namespace {

void TranslateInto(const Options& options, RulesetInput& input, nftables::Sink& sink) {
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    TranslateFamily(input, family, options.translate, sink);
  }
}

std::string Netlink(const Options& options, RulesetInput& input) {
  netlink::Batch batch;
  TransactionSink sink(batch);
  TranslateInto(options, input, sink);
  return netlink::DumpMessages(batch.Messages());
}

std::string Nft(const nftables::Ruleset& ruleset) {
  std::string text;
  std::size_t unsayable = 0;
  for (const nftables::Table& table : ruleset.tables) text += text::Print(table, {}, &unsayable);
  if (unsayable != 0) {
    fmt::print(stderr, "cnft: {} in brackets: nft has no words for them and will not load this\n",
               Plural(unsayable, "place"));
  }
  return text;
}

std::string JsonText(const nftables::Ruleset& ruleset) {
  json::Unsayable unsayable;
  const json::Json commands = json::WriteCommands(ruleset, unsayable);
  for (const std::string& what : unsayable) {
    fmt::print(stderr, "cnft: null stands for what the JSON of libnftables cannot say: {}\n", what);
  }
  return json::Dump(commands, JSON_INDENT(2)) + "\n";
}

}  // namespace

int Translate(const Options& options) {
  Progress progress(options);
  auto prepared = Prepare(options, progress);
  if (!prepared) return prepared.error();
  RulesetInput& input = prepared->input;
  std::string text;
  if (options.translate_to == "netlink") {
    text = Netlink(options, input);
  } else {
    nftables::Collector collector;
    TranslateInto(options, input, collector);
    if (input.diagnostics.errors() == 0) {
      const nftables::Ruleset ruleset = collector.Take();
      text = options.translate_to == "json" ? JsonText(ruleset) : Nft(ruleset);
    }
  }
  progress.Finish();
  if (const int code = Report(options, input.diagnostics, input.sources); code != kDone) {
    return code;
  }
  fmt::print("{}", text);
  return kDone;
}

}  // namespace cnft::cli
