// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds text to the parser of `ipset save`. Beyond not crashing: sets that are read print as text
// that reads back as the same sets.
#include "ruleset/ipset/parser.h"
#include "ruleset/ipset/printer.h"
#include "tests/fuzz/fuzz_input.h"

namespace cnft::fuzz {
namespace {

// What the text says, printed; what is wrong in it is left out, and told in `first_error`.
std::string ReadAndPrint(const std::string& text, std::string& first_error) {
  Sources sources;
  Diagnostics diagnostics;
  ipset::Ruleset ruleset;
  ipset::Parse(sources.Add("text", text), sources, diagnostics, ruleset);
  if (diagnostics.errors() > 0) first_error = diagnostics.all().front().message;
  return ipset::Print(ruleset);
}

void Check(const std::string& text) {
  std::string error;
  const std::string printed = ReadAndPrint(text, error);
  error.clear();
  const std::string again = ReadAndPrint(printed, error);
  if (!error.empty()) Contradiction("sets printed and read again", printed, error);
  if (again != printed) Contradiction("sets printed and read again", printed, again);
}

}  // namespace
}  // namespace cnft::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cnft::fuzz::Check(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
