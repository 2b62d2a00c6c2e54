"""An instant as a person reads it, with what a machine reads beside it.

Moment("Thu 26 Nov 2026, 18:00", "2026-11-26T18:00:00+01:00", relative="in 2 days 4 hours", zone="your time in Valencia")
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """`text` is in the viewer's zone and language, `iso` has the offset; `relative` and `zone` are said where there is room."""

    text: str
    iso: str
    relative: str = ""
    zone: str = ""
