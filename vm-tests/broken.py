# SPDX-License-Identifier: GPL-2.0-or-later
"""A test program with one translation made wrong: every kernel must show that it is."""

import shlex

import debian
import programs

SOURCE = "translator/match/mark.cc"
RIGHT = "NegateIf(mark.negated,"
WRONG = "NegateIf(!mark.negated,"
# What shows it.
PROGRAM = "packets_case_test"
SCENARIO = "cases"
COMMAND = "CNFT_CASE=match/mark.t packets_case_test --gtest_filter='*/Tracked'"


def _last_command(build, target):
    """How Ninja makes a target, as words of a shell."""
    return debian.command(["ninja", "-C", build, "-t", "commands", target]).strip().splitlines()[-1]


def program(build, folder):
    """Compiles the one source anew, with its mistake, and links the program with that before the library
    that has the right one."""
    text = (programs.TREE / SOURCE).read_text()
    if text.count(RIGHT) != 1:
        raise debian.Unavailable(f"{SOURCE} has no '{RIGHT}' to make wrong")
    source, compiled, linked = folder / "broken.cc", folder / "broken.o", folder / PROGRAM
    source.write_text(text.replace(RIGHT, WRONG))
    words = shlex.split(_last_command(build, "translator/CMakeFiles/cnft_translator.dir/match/mark.cc.o"))
    words[words.index("-o") + 1] = str(compiled)
    words[words.index("-c") + 1] = str(source)
    debian.command(words, cwd=build)
    words = shlex.split(_last_command(build, f"tests/{PROGRAM}"))
    words = [word for word in words if word not in (":", "&&")]
    words[words.index("-o") + 1] = str(linked)
    words.insert(words.index("-o"), str(compiled))
    debian.command(words, cwd=build)
    return linked

