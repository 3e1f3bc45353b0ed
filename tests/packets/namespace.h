// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces that one thread moves between (setns(2)), and frames in and out of them
// (packet(7)).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cnft::test {

// A file descriptor that is closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return number_; }

 private:
  int number_;
};

// Throws with errno's text when `result` is negative.
int Check(int result, std::string_view what);

class Namespace {
 public:
  Namespace();  // a new one

  // The calling thread is in the namespace while this lives.
  class Inside {
   public:
    explicit Inside(const Namespace& space);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Descriptor outside_;
  };

  // A path that names the namespace to ip(8).
  std::string Path() const;

 private:
  Descriptor self_;
};

// The names of the devices in the namespace of a socket, each asked for once.
class DeviceNames {
 public:
  const std::string& Find(const Descriptor& socket, std::size_t index);

 private:
  std::vector<std::string> names_;  // by index
};

struct Frame {
  std::string device;
  std::string bytes;
};

// Sends and receives frames on all devices of the namespace it is made in.
class FrameSocket {
 public:
  FrameSocket();
  void Send(int interface_index, std::string_view frame);
  // What arrived since.
  std::vector<Frame> Receive();

 private:
  Descriptor socket_;
  DeviceNames names_;
};

// Waits until the kernel is done with everything sent from this thread. A packet goes from device
// to device through the backlog of the CPU it is on, first in, first out: a frame that has gone
// that way after it tells that it has, too, and several rounds that what it caused has.
class Quiescence {
 public:
  Quiescence();  // keeps the thread on its CPU from now on
  void Wait();

 private:
  Namespace space_;
  Descriptor socket_;
  int in_ = 0;
};

}  // namespace cnft::test
