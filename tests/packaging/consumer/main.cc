// SPDX-License-Identifier: GPL-2.0-or-later
// A program that uses an installed cnft: the C++ interface. Run in a network namespace of its own.
// Prints the version, and nothing else when all is well.
#include <cnft/cnft.hpp>
#include <cstdio>
#include <string>

namespace {

int failures = 0;

void Expect(bool right, const char* what) {
  if (right) return;
  std::printf("wrong: %s\n", what);
  ++failures;
}

libcnft::Ruleset Rules(const std::string& rule) {
  libcnft::Ruleset ruleset;
  ruleset.Add(CNFT_IPTABLES, "rules.v4",
              "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT " + rule + "\nCOMMIT\n");
  return ruleset;
}

}  // namespace

int main() {
  std::printf("%s\n", libcnft::Version());
  libcnft::Session session;
  const auto good = Rules("-s 10.0.0.1/32 -j DROP");
  const auto bad = session.Parse(Rules("-m nonsense -j DROP"));
  Expect(!bad && bad.error().status == CNFT_BAD_INPUT, "bad input is told");
  Expect(!bad && bad.error().messages.size() == 1 && bad.error().messages[0].line == 3,
         "a message has its place");
  const auto translation = session.Translate(good, CNFT_AS_NFT);
  Expect(translation && translation->find("10.0.0.1") != std::string::npos, "rules are translated");
  const auto nothing = [&] {
    const auto read = session.ReadBack(CNFT_IPV4, CNFT_AS_IPTABLES);
    return read && !*read;
  };
  Expect(session.Check(good).has_value(), "the kernel examines the rules");
  Expect(nothing(), "checking installs nothing");
  const auto applied = session.Apply(good);
  Expect(applied && applied->rules == 1 && applied->added > 0, "the rules are applied");
  const auto again = session.Apply(good);
  Expect(again && again->added == 0, "applied again, nothing changes");
  const auto difference = session.Diff(Rules("-s 10.0.0.2/32 -j DROP"));
  Expect(difference && difference->size() == 1 && (*difference)[0].subject == "rule" &&
             (*difference)[0].before == "-s 10.0.0.1/32 -j DROP" &&
             (*difference)[0].after == "-s 10.0.0.2/32 -j DROP",
         "a difference shows old and new");
  const auto installed = session.ReadBack(CNFT_IPV4, CNFT_AS_IPTABLES);
  Expect(installed && *installed &&
             (*installed)->find("[0:0] -A INPUT -s 10.0.0.1/32 -j DROP\n") != std::string::npos,
         "the rules read back");
  Expect(session.Doctor().has_value(), "the node is examined");
  const auto deleted = session.Delete();
  Expect(deleted && deleted->removed == 1 && nothing(), "everything is removed");
  return failures;
}
