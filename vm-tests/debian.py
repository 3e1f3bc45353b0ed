# SPDX-License-Identifier: GPL-2.0-or-later
"""Debian packages of any suite, without installing them: apt with a state of its own resolves, fetches
and verifies; what is in them is unpacked into a folder of the cache.

Which mirror, proxy and keyring: whatever apt of this machine is set up with (apt-get(8) indextargets)."""

import contextlib
import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import subprocess

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
# Nobody reads them in a guest, and none of its programs is written in Perl.
LEFT_OUT = ("usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/perl*", "usr/share/i18n",
            "usr/lib/*/perl*", "usr/lib/*/libperl*", "usr/lib/*/gconv", "usr/bin/perl*")
MERGED = ("bin", "sbin", "lib", "lib64")


class Unavailable(Exception):
    """What cannot be had from the archive, and why."""


def cache():
    return pathlib.Path(os.environ.get("CNFT_VM_CACHE", "/var/cache/cnft-vm"))


def command(words, **options):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise Unavailable(f"{' '.join(map(str, words[:2]))}: {done.stdout.strip()[-800:]}")
    return done.stdout


def mirror():
    """Where this machine has Debian from."""
    for attempt in range(2):
        targets = command(["apt-get", "indextargets", "--format", "$(ORIGIN) $(LABEL) $(COMPONENT) $(REPO_URI)",
                           "Created-By: Packages"])
        for line in targets.splitlines():
            origin, label, component, address = (line.split() + [""] * 4)[:4]
            if (origin, label, component) == ("Debian", "Debian", "main"):
                return address
        if attempt == 0:
            command(["apt-get", "-qq", "update"])  # it has never been asked
    raise Unavailable("apt of this machine has no source of Debian's packages")


class Suite:
    """One suite of Debian, looked at with an apt that knows no other and believes nothing installed."""

    def __init__(self, name):
        self.name = name
        self.state = cache() / "apt" / name

    def _apt(self, program, *words, cwd=None):
        state = self.state
        settings = {
            "Dir::State": state, "Dir::State::status": state / "status", "Dir::Cache": state,
            "Dir::Etc::sourcelist": state / "sources.list", "Dir::Etc::sourceparts": "-",
            "Dir::Etc::preferencesparts": "-", "Dir::Etc::preferences": "-",
            "APT::Architecture": "amd64", "APT::Sandbox::User": "root",
            "APT::Install-Recommends": "false", "Acquire::Languages": "none",
            # The archive may be a copy that stands still; signatures are verified all the same.
            "Acquire::Check-Valid-Until": "false", "Debug::NoLocking": "true",
        }
        options = [word for pair in settings.items() for word in ("-o", f"{pair[0]}={pair[1]}")]
        return command([program, *options, *words], cwd=cwd, env={**os.environ, "LC_ALL": "C"})

    def update(self):
        for folder in ("lists/partial", "archives/partial"):
            (self.state / folder).mkdir(parents=True, exist_ok=True)
        (self.state / "status").touch()
        (self.state / "sources.list").write_text(
            f"deb [arch=amd64 signed-by={KEYRING}] {mirror()} {self.name} main\n")
        self._apt("apt-get", "-qq", "update")

    def depends(self, package):
        shown = self._apt("apt-cache", "show", "--no-all-versions", package)
        found = re.search(r"^Depends: (.*)$", shown, re.M)
        return [re.split(r"[ (|]", word)[0] for word in found[1].split(", ")] if found else []

    def download(self, packages, into):
        """These and no others."""
        into.mkdir(parents=True, exist_ok=True)
        self._apt("apt-get", "-qq", "download", *packages, cwd=into)
        return sorted(into.glob("*.deb"))

    def download_closure(self, packages, into):
        """These and all that they depend on."""
        (into / "partial").mkdir(parents=True, exist_ok=True)
        self._apt("apt-get", "-qq", "-y", "-o", f"Dir::Cache::archives={into}", "--download-only",
                  "install", *packages)
        return sorted(into.glob("*.deb"))


def unpack(packages, root):
    """Puts files where Debian has them today: /bin, /sbin and /lib are in /usr."""
    (root / "usr").mkdir(parents=True, exist_ok=True)
    for name in MERGED:
        (root / "usr" / name).mkdir(exist_ok=True)
        if not (root / name).is_symlink():
            (root / name).symlink_to(f"usr/{name}")
    exclude = [f"--exclude=./{pattern}" for pattern in LEFT_OUT]
    for package in packages:
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as tar:
            command(["tar", "-x", "-C", root, "--no-same-owner", "--keep-directory-symlink", *exclude],
                    stdin=tar.stdout)
        if tar.returncode != 0:
            raise Unavailable(f"{package} is damaged")


def _sums(packages):
    return "".join(f"{hashlib.sha256(package.read_bytes()).hexdigest()}  {package.name}\n"
                   for package in packages)


@contextlib.contextmanager
def _locked(path):
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def item(name, make, say):
    """The folder of a thing in the cache, made by `make(folder, debs)` unless it is there whole:
    `make` returns the packages it came from, which are kept as names and checksums."""
    folder = cache() / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.with_name(folder.name + ".lock")):
        whole = folder / "SHA256SUMS"
        if whole.exists():
            return folder
        say(f"fetching {name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        debs = folder / "debs"
        sums = _sums(make(folder, debs))
        shutil.rmtree(debs)
        whole.write_text(sums)
    return folder
