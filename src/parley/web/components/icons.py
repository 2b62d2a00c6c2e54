"""The names of the drawings in static/icons.svg. An icon never stands without a word."""

from __future__ import annotations

from typing import Literal

Icon = Literal[
    "bell", "check", "chevron", "chevron-down", "clock", "coin", "cross", "desk", "dot", "envelope", "file", "flag",
    "hourglass", "leaf", "link", "list", "lock", "menu", "outside-scope", "package", "pause", "pen", "pencil", "person",
    "plus", "question", "refresh", "talk",
]  # fmt: skip
