"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table. A bar inside a cell would end it, and so would a line break."""
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    return "\n".join(lines)


def code(name: str) -> str:
    """Words as they stand in the code, or nothing for nothing."""
    return f"`{name}`" if name else ""


def codes(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))


def sections(parts: Iterable[tuple[str, str]], level: int = 2) -> str:
    """Each with its heading."""
    return "\n\n".join(f"{'#' * level} {title}\n\n{body}" for title, body in parts)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split()).replace("|", "\\|")
