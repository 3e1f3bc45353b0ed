// SPDX-License-Identifier: GPL-2.0-or-later
// libnftables, loaded when somebody asks for it.
#include "nft/libnftables/library.h"

#include <dlfcn.h>

namespace cnft::libnftables {
namespace {

Error LoadError() {
  Error error;
  error.code = ErrorCode::kSystem;
  error.message =
      std::string("cannot load libnftables: ") + dlerror();  // NOLINT(concurrency-mt-unsafe)
  error.hint = "install it (Debian: libnftables1), or take the netlink backend";
  return error;
}

}  // namespace

Result<Library> Load() {
  void* const handle = dlopen("libnftables.so.1", RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return std::unexpected(LoadError());
  const auto find = [handle](const char* name, auto& function) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(handle, name));
    return function != nullptr;
  };
  Library library;
  const bool whole = find("nft_ctx_new", library.ctx_new) &&
                     find("nft_ctx_free", library.ctx_free) &&
                     find("nft_ctx_output_set_flags", library.ctx_output_set_flags) &&
                     find("nft_ctx_buffer_error", library.ctx_buffer_error) &&
                     find("nft_ctx_buffer_output", library.ctx_buffer_output) &&
                     find("nft_ctx_set_dry_run", library.ctx_set_dry_run) &&
                     find("nft_ctx_get_error_buffer", library.ctx_get_error_buffer) &&
                     find("nft_run_cmd_from_buffer", library.run_cmd_from_buffer);
  if (!whole) return std::unexpected(LoadError());
  return library;
}

}  // namespace cnft::libnftables
