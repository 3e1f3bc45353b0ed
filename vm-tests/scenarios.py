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
    # What it does depends on the programs beside cnft.
    programs: bool = False
    # Tests in it that do, though the rest does not (GoogleTest's filter).
    x_tables_tests: str = ""
    # Tests that may find nothing to do on some kernels.
    may_skip: tuple = ()
    # What the legacy node did comes from a recording where the kernel has no x_tables.
    recorded: bool = False

    def program(self):
        """The test program it runs, if any."""
        words = [word for word in self.command.split() if word.endswith("_test")]
        return words[0] if words else None


AS_LEGACY = "packets as under iptables-legacy"

SCENARIOS = (
    Scenario("modules", "each missing kernel module has its clear error", "/vm/modules.sh", limit=600),
    Scenario("world", "the twin nodes themselves", "packets_world_test", x_tables=True),
    Scenario("example", f"the example node, of Cilium and kube-proxy: {AS_LEGACY}",
             "packets_node_test --gtest_filter=*Example*", limit=900, recorded=True),
    Scenario("node", f"other nodes of Cilium and kube-proxy: {AS_LEGACY}",
             "packets_node_test --gtest_filter=*Ipvs*:*Generated*V4", limit=1200, recorded=True),
    Scenario("cilium", f"configurations of Cilium: {AS_LEGACY}", "CNFT_EVERY=64 packets_cilium_test", limit=900,
             recorded=True),
    Scenario("cases", f"a sample of all matches and targets: {AS_LEGACY}", "CNFT_EVERY=97 packets_case_test",
             limit=900, recorded=True),
    Scenario("random", f"random rulesets: {AS_LEGACY}", "CNFT_COUNT=4 packets_random_test", limit=600,
             recorded=True),
    Scenario("apply", "only what changed is written, conflicts, kill -9", "kernel_apply_test"),
    Scenario("kill", "cnft apply --cilium killed at its system calls", "CNFT_COUNT=25 kernel_cilium_kill_test",
             limit=600),
    Scenario("traffic", "TPROXY and NAT end to end with real sockets", "kernel_cilium_traffic_test"),
    Scenario("routing", "policy routing and settings beside the rules", "kernel_cilium_test"),
    Scenario("roundtrip", "what the kernel took reads back as it was", "CNFT_EVERY=4 kernel_case_round_trip_test",
             limit=900),
    Scenario("demo", "cnft demo", "cli_demo_test"),
    Scenario("verbs", "apply, diff, show, delete as users run them", "cli_verbs_test", limit=600, programs=True,
             x_tables_tests="*ConnectionsAreNotCountedWhereRulesAssignZones",
             # Scenario modules is about that.
             may_skip=("Verbs.MissingExpressionsAreNamed",)),
    Scenario("libnftables", "the same rules by this release's libnftables, and listed by its nft",
             "/vm/libnftables.sh", programs=True),
    Scenario("beside", "beside rules in this release's iptables-nft and iptables-legacy",
             "packets_coexist_test --gtest_filter=*WorstCases*:*Iptables1nftV?:*Ipvs1legacyV4", limit=900,
             x_tables=True, programs=True),
    Scenario("sets", "members of sets as this release's ipset has them", "kernel_set_members_test", limit=600,
             x_tables=True, programs=True),
    Scenario("legacy", "tables of this release's iptables-legacy are read", "CNFT_EVERY=8 compat_legacy_test",
             limit=600, x_tables=True, programs=True),
    Scenario("nft", "tables of this release's iptables-nft are read", "CNFT_EVERY=20 compat_nft_test", limit=600,
             x_tables=True, programs=True),
    Scenario("bridge", "bridges to rules of others", "compat_bridge_test", x_tables=True, programs=True),
    Scenario("survey", "cnft doctor", "compat_survey_test", x_tables=True, programs=True),
)
