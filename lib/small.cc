// SPDX-License-Identifier: GPL-2.0-or-later
// Small changes to what is installed: proxies, elements of sets, addresses of nodes.
#include <string>

#include "api/delta.h"
#include "api/proxies.h"
#include "lib/session.h"
#include "ruleset/address.h"

namespace {

using cnft::Family;
using cnft::lib::Call;
using cnft::lib::Where;

cnft::DeltaOptions Options(const cnft_session& session) {
  return {session.translate, cnft::cilium::TraitsOf(session.release).proxy_address, session.limits};
}

template <typename Change>
cnft_status Run(cnft_session* session, Change change) {
  return Call(session, Where::kInNamespace, [&] {
    const auto kernel = session->Kernel();
    if (!kernel) return session->Fail(kernel.error());
    cnft::Sources sources;  // that errors point into
    const auto report = change(**kernel, sources);
    if (!report) return session->Fail(report.error(), &sources);
    session->Summarize(*report);
    return CNFT_DONE;
  });
}

}  // namespace

cnft_status cnft_set_proxy(cnft_session* session, const char* name, uint16_t port) {
  if (name == nullptr) return CNFT_MISUSE;
  return Run(session, [&](cnft::Kernel& kernel, cnft::Sources& sources) {
    return cnft::SetProxy(kernel, name, port, Options(*session), sources);
  });
}

cnft_status cnft_set_element(cnft_session* session, const char* set, const char* element,
                             int present) {
  if (set == nullptr || element == nullptr) return CNFT_MISUSE;
  return Run(session, [&](cnft::Kernel& kernel, cnft::Sources&) {
    return cnft::SetElement(kernel, set, element, present != 0, Options(*session));
  });
}

cnft_status cnft_set_node(cnft_session* session, const char* address, int present) {
  if (address == nullptr) return CNFT_MISUSE;
  for (const Family family : {Family::kIpv4, Family::kIpv6}) {
    if (!cnft::ParseAddress(address, family)) continue;
    return cnft_set_element(session,
                            family == Family::kIpv4 ? "cilium_node_set_v4" : "cilium_node_set_v6",
                            address, present);
  }
  return CNFT_MISUSE;
}

cnft_status cnft_proxies(cnft_session* session) {
  return Call(session, Where::kInNamespace, [&] {
    const auto kernel = session->Kernel();
    if (!kernel) return session->Fail(kernel.error());
    auto& results = session->results;
    for (const Family family : {Family::kIpv4, Family::kIpv6}) {
      auto chain = (*kernel)->ReadChain(family, session->translate.table,
                                        "mangle/" + std::string(cnft::kProxyChain));
      if (!chain) return session->Fail(chain.error());
      if (!*chain) continue;
      cnft::nftables::Table table{family, session->translate.table, {}, {}, {}};
      table.chains.push_back(std::move((*chain)->chain));
      for (const cnft::InstalledProxy& proxy : cnft::ProxiesOf(table)) {
        cnft_proxy out{};
        out.size = sizeof out;
        out.name = results.Keep(proxy.name);
        out.family = proxy.family == Family::kIpv4 ? CNFT_IPV4 : CNFT_IPV6;
        out.protocol = results.Keep(proxy.protocol);
        out.port = proxy.port;
        out.mark = proxy.mark;
        out.packets = proxy.packets;
        results.proxies.push_back(out);
      }
    }
    return CNFT_DONE;
  });
}
