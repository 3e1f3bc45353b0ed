// SPDX-License-Identifier: GPL-2.0-or-later
// libnftables, loaded when somebody asks for it: it brings four libraries along that every other
// run would have to start with (libnftables(3), dlopen(3)).
#pragma once

#include <nftables/libnftables.h>

#include "nft/kernel.h"

namespace cnft::libnftables {

// The functions of the library that are used here.
struct Library {
  decltype(&nft_ctx_new) ctx_new = nullptr;
  decltype(&nft_ctx_free) ctx_free = nullptr;
  decltype(&nft_ctx_output_set_flags) ctx_output_set_flags = nullptr;
  decltype(&nft_ctx_buffer_error) ctx_buffer_error = nullptr;
  decltype(&nft_ctx_buffer_output) ctx_buffer_output = nullptr;
  decltype(&nft_ctx_set_dry_run) ctx_set_dry_run = nullptr;
  decltype(&nft_ctx_get_error_buffer) ctx_get_error_buffer = nullptr;
  decltype(&nft_run_cmd_from_buffer) run_cmd_from_buffer = nullptr;
};

// Stays loaded.
Result<Library> Load();

}  // namespace cnft::libnftables
