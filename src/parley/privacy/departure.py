"""Leaving: whether somebody may, and what goes when.

At once: the account, with every way in. Order by order, when the waiting time after its end is over: the words and files that
the person brought into it. Last of all: their name and address, which the other side of an order may need until then.
ADR 21 says why.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction

from parley.board.erasing import erase_briefs_of
from parley.core.order.state import Order
from parley.help.requests import forget
from parley.office.announcements import forget_announcements
from parley.people.departures import Departure, Parting
from parley.people.holds import held_until
from parley.people.leaving import close_account, finish, is_last_operator, open_partings
from parley.people.models import Person
from parley.people.picture_files import remove
from parley.people.portfolio import pictures_kept_of
from parley.privacy.emptying import empty, people_of, rows_of
from parley.privacy.letters_kept import remove_letters_to
from parley.privacy.standing import Obstacle, in_the_way, orders_of, taken_cases, words_go_at
from parley.store.erasure import empty_receipts_naming, orders_naming
from parley.store.forms import STATES
from parley.store.queries import all_order_ids, order_row
from parley.store.rows import OrderRow
from parley.storefront.publishing import erase_services_of

log = logging.getLogger("parley.privacy")

WINDOW = 500
"""Orders that are searched at once for what somebody did for the desk."""


class Bar(Enum):
    """What keeps a person here whatever their orders are."""

    HOLD = "hold"
    LAST_OPERATOR = "last_operator"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody's leaving would bring: what is in the way of it, and of how many orders the words go when.

    `waits` are ended orders whose words are kept until the instant beside them; `at_once` counts those that need not wait.
    """

    obstacles: tuple[Obstacle, ...]
    held_until: datetime | None
    is_last_operator: bool
    waits: tuple[tuple[Order, datetime], ...]
    at_once: tuple[Order, ...]

    @property
    def is_free(self) -> bool:
        return not (self.obstacles or self.held_until or self.is_last_operator)

    @property
    def last_at(self) -> datetime | None:
        """When the last of it goes; None where nothing has to wait."""
        return max((at for _order, at in self.waits), default=None)


class CannotLeave(Exception):
    """Something is in the way; `leaving` says what."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving
        super().__init__("something is in the way")


def leaving_of(person: Person, at: datetime) -> Leaving:
    """What it would mean if this person left at `at`. Changes nothing."""
    person_id = str(person.id)
    found = list(taken_cases(person_id)) if person.may_mediate else []
    waits: list[tuple[Order, datetime]] = []
    at_once: list[Order] = []
    for row, order in orders_of(person_id):
        found += in_the_way(order, order.role_of(person_id))
        goes_at = words_go_at(order, row)
        if goes_at is not None and goes_at > at:
            waits.append((order, goes_at))
        elif goes_at is not None:
            at_once.append(order)
    return Leaving(tuple(found), held_until([person.id], at), is_last_operator(person), tuple(waits), tuple(at_once))


def leave(person: Person, at: datetime) -> Departure:
    """Close the account for good and write down what still has to go. Raises CannotLeave and then changes nothing."""
    with transaction.atomic():
        leaving = leaving_of(person, at)
        if not leaving.is_free:
            raise CannotLeave(leaving)
        listed = [*leaving.at_once, *(order for order, _at in leaving.waits)]
        forget(person)
        forget_announcements(person)
        erase_services_of(person)
        shown = pictures_kept_of(person.id)
        erase_briefs_of(person)
        departure = close_account(person, [order.id for order in listed], at)
    remove(shown)
    log.info("the account of person %s is closed; %d orders hold words of theirs", departure.person_id, len(listed))
    return departure


# --- what comes after


def search(departure: Departure, at: datetime) -> bool:
    """Look through one more window of all orders for what somebody who left did for the desk. True when there is no more."""
    window = all_order_ids(departure.searched_to, WINDOW)
    if window:
        first, last = window[0], window[-1]
        empty_receipts_naming(first, last, departure.email)
        for order_id in orders_naming(first, last, str(departure.person_id)):
            Parting.objects.get_or_create(
                order_id=order_id, person_id=departure.person_id, defaults={"is_party": False, "told_at": at}
            )
        departure.searched_to = last
    if len(window) < WINDOW:
        departure.searched_at = at
    departure.save(update_fields=["searched_to", "searched_at"])
    return departure.searched_at is not None


def goes_at(order_id: UUID) -> tuple[Order, OrderRow, datetime | None] | None:
    """The order and from when on its words may go; None where there is no such order."""
    row = order_row(order_id)
    if row is None:
        return None
    order = STATES.from_text(row.state)
    return order, row, words_go_at(order, row)


def empty_what_is_due(departure: Departure, partings: Sequence[Parting], at: datetime) -> int:
    """Take the words of somebody who left out of every order whose time is over. How many orders."""
    done = 0
    for parting in partings:
        found = goes_at(parting.order_id)
        if found is not None:
            order, _row, due_at = found
            if due_at is None or due_at > at:
                continue
            if held_until([*people_of(order), departure.person_id], at) is not None:
                continue
            empty(order.id, rows_of(order.id, str(departure.person_id)), at)
        Parting.objects.filter(order_id=parting.order_id, person_id=parting.person_id).update(emptied_at=at)
        done += 1
    return done


def finish_if_empty(departure: Departure, at: datetime) -> bool:
    """Let name and address go when no order of this person holds words of theirs any more, and all that is known is done.

    What they did for the desk may still wait in an order of others: nobody there needs their name.
    """
    if departure.searched_at is None or departure.told_at is None:
        return False
    if held_until([departure.person_id], at) is not None:
        return False
    left = open_partings(departure.person_id)
    if any(parting.is_party for parting in left):
        return False
    if departure.email:
        remove_letters_to(departure.email)
    if left:
        if departure.email:
            Departure.objects.filter(person_id=departure.person_id).update(name="", email="", language="")
            return True
        return False
    finish(departure, at)
    return True
