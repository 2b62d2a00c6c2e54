"""The six calm steps beside a page, for the two sides alone, from a delivery that was not accepted to the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.order.messages import AnyEvent, AnyMilestoneCommand
from parley.core.order.state import Milestone
from parley.core.parties import Role
from parley.core.specimens import Possible
from parley.reads.resolution import Exchange, exchanges, has_written_since, questions, redelivered_since
from parley.web.components.action import Link
from parley.web.components.companion import Companion, CompanionStep
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import Visit
from parley.web.orders.resolution.address import resolution_address
from parley.web.orders.resolution.matters import exchange_check
from parley.web.orders.telling import telling
from parley.words.acts import act_label
from parley.words.companion import StepWords, calm_note, companion_steps, companion_title, where_in_it
from parley.words.companion_facts import Question, SentBack, Step
from parley.words.telling import Telling


def companion(visit: Visit, acts: Sequence[Possible], *, in_room: bool = False) -> Companion | None:
    """For the milestone that was sent back last, or is in a case. None where nothing was, and for readers of no side."""
    milestone = next((one for one in reversed(visit.order.milestones) if _is_sent_back(one)), None)
    return companion_of(visit, milestone, acts, in_room=in_room) if milestone is not None else None


def companion_of(
    visit: Visit, milestone: Milestone, acts: Sequence[Possible], *, in_room: bool = False
) -> Companion | None:
    """The same for one milestone; `in_room` does not lead to where one is already."""
    if not visit.is_party or not _is_sent_back(milestone):
        return None
    about, told = sent_back(visit, milestone), telling(visit)
    open_now = {act.kind for act in acts if act.milestone == milestone.number and act.closed is None}
    steps = companion_steps(about, told)
    return Companion(
        title=companion_title(),
        of=where_in_it(about.now()),
        note=calm_note(told),
        steps=tuple(_step(visit, milestone, one, open_now, told, in_room=in_room) for one in steps),
    )


def sent_back(visit: Visit, milestone: Milestone) -> SentBack:
    """What the record tells of the newest request of this milestone, or of its case."""
    events = [record.event for record in visit.page.records]
    asked = newest_request(exchanges(events, milestone))
    at = asked[0].at if asked else _began(visit, milestone)
    checks = tuple(exchange_check(visit, milestone, one) for one in asked)
    return SentBack(
        order=visit.order,
        milestone=milestone,
        asked_at=at,
        checks=checks,
        answers=tuple(one.answer for one in asked if one.answer is not None),
        has_written=has_written_since(events, Role.FREELANCER, at, milestone.number),
        question=_question(events, at, milestone.number),
        redelivered_at=redelivered_since(events, at, milestone.number),
    )


def newest_request(found: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The items of the request that was asked last."""
    last = max((one.request for one in found if one.request), default=0)
    return tuple(one for one in found if one.request == last) if last else ()


def _is_sent_back(milestone: Milestone) -> bool:
    return not milestone.has_ended and bool(milestone.request or milestone.case or milestone.requests)


def _began(visit: Visit, milestone: Milestone) -> datetime:
    if milestone.case is not None:
        return milestone.case.at
    return milestone.since or visit.at


def _question(events: Sequence[AnyEvent], at: datetime, milestone: int) -> Question:
    """Where the last question since then stands."""
    asked = [one for one in questions(events, milestone) if one.at >= at]
    if not asked:
        return Question.NONE
    last = asked[-1]
    if last.is_open:
        return Question.OPEN
    return Question.LAPSED if last.lapsed_at is not None else Question.ANSWERED


def _step(
    visit: Visit,
    milestone: Milestone,
    said: StepWords,
    open_now: set[type[AnyMilestoneCommand]],
    told: Telling,
    *,
    in_room: bool,
) -> CompanionStep:
    links = [
        Link(act_label(kind, milestone, told), act_address(kind, visit.order.id, milestone.number))
        for kind in said.acts
        if kind in open_now
    ]
    if said.step is Step.SCOPE:
        links.append(Link(_("The effort as a table"), reverse("effort", args=[visit.order.id, milestone.number])))
    if said.step in (Step.UNDERSTAND, Step.NO_PRESSURE) and visit.page.names[visit.other].person:
        links.append(Link(_("Write to {name}").format(name=visit.other_name), f"{visit.address}#composer"))
    if said.step is Step.LAST_RESORT and not in_room:
        links.insert(0, Link(_("Resolution room"), resolution_address(visit, milestone.number)))
    # What is done needs no doors any more.
    shown = tuple(links) if said.mark in ("now", "later") else ()
    return CompanionStep(said.step.value, said.name, said.lines, said.mark, shown)
