/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cnft for embedding: iptables rules in, one atomic nftables transaction out. The stable C
 * interface; docs/libcnft.md says how its transactions behave.
 *
 *   cnft_session *session = cnft_session_new();
 *   cnft_ruleset *ruleset = cnft_ruleset_new();
 *   cnft_ruleset_add(ruleset, CNFT_IPTABLES, "node.v4", text, length);
 *   if (cnft_apply(session, ruleset) != CNFT_DONE)
 *     for (size_t i = 0; i < cnft_message_count(session); ++i)
 *       puts(cnft_message_at(session, i)->text);
 *   cnft_ruleset_free(ruleset);
 *   cnft_session_free(session);
 *
 * Threads. A session or a ruleset is for one thread at a time; different ones may be used at the
 * same time. There is no state outside of them. Nothing here prints, exits, aborts, forks, installs
 * signal handlers or uses select(2). What was opened before a fork(2) is for one of the two
 * processes.
 *
 * Memory. What cnft_*_new and cnft_*_open return is the caller's, to be freed by the cnft_*_free of
 * its kind. Everything else that is returned through pointers belongs to the session, and is gone
 * with the next call on it that does not only read results (cnft_*_count, cnft_*_at,
 * cnft_summary_of). What callers pass stays theirs and is not used behind the end of the call.
 *
 * Structures are only ever handed out by the library, and only grow at their end: a field is there
 * when `size` reaches behind it. Texts are never null, if not said otherwise, and end with a NUL.
 */
#ifndef CNFT_CNFT_H
#define CNFT_CNFT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CNFT_API __attribute__((visibility("default")))

typedef struct cnft_session
    cnft_session; /* a way to the kernel, and the results of its last call */
typedef struct cnft_ruleset
    cnft_ruleset; /* what is wanted: texts, Cilium's configuration, a node */

/* What became of a call. The first ones are the exit codes of cnft(8). New ones may come. */
typedef enum cnft_status {
  CNFT_DONE = 0,
  CNFT_BAD_INPUT = 2,
  CNFT_INEXPRESSIBLE = 3, /* a rule has no exact native form */
  CNFT_KERNEL_REFUSED = 4,
  CNFT_NOT_PERMITTED = 5,
  CNFT_CONFLICT = 6,    /* others changed the ruleset, at every attempt */
  CNFT_DEADLINE = 7,    /* there was no time left */
  CNFT_NEEDS_APPLY = 8, /* what is installed is not what this can change: apply the whole */
  CNFT_SYSTEM = 9,      /* something else that the system could not do */
  CNFT_NO_MEMORY = 10,
  CNFT_MISUSE = 11 /* an argument that is null or out of range */
} cnft_status;

/* ---- Sessions ------------------------------------------------------------------------------- */

/*
 * Takes no privilege and does nothing yet. Works on the network namespace that the calling thread
 * is in now, whatever thread uses it later. Null: there is no memory.
 */
CNFT_API cnft_session *cnft_session_new(void);
CNFT_API void cnft_session_free(cnft_session *session); /* null is nothing to free */

typedef enum cnft_option {
  /* Numbers. */
  CNFT_COUNTERS = 1,           /* each rule counts packets and bytes: 1 */
  CNFT_ALLOW_XT = 2,           /* rules without a native form go through nft_compat: 0 */
  CNFT_MISSING_SETS_EMPTY = 3, /* sets that no input holds are empty, not an error: 0 */
  CNFT_SET_SYSCTLS = 4,        /* apply sets the kernel settings Cilium relies on, too: 0 */
  /* Milliseconds from its beginning in which each call has to end; 0: as long as it takes: 0. */
  CNFT_DEADLINE_MS = 5,
  CNFT_ATTEMPTS = 6, /* how often to begin again when others change the ruleset meanwhile: 100 */
  /* Only this generation of the ruleset is changed, else CNFT_CONFLICT; -1: any. -1 */
  CNFT_GENERATION = 7,
  /*
   * The network namespace to work on. The descriptor stays the caller's and may be closed behind
   * this call; entering another namespace takes CAP_SYS_ADMIN, and a thread of the session's own
   * does it: the calling thread stays where it is.
   */
  CNFT_NETNS_FD = 8,
  /*
   * A NETLINK_NETFILTER socket to talk to nf_tables through, in whose namespace everything happens.
   * It stays the caller's; nobody else may use it during a call, and it must be in no group.
   */
  CNFT_NETLINK_FD = 9,
  /* Texts. */
  CNFT_TABLE = 101,          /* the name of the nftables tables, in ip and ip6: "cnft" */
  CNFT_APPROXIMATION = 102,  /* one more approximation that is accepted; "": none any more */
  CNFT_CILIUM_RELEASE = 103, /* whose rules are made, such as "1.18": the newest */
} cnft_option;

