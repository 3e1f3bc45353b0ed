# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs under test, as they were built on this machine, with the libraries and files they need."""

import os
import pathlib
import re

import cpio
import debian

TREE = pathlib.Path(__file__).resolve().parent.parent


def _needed(program):
    """The shared libraries of a program: name and path."""
    listed = debian.command(["ldd", program])
    return re.findall(r"^\s*(\S+) => (/\S+)", listed, re.M)


def _has(root, library):
    folders = ("usr/lib/x86_64-linux-gnu", "usr/lib", "usr/lib64")
    return any((root / folder / library).exists() for folder in folders)


def _stripped(program, scratch):
    """Without debug information, which is most of it."""
    copy = scratch / "stripped"
    debian.command(["strip", "-o", copy, program])
    data = copy.read_bytes()
    copy.unlink()
    return data


def pack(archive, build, programs, userland_root, extra, instead):
    """Writes the archive that makes a userland a guest: /init, the programs at the paths where they look
    for each other and for the files of the tree, and `extra`, contents by name. `instead` are files to
    take in place of programs, by their names."""
    writer = cpio.Writer(archive)
    # What the kernel opens for /init.
    writer.folder("dev")
    writer.node("dev/console", 0o020600, (5, 1))
    writer.file("init", (TREE / "vm-tests/guest/init").read_bytes(), 0o755)
    for script in (TREE / "vm-tests/guest").glob("*.sh"):
        writer.file(f"vm/{script.name}", script.read_bytes(), 0o755)
    libraries = {}
    scratch = archive.parent
    for program in [build / "cli/cnft", *(build / "tests" / name for name in programs)]:
        built = instead.get(program.name, program)
        writer.file(str(program), _stripped(built, scratch), 0o755)
        libraries.update(_needed(built))
    writer.link("vm/cnft", str(build / "cli/cnft"))
    for name, path in sorted(libraries.items()):
        if not _has(userland_root, name):
            writer.file(f"vm/lib/{name}", pathlib.Path(path).read_bytes(), 0o755)
    files = debian.command(["git", "-C", TREE, "ls-files", "-co", "--exclude-standard", "tests", "data", "docs", "ruleset/cilium", "packaging"])
    for name in files.splitlines():
        if not name.endswith((".cc", ".h")) or name.startswith("ruleset"):
            if os.path.exists(TREE / name):
                writer.add(TREE / name, str(TREE / name))
    for name, data in extra.items():
        writer.file(name, data)
    writer.close()
