// SPDX-License-Identifier: GPL-2.0-or-later
// cnft agent: applies what is wanted, then stays and keeps it so.
#include "agent/agent.h"

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/stat.h>

#include <fmt/format.h>
#include <linux/netfilter.h>
#include <linux/rtnetlink.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <optional>

#include "agent/control.h"
#include "agent/drift.h"
#include "agent/files.h"
#include "agent/log.h"
#include "agent/loop.h"
#include "agent/metrics.h"
#include "agent/server.h"
#include "agent/status.h"
#include "nft/netlink/monitor.h"

namespace cnft::agent {
namespace {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;
using netlink::Monitor;
using netlink::Notification;
using netlink::Topic;

// Somebody who changes our tables all the time gets so many answers a second.
constexpr int kRepairsAtOnce = 20;
constexpr auto kRefill = milliseconds(50);
// What could not be done is tried again, later each time.
constexpr auto kFirstRetry = milliseconds(100);
constexpr auto kLastRetry = seconds(10);
// One change of a link comes as several notifications.
constexpr auto kNetworkQuiet = milliseconds(10);
// Bridges and settings are looked at when iptables-nft writes, and as often as this, since nothing
// tells of iptables-legacy.
constexpr auto kPeriod = seconds(10);
// The whole ruleset, though nothing was told of it.
constexpr auto kWholePeriod = seconds(60);
constexpr auto kBridgesQuiet = milliseconds(100);
constexpr auto kMetricsPeriod = seconds(15);
// Who reads metrics more often than that reads the same again.
constexpr auto kMetricsAge = seconds(1);

bool OfIptables(const Notification& one) {
  if (one.family != NFPROTO_IPV4 && one.family != NFPROTO_IPV6) return false;
  return iptables::FindTable(one.table) != nullptr;
}

class Agent {
 public:
  Agent(const Settings& settings, Loop loop, Keeper keeper, Monitor rulesets, Monitor routing)
      : settings_(settings),
        loop_(std::move(loop)),
        keeper_(std::move(keeper)),
        rulesets_(std::move(rulesets)),
        routing_(std::move(routing)),
        drift_(settings.keeper.translate.table,
               [this](std::uint32_t generation) { return keeper_.Made(generation); }) {}

  std::expected<void, Failure> Run();

 private:
  // What to compare with the kernel, and why.
  struct Due {
    bool ruleset = false;
    bool whole = false;  // the ruleset, whatever is known of it
    bool system = false;
    bool bridges = false;
    bool inputs = false;
    Cause cause = Cause::kPeriod;
    bool any() const { return ruleset || system || bridges || inputs; }
  };

  std::optional<Failure> Start();
  std::optional<Error> Listen();
  void OnRulesets();
  void OnRouting();
  void OnPeriod();
  void Want(Due due, microseconds when);
  void WorkIn(microseconds when);
  void WorkLater();
  void Work();
  bool Note(const Result<Outcome>& outcome, Cause cause, Clock::time_point begin);
  void Fail(std::string message);
  std::expected<void, std::string> TakeInputs(Cause cause, const Overlay& overlay);
  std::expected<void, std::string> Reload();
  std::expected<void, std::string> ChangeOverlay(const std::function<void(Overlay&)>& change);
  std::string OverlayPath() const;
  Json StatusJson() const;
  void Emit(std::string_view event, Json fields);
  const std::string& Metrics();
  void WriteMetricsFile();
  void Stop();

  const Settings& settings_;
  Loop loop_;
  Keeper keeper_;
  Monitor rulesets_;
  Monitor routing_;
  Overlay overlay_;
  Status status_;

  Drift drift_;
  // Of foreign changes that are not put back yet: when the first was heard of.
  std::optional<Clock::time_point> drift_since_;
  Due due_;
  Clock::time_point work_at_;
  int tokens_ = kRepairsAtOnce;
  Clock::time_point refilled_ = Clock::now();
  milliseconds retry_ = kFirstRetry;
  Clock::duration whole_took_{};
  Clock::time_point whole_at_ = Clock::now();
  Clock::duration bridges_took_{};
  Clock::time_point bridges_at_;
  std::optional<Error> removal_failed_;
  std::string metrics_;
  Clock::time_point metrics_at_;
  std::string metrics_trouble_;

