// SPDX-License-Identifier: GPL-2.0-or-later
// Loaded over netlink, as JSON through libnftables and as text by nft -f, every case and the
// example node become the same kernel state. What text or JSON cannot say fails to load. What nft
// lists of it, loaded again, is the same state as well.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <span>

#include "nft/diff.h"
#include "nft/libnftables/kernel.h"
#include "nft/netlink/kernel.h"
#include "nft/text/print.h"
#include "tests/support/case_file.h"
#include "tests/support/kernel_state.h"
#include "tests/support/netns.h"
#include "tests/support/translate_case.h"

namespace cnft::test {
namespace {

// What is known to be impossible, and why.
struct Loss {
  std::string_view what;  // how it begins; behind "…", what it holds
  std::string_view reason;
};

constexpr Loss kTextLosses[] = {
    {"[xt ", "nft loads no xtables expressions"},
    {"[\"\"]", "no empty strings"},
    {"[ip]", "its own word as the name of a set"},
    {"[ip6]", "its own word as the name of a set"},
    {"[icmp]", "its own word as the name of a set"},
    {"[list]", "its own word as the name of a set"},
    {"[8]", "no log level for LOGLEVEL_DEBUG and one more"},
    {"[:80]", "ports are translated only behind a test of the protocol"},
    {"[ct proto-dst]", "ports of a connection only behind a test of the protocol"},
    {"[ct original ", "ports of a connection only behind a test of the protocol"},
    {"[ct reply ", "ports of a connection only behind a test of the protocol"},
    {"[meta mark]", "a mark is no number"},
    {"[snat to 1.2.3.9-1.2.3.4]", "ranges begin with their lower end"},
    {"[2147483647999999999 ns]", "times are whole seconds"},
    {"[1798761600999999999 ns]", "times are whole seconds"},
    {"[1893456000999999999 ns]", "times are whole seconds"},
    {"[\"a\"b\"]", "no quotes in strings"},
    {"[tcp dport != 80]", "two fields side by side are compared as one"},
    {"[@nh,", "writing raw bytes leaves the checksum wrong"},
    {"[@th,", "writing raw bytes leaves the checksum wrong"},
    {"[exthdr 43 ", "of routing headers only the common fields"},
    {"[exthdr 44 at 7 length 1]", "only whole fields"},
    {"[exthdr 51 ", "the authentication header is no extension header"},
};
constexpr Loss kJsonLosses[] = {
    {"the xtables match ", "libnftables loads no xtables expressions"},
    {"the xtables target ", "libnftables loads no xtables expressions"},
    {"an empty name", "no empty strings"},
    {"the log level 8", "no log level for LOGLEVEL_DEBUG and one more"},
    {"ports to translate to without a test of the protocol", "refused"},
    {"ports of a connection without a test of the protocol", "refused"},
    {"a mark as the value of a number", "refused: datatype mismatch"},
    {"the mark of a socket as the value of a mark", "1.0.6 does not parse it"},
    {"a range of addresses that ends before it begins", "refused"},
    {"a time finer than seconds", "times are whole seconds"},
    {"that neither of two fields side by side has a value", "they are compared as one"},
    {"a change of bytes of the IPv4 header", "writing raw bytes leaves the checksum wrong"},
    {"exthdr 43", "of routing headers only the common fields"},
    {"exthdr 44", "only whole fields"},
    {"exthdr 51", "the authentication header is no extension header"},
    {"tcp option 19", "only options with a name can be asked for"},
    {"what an element of a set has counted", "1.0.6 lists it and does not read it"},
    {"a set that rules may add to when none does", "1.0.6 lists the flag and does not read it"},
};
// What nft 1.0.6 lists in a way that it does not load, or loads as something else: the program and
// part of the rule.
constexpr Loss kListingLosses[] = {
    {"nft: … --src-type UNREACHABLE", "type 9 of a route in the other byte order"},
    {"nft -j: … --src-type UNREACHABLE", "type 9 of a route in the other byte order"},
    {"nft: … --comment \"two words, ", "a quote in a comment"},
    {"nft: … --comment \"with \\\"quotes", "a quote in a comment"},
    {"nft: … --comment \"dnat name: ", "a quote in a comment"},
    {"nft: … --comment aaaa", "a comment longer than it takes"},
    {"nft: … --ctexpire", "the milliseconds are lost"},
    {"nft: … --ctorigsrc 10.0.0.0/8", "the mask is lost"},
    {"nft -j: … --ctorigsrc 10.0.0.0/8", "the mask is lost"},
    {"nft: … --ctreplsrc 10.0.0.0/8", "the mask is lost"},
    {"nft -j: … --ctreplsrc 10.0.0.0/8", "the mask is lost"},
    {"nft: … --ctreplsrc fd00::/8", "the mask is lost"},
    {"nft -j: … --ctreplsrc fd00::/8", "the mask is lost"},
    {"nft: … --ctrepldst 10.0.0.0/8", "the mask is lost"},
    {"nft -j: … --ctrepldst 10.0.0.0/8", "the mask is lost"},
    {"nft: … --ctrepldst 33.1.2.3/16", "the mask is lost"},
    {"nft -j: … --ctrepldst 33.1.2.3/16", "the mask is lost"},
    {"nft: … --tunnel-src", "the mask is lost"},
    {"nft -j: … --tunnel-src", "the mask is lost"},
    {"nft: … --ecn-ip-ect", "the field of IPv6 comes back as a shorter load"},
    {"nft -j: … --ecn-ip-ect", "the field of IPv6 comes back as a shorter load"},
    {"nft: … -m tos", "the traffic class of IPv6 comes back as two fields"},
    {"nft -j: … -m tos", "the traffic class of IPv6 comes back as two fields"},
    {"nft: … -j TOS", "the traffic class of IPv6 comes back as two fields"},
    {"nft -j: … -j TOS", "the traffic class of IPv6 comes back as two fields"},
    {"nft: … -p mh", "nft aborts"},
    {"nft -j: … -p mh", "nft aborts"},
    {"nft: … -p 135 --mh-type", "nft aborts"},
    {"nft -j: … -p 135 --mh-type", "nft aborts"},
    {"nft: … -m rpfilter", "\"exists/8\""},
    {"nft -j: … -m rpfilter", "\"exists/8\""},
    {"nft: … --weekdays", "\"type day\""},
    // The test of the protocol is left out, and comes back elsewhere.
    {"nft: … multiport", "the protocol moves"},
    {"nft -j: … multiport", "the protocol moves"},
    {"nft: … -p tcp -m set", "the protocol moves"},
    {"nft -j: … -p tcp -m set", "the protocol moves"},
    {"nft: … --mode random -p tcp", "the protocol moves"},
    {"nft -j: … --mode random -p tcp", "the protocol moves"},
    {"nft: … --tcp-option", "the protocol moves"},
    {"nft -j: … --tcp-option", "the protocol moves"},
    {"nft: … --mss", "the protocol moves"},
    {"nft -j: … --mss", "the protocol moves"},
};

// Keeps a table of known losses true: each must happen, and no other.
class Known {
 public:
  explicit Known(std::span<const Loss> losses) : losses_(losses) {}
  void Expect(std::string_view what) {
    const auto found = std::ranges::find_if(losses_, [&](const Loss& loss) {
      constexpr std::string_view kGap = "… ";
      const std::size_t gap = loss.what.find(kGap);
      if (gap == std::string_view::npos) return what.starts_with(loss.what);
      return what.starts_with(loss.what.substr(0, gap)) &&
             what.find(loss.what.substr(gap + kGap.size())) != std::string_view::npos;
    });
    if (found == losses_.end()) {
      ADD_FAILURE() << "cannot be said, and nobody knows why: " << what;
    } else {
      happened_.insert(&*found);
    }
  }
  void ExpectAll() const {
    for (const Loss& loss : losses_) {
      EXPECT_TRUE(happened_.contains(&loss)) << "no case has " << loss.what;
    }
  }

