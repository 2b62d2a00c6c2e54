"""The rooms of the house as a picture, drawn from the import contract in pyproject.toml: higher rows may import lower ones."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from parley.management.cli import HOME
from parley.management.reference.svg import arrow, box, label, picture

WIDTH, ROW, TOP, LEFT, RIGHT = 640, 52, 20, 20, 500
BOX_HEIGHT, GAP = 36, 12


def drawing() -> str:
    """The picture as SVG."""
    rows = layers()
    below = TOP + (len(rows) - 1) * ROW + BOX_HEIGHT
    parts = [shape for count, names in enumerate(rows) for shape in _row(names, TOP + count * ROW)]
    parts += [arrow(f"M{RIGHT + 40} {TOP}V{below}"), label(RIGHT + 52, below // 2, "may import")]
    return picture("The rooms of Parley: a room may import the rooms of lower rows", WIDTH, below + TOP, parts)


def layers() -> list[list[str]]:
    """The rooms that exist, from the top row down; a name in brackets waits for its room and is left out."""
    contracts = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["name"] == "the rooms")
    there = [[name.strip() for name in row.split("|") if not name.strip().startswith("(")] for row in rows]
    return [names for names in there if names]


def _row(names: list[str], y: int) -> Iterator[str]:
    width = (RIGHT - LEFT - GAP * (len(names) - 1)) // len(names)
    for count, name in enumerate(names):
        yield box(LEFT + count * (width + GAP), y, width, BOX_HEIGHT, name, is_marked=name == "core")
