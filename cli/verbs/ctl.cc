// SPDX-License-Identifier: GPL-2.0-or-later
// cnft ctl: the client of the agent's control socket (docs/agent.md).
#include <sys/socket.h>
#include <sys/un.h>

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/options.h"
#include "cli/report.h"

namespace cnft::cli {
namespace {

Json Request(const Options& options) {
  Json request(json_pack("{s:o}", "verb", JsonText(options.ctl_verb)));
  const auto put = [&](const char* name, json_t* value) {
    json_object_set_new(request.get(), name, value);
  };
  if (!options.ctl_name.empty()) put("name", JsonText(options.ctl_name));
  if (!options.ctl_kind.empty()) put("kind", JsonText(options.ctl_kind));
  if (options.ctl_port != 0) put("port", json_integer(options.ctl_port));
  if (options.ctl_addresses.empty()) return request;
  if (options.ctl_verb.ends_with("-node")) {
    put("address", JsonText(options.ctl_addresses[0]));
    return request;
  }
  json_t* list = json_array();
  for (const std::string& one : options.ctl_addresses) json_array_append_new(list, JsonText(one));
  put("addresses", list);
  return request;
}

// The next line, without its end; nothing when there are no more.
bool ReadLine(int socket, std::string& rest, std::string& line) {
  for (;;) {
    const std::size_t end = rest.find('\n');
    if (end != std::string::npos) {
      line = rest.substr(0, end);
      rest.erase(0, end + 1);
      return true;
    }
    char piece[4096];
    const ssize_t length = read(socket, piece, sizeof piece);
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) return false;
    rest.append(piece, static_cast<std::size_t>(length));
  }
}

std::string Word(const json_t* value) {
  if (json_is_string(value)) return json_string_value(value);
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6)), &std::free);
  return text ? text.get() : "";
}

void PrintFields(const json_t* object, const std::string& indent) {
  const char* name = nullptr;
  json_t* value = nullptr;
  json_object_foreach(const_cast<json_t*>(object), name, value) {
    if (json_is_object(value)) {
      fmt::print("{}{}:\n", indent, name);
      PrintFields(value, indent + "  ");
    } else if (std::string_view(name) != "ok") {
      fmt::print("{}{}: {}\n", indent, name, Word(value));
    }
  }
}

int Connect(const Options& options) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  options.socket.copy(address.sun_path, sizeof address.sun_path - 1);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    return socket;
  }
  const int error = errno;
  close(socket);
  errno = error;
  return -1;
}

int Talk(int socket, const Options& options) {
  const Json request = Request(options);
  const std::string line = Word(request.get()) + "\n";
  std::string rest;
  std::string answer;
  if (send(socket, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size()) ||
      !ReadLine(socket, rest, answer)) {
    return ReportUsage(options, "the agent does not answer");
  }
  const Json reply(json_loads(answer.c_str(), 0, nullptr));
  if (!json_is_true(json_object_get(reply.get(), "ok"))) {
    const char* why = json_string_value(json_object_get(reply.get(), "error"));
    return ReportUsage(options, why != nullptr ? why : "the agent's answer makes no sense");
  }
  const bool text = options.output == Output::kText;
  if (options.ctl_verb == "events") {
    while (ReadLine(socket, rest, answer)) {
      fmt::print("{}\n", answer);
      std::fflush(stdout);
    }
  } else if (!text) {
    fmt::print("{}\n", answer);
  } else if (options.ctl_verb == "status") {
    PrintFields(reply.get(), "");
  } else {
    fmt::print("done\n");
  }
  const json_t* in_force = json_object_get(reply.get(), "in_force");
  return in_force != nullptr && !json_is_true(in_force) ? kDifferent : kDone;
}

}  // namespace

int Ctl(const Options& options) {
  const int socket = Connect(options);
  if (socket < 0) {
    const int error = errno;
    const int code = ReportUsage(
        options, fmt::format("no agent at {}: {}", options.socket, std::strerror(error)));
    return error == EACCES || error == EPERM ? kNotPermitted : code;
  }
  const int code = Talk(socket, options);
  close(socket);
  return code;
}

}  // namespace cnft::cli
