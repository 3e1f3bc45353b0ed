// SPDX-License-Identifier: GPL-2.0-or-later
// A netlink socket: requests, dumps and batches.
#include "nft/netlink/socket.h"

#include <sys/socket.h>

#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "nft/netlink/attributes.h"

namespace cnft::netlink {
namespace {

// Dumps come in pieces of at most 32 KiB; answers to a batch in single messages.
constexpr std::size_t kReceiveBuffer = 64 * 1024;
// Holds the errors of some 100,000 messages.
constexpr int kSocketReceiveBuffer = 64 * 1024 * 1024;

constexpr int kMaxDumpRestarts = 100;

// Nothing is wrong with what is asked: there is nobody to ask (net/netfilter/nfnetlink.c,
// nfnetlink_rcv_msg).
bool LacksNfTables(const Error& error, std::span<const std::uint8_t> request) {
  nlmsghdr header{};
  if (request.size() < sizeof header) return false;
  std::memcpy(&header, request.data(), sizeof header);
  return error.error_number == EINVAL && header.nlmsg_type >> 8 == NFNL_SUBSYS_NFTABLES;
}

}  // namespace

Error SystemError(int error_number, std::string what) {
  Error error;
  error.error_number = error_number;
  error.code =
      error_number == EPERM || error_number == EACCES ? ErrorCode::kPermission : ErrorCode::kSystem;
  error.message = std::move(what) + ": " + std::strerror(error_number);
  if (error.code == ErrorCode::kPermission) error.hint = "CAP_NET_ADMIN is needed: run as root";
  return error;
}

Error DeadlineError() {
  Error error;
  error.code = ErrorCode::kDeadline;
  error.error_number = ETIMEDOUT;
  error.message = "there was no time left";
  return error;
}

void Socket::Close::operator()(mnl_socket* socket) const { mnl_socket_close(socket); }

Result<mnl_socket*> Socket::OpenNew(int bus) {
  mnl_socket* socket = mnl_socket_open2(bus, SOCK_CLOEXEC);
  if (socket == nullptr) return std::unexpected(SystemError(errno, "cannot open a netlink socket"));
  if (mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) < 0) {
    const int error_number = errno;
    mnl_socket_close(socket);
    return std::unexpected(SystemError(error_number, "cannot bind a netlink socket"));
  }
  return socket;
}

Result<mnl_socket*> Socket::OpenGiven(int bus, int descriptor) {
  int domain = 0;
  int protocol = -1;
  socklen_t size = sizeof domain;
  if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size) < 0 ||
      getsockopt(descriptor, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) < 0) {
    return std::unexpected(SystemError(errno, "the descriptor is no socket"));
  }
  if (domain != AF_NETLINK || protocol != bus) {
    return std::unexpected(
        SystemError(EPROTONOSUPPORT, "the descriptor is no netlink socket of this kind"));
  }
  // What is sent to groups would be taken for answers. The size comes out in bytes of whole words.
  std::uint32_t groups[8] = {};
  size = sizeof groups;
  if (getsockopt(descriptor, SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, groups, &size) == 0 &&
      std::ranges::any_of(groups, [](std::uint32_t word) { return word != 0; })) {
    return std::unexpected(SystemError(EBUSY, "the netlink socket listens to groups"));
  }
  const int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return std::unexpected(SystemError(errno, "cannot use the descriptor"));
  mnl_socket* socket = mnl_socket_fdopen(copy);
  if (socket == nullptr) {
    const int error_number = errno;
    close(copy);
    return std::unexpected(SystemError(error_number, "cannot use the descriptor"));
  }
  return socket;
}

int Socket::descriptor() const { return mnl_socket_get_fd(socket_.get()); }

Result<Socket> Socket::Open(int bus, const SocketOptions& options) {
  const bool given = options.descriptor >= 0;
  const auto socket = given ? OpenGiven(bus, options.descriptor) : OpenNew(bus);
  if (!socket) return std::unexpected(socket.error());
  Socket result;
  result.socket_.reset(*socket);
  result.deadline_ = options.deadline;
  result.shared_ = given;
  const int fd = result.descriptor();
  const int on = 1;
  setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
  setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on);
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &kSocketReceiveBuffer,
                 sizeof kSocketReceiveBuffer) < 0) {
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &kSocketReceiveBuffer, sizeof kSocketReceiveBuffer);
  }
  result.receive_buffer_ = std::make_unique_for_overwrite<char[]>(kReceiveBuffer);
  return result;
}

Result<std::size_t> Socket::Receive() {
  for (;;) {
    if (Over(deadline_)) return std::unexpected(DeadlineError());
    const ssize_t length = recv(descriptor(), receive_buffer_.get(), kReceiveBuffer, MSG_DONTWAIT);
    if (length >= 0) return static_cast<std::size_t>(length);
    if (errno == EINTR) continue;
    if (errno != EAGAIN) {
      return std::unexpected(SystemError(errno, "cannot read from the kernel"));
    }
    pollfd wait = {descriptor(), POLLIN, 0};
    poll(&wait, 1, deadline_ != nullptr ? deadline_->left() : -1);
  }
}

