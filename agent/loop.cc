// SPDX-License-Identifier: GPL-2.0-or-later
// The loop of the agent.
#include "agent/loop.h"

#include <sys/epoll.h>

#include <time.h>

#include "nft/netlink/socket.h"

namespace cnft::agent {

struct Source::State : std::enable_shared_from_this<State> {
  sd_event_source* source = nullptr;
  std::function<void(std::uint32_t)> handler;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { sd_event_source_disable_unref(source); }

  // A handler may let go of its own source.
  static int Handle(void* data, std::uint32_t events) {
    const auto alive = static_cast<State*>(data)->shared_from_this();
    alive->handler(events);
    return 0;
  }
  static int OnIo(sd_event_source*, int, std::uint32_t events, void* data) {
    return Handle(data, events);
  }
  static int OnTime(sd_event_source*, std::uint64_t, void* data) { return Handle(data, 0); }
  static int OnSignal(sd_event_source*, const signalfd_siginfo*, void* data) {
    return Handle(data, 0);
  }
};

Result<Loop> Loop::Make() {
  sd_event* event = nullptr;
  if (const int failed = sd_event_new(&event); failed < 0) {
    return std::unexpected(netlink::SystemError(-failed, "cannot make an event loop"));
  }
  Loop loop;
  loop.event_.reset(event);
  return loop;
}

Source Loop::OnDescriptor(int descriptor, std::uint32_t events,
                          std::function<void(std::uint32_t)> handler) {
  Source made;
  made.state_ = std::make_shared<Source::State>();
  made.state_->handler = std::move(handler);
  sd_event_add_io(event_.get(), &made.state_->source, descriptor, events, Source::State::OnIo,
                  made.state_.get());
  return made;
}

void Loop::Await(const Source& source, std::uint32_t events) {
  sd_event_source_set_io_events(source.state_->source, events);
}

void Loop::First(const Source& source) {
  sd_event_source_set_priority(source.state_->source, SD_EVENT_PRIORITY_IMPORTANT);
}

Source Loop::OnTimer(std::function<void()> handler) {
  Source made;
  made.state_ = std::make_shared<Source::State>();
  made.state_->handler = [handler = std::move(handler)](std::uint32_t) { handler(); };
  sd_event_add_time_relative(event_.get(), &made.state_->source, CLOCK_MONOTONIC, 0, 1,
                             Source::State::OnTime, made.state_.get());
  Stop(made);
  return made;
}

void Loop::Set(const Source& timer, std::chrono::microseconds from_now) {
  sd_event_source_set_time_relative(timer.state_->source,
                                    static_cast<std::uint64_t>(from_now.count()));
  sd_event_source_set_enabled(timer.state_->source, SD_EVENT_ONESHOT);
}

void Loop::Stop(const Source& timer) {
  sd_event_source_set_enabled(timer.state_->source, SD_EVENT_OFF);
}

bool Loop::IsSet(const Source& timer) const {
  int enabled = SD_EVENT_OFF;
  sd_event_source_get_enabled(timer.state_->source, &enabled);
  return enabled != SD_EVENT_OFF;
}

Source Loop::OnSignal(int number, std::function<void()> handler) {
  Source made;
  made.state_ = std::make_shared<Source::State>();
  made.state_->handler = [handler = std::move(handler)](std::uint32_t) { handler(); };
  sd_event_add_signal(event_.get(), &made.state_->source, number, Source::State::OnSignal,
                      made.state_.get());
  return made;
}

void Loop::Watchdog() { sd_event_set_watchdog(event_.get(), 1); }

Result<void> Loop::Run() {
  const int failed = sd_event_loop(event_.get());
  if (failed >= 0) return {};
  return std::unexpected(netlink::SystemError(-failed, "the event loop has failed"));
}

void Loop::Exit() { sd_event_exit(event_.get(), 0); }

}  // namespace cnft::agent
