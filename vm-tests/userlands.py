# SPDX-License-Identifier: GPL-2.0-or-later
"""What runs beside cnft in a guest: a shell, and the netfilter programs and libraries of one release of
Debian, which its iptables-nft, nft and libnftables are."""

import dataclasses
import re

import cpio
import debian


@dataclasses.dataclass(frozen=True)
class Userland:
    name: str
    suite: str
    # The suite of everything else, where that of this one is too old for programs built on Debian 12.
    base: str = ""


USERLANDS = (
    Userland("11", "bullseye", "bookworm"),
    Userland("12", "bookworm"),
    Userland("13", "trixie"),
    Userland("newest", "sid"),
)

BASE = ("dash", "bash", "coreutils", "util-linux", "mount", "procps", "kmod", "sed", "grep", "mawk", "findutils",
        "diffutils", "tar", "gzip", "iproute2")
NETFILTER = ("iptables", "nftables", "ipset", "conntrack")
# Of the packages that the netfilter programs need, those that are netfilter's own.
OWN = r"(iptables|nftables|ipset|conntrack|lib(xtables|ip4tc|ip6tc|ipset|nftables|nftnl|netfilter|nfnetlink|mnl))"
# What maintainer scripts would have set up.
LINKS = {"usr/bin/sh": "dash", "usr/bin/awk": "mawk"}


def _alternatives(root):
    """iptables and its like, as Debian chooses them: iptables-nft."""
    folder = root / "etc/alternatives"
    folder.mkdir(parents=True, exist_ok=True)
    for program in ("iptables", "ip6tables"):
        for verb in ("", "-save", "-restore"):
            (folder / f"{program}{verb}").symlink_to(f"/usr/sbin/{program}-nft{verb}")
            (root / f"usr/sbin/{program}{verb}").symlink_to(f"/etc/alternatives/{program}{verb}")


def _fetch(userland):
    def closure(suite_name, names, into):
        suite = debian.Suite(suite_name)
        suite.update()
        return suite.download_closure(names, into)

    def make(folder, debs):
        root = folder / "root"
        packages = closure(userland.base or userland.suite, BASE + NETFILTER, debs / "all")
        if userland.base:
            packages = [package for package in packages if not re.match(OWN, package.name)]
            packages += [package for package in closure(userland.suite, NETFILTER, debs / "own")
                         if re.match(OWN, package.name)]
        debian.unpack(packages, root)
        for name, target in LINKS.items():
            if not (root / name).exists():
                (root / name).symlink_to(target)
        _alternatives(root)
        (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n")
        (root / "etc/group").write_text("root:x:0:\nnogroup:x:65534:\n")
        writer = cpio.Writer(folder / "userland.cpio")
        writer.add_tree(root)
        writer.close()
        return packages

    return make


def prepare(userland, say):
    """The root folder of the userland, and its archive."""
    folder = debian.item(f"userlands/{userland.suite}", _fetch(userland), say)
    return folder / "root", folder / "userland.cpio"


def versions(userland, say):
    """What is in it, of netfilter's: name and version."""
    prepare(userland, say)
    sums = (debian.cache() / f"userlands/{userland.suite}/SHA256SUMS").read_text()
    found = re.findall(r"  (nftables|iptables|libnftnl11|ipset)_(\S+?)_amd64.deb", sums)
    return {name: version.replace("%3a", ":") for name, version in found}
