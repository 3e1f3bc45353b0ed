// SPDX-License-Identifier: GPL-2.0-or-later
// Who talks to the agent gets answers, and who misbehaves does no harm.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <list>
#include <sstream>

#include "tests/support/agent_process.h"

namespace cnft::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kRules =
    "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -s 192.0.2.1/32 -j DROP\nCOMMIT\n";

class ControlTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HaveRoot()) GTEST_SKIP() << "needs root";
    EnterNewNetns();
    ASSERT_TRUE(test::Run("ip link set lo up").ok());
    rules_ = "--ipv4 " + directory_.Write("v4", kRules);
  }
  TemporaryDirectory directory_;
  std::string rules_;
};

TEST_F(ControlTest, AnswersEveryLine) {
  AgentProcess agent(rules_);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ControlClient client(agent.socket());
  // Several at once, in pieces, and one after another.
  ASSERT_TRUE(client.Send("{\"verb\":\"status\"}\n{\"verb\":\"sta"));
  EXPECT_THAT(client.ReadLine(), HasSubstr("\"rules\":1"));
  ASSERT_TRUE(client.Send("tus\"}\n"));
  EXPECT_THAT(client.ReadLine(), HasSubstr("\"in_force\":true"));
  for (const std::string_view garbage :
       {"", "nonsense", "{", "[]", "{}", "null", "17", "\"status\"", "{\"verb\":17}",
        "{\"verb\":\"nonsense\"}", "{\"verb\":\"set-proxy\"}", "\x80\xff", "{\"verb\":\"\\u0000\"}",
        "{\"verb\":\"set-proxy\",\"name\":\"a\",\"port\":65536}",
        "{\"verb\":\"set-proxy\",\"name\":[],\"port\":1}",
        "{\"verb\":\"add-no-track-pod\",\"addresses\":{},\"port\":1}"}) {
    ASSERT_TRUE(client.Send(std::string(garbage) + "\n"));
    EXPECT_THAT(client.ReadLine(), HasSubstr("\"ok\":false,\"error\":")) << garbage;
  }
  ASSERT_TRUE(client.Send(std::string(50000, '[') + "\n"));
  EXPECT_THAT(client.ReadLine(), HasSubstr("\"ok\":false"));
  // Rules alone have no proxies.
  ASSERT_TRUE(client.Send("{\"verb\":\"set-proxy\",\"name\":\"a\",\"port\":1}\n"));
  EXPECT_THAT(client.ReadLine(), HasSubstr("no configuration of Cilium"));
  EXPECT_EQ(agent.Count("failures"), 0);
}

TEST_F(ControlTest, TellsWhatHappens) {
  AgentProcess agent(rules_);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ControlClient client(agent.socket());
  ASSERT_TRUE(client.Send("{\"verb\":\"events\"}\n"));
  EXPECT_EQ(client.ReadLine(), "{\"ok\":true}");
  shutdown(client.socket(), SHUT_WR);  // it listens on
  ASSERT_TRUE(test::Run("nft flush chain ip cnft filter/INPUT").ok());
  const std::string event = client.ReadLine();
  EXPECT_THAT(event, HasSubstr("\"event\":\"wrote\""));
  EXPECT_THAT(event, HasSubstr("\"cause\":\"foreign\",\"program\":\"nft\",\"objects\":1"));
  EXPECT_THAT(event, HasSubstr("+ ip rule filter/INPUT: -s 192.0.2.1/32 -j DROP"));
  agent.Signal(SIGTERM);
  EXPECT_EQ(client.ReadLine(), "{\"event\":\"stopping\"}");
  EXPECT_EQ(client.ReadLine(), "");
  EXPECT_EQ(agent.End(SIGTERM), 0);
}

TEST_F(ControlTest, IsNotHarmedByItsClients) {
  AgentProcess agent(rules_);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  const std::size_t descriptors = agent.Descriptors();
  {
    // A line without end.
    ControlClient endless(agent.socket());
    const std::string piece(64 * 1024, 'x');
    int taken = 0;
    while (taken < 100 && endless.Send(piece)) ++taken;
    EXPECT_LT(taken, 100);
    EXPECT_TRUE(agent.Ready());
  }
  {
    // Requests whose answers nobody takes.
    ControlClient deaf(agent.socket());
    fcntl(deaf.socket(), F_SETFL, O_NONBLOCK);
    std::string requests;
    for (int i = 0; i < 1000; ++i) requests += "{\"verb\":\"status\"}\n";
    for (int i = 0; i < 1000; ++i) (void)deaf.Send(requests);
    EXPECT_TRUE(agent.Ready());
  }
  {
    // A request that never ends, and one that says it will send no more.
    ControlClient slow(agent.socket());
    ASSERT_TRUE(slow.Send("{\"verb\""));
    ControlClient half(agent.socket());
    ASSERT_TRUE(half.Send("{\"verb\":\"status\"}\n"));
    shutdown(half.socket(), SHUT_WR);
    EXPECT_THAT(half.ReadLine(), HasSubstr("\"ok\":true"));
    EXPECT_EQ(half.ReadLine(), "");
    EXPECT_TRUE(agent.Ready());
  }
  {
    // More than there is room for: they are turned away, and the others stay.
    ControlClient first(agent.socket());
    std::list<ControlClient> many;
    for (int i = 0; i < 200; ++i) many.emplace_back(agent.socket());
    ASSERT_TRUE(first.Send("{\"verb\":\"status\"}\n"));
    EXPECT_THAT(first.ReadLine(), HasSubstr("\"ok\":true"));
    EXPECT_LE(agent.Descriptors(), descriptors + 20);
  }
  EXPECT_TRUE(Eventually([&] { return agent.Descriptors() <= descriptors; }));
  EXPECT_TRUE(agent.Ready());
  EXPECT_LT(agent.ResidentKilobytes(), 40000U);
}

