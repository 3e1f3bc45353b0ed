// SPDX-License-Identifier: GPL-2.0-or-later
// Damaged files: whatever they hold, what is wrong is told with its place, and nothing else
// happens.
#include "api/cilium_input.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "api/cilium.h"
#include "tests/packets/settings.h"

namespace cnft::test {
namespace {

std::string ReadFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The text with some bytes of it lost, doubled, exchanged or replaced.
std::string Damaged(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes = "{}[]:,-'\"\n #&*!|>%@`?~0x\t\xff";
  for (auto times = 1 + random() % 4; times > 0 && !text.empty(); --times) {
    const std::size_t at = random() % text.size();
    const std::size_t length = 1 + random() % 12;
    switch (random() % 4) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.insert(random() % text.size(), text.substr(at, length));
        break;
      default:
        text[at] = kBytes[random() % kBytes.size()];
    }
  }
  return text;
}

TEST(CiliumInput, DamagedFilesAreToldOfWithTheirPlaces) {
  std::mt19937 random(Setting("CNFT_SEED", 1));
  const std::string node = ReadFile(CNFT_SOURCE_DIR "/tests/api/cilium/node.yaml");
  const std::string manifest =
      "kind: ConfigMap\ndata:\n  enable-ipv6: \"false\"\n  tunnel: vxlan\n  x: |\n    y\n";
  const std::string proxies = R"({"cilium-dns-egress": {"type": "dns", "port": 43477}})";
  std::size_t wrong = 0;
  const std::uint32_t count = Setting("CNFT_COUNT", 2000);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::vector<cilium::Problem> problems;
    cilium::NodeState state;
    ReadNode("node", Damaged(node, random), state, problems);
    std::vector<cilium::Problem> others;
    (void)ReadConfigMap("node", Damaged(manifest, random), others);
    AddProxies("node", Damaged(proxies, random), state, others);
    problems.insert(problems.end(), others.begin(), others.end());
    wrong += problems.empty() ? 0 : 1;
    for (const cilium::Problem& problem : problems) {
      EXPECT_TRUE(problem.subject.starts_with("node")) << problem.subject;
      EXPECT_FALSE(problem.message.empty());
    }
    for (const cilium::Proxy& proxy : state.proxies) EXPECT_LE(proxy.port, 0xffff);
  }
  EXPECT_GT(wrong, count / 2);
}

TEST(CiliumInput, DeepAndEndlessDocumentsAreRefused) {
  for (const std::string& text :
       {std::string(100'000, '['), std::string(100'000, '{'), std::string("&a [*a]"),
        std::string("a: &a {b: *a}"), std::string("- x"), std::string("x"), std::string("")}) {
    std::vector<cilium::Problem> problems;
    cilium::NodeState state;
    ReadNode("node", text, state, problems);
    EXPECT_FALSE(problems.empty()) << text.substr(0, 20);
  }
}

}  // namespace
}  // namespace cnft::test
