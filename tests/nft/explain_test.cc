// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel's refusals mean to users.
#include "nft/netlink/explain.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "nft/netlink/encode.h"

namespace cnft::test {
namespace {

// What is said of a rule of one statement, of whose expression `name` the kernel says
// `error_number`.
Error Explained(nftables::Statement statement, std::string_view name, int error_number) {
  nftables::Table table;
  table.name = "t";
  nftables::Rule rule;
  rule.statements.push_back(std::move(statement));
  netlink::Batch batch;
  batch.AddRule(table, "c", rule, {});
  netlink::MessageError refusal;
  refusal.sequence = 1;
  refusal.error_number = error_number;
  // The kernel says where the attribute begins: its name stands behind two headers.
  refusal.offset = static_cast<std::uint32_t>(batch.message(1).find(name)) - 8;
  return Explain(batch, refusal);
}

TEST(Explain, NamesTheModuleOfAMissingExpression) {
  const Error error = Explained(nftables::Counter{}, "counter", ENOENT);
  EXPECT_EQ(error.code, ErrorCode::kMissingFeature);
  EXPECT_EQ(error.message, "this kernel has no nf_tables expression 'counter'");
  EXPECT_EQ(error.hint, "it comes with the module nft_counter");
}

TEST(Explain, LooksIntoWhatElementsKeep) {
  nftables::DynamicSet dynamic;
  dynamic.set = "s";
  dynamic.stateful = {nftables::ConnLimit{5, false}};
  const Error error = Explained(dynamic, "dynset", ENOENT);
  EXPECT_EQ(error.message, "this kernel has no nf_tables expression 'connlimit'");
  EXPECT_EQ(error.hint, "it comes with the module nft_connlimit");
  dynamic.stateful.insert(dynamic.stateful.begin(), nftables::Counter{});
  EXPECT_EQ(Explained(dynamic, "dynset", ENOENT).hint, "it comes with the module nft_connlimit");
  // Not what is missing, but what it cannot do.
  EXPECT_NE(Explained(dynamic, "dynset", EOPNOTSUPP).message.find("'dynset'"), std::string::npos);
}

}  // namespace
}  // namespace cnft::test
