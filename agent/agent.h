// SPDX-License-Identifier: GPL-2.0-or-later
// cnft agent: applies what is wanted, then stays and keeps it so (docs/agent.md).
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "agent/keeper.h"
#include "agent/wish.h"

namespace cnft::agent {

struct Settings {
  ReadWish read;
  std::vector<std::string> files;  // that `read` reads
  bool watch_files = false;
  bool discover = false;  // `read` looks at links, addresses and routes
  KeeperOptions keeper;
  bool remove_on_exit = false;
  std::string control;         // path of the socket; empty: none
  std::string metrics_file;    // empty: none
  std::string metrics_listen;  // "unix:PATH" or an address of loopback; empty: none
};

// Runs until it is told to stop (SIGTERM, SIGINT). Why it could not: with the inputs it was given,
// or with anything else.
struct Failure {
  bool of_input = false;
  Error error;
};
std::expected<void, Failure> Run(const Settings& settings);

}  // namespace cnft::agent
