# SPDX-License-Identifier: GPL-2.0-or-later
"""Which guests there are, and what each runs."""

import dataclasses

from kernels import KERNELS, X_TABLES
from scenarios import SCENARIOS
from userlands import USERLANDS


@dataclasses.dataclass
class Guest:
    kernel: object
    userland: object
    scenarios: list

    def name(self):
        return f"{self.kernel.name}+debian-{self.userland.name}"

    def native_only(self):
        return self.kernel.without == X_TABLES

    def recorder(self, guests):
        """The guest whose kernel is the same but has x_tables: what it did there is compared with."""
        return next((guest for guest in guests if guest.kernel.suite == self.kernel.suite
                     and not guest.native_only()), None)


# What --all runs: every kernel with the programs of Debian 12, and with those of each other release what
# depends on them.
KERNELS_ALONE = tuple((kernel.name, "12") for kernel in KERNELS)
RELEASES = (("5.10", "11"), ("6.12", "13"), ("newest", "newest"))
OF_PROGRAMS = tuple(scenario.name for scenario in SCENARIOS if scenario.programs)
# What a run without options does.
FAST_KERNEL = "6.1"
FAST = ("modules", "world", "example", "apply", "routing", "verbs", "demo")


def _scenarios(kernel, userland, wanted):
    """`wanted`: names, or None for all that make sense."""
    chosen = [scenario for scenario in SCENARIOS if wanted is None or scenario.name in wanted]
    if kernel.without == X_TABLES:
        return [scenario for scenario in chosen if not scenario.x_tables]
    return [scenario for scenario in chosen if scenario.name != "native"]


def make(pairs, wanted):
    """Guests of (kernel name, userland name), and those that record for them."""
    kernels = {kernel.name: kernel for kernel in KERNELS}
    userlands = {userland.name: userland for userland in USERLANDS}
    guests = [Guest(kernels[kernel], userlands[userland], _scenarios(kernels[kernel], userlands[userland], wanted))
              for kernel, userland in pairs]
    for guest in list(guests):
        recorded = [scenario for scenario in guest.scenarios if scenario.recorded]
        if guest.native_only() and recorded and not guest.recorder(guests):
            (kernel,) = (k for k in KERNELS if k.suite == guest.kernel.suite and not k.without)
            guests.insert(0, Guest(kernel, guest.userland, recorded))
    return [guest for guest in guests if guest.scenarios]