CNFT_API cnft_status cnft_session_set_number(cnft_session *session, cnft_option option,
                                             int64_t value);
CNFT_API cnft_status cnft_session_set_text(cnft_session *session, cnft_option option,
                                           const char *text);

/* ---- What is wanted -------------------------------------------------------------------------- */

typedef enum cnft_kind {
  CNFT_IPTABLES = 1,       /* iptables-save */
  CNFT_IP6TABLES = 2,      /* ip6tables-save */
  CNFT_IPSET = 3,          /* ipset save */
  CNFT_CILIUM_CONFIG = 4,  /* a ConfigMap manifest, or a mapping of names to values; YAML or JSON */
  CNFT_CILIUM_SETTING = 5, /* one of its settings: the name is that of the option */
  CNFT_CILIUM_NODE = 6,    /* a node's state, as packaging/cilium-node.schema.json has it */
  CNFT_CILIUM_PROXIES = 7  /* the agent's own proxy_ports_state.json */
} cnft_kind;

CNFT_API cnft_ruleset *cnft_ruleset_new(void); /* null: there is no memory */
CNFT_API void cnft_ruleset_free(cnft_ruleset *ruleset);

/*
 * Adds a text, which is copied; `name` is for messages. Several of a kind are read in order, as
 * iptables-restore --noflush would; later settings win. What is wrong with it is told by the calls
 * that read the ruleset. Rules are those of the texts and, with any text of Cilium's, behind them
 * those that its agent would make.
 */
CNFT_API cnft_status cnft_ruleset_add(cnft_ruleset *ruleset, cnft_kind kind, const char *name,
                                      const char *text, size_t length);
/* Adds to the node's state what the kernel knows and no text said: addresses, routes, devices. */
CNFT_API cnft_status cnft_ruleset_discover(cnft_session *session, cnft_ruleset *ruleset);
/* Changes the node's state: a proxy (port 0: none any more), or the address of a node. */
CNFT_API cnft_status cnft_ruleset_set_proxy(cnft_ruleset *ruleset, const char *name, uint16_t port);
CNFT_API cnft_status cnft_ruleset_set_node(cnft_ruleset *ruleset, const char *address, int present);

/* ---- Without the kernel ---------------------------------------------------------------------- */

typedef enum cnft_form {
  CNFT_AS_IPTABLES = 1, /* iptables-save; what is installed comes with its counters */
  CNFT_AS_NFT = 2,      /* nft(8) */
  CNFT_AS_JSON = 3      /* libnftables-json(5) */
} cnft_form;

/* Reads everything and translates it for its messages. */
CNFT_API cnft_status cnft_parse(cnft_session *session, const cnft_ruleset *ruleset);
/* The native form, or the iptables rules as they were understood. `length` may be null. */
CNFT_API cnft_status cnft_translate(cnft_session *session, const cnft_ruleset *ruleset,
                                    cnft_form form, const char **text, size_t *length);

/* ---- The whole ruleset ----------------------------------------------------------------------- */

/* The kernel examines what cnft_apply would send, and throws it away. */
CNFT_API cnft_status cnft_check(cnft_session *session, const cnft_ruleset *ruleset);
/* What cnft_apply would change: cnft_change_at. */
CNFT_API cnft_status cnft_diff(cnft_session *session, const cnft_ruleset *ruleset);
/*
 * Makes the kernel's tables what the ruleset says, in one transaction or not at all; a family
 * without rules loses its table. With Cilium's, policy routing and, if told to, kernel settings.
 */
