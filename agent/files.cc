// SPDX-License-Identifier: GPL-2.0-or-later
// Files whose contents matter.
#include "agent/files.h"

#include <sys/epoll.h>
#include <sys/inotify.h>

#include <unistd.h>

#include <array>
#include <cstring>
#include <deque>
#include <filesystem>

namespace cnft::agent {
namespace {

using std::filesystem::path;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                  IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB |
                                  IN_ONLYDIR;
constexpr auto kQuiet = std::chrono::milliseconds(50);
constexpr auto kTooLong = std::chrono::seconds(1);
constexpr int kMaxLinks = 40;  // as the kernel has it

}  // namespace

FileWatch::FileWatch(Loop& loop, std::vector<std::string> paths, std::function<void()> changed)
    : loop_(loop), paths_(std::move(paths)), changed_(std::move(changed)) {
  quiet_ = loop_.OnTimer([this] { Ring(); });
  Arm();
}

FileWatch::~FileWatch() {
  if (inotify_ >= 0) close(inotify_);
}

// Everything anew: links may lead elsewhere, folders may be others of the same name.
void FileWatch::Arm() {
  readable_ = {};
  if (inotify_ >= 0) close(inotify_);
  folders_.clear();
  names_.clear();
  inotify_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify_ < 0) return;
  for (const std::string& one : paths_) {
    std::error_code error;
    Follow(std::filesystem::absolute(one, error));
  }
  readable_ = loop_.OnDescriptor(inotify_, EPOLLIN, [this](std::uint32_t) { Read(); });
}

void FileWatch::Note(const std::string& folder, const std::string& name) {
  const auto [at, added] = folders_.emplace(folder, -1);
  if (added) at->second = inotify_add_watch(inotify_, folder.c_str(), kEvents);
  if (at->second >= 0) names_[at->second].insert(name);
}

// Down the path word by word: each folder that holds a link on the way, the one that holds the file
// and, if the file is a folder, that one. What is missing is waited for where it would be.
void FileWatch::Follow(const std::string& whole) {
  std::deque<path> words;
  for (const path& word : path(whole).relative_path()) words.push_back(word);
  path here = "/";
  for (int links = 0; !words.empty();) {
    const path word = words.front();
    words.pop_front();
    if (word == ".." || word == "." || word.empty()) {
      if (word == "..") here = here.parent_path();
      continue;
    }
    std::error_code error;
    const auto status = std::filesystem::symlink_status(here / word, error);
    const bool link = std::filesystem::is_symlink(status);
    if (link || words.empty() || !std::filesystem::exists(status)) Note(here, word);
    if (!std::filesystem::exists(status)) return;
    if (!link) {
      here /= word;
      continue;
    }
    if (++links > kMaxLinks) return;
    const path target = std::filesystem::read_symlink(here / word, error);
    if (error) return;
    if (target.is_absolute()) here = "/";
    const path relative = target.relative_path();
    words.insert(words.begin(), relative.begin(), relative.end());
  }
  std::error_code error;
  if (std::filesystem::is_directory(here, error)) Note(here, "");
}

void FileWatch::Read() {
  alignas(inotify_event) std::array<char, 16 * 1024> buffer;
  bool matters = false;
  for (;;) {
    const ssize_t length = read(inotify_, buffer.data(), buffer.size());
    if (length <= 0) break;
    for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = event.len != 0 ? buffer.data() + at + sizeof event : "";
      at += sizeof event + event.len;
      // Of a folder itself, or of too much to tell.
      if (event.len == 0) matters = true;
      const auto watched = names_.find(event.wd);
      matters |= watched != names_.end() &&
                 (watched->second.contains(name) || watched->second.contains(""));
    }
  }
  if (!matters) return;
  const auto now = std::chrono::steady_clock::now();
  if (!loop_.IsSet(quiet_)) first_ = now;
  if (now - first_ < kTooLong) loop_.Set(quiet_, kQuiet);
}

void FileWatch::Ring() {
  Arm();  // before they are read, lest a change in between goes unseen
  changed_();
}

}  // namespace cnft::agent
