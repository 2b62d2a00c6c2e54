"""A better wording for a span, made from the pack's sentence and the figures that stood in the span.

Nothing is invented. Whatever the span held of dates, sums and numbers, and every clause in which the writer undertakes
something, is carried over word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.coach.packs import Pack, Wording
from parley.prose.tokens import Sentence, Token, read

_FIGURES = ("number", "money")
_CLOSING = ".!?…"
_BRACKETS = re.compile(r"[()]")


def is_familiar(pack: Pack, sentences: tuple[Sentence, ...]) -> bool:
    """Whether the draft addresses its reader familiarly."""
    return any(True for sentence in sentences for _ in pack.familiar.matches(sentence))


def rewrite(
    text: str, pack: Pack, sentence: Sentence, hit: tuple[int, int], wording: Wording, *, familiar: bool
) -> str:
    """What may stand in place of a whole sentence in which the tokens hit[0]:hit[1] hurt.

    A promise that hurts itself is not carried over; its figures are.
    """
    said = wording.to(familiar=familiar)
    kept = [clause for clause in _promises(text, pack, sentence, hit) if not _hurts(pack, clause)]
    figures = [figure for figure in _figures(text, pack, sentence) if not any(figure in clause for clause in kept)]
    if figures:
        plain = said.rstrip(_CLOSING).rstrip()
        said = f"{plain} ({', '.join(dict.fromkeys(figures))}){said[len(plain) :] or '.'}"
    for clause in kept:
        said += f" {clause[0].upper()}{clause[1:].rstrip(_CLOSING)}."
    return said


def _hurts(pack: Pack, clause: str) -> bool:
    reading = read(clause, elision=pack.elision)
    return any(True for sentence in reading.sentences for _ in pack.index.matches(sentence))


def _promises(text: str, pack: Pack, sentence: Sentence, hit: tuple[int, int]) -> Iterator[str]:
    """Clauses that hold an undertaking and no part of what hurts."""
    seen: set[int] = set()
    for match in pack.promises.matches(sentence):
        begin, end = sentence.clause_of(match.start)
        if begin in seen or (begin < hit[1] and hit[0] < end):
            continue
        seen.add(begin)
        yield text[sentence.tokens[begin].start : sentence.tokens[end - 1].end]


def _figures(text: str, pack: Pack, sentence: Sentence) -> Iterator[str]:
    """Runs of numbers, currencies and words of a date, as they were written."""
    tokens = sentence.tokens
    dated = {place for match in pack.dates.matches(sentence) for place in range(match.start, match.end)}
    run: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind in _FIGURES or place in dated:
            run.append(token)
            continue
        if run:
            yield from _apart(text[run[0].start : run[-1].end])
        run = []
    if run:
        yield from _apart(text[run[0].start : run[-1].end])


def _apart(figures: str) -> Iterator[str]:
    """What stands in brackets by itself: they are put in brackets again, and one of a pair may be outside the run."""
    yield from (part.strip() for part in _BRACKETS.split(figures) if part.strip())
