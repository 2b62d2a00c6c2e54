"""What the screen reads in a brief, with every place where it stands. The screen knows a title and a text; a brief has also a
line about the result, which is read as the end of the text and found again afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.board.content import Content
from parley.board.models import Brief
from parley.screen.review import screen
from parley.screen.screening import TITLE, Verdict

TEXT, RESULT = "text", "result"
COPY = "copy"
"""The one reason that is the board's own: the words are nearly those of an earlier brief of somebody else."""
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Found:
    """Why a brief does not pass. `code` is one of the screen's or COPY; `start` and `end` are offsets, in characters, in
    `where`: "title", "text" or "result". Equal offsets mean all of it."""

    code: str
    where: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Read:
    """`version` names the screen that read it."""

    verdict: Verdict
    reasons: tuple[Found, ...]
    version: str


def read(content: Content) -> Read:
    """What the screen makes of it."""
    whole = content.text + (BETWEEN + content.result if content.result else "")
    screening = screen(content.title, whole, content.language)
    reasons = [_found(one.code.value, one.where, one.start, one.end, len(content.text)) for one in screening.reasons]
    return Read(screening.verdict, tuple(dict.fromkeys(reasons)), screening.version)


def as_rows(reasons: Iterable[Found]) -> list[list[str | int]]:
    """As a column keeps them."""
    return [[one.code, one.where, one.start, one.end] for one in reasons]


def reasons_of(brief: Brief) -> tuple[Found, ...]:
    return tuple(Found(*row) for row in brief.reasons)


def _found(code: str, where: str, start: int, end: int, text: int) -> Found:
    if where == TITLE:
        return Found(code, TITLE, start, end)
    below = text + len(BETWEEN)
    if start >= below:
        return Found(code, RESULT, start - below, end - below)
    return Found(code, TEXT, min(start, text), min(end, text))