 private:
  std::span<const Loss> losses_;
  std::set<const Loss*> happened_;
};

// The objects of a listing apart from handles, and sets apart from the order of their elements.
class Forms : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    netlink_ = std::move(*netlink::OpenKernel());
    libnftables_ = std::move(*libnftables::OpenKernel());
  }

  // What the kernel holds of the table, nothing where it is not there or holds what cnft does not
  // know; the table is gone afterwards.
  std::vector<std::string> TakeState(const nftables::Table& table) {
    const auto read = netlink_->Read(table.family, table.name);
    if (!read || !*read) return {};
    auto remove = netlink_->Begin();
    remove->DeleteTable(table.family, table.name);
    EXPECT_TRUE(netlink_->Commit(*remove, {}));
    return (*read)->foreign ? std::vector<std::string>{} : StateOf((*read)->table);
  }

  static Result<void> Load(Kernel& kernel, const nftables::Table& table) {
    const auto transaction = kernel.Begin();
    Diff(nullptr, table, *transaction);
    return kernel.Commit(*transaction, {});
  }

  void Compare(const nftables::Table& table, std::string_view rule) {
    // Rules without statements do nothing and have no text.
    nftables::Table sayable = table;
    for (nftables::Chain& chain : sayable.chains) {
      std::erase_if(chain.rules, [](const auto& one) { return one.statements.empty(); });
    }
    if (!Load(*netlink_, sayable)) {
      ++missing_;  // this kernel lacks an expression
      return;
    }
    const std::string text = test::Run("nft list ruleset").out;
    const std::string json = test::Run("nft -j list ruleset").out;
    const auto expected = TakeState(table);
    EXPECT_FALSE(expected.empty());
    if (CompareText(sayable, expected)) CompareListing("nft", text, table, expected, rule);
    if (CompareJson(sayable, expected)) CompareListing("nft -j", json, table, expected, rule);
  }

