"""How well the coach judges: its findings against labels that people gave, with intervals. Chance is passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from parley.coach.advice import Advice, Label, Severity

DRAWS = 1_000
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with the labels that people gave it, those that the coach found, and those above a hint."""

    lang: str
    style: str
    wanted: frozenset[str]
    found: frozenset[str]
    above_hint: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share between 0 and 1 and the interval that 95 of 100 draws of the rows fall into."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One label in one group of messages. `support`: how many messages carry the label."""

    label: str
    support: int
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Figures:
    """A group of messages. `alarms`: share of the clean ones with a finding above a hint; of `clean` messages."""

    messages: int
    rows: tuple[Row, ...]
    macro: Figure
    micro: Figure
    clean: int
    alarms: Figure
    hints: float


def judged(lang: str, style: str, labels: Iterable[str], advice: Advice) -> Judged:
    found = frozenset(finding.label.value for finding in advice.findings)
    above = frozenset(one.label.value for one in advice.findings if one.severity is not Severity.HINT)
    return Judged(lang, style, frozenset(labels), found, above)


Below = Callable[[int], int]
"""A whole number from 0 to below the given one, by chance."""


def figures(messages: Sequence[Judged], below: Below) -> Figures:
    """All figures of a group, with intervals from DRAWS draws of its messages with replacement."""
    slots = [tuple(_slots(message)) for message in messages]
    draws = [_totals(slots[below(len(slots))] for _ in slots) for _ in range(DRAWS)] if slots else []
    whole = _totals(slots)
    present = [place for place, _ in enumerate(_LABELS) if whole[3 * place + _WANTED]]

    def figure(measure: Callable[[Sequence[int]], float]) -> Figure:
        drawn = sorted(map(measure, draws)) or [0.0]
        return Figure(measure(whole), drawn[int(_LOW * len(drawn))], drawn[max(0, int(_HIGH * len(drawn)) - 1)])

    return Figures(
        messages=len(messages),
        rows=tuple(
            Row(
                label,
                whole[3 * place + _WANTED],
                figure(lambda t, at=place: _share(t[3 * at + _RIGHT], t[3 * at + _FOUND])),  # type: ignore[misc]
                figure(lambda t, at=place: _share(t[3 * at + _RIGHT], t[3 * at + _WANTED])),  # type: ignore[misc]
                figure(lambda t, at=place: _f1(t, [at])),  # type: ignore[misc]
            )
            for place, label in enumerate(_LABELS)
        ),
        macro=figure(lambda t: _share(sum(_f1(t, [at]) for at in present), len(present))),
        micro=figure(lambda t: _f1(t, range(len(_LABELS)))),
        clean=whole[_CLEAN],
        alarms=figure(lambda t: _share(t[_ALARMS], t[_CLEAN])),
        hints=_share(whole[_HINTS], whole[_CLEAN]),
    )


_LABELS = tuple(label.value for label in Label)
_RIGHT, _FOUND, _WANTED = range(3)  # three counters a label
_CLEAN, _ALARMS, _HINTS = range(3 * len(_LABELS), 3 * len(_LABELS) + 3)


def _slots(message: Judged) -> Iterator[int]:
    """The counters that a message adds one to."""
    for place, label in enumerate(_LABELS):
        if label in message.found:
            yield 3 * place + _FOUND
        if label in message.wanted:
            yield 3 * place + _WANTED
            if label in message.found:
                yield 3 * place + _RIGHT
    if not message.wanted:
        yield _CLEAN
        if message.above_hint:
            yield _ALARMS
        if message.found:
            yield _HINTS


def _totals(slots: Iterable[tuple[int, ...]]) -> list[int]:
    totals = [0] * (_HINTS + 1)
    for some in slots:
        for slot in some:
            totals[slot] += 1
    return totals


def _f1(totals: Sequence[int], places: Iterable[int]) -> float:
    right, both = 0, 0
    for at in places:
        right += totals[3 * at + _RIGHT]
        both += totals[3 * at + _FOUND] + totals[3 * at + _WANTED]
    return _share(2 * right, both)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
