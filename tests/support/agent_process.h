// SPDX-License-Identifier: GPL-2.0-or-later
// cnft agent, running in the current network namespace.
#pragma once

#include <sys/types.h>

#include <jansson.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tests/cli/cnft_program.h"

namespace cnft::test {

// A connection to the agent's control socket.
class ControlClient {
 public:
  explicit ControlClient(const std::string& path);
  ~ControlClient();
  ControlClient(const ControlClient&) = delete;
  ControlClient& operator=(const ControlClient&) = delete;

  bool connected() const { return socket_ >= 0; }
  int socket() const { return socket_; }
  bool Send(std::string_view bytes) const;
  // Without its end; nothing when none comes in time, or no more at all.
  std::string ReadLine(std::chrono::milliseconds patience = std::chrono::seconds(5));

 private:
  int socket_ = -1;
  std::string rest_;
};

using TestJson = std::unique_ptr<json_t, decltype(&json_decref)>;

class AgentProcess {
 public:
  // With these arguments behind "cnft agent", and a control socket in a directory of its own.
  // `setup` is run by the shell that becomes the agent, through `wrapper` if there is one.
  explicit AgentProcess(const std::string& arguments, const std::string& setup = "",
                        const std::string& wrapper = "");
  ~AgentProcess();  // kills it
  AgentProcess(const AgentProcess&) = delete;
  AgentProcess& operator=(const AgentProcess&) = delete;

  void Start();
  // Waits until the rules are in force.
  bool Ready() const;
  void Signal(int number) const;
  // Sends the signal and waits for the end; the exit status, or 128 and the signal that ended it.
  int End(int number);
  pid_t pid() const { return pid_; }
  const std::string& socket() const { return socket_; }
  std::string log() const;

  // One request on a connection of its own. Null: no answer.
  TestJson Ask(std::string_view request) const;
  json_int_t Count(const char* field) const;             // of the status
  json_int_t Writes(const char* cause = nullptr) const;  // of the status; null: of all causes
  std::size_t Descriptors() const;
  std::size_t ResidentKilobytes() const;

 private:
  TemporaryDirectory directory_;
  std::string arguments_;
  std::string setup_;
  std::string wrapper_;
  std::string socket_;
  pid_t pid_ = 0;
};

// Whether it comes to hold, looked at every two milliseconds.
bool Eventually(const std::function<bool()>& holds,
                std::chrono::milliseconds patience = std::chrono::seconds(5));

}  // namespace cnft::test
