// SPDX-License-Identifier: GPL-2.0-or-later
// What clients of the control socket have said about the node, over what its files say. Kept in a
// file beside the socket, so that it outlives the agent, but not the node's boot.
#pragma once

#include <jansson.h>

#include <memory>
#include <string>
#include <vector>

#include "nft/kernel.h"
#include "ruleset/cilium/node.h"

namespace cnft::agent {

struct FreeJson {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, FreeJson>;

// A string of JSON, which is UTF-8 whatever the bytes were.
json_t* JsonText(std::string_view text);

class Overlay {
 public:
  // At most so many of each; more are refused.
  static constexpr std::size_t kLimit = 10000;
  static constexpr std::size_t kProxyLimit = 1000;

  void SetProxy(cilium::Proxy proxy);
  void RemoveProxy(const std::string& name);
  void AddNode(const Address& address);
  void RemoveNode(const Address& address);
  void AddPod(const cilium::NoTrackPod& pod);
  void RemovePod(const cilium::NoTrackPod& pod);
  bool full() const;

  void ApplyTo(cilium::NodeState& node) const;

  // As it is kept. What cannot be read is nothing.
  Json ToJson() const;
  static Overlay FromJson(const json_t* root);
  static Overlay Load(const std::string& path);
  Result<void> Save(const std::string& path) const;

 private:
  // One word each way: what is added, and what is taken away though files have it.
  std::vector<cilium::Proxy> proxies_;
  std::vector<std::string> no_proxies_;
  std::vector<Address> nodes_;
  std::vector<Address> no_nodes_;
  std::vector<cilium::NoTrackPod> pods_;
  std::vector<cilium::NoTrackPod> no_pods_;
};

}  // namespace cnft::agent
