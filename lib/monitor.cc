// SPDX-License-Identifier: GPL-2.0-or-later
// What changes in the kernel, one event at a time.
#include "nft/netlink/monitor.h"

#include <poll.h>

#include <array>
#include <deque>
#include <new>
#include <optional>
#include <string>

#include "lib/session.h"
#include "nft/deadline.h"

namespace {

using cnft::netlink::Topic;

struct TopicNumber {
  Topic topic;
  cnft_topic number;
};
constexpr std::array kTopics = {
    TopicNumber{Topic::kTable, CNFT_TOPIC_TABLE},
    TopicNumber{Topic::kChain, CNFT_TOPIC_CHAIN},
    TopicNumber{Topic::kRule, CNFT_TOPIC_RULE},
    TopicNumber{Topic::kSet, CNFT_TOPIC_SET},
    TopicNumber{Topic::kElements, CNFT_TOPIC_ELEMENTS},
    TopicNumber{Topic::kObject, CNFT_TOPIC_OBJECT},
    TopicNumber{Topic::kFlowtable, CNFT_TOPIC_FLOWTABLE},
    TopicNumber{Topic::kGeneration, CNFT_TOPIC_GENERATION},
    TopicNumber{Topic::kLink, CNFT_TOPIC_LINK},
    TopicNumber{Topic::kAddress, CNFT_TOPIC_ADDRESS},
    TopicNumber{Topic::kRoute, CNFT_TOPIC_ROUTE},
    TopicNumber{Topic::kPolicyRule, CNFT_TOPIC_POLICY_RULE},
    TopicNumber{Topic::kOverrun, CNFT_TOPIC_OVERRUN},
};

// An event and the texts it points to; not to be moved.
struct Kept {
  explicit Kept(const cnft::netlink::Notification& from)
      : table(from.table), name(from.name), program(from.program) {
    event.size = sizeof event;
    event.topic = CNFT_TOPIC_OVERRUN;
    for (const TopicNumber& topic : kTopics) {
      if (topic.topic == from.topic) event.topic = topic.number;
    }
    event.removed = from.removed ? 1 : 0;
    event.family = from.family;
    event.table = table.c_str();
    event.name = name.c_str();
    event.number = from.number;
    event.protocol = from.protocol;
    event.generation = from.generation;
    event.process = from.process;
    event.program = program.c_str();
  }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

  cnft_event event{};
  std::string table;
  std::string name;
  std::string program;
};

}  // namespace

struct cnft_monitor {
  explicit cnft_monitor(cnft::netlink::Monitor given) : monitor(std::move(given)) {}

  // Nothing when none came in time.
  cnft::Result<const cnft_event*> Next(const cnft::Deadline& deadline) {
    if (handed_out && !events.empty()) events.pop_front();
    handed_out = false;
    while (events.empty()) {
      const auto more = monitor.Read([&](const cnft::netlink::Notification& notification) {
        events.emplace_back(notification);
      });
      if (!more) return std::unexpected(more.error());
      if (!events.empty()) break;
      if (deadline.over()) return nullptr;
      pollfd wait = {monitor.descriptor(), POLLIN, 0};
      poll(&wait, 1, deadline.left());
    }
    handed_out = true;
    return &events.front().event;
  }

  cnft::netlink::Monitor monitor;
  std::deque<Kept> events;
  bool handed_out = false;  // the first of them
};

cnft_status cnft_monitor_open(cnft_session* session, cnft_monitored what, cnft_monitor** monitor) {
  if (monitor == nullptr || (what != CNFT_RULESETS && what != CNFT_ROUTING)) return CNFT_MISUSE;
  *monitor = nullptr;
  return cnft::lib::Call(session, cnft::lib::Where::kInNamespace, [&] {
    auto opened = what == CNFT_RULESETS ? cnft::netlink::Monitor::OfRulesets()
                                        : cnft::netlink::Monitor::OfRouting();
    if (!opened) return session->Fail(opened.error());
    *monitor = new cnft_monitor(std::move(*opened));
    return CNFT_DONE;
  });
}

void cnft_monitor_free(cnft_monitor* monitor) { delete monitor; }

int cnft_monitor_fd(const cnft_monitor* monitor) {
  return monitor == nullptr ? -1 : monitor->monitor.descriptor();
}

cnft_status cnft_monitor_next(cnft_monitor* monitor, int timeout_ms, const cnft_event** event) {
  if (monitor == nullptr || event == nullptr || timeout_ms < 0) return CNFT_MISUSE;
  *event = nullptr;
  try {
    const auto next = monitor->Next(cnft::Deadline::In(std::chrono::milliseconds(timeout_ms)));
    if (!next) return CNFT_SYSTEM;
    *event = *next;
    return CNFT_DONE;
  } catch (const std::bad_alloc&) {
    return CNFT_NO_MEMORY;
  } catch (...) {
    return CNFT_SYSTEM;
  }
}