  std::unique_ptr<Server> control_;
  std::unique_ptr<Server> metrics_server_;
  std::unique_ptr<FileWatch> files_;
  std::vector<Source> sources_;
  Source work_;
  Source period_;
  Source metrics_timer_;
};

std::string Agent::OverlayPath() const {
  return (std::filesystem::path(settings_.control).parent_path() / "state.json").string();
}

std::optional<Error> Agent::Listen() {
  if (!settings_.control.empty()) {
    std::error_code ignored;
    const auto folder = std::filesystem::path(settings_.control).parent_path();
    if (!folder.empty() && !std::filesystem::exists(folder, ignored)) {
      mkdir(folder.c_str(), 0755);  // if it cannot be made, the socket cannot either
    }
    auto server = Server::OnUnix(loop_, settings_.control, {});
    if (!server) return server.error();
    control_ = std::move(*server);
    const ControlActions actions = {
        .status = [this] { return StatusJson(); },
        .reload = [this] { return Reload(); },
        .change = [this](const auto& change) { return ChangeOverlay(change); }};
    control_->OnInput([actions](Client& client) {
      const std::size_t end = client.input.find('\n');
      if (end == std::string::npos) return;
      const Reply reply = Answer(std::string_view(client.input).substr(0, end), actions);
      client.input.erase(0, end + 1);
      client.more = client.input.find('\n') != std::string::npos;
      client.subscribed |= reply.subscribe;
      client.Send(reply.line);
    });
  }
  const std::string& address = settings_.metrics_listen;
  if (address.empty()) return std::nullopt;
  const ServerLimits limits = {.clients = 8,
                               .input = std::size_t{8} * 1024,
                               .output = std::size_t{16} * 1024 * 1024,
                               .patience = seconds(5)};
  auto server = address.starts_with("unix:") ? Server::OnUnix(loop_, address.substr(5), limits)
                                             : Server::OnLoopback(loop_, address, limits);
  if (!server) return server.error();
  metrics_server_ = std::move(*server);
  metrics_server_->OnInput([this](Client& client) {
    const std::string answer = AnswerHttp(client.input, [this] { return Metrics(); });
    if (answer.empty()) return;
    client.input.clear();
    client.Send(answer);
    client.Finish();
  });
  return std::nullopt;
}

std::optional<Failure> Agent::Start() {
  if (auto failed = Listen()) return Failure{false, std::move(*failed)};
  if (control_) overlay_ = Overlay::Load(OverlayPath());
  work_ = loop_.OnTimer([this] { Work(); });
  period_ = loop_.OnTimer([this] { OnPeriod(); });
  metrics_timer_ = loop_.OnTimer([this] { WriteMetricsFile(); });
  sources_.push_back(
      loop_.OnDescriptor(rulesets_.descriptor(), EPOLLIN, [this](std::uint32_t) { OnRulesets(); }));
  sources_.push_back(
      loop_.OnDescriptor(routing_.descriptor(), EPOLLIN, [this](std::uint32_t) { OnRouting(); }));
  // Before any client.
  for (const Source* first : {&work_, &sources_.front(), &sources_.back()}) loop_.First(*first);
  for (const int number : {SIGTERM, SIGINT}) {
    sources_.push_back(loop_.OnSignal(number, [this] { Stop(); }));
  }
  sources_.push_back(loop_.OnSignal(SIGHUP, [this] {
    if (auto done = Reload(); !done) return;  // it has said why
  }));
  // Before they are read, lest a change in between goes unseen.
  if (settings_.watch_files) {
    files_ = std::make_unique<FileWatch>(loop_, settings_.files, [this] {
      Want({.inputs = true, .cause = Cause::kInput}, microseconds(0));
    });
  }
  const Clock::time_point begin = Clock::now();
  auto wish = settings_.read(overlay_);
  if (!wish) return Failure{true, {.message = std::move(wish.error())}};
  const auto outcome = keeper_.Take(std::move(*wish));
  if (!outcome) return Failure{outcome.error().code == ErrorCode::kRefused, outcome.error()};
  for (const std::string& warning : keeper_.warnings()) Log(Level::kWarning, warning);
  Note(outcome, Cause::kStart, begin);
  Log(Level::kInfo,
      fmt::format("in force: {} rules and {} sets{}", keeper_.wanted().rules, keeper_.wanted().sets,
                  keeper_.owns() ? "; the tables are owned" : ""));
  if (settings_.keeper.own && !keeper_.owns()) {
    Log(Level::kWarning,
        "this kernel has no tables with owners that outlive them: changes of "
        "others are put back instead");
  }
  loop_.Set(period_, kPeriod);
  if (!settings_.metrics_file.empty()) WriteMetricsFile();
  return std::nullopt;
}

std::expected<void, Failure> Agent::Run() {
  if (auto failed = Start()) return std::unexpected(std::move(*failed));
  loop_.Watchdog();
  sd_notify(0, "READY=1");
  if (auto ran = loop_.Run(); !ran) return std::unexpected(Failure{false, ran.error()});
  if (removal_failed_) return std::unexpected(Failure{false, *removal_failed_});
  return {};
}

void Agent::Stop() {
  sd_notify(0, "STOPPING=1");
  if (settings_.remove_on_exit) {
    if (auto removed = keeper_.Remove(); !removed) removal_failed_ = removed.error();
  }
  Log(Level::kInfo,
      settings_.remove_on_exit ? "stops; the rules are removed" : "stops; the rules stay");
  Emit("stopping", nullptr);
  loop_.Exit();
}

// ---- What the kernel tells ---------------------------------------------------------------------

void Agent::OnRulesets() {
  bool bridges = false;
  bool overrun = false;
  bool drift = false;
  const auto more = rulesets_.Read([&](const Notification& one) {
    overrun |= one.topic == Topic::kOverrun;
    bridges |= OfIptables(one);
    if (!drift_.Note(one)) return;
    drift = true;
    status_.last_program = one.program;
  });
  if (!more) {
    Fail(more.error().message);
    overrun = true;
  }
  if (bridges) Want({.bridges = true, .cause = Cause::kForeign}, kBridgesQuiet);
  if (overrun) {
    ++status_.overruns;
    Log(Level::kNotice, "notifications of the kernel were lost: everything is compared");
    drift_.Lose();
    Want({.ruleset = true, .whole = true, .bridges = true, .cause = Cause::kOverrun},
         microseconds(0));
  }
  if (drift) {
    if (!drift_since_) drift_since_ = Clock::now();
    Want({.ruleset = true, .cause = Cause::kForeign}, microseconds(0));
  }
}

void Agent::OnRouting() {
  bool network = false;
  bool overrun = false;
  bool own = false;
  const auto more = routing_.Read([&](const Notification& one) {
    switch (one.topic) {
      case Topic::kOverrun:
        overrun = true;
        break;
      case Topic::kPolicyRule:
        (one.protocol == routing::kProtocol ? own : network) = true;
        break;
      case Topic::kRoute:
        own |= one.protocol == routing::kProtocol;
        network |= one.number == RT_TABLE_MAIN;
        break;
      default:
        network = true;
    }
  });
  if (!more) Fail(more.error().message);
  if (overrun || !more) ++status_.overruns;
  if (!keeper_.has_plan() || !(network || overrun || own)) return;
  // With a link go routes, of which nothing is said.
  Want({.system = true,
        .inputs = settings_.discover && (network || overrun),
        .cause = overrun           ? Cause::kOverrun
                 : own && !network ? Cause::kForeign
                                   : Cause::kNetwork},
       kNetworkQuiet);
}

void Agent::OnPeriod() {
  loop_.Set(period_, kPeriod);
  // What takes long is done less often.
  const auto now = Clock::now();
  const bool bridges = now - bridges_at_ > 100 * bridges_took_;
  const bool whole = now - whole_at_ > std::max<Clock::duration>(kWholePeriod, 100 * whole_took_);
  Want({.ruleset = whole,
        .whole = whole,
        .system = true,
        .bridges = bridges,
        .cause = Cause::kPeriod},
       microseconds(0));
}

// ---- What is done about it ---------------------------------------------------------------------

void Agent::Want(Due due, microseconds when) {
  // Of several causes the one that reaches farther.
  if (!due_.any() || due_.cause == Cause::kPeriod || due.inputs) due_.cause = due.cause;
  due_.ruleset |= due.ruleset;
  due_.whole |= due.whole;
  due_.system |= due.system;
  due_.bridges |= due.bridges;
  due_.inputs |= due.inputs;
  const auto at = Clock::now() + when;
  if (!loop_.IsSet(work_) || at < work_at_) WorkIn(when);
}

void Agent::WorkIn(microseconds when) {
  work_at_ = Clock::now() + when;
  loop_.Set(work_, when);
}

void Agent::Work() {
  const auto now = Clock::now();
  const auto refill = (now - refilled_) / kRefill;
  if (refill > 0) {
    tokens_ = static_cast<int>(std::min<std::int64_t>(kRepairsAtOnce, tokens_ + refill));
    refilled_ = now;
  }
  if (tokens_ == 0) {
    WorkIn(kRefill);
    return;
  }
  if (due_.ruleset && !due_.inputs) {
    const auto changed = keeper_.AbsorbedHasChanged();
    if (!changed) {
      Fail(changed.error().message);
      WorkLater();
      return;
    }
    due_.inputs = *changed;
    due_.ruleset = !*changed;
  }
  const Due due = std::exchange(due_, Due());
  const auto drift_since = std::exchange(drift_since_, std::nullopt);
  bool well = true;
  bool again = false;
  const auto keep = [&](bool wanted, auto keep_part) {
    if (!wanted) return;
    const auto begin = Clock::now();
    const auto outcome = keep_part();
    well &= Note(outcome, due.cause, begin);
    if (outcome && !outcome->unchanged()) --tokens_;
  };
  keep(due.ruleset, [&] {
    // What nobody spoke of is looked at as a whole.
    const TouchedChains* chains = due.whole ? nullptr : drift_.chains();
    const auto begin = Clock::now();
    auto outcome = keeper_.KeepRuleset(chains);
    if (chains == nullptr) {
      whole_at_ = Clock::now();
      whole_took_ = whole_at_ - begin;
    }
    outcome ? drift_.Clear() : drift_.Lose();
    return outcome;
  });
  if (due.ruleset && well && drift_since) {
    status_.last_repair = duration<double>(Clock::now() - *drift_since).count();
  }
  if (due.inputs) {
    if (auto taken = TakeInputs(due.cause, overlay_); !taken) {
      // Files are looked at again when they change; the network is what it is.
      again = due.cause != Cause::kInput;
    }
  }
  keep(due.system, [&] { return keeper_.KeepSystem(); });
  keep(due.bridges, [&] {
    bridges_at_ = Clock::now();
    auto outcome = keeper_.KeepBridges();
    bridges_took_ = Clock::now() - bridges_at_;
    return outcome;
  });
  tokens_ = std::max(tokens_, 0);
  if (well) {
    status_.in_force = true;
    status_.trouble.clear();
  }
  if (well && !again) {
    retry_ = kFirstRetry;
    return;
  }
  due_.ruleset |= due.ruleset;
  due_.whole |= due.whole;
  due_.system |= due.system;
  due_.bridges |= due.bridges;
  due_.inputs |= due.inputs;
  due_.cause = due.cause;
  drift_since_ = drift_since;
  WorkLater();
}

// As something cannot be done: each time later.
void Agent::WorkLater() {
  WorkIn(retry_);
  retry_ = std::min<milliseconds>(2 * retry_, kLastRetry);
}

// Whether all is well.
bool Agent::Note(const Result<Outcome>& outcome, Cause cause, Clock::time_point begin) {
  if (!outcome) {
    Fail(outcome.error().message);
    return false;
  }
  if (cause == Cause::kStart) status_.in_force = true;
  if (outcome->unchanged()) return true;
  const KeepReport& ruleset = outcome->ruleset;
  const std::size_t objects = ruleset.added + ruleset.removed + ruleset.changed;
  ++status_.writes[static_cast<std::size_t>(cause)];
  // What was asked for is no drift.
  if (cause != Cause::kStart && cause != Cause::kInput && cause != Cause::kControl) {
    status_.objects += objects;
    status_.routing += outcome->routing;
    status_.bridges += outcome->bridges;
  }
  status_.last_apply = Status::Clock::now();
  status_.last_duration = duration<double>(Clock::now() - begin).count();
  const std::string program = cause == Cause::kForeign ? status_.last_program : "";
  std::string message = fmt::format("{}{}: {} added, {} removed, {} changed", Name(cause),
                                    program.empty() ? "" : " (" + program + ")", ruleset.added,
                                    ruleset.removed, ruleset.changed);
  if (outcome->routing != 0) message += fmt::format("; policy routing: {}", outcome->routing);
  if (outcome->bridges != 0) message += fmt::format("; bridges: {}", outcome->bridges);
  message += fmt::format("; {:.1f} ms", status_.last_duration * 1000);
  Log(cause == Cause::kForeign ? Level::kNotice : Level::kInfo, message,
      {{"CNFT_CAUSE", std::string(Name(cause))},
       {"CNFT_PROGRAM", program},
       {"CNFT_OBJECTS", fmt::format("{}", objects)},
       {"CNFT_ROUTING", fmt::format("{}", outcome->routing)},
       {"CNFT_BRIDGES", fmt::format("{}", outcome->bridges)},
       {"CNFT_SECONDS", fmt::format("{:.6f}", status_.last_duration)},
       {"CNFT_CHANGES", fmt::format("{}", fmt::join(outcome->changes, "\n"))}});
  json_t* changes = json_array();
  for (const std::string& change : outcome->changes) {
    json_array_append_new(changes, JsonText(change));
  }
  Emit("wrote",
       Json(json_pack("{s:o, s:o, s:I, s:I, s:I, s:f, s:o}", "cause", JsonText(Name(cause)),
                      "program", JsonText(program), "objects", static_cast<json_int_t>(objects),
                      "routing", static_cast<json_int_t>(outcome->routing), "bridges",
                      static_cast<json_int_t>(outcome->bridges), "seconds", status_.last_duration,
                      "changes", changes)));
  return true;
}

void Agent::Fail(std::string message) {
  ++status_.failures;
  status_.in_force = false;
  // Once is enough.
  if (message == status_.trouble) return;
  Log(Level::kError, message);
  Emit("trouble", Json(json_pack("{s:o}", "message", JsonText(message))));
  status_.trouble = std::move(message);
}

std::expected<void, std::string> Agent::TakeInputs(Cause cause, const Overlay& overlay) {
  const auto begin = Clock::now();
  auto wish = settings_.read(overlay);
  std::string wrong;
  if (!wish) {
    wrong = std::move(wish.error());
  } else if (const auto outcome = keeper_.Take(std::move(*wish)); outcome) {
    Note(outcome, cause, begin);
  } else {
    wrong = outcome.error().message;
  }
  // What one client asks for in vain is no fault of the inputs.
  if (cause == Cause::kControl && !wrong.empty()) return std::unexpected(std::move(wrong));
  if (!wrong.empty() && wrong != status_.input_trouble) {
    ++status_.failures;
    Log(Level::kError, "the inputs cannot be applied; what was in force stays:\n" + wrong);
    Emit("input-refused", Json(json_pack("{s:o}", "message", JsonText(wrong))));
  }
  status_.input_trouble = wrong;
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return {};
}

std::expected<void, std::string> Agent::Reload() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%llu",
             static_cast<unsigned long long>(now.tv_sec) * 1000000 +
                 static_cast<unsigned long long>(now.tv_nsec) / 1000);
  auto taken = TakeInputs(Cause::kInput, overlay_);
  Want({.ruleset = true, .whole = true, .system = true, .bridges = true, .cause = Cause::kPeriod},
       microseconds(0));
  sd_notify(0, "READY=1");
  return taken;
}

