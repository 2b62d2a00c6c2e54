"""/cases: what waits for a mediator, for support and for the bank, by deadline."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.foresight import if_nobody_moves
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.desk.now import now
from parley.people.models import Person
from parley.reads.cases import OF_THE_DESK, PAGE, Task, queue
from parley.web.components.action import Link
from parley.web.components.desk_row import DeskGroup, DeskRow, DeskSection
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.desk.keys import read_key, write_key
from parley.web.orders.parts.moments import short
from parley.web.policies.door import LOOK
from parley.web.staff.door import mediators_only
from parley.words.dates import local_date
from parley.words.deadlines import default_in_short
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Text
from parley.words.staff import barred_words, party_line, work_title, work_until
from parley.words.telling import Telling

LAST = datetime.max.replace(tzinfo=UTC)


@mediators_only(*LOOK)
def cases(request: HttpRequest, person: Person) -> HttpResponse:
    at = now()
    roles = OF_THE_DESK if person.is_operator else (Role.MEDIATOR,)
    found = queue(str(person.id), roles, after=read_key(request.GET.get("after", "")), most=PAGE)
    # The list is kept by the next clock of each order, and that may be another one than the row shows.
    tasks = sorted(found.tasks, key=lambda task: work_until(task.role, task.milestone) or LAST)
    rows = tuple(_row(task, str(person.id), at) for task in tasks)
    more = f"?after={write_key(found.next_key)}" if found.next_key else ""
    group = DeskGroup(
        turn="yours" if rows else "nobody",
        title=_("Waits for the desk"),
        sections=(DeskSection("", rows),) if rows else (),
        count=f"{number(len(rows))}+" if more else number(len(rows)),
        empty=EmptyState(
            _("Nothing waits for the desk"),
            _("Cases that need a mediator, calls for support and payments that a bank disputes will be listed here."),
        ),
        pager=Pager(older_href=more, older_label=_("Later ones")) if more else None,
    )
    links = (Link(_("Mediators"), reverse("mediators")),) if person.is_operator else ()
    return render(request, "staff/cases.html", {"title": _("Cases"), "group": group, "links": links})


def _row(task: Task, person_id: str, at: datetime) -> DeskRow:
    zone = get_current_timezone_name()
    told = _telling(task, zone, at)
    until = work_until(task.role, task.milestone)
    held = task.milestone.chargeback.taken.total if task.milestone.chargeback else task.milestone.held
    return DeskRow(
        title=work_title(task.role, task.order, task.milestone, told),
        href=reverse("order", args=[task.order.id]),
        order=task.title,
        party=party_line(task.order, task.milestone, told, barred_words(task.order, task.milestone, person_id)),
        when=short(until, zone, at) if until else None,
        soon=until is not None and local_date(until, zone) <= local_date(at, zone),
        default=_default(task, told, at),
        amount=money(held),
        money="held" if not task.milestone.chargeback else None,
        money_label=_("with the bank") if task.milestone.chargeback else _("held"),
    )


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
