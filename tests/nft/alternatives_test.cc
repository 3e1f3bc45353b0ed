// SPDX-License-Identifier: GPL-2.0-or-later
// Every kind of statement and field is printed as text and as JSON, encoded and decoded.
#include <gtest/gtest.h>

#include <set>

#include "nft/json/write.h"
#include "nft/netlink/decode.h"
#include "nft/netlink/encode.h"
#include "nft/text/print.h"
#include "tests/support/statement_samples.h"

namespace cnft::test {
namespace {

using nftables::Field;
using nftables::Stateful;
using nftables::Statement;

nftables::Rule RuleOf(const Sample& sample) {
  nftables::Rule rule;
  rule.statements = sample.statements;
  return rule;
}

TEST(Alternatives, AllHaveASample) {
  std::set<std::size_t> statements;
  std::set<std::size_t> fields;
  for (const Sample& sample : StatementSamples()) {
    for (const Statement& statement : sample.statements) {
      statements.insert(statement.index());
      if (const auto* match = std::get_if<nftables::Match>(&statement)) {
        fields.insert(match->selector.field.index());
      }
    }
  }
  EXPECT_EQ(statements.size(), std::variant_size_v<Statement>);
  EXPECT_EQ(fields.size(), std::variant_size_v<Field>);
}

TEST(Alternatives, ArePrintedAsText) {
  for (const Sample& sample : StatementSamples()) {
    std::size_t unsayable = 0;
    EXPECT_EQ(text::Print(RuleOf(sample), Family::kIpv4, {}, &unsayable), sample.text);
    EXPECT_EQ(unsayable != 0, sample.text.find('[') != std::string::npos) << sample.text;
  }
}

TEST(Alternatives, AreWrittenAsJson) {
  const nftables::Table table;
  for (const Sample& sample : StatementSamples()) {
    json::Unsayable unsayable;
    const json::Json rule = json::WriteRule(table, "c", RuleOf(sample), unsayable);
    EXPECT_EQ(unsayable.empty(), sample.json) << sample.text;
    const json_t* statements = json_object_get(rule.get(), "expr");
    EXPECT_EQ(json_array_size(statements), sample.statements.size()) << sample.text;
  }
}

TEST(Alternatives, AreDecodedAsTheyWereEncoded) {
  for (const Sample& sample : StatementSamples()) {
    netlink::Buffer buffer;
    netlink::EncodeStatements(sample.statements, Family::kIpv4, buffer);
    const auto bytes = buffer.bytes();
    bool foreign = true;
    const auto decoded = netlink::DecodeStatements(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()}, foreign);
    EXPECT_FALSE(foreign) << sample.text;
    EXPECT_EQ(decoded, sample.statements) << sample.text;
  }
}

}  // namespace
}  // namespace cnft::test
