// SPDX-License-Identifier: GPL-2.0-or-later
// What will clash with what is installed.
#include <string>

#include "compat/survey/findings.h"
#include "compat/survey/node.h"
#include "lib/session.h"

cnft_status cnft_doctor(cnft_session* session) {
  return cnft::lib::Call(session, cnft::lib::Where::kInNamespace, [&] {
    const auto node = cnft::compat::ReadNode(session->translate.table);
    if (!node) return session->Fail(node.error());
    auto& results = session->results;
    for (const cnft::compat::Finding& finding : cnft::compat::Examine(*node)) {
      cnft_finding out{};
      out.size = sizeof out;
      out.code = results.Keep(std::string(finding.code));
      out.what = results.Keep(finding.what);
      std::string where;
      for (const std::string& place : finding.where) where += place + "\n";
      out.where = results.Keep(std::move(where));
      out.why = results.Keep(std::string(finding.why));
      out.fix = results.Keep(finding.fix);
      results.findings.push_back(out);
    }
    return CNFT_DONE;
  });
}
