"""The keeper: lets go what need not be kept. Who left is forgotten step by step, and once a day the house is swept.

Each round does a little, so that it holds up nobody; what it did not get to, the next one does. It may run in several
workers at once: erasing twice erases once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation

from parley.core.order.state import Order
from parley.desk.now import now, wall_clock
from parley.help.requests import sweep_guests
from parley.notices.links import order_address
from parley.people.departures import Departure, Parting
from parley.people.holds import forget_reasons
from parley.people.leaving import open_partings, sweep_rests, unfinished
from parley.people.letters import Letter, send_letter
from parley.people.models import Person
from parley.people.picture_files import sweep_pictures
from parley.people.zones import zone_or_utc
from parley.privacy.departure import empty_what_is_due, finish_if_empty, goes_at, search
from parley.privacy.emptying import other_side
from parley.privacy.inventory import ACCOUNT_TABLES
from parley.privacy.retention import empty_old_orders, sweep_orphans
from parley.store.queries import texts_of
from parley.store.scrubbing import scrub
from parley.words.dates import date_of
from parley.words.leaving import letter_to_the_other_side, letter_to_whoever_left
from parley.worker.clock import never
from parley.worker.heart import Heart

log = logging.getLogger("parley.worker.keeper")

POLL_S = 5
"""At most so long somebody waits until their leaving is begun."""
LOOK_AGAIN = timedelta(hours=1)
"""So often an order that still has to wait is looked at."""
GIVE_UP_TELLING = timedelta(days=3)
"""A letter about leaving that no server takes for so long does not hold up the erasure of its address."""
BUSY_S = 60
"""When the database was too busy to be cleaned: after so long it is tried again."""
DAILY = timedelta(days=1)


class Keeper:
    """One keeper. `now` gives the instant, `is_stopping` is asked between steps."""

    name = "keeper"

    def __init__(self, now: Callable[[], datetime] = now, is_stopping: Callable[[], bool] = never) -> None:
        self._now = now
        self._is_stopping = is_stopping
        self._heart = Heart(self.name)
        self._looked: dict[UUID, datetime] = {}
        self._swept_at: datetime | None = None
        self._sweeps_after: UUID | None = None
        self._is_sweeping = False
        self._is_dirty = False
        self._scrub_not_before = 0.0

    def round(self) -> float:
        """A step of everything that is to be done. Returns the seconds until it is worth looking again."""
        at = self._now()
        goes_on = [self._follow(departure, at) for departure in unfinished() if not self._is_stopping()]
        goes_on.append(self._sweep(at))
        if self._is_dirty and not any(goes_on) and time.monotonic() >= self._scrub_not_before:
            self._scrub()
        self._heart.beat(at, 0)
        return 0 if any(goes_on) else POLL_S

    def _scrub(self) -> None:
        scrubbed = scrub(ACCOUNT_TABLES)
        self._is_dirty = not scrubbed.is_done
        self._scrub_not_before = time.monotonic() + (0 if scrubbed.is_done else BUSY_S)
        log.info("what was erased is cleaned out of the database: %s, %.2f s", scrubbed.is_done, scrubbed.seconds)

    # --- who left

    def _follow(self, departure: Departure, at: datetime) -> bool:
        """One step with somebody who left. Whether there is more to do at once."""
        looked_at = self._looked.get(departure.person_id)
        if looked_at is not None and timedelta(0) <= at - looked_at < LOOK_AGAIN:
            return False
        if looked_at is None:
            self._is_dirty = True  # the account was closed by a page, which does not stop for cleaning up
        if departure.searched_at is None and not search(departure, at):
            return True
        partings = open_partings(departure.person_id)
        self._tell(departure, partings, at)
        if empty_what_is_due(departure, partings, at):
            self._is_dirty = True
        if finish_if_empty(departure, at):
            self._is_dirty = True
        self._looked[departure.person_id] = at
        return False

    def _tell(self, departure: Departure, partings: list[Parting], at: datetime) -> None:
        """Everybody whom it concerns hears of it, once."""
        dates: list[datetime] = []
        for parting in partings:
            found = goes_at(parting.order_id) if parting.is_party else None
            if found is None:
                continue
            order, _row, due_at = found
            if due_at is not None and due_at > at:
                dates.append(due_at)
            if parting.told_at is None and (
                due_at is None or due_at <= at or self._tell_other(departure, order, due_at)
            ):
                Parting.objects.filter(order_id=parting.order_id, person_id=parting.person_id).update(told_at=at)
        if departure.told_at is None and self._tell_whoever_left(departure, max(dates, default=None), at):
            departure.told_at = at
            departure.save(update_fields=["told_at"])

    def _tell_other(self, departure: Departure, order: Order, due_at: datetime) -> bool:
        other = other_side(order, str(departure.person_id))
        person = Person.objects.filter(id=other, is_active=True).first() if other else None
        if person is None:
            return True
        title = texts_of(order.id).get(order.terms.title)
        with translation.override(person.language):
            date = date_of(due_at, zone_or_utc(person.zone), self._now())
            words = letter_to_the_other_side(
                departure.name, (title.body if title else "") or "", date, order_address(order.id)
            )
            return _sent(Letter(person.email, person.language, *words), departure.asked_at, self._now())

    def _tell_whoever_left(self, departure: Departure, last_at: datetime | None, at: datetime) -> bool:
        with translation.override(departure.language):
            date = date_of(last_at, "UTC", at) if last_at is not None else ""
            letter = Letter(departure.email, departure.language, *letter_to_whoever_left(date))
            return _sent(letter, departure.asked_at, at)

    # --- the house

    def _sweep(self, at: datetime) -> bool:
        """Once a day, a window of orders a round. Whether there is more to do at once."""
        if not self._is_sweeping:
            if self._swept_at is not None and timedelta(0) <= at - self._swept_at < DAILY:
                return False
            self._is_sweeping, self._sweeps_after, self._swept_at = True, None, at
            wall = wall_clock()
            gone = sweep_orphans(wall), sweep_rests(wall), forget_reasons(at), sweep_guests(at)
            self._is_dirty = any((self._is_dirty, sweep_pictures(wall), *gone))
            log.info("swept: %d files that no order names, %d rows that are over, %d reasons, %d questions", *gone)
        swept = empty_old_orders(at, self._sweeps_after)
        self._is_dirty = self._is_dirty or bool(swept.emptied)
        self._sweeps_after = swept.next_after
        self._is_sweeping = swept.next_after is not None
        return self._is_sweeping


def _sent(letter: Letter, since: datetime, at: datetime) -> bool:
    """Whether that is done with: taken by the server, or tried for long enough."""
    try:
        send_letter(letter)
    except OSError as error:  # all that smtplib raises is an OSError too
        log.warning("a letter about leaving was not sent: %s", type(error).__name__)
        return at - since >= GIVE_UP_TELLING
    return True