TEST_F(ControlTest, IsForRootAlone) {
  AgentProcess agent(rules_);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  std::filesystem::permissions(directory_.path(), std::filesystem::perms::all);
  struct stat status{};
  ASSERT_EQ(stat(agent.socket().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  // Not even when the file would let them.
  chmod(agent.socket().c_str(), 0666);
  std::filesystem::permissions(std::filesystem::path(agent.socket()).parent_path(),
                               std::filesystem::perms::all);
  const pid_t child = fork();
  if (child == 0) {
    if (setresuid(65534, 65534, 65534) != 0) _exit(2);
    ControlClient client(agent.socket());
    _exit(client.connected() && client.Send("{\"verb\":\"status\"}\n") && !client.ReadLine().empty()
              ? 1
              : 0);
  }
  int ended = 0;
  waitpid(child, &ended, 0);
  EXPECT_EQ(WEXITSTATUS(ended), 0);
  EXPECT_TRUE(agent.Ready());
}

TEST_F(ControlTest, SaysWhenThereIsNoAgent) {
  const Output ran = Cnft("ctl --socket " + directory_.path() + "/none status");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("no agent at"));
}

// ---- Metrics -----------------------------------------------------------------------------------

std::string Fetch(int socket, std::string_view request) {
  send(socket, request.data(), request.size(), MSG_NOSIGNAL);
  std::string answer;
  std::array<char, 4096> piece;
  for (;;) {
    pollfd waiting = {socket, POLLIN, 0};
    if (poll(&waiting, 1, 5000) != 1) break;
    const ssize_t length = read(socket, piece.data(), piece.size());
    if (length <= 0) break;
    answer.append(piece.data(), static_cast<std::size_t>(length));
  }
  return answer;
}

std::string FetchLoopback(std::uint16_t port, std::string_view request) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string answer;
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    answer = Fetch(socket, request);
  }
  close(socket);
  return answer;
}

