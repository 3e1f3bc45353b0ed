# SPDX-License-Identifier: GPL-2.0-or-later
"""What came out, for people (a table), for harnesses (TAP, JUnit) and for docs/kernels.md."""

import xml.etree.ElementTree as xml


def tap(outcomes):
    """One line for each scenario of each guest; outcomes are (guest name, results, seconds)."""
    lines = ["TAP version 13"]
    number = 0
    for name, results, _ in outcomes:
        for result in results.values():
            number += 1
            lines.append(f"{'ok' if result.ok() else 'not ok'} {number} - {name} {result.name} "
                         f"# {result.passed} passed, {result.seconds:.1f} s")
            lines += [f"  # {reason}" for reason in result.why()]
    lines.append(f"1..{number}")
    return "\n".join(lines) + "\n"


def junit(outcomes):
    suites = xml.Element("testsuites")
    for name, results, seconds in outcomes:
        suite = xml.SubElement(suites, "testsuite", name=name, tests=str(len(results)), time=f"{seconds:.1f}",
                               failures=str(sum(not result.ok() for result in results.values())))
        for result in results.values():
            case = xml.SubElement(suite, "testcase", classname=name, name=result.name, time=f"{result.seconds:.1f}")
            if not result.ok():
                failure = xml.SubElement(case, "failure", message="; ".join(result.why()))
                # What XML cannot hold is no text.
                failure.text = "".join(c if c.isprintable() or c == "\n" else "?" for c in result.output[-20000:])
    return xml.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _cell(result):
    return f"{result.passed} in {result.seconds:.0f} s" if result.ok() else "FAILED"


def cells(outcomes):
    """What the table says: cells by scenario, by guest."""
    found = {}
    for name, results, seconds in outcomes:
        found[name] = {scenario: _cell(result) for scenario, result in results.items()}
        found[name]["all, with booting"] = f"{seconds:.0f} s"
    return found


def table(columns):
    """Markdown: a row for each scenario, a column for each guest."""
    last = "all, with booting"
    names = [name for name in dict.fromkeys(name for column in columns.values() for name in column) if name != last]
    rows = [["", *columns], *([name, *(column.get(name, "") for column in columns.values())] for name in [*names, last])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


def read_table(text):
    """The columns of such a table."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    if not rows:
        return {}
    return {name: {row[0]: row[at] for row in rows[1:] if row[at]} for at, name in enumerate(rows[0]) if at > 0}


def update(path, begin, end, outcomes):
    """Puts new cells into the table between two lines of a file, and leaves the others."""
    head, _, rest = path.read_text().partition(begin + "\n")
    old, found, tail = rest.partition(end + "\n")
    if not found:
        raise SystemExit(f"run: {path} has no lines '{begin}' and '{end}'")
    columns = read_table(old)
    for name, column in cells(outcomes).items():
        whole = columns.setdefault(name, {})
        if whole and len(column) < len(whole):
            del column["all, with booting"]  # of a part
        whole.update(column)
    path.write_text(f"{head}{begin}\n\n{table(columns)}\n{end}\n{tail}")
