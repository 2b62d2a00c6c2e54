"""The courier: carries letters from the outbox to the mail server, at least once each.

A wish was written with the event that brought it, so none is lost. The courier takes a lease on it, sends the letter, and
writes down that it did. Between the last two it may die: then the letter goes out once more, under the same Message-ID. One
that slept past its lease is not believed any more. What cannot be sent is tried again, later and later, and never thrown away.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.utils import InterfaceError, OperationalError

from parley.desk.now import now
from parley.notices.render import render
from parley.notices.send import NotTaken, Post
from parley.store.engine import DATABASE
from parley.store.forms import LETTERS
from parley.store.outbox import effects_of, lease_effect, mark_sent, outbox_waiting, put_back
from parley.store.plain import CodecError
from parley.store.retry import retrying
from parley.store.tables import NO_DEADLINE
from parley.worker.clock import never
from parley.worker.contents import occasion
from parley.worker.folding import LEASE, NOT_A_LETTER, Bundle, Drop, Hold, Wish, bundles
from parley.worker.heart import Heart
from parley.worker.invited import NotYet

log = logging.getLogger("parley.worker.courier")

POLL_S = 1
ORDERS_A_ROUND = 100
FIRST_BACKOFF = timedelta(minutes=1)
LONGEST_BACKOFF = timedelta(hours=6)
LONGEST_BACKOFF_WHEN_AWAY = timedelta(minutes=15)
MOST_TRIES = 20
GIVE_UP_AFTER = timedelta(days=3)
"""A letter is given up when it failed so often and is so old, and not because the server was away. Its row stays."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 15, 300
"""While the mail server is away: how long nothing is tried."""


class Courier:
    """One courier. `now` gives the instant, `is_stopping` is asked between letters. `sent` counts letters."""

    name = "courier"

    def __init__(self, now: Callable[[], datetime] = now, is_stopping: Callable[[], bool] = never) -> None:
        self._now = now
        self._is_stopping = is_stopping
        self._heart = Heart(self.name)
        self._pause_s = 0
        self.sent = 0

    def round(self) -> float:
        """Carry what waits. Returns the seconds until it is worth looking again."""
        waiting = outbox_waiting(self._now(), ORDERS_A_ROUND)
        try:
            with Post() as post:
                for order_id in dict.fromkeys(row.order_id for row in waiting):
                    if not self._is_stopping():
                        self._carry_letters_of(order_id, post)
        except _ServerAway:
            self._pause_s = min(LONGEST_PAUSE_S, self._pause_s * 2 or FIRST_PAUSE_S)
            log.warning("the mail server is away; nothing is sent for %d s", self._pause_s)
        else:
            self._pause_s = 0
        self._heart.beat(self._now(), self._lag_s())
        return self._pause_s or (0 if len(waiting) == ORDERS_A_ROUND else POLL_S)

    def _carry_letters_of(self, order_id: UUID, post: Post) -> None:
        for bundle in bundles(self._wishes_of(order_id), self._now()):
            if self._is_stopping():
                return
            self._carry(bundle, post)
            self._heart.beat(self._now(), self._lag_s())

    def _wishes_of(self, order_id: UUID) -> list[Wish]:
        """All wishes of an order. One that cannot be read (of a later version?) is put back and holds up no other."""
        found: list[Wish] = []
        for row in effects_of(order_id):
            try:
                found.append(Wish(row, LETTERS.from_text(row.body)))
            except CodecError as error:
                at = self._now()
                leased = lease_effect(row, at, at + LEASE)
                if leased is not None:
                    log.exception("letter %s of order %s cannot be read", row.effect_id, row.order_id)
                    put_back(leased, at + backoff(leased.attempts), str(error))
        return found

    def _carry(self, bundle: Bundle, post: Post) -> None:
        at = self._now()
        leased = retrying(partial(_lease, bundle.wishes, at, at + LEASE))
        if not leased:
            return  # another courier was quicker
        match bundle.instead:
            case Hold(until=until):
                _put_back(leased, until, "")
            case Drop(why=why):
                self._mark(leased, NOT_A_LETTER + why)
            case None:
                self._send(leased, post)

    def _send(self, leased: Sequence[Wish], post: Post) -> None:
        try:
            about = occasion(leased, self._now())
            if about is None:
                self._mark(leased, f"{NOT_A_LETTER}there is nobody to write to")
                return
            letter = render(about)
            if not _is_held(leased, self._now()):
                log.warning("%s took longer than its lease; left to whoever comes next", _named(leased))
                return
            answer = post.send(letter)
        except NotYet as error:
            self._failed(leased, str(error), is_away=False)
        except NotTaken as error:
            self._failed(leased, str(error), is_away=error.is_away)
            if error.is_away:
                raise _ServerAway from error
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            log.exception("%s cannot be written", _named(leased))
            self._failed(leased, f"{type(error).__name__}: {error}", is_away=False)
        else:
            self.sent += 1
            self._mark(leased, f"{letter.message_id} {answer}")

    def _mark(self, leased: Sequence[Wish], receipt: str) -> None:
        if not retrying(partial(_mark, leased, self._now(), receipt)):
            log.warning("%s: the lease had passed on, so it may go out twice; receipt %s", _named(leased), receipt)

    def _failed(self, leased: Sequence[Wish], why: str, *, is_away: bool) -> None:
        at = self._now()
        tries = max(wish.row.attempts for wish in leased)
        age = at - min(wish.row.made_at for wish in leased)
        if not is_away and tries >= MOST_TRIES and age >= GIVE_UP_AFTER:
            log.error("%s is given up after %d tries: %s", _named(leased), tries, why)
            _put_back(leased, NO_DEADLINE, f"given up after {tries} tries: {why}")
            return
        wait = backoff(tries, LONGEST_BACKOFF_WHEN_AWAY if is_away else LONGEST_BACKOFF)
        log.warning("%s was not sent (try %d, again in %s): %s", _named(leased), tries, wait, why)
        _put_back(leased, at + wait, why)

    def _lag_s(self) -> int:
        """How long the oldest letter that is neither sent nor given up has been waiting."""
        at = self._now()
        oldest = outbox_waiting(at + LONGEST_BACKOFF, 1)
        return max((round((at - row.made_at).total_seconds()) for row in oldest), default=0)


