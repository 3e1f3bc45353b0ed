// SPDX-License-Identifier: GPL-2.0-or-later
// What the agent knows, as Prometheus reads it.
#include "agent/metrics.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <map>

#include "api/proxies.h"
#include "api/show.h"
#include "nft/netlink/socket.h"

namespace cnft::agent {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

double Seconds(Status::Clock::time_point time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

using Labels = std::vector<ClientMetric::Label>;

class Families {
 public:
  // Good until another is added.
  MetricFamily& Add(MetricFamily family) {
    families_.push_back(std::move(family));
    return families_.back();
  }
  void Gauge(const char* name, const char* help, double value) {
    Put(Add({name, help, MetricType::Gauge, {}}), {}, value);
  }
  void Counter(const char* name, const char* help, double value) {
    Put(Add({name, help, MetricType::Counter, {}}), {}, value);
  }
  static void Put(MetricFamily& family, Labels labels, double value) {
    ClientMetric& metric = family.metric.emplace_back();
    metric.label = std::move(labels);
    (family.type == MetricType::Gauge ? metric.gauge.value : metric.counter.value) = value;
  }
  std::string Text() const { return prometheus::TextSerializer().Serialize(families_); }

 private:
  std::vector<MetricFamily> families_;
};

std::string_view Word(Family family) { return family == Family::kIpv4 ? "ipv4" : "ipv6"; }

// What rules have counted, by chain of Cilium and by proxy.
void AddCounters(Families& families, Keeper& keeper) {
  MetricFamily packets{"cnft_cilium_chain_packets_total",
                       "Packets that rules of a chain matched",
                       MetricType::Counter,
                       {}};
  MetricFamily bytes{"cnft_cilium_chain_bytes_total",
                     "Bytes that rules of a chain matched",
                     MetricType::Counter,
                     {}};
  MetricFamily proxies{"cnft_proxy_packets_total",
                       "Packets that were redirected to a proxy",
                       MetricType::Counter,
                       {}};
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    const auto read = keeper.kernel().Read(family, keeper.wanted().name);
    if (!read || !*read) continue;
    const nftables::Table& table = (*read)->table;
    const std::string word(Word(family));
    std::map<std::pair<std::string, std::string>, nftables::Counters> chains;
    for (const CountedRule& rule : CountRules(table)) {
      if (!rule.chain.starts_with("CILIUM_")) continue;
      nftables::Counters& sum = chains[{std::string(rule.table), rule.chain}];
      sum.packets += rule.counters.packets;
      sum.bytes += rule.counters.bytes;
    }
    for (const auto& [name, sum] : chains) {
      const Labels labels = {{"family", word}, {"table", name.first}, {"chain", name.second}};
      Families::Put(packets, labels, static_cast<double>(sum.packets));
      Families::Put(bytes, labels, static_cast<double>(sum.bytes));
    }
    for (const InstalledProxy& proxy : ProxiesOf(table)) {
      Families::Put(proxies,
                    {{"family", word},
                     {"proxy", proxy.name},
                     {"protocol", proxy.protocol},
                     {"port", fmt::format("{}", proxy.port)}},
                    static_cast<double>(proxy.packets));
    }
  }
  for (MetricFamily* family : {&packets, &bytes, &proxies}) families.Add(std::move(*family));
}

}  // namespace

std::string MetricsText(const Status& status, Keeper& keeper) {
  Families families;
  families.Gauge("cnft_rules", "Rules of iptables that are in force",
                 static_cast<double>(keeper.wanted().rules));
  families.Gauge("cnft_sets", "Sets that are in force", static_cast<double>(keeper.wanted().sets));
  families.Gauge("cnft_in_force", "Whether what is wanted is what stands in the kernel",
                 status.in_force ? 1 : 0);
  families.Gauge("cnft_input_valid", "Whether what is wanted is what the inputs say",
                 status.input_trouble.empty() ? 1 : 0);
  families.Gauge("cnft_owner", "Whether the kernel lets nobody else change the tables",
                 keeper.owns() ? 1 : 0);
  MetricFamily& writes = families.Add(
      {"cnft_writes_total", "Times that something was written, by cause", MetricType::Counter, {}});
  for (std::size_t cause = 0; cause < status.writes.size(); ++cause) {
    Families::Put(writes, {{"cause", std::string(kCauseNames[cause])}},
                  static_cast<double>(status.writes[cause]));
  }
  families.Counter("cnft_drift_objects_total", "Objects of the ruleset that differed",
                   static_cast<double>(status.objects));
  families.Counter("cnft_drift_routing_total", "Routes and policy rules that differed",
                   static_cast<double>(status.routing));
  families.Counter("cnft_drift_bridges_total", "Tables of iptables whose bridges differed",
                   static_cast<double>(status.bridges));
  families.Counter("cnft_overruns_total", "Times that notifications of the kernel were lost",
                   static_cast<double>(status.overruns));
  families.Counter("cnft_failures_total", "Times that something could not be done",
                   static_cast<double>(status.failures));
  families.Gauge("cnft_last_apply_timestamp_seconds", "When something was last written",
                 status.last_apply == Status::Clock::time_point() ? 0 : Seconds(status.last_apply));
  families.Gauge("cnft_last_apply_duration_seconds", "How long that took", status.last_duration);
  families.Gauge("cnft_last_repair_duration_seconds",
                 "From hearing of a foreign change to having put it back", status.last_repair);
  families.Gauge("cnft_start_timestamp_seconds", "When the agent started", Seconds(status.started));
  AddCounters(families, keeper);
  return families.Text();
}

Result<void> WriteMetrics(const std::string& path, std::string_view text) {
  const std::string next = path + ".new";
  const int file = open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool written = file >= 0;
  while (written && !text.empty()) {
    const ssize_t length = write(file, text.data(), text.size());
    written = length > 0;
    if (written) text.remove_prefix(static_cast<std::size_t>(length));
  }
  const int failed = errno;
  if (file >= 0) close(file);
  if (written && std::rename(next.c_str(), path.c_str()) == 0) return {};
  return std::unexpected(netlink::SystemError(written ? errno : failed, "cannot write " + path));
}

std::string AnswerHttp(std::string_view request, const std::function<std::string()>& metrics) {
  if (request.find("\r\n\r\n") == std::string_view::npos &&
      request.find("\n\n") == std::string_view::npos) {
    return {};
  }
  const auto answer = [](std::string_view status, std::string_view body) {
    return fmt::format(
        "HTTP/1.1 {}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
        "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
        status, body.size(), body);
  };
  const std::string_view line = request.substr(0, request.find_first_of("\r\n"));
  if (!line.starts_with("GET ")) return answer("405 Method Not Allowed", "only GET is known\n");
  const std::string_view rest = line.substr(4);
  const std::string_view path = rest.substr(0, rest.find_first_of(" ?"));
  if (path != "/metrics") return answer("404 Not Found", "look at /metrics\n");
  return answer("200 OK", metrics());
}

}  // namespace cnft::agent