std::expected<void, std::string> Agent::ChangeOverlay(const std::function<void(Overlay&)>& change) {
  if (!keeper_.has_plan()) return std::unexpected("there is no configuration of Cilium (--cilium)");
  Overlay changed = overlay_;
  change(changed);
  if (changed.full()) return std::unexpected("that is more than a node can have");
  if (auto taken = TakeInputs(Cause::kControl, changed); !taken) return taken;
  overlay_ = std::move(changed);
  if (auto saved = overlay_.Save(OverlayPath()); !saved) {
    Log(Level::kWarning,
        saved.error().message + ": a restart of the agent forgets what clients say");
  }
  return {};
}

// ---- What is told to others --------------------------------------------------------------------

Json Agent::StatusJson() const {
  json_t* writes = json_object();
  for (std::size_t cause = 0; cause < status_.writes.size(); ++cause) {
    json_object_set_new(writes, std::string(kCauseNames[cause]).c_str(),
                        json_integer(static_cast<json_int_t>(status_.writes[cause])));
  }
  const auto when = [](Status::Clock::time_point time) {
    return json_integer(duration_cast<seconds>(time.time_since_epoch()).count());
  };
  const auto number = [](std::uint64_t value) { return static_cast<json_int_t>(value); };
  return Json(json_pack(
      "{s:b, s:o, s:o, s:I, s:I, s:b, s:o, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:f, s:f, s:o}",
      "in_force", status_.in_force ? 1 : 0, "trouble", JsonText(status_.trouble), "input_trouble",
      JsonText(status_.input_trouble), "rules", number(keeper_.wanted().rules), "sets",
      number(keeper_.wanted().sets), "owner", keeper_.owns() ? 1 : 0, "writes", writes,
      "drift_objects", number(status_.objects), "drift_routing", number(status_.routing),
      "drift_bridges", number(status_.bridges), "overruns", number(status_.overruns), "failures",
      number(status_.failures), "started", when(status_.started), "last_apply",
      when(status_.last_apply), "last_duration", status_.last_duration, "last_repair",
      status_.last_repair, "overlay", overlay_.ToJson().release()));
}

