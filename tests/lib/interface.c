/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The C interface from C11: its header compiles as such, and what it does without the kernel. */
#include "tests/lib/interface.h"

#include <cnft/cnft.h>
#include <stdio.h>
#include <string.h>

#define TEXT(...) __VA_ARGS__, sizeof(__VA_ARGS__) - 1

/* ---- Inputs and what becomes of them ----------------------------------------------------------
 */

struct input_case {
  const char *what;
  cnft_kind kind;
  const char *text;
  cnft_status status;
  const char *message_kind; /* of the first message; null: there is none */
  uint64_t line;
  uint64_t column;
  const char *rule;
};

#define FILTER(rule) "*filter\n:INPUT ACCEPT [0:0]\n" rule "\nCOMMIT\n"

static const struct input_case input_cases[] = {
    {"rules", CNFT_IPTABLES, FILTER("-A INPUT -s 10.0.0.1 -j DROP"), CNFT_DONE, NULL, 0, 0, NULL},
    {"rules of IPv6", CNFT_IP6TABLES, FILTER("-A INPUT -s ::1 -j DROP"), CNFT_DONE, NULL, 0, 0,
     NULL},
    {"nothing", CNFT_IPTABLES, "", CNFT_DONE, NULL, 0, 0, NULL},
    {"an unknown match", CNFT_IPTABLES, FILTER("-A INPUT -m nonsense -j DROP"), CNFT_BAD_INPUT,
     "unknown-match", 3, 10, "-A INPUT -m nonsense -j DROP"},
    {"a set nobody has", CNFT_IPTABLES, FILTER("-A INPUT -m set --match-set x src -j DROP"),
     CNFT_BAD_INPUT, "unknown-set", 3, 17, "-A INPUT -m set --match-set x src -j DROP"},
    {"a set", CNFT_IPSET, "create x hash:ip family inet\nadd x nonsense\n", CNFT_BAD_INPUT,
     "bad-set-element", 2, 7, "add x nonsense"},
    {"no native form", CNFT_IPTABLES, FILTER("-A INPUT -m string --string a --algo bm -j DROP"),
     CNFT_INEXPRESSIBLE, "no-native-form", 3, 20,
     "-A INPUT -m string --string a --algo bm -j DROP"},
    {"a configuration that is no YAML", CNFT_CILIUM_CONFIG, "a: [\n", CNFT_BAD_INPUT, "cilium", 2,
     1, ""},
    {"a wrong node", CNFT_CILIUM_NODE, "ipv4:\n  pod-cidr: nonsense\n", CNFT_BAD_INPUT, "cilium", 2,
     13, ""},
    {"no file of proxies", CNFT_CILIUM_PROXIES, "[]", CNFT_BAD_INPUT, "cilium", 0, 0, ""},
};

static int failures;

static void expect(int right, const char *where, const char *what) {
  if (right) return;
  ++failures;
  fprintf(stderr, "%s: %s\n", where, what);
}

static void check_input(const struct input_case *c) {
  cnft_session *session = cnft_session_new();
  cnft_ruleset *ruleset = cnft_ruleset_new();
  expect(cnft_ruleset_add(ruleset, c->kind, "input", c->text, strlen(c->text)) == CNFT_DONE,
         c->what, "it is added");
  const cnft_status status = cnft_parse(session, ruleset);
  expect(status == c->status, c->what, cnft_status_name(status));
  const cnft_message *message = cnft_message_at(session, 0);
  if (c->message_kind == NULL) {
    expect(message == NULL, c->what, "there is no message");
  } else if (message == NULL) {
    expect(0, c->what, "there is a message");
  } else {
    expect(message->size == sizeof *message, c->what, "the size of a message");
    expect(message->error == 1, c->what, "it is an error");
    expect(strcmp(message->kind, c->message_kind) == 0, c->what, message->kind);
    expect(message->text[0] != '\0', c->what, "it says something");
    if (c->line != 0) {
      expect(strcmp(message->file, "input") == 0, c->what, message->file);
      expect(message->line == c->line, c->what, "the line");
      expect(message->column == c->column, c->what, "the column");
      expect(strcmp(message->rule, c->rule) == 0, c->what, message->rule);
    }
  }
  expect(cnft_message_at(session, cnft_message_count(session)) == NULL, c->what,
         "there is nothing behind the last message");
  cnft_ruleset_free(ruleset);
  cnft_session_free(session);
}

/* ---- Translation -------------------------------------------------------------------------------
 */

struct form_case {
  cnft_form form;
  const char *part;
};

static const struct form_case form_cases[] = {
    {CNFT_AS_IPTABLES, "-A INPUT -s 10.0.0.1/32 -j DROP\n"},
    {CNFT_AS_NFT, "ip saddr 10.0.0.1 counter drop"},
    {CNFT_AS_JSON, "\"nftables\""},
};

