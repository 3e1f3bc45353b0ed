// SPDX-License-Identifier: GPL-2.0-or-later
// --cilium: the configuration and the node, from files and the kernel to a plan.
#include "cli/cilium.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "api/cilium.h"
#include "api/cilium_input.h"
#include "cli/input.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

// The agent's own default of --state-dir.
constexpr std::string_view kStateDirectory = "/var/run/cilium";

template <typename T>
void Append(std::vector<T>& to, std::vector<T> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// A mounted ConfigMap: a file a key, beside the hidden folders that kubelet swaps.
std::expected<std::vector<cilium::Setting>, std::string> ReadDirectory(const std::string& path) {
  std::vector<std::pair<std::string, std::string>> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    const std::string name = entry.path().filename();
    if (name.starts_with('.') || !entry.is_regular_file()) continue;
    auto text = ReadFile(entry.path());
    if (!text) return std::unexpected(text.error());
    files.emplace_back(name, std::move(*text));
  }
  if (error) return std::unexpected(fmt::format("cannot read {}: {}", path, error.message()));
  std::ranges::sort(files);
  return SettingsOfFiles(path, files);
}

}  // namespace

std::string ProxyPortsFile(const Options& options) {
  return fmt::format("{}/state/proxy_ports_state.json",
                     options.cilium_state.empty() ? kStateDirectory : options.cilium_state);
}

std::expected<CiliumInput, std::string> ReadCilium(
    const Options& options, const std::function<void(cilium::NodeState&)>& adjust) {
  CiliumInput input;
  std::vector<cilium::Problem> problems;
  std::vector<cilium::Setting> settings;
  for (const std::string& path : options.cilium) {
    if (std::filesystem::is_directory(path)) {
      auto read = ReadDirectory(path);
      if (!read) return std::unexpected(read.error());
      Append(settings, std::move(*read));
    } else {
      const auto text = ReadFile(path);
      if (!text) return std::unexpected(text.error());
      Append(settings, ReadConfigMap(path, *text, problems));
    }
  }
  for (const std::string& setting : options.cilium_set) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      return std::unexpected(fmt::format("--set {}: expected NAME=VALUE", setting));
    }
    settings.push_back({setting.substr(0, equals), setting.substr(equals + 1), "--set"});
  }
  if (!options.cilium_node.empty()) {
    const auto text = ReadFile(options.cilium_node);
    if (!text) return std::unexpected(text.error());
    ReadNode(options.cilium_node, *text, input.node, problems);
  }
  if (options.cilium_discover) {
    const auto router = routing::Router::Open();
    if (!router) return std::unexpected(router.error().message);
    if (auto done = Discover(**router, input.node); !done) {
      return std::unexpected(done.error().message);
    }
    const std::string path = ProxyPortsFile(options);
    if (const auto text = ReadFile(path)) {
      AddProxies(path, *text, input.node, problems);
    } else if (!options.cilium_state.empty()) {
      return std::unexpected(text.error());
    }
  }
  if (adjust) adjust(input.node);
  input.config = cilium::Config::Read(settings, problems);
  const auto release = cilium::FindRelease(options.cilium_release);
  input.plan = cilium::MakePlan(input.config, input.node, release.value_or(cilium::kNewestRelease));
  input.plan.problems.insert(input.plan.problems.begin(), problems.begin(), problems.end());
  return input;
}

std::string TextOf(const std::vector<cilium::Problem>& problems) {
  std::string text;
  for (const cilium::Problem& problem : problems) {
    text += fmt::format("{}: {}: {}\n", problem.severity == Severity::kError ? "error" : "warning",
                        problem.subject, problem.message);
    if (!problem.hint.empty()) text += fmt::format("  hint: {}\n", problem.hint);
  }
  return text;
}

int ExitCodeOf(const std::vector<cilium::Problem>& problems) {
  const bool errors = std::ranges::any_of(
      problems, [](const auto& problem) { return problem.severity == Severity::kError; });
  return errors ? kBadInput : kDone;
}

json_t* ToJson(const std::vector<cilium::Problem>& problems) {
  json_t* list = json_array();
  for (const cilium::Problem& problem : problems) {
    json_array_append_new(
        list, json_pack("{s:s, s:o, s:o, s:o}", "severity",
                        problem.severity == Severity::kError ? "error" : "warning", "subject",
                        JsonText(problem.subject), "message", JsonText(problem.message), "hint",
                        JsonText(problem.hint)));
  }
  return list;
}

int Report(const Options& options, const std::vector<cilium::Problem>& problems) {
  const int code = ExitCodeOf(problems);
  if (options.output == Output::kJson) {
    if (code != kDone) PrintLine(Json(json_pack("{s:o}", "problems", ToJson(problems))));
    return code;
  }
  fmt::print(stderr, "{}", TextOf(problems));
  return code;
}

}  // namespace cnft::cli