CNFT_API cnft_status cnft_apply(cnft_session *session, const cnft_ruleset *ruleset);
/* Removes everything that is installed, policy routing too. `removed` counts the tables. */
CNFT_API cnft_status cnft_delete(cnft_session *session);

typedef enum cnft_family { CNFT_IPV4 = 4, CNFT_IPV6 = 6 } cnft_family;

/* What is installed in one family; `*text` is null when nothing is. */
CNFT_API cnft_status cnft_read_back(cnft_session *session, cnft_family family, cnft_form form,
                                    const char **text, size_t *length);
/* The number of the ruleset's state, which grows with every change by anybody. */
CNFT_API cnft_status cnft_generation(cnft_session *session, uint32_t *generation);
/* Looks for what will clash with what is installed: cnft_finding_at. Not bound by a deadline. */
CNFT_API cnft_status cnft_doctor(cnft_session *session);

/* ---- Small changes, in time that does not grow with the ruleset ------------------------------ */

/*
 * What is installed is changed, in one transaction; rulesets are not: keep yours in step, or the
 * next cnft_apply takes the change back.
 */

/* The proxies that the installed rules redirect to: cnft_proxy_at. Reads everything. */
CNFT_API cnft_status cnft_proxies(cnft_session *session);
/* Makes the installed rules of Cilium redirect what is for that proxy to `port`; 0: nowhere. */
CNFT_API cnft_status cnft_set_proxy(cnft_session *session, const char *name, uint16_t port);
/* Adds an element, such as "10.0.0.1,tcp:80", to what was an ipset, or takes it away. */
CNFT_API cnft_status cnft_set_element(cnft_session *session, const char *set, const char *element,
                                      int present);
/* The same with the address of a node, in the set that Cilium has for its family. */
CNFT_API cnft_status cnft_set_node(cnft_session *session, const char *address, int present);

/* ---- Results of the last call on a session --------------------------------------------------- */

typedef struct cnft_message {
  size_t size;
  int32_t error;        /* 1: an error; 0: a warning */
  int32_t status;       /* cnft_status: what such an error makes of the call */
  const char *kind;     /* a stable word, such as "unknown-match"; "" for those of the system */
  const char *text;     /* one sentence */
  const char *hint;     /* the way out; may be "" */
  const char *file;     /* the name of the text; "": nowhere */
  uint64_t line;        /* counted from 1; 0: the text as a whole */
  uint64_t column;      /* counted from 1, in bytes */
  const char *rule;     /* the line of the text, or the rule of Cilium's, that it is about; or "" */
  int32_t error_number; /* errno(3) of the kernel; 0: none */
  const char *kernel;   /* the kernel's own words (extended acknowledgement); may be "" */
} cnft_message;

/* In the order of their places; at most a thousand of the input. */
CNFT_API size_t cnft_message_count(const cnft_session *session);
CNFT_API const cnft_message *cnft_message_at(const cnft_session *session, size_t index);

typedef struct cnft_summary {
  size_t size;
  uint64_t rules; /* of iptables, in the input; with small changes, in the chain */
  uint64_t sets;
  uint64_t added; /* objects of nftables that were changed, or would be */
  uint64_t removed;
  uint64_t changed;
  uint32_t generation; /* of the ruleset: with the change, if one was made; 0: not looked at */
} cnft_summary;

CNFT_API const cnft_summary *cnft_summary_of(const cnft_session *session);

typedef enum cnft_change_kind {
  CNFT_ADDED = 1,
  CNFT_REMOVED = 2,
  CNFT_CHANGED = 3
} cnft_change_kind;

typedef struct cnft_change {
  size_t size;
  int32_t kind;        /* cnft_change_kind */
  int32_t family;      /* cnft_family */
  const char *subject; /* table, chain, rule, set, element, helper, policy-rule, route, sysctl */
  const char *name;    /* of the object, or of the chain or set it belongs to */
  const char *before;
  const char *after;
} cnft_change;

