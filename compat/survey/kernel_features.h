// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel has, and what it could load: looked up, never tried, since trying loads modules.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace cnft::compat {

struct KernelFeatures {
  // Functions of nf_tables and inet_diag that are there now.
  std::set<std::string, std::less<>> functions;
  // Modules that are part of it or could be loaded.
  std::set<std::string, std::less<>> modules;
  // Whether what is in neither is not to be had: the modules of this kernel are listed, or it has
  // none.
  bool complete = false;

  static KernelFeatures Read(const std::filesystem::path& root);

  bool HasNow(std::string_view function) const { return functions.contains(function); }
  // Whether a module with this function is there or can be.
  bool MayHave(std::string_view function, std::string_view module) const {
    return !complete || HasNow(function) || modules.contains(module);
  }
};

}  // namespace cnft::compat
