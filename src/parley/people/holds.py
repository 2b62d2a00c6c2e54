"""Legal holds: what a court, an authority or a claim needs is not erased before a date that is known from the beginning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from parley.people.departures import LegalHold
from parley.people.models import Person

LONGEST = timedelta(days=2 * 366)
"""A hold without an end would be a way never to erase. Whoever needs longer places another, with its own reason."""
LONGEST_REASON = 2_000


class HoldRefused(Exception):
    """Why a hold was not placed. `code` is one of:

    - `hold.no_reason`: nobody could tell later whether it was right;
    - `hold.reason_too_long`: more than LONGEST_REASON characters;
    - `hold.over`: it would end before it begins;
    - `hold.too_long`: it would last longer than LONGEST.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def place(person_id: UUID, reason: str, until: datetime, by: Person, at: datetime) -> LegalHold:
    """From `at` to `until` nothing of this person is erased. Raises HoldRefused."""
    reason = reason.strip()
    if not reason:
        raise HoldRefused("hold.no_reason")
    if len(reason) > LONGEST_REASON:
        raise HoldRefused("hold.reason_too_long")
    if until <= at:
        raise HoldRefused("hold.over")
    if until > at + LONGEST:
        raise HoldRefused("hold.too_long")
    return LegalHold.objects.create(person_id=person_id, reason=reason, until=until, placed_by=by, placed_at=at)


def lift(hold_id: UUID, at: datetime) -> LegalHold | None:
    """End a hold before its date. None where no hold of this id stands."""
    hold = standing(at).filter(id=hold_id).first()
    if hold is not None:
        LegalHold.objects.filter(id=hold.id).update(lifted_at=at)
    return hold


def standing(at: datetime) -> QuerySet[LegalHold]:
    """Every hold that stands at `at`, the one that ends first in front."""
    return LegalHold.objects.filter(lifted_at=None, until__gt=at).order_by("until", "id")


def held_until(person_ids: Iterable[str | UUID | None], at: datetime) -> datetime | None:
    """Until when one of these people is under a hold; None where nobody is."""
    named = [UUID(str(person)) for person in person_ids if person]
    found: datetime | None = standing(at).filter(person_id__in=named).aggregate(Max("until"))["until__max"]
    return found


def forget_reasons(at: datetime) -> int:
    """Empty the reasons of holds that are over and whose subject or author has left. How many."""
    ended = LegalHold.objects.exclude(lifted_at=None, until__gt=at).exclude(reason="")
    there = set(Person.objects.filter(id__in=ended.values_list("person_id", flat=True)).values_list("id", flat=True))
    gone = [hold.id for hold in ended if hold.placed_by_id is None or hold.person_id not in there]
    return LegalHold.objects.filter(id__in=gone).update(reason="")
