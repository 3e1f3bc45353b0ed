// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface without the kernel, with and without privileges.
#include "tests/lib/interface.h"

#include <sys/prctl.h>
#include <sys/wait.h>

#include <gtest/gtest.h>
#include <unistd.h>

#include "cnft/cnft.h"
#include "tests/support/netns.h"

namespace cnft::test {
namespace {

TEST(Interface, HoldsFromC) { EXPECT_EQ(check_interface(), 0); }

// As a user who may do nothing: what needs the kernel says so.
int CheckUnprivileged() {
  constexpr uid_t kNobody = 65534;
  if (setresgid(kNobody, kNobody, kNobody) != 0 || setresuid(kNobody, kNobody, kNobody) != 0) {
    return 1;
  }
  if (check_interface() != 0) return 2;
  cnft_session* session = cnft_session_new();
  cnft_ruleset* ruleset = cnft_ruleset_new();
  int failures = 0;
  const char* text = nullptr;
  std::uint32_t generation = 0;
  for (const cnft_status status :
       {cnft_check(session, ruleset), cnft_diff(session, ruleset), cnft_apply(session, ruleset),
        cnft_read_back(session, CNFT_IPV4, CNFT_AS_NFT, &text, nullptr),
        cnft_generation(session, &generation), cnft_set_proxy(session, "a", 1),
        cnft_delete(session)}) {
    if (status != CNFT_NOT_PERMITTED) failures += 10;
  }
  const cnft_message* message = cnft_message_at(session, 0);
  if (message == nullptr || message->error_number != EPERM || *message->hint == '\0') ++failures;
  cnft_ruleset_free(ruleset);
  cnft_session_free(session);
  return failures;
}

TEST(Interface, NeedsNoPrivilegeWithoutTheKernel) {
  if (!HaveRoot()) GTEST_SKIP() << "needs root, to give it up";
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) _exit(CheckUnprivileged());
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace cnft::test
