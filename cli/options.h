// SPDX-License-Identifier: GPL-2.0-or-later
// What the command line says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "translator/module.h"

namespace cnft::cli {

// Exit codes (cnft(8)).
enum ExitCode : int {
  kDone = 0,
  kDifferent = 1,
  kBadInput = 2,
  kInexpressible = 3,
  kKernelRefused = 4,
  kNotPermitted = 5,
};

enum class Output { kText, kJson };
enum class Backend { kNetlink, kLibnftables };

struct Options {
  std::vector<std::string> ipv4;
  std::vector<std::string> ipv6;
  std::vector<std::string> ipset;
  std::vector<std::string> cilium;      // ConfigMaps: files or mounted directories
  std::vector<std::string> cilium_set;  // NAME=VALUE
  std::string cilium_node;              // a file
  std::string cilium_release;           // empty: the newest
  std::string cilium_state;             // the agent's state directory
  bool cilium_discover = false;
  bool set_sysctls = false;
  bool coexist = true;  // accepts are final for rules of iptables, too
  translator::TranslateOptions translate;
  Backend backend = Backend::kNetlink;
  Output output = Output::kText;
  bool verbose = false;

  bool watch_files = false;                     // of agent
  bool own = false;                             // of agent
  bool remove_on_exit = false;                  // of agent
  std::string socket = "/run/cnft/agent.sock";  // of agent and ctl; empty: none
  std::string metrics_file;                     // of agent
  std::string metrics_listen;                   // of agent
  std::string ctl_verb;                         // of ctl, with what it is about
  std::string ctl_name;
  std::string ctl_kind;
  std::vector<std::string> ctl_addresses;
  std::uint16_t ctl_port = 0;
  char** arguments = nullptr;  // all words of the command line

  std::string translate_to = "nft";  // of translate: nft, json, netlink
  std::string show_as = "nft";       // of show: nft, iptables, json
  std::string show_family = "all";   // of show and cilium rules: all, ipv4, ipv6
  bool show_proxies = false;         // of show
  bool show_routing = false;         // of show
  std::string absorb_from = "auto";  // of absorb: legacy, iptables-nft, auto
  std::vector<std::string> absorb_tables;
  std::vector<std::string> absorb_chains;
  bool dry_run = false;                // of absorb and release
  std::string cilium_verb;             // of cilium: rules, explain, config
  std::string cilium_as = "iptables";  // of cilium rules: iptables, nft
};

// The verbs. Each prints what it has to say and returns an exit code.
int Apply(const Options& options);
int Check(const Options& options);
int Diff(const Options& options);
int Translate(const Options& options);
int Show(const Options& options);
int Delete(const Options& options);
int Absorb(const Options& options);
int Release(const Options& options);
int Doctor(const Options& options);
int Demo(const Options& options);
int Cilium(const Options& options);
int Agent(const Options& options);
int Ctl(const Options& options);

}  // namespace cnft::cli
