"""The tables of docs/explanation/case-file.md, which say what finds what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "case-file.md"


@dataclass(frozen=True)
class Row:
    """`checks`: at least one of these finds it, always. `without_parley`: the verifier of one file finds it too."""

    checks: frozenset[str]
    without_parley: bool


def rows(heading: str) -> dict[str, Row]:
    """The table below this heading, by its first column."""
    page = PAGE.read_text("utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    assert len(cells) > 2, heading
    return {
        first: Row(frozenset(re.findall(r"`([a-z]+)`", found)), rest[:1] != ["no"]) for first, found, *rest in cells[2:]
    }
