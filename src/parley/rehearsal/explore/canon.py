"""Which orders count as one: those that agree in everything but absolute time and names.

Every instant is taken as its distance to now, in whole hours: what lies ahead is rounded up, what lies behind down, so that a
minute before a deadline is not the deadline. The rest of a milestone is taken as it is, but for what the tables below leave
out or round further, each for the reason beside it. A field that they do not name is taken whole, so a new one can only make
more configurations, never hide one.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any

from parley.core.money import Money
from parley.core.order.records import Case, Chargeback, Decision, Pause, Suggestion
from parley.core.order.requests import Request, RequestItem
from parley.core.order.state import CASE_STAGES, ENDS, Delivery, Frozen, Milestone, Offer, Order, Part, Proposal, Stage

HOUR = timedelta(hours=1)
Plain = Any
"""What marshal can write: numbers, words, and tuples of them."""
View = Callable[[Any, datetime], Plain]


def configuration(order: Order, at: datetime, spent: tuple[int, ...] = (), regard: Regard | None = None) -> bytes:
    """Sixteen bytes that two orders share when they are the same configuration. `spent` is what was used of the budgets."""
    regard = regard or ALL
    milestones = tuple(_milestone(one, at, regard) for one in order.milestones)
    key = (_offer(order.offer, at), milestones, spent, *_beside(order, at, regard))
    # Version 2 writes the same bytes for equal values; later ones also write which of them are the same object.
    return blake2b(marshal.dumps(key, 2), digest_size=16).digest()


def hours(instant: datetime, at: datetime) -> int:
    """Whole hours from now: ahead rounded up, behind (negative) rounded down."""
    return -((at - instant) // HOUR)


def _offer(offer: Offer, at: datetime) -> Plain:
    """Once it was answered, an offer is its end; the terms are the run's, but for the rounds that a counter changes here."""
    if offer.end is not None:
        return offer.end.value, offer.terms.rounds
    return _view(replace(offer, terms=None), at), offer.terms.rounds  # type: ignore[arg-type]


def _beside(order: Order, at: datetime, regard: Regard) -> tuple[Plain, ...]:
    """What the order keeps beside its offer and milestones."""
    elsewhere = {"id", "offer", "milestones", "seq"} | (set() if regard.ends else {"closed_at"})
    return tuple(_view(getattr(order, field.name), at) for field in fields(order) if field.name not in elsewhere)


def _no_longer_than(most_hours: int) -> View:
    """How long ago, up to where it makes no difference any more."""
    return lambda instant, at: None if instant is None else max(hours(instant, at), -most_hours)


def _tries(contacts: tuple[datetime, ...], at: datetime) -> Plain:
    """How many, and how long ago the last: only tries that lie far enough apart are kept at all."""
    return (len(contacts), max(hours(contacts[-1], at), -DAYS_3)) if contacts else ()


def _deliveries(deliveries: tuple[Delivery, ...]) -> Plain:
    """Which items were handed in, and whether the newest was opened. The contents are always new ones, or always the same."""
    if not deliveries:
        return ()
    items = sorted({file.item for delivery in deliveries for file in delivery.files})
    return (*items, deliveries[-1].opened_at is not None)


def _in_days(instant: datetime | None, at: datetime) -> Plain:
    """For the long stop, which nobody waits for by the hour."""
    return None if instant is None else (at - instant + HOUR) // timedelta(days=1)


DAYS_3 = 72
DAYS_15 = 15 * 24
DAYS_31 = 31 * 24


def left_out(value: Any, at: datetime) -> Plain:  # noqa: ARG001
    """It makes no difference here."""
    return None


def _timeless(view: Callable[[Any], Plain]) -> View:
    """Taken as the same at every instant."""
    return lambda value, _: view(value)


def _parts(parts: tuple[Part, ...], at: datetime) -> Plain:
    """What was handed in, and how long ago the last: a claim waits for that."""
    if not parts:
        return ()
    return (*sorted({item for part in parts for item in part.items}), max(hours(parts[-1].at, at), -DAYS_3))


