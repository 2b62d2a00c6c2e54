"""The order that a reader of the help came from, and how far it is in the six steps."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from parley.people.models import Person
from parley.reads.desk import waiting
from parley.web.accounts.reader import person_of
from parley.web.help.address import ORDER
from parley.web.orders.door import enter
from parley.web.orders.resolution.companion import companion
from parley.words.locales import number

GUIDE = "not-accepted"
"""The guide whose steps are those of the companion beside an order."""
MOST_LOOKED_AT = 10
"""Orders that wait for somebody, and as many that wait for others."""


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """An order of the reader. `step` counts from 1; 0 where it is in none of the six steps."""

    id: UUID
    title: str
    href: str
    step: int = 0
    steps: int = 0

    @property
    def where(self) -> str:
        if not self.step:
            return ""
        return _("You are in step {step} of {steps}.").format(step=number(self.step), steps=number(self.steps))


def order_id_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def sent_back(person: Person) -> UUID | None:
    """The order of this person that is due soonest of those whose work was sent back or is in a case."""
    for turn in (True, False):
        for listed in waiting(str(person.id), turn=turn, most=MOST_LOOKED_AT).orders:
            if any(not one.has_ended and (one.request or one.case) for one in listed.order.milestones):
                return listed.order.id
    return None


def own_order(request: HttpRequest, slug: str = "", typed: str | None = None) -> OwnOrder | None:
    """The order of the address, for somebody who may see it; beside the guide without one, an order of theirs that the guide is
    about. A stranger's order is as good as none."""
    person = person_of(request)
    if person is None:
        return None
    named = request.GET.get(ORDER, "") if typed is None else typed
    order_id = order_id_of(named) if named or slug != GUIDE else sent_back(person)
    if order_id is None:
        return None
    try:
        visit = enter(request, order_id)
    except Http404:
        return None
    beside = companion(visit, ()) if slug == GUIDE else None
    return OwnOrder(
        order_id,
        visit.page.title,
        visit.address,
        beside.now.number if beside is not None else 0,
        len(beside.steps) if beside is not None else 0,
    )
