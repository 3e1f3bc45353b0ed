// SPDX-License-Identifier: GPL-2.0-or-later
// Table-driven cases: one rule a line, and indented below it what cnft makes of it.
//
//   # a comment
//   %ip mangle PREROUTING        family, table and chain of the rules that follow
//   %ip mangle PREROUTING C      the same, in a chain C that the first rule of PREROUTING calls
//   %chains A B                  chains of the table beside X, for the rest of the file
//   %ipset create s hash:ip      input for ipset, for the rest of the file
//   %options allow-xt            --allow-xt, --accept-approximation NAME …, as long
//   -m mark --mark 0x1 -j X      a rule as it stands after "-A CHAIN"; every table has a chain X
//       save: -m mark --mark 0x1 -j X
//       nft: meta mark 0x00000001 counter jump filter/X
//
// The indented lines are derived: CNFT_UPDATE_GOLDENS=1 writes what came out into the file.
#pragma once

#include <string>
#include <vector>

#include "ruleset/address.h"
#include "ruleset/iptables/model.h"
#include "translator/module.h"

namespace cnft::test {

struct Case {
  Family family = Family::kIpv4;
  iptables::TableId table = iptables::TableId::kFilter;
  std::string chain = "INPUT";
  std::string caller;               // of a chain that is not built in
  std::vector<std::string> chains;  // that the table has too
  std::string ipset;                // text
  translator::TranslateOptions options;
  std::string rule;
  std::size_t line = 0;              // counted from 1
  std::vector<std::string> derived;  // "kind: text"

  // The rule as iptables-save text of its own.
  std::string RulesetText() const;
};

struct CaseFile {
  std::string path;
  std::vector<std::string> lines;  // all, as they are
  std::vector<Case> cases;
};

CaseFile ReadCaseFile(const std::string& path);
// All files with cases below tests/translator.
std::vector<CaseFile> AllCaseFiles();
// Writes the file anew with the derived lines of `cases`.
void WriteCaseFile(const CaseFile& file);

}  // namespace cnft::test
