// SPDX-License-Identifier: GPL-2.0-or-later
// cnft-replay FILE: sends the bytes of a transaction to the kernel as they are and prints how many
// milliseconds that took: the kernel's own time, for comparison. As little else as possible.
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <linux/netlink.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

namespace {

int Fail(const char* what) {
  std::fprintf(stderr, "cnft-replay: %s: %s\n", what, std::strerror(errno));
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (file < 0 || fstat(file, &status) != 0) return Fail(argv[1]);
  const auto size = static_cast<std::size_t>(status.st_size);
  // All pages are there before the clock starts.
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (bytes == MAP_FAILED) return Fail("mmap");
  const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  if (fd < 0 || bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    return Fail("socket");
  }
  const int buffer = static_cast<int>(size / 2 + 4096);
  setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &buffer, sizeof buffer);
  const auto begin = std::chrono::steady_clock::now();
  const ssize_t sent =
      sendto(fd, bytes, size, 0, reinterpret_cast<sockaddr*>(&address), sizeof address);
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - begin;
  if (sent < 0) return Fail("send");
  // Silence is consent.
  std::array<char, 4096> answer{};
  if (recv(fd, answer.data(), answer.size(), MSG_DONTWAIT) >= 0) {
    std::fprintf(stderr, "cnft-replay: the kernel refuses\n");
    return 1;
  }
  std::printf("%.3f\n", elapsed.count());
  return 0;
}
