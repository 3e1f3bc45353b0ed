// SPDX-License-Identifier: GPL-2.0-or-later
// cnft: reads the command line and runs a verb.
#include <fmt/core.h>
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "cli/version.h"
#include "ruleset/cilium/release.h"

namespace {

using cnft::cli::Options;

struct Verb {
  const char* name;
  const char* summary;
  int (*run)(const Options& options);
  bool input;   // takes rules
  bool kernel;  // works on the kernel
};

constexpr Verb kVerbs[] = {
    {"apply", "Make the kernel's ruleset what the rules say, in one transaction", cnft::cli::Apply,
     true, true},
    {"check", "Let the kernel examine what apply would do; nothing changes", cnft::cli::Check, true,
     true},
    {"diff", "Show what apply would change; exit 1 if anything", cnft::cli::Diff, true, true},
    {"translate", "Print the native form of the rules; needs no privileges", cnft::cli::Translate,
     true, false},
    {"show", "Show what cnft has installed, with counters", cnft::cli::Show, false, true},
    {"delete", "Remove everything cnft has installed", cnft::cli::Delete, false, true},
    {"absorb", "Take chains of iptables over into cnft's table, and out of iptables",
     cnft::cli::Absorb, false, false},
    {"release", "Put back into iptables what absorb took, as it was", cnft::cli::Release, false,
     false},
    {"doctor", "Look at what others have in the kernel and what will clash; exit 1 if anything",
     cnft::cli::Doctor, false, false},
    {"agent", "Apply, then stay and keep it so: put back what others change, follow the inputs",
     cnft::cli::Agent, true, false},
    {"demo", "Apply a built-in node in a throw-away namespace and send packets through it",
     cnft::cli::Demo, false, false},
};

void AddOutputOptions(CLI::App& verb, Options& options) {
  if (verb.get_name() == "translate") {
    verb.add_option("--output", options.translate_to, "What to print")
        ->type_name("nft|json|netlink")
        ->check(CLI::IsMember({"nft", "json", "netlink"}));
    return;
  }
  verb.add_option_function<std::string>(
          "--output",
          [&options](const std::string& value) {
            options.output = value == "json" ? cnft::cli::Output::kJson : cnft::cli::Output::kText;
          },
          "For people or for programs")
      ->type_name("text|json")
      ->check(CLI::IsMember({"text", "json"}));
}

void AddFamilyOption(CLI::App& verb, Options& options) {
  verb.add_option("--family", options.show_family, "Only this address family")
      ->type_name("all|ipv4|ipv6")
      ->check(CLI::IsMember({"all", "ipv4", "ipv6"}));
}

void AddCiliumOptions(CLI::App& verb, Options& options) {
  verb.add_option("--cilium", options.cilium,
                  "Cilium's configuration: a ConfigMap manifest or a mounted ConfigMap; repeatable")
      ->type_name("FILE|DIRECTORY")
      ->take_all();
  verb.add_option("--set", options.cilium_set,
                  "Another value of one of Cilium's options; repeatable")
      ->type_name("NAME=VALUE")
      ->take_all();
  verb.add_option("--node", options.cilium_node, "What is known of this node (YAML or JSON)")
      ->type_name("FILE");
  verb.add_flag("--discover", options.cilium_discover,
                "Read from the kernel and from Cilium's state directory what --node does not say");
  verb.add_option("--state-dir", options.cilium_state,
                  "Cilium's state directory (default /var/run/cilium)")
      ->type_name("DIRECTORY");
  std::vector<std::string> releases;
  for (const std::string_view name : cnft::cilium::ReleaseNames()) releases.emplace_back(name);
  verb.add_option("--cilium-release", options.cilium_release,
                  "The line of releases whose rules are wanted (default the newest)")
      ->type_name("RELEASE")
      ->check(CLI::IsMember(releases));
}

// cnft cilium VERB: the options are the same for each.
void AddCiliumVerbs(CLI::App& cilium, Options& options) {
  cilium.require_subcommand(1);
  for (const auto& [name, summary] :
       {std::pair("rules", "Print what Cilium would install, as iptables-save text"),
        std::pair("explain", "Say what put each rule there, and why others are left out"),
        std::pair("config", "List the options, their values, and what is wrong with them")}) {
    CLI::App* sub = cilium.add_subcommand(name, summary);
    AddCiliumOptions(*sub, options);
    AddOutputOptions(*sub, options);
    if (std::string_view(name) == "rules") {
      AddFamilyOption(*sub, options);
      sub->add_option("--as", options.cilium_as, "The form to print")
          ->type_name("iptables|nft")
          ->check(CLI::IsMember({"iptables", "nft"}));
    }
    sub->callback([&options, verb = std::string(name)] { options.cilium_verb = verb; });
  }
}

void AddInputOptions(CLI::App& verb, Options& options) {
  verb.add_option("--ipv4", options.ipv4, "iptables-save text ('-': standard input); repeatable")
      ->type_name("FILE")
      ->take_all();
  verb.add_option("--ipv6", options.ipv6, "ip6tables-save text; repeatable")
      ->type_name("FILE")
      ->take_all();
  verb.add_option("--ipset", options.ipset, "ipset save text; repeatable")
      ->type_name("FILE")
      ->take_all();
  verb.add_flag("--allow-xt", options.translate.allow_xt,
                "Let rules without a native form through nft_compat, with a warning");
  AddCiliumOptions(verb, options);
  verb.add_option("--accept-approximation", options.translate.approximations,
                  "Accept a documented approximation by its name; repeatable")
      ->type_name("NAME")
      ->take_all();
  verb.add_option_function<std::string>(
          "--counters",
          [&options](const std::string& value) { options.translate.counters = value == "all"; },
          "Count packets for all rules, or none")
      ->type_name("all|none")
      ->check(CLI::IsMember({"all", "none"}));
  verb.add_option_function<std::string>(
          "--missing-sets",
          [&options](const std::string& value) {
            options.translate.missing_sets_empty = value == "empty";
          },
          "What to do with sets no --ipset holds: refuse them, or take them as empty")
      ->type_name("refuse|empty")
      ->check(CLI::IsMember({"refuse", "empty"}));
  verb.add_option_function<std::string>(
          "--bridge-netfilter",
          [&options](const std::string& value) {
            options.translate.bridge_netfilter = [on = value == "on"](cnft::Family) { return on; };
          },
          "Whether packets of bridges pass the rules, whatever the kernel's settings are")
      ->type_name("on|off")
      ->check(CLI::IsMember({"on", "off"}));
}

void AddKernelOptions(CLI::App& verb, Options& options) {
  verb.add_option_function<std::string>(
          "--backend",
          [&options](const std::string& value) {
            options.backend = value == "netlink" ? cnft::cli::Backend::kNetlink
                                                 : cnft::cli::Backend::kLibnftables;
          },
          "How to talk to the kernel")
      ->type_name("netlink|libnftables")
      ->check(CLI::IsMember({"netlink", "libnftables"}));
}

void AddCoexistOption(CLI::App& verb, Options& options) {
  verb.add_option_function<std::string>(
          "--coexist", [&options](const std::string& value) { options.coexist = value == "auto"; },
          "Make accepts final for the rules of other programs in iptables, or leave those alone")
      ->type_name("auto|none")
      ->check(CLI::IsMember({"auto", "none"}));
}

void AddSocketOption(CLI::App& verb, Options& options) {
  verb.add_option("--socket", options.socket,
                  "The control socket of the agent (default /run/cnft/agent.sock; '': none)")
      ->type_name("PATH");
}

void AddAgentOptions(CLI::App& agent, Options& options) {
  AddSocketOption(agent, options);
  agent.add_flag("--watch-files", options.watch_files, "Apply the inputs again when they change");
  agent.add_flag("--own", options.own,
                 "Let the kernel keep all others from changing the tables, where it can");
  agent.add_flag("--remove-on-exit", options.remove_on_exit, "Remove everything at the end");
  agent.add_option("--metrics-file", options.metrics_file, "Write metrics for Prometheus there")
      ->type_name("FILE");
  agent
      .add_option("--metrics-listen", options.metrics_listen,
                  "Serve metrics over HTTP, on loopback or on a Unix socket")
      ->type_name("ADDRESS:PORT|unix:PATH");
}

// cnft ctl VERB: what each is about.
void AddCtlVerbs(CLI::App& ctl, Options& options) {
  ctl.require_subcommand(1);
  AddSocketOption(ctl, options);
  AddOutputOptions(ctl, options);
  const auto add = [&](const std::string& name, const char* summary) {
    CLI::App* sub = ctl.add_subcommand(name, summary);
    sub->fallthrough();
    sub->callback([&options, name] { options.ctl_verb = name; });
    return sub;
  };
  add("status", "Say what the agent has done and found");
  add("reload", "Read the inputs again, and compare everything");
  add("events", "Print what happens, until interrupted");
  for (const auto& [name, summary] : {std::pair("set-proxy", "A proxy listens on a port"),
                                      std::pair("remove-proxy", "A proxy listens no more")}) {
    CLI::App* sub = add(name, summary);
    sub->add_option("NAME", options.ctl_name, "The proxy's name")->required();
    if (std::string_view(name) == "remove-proxy") continue;
    sub->add_option("PORT", options.ctl_port, "The port it listens on")->required();
    sub->add_option("--kind", options.ctl_kind, "What it is, for people")->type_name("KIND");
  }
  for (const auto& [name, summary] : {std::pair("add-node", "The cluster has a node"),
                                      std::pair("remove-node", "The cluster has a node no more")}) {
    add(name, summary)
        ->add_option("ADDRESS", options.ctl_addresses, "Its address")
        ->required()
        ->expected(1);
  }
  for (const auto& [name, summary] :
       {std::pair("add-no-track-pod", "Traffic of a pod's port is not to be tracked"),
        std::pair("remove-no-track-pod", "Traffic of a pod's port is to be tracked again")}) {
    CLI::App* sub = add(name, summary);
    sub->add_option("PORT", options.ctl_port, "The port")->required();
    sub->add_option("ADDRESS", options.ctl_addresses, "The pod's addresses")->required();
  }
}

void AddAbsorbOptions(CLI::App& verb, Options& options) {
  verb.add_option("--from", options.absorb_from, "The backend of iptables to take from")
      ->type_name("legacy|iptables-nft|auto")
      ->check(CLI::IsMember({"legacy", "iptables-nft", "auto"}));
  verb.add_option("--tables", options.absorb_tables, "Only these tables (default all)")
      ->type_name("TABLE,...")
      ->delimiter(',')
      ->check(CLI::IsMember({"raw", "mangle", "nat", "filter", "security"}));
  verb.add_option("--chains", options.absorb_chains,
                  "Names of the chains to take, or patterns (default 'KUBE-*')")
      ->type_name("PATTERN,...")
      ->delimiter(',');
}

void AddOptions(CLI::App& sub, const Verb& verb, Options& options) {
  const std::string_view name = verb.name;
  if (name == "absorb" || name == "release") {
    if (name == "absorb") AddAbsorbOptions(sub, options);
    sub.add_flag("--dry-run", options.dry_run, "Show what would change; change nothing");
    AddOutputOptions(sub, options);
    return;
  }
  sub.add_option("--table", options.translate.table,
                 "The nftables tables to work on, in ip and ip6 (default cnft)")
      ->type_name("NAME");
  sub.add_flag("--verbose,-v", options.verbose, "Say more about what is done");
  if (verb.input) AddInputOptions(sub, options);
  if (verb.kernel) AddKernelOptions(sub, options);
  if (std::string_view(verb.name) != "agent") AddOutputOptions(sub, options);
  if (std::string_view(verb.name) == "show") {
    sub.add_option("--as", options.show_as,
                   "The form to show: nft or iptables-save text, or the JSON of nft")
        ->type_name("nft|iptables|json")
        ->check(CLI::IsMember({"nft", "iptables", "json"}));
    AddFamilyOption(sub, options);
    sub.add_flag("--proxies", options.show_proxies,
                 "The proxies that Cilium redirects to: name, port, mark, packets");
    sub.add_flag("--routing", options.show_routing,
                 "The policy rules and routes that go with Cilium's rules");
  }
  const bool agent = std::string_view(verb.name) == "agent";
  if (agent) AddAgentOptions(sub, options);
  if (agent || (verb.kernel && std::string_view(verb.name) != "show")) {
    AddCoexistOption(sub, options);
  }
  if (verb.input && (agent || verb.kernel)) {
    sub.add_flag("--set-sysctls", options.set_sysctls,
                 "With --cilium: set the kernel settings that the datapath wants");
  }
}

// Whether a word of the command line is the verb's name. To declare the options of all verbs takes
// longer than to translate the rules of a small node.
bool Says(int argc, char** argv, std::string_view verb) {
  return std::find(argv, argv + argc, verb) != argv + argc;
}

}  // namespace

