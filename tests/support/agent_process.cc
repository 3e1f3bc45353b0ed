// SPDX-License-Identifier: GPL-2.0-or-later
// cnft agent, running in the current network namespace.
#include "tests/support/agent_process.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace cnft::test {

ControlClient::ControlClient(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
  close(socket_);
  socket_ = -1;
}

ControlClient::~ControlClient() {
  if (socket_ >= 0) close(socket_);
}

bool ControlClient::Send(std::string_view bytes) const {
  return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(bytes.size());
}

std::string ControlClient::ReadLine(std::chrono::milliseconds patience) {
  for (;;) {
    const std::size_t end = rest_.find('\n');
    if (end != std::string::npos) {
      std::string line = rest_.substr(0, end);
      rest_.erase(0, end + 1);
      return line;
    }
    pollfd waiting = {socket_, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(patience.count())) != 1) return {};
    std::array<char, 4096> piece;
    const ssize_t length = read(socket_, piece.data(), piece.size());
    if (length <= 0) return {};
    rest_.append(piece.data(), static_cast<std::size_t>(length));
  }
}

AgentProcess::AgentProcess(const std::string& arguments, const std::string& setup,
                           const std::string& wrapper)
    : arguments_(arguments),
      setup_(setup),
      wrapper_(wrapper),
      socket_(directory_.path() + "/agent.sock") {
  Start();
}

AgentProcess::~AgentProcess() {
  if (pid_ != 0) End(SIGKILL);
}

void AgentProcess::Start() {
  const std::string command = setup_ + "\nexec " + wrapper_ + " " + CNFT_PROGRAM +
                              " agent --socket " + socket_ + " " + arguments_;
  const std::string log = directory_.path() + "/log";
  pid_ = fork();
  if (pid_ != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, 1);
  dup2(out, 2);
  execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
  _exit(127);
}

bool AgentProcess::Ready() const {
  return Eventually([this] {
    return json_is_true(json_object_get(Ask(R"({"verb":"status"})").get(), "in_force"));
  });
}

void AgentProcess::Signal(int number) const { kill(pid_, number); }

int AgentProcess::End(int number) {
  kill(pid_, number);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string AgentProcess::log() const {
  std::ostringstream text;
  text << std::ifstream(directory_.path() + "/log").rdbuf();
  return text.str();
}

TestJson AgentProcess::Ask(std::string_view request) const {
  ControlClient client(socket_);
  std::string line;
  if (client.connected() && client.Send(std::string(request) + "\n")) line = client.ReadLine();
  return {json_loads(line.c_str(), 0, nullptr), &json_decref};
}

json_int_t AgentProcess::Count(const char* field) const {
  return json_integer_value(json_object_get(Ask(R"({"verb":"status"})").get(), field));
}

json_int_t AgentProcess::Writes(const char* cause) const {
  const TestJson status = Ask(R"({"verb":"status"})");
  json_t* writes = json_object_get(status.get(), "writes");
  if (cause != nullptr) return json_integer_value(json_object_get(writes, cause));
  json_int_t sum = 0;
  const char* name = nullptr;
  json_t* value = nullptr;
  json_object_foreach(writes, name, value) sum += json_integer_value(value);
  return sum;
}

std::size_t AgentProcess::Descriptors() const {
  std::size_t count = 0;
  for (const auto& one :
       std::filesystem::directory_iterator("/proc/" + std::to_string(pid_) + "/fd")) {
    count += one.path().empty() ? 0 : 1;
  }
  return count;
}

std::size_t AgentProcess::ResidentKilobytes() const {
  std::ifstream in("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6));
  }
  return 0;
}

bool Eventually(const std::function<bool()>& holds, std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace cnft::test
