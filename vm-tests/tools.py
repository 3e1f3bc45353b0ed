# SPDX-License-Identifier: GPL-2.0-or-later
"""QEMU and depmod, from the cache: nothing is installed, and every machine has the same.

QEMU 7.2, which Debian 12 has, miscomputes flags after cmpxchg16b when it emulates, and guests crash."""

import debian

SUITE = "trixie"
PACKAGES = ("qemu-system-x86", "kmod")
LIBRARIES = ("usr/lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu/pulseaudio")


def folder(say):
    def make(into, debs):
        suite = debian.Suite(SUITE)
        suite.update()
        packages = suite.download_closure(PACKAGES, debs)
        debian.unpack(packages, into)
        return packages

    return debian.item(f"tools/{SUITE}", make, say)


def words(say, program):
    """How to run a program of the folder with the C library it was made for."""
    root = folder(say)
    libraries = ":".join(str(root / path) for path in LIBRARIES)
    return [str(root / "usr/lib64/ld-linux-x86-64.so.2"), "--library-path", libraries, str(root / program)]


def run(say, program, *arguments):
    return debian.command([*words(say, program), *arguments])
