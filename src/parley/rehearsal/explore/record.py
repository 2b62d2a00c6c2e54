"""What an exploration found, kept in two files for the pages of docs/: figures and transitions, policy by policy.

Exploring a policy again replaces what stood there of it, and leaves the others alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from parley.rehearsal.explore.report import Report, as_json
from parley.rehearsal.explore.table import Row

FIGURES, TRANSITIONS = "figures.json", "transitions.tsv"


def save(folder: Path, reports: Sequence[Report]) -> None:
    """Raises OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = {**figures_in(folder), **{report.policy.name: as_json(report) for report in reports}}
    rows = {**rows_in(folder), **{report.policy.name: report.rows for report in reports}}
    told = json.dumps(figures, ensure_ascii=False, indent=1)
    (folder / FIGURES).write_text(f"{told}\n", encoding="utf-8")
    lines = ["\t".join((policy, *row)) for policy, found in rows.items() for row in found]
    (folder / TRANSITIONS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def figures_in(folder: Path) -> dict[str, Mapping[str, Any]]:
    """By policy, as `as_json` told them; nothing where nothing was saved yet."""
    path = folder / FIGURES
    found: dict[str, Mapping[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def rows_in(folder: Path) -> dict[str, list[Row]]:
    """By policy."""
    path = folder / TRANSITIONS
    found: dict[str, list[Row]] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        policy, *row = line.split("\t")
        found.setdefault(policy, []).append(Row(*row))
    return found