int main(int argc, char** argv) {
  // Large blocks go back to the system when they are freed; glibc would come to keep them.
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  CLI::App app{
      "Turns iptables rules into one atomic nftables ruleset that treats every packet the same."};
  app.name("cnft");
  app.set_version_flag("--version", CNFT_VERSION);
  app.require_subcommand(1);
  app.failure_message([](const CLI::App* failed, const CLI::Error& error) {
    return fmt::format(
        "cnft: {}\nTry 'cnft {}{}--help'.\n", error.what(),
        failed->get_subcommands().empty() ? "" : failed->get_subcommands()[0]->get_name(),
        failed->get_subcommands().empty() ? "" : " ");
  });
  Options options;
  const Verb* chosen = nullptr;
  for (const Verb& verb : kVerbs) {
    CLI::App* sub = app.add_subcommand(verb.name, verb.summary);
    if (Says(argc, argv, verb.name)) AddOptions(*sub, verb, options);
    sub->callback([&chosen, &verb] { chosen = &verb; });
  }
  bool cilium = false;
  CLI::App* sub = app.add_subcommand("cilium", "Look at what Cilium would install, and why");
  if (Says(argc, argv, "cilium")) AddCiliumVerbs(*sub, options);
  sub->callback([&cilium] { cilium = true; });
  bool ctl = false;
  sub = app.add_subcommand("ctl", "Ask the agent, or tell it what the node is");
  if (Says(argc, argv, "ctl")) AddCtlVerbs(*sub, options);
  sub->callback([&ctl] { ctl = true; });
  options.arguments = argv;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? cnft::cli::kDone : cnft::cli::kBadInput;
  }
  if (ctl) return cnft::cli::Ctl(options);
  return cilium ? cnft::cli::Cilium(options) : chosen->run(options);
}
