// SPDX-License-Identifier: GPL-2.0-or-later
// Network namespaces (network_namespaces(7)) without moving the threads of others.
#pragma once

#include <functional>

#include "compat/descriptor.h"
#include "nft/kernel.h"

namespace cnft::lib {

// That of the calling thread; not open when it cannot be had.
compat::Descriptor CurrentNamespace();
// That of a socket; not open when it cannot be had.
compat::Descriptor NamespaceOf(int socket);
// A copy of a descriptor of a network namespace.
Result<compat::Descriptor> CopyNamespace(int descriptor);

// Calls `work` in the network namespace: on this thread when it is in it, or when the descriptor is
// negative, else on a thread made for it, on which no signals are delivered.
Result<void> InNamespace(int descriptor, const std::function<void()>& work);

}  // namespace cnft::lib