OF_MILESTONE: Mapping[str, View] = {
    "terms": _timeless(lambda terms: terms.price.amount_minor),  # the rest is the run's; an extra has its own price
    "version": left_out,  # says only whether a page is out of date, and nobody looks at pages here
    "nudges": left_out,  # follow from the time since the stage began, and move nothing
    "delivered_in_time": left_out,  # for the statistics
    "since": _no_longer_than(DAYS_31),
    "client_acted_at": _no_longer_than(DAYS_3),  # a silence of 72 hours is as good as a longer one
    "contacts": _tries,
    "first_delivered_at": _in_days,
    "parts": _parts,
    "deliveries": _timeless(_deliveries),
    "requests": left_out,  # numbers to tell them apart, as are the next three
    "proposals_made": left_out,
    "cases": left_out,
    "chargebacks": left_out,
    "proposals": lambda open_ones, at: tuple(
        sorted(_view(one, at) for one in open_ones)
    ),  # in whatever order they came
    "extensions_asked": _timeless(lambda asked: asked > 0),  # only the first is granted by silence
}
OF_PROPOSAL: Mapping[str, View] = {
    "number": left_out,
    "reason": left_out,
    "at": left_out,  # follows from the instant at which it lapses
    "extra": _timeless(lambda extra: -1 if extra is None else extra.price.amount_minor),
    "amount": _timeless(lambda amount: -1 if amount is None else amount.amount_minor),  # to be sorted, as is the next
    "until": lambda until, at: -1 if until is None else hours(until, at),
}
OF_REQUEST: Mapping[str, View] = {"number": left_out, "at": left_out}
OF_REQUEST_ITEM: Mapping[str, View] = {"words": left_out}
OF_OFFER: Mapping[str, View] = {"version": left_out}
OF_PAUSE: Mapping[str, View] = {"reason": left_out, "at": _no_longer_than(DAYS_15)}
OF_FROZEN: Mapping[str, View] = {
    "left_seconds": _timeless(lambda left: None if left is None else -(-left // 3600)),
}
OF_CASE: Mapping[str, View] = {
    "number": left_out,
    "at": _no_longer_than(DAYS_3),  # it may be taken on after 72 hours
}
OF_SUGGESTION: Mapping[str, View] = {"at": left_out, "reasons": left_out}
OF_DECISION: Mapping[str, View] = {"at": left_out, "reasons": left_out}
OF_CHARGEBACK: Mapping[str, View] = {"number": left_out, "at": left_out}

TABLES: Mapping[type, Mapping[str, View]] = {
    Milestone: OF_MILESTONE,
    Proposal: OF_PROPOSAL,
    Request: OF_REQUEST,
    RequestItem: OF_REQUEST_ITEM,
    Offer: OF_OFFER,
    Pause: OF_PAUSE,
    Frozen: OF_FROZEN,
    Case: OF_CASE,
    Suggestion: OF_SUGGESTION,
    Decision: OF_DECISION,
    Chargeback: OF_CHARGEBACK,
}

AFTER_THE_END = frozenset(
    {
        *("terms", "stage", "held", "released", "refunded", "fees", "at_bank", "covered", "paid_out"),
        *("clears_at", "cleared", "cause", "counts_as", "chargeback", "proposals"),
    }
)
"""All that matters of a milestone that has ended; with extra work also since when."""
NOT_READ: Mapping[str, frozenset[Stage]] = {
    "due_at": frozenset({Stage.DELIVERED, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED}),
}
"""Stages in which a field is left over from an earlier one, and set anew before anything reads it again."""


@dataclass(frozen=True, slots=True)
class Regard:
    """What makes a difference in a run: how long the client has been silent, since when money is held, how long ago an end
    was. Nobody there acts on the rest."""

    silences: bool = True
    cap: bool = True
    ends: bool = True


ALL = Regard()
ABOUT_SILENCE = frozenset({"client_acted_at", "contacts", "call_declared", "since"})
GONE_IN_A_CASE = frozenset({"first_delivered_at", "due_at"})
"""A case that goes back to no work ends by its own clocks."""


@cache
def _looked_at(regard: Regard, stage: Stage, goes_back: bool) -> tuple[tuple[str, View], ...]:
    """The fields of a milestone that something still reads, in this stage of such a run."""
    if stage in ENDS:
        unread = {field.name for field in fields(Milestone)} - AFTER_THE_END - ({"since"} if regard.ends else set())
    else:
        unread = {name for name, stages in NOT_READ.items() if stage in stages}
        unread |= set() if regard.silences else ABOUT_SILENCE
        unread |= set() if regard.cap else {"funded_at"}
        unread |= GONE_IN_A_CASE if stage in CASE_STAGES and not goes_back else set()
    return tuple((name, view) for name, view in _fields_of(Milestone) if name not in unread)


def _milestone(one: Milestone, at: datetime, regard: Regard) -> Plain:
    looked_at = _looked_at(regard, one.stage, one.back is not None)
    return tuple([view(getattr(one, name), at) for name, view in looked_at])


PLAIN = frozenset({type(None), bool, int, str})


def _view(value: Any, at: datetime) -> Plain:
    if type(value) in PLAIN:
        return value
    match value:
        case Money():
            return value.amount_minor
        case datetime():
            return hours(value, at)
        case Enum():
            return value.value
        case tuple():
            return tuple([_view(one, at) for one in value])
        case frozenset():
            return tuple(sorted([_view(one, at) for one in value]))
        case Mapping():
            return tuple(sorted([(str(key), str(one)) for key, one in value.items()]))
        case _:
            return tuple([view(getattr(value, name), at) for name, view in _fields_of(type(value))])


_known_fields: dict[type, tuple[tuple[str, View], ...]] = {}


def _fields_of(kind: type) -> tuple[tuple[str, View], ...]:
    """The fields of a record, each with how it is taken; worked out once."""
    if kind not in _known_fields:
        table = TABLES.get(kind, {})
        views = ((field.name, table.get(field.name, _view)) for field in fields(kind))
        _known_fields[kind] = tuple((name, view) for name, view in views if view is not left_out)
    return _known_fields[kind]