TEST_F(ControlTest, HasMetrics) {
  const std::string file = directory_.path() + "/cnft.prom";
  AgentProcess agent(rules_ + " --metrics-listen 127.0.0.1:9101 --metrics-file " + file);
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ASSERT_TRUE(test::Run("nft flush chain ip cnft filter/INPUT").ok());
  ASSERT_TRUE(Eventually([&] { return agent.Writes("foreign") == 1; }));
  std::string answer;
  ASSERT_TRUE(Eventually([&] {
    answer = FetchLoopback(9101, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    return answer.find("cnft_writes_total{cause=\"foreign\"} 1\n") != std::string::npos;
  })) << answer;
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  for (const char* line :
       {"\ncnft_rules 1\n", "\ncnft_in_force 1\n", "\ncnft_writes_total{cause=\"start\"} 1\n",
        "\ncnft_drift_objects_total ", "\n# TYPE cnft_rules gauge\n",
        "\n# TYPE cnft_writes_total counter\n", "\ncnft_last_repair_duration_seconds 0.0"}) {
    EXPECT_THAT(answer, HasSubstr(line));
  }
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_THAT(text.str(), HasSubstr("cnft_rules 1\n"));
  EXPECT_FALSE(std::filesystem::exists(file + ".new"));
  EXPECT_THAT(FetchLoopback(9101, "GET / HTTP/1.0\r\n\r\n"), HasSubstr("404"));
  EXPECT_THAT(FetchLoopback(9101, "POST /metrics HTTP/1.0\r\n\r\n"), HasSubstr("405"));
  EXPECT_EQ(FetchLoopback(9101, std::string(100000, 'x')), "");
  EXPECT_TRUE(agent.Ready());
}

TEST_F(ControlTest, CountsWhatCiliumsRulesMeet) {
  const std::string config = directory_.Write("config", "routing-mode: tunnel\n");
  const std::string node =
      directory_.Write("node",
                       "ipv4: {pod-cidr: 10.1.0.0/24, cilium-internal-ip: 10.1.0.1}\n"
                       "ipv6: {pod-cidr: 'fd00:1::/64', cilium-internal-ip: 'fd00:1::1'}\n"
                       "proxies: [{name: cilium-dns-egress, port: 10001}]\n");
  const std::string path = directory_.path() + "/metrics.sock";
  ASSERT_TRUE(test::Run("ip link add cilium_host type veth peer name cilium_net; "
                        "ip link set cilium_host up; ip link set cilium_net up")
                  .ok());
  AgentProcess agent(
      fmt::format("--cilium {} --node {} --metrics-listen unix:{}", config, node, path));
  ASSERT_TRUE(agent.Ready()) << agent.log();
  ControlClient client(path);
  const std::string answer = Fetch(client.socket(), "GET /metrics HTTP/1.0\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("cnft_cilium_chain_packets_total{family=\"ipv4\",table=\"filter\","
                                "chain=\"CILIUM_INPUT\"} 0\n"));
  EXPECT_THAT(answer,
              HasSubstr("cnft_proxy_packets_total{family=\"ipv4\",proxy=\"cilium-dns-egress\","
                        "protocol=\"tcp\",port=\"10001\"} 0\n"));
}

TEST_F(ControlTest, ListensOnLoopbackOnly) {
  for (const char* address : {"0.0.0.0:9101", "9101", ":9101", "192.0.2.1:1",
                              "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "localhost:x"}) {
    const Output ran =
        Cnft(fmt::format("agent --socket '' {} --metrics-listen {}", rules_, address));
    EXPECT_NE(ran.status, 0) << address;
    EXPECT_THAT(ran.err, HasSubstr("no address of loopback")) << address;
  }
}

// ---- The supervisor ----------------------------------------------------------------------------

// What is sent to a datagram socket at that path.
class Mailbox {
 public:
  explicit Mailbox(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~Mailbox() { close(socket_); }
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  // Waits for one that holds the words.
  std::string Receive(std::string_view words) {
    for (;;) {
      pollfd waiting = {socket_, POLLIN, 0};
      if (poll(&waiting, 1, 5000) != 1) return {};
      std::array<char, 65536> bytes;
      const ssize_t length = recv(socket_, bytes.data(), bytes.size(), 0);
      const std::string text(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
      if (text.find(words) != std::string::npos) return text;
    }
  }

 private:
  int socket_ = -1;
};

TEST_F(ControlTest, TellsItsSupervisor) {
  const std::string path = directory_.path() + "/notify";
  Mailbox mailbox(path);
  AgentProcess agent(rules_, "export NOTIFY_SOCKET=" + path + " WATCHDOG_USEC=200000");
  EXPECT_THAT(mailbox.Receive("READY=1"), Not(HasSubstr("RELOADING")));
  EXPECT_THAT(mailbox.Receive("WATCHDOG=1"), HasSubstr("WATCHDOG=1"));
  agent.Signal(SIGHUP);
  EXPECT_THAT(mailbox.Receive("RELOADING=1"), HasSubstr("MONOTONIC_USEC="));
  EXPECT_NE(mailbox.Receive("READY=1"), "");
  agent.Signal(SIGTERM);
  EXPECT_NE(mailbox.Receive("STOPPING=1"), "");
  EXPECT_EQ(agent.End(SIGTERM), 0);
}

TEST_F(ControlTest, WritesFieldsToTheJournal) {
  ASSERT_EQ(unshare(CLONE_NEWNS), 0);
  ASSERT_EQ(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
  ASSERT_EQ(mount("tmpfs", "/run", "tmpfs", 0, nullptr), 0);
  std::filesystem::create_directories("/run/systemd/journal");
  Mailbox journal("/run/systemd/journal/socket");
  AgentProcess agent(rules_, "export JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2)");
  const std::string started = journal.Receive("MESSAGE=start: ");
  EXPECT_THAT(started, HasSubstr("CNFT_CAUSE=start\n"));
  EXPECT_THAT(started, HasSubstr("PRIORITY=6\n"));
  ASSERT_TRUE(test::Run("nft flush chain ip cnft filter/INPUT").ok());
  const std::string repaired = journal.Receive("CNFT_CAUSE=foreign");
  EXPECT_THAT(repaired, HasSubstr("CNFT_PROGRAM=nft\n"));
  EXPECT_THAT(repaired, HasSubstr("CNFT_OBJECTS=1\n"));
  EXPECT_THAT(repaired, HasSubstr("SYSLOG_IDENTIFIER=cnft\n"));
  EXPECT_EQ(agent.log(), "");
}

}  // namespace
}  // namespace cnft::test
