"""The files of the house, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "parley"
# Made by machines, or not ours to word.
LEFT_OUT = {".git", ".venv", "var", "__pycache__", "staticfiles", "node_modules", "build", "dist"}
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".lock",
    ".json",
    ".yaml",
    ".yml",
    ".cfg",
    ".po",
    "",
}


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """Every text file below these folders of the checkout; below all of it when none is named."""
    starts = [ROOT / folder for folder in folders] or [ROOT]
    return tuple(sorted(path for start in starts for path in _below(start)))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in LEFT_OUT or path.name.endswith("_cache") or path.name == ".hypothesis":
            continue
        if path.is_dir():
            yield from _below(path)
        elif path.suffix in TEXT:
            yield path


def python(*folders: str) -> tuple[Path, ...]:
    return tuple(path for path in files(*folders) if path.suffix == ".py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, line: int = 0) -> str:
    """A path as a person types it, with its line."""
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return f"{shown}:{line}" if line else str(shown)
