// SPDX-License-Identifier: GPL-2.0-or-later
// Files whose contents matter, and when they may have changed (inotify(7)): written, replaced,
// removed, made; also through any symbolic link on the way to them, as mounted ConfigMaps swap one.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "agent/loop.h"

namespace cnft::agent {

class FileWatch {
 public:
  // Of folders, all files in them. `changed` is called when it has been quiet for a moment, or too
  // long not.
  FileWatch(Loop& loop, std::vector<std::string> paths, std::function<void()> changed);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

 private:
  void Arm();
  void Follow(const std::string& path);
  void Note(const std::string& folder, const std::string& name);
  void Read();
  void Ring();

  Loop& loop_;
  std::vector<std::string> paths_;
  std::function<void()> changed_;
  int inotify_ = -1;
  std::map<std::string, int> folders_;                       // watched, with their numbers
  std::map<int, std::set<std::string, std::less<>>> names_;  // that matter; "": all
  std::chrono::steady_clock::time_point first_;  // of those that `changed` was not called for yet
  Source readable_;
  Source quiet_;
};

}  // namespace cnft::agent
