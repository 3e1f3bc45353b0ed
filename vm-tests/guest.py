# SPDX-License-Identifier: GPL-2.0-or-later
"""One guest: QEMU is started, what comes over its serial ports is followed, and it is ended."""

import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import time

import tools

# QEMU before 10 must not emulate cmpxchg16b; without it nothing is slower.
EMULATED = ("-accel", "tcg", "-cpu", "qemu64,-cx16")
KVM = ("-accel", "kvm", "-cpu", "host")
MEMORY = "1024"
# Nothing that costs time and has to do with no packet; no watchdog, since a machine that is busy elsewhere looks
# like a lockup from within. A kernel that breaks ends at once.
KERNEL_WORDS = ("console=ttyS0 panic=-1 oops=panic nowatchdog no_timer_check rcupdate.rcu_cpu_stall_suppress=1 init_on_alloc=0 mitigations=off nokaslr apparmor=0 audit=0 "
                "cryptomgr.notests net.ifnames=0 quiet loglevel=4")
BOOT_LIMIT = 120  # seconds
PAUSE = 0.05


def accelerator():
    """KVM where the processor has it, else emulation: /dev/kvm alone may be there and not run a kernel."""
    wanted = os.environ.get("CNFT_VM_ACCEL")
    if wanted:
        return KVM if wanted == "kvm" else EMULATED
    flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    usable = os.access("/dev/kvm", os.W_OK) and ("vmx" in flags or "svm" in flags)
    return KVM if usable else EMULATED


@dataclasses.dataclass
class Result:
    """What became of one scenario. `cases` are the names of its tests, by outcome."""
    name: str
    status: int | None = None  # None: it never ended
    seconds: float = 0
    passed: int = 0
    failed: list = dataclasses.field(default_factory=list)
    skipped: list = dataclasses.field(default_factory=list)
    kernel: list = dataclasses.field(default_factory=list)
    output: str = ""

    def ok(self):
        """A scenario that tested nothing, or left anything out, has not passed."""
        return self.status == 0 and self.passed > 0 and not (self.failed or self.skipped or self.kernel)

    def why(self):
        reasons = [f"failed: {name}" for name in self.failed] + [f"skipped: {name}" for name in self.skipped]
        reasons += [f"the kernel says: {line}" for line in self.kernel]
        if self.status is None:
            reasons.append("the guest was lost")
        elif self.status == 124 or self.status == 137:
            reasons.append("time limit")
        elif self.status != 0 and not self.failed:
            reasons.append(f"exit status {self.status}")
        elif self.passed == 0:
            reasons.append("no test was run")
        return reasons


# Lines of GoogleTest, and of TAP, which the shell scenarios print.
PASSED = re.compile(r"^(?:\[       OK \] |ok \d+)")
FAILED = re.compile(r"^(?:\[  FAILED  \] (\S+?)(?:, where .*)? \(\d+ ms\)|not ok (.*))")
SKIPPED = re.compile(r"^\[  SKIPPED \] (\S+) \(\d+ ms\)")


class _Reader:
    """Makes results of the lines of /init, as they come."""

    def __init__(self, scenarios, tell):
        self.results = {scenario.name: Result(scenario.name) for scenario in scenarios}
        self._may_skip = {scenario.name: scenario.may_skip for scenario in scenarios}
        self.done = False
        self._current = None
        self._begun = 0
        self._tell = tell

    def line(self, line):
        word, _, rest = line.partition(" ")
        now = self._current
        if word == "@begin" and rest in self.results:
            self._current, self._begun = self.results[rest], time.monotonic()
        elif word == "@done":
            self.done = True
        elif now is None:
            return
        elif word == "@kernel":
            now.kernel.append(rest)
        elif word == "@end":
            now.status = int(rest.split()[-1])
            now.seconds = time.monotonic() - self._begun
            self._current = None
            self._tell(now)
        else:
            now.output += line + "\n"
            now.passed += PASSED.match(line) is not None
            if found := FAILED.match(line):
                now.failed.append(found[1] or found[2])
            elif (found := SKIPPED.match(line)) and found[1] not in self._may_skip[now.name]:
                now.skipped.append(found[1])


def run(say, work, image, archives, scenarios, tell):
    """Boots the image with the archives and returns the results by name, and the seconds to its end.
    `work` is a folder for the console's log (console.log), the results as they came (results), and
    what the scenarios left (out.tar.gz)."""
    with open(work / "initrd", "wb") as initrd:
        for archive in archives:
            with open(archive, "rb") as part:
                shutil.copyfileobj(part, initrd)
    results = work / "results"
    results.touch()
    words = [*tools.words(say, "usr/bin/qemu-system-x86_64"), "-L", str(tools.folder(say) / "usr/share/qemu"),
             "-L", str(tools.folder(say) / "usr/share/seabios"),
             *accelerator(), "-M", "q35", "-smp", "1", "-m", MEMORY, "-nodefaults", "-no-user-config", "-no-reboot",
             "-display", "none", "-kernel", str(image), "-initrd", str(work / "initrd"), "-append", KERNEL_WORDS]
    for name in ("console.log", "results", "out.tar.gz"):
        words += ["-serial", f"file:{work / name}"]
    limit = BOOT_LIMIT + sum(scenario.limit for scenario in scenarios)
    reader = _Reader(scenarios, tell)
    begun = time.monotonic()
    with open(work / "qemu.log", "w") as log, open(results, errors="replace") as followed:
        machine = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            rest = ""
            while not reader.done and time.monotonic() - begun < limit:
                ended = machine.poll() is not None
                rest += followed.read()
                *lines, rest = rest.split("\n")
                for line in lines:
                    reader.line(line)
                if ended:
                    break
                time.sleep(PAUSE)
        finally:
            machine.kill()
            machine.wait()
    (work / "initrd").unlink()
    return reader.results, time.monotonic() - begun
