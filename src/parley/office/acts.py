"""What operators did for the desk: who, what and when.

Acts within an order are in its journal, which nobody can change. Here is what touches no order, and who gave a case to whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.office.models import Act
from parley.people.models import Person


class About(Enum):
    """What an act names."""

    NOTHING = "nothing"
    PERSON = "person"
    POLICY = "policy"
    ORDER = "order"
    SWITCH = "switch"
    SERVICE = "service"
    BRIEF = "brief"


class Did(Enum):
    """What can be done."""

    MEDIATOR_NAMED = "mediator_named"
    MEDIATOR_TAKEN_BACK = "mediator_taken_back"
    POLICY_WRITTEN = "policy_written"
    POLICY_CHANGED = "policy_changed"
    POLICY_RETIRED = "policy_retired"
    POLICY_UNRETIRED = "policy_unretired"
    CASE_GIVEN = "case_given"
    CASE_FREED = "case_freed"
    HOLD_PLACED = "hold_placed"
    HOLD_LIFTED = "hold_lifted"
    ANNOUNCED = "announced"
    ANNOUNCEMENT_ENDED = "announcement_ended"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"
    DESK_NAMED = "desk_named"
    LETTER_TRIED = "letter_tried"
    SERVICE_REMOVED = "service_removed"
    SERVICE_PUT_BACK = "service_put_back"
    BRIEF_PASSED = "brief_passed"
    BRIEF_BLOCKED = "brief_blocked"
    BRIEF_TAKEN_AWAY = "brief_taken_away"


ABOUT: Mapping[Did, About] = {
    Did.MEDIATOR_NAMED: About.PERSON,
    Did.MEDIATOR_TAKEN_BACK: About.PERSON,
    Did.POLICY_WRITTEN: About.POLICY,
    Did.POLICY_CHANGED: About.POLICY,
    Did.POLICY_RETIRED: About.POLICY,
    Did.POLICY_UNRETIRED: About.POLICY,
    Did.CASE_GIVEN: About.ORDER,
    Did.CASE_FREED: About.ORDER,
    Did.HOLD_PLACED: About.PERSON,
    Did.HOLD_LIFTED: About.PERSON,
    Did.ANNOUNCED: About.NOTHING,
    Did.ANNOUNCEMENT_ENDED: About.NOTHING,
    Did.SWITCHED_OFF: About.SWITCH,
    Did.SWITCHED_ON: About.SWITCH,
    Did.DESK_NAMED: About.NOTHING,
    Did.LETTER_TRIED: About.NOTHING,
    Did.SERVICE_REMOVED: About.SERVICE,
    Did.SERVICE_PUT_BACK: About.SERVICE,
    Did.BRIEF_PASSED: About.BRIEF,
    Did.BRIEF_BLOCKED: About.BRIEF,
    Did.BRIEF_TAKEN_AWAY: About.BRIEF,
}
"""Everything that can be done, with what it names."""


@dataclass(frozen=True, slots=True)
class Done:
    """One act. `by` is None for somebody whose account is gone; `about` names what ABOUT says of `did`."""

    id: UUID
    at: datetime
    by: Person | None
    did: Did
    about: str


def note(by: Person, did: Did, at: datetime, about: object = "") -> None:
    """Write down that `by` did it at `at`. Call it in the transaction of the act itself, where that has one."""
    Act.objects.create(at=at, by=by, kind=did.value, about=str(about))


def latest(before: UUID | None, most: int) -> list[Done]:
    """The newest first; `before` is the last one shown on the page before."""
    rows = Act.objects.select_related("by").order_by("-id")
    rows = rows.filter(id__lt=before) if before is not None else rows
    return [Done(row.id, row.at, row.by, Did(row.kind), row.about) for row in rows[:most]]


def acts_of(person: Person) -> list[Done]:
    """Everything that this person did, oldest first."""
    rows = Act.objects.filter(by=person).select_related("by").order_by("id")
    return [Done(row.id, row.at, row.by, Did(row.kind), row.about) for row in rows]
