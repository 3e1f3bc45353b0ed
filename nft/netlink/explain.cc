// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel's refusal of a message means.
#include "nft/netlink/explain.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <fmt/core.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "nft/netlink/attributes.h"

namespace cnft::netlink {
namespace {

// Not in errno.h: the kernel's own "begin again".
constexpr int kErestart = 85;

// The modules that bring expressions which nf_tables itself does not have (net/netfilter/Makefile).
struct Provider {
  std::string_view expression;
  std::string_view module;
};
constexpr auto kProviders = std::to_array<Provider>({
    {"connlimit", "nft_connlimit"},
    {"counter", "nft_counter"},
    {"ct", "nft_ct"},
    {"dup", "nft_dup_ipv4 or nft_dup_ipv6"},
    {"fib", "nft_fib_ipv4 or nft_fib_ipv6"},
    {"limit", "nft_limit"},
    {"log", "nft_log"},
    {"masq", "nft_masq"},
    {"match", "nft_compat, with the xt_ module of the match"},
    {"nat", "nft_nat"},
    {"notrack", "nft_ct"},
    {"numgen", "nft_numgen"},
    {"queue", "nft_queue"},
    {"quota", "nft_quota"},
    {"redir", "nft_redir"},
    {"reject", "nft_reject_ipv4 or nft_reject_ipv6"},
    {"socket", "nft_socket"},
    {"target", "nft_compat, with the xt_ module of the target"},
    {"tproxy", "nft_tproxy"},
    {"xfrm", "nft_xfrm"},
});

std::string_view ModuleOf(std::string_view expression) {
  const auto* found = std::ranges::find(kProviders, expression, &Provider::expression);
  return found == kProviders.end() ? "nf_tables" : found->module;
}

struct Expression {
  std::string_view name;
  std::string_view extension;  // the xtables name, of match and target
};

// The expression that a dynset keeps for each element: when it is missing, the kernel blames the
// dynset, which nf_tables always has.
std::string_view KeptByElements(std::string_view dynset) {
  const AttributeTable<NFTA_DYNSET_MAX + 1> data(dynset);
  std::string_view name;
  ForEachAttribute(data[NFTA_DYNSET_EXPRESSIONS].bytes(),
                   [&](std::uint16_t, std::string_view payload) {
                     name = AttributeTable<NFTA_EXPR_MAX + 1>(payload)[NFTA_EXPR_NAME].String();
                   });
  if (!name.empty()) return name;
  return AttributeTable<NFTA_EXPR_MAX + 1>(data[NFTA_DYNSET_EXPR].bytes())[NFTA_EXPR_NAME].String();
}

// The expression of a rule message that the kernel blames; none when it did not say.
Expression Blamed(std::string_view message, std::uint32_t offset, int error_number) {
  const std::size_t header = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(nfgenmsg));
  if (message.size() < header) return {};
  const AttributeTable<NFTA_RULE_MAX + 1> rule(message.substr(header));
  Expression result;
  ForEachAttribute(
      rule[NFTA_RULE_EXPRESSIONS].bytes(), [&](std::uint16_t, std::string_view payload) {
        const auto at = static_cast<std::size_t>(payload.data() - message.data()) - NLA_HDRLEN;
        if (offset < at || offset >= at + NLA_HDRLEN + payload.size()) return;
        const AttributeTable<NFTA_EXPR_MAX + 1> expression(payload);
        result.name = expression[NFTA_EXPR_NAME].String();
        const AttributeTable<NFTA_MATCH_MAX + 1> data(expression[NFTA_EXPR_DATA].bytes());
        if (result.name == "match" || result.name == "target")
          result.extension = data[NFTA_MATCH_NAME].String();
        if (result.name == "dynset" && error_number == ENOENT)
          result.name = KeptByElements(expression[NFTA_EXPR_DATA].bytes());
      });
  return result;
}

void ExplainExpression(const Expression& expression, Error& error) {
  const std::string name = expression.extension.empty()
                               ? fmt::format("'{}'", expression.name)
                               : fmt::format("'{} {}'", expression.name, expression.extension);
  switch (error.error_number) {
    case ENOENT:
      error.code = ErrorCode::kMissingFeature;
      error.message = fmt::format("this kernel has no nf_tables expression {}", name);
      error.hint = fmt::format("it comes with the module {}", ModuleOf(expression.name));
      return;
    case EOPNOTSUPP:
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
      error.code = ErrorCode::kMissingFeature;
      error.message =
          fmt::format("this kernel's expression {} cannot do what the rule needs here", name);
      error.hint = fmt::format("a newer kernel, or the module {}, may", ModuleOf(expression.name));
      return;
    default:
      error.message = fmt::format("the kernel refuses the expression {}: {}", name, error.message);
  }
}

void ExplainHelper(std::string_view message, Error& error) {
  const std::size_t header = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(nfgenmsg));
  const AttributeTable<NFTA_OBJ_MAX + 1> object(message.substr(header));
  const AttributeTable<NFTA_CT_HELPER_MAX + 1> helper(object[NFTA_OBJ_DATA].bytes());
  const std::string_view name = helper[NFTA_CT_HELPER_NAME].String();
  if (error.error_number != ENOENT) {
    error.message =
        fmt::format("the kernel refuses the conntrack helper {}: {}", name, error.message);
    return;
  }
  error.code = ErrorCode::kMissingFeature;
  error.message = fmt::format("this kernel has no conntrack helper {} for protocol {}", name,
                              helper[NFTA_CT_HELPER_L4PROTO].U8());
  error.hint = fmt::format("if there is one, it comes with the module nf_conntrack_{}", name);
}

}  // namespace

Error Explain(const Batch& batch, const MessageError& failure) {
  if (failure.error_number == EPERM || failure.error_number == EACCES) {
    return SystemError(failure.error_number, "the kernel refuses the change");
  }
  Error error;
  error.error_number = failure.error_number;
  if (failure.error_number == kErestart || failure.error_number == EINTR) {
    error.code = ErrorCode::kConflict;
    error.message = "the ruleset was changed by somebody else meanwhile";
    return error;
  }
  error.code = ErrorCode::kRefused;
  error.kernel = failure.text;
  error.message = failure.text.empty() ? std::strerror(failure.error_number) : failure.text;
  if (failure.sequence < 1 || failure.sequence > batch.messages()) return error;
  const MessageOrigin& origin = batch.origin(failure.sequence);
  error.span = origin.span;
  switch (origin.subject) {
    case Subject::kRule: {
      const Expression expression =
          Blamed(batch.message(failure.sequence), failure.offset, failure.error_number);
      if (!expression.name.empty()) ExplainExpression(expression, error);
      if (failure.error_number == EMLINK) {
        error.message = "chains nest too deep for nf_tables";
      }
      break;
    }
    case Subject::kChain:
      if (failure.error_number == ENOENT || failure.error_number == EOPNOTSUPP) {
        error.code = ErrorCode::kMissingFeature;
        error.message = "this kernel lacks the chain type";
        error.hint = "nat chains come with the module nft_chain_nat";
      }
      break;
    case Subject::kSet:
    case Subject::kElements:
      error.message = fmt::format("the kernel refuses the set: {}", error.message);
      break;
    case Subject::kObject:
      ExplainHelper(batch.message(failure.sequence), error);
      break;
    case Subject::kTable:
      break;
  }
  return error;
}

}  // namespace cnft::netlink
