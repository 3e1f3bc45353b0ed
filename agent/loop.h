// SPDX-License-Identifier: GPL-2.0-or-later
// The loop of the agent: descriptors, timers and signals (sd-event(3)).
#pragma once

#include <systemd/sd-event.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "nft/kernel.h"

namespace cnft::agent {

// Something the loop waits for; it no longer does when this is gone, even from its own handler.
class Source {
 public:
  Source() = default;

 private:
  friend class Loop;
  struct State;
  std::shared_ptr<State> state_;
};

class Loop {
 public:
  static Result<Loop> Make();

  // Descriptors: `events` are of epoll(7).
  Source OnDescriptor(int descriptor, std::uint32_t events,
                      std::function<void(std::uint32_t)> handler);
  void Await(const Source& source, std::uint32_t events);

  // Of what is ready, this goes before all others.
  void First(const Source& source);

  // Timers ring once after they are set.
  Source OnTimer(std::function<void()> handler);
  void Set(const Source& timer, std::chrono::microseconds from_now);
  void Stop(const Source& timer);
  bool IsSet(const Source& timer) const;

  // Signals must be blocked in all threads.
  Source OnSignal(int number, std::function<void()> handler);

  // Tells the supervisor that the loop is alive, if it wants to know.
  void Watchdog();
  Result<void> Run();
  void Exit();

 private:
  struct Unref {
    void operator()(sd_event* event) const { sd_event_unref(event); }
  };
  std::unique_ptr<sd_event, Unref> event_;
};

}  // namespace cnft::agent