Result<void> Socket::Drain() {
  while (unread_ || shared_) {
    if (Over(deadline_)) return std::unexpected(DeadlineError());
    const ssize_t length = recv(descriptor(), receive_buffer_.get(), kReceiveBuffer, MSG_DONTWAIT);
    if (length >= 0 || errno == EINTR || errno == ENOBUFS) continue;
    if (errno != EAGAIN) {
      return std::unexpected(SystemError(errno, "cannot read from the kernel"));
    }
    unread_ = false;
    break;
  }
  return {};
}

// True when the dump is complete, false when it was interrupted by a change.
Result<bool> Socket::ReadAnswers(std::size_t header_length, const Message& message) {
  bool interrupted = false;
  for (;;) {
    const auto length = Receive();
    if (!length) return std::unexpected(length.error());
    int left = static_cast<int>(*length);
    for (const auto* header = reinterpret_cast<const nlmsghdr*>(receive_buffer_.get());
         mnl_nlmsg_ok(header, left); header = mnl_nlmsg_next(header, &left)) {
      interrupted |= (header->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
      if (header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR) unread_ = false;
      if (header->nlmsg_type == NLMSG_DONE) return !interrupted;
      if (header->nlmsg_type == NLMSG_ERROR) {
        const auto* error = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(header));
        if (error->error == 0) return !interrupted;
        if (error->error == -EINTR) return false;
        return std::unexpected(SystemError(-error->error, "the kernel refuses to list"));
      }
      const auto* body = static_cast<const char*>(mnl_nlmsg_get_payload(header));
      const std::size_t size = mnl_nlmsg_get_payload_len(header);
      if (size < header_length) continue;
      message(header->nlmsg_type, static_cast<std::uint8_t>(body[0]),
              {body + header_length, size - header_length});
    }
  }
}

Result<void> Socket::Dump(std::span<const std::uint8_t> request, std::size_t header_length,
                          const std::function<void()>& restart, const Message& message) {
  for (int attempt = 0; attempt < kMaxDumpRestarts; ++attempt) {
    if (auto drained = Drain(); !drained) return drained;
    if (mnl_socket_sendto(socket_.get(), request.data(), request.size()) < 0) {
      return std::unexpected(SystemError(errno, "cannot ask the kernel"));
    }
    unread_ = true;
    const Result<bool> complete = ReadAnswers(header_length, message);
    if (!complete && LacksNfTables(complete.error(), request)) {
      return std::unexpected(Error{.code = ErrorCode::kMissingFeature,
                                   .error_number = EINVAL,
                                   .message = "this kernel has no nf_tables",
                                   .hint = "it comes with the module nf_tables"});
    }
    if (!complete) return std::unexpected(complete.error());
    if (*complete) return {};
    restart();
  }
  return std::unexpected(Error{.code = ErrorCode::kConflict,
                               .message = "the ruleset changes faster than it can be read"});
}

Result<std::vector<MessageError>> Socket::Send(std::span<const std::uint8_t> batch) {
  if (auto drained = Drain(); !drained) return std::unexpected(drained.error());
  if (Over(deadline_)) return std::unexpected(DeadlineError());
  const int fd = descriptor();
  // One transaction is one datagram. The kernel doubles the size it is given.
  const int size = static_cast<int>(batch.size() / 2 + 4096);
  if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size) < 0) {
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  }
  if (mnl_socket_sendto(socket_.get(), batch.data(), batch.size()) < 0) {
    return std::unexpected(SystemError(errno, "cannot send the ruleset to the kernel"));
  }
  // The kernel has worked when sendto returns: all answers are waiting.
  std::vector<MessageError> errors;
  bool overrun = false;
  for (;;) {
    const ssize_t length = recv(fd, receive_buffer_.get(), kReceiveBuffer, MSG_DONTWAIT);
    if (length < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) break;
      if (errno == ENOBUFS) {
        overrun = true;
        continue;
      }
      return std::unexpected(SystemError(errno, "cannot read the kernel's answer"));
    }
    int left = static_cast<int>(length);
    for (const auto* header = reinterpret_cast<const nlmsghdr*>(receive_buffer_.get());
         mnl_nlmsg_ok(header, left); header = mnl_nlmsg_next(header, &left)) {
      if (header->nlmsg_type != NLMSG_ERROR) continue;
      const auto* error = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(header));
      if (error->error == 0) continue;
      MessageError& out = errors.emplace_back();
      out.sequence = error->msg.nlmsg_seq;
      out.error_number = -error->error;
      if ((header->nlmsg_flags & NLM_F_ACK_TLVS) == 0) continue;
      const std::string_view payload(static_cast<const char*>(mnl_nlmsg_get_payload(header)),
                                     mnl_nlmsg_get_payload_len(header));
      const AttributeTable<NLMSGERR_ATTR_MAX + 1> attributes(
          payload.substr(std::min(payload.size(), sizeof(nlmsgerr))));
      out.text = attributes[NLMSGERR_ATTR_MSG].String();
      if (attributes[NLMSGERR_ATTR_OFFS]) {
        std::memcpy(&out.offset, attributes[NLMSGERR_ATTR_OFFS].bytes().data(), sizeof out.offset);
      }
    }
  }
  if (overrun && errors.empty()) {
    return std::unexpected(
        SystemError(ENOBUFS, "the kernel refused the ruleset; its reasons were lost"));
  }
  return errors;
}

}  // namespace cnft::netlink