  // Returns whether the text can be loaded.
  bool CompareText(const nftables::Table& table, const std::vector<std::string>& expected) {
    std::size_t unsayable = 0;
    const std::string text = text::Print(table, {}, &unsayable);
    const Output loaded = test::Run("nft -f -", text);
    EXPECT_EQ(loaded.ok(), unsayable == 0) << text << loaded.err;
    if (loaded.ok()) {
      EXPECT_EQ(TakeState(table), expected);
      ++texts_;
      return true;
    }
    const std::size_t begin = text.find('[');
    text_losses_.Expect(text.substr(begin, text.find(']', begin) + 1 - begin));
    return false;
  }

  bool CompareJson(const nftables::Table& table, const std::vector<std::string>& expected) {
    const auto loaded = Load(*libnftables_, table);
    if (loaded) {
      EXPECT_EQ(TakeState(table), expected);
      ++jsons_;
      return true;
    }
    constexpr std::string_view kRefusal = "the JSON of libnftables cannot say ";
    const Error& error = loaded.error();
    EXPECT_TRUE(error.message.starts_with(kRefusal)) << error.message;
    EXPECT_TRUE(error.span.known()) << "no place: " << error.message;
    EXPECT_FALSE(*netlink_->Exists(table.family, table.name));
    json_losses_.Expect(std::string_view(error.message).substr(kRefusal.size()));
    return false;
  }

  // What nft lists of the table that netlink loaded is, loaded again, the same table.
  void CompareListing(const char* nft, const std::string& listed, const nftables::Table& table,
                      const std::vector<std::string>& expected, std::string_view rule) {
    const Output loaded = test::Run(fmt::format("{} -f -", nft), listed);
    if (TakeState(table) == expected && loaded.ok()) {
      ++listings_;
    } else {
      listing_losses_.Expect(fmt::format("{}: {}", nft, rule));
    }
  }

  std::unique_ptr<Kernel> netlink_;
  std::unique_ptr<Kernel> libnftables_;
  Known text_losses_{kTextLosses};
  Known json_losses_{kJsonLosses};
  Known listing_losses_{kListingLosses};
  std::size_t listings_ = 0;
  std::size_t missing_ = 0;
  std::size_t texts_ = 0;
  std::size_t jsons_ = 0;
};

TEST_F(Forms, CasesBecomeTheSameState) {
  for (const CaseFile& file : AllCaseFiles()) {
    for (const Case& test_case : file.cases) {
      const TranslatedCase translated = Translate(test_case);
      if (!translated.ok()) continue;
      SCOPED_TRACE(fmt::format("{}:{}: {}", file.path, test_case.line, test_case.rule));
      Compare(translated.ruleset.tables[0], test_case.rule);
    }
  }
  EXPECT_GT(texts_, 0U);
  EXPECT_GT(jsons_, 0U);
  text_losses_.ExpectAll();
  json_losses_.ExpectAll();
  listing_losses_.ExpectAll();
  GTEST_LOG_(INFO) << texts_ << " as text, " << jsons_ << " as JSON, " << listings_ << " listed, "
                   << missing_ << " with expressions this kernel lacks";
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(Forms, TheExampleNodeBecomesTheSameState) {
  std::vector<InputText> texts;
  texts.push_back({InputKind::kIpset, "sets", ReadFile(CNFT_SOURCE_DIR "/data/cilium-node.ipset")});
  texts.push_back(
      {InputKind::kIpv4, "rules", ReadFile(CNFT_SOURCE_DIR "/data/cilium-node.v4.rules")});
  RulesetInput input = ReadInput(std::move(texts));
  nftables::Collector collector;
  TranslateFamily(input, Family::kIpv4, {}, collector);
  if (input.diagnostics.errors() > 0) GTEST_SKIP() << "the node is not translated in full";
  const nftables::Ruleset ruleset = collector.Take();
  Compare(ruleset.tables[0], "the example node");
  EXPECT_EQ(missing_, 0U);
  EXPECT_EQ(texts_, 1U);
  EXPECT_EQ(jsons_, 1U);
}

TEST_F(Forms, WhatTheKernelRefusesNamesItsPlace) {
  nftables::Table table;
  nftables::Chain& chain = table.chains.emplace_back();
  chain.name = "filter/X";
  nftables::Rule rule;
  rule.statements.emplace_back(nftables::Verdict{nftables::VerdictKind::kAccept, {}});
  rule.span = {1, 2, 0};
  chain.rules.push_back(rule);
  rule.statements.assign(1, nftables::Verdict{nftables::VerdictKind::kJump, "filter/NOWHERE"});
  rule.span = {3, 4, 0};
  chain.rules.push_back(rule);
  rule.statements.assign(1, nftables::Verdict{nftables::VerdictKind::kDrop, {}});
  rule.span = {5, 6, 0};
  chain.rules.push_back(rule);
  for (Kernel* kernel : {netlink_.get(), libnftables_.get()}) {
    const auto loaded = Load(*kernel, table);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().error_number, ENOENT) << loaded.error().message;
    EXPECT_EQ(loaded.error().span.begin, 3U);
    EXPECT_FALSE(*netlink_->Exists(table.family, table.name));
  }
}

}  // namespace
}  // namespace cnft::test
