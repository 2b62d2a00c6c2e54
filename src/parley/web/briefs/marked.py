"""The words of a brief with those marked that the screen stopped at, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parley.board.models import Brief
from parley.board.reading import COPY, Found, reasons_of
from parley.screen.review import why
from parley.screen.screening import TITLE, Code

LONGEST_QUOTE = 120
"""Characters of the marked words that stand beside their meaning."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, marked or not."""

    words: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """What was found: what it means, and the words it stands at. No words where it is said of the whole brief."""

    why: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A posted brief, piece by piece."""

    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    result: tuple[Piece, ...]
    reasons: tuple[ReasonShown, ...]


def marked(brief: Brief, *, with_reasons: bool) -> Marked:
    """`with_reasons` for its author and for operators; to everybody else there is nothing to mark."""
    found = reasons_of(brief) if with_reasons else ()
    parts = {TITLE: brief.title, "text": brief.text, "result": brief.result}
    title, text, result = (
        pieces(words, [one for one in found if one.where == where]) for where, words in parts.items()
    )
    return Marked(title, text, result, _reasons(found, parts))


def pieces(words: str, found: Iterable[Found]) -> tuple[Piece, ...]:
    """Cut at the marks; marks that touch become one. A mark over everything marks nothing: it is said of the whole."""
    made: list[Piece] = []
    done = 0
    for start, end in _merged([(one.start, one.end) for one in found if not _is_whole(one, words)]):
        made += [Piece(words[done:start]), Piece(words[start:end], is_marked=True)]
        done = end
    return tuple(piece for piece in (*made, Piece(words[done:])) if piece.words)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _reasons(found: Iterable[Found], parts: dict[str, str]) -> tuple[ReasonShown, ...]:
    """One for each code, in the order in which they weigh, with all the words it stands at."""
    quotes: dict[str, list[str]] = {}
    for one in found:
        said = quotes.setdefault(one.code, [])
        words = parts.get(one.where, "")
        quote = " ".join(words[one.start : one.end].split())
        if quote and not _is_whole(one, words) and quote not in said:
            said.append(quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rstrip() + "…")
    return tuple(ReasonShown(reason_words(code), tuple(said)) for code, said in quotes.items())


def reason_words(code: str) -> str:
    """What a code means, in the reader's language. A code of another version of the screen is said in general."""
    if code == COPY:
        return _("Nearly the same words stand in a brief that somebody else posted before.")
    known = Code(code) if code in {one.value for one in Code} else Code.OTHER
    return why(known, get_language() or "en")


def _is_whole(one: Found, words: str) -> bool:
    return one.start >= one.end or (one.start <= 0 and one.end >= len(words))
