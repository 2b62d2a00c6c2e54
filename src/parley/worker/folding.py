"""Which wishes go into one letter, and whether its time has come. Looks at rows, touches nothing.

- What one act brought to a reader is told in one letter: a release and the milestone that opens by it, for instance.
- Messages: the first goes at once; what is written in the next five minutes goes together when they are over.
- Nudges: at most one letter a day for an order, however many milestones wait.

Wishes that were carried together once stay together. A letter may go out twice, then under the same Message-ID, and a mail
program may hide the second one: it must not hold anything that the first did not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from parley.core.effects import Letter
from parley.core.order.messages import MessageSent, Nudged
from parley.store.rows import OutboxRow

BETWEEN_MESSAGES = timedelta(minutes=5)
BETWEEN_NUDGES = timedelta(hours=24)
LEASE = timedelta(minutes=5)
"""Longer than any mail server takes for one letter."""
A_BREATH = timedelta(seconds=1)

NOT_A_LETTER = "not sent: "
"""Begins the receipt of a wish that was fulfilled without a letter."""


class Strand(Enum):
    """Wishes of one strand may share a letter."""

    ACTS = "acts"
    MESSAGES = "messages"
    NUDGES = "nudges"


STRANDS = {MessageSent.__name__: Strand.MESSAGES, Nudged.__name__: Strand.NUDGES}


@dataclass(frozen=True, slots=True)
class Wish:
    """A row of the outbox and the letter that it asks for."""

    row: OutboxRow
    letter: Letter

    @property
    def strand(self) -> Strand:
        return STRANDS.get(self.letter.kind, Strand.ACTS)

    @property
    def was_sent(self) -> bool:
        return self.row.sent_at is not None and not self.row.receipt.startswith(NOT_A_LETTER)

    def is_waiting(self, at: datetime) -> bool:
        return self.row.sent_at is None and (self.row.lease_until is None or self.row.lease_until <= at)


@dataclass(frozen=True, slots=True)
class Hold:
    """Not yet: look again at `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """Not at all, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Wishes for one letter, the leading one first. `instead` says why it should not be sent now."""

    wishes: tuple[Wish, ...]
    instead: Hold | Drop | None = None

    @property
    def lead(self) -> Wish:
        return self.wishes[0]


def bundles(order_wishes: Iterable[Wish], at: datetime) -> list[Bundle]:
    """The letters that one order's wishes make at `at`, the oldest first. Wants all wishes of the order, sent ones too.

    Of messages, and of nudges, there is one bundle at a time: what becomes of it decides when the next may go.
    """
    found: list[Bundle] = []
    for strand in _parted(order_wishes, lambda wish: (wish.letter.to, wish.strand)):
        sent_at = [wish.row.sent_at for wish in strand if wish.was_sent and wish.row.sent_at is not None]
        found += [
            Bundle(tuple(together), _instead(together, strand, max(sent_at, default=None), at))
            for together in _together([wish for wish in strand if wish.is_waiting(at)])
        ]
    return sorted(found, key=lambda bundle: _place(bundle.lead))


def _together(waiting: Sequence[Wish]) -> list[list[Wish]]:
    """Acts go by the commit that brought them. What was carried or held together has the same instant, and stays so."""
    is_acts = bool(waiting) and waiting[0].strand is Strand.ACTS
    parted = _parted(waiting, lambda wish: (wish.row.lease_until, wish.row.made_at if is_acts else None))
    return parted if is_acts else parted[:1]


def _instead(
    bundle: Sequence[Wish], strand: Sequence[Wish], sent_at: datetime | None, at: datetime
) -> Hold | Drop | None:
    kind = bundle[0].strand
    is_fresh = bundle[0].row.lease_until is None
    if kind is Strand.ACTS:
        return None
    between = BETWEEN_MESSAGES if kind is Strand.MESSAGES else BETWEEN_NUDGES
    if sent_at is not None and at < sent_at + between:
        if kind is Strand.NUDGES:
            return Drop("one reminder a day is enough")
        # By an instant of its own, what was carried before does not meet what never was.
        own = timedelta() if is_fresh else timedelta(microseconds=bundle[0].letter.seq)
        return Hold(sent_at + between + own)
    if is_fresh:
        # Somebody may be carrying a letter of this strand right now; whether it went out is known when their lease is over.
        carried = [
            wish.row.lease_until for wish in strand if _is_carried(wish, at) and wish.row.lease_until is not None
        ]
        if carried:
            return Hold(max(carried) + A_BREATH)
    return None


def _is_carried(wish: Wish, at: datetime) -> bool:
    until = wish.row.lease_until
    return wish.row.sent_at is None and until is not None and at < until <= at + LEASE


def _parted(wishes: Iterable[Wish], by: Callable[[Wish], object]) -> list[list[Wish]]:
    parts: dict[object, list[Wish]] = {}
    for wish in sorted(wishes, key=_place):
        parts.setdefault(by(wish), []).append(wish)
    return list(parts.values())


def _place(wish: Wish) -> tuple[int, str]:
    return wish.letter.seq, wish.letter.to.value
