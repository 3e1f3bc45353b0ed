# SPDX-License-Identifier: GPL-2.0-or-later
"""What is run in a guest: test programs of tests/, as built on this machine, and scripts of guest/."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    what: str
    command: str
    limit: int = 300  # seconds, emulated on a busy machine
    # It needs x_tables or ipset: not for kernels without.
    x_tables: bool = False
    # Tests that may find nothing to do on some kernels.
    may_skip: tuple = ()
    # What the legacy node did comes from a recording where the kernel has no x_tables.
    recorded: bool = False

    def program(self):
        """The test program it runs, if any."""
        words = [word for word in self.command.split() if word.endswith("_test")]
        return words[0] if words else None


SCENARIOS = (
    Scenario("modules", "each missing kernel module has its clear error", "/vm/modules.sh"),
    Scenario("world", "the twin nodes themselves", "packets_world_test", x_tables=True),
    Scenario("example", "the example node, of Cilium and kube-proxy: packets as under iptables-legacy",
             "packets_node_test --gtest_filter=*Example*", limit=900, recorded=True),
    Scenario("node", "other nodes of Cilium and kube-proxy: packets as under iptables-legacy",
             "packets_node_test --gtest_filter=-*Example*", limit=1200, recorded=True),
    Scenario("cilium", "configurations of Cilium: packets as under iptables-legacy",
             "CNFT_EVERY=64 packets_cilium_test", limit=900, recorded=True),
    Scenario("cases", "a sample of all matches and targets: packets as under iptables-legacy",
             "CNFT_EVERY=61 packets_case_test", limit=900, recorded=True),
    Scenario("random", "random rulesets: packets as under iptables-legacy", "CNFT_COUNT=5 packets_random_test",
             limit=600, recorded=True),
    Scenario("beside", "beside this release's iptables-nft and iptables-legacy", "packets_coexist_test", limit=900,
             x_tables=True),
    Scenario("apply", "only what changed is written, conflicts, kill -9", "kernel_apply_test"),
    Scenario("kill", "cnft apply --cilium killed at its system calls", "CNFT_COUNT=10 kernel_cilium_kill_test"),
    Scenario("traffic", "TPROXY and NAT end to end with real sockets", "kernel_cilium_traffic_test"),
    Scenario("routing", "policy routing and settings beside the rules", "kernel_cilium_test"),
    Scenario("forms", "netlink, JSON and nft text become the same, by this release's libnftables",
             "kernel_forms_test", limit=900),
    Scenario("roundtrip", "what the kernel took reads back as it was", "kernel_case_round_trip_test", limit=900),
    Scenario("sets", "members of sets as ipset has them", "kernel_set_members_test", limit=600, x_tables=True),
    Scenario("verbs", "apply, diff, show, delete as users run them", "cli_verbs_test", limit=600,
             # Scenario modules is about that.
             may_skip=("Verbs.MissingExpressionsAreNamed",)),
    Scenario("demo", "cnft demo", "cli_demo_test"),
    Scenario("legacy", "tables of iptables-legacy are read", "compat_legacy_test", x_tables=True),
    Scenario("nft", "tables of this release's iptables-nft are read", "CNFT_EVERY=20 compat_nft_test", x_tables=True),
    Scenario("bridge", "bridges to rules of others", "compat_bridge_test", x_tables=True),
    Scenario("survey", "cnft doctor", "compat_survey_test", x_tables=True),
)
