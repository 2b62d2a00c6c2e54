"""What `./parley explore` found, from the files that it keeps here: a whole exploration takes too long for every renewal.

tests/management/test_explored.py checks that they still fit the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from parley.core.order.state import Stage
from parley.management.reference.markdown import code, table
from parley.rehearsal.explore.record import figures_in, rows_in
from parley.rehearsal.explore.table import BY_ANOTHER, Row

FOLDER = Path(__file__).with_name("explored")


def runs() -> str:
    """What was searched, and how much there was."""
    figures = figures_in(FOLDER)
    names: dict[str, str] = {}
    for found in figures.values():
        names |= {one["run"]: one["says"] for one in (*found["runs"], *found["delays"])}
    counts = {policy: _counts(found) for policy, found in figures.items()}
    rows = [(code(name), says, *(counts[policy].get(name, "") for policy in counts)) for name, says in names.items()]
    total = [f"{found['configurations']:,}" for found in figures.values()]
    ways = [f"{found['transitions']:,}" for found in figures.values()]
    wrong = [str(found["violations"]) for found in figures.values()]
    last = [
        ("", "**configurations together**", *total),
        ("", "**transitions together**", *ways),
        ("", "**violations**", *wrong),
    ]
    return table(("Run", "What it tries", *map(code, figures)), [*rows, *last])


def delays() -> str:
    """Days until everything has ended, for each policy; with weekends in brackets."""
    figures = figures_in(FOLDER)
    says: dict[str, dict[str, str]] = {}
    for policy, found in figures.items():
        for one in found["delays"]:
            says.setdefault(one["says"], {})[policy] = _days(one)
    rows = [(what, *(days.get(policy, "") for policy in figures)) for what, days in says.items()]
    silence = [f"{found['longest_silence_days']:g}" for found in figures.values()]
    return table(
        ("Who does what", *map(code, figures)), [*rows, ("nobody does anything, from wherever it stands", *silence)]
    )


def transitions() -> str:
    """Every way between the stages that was met under some policy, with what it does to the money."""
    rows = sorted({row for found in rows_in(FOLDER).values() for row in found})
    told = []
    for stage in Stage:
        here = sorted((row for row in rows if row.stage == stage.value), key=lambda row: (row.by, row.act))
        for who, what in dict.fromkeys((row.by, row.act) for row in here):
            same = [row for row in here if (row.by, row.act) == (who, what)]
            for to, money in _targets(same):
                told.append((code(stage.value), who, what if what == BY_ANOTHER else code(what), to, money))
    return table(("From", "Who", "What", "To", "Money"), told)


def _targets(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Stages that are reached with the same movement of money stand together."""
    order = [stage.value for stage in Stage]
    for money in dict.fromkeys(row.money for row in rows):
        reached = sorted({row.to for row in rows if row.money == money}, key=order.index)
        yield ", ".join("stays" if to == rows[0].stage else code(to) for to in reached), money


def _counts(found: Mapping[str, Any]) -> dict[str, str]:
    return {one["run"]: _count(one) for one in (*found["runs"], *found["delays"])}


def _count(one: Mapping[str, Any]) -> str:
    """With a plus where the run was bounded and there would be more."""
    return f"{one['configurations']:,}{'+' if one.get('cut') else ''}"


def _days(one: Mapping[str, Any]) -> str:
    weekends = one["with_weekends"]
    if weekends is None:
        return f"{one['days']:g}"
    least, most = weekends
    return f"{one['days']:g} ({least:g})" if least == most else f"{one['days']:g} ({least:g} to {most:g})"
