"""Whether somebody of the desk may do a thing in this very case, asked before they type a word."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone
from parley.core.parties import Role
from parley.people.mediators import people_by_id
from parley.reads.conflicts import Belonging, barred_from_judging, barred_from_writing
from parley.web.components.notice import Notice
from parley.web.orders.door import Visit
from parley.words.refusals import refusal_words


def shares(visit: Visit) -> frozenset[Role]:
    """The sides whose organisation the visitor belongs to."""
    person = str(visit.person.id)
    return Belonging([visit.order], [person]).shares(visit.order, person)


def bar_to_judging(visit: Visit, milestone: Milestone) -> Code | None:
    """Why the visitor neither proposes nor decides here now, also because somebody else has the case."""
    return barred_from_judging(visit.order, milestone, str(visit.person.id), shares(visit)) or (
        Code.CASE_TAKEN if is_taken(visit, milestone) else None
    )


def bar_to_writing(visit: Visit, milestone: Milestone) -> Code | None:
    return barred_from_writing(visit.order, milestone, str(visit.person.id), shares(visit))


def is_taken(visit: Visit, milestone: Milestone) -> bool:
    """By somebody else."""
    return milestone.case is not None and milestone.case.mediator not in ("", str(visit.person.id))


def who_has_it(milestone: Milestone) -> str:
    """In a line; empty where nobody has."""
    person_id = milestone.case.mediator if milestone.case is not None else ""
    if not person_id:
        return ""
    person = people_by_id([person_id]).get(person_id)
    return _("{name} has it").format(name=person.name if person is not None else _("Somebody"))


def bar_notice(visit: Visit, code: Code) -> Notice:
    words = refusal_words(Refusal(code), visit.zone, visit.at)
    return Notice("soon", "lock", words.says, words.way_on)
