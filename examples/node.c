/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Installs a node's rules, moves one of its proxies, and watches that happen, in C11.
 *   cc -std=c11 node.c $(pkg-config --cflags --libs cnft) -o node
 *   node SETS RULES PROXY PORT
 */
#include <cnft/cnft.h>
#include <stdio.h>
#include <stdlib.h>

static int fail(const cnft_session *session, const char *what, cnft_status status) {
  fprintf(stderr, "%s: %s\n", what, cnft_status_name(status));
  for (size_t i = 0; i < cnft_message_count(session); ++i) {
    const cnft_message *message = cnft_message_at(session, i);
    fprintf(stderr, "%s:%llu:%llu: %s\n", message->file, (unsigned long long)message->line,
            (unsigned long long)message->column, message->text);
  }
  return 1;
}

/* Adds what stands in a file. */
static cnft_status add(cnft_ruleset *ruleset, cnft_kind kind, const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) return CNFT_BAD_INPUT;
  char *text = NULL;
  size_t length = 0;
  for (;;) {
    char *more = realloc(text, length + 65536);
    if (more == NULL) break;
    text = more;
    const size_t got = fread(text + length, 1, 65536, file);
    length += got;
    if (got == 0) break;
  }
  fclose(file);
  const cnft_status status = cnft_ruleset_add(ruleset, kind, path, text, length);
  free(text);
  return status;
}

static int run(cnft_session *session, cnft_ruleset *ruleset, cnft_monitor **monitor, char **args) {
  cnft_status status;
  if ((status = add(ruleset, CNFT_IPSET, args[1])) != CNFT_DONE ||
      (status = add(ruleset, CNFT_IPTABLES, args[2])) != CNFT_DONE)
    return fail(session, "cannot read", status);
  cnft_session_set_number(session, CNFT_DEADLINE_MS, 5000);
  if ((status = cnft_apply(session, ruleset)) != CNFT_DONE) return fail(session, "apply", status);
  printf("%llu rules in force\n", (unsigned long long)cnft_summary_of(session)->rules);

  if ((status = cnft_monitor_open(session, CNFT_RULESETS, monitor)) != CNFT_DONE)
    return fail(session, "monitor", status);
  if ((status = cnft_set_proxy(session, args[3], (uint16_t)atoi(args[4]))) != CNFT_DONE)
    return fail(session, "proxy", status);
  printf("%llu objects changed\n", (unsigned long long)cnft_summary_of(session)->changed);

  const cnft_event *event = NULL;
  while (cnft_monitor_next(*monitor, 1000, &event) == CNFT_DONE && event != NULL) {
    if (event->topic == CNFT_TOPIC_RULE && !event->removed)
      printf("a rule came into %s\n", event->name);
    if (event->topic == CNFT_TOPIC_GENERATION) break;
  }
  if ((status = cnft_proxies(session)) != CNFT_DONE) return fail(session, "proxies", status);
  for (size_t i = 0; i < cnft_proxy_count(session); ++i) {
    const cnft_proxy *proxy = cnft_proxy_at(session, i);
    printf("%s %s %u\n", proxy->name, proxy->protocol, (unsigned)proxy->port);
  }
  return 0;
}

int main(int count, char **args) {
  if (count != 5) {
    fprintf(stderr, "usage: node SETS RULES PROXY PORT\n");
    return 2;
  }
  cnft_session *session = cnft_session_new();
  cnft_ruleset *ruleset = cnft_ruleset_new();
  cnft_monitor *monitor = NULL;
  const int result = session != NULL && ruleset != NULL ? run(session, ruleset, &monitor, args) : 1;
  cnft_monitor_free(monitor);
  cnft_ruleset_free(ruleset);
  cnft_session_free(session);
  return result;
}