class _ServerAway(Exception):
    """There is no use in trying the next letter now."""


def backoff(tries: int, longest: timedelta = LONGEST_BACKOFF) -> timedelta:
    """How long to wait after so many tries: a minute, then twice as long each time."""
    doubled: int = 2 ** min(max(0, tries - 1), 16)
    return min(longest, FIRST_BACKOFF * doubled)


def _lease(wishes: Sequence[Wish], at: datetime, until: datetime) -> list[Wish]:
    """All of them or none, so that what is carried together has one lease."""
    with transaction.atomic(using=DATABASE):
        leased: list[Wish] = []
        for wish in wishes:
            row = lease_effect(wish.row, at, until)
            if row is None:
                transaction.set_rollback(True, using=DATABASE)
                return []
            leased.append(Wish(row, wish.letter))
    return leased


def _is_held(leased: Sequence[Wish], at: datetime) -> bool:
    return all(wish.row.lease_until is not None and at < wish.row.lease_until for wish in leased)


def _mark(leased: Sequence[Wish], at: datetime, receipt: str) -> bool:
    with transaction.atomic(using=DATABASE):
        marked = [mark_sent(wish.row, at, receipt) for wish in leased]
    return all(marked)


def _put_back(leased: Sequence[Wish], not_before: datetime, said: str) -> None:
    def put_back_all() -> None:
        with transaction.atomic(using=DATABASE):
            for wish in leased:
                put_back(wish.row, not_before, said)

    retrying(put_back_all)


def _named(leased: Sequence[Wish]) -> str:
    """A letter as the log calls it: no words and no names of people."""
    lead = leased[0]
    kinds = ", ".join(dict.fromkeys(wish.letter.kind for wish in leased))
    return f"letter {lead.row.effect_id} of order {lead.row.order_id} to the {lead.letter.to.value} ({kinds})"
