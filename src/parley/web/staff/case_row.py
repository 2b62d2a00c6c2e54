"""One row of the list of cases: what is due, for whom, in which languages, who has it, and what this reader may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.foresight import if_nobody_moves
from parley.core.order.messages import CloseChargeback, DecideAppeal, DecideCase, SendOutreach, SuggestSplit, TakeCase
from parley.core.order.state import Stage
from parley.core.parties import PARTIES, Role
from parley.people.models import Person
from parley.reads.cases import OF_A_CASE, Task, Work
from parley.web.components.action import Action
from parley.web.components.desk_row import DeskRow
from parley.web.components.form import Form
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import hidden
from parley.web.orders.parts.moments import short
from parley.words.acts import act_words
from parley.words.dates import local_date
from parley.words.deadlines import default_in_short
from parley.words.money import money
from parley.words.record import shared_language, speaks
from parley.words.sentence import Text
from parley.words.staff import barred_words, party_line, work_title, work_until
from parley.words.telling import Telling

ACTS = {
    Work.MEDIATION: SuggestSplit,
    Work.DECISION: DecideCase,
    Work.APPEAL: DecideAppeal,
    Work.SUPPORT: SendOutreach,
    Work.BANK: CloseChargeback,
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`row` without an address is not for this reader, and `barred` says why."""

    row: DeskRow
    languages: str
    taken: str
    barred: str
    acts: tuple[Action, ...]


def case_row(task: Task, reader: Person, at: datetime) -> CaseRow:
    zone = get_current_timezone_name()
    told = _telling(task, zone, at)
    until = work_until(task.role, task.milestone)
    held = task.milestone.chargeback.taken.total if task.milestone.chargeback else task.milestone.held
    row = DeskRow(
        title=work_title(task.role, task.order, task.milestone, told),
        href=_href(task),
        order=task.title,
        party=party_line(task.order, task.milestone, told),
        when=short(until, zone, at) if until else None,
        soon=until is not None and local_date(until, zone) <= local_date(at, zone),
        default=_default(task, told, at),
        amount=money(held),
        money="held" if not task.milestone.chargeback else None,
        money_label=_("with the bank") if task.milestone.chargeback else _("held"),
    )
    return CaseRow(
        row=row,
        languages=_languages(task, reader, told),
        taken=_taken(task, reader),
        barred=barred_words(task.barred),
        acts=(*(_acts(task, reader, told) if task.barred is None else ()), *_assigning(task, reader)),
    )


def _href(task: Task) -> str:
    """The record of a case, else the order. Whoever may not judge is not led there."""
    if task.barred is not None:
        return ""
    if task.work is Work.BANK:
        return reverse("order", args=[task.order.id])
    return reverse("record", args=[task.order.id, task.milestone.number])


def _languages(task: Task, reader: Person, told: Telling) -> str:
    """Which language each side reads, and what that means for whoever has the case, or would take it."""
    sides = {role: task.names[role].language for role in PARTIES if task.names[role].person}
    parts = [speaks(told.name(role), sides.get(role, "")) for role in (Role.CLIENT, Role.FREELANCER)]
    if task.taker and task.taken_by != str(reader.id):
        parts.append(speaks(task.taker, task.taker_language))
    elif task.work is not Work.BANK and task.barred is None:
        parts.append(shared_language(reader.language, sides, told))
    return " · ".join(parts)


def _taken(task: Task, reader: Person) -> str:
    if task.work not in OF_A_CASE.values():
        return ""
    if not task.taken_by:
        return _("Nobody has taken it")
    if task.taken_by == str(reader.id):
        return _("You have it")
    return _("{name} has it").format(name=task.taker or _("Somebody"))


def _acts(task: Task, reader: Person, told: Telling) -> list[Action]:
    order, milestone = task.order, task.milestone
    found: list[Action] = []
    is_case = task.work in OF_A_CASE.values()
    if is_case and not task.taken_by:
        take = Form(
            action=act_address(TakeCase, order.id, milestone.number),
            hidden=hidden(milestone),
            id=f"take-{order.id}-{milestone.number}",
        )
        found.append(Action(act_words(TakeCase, order, milestone, told).label, post=take))
    elif not is_case or task.taken_by == str(reader.id):
        kind = ACTS[task.work]
        found.append(
            Action(act_words(kind, order, milestone, told).label, href=act_address(kind, order.id, milestone.number))
        )
    return found


def _assigning(task: Task, reader: Person) -> tuple[Action, ...]:
    """An operator gives a case to somebody, also one that they could not take themselves; but nobody in their own order."""
    own = task.order.role_of(str(reader.id)) is not None
    if task.work not in OF_A_CASE.values() or not reader.is_operator or own:
        return ()
    label = _("Give it to somebody else") if task.taken_by else _("Give it to somebody")
    return (Action(label, href=reverse("assign", args=[task.order.id, task.milestone.number]), weight="quiet"),)


def _default(task: Task, told: Telling, at: datetime) -> Text:
    """Where silence leads. While a bank judges, nothing happens by itself."""
    if task.role is Role.BANK or task.milestone.stage is Stage.AT_BANK:
        return ""
    road = if_nobody_moves(task.order, at)
    return default_in_short(road, told, task.milestone.number) if road else ""


def _telling(task: Task, zone: str, at: datetime) -> Telling:
    return Telling(
        viewer_role=Role.MEDIATOR,
        client_name=task.names[Role.CLIENT].name,
        freelancer_name=task.names[Role.FREELANCER].name,
        milestone_names={one.number: task.wording.words(one.name) for one in task.order.all_terms},
        zone=zone,
        now=at,
    )
