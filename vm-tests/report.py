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
    if result is None:
        return ""
    return f"{result.passed} in {result.seconds:.0f} s" if result.ok() else "FAILED"


def table(outcomes):
    """Markdown: a row for each scenario, a column for each guest."""
    rows = [["", *(name for name, _, _ in outcomes)]]
    names = list(dict.fromkeys(name for _, results, _ in outcomes for name in results))
    for scenario in names:
        rows.append([scenario, *(_cell(results.get(scenario)) for _, results, _ in outcomes)])
    rows.append(["all, with booting", *(f"{seconds:.0f} s" for _, _, seconds in outcomes)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


def put(path, begin, end, text):
    """Replaces what stands between two lines of a file."""
    whole = path.read_text()
    head, _, rest = whole.partition(begin + "\n")
    _, found, tail = rest.partition(end + "\n")
    if not found:
        raise SystemExit(f"run: {path} has no lines '{begin}' and '{end}'")
    path.write_text(f"{head}{begin}\n{text}{end}\n{tail}")