static void check_form(const struct form_case *c) {
  cnft_session *session = cnft_session_new();
  cnft_ruleset *ruleset = cnft_ruleset_new();
  const char *text = NULL;
  size_t length = 0;
  cnft_ruleset_add(ruleset, CNFT_IPTABLES, "input", TEXT(FILTER("-A INPUT -s 10.0.0.1 -j DROP")));
  expect(cnft_translate(session, ruleset, c->form, &text, &length) == CNFT_DONE, c->part,
         "it is translated");
  expect(text != NULL && strstr(text, c->part) != NULL, c->part, text == NULL ? "" : text);
  expect(text != NULL && strlen(text) == length, c->part, "the length");
  expect(cnft_summary_of(session)->rules == 1, c->part, "rules are counted");
  cnft_ruleset_free(ruleset);
  cnft_session_free(session);
}

/* ---- Misuse
 * -------------------------------------------------------------------------------------- */

static void check_misuse(void) {
  cnft_session *session = cnft_session_new();
  cnft_ruleset *ruleset = cnft_ruleset_new();
  const char *text = NULL;
  uint32_t number = 0;
  cnft_monitor *monitor = NULL;
  const cnft_event *event = NULL;
  const struct {
    const char *what;
    cnft_status status;
  } calls[] = {
      {"no session", cnft_parse(NULL, ruleset)},
      {"no ruleset", cnft_parse(session, NULL)},
      {"nothing to apply", cnft_apply(session, NULL)},
      {"nowhere to write", cnft_translate(session, ruleset, CNFT_AS_NFT, NULL, NULL)},
      {"an unknown form", cnft_translate(session, ruleset, (cnft_form)99, &text, NULL)},
      {"an unknown family", cnft_read_back(session, (cnft_family)5, CNFT_AS_NFT, &text, NULL)},
      {"no generation", cnft_generation(session, NULL)},
      {"no session for it", cnft_generation(NULL, &number)},
      {"an unknown kind", cnft_ruleset_add(ruleset, (cnft_kind)99, "x", "", 0)},
      {"no name", cnft_ruleset_add(ruleset, CNFT_IPTABLES, NULL, "", 0)},
      {"no text", cnft_ruleset_add(ruleset, CNFT_IPTABLES, "x", NULL, 1)},
      {"no ruleset to add to", cnft_ruleset_add(NULL, CNFT_IPTABLES, "x", "", 0)},
      {"a number as a text", cnft_session_set_text(session, CNFT_COUNTERS, "1")},
      {"a text as a number", cnft_session_set_number(session, CNFT_TABLE, 1)},
      {"an unknown option", cnft_session_set_number(session, (cnft_option)99, 1)},
      {"a number too large", cnft_session_set_number(session, CNFT_COUNTERS, 2)},
      {"no attempt", cnft_session_set_number(session, CNFT_ATTEMPTS, 0)},
      {"no table", cnft_session_set_text(session, CNFT_TABLE, "")},
      {"an unknown release", cnft_session_set_text(session, CNFT_CILIUM_RELEASE, "0.1")},
      {"no proxy", cnft_set_proxy(session, NULL, 1)},
      {"no element", cnft_set_element(session, "x", NULL, 1)},
      {"no address", cnft_set_node(session, "nonsense", 1)},
      {"no address of a node", cnft_ruleset_set_node(ruleset, "nonsense", 1)},
      {"nothing to monitor", cnft_monitor_open(session, (cnft_monitored)9, &monitor)},
      {"no place for a monitor", cnft_monitor_open(session, CNFT_RULESETS, NULL)},
      {"no monitor", cnft_monitor_next(NULL, 0, &event)},
      {"a proxy without a name", cnft_ruleset_set_proxy(ruleset, "", 1)},
  };
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; ++i)
    expect(calls[i].status == CNFT_MISUSE, calls[i].what, cnft_status_name(calls[i].status));
  expect(cnft_message_count(NULL) == 0 && cnft_message_at(NULL, 0) == NULL, "no session",
         "it has no messages");
  expect(cnft_summary_of(NULL) == NULL, "no session", "it has no summary");
  expect(cnft_monitor_fd(NULL) == -1, "no monitor", "it has no descriptor");
  cnft_monitor_free(NULL);
  cnft_session_free(NULL);
  cnft_ruleset_free(NULL);
  cnft_ruleset_free(ruleset);
  cnft_session_free(session);
}

int check_interface(void) {
  failures = 0;
  for (size_t i = 0; i < sizeof input_cases / sizeof input_cases[0]; ++i)
    check_input(&input_cases[i]);
  for (size_t i = 0; i < sizeof form_cases / sizeof form_cases[0]; ++i) check_form(&form_cases[i]);
  check_misuse();
  return failures;
}
