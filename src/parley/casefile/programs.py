"""The programs of one file with which anybody can check what this desk hands out, as they are given away."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "standalone"
OF_CASES, OF_DAYS = "parley_verify.py", "parley_verify_day.py"
PROGRAMS = (OF_CASES, OF_DAYS)


@cache
def program(name: str) -> bytes:
    """The whole program, by one of the names in PROGRAMS."""
    if name not in PROGRAMS:
        raise KeyError(name)
    return (FOLDER / name).read_bytes()
