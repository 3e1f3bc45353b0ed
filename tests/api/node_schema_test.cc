// SPDX-License-Identifier: GPL-2.0-or-later
// The JSON Schema of node files and the reader of them say the same: of the example in the schema,
// of everything that is only just not like it, and of every node file of the tests. Where regular
// expressions end, the reader may refuse more: addresses of IPv6.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <jansson.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>

#include "api/cilium_input.h"
#include "tests/support/cilium_case.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

const std::string kSchema = CNFT_SOURCE_DIR "/packaging/cilium-node.schema.json";

struct FreeJson {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, FreeJson>;

std::string ReadFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string Dump(const json_t* value) {
  const std::unique_ptr<char, decltype(&free)> text(
      json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY), &free);
  return text.get();
}

// What the schema says of each document.
std::vector<std::string> Validate(const std::vector<std::string>& documents) {
  const Output output =
      Run("/usr/bin/python3 " CNFT_SOURCE_DIR "/tests/api/validate_nodes.py " + kSchema,
          fmt::format("{}\n", fmt::join(documents, "\n---\n")));
  EXPECT_TRUE(output.ok()) << output.err;
  std::vector<std::string> verdicts;
  std::istringstream lines(output.out);
  for (std::string line; std::getline(lines, line);) verdicts.push_back(line);
  EXPECT_EQ(verdicts.size(), documents.size());
  verdicts.resize(documents.size());
  return verdicts;
}

// What the reader says of it: "valid", or what is wrong.
std::string Read(const std::string& document) {
  std::vector<cilium::Problem> problems;
  cilium::NodeState node;
  ReadNode("node", document, node, problems);
  if (problems.empty()) return "valid";
  return fmt::format("{}: {}", problems[0].subject, problems[0].message);
}

// Values of all types, and text of all kinds.
const std::vector<std::string> kValues = {"null",
                                          "true",
                                          "false",
                                          "0",
                                          "1",
                                          "68",
                                          "65535",
                                          "65536",
                                          "-1",
                                          "1.5",
                                          "\"\"",
                                          "\"x\"",
                                          "\"53\"",
                                          "\"true\"",
                                          "\"default\"",
                                          "\"10.0.0.1\"",
                                          "\"10.0.0.0/8\"",
                                          "\"10.0.0.0/33\"",
                                          "\"256.0.0.1\"",
                                          "\"010.0.0.1\"",
                                          "\"10.0.0.0/255.0.0.0\"",
                                          "\"10.0.0.1/\"",
                                          "\"fd00::1\"",
                                          "\"fd00::/8\"",
                                          "\"fd00::/129\"",
                                          "\"443/tcp\"",
                                          "\"443/sctp\"",
                                          "\"0/udp\"",
                                          "\"65536/tcp\"",
                                          "\"443\"",
                                          "[]",
                                          "[\"x\"]",
                                          "[null]",
                                          "[1]",
                                          "[\"10.0.0.1\"]",
                                          "[\"53/udp\"]",
                                          "[{}]",
                                          "{}",
                                          "{\"x\": 1}",
                                          "{\"name\": null}"};

// Calls `use` with the document changed in one place, for every change there is: another value, a
// name that is not there, or one that nobody knows.
void ForEachChange(json_t* root, json_t* here, const std::function<void(const std::string&)>& use) {
  const auto dump = [&] { use(Dump(root)); };
  const auto vary = [&](json_t* value, const std::function<void(json_t*)>& set) {
    const Json before(json_incref(value));
    for (const std::string& text : kValues) {
      set(json_loads(text.c_str(), JSON_DECODE_ANY, nullptr));
      dump();
    }
    set(json_incref(before.get()));
    ForEachChange(root, before.get(), use);
  };
  if (json_is_object(here)) {
    json_object_set_new(here, "colour", json_string("red"));
    dump();
    json_object_del(here, "colour");
    std::vector<std::string> keys;
    const char* key = nullptr;
    json_t* value = nullptr;
    json_object_foreach(here, key, value) keys.emplace_back(key);
    for (const std::string& name : keys) {
      json_t* member = json_object_get(here, name.c_str());
      vary(member, [&](json_t* other) { json_object_set_new(here, name.c_str(), other); });
      const Json kept(json_incref(member));
      json_object_del(here, name.c_str());
      dump();
      json_object_set(here, name.c_str(), kept.get());
    }
  } else if (json_is_array(here)) {
    for (std::size_t i = 0; i < json_array_size(here); ++i) {
      vary(json_array_get(here, i), [&](json_t* other) { json_array_set_new(here, i, other); });
    }
  }
}

Json Example() {
  const Json schema(json_load_file(kSchema.c_str(), 0, nullptr));
  return Json(json_incref(json_array_get(json_object_get(schema.get(), "examples"), 0)));
}

TEST(NodeSchema, SaysWhatTheReaderSays) {
  const Json example = Example();
  std::vector<std::string> documents = {Dump(example.get())};
  ForEachChange(example.get(), example.get(),
                [&](const std::string& document) { documents.push_back(document); });
  EXPECT_GT(documents.size(), 1000U);
  const auto verdicts = Validate(documents);
  EXPECT_EQ(verdicts[0], "valid");
  std::size_t valid = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string read = Read(documents[i]);
    valid += read == "valid" ? 1 : 0;
    EXPECT_EQ(verdicts[i] == "valid", read == "valid")
        << documents[i] << "\n  schema: " << verdicts[i] << "\n  reader: " << read;
    if (HasFailure()) break;
  }
  EXPECT_GT(valid, 100U);
  GTEST_LOG_(INFO) << documents.size() << " documents, " << valid << " of them valid";
}

// The example has every name that the schema knows, at every level: none is left out of the above.
void ExpectAllNames(const json_t* schema, const json_t* example, const std::string& where) {
  const char* name = nullptr;
  json_t* property = nullptr;
  json_object_foreach(json_object_get(schema, "properties"), name, property) {
    const json_t* value = json_object_get(example, name);
    EXPECT_NE(value, nullptr) << where << name;
    ExpectAllNames(property, value, fmt::format("{}{}.", where, name));
    ExpectAllNames(json_object_get(property, "items"), json_array_get(value, 0),
                   fmt::format("{}{}[].", where, name));
  }
}

TEST(NodeSchema, HasAnExampleWithEveryName) {
  const Json schema(json_load_file(kSchema.c_str(), 0, nullptr));
  ExpectAllNames(schema.get(), Example().get(), "");
}

TEST(NodeSchema, TakesEveryNodeFileOfTheTests) {
  const std::string folder = CNFT_SOURCE_DIR "/tests/api/cilium/";
  std::vector<std::string> names = {"node.yaml", "example-node.yaml"};
  std::vector<std::string> documents;
  for (const std::string& name : names) documents.push_back(ReadFile(folder + name));
  for (const CiliumCase& now : ReadCiliumCases()) {
    if (now.node.empty()) continue;
    documents.push_back(now.node);
    names.push_back(now.name);
  }
  EXPECT_GT(documents.size(), 10U);
  const auto verdicts = Validate(documents);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    EXPECT_EQ(verdicts[i] == "valid", Read(documents[i]) == "valid")
        << names[i] << "\n  schema: " << verdicts[i] << "\n  reader: " << Read(documents[i]);
    // One case is about a file that is wrong.
    EXPECT_EQ(verdicts[i] == "valid", documents[i].find("colour") == std::string::npos)
        << names[i] << ": " << verdicts[i];
  }
}

}  // namespace
}  // namespace cnft::test