CNFT_API size_t cnft_change_count(const cnft_session *session);
CNFT_API const cnft_change *cnft_change_at(const cnft_session *session, size_t index);

typedef struct cnft_proxy {
  size_t size;
  const char *name;
  int32_t family;       /* cnft_family */
  const char *protocol; /* tcp, udp */
  uint16_t port;
  uint32_t mark;
  uint64_t packets;
} cnft_proxy;

CNFT_API size_t cnft_proxy_count(const cnft_session *session);
CNFT_API const cnft_proxy *cnft_proxy_at(const cnft_session *session, size_t index);

typedef struct cnft_finding {
  size_t size;
  const char *code; /* for programs; does not change */
  const char *what;
  const char *where; /* rules, chains or places in files, one a line */
  const char *why;
  const char *fix;
} cnft_finding;

CNFT_API size_t cnft_finding_count(const cnft_session *session);
CNFT_API const cnft_finding *cnft_finding_at(const cnft_session *session, size_t index);

/* ---- What changes ------------------------------------------------------------------------------
 */

typedef struct cnft_monitor cnft_monitor; /* hears what the kernel tells everybody who listens */

typedef enum cnft_monitored {
  CNFT_RULESETS = 1, /* nf_tables, by anybody; CAP_NET_ADMIN */
  CNFT_ROUTING = 2   /* links, addresses, routes, policy rules */
} cnft_monitored;

typedef enum cnft_topic {
  CNFT_TOPIC_TABLE = 1,
  CNFT_TOPIC_CHAIN = 2,
  CNFT_TOPIC_RULE = 3,
  CNFT_TOPIC_SET = 4,
  CNFT_TOPIC_ELEMENTS = 5,
  CNFT_TOPIC_OBJECT = 6,
  CNFT_TOPIC_FLOWTABLE = 7,
  CNFT_TOPIC_GENERATION = 8, /* the end of a transaction */
  CNFT_TOPIC_LINK = 9,
  CNFT_TOPIC_ADDRESS = 10,
  CNFT_TOPIC_ROUTE = 11,
  CNFT_TOPIC_POLICY_RULE = 12,
  /* More happened than there was room for: what is known must be read again. */
  CNFT_TOPIC_OVERRUN = 13
} cnft_topic;

typedef struct cnft_event {
  size_t size;
  int32_t topic;       /* cnft_topic */
  int32_t removed;     /* 1; 0: added or changed otherwise */
  int32_t family;      /* NFPROTO_* or AF_* */
  const char *table;   /* of nf_tables; or "" */
  const char *name;    /* of the chain, set or object, of a rule's chain, of a link; or "" */
  uint32_t number;     /* of a link, of the link of an address, of the table of a route */
  uint32_t protocol;   /* RTPROT_* of a route or a policy rule */
  uint32_t generation; /* of CNFT_TOPIC_GENERATION, and by whom, as far as the kernel says */
  uint32_t process;
  const char *program;
} cnft_event;

/*
 * Hears what happens from now on in the namespace of the session, of which it is independent from
 * then on. For one thread at a time, as a session.
 */
CNFT_API cnft_status cnft_monitor_open(cnft_session *session, cnft_monitored what,
                                       cnft_monitor **monitor);
CNFT_API void cnft_monitor_free(cnft_monitor *monitor);
/* For poll(2): readable when there may be something. It is the monitor's; -1: no monitor. */
CNFT_API int cnft_monitor_fd(const cnft_monitor *monitor);
/*
 * The next event, which is the monitor's until the next call; null when there is none. Waits for
 * one at most so many milliseconds.
 */
CNFT_API cnft_status cnft_monitor_next(cnft_monitor *monitor, int timeout_ms,
                                       const cnft_event **event);

/* "0.1.0"; static */
CNFT_API const char *cnft_version(void);
/* The name of a status, such as "kernel-refused"; static */
CNFT_API const char *cnft_status_name(cnft_status status);

#ifdef __cplusplus
}
#endif

#endif
