// SPDX-License-Identifier: GPL-2.0-or-later
// Writes what the fuzzers begin with: the cases of the tests, generated nodes, and the netlink
// messages they become.
#include <fmt/core.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include <filesystem>
#include <fstream>

#include "api/ruleset_input.h"
#include "bench/generate/node.h"
#include "nft/netlink/encode.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/case_file.h"

namespace cnft::fuzz {
namespace {

class SeedWriter {
 public:
  explicit SeedWriter(std::filesystem::path directory) : directory_(std::move(directory)) {
    for (const char* name : {"rules", "ipset", "netlink"}) {
      std::filesystem::create_directories(directory_ / name);
    }
  }

  void AddRules(Family family, const translator::TranslateOptions& options,
                const std::string& rules, const std::string& ipset) {
    std::uint8_t flags = 0;
    if (family == Family::kIpv6) flags |= kFlagIpv6;
    if (options.allow_xt) flags |= kFlagAllowXt;
    Write("rules", fmt::format("{}{}{}{}", static_cast<char>(flags), rules,
                               ipset.empty() ? "" : std::string(1, kSetsFollow), ipset));
    if (!ipset.empty()) Write("ipset", ipset);
    AddMessages(family, options, rules, ipset);
  }

 private:
  void Write(const char* fuzzer, const std::string& seed) {
    std::ofstream file(directory_ / fuzzer / fmt::format("{}", count_++), std::ios::binary);
    file << seed;
  }

  // The messages of the translation, one by one.
  void AddMessages(Family family, const translator::TranslateOptions& options,
                   const std::string& rules, const std::string& ipset) {
    RulesetInput input = ReadInput(
        {{InputKind::kIpset, "sets", ipset},
         {family == Family::kIpv4 ? InputKind::kIpv4 : InputKind::kIpv6, "rules", rules}});
    netlink::Batch batch;
    TransactionSink sink(batch);
    TranslateFamily(input, family, options, sink);
    if (input.diagnostics.errors() > 0) return;
    std::string set;
    for (std::uint32_t i = 1; i <= batch.messages(); ++i) {
      const std::string_view message = batch.message(i);
      const auto* header = reinterpret_cast<const nlmsghdr*>(message.data());
      const std::string payload(message.substr(NLMSG_HDRLEN + sizeof(nfgenmsg)));
      const auto kind = KindOf(header->nlmsg_type & 0xff);
      if (!kind) continue;
      if (*kind == MessageKind::kSet) set = payload;
      std::string seed(1, static_cast<char>(static_cast<unsigned>(*kind) |
                                            (family == Family::kIpv6 ? 0x80U : 0U)));
      if (*kind == MessageKind::kElements) {
        seed += static_cast<char>(set.size() >> 8 & 0xff);
        seed += static_cast<char>(set.size() & 0xff);
        seed += set;
      }
      Write("netlink", seed + payload);
    }
  }

  static std::optional<MessageKind> KindOf(int message) {
    switch (message) {
      case NFT_MSG_NEWTABLE:
        return MessageKind::kTable;
      case NFT_MSG_NEWCHAIN:
        return MessageKind::kChain;
      case NFT_MSG_NEWSET:
        return MessageKind::kSet;
      case NFT_MSG_NEWSETELEM:
        return MessageKind::kElements;
      case NFT_MSG_NEWOBJ:
        return MessageKind::kObject;
      case NFT_MSG_NEWRULE:
        return MessageKind::kRule;
      default:
        return std::nullopt;
    }
  }

  std::filesystem::path directory_;
  std::size_t count_ = 0;
};

void WriteSeeds(const std::string& directory) {
  SeedWriter writer(directory);
  for (const test::CaseFile& file : test::AllCaseFiles()) {
    for (const test::Case& test_case : file.cases) {
      writer.AddRules(test_case.family, test_case.options, test_case.RulesetText(),
                      test_case.ipset);
    }
  }
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    for (const generate::ProxyMode proxy :
         {generate::ProxyMode::kIptables, generate::ProxyMode::kIpvs}) {
      for (const generate::Format format : {generate::Format::kSave, generate::Format::kRestore}) {
        const auto node = generate::GenerateNode({.family = family,
                                                  .proxy = proxy,
                                                  .cilium = generate::CiliumMode::kTunnel,
                                                  .format = format,
                                                  .services = 3,
                                                  .affinity = 0.5});
        writer.AddRules(family, {}, node.rules, node.ipset);
      }
    }
  }
}

}  // namespace
}  // namespace cnft::fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: {} DIRECTORY\n", argv[0]);
    return 2;
  }
  cnft::fuzz::WriteSeeds(argv[1]);
  return 0;
}