void Agent::Emit(std::string_view event, Json fields) {
  if (control_) control_->Broadcast(EventLine(event, std::move(fields)));
}

const std::string& Agent::Metrics() {
  const auto now = Clock::now();
  if (metrics_.empty() || now - metrics_at_ > kMetricsAge) {
    metrics_ = MetricsText(status_, keeper_);
    metrics_at_ = now;
  }
  return metrics_;
}

void Agent::WriteMetricsFile() {
  loop_.Set(metrics_timer_, kMetricsPeriod);
  const auto written = WriteMetrics(settings_.metrics_file, Metrics());
  const std::string trouble = written ? "" : written.error().message;
  if (trouble != metrics_trouble_ && !trouble.empty()) Log(Level::kWarning, trouble);
  metrics_trouble_ = trouble;
}

}  // namespace

std::expected<void, Failure> Run(const Settings& settings) {
  const auto fail = [](Error error) { return std::unexpected(Failure{false, std::move(error)}); };
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  auto loop = Loop::Make();
  if (!loop) return fail(loop.error());
  auto keeper = Keeper::Make(settings.keeper);
  if (!keeper) return fail(keeper.error());
  auto rulesets = Monitor::OfRulesets();
  if (!rulesets) return fail(rulesets.error());
  auto routing = Monitor::OfRouting();
  if (!routing) return fail(routing.error());
  return Agent(settings, std::move(*loop), std::move(*keeper), std::move(*rulesets),
               std::move(*routing))
      .Run();
}

}  // namespace cnft::agent
