// SPDX-License-Identifier: GPL-2.0-or-later
// Clients of a listening socket, none of whom can hold up the agent or make it grow: their number,
// what they may send before it makes sense, what may wait for them, and how long they may take, all
// have bounds.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "agent/loop.h"

namespace cnft::agent {

struct ServerLimits {
  std::size_t clients = 16;  // more are turned away
  std::size_t input = std::size_t{64} * 1024;
  std::size_t output = std::size_t{4} * 1024 * 1024;
  std::chrono::seconds patience{30};  // with one who neither sends nor takes anything
};

class Client {
 public:
  // What came and was not taken yet.
  std::string input;
  // There is more in `input` that is whole: the handler is called again.
  bool more = false;
  // Stays when it is silent, to be sent what happens.
  bool subscribed = false;

  // One who does not take what waits for it is cut off.
  void Send(std::string_view bytes);
  // No more is wanted of it: it goes when it has taken everything.
  void Finish() { finished_ = true; }
  bool finished() const { return finished_; }

 private:
  friend class Server;
  int socket_ = -1;
  std::string output_;
  bool finished_ = false;
  bool silent_ = false;  // sends nothing more
  bool gone_ = false;
  std::size_t limit_ = 0;
  Source ready_;
  Source again_;
  Source late_;
};

class Server {
 public:
  // A Unix socket for root alone (and for who runs the agent). One that nobody listens on any more
  // is replaced.
  static Result<std::unique_ptr<Server>> OnUnix(Loop& loop, const std::string& path,
                                                ServerLimits limits);
  // "127.0.0.1:9101", "[::1]:9101": loopback and nothing else.
  static Result<std::unique_ptr<Server>> OnLoopback(Loop& loop, const std::string& address,
                                                    ServerLimits limits);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Called when a client has sent something; takes from its `input` one thing that is whole.
  void OnInput(std::function<void(Client& client)> handler) { handler_ = std::move(handler); }
  // To all that are subscribed.
  void Broadcast(std::string_view bytes);
  std::size_t size() const { return clients_.size(); }

 private:
  Server(Loop& loop, int socket, std::string path, ServerLimits limits);
  void Accept();
  void Serve(Client& client, std::uint32_t events);
  void Take(Client& client);
  void Flush(Client& client);
  void Await(Client& client);
  void Sweep();

  Loop& loop_;
  int socket_;
  std::string path_;  // of a Unix socket
  ServerLimits limits_;
  std::function<void(Client&)> handler_;
  std::list<Client> clients_;
  bool serving_ = false;  // one of them: none goes meanwhile
  Source acceptable_;
};

}  // namespace cnft::agent
