// SPDX-License-Identifier: GPL-2.0-or-later
// A program that uses an installed cnft: every function of the public interface. Run in a network
// namespace of its own. Prints the version, and nothing else when all is well.
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

std::vector<libcnft::Text> Rules(const std::string& rule) {
  return {{libcnft::Kind::kIpv4, "rules.v4",
           "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT " + rule + "\nCOMMIT\n"}};
}

}  // namespace

int main() {
  std::printf("%s\n", libcnft::Version());
  const auto good = Rules("-s 10.0.0.1/32 -j DROP");
  const auto bad = libcnft::Parse(Rules("-m nonsense -j DROP"), {});
  Expect(bad.status == libcnft::Status::kBadInput, "bad input is told");
  Expect(bad.messages.size() == 1 && bad.messages[0].place && bad.messages[0].place->line == 3,
         "a message has its place");
  const auto translation = libcnft::Translate(good, {});
  Expect(translation.outcome.done() && translation.nft.find("10.0.0.1") != std::string::npos,
         "rules are translated");
  Expect(libcnft::Check(good, {}).done(), "the kernel examines the rules");
  Expect(!libcnft::ReadBack().ipv4, "checking installs nothing");
  const auto applied = libcnft::Apply(good, {});
  Expect(applied.done() && applied.rules == 1 && applied.added > 0, "the rules are applied");
  Expect(libcnft::Apply(good, {}).added == 0, "applied again, nothing changes");
  const auto difference = libcnft::Diff(Rules("-s 10.0.0.2/32 -j DROP"), {});
  Expect(difference.changes.size() == 1 && difference.changes[0].object == "rule" &&
             difference.changes[0].before == "-s 10.0.0.1/32 -j DROP" &&
             difference.changes[0].after == "-s 10.0.0.2/32 -j DROP",
         "a difference shows old and new");
  const auto installed = libcnft::ReadBack();
  Expect(installed.ipv4 &&
             installed.ipv4->find("[0:0] -A INPUT -s 10.0.0.1/32 -j DROP\n") != std::string::npos,
         "the rules read back");
  Expect(libcnft::Delete().removed == 1 && !libcnft::ReadBack().ipv4, "everything is removed");
  return failures;
}
