// SPDX-License-Identifier: GPL-2.0-or-later
// Clients of a listening socket (unix(7), epoll(7)).
#include "agent/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "nft/netlink/socket.h"

namespace cnft::agent {
namespace {

constexpr int kBacklog = 64;

Error Failed(std::string what) { return netlink::SystemError(errno, std::move(what)); }

Error Unusable(std::string message) {
  Error error;
  error.message = std::move(message);
  return error;
}

int OpenStream(int domain) { return socket(domain, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

bool MayUse(int client) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == 0 || peer.uid == geteuid();
}

}  // namespace

void Client::Send(std::string_view bytes) {
  if (gone_) return;
  if (output_.size() + bytes.size() > limit_) {
    gone_ = true;
    output_.clear();
    return;
  }
  output_ += bytes;
}

Server::Server(Loop& loop, int socket, std::string path, ServerLimits limits)
    : loop_(loop), socket_(socket), path_(std::move(path)), limits_(limits) {
  acceptable_ = loop_.OnDescriptor(socket_, EPOLLIN, [this](std::uint32_t) { Accept(); });
}

Server::~Server() {
  for (Client& client : clients_) close(client.socket_);
  if (!path_.empty()) unlink(path_.c_str());
  close(socket_);
}

Result<std::unique_ptr<Server>> Server::OnUnix(Loop& loop, const std::string& path,
                                               ServerLimits limits) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    return std::unexpected(Unusable(fmt::format("the name of socket {} is too long", path)));
  }
  path.copy(address.sun_path, path.size());
  const auto* any = reinterpret_cast<const sockaddr*>(&address);
  const int socket = OpenStream(AF_UNIX);
  if (socket < 0) return std::unexpected(Failed("cannot open a socket"));
  if (connect(socket, any, sizeof address) == 0 || errno == EAGAIN) {
    close(socket);
    return std::unexpected(Unusable(fmt::format("another agent listens on {}", path)));
  }
  if (errno == ECONNREFUSED) unlink(path.c_str());
  const mode_t mask = umask(0177);
  const bool bound = bind(socket, any, sizeof address) == 0 && listen(socket, kBacklog) == 0;
  umask(mask);
  if (!bound) {
    Error error = Failed(fmt::format("cannot listen on {}", path));
    close(socket);
    return std::unexpected(std::move(error));
  }
  return std::unique_ptr<Server>(new Server(loop, socket, path, limits));
}

Result<std::unique_ptr<Server>> Server::OnLoopback(Loop& loop, const std::string& address,
                                                   ServerLimits limits) {
  const std::size_t colon = address.rfind(':');
  std::uint16_t port = 0;
  const char* end = address.data() + address.size();
  const char* begin = colon == std::string::npos ? end : address.data() + colon + 1;
  const auto [rest, wrong] = std::from_chars(begin, end, port);
  const std::string host = address.substr(0, colon);
  const bool ipv6 = host == "[::1]";
  if (wrong != std::errc() || rest != end || port == 0 || (host != "127.0.0.1" && !ipv6)) {
    return std::unexpected(Unusable(
        fmt::format("{} is no address of loopback with a port, such as 127.0.0.1:9101", address)));
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = in6addr_loopback;
  v6.sin6_port = htons(port);
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  v4.sin_port = htons(port);
  const int socket = OpenStream(ipv6 ? AF_INET6 : AF_INET);
  if (socket < 0) return std::unexpected(Failed("cannot open a socket"));
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const bool bound = ipv6 ? bind(socket, reinterpret_cast<const sockaddr*>(&v6), sizeof v6) == 0
                          : bind(socket, reinterpret_cast<const sockaddr*>(&v4), sizeof v4) == 0;
  if (!bound || listen(socket, kBacklog) != 0) {
    Error error = Failed(fmt::format("cannot listen on {}", address));
    close(socket);
    return std::unexpected(std::move(error));
  }
  return std::unique_ptr<Server>(new Server(loop, socket, {}, limits));
}

void Server::Accept() {
  const int socket = accept4(socket_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket < 0) return;
  if (clients_.size() >= limits_.clients || (!path_.empty() && !MayUse(socket))) {
    close(socket);
    return;
  }
  Client& client = clients_.emplace_back();
  client.socket_ = socket;
  client.limit_ = limits_.output;
  client.ready_ = loop_.OnDescriptor(
      socket, EPOLLIN, [this, &client](std::uint32_t events) { Serve(client, events); });
  client.again_ = loop_.OnTimer([this, &client] { Serve(client, 0); });
  client.late_ = loop_.OnTimer([this, &client] {
    if (client.subscribed && client.output_.empty()) return;
    client.gone_ = true;
    Sweep();
  });
  loop_.Set(client.late_, limits_.patience);
}

void Server::Serve(Client& client, std::uint32_t events) {
  serving_ = true;
  if ((events & EPOLLIN) != 0) Take(client);
  const bool hung_up = (events & EPOLLHUP) != 0 && (events & EPOLLIN) == 0;
  client.gone_ |= hung_up || (events & EPOLLERR) != 0;
  Flush(client);
  // One request, and the next when the answer is taken and others had their turn.
  if (!client.gone_ && !client.finished_ && client.output_.empty() && !client.input.empty()) {
    client.more = false;
    if (handler_) handler_(client);
    client.gone_ |= client.input.size() > limits_.input;
    // A byte now and then is no reason to wait on.
    if (client.input.empty()) loop_.Set(client.late_, limits_.patience);
    Flush(client);
  }
  client.finished_ |= client.silent_ && !client.subscribed && !client.more;
  Await(client);
  serving_ = false;
  Sweep();
}

void Server::Take(Client& client) {
  std::array<char, 16 * 1024> piece;
  const ssize_t length = recv(client.socket_, piece.data(), piece.size(), 0);
  if (length > 0) {
    client.input.append(piece.data(), static_cast<std::size_t>(length));
  } else if (length == 0) {
    client.silent_ = true;  // but it may still listen
  } else {
    client.gone_ = errno != EAGAIN && errno != EINTR;
  }
}

void Server::Flush(Client& client) {
  while (!client.output_.empty() && !client.gone_) {
    const ssize_t sent =
        send(client.socket_, client.output_.data(), client.output_.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      client.gone_ = errno != EAGAIN;
      break;
    }
    client.output_.erase(0, static_cast<std::size_t>(sent));
    if (client.subscribed) loop_.Set(client.late_, limits_.patience);
  }
}

// Decides what the client is waited for.
void Server::Await(Client& client) {
  if (client.gone_) return;
  if (!client.output_.empty()) {
    loop_.Await(client.ready_, EPOLLOUT);
  } else if (client.finished_) {
    client.gone_ = true;
  } else if (client.more) {
    loop_.Await(client.ready_, 0);
    loop_.Set(client.again_, std::chrono::microseconds(0));
  } else {
    loop_.Await(client.ready_, client.silent_ ? 0U : std::uint32_t{EPOLLIN});
  }
}

void Server::Broadcast(std::string_view bytes) {
  for (Client& client : clients_) {
    if (!client.subscribed) continue;
    client.Send(bytes);
    Flush(client);
    Await(client);
  }
  Sweep();
}

void Server::Sweep() {
  if (serving_) return;
  std::erase_if(clients_, [](const Client& client) {
    if (client.gone_) close(client.socket_);
    return client.gone_;
  });
}

}  // namespace cnft::agent
