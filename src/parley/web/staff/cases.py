"""/cases: what waits for a mediator, for support and for the bank, by deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parley.core.parties import Role
from parley.desk.now import now
from parley.people.models import Person
from parley.reads.cases import OF_THE_DESK, PAGE, Wanted, Whose, Work, queue
from parley.web.components.action import Link
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.desk.keys import read_key, write_key
from parley.web.policies.door import LOOK
from parley.web.staff.case_row import CaseRow, case_row
from parley.web.staff.door import mediators_only
from parley.words.locales import number
from parley.words.staff import work_until

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The context of staff/cases.html."""

    links: tuple[Link, ...]
    whose: tuple[Choice, ...]
    works: tuple[Choice, ...]
    rows: tuple[CaseRow, ...]
    count: str
    empty: EmptyState
    pager: Pager | None


@mediators_only(*LOOK)
def cases(request: HttpRequest, person: Person) -> HttpResponse:
    at, wanted = now(), _wanted(request)
    roles = OF_THE_DESK if person.is_operator else (Role.MEDIATOR,)
    found = queue(str(person.id), roles, after=read_key(request.GET.get("after", "")), most=PAGE, wanted=wanted)
    # The list is kept by the next clock of each order, and that may be another one than the row shows.
    tasks = sorted(found.tasks, key=lambda task: work_until(task.role, task.milestone) or LAST)
    rows = tuple(case_row(task, person, at) for task in tasks)
    more = _address(wanted, write_key(found.next_key)) if found.next_key else ""
    page = CasesPage(
        links=_links(person),
        whose=tuple(_choices_of_whose(wanted)),
        works=tuple(_choices_of_work(wanted, person)),
        rows=rows,
        count=f"{number(len(rows))}+" if more else number(len(rows)),
        empty=_empty(wanted, bool(more)),
        pager=Pager(older_href=more, older_label=_("Later ones")) if more else None,
    )
    return render(request, "staff/cases.html", {"title": _("Cases"), "page": page})


def _wanted(request: HttpRequest) -> Wanted:
    """What nobody has written is no filter."""
    whose, work = request.GET.get("whose", ""), request.GET.get("work", "")
    return Wanted(
        Whose(whose) if whose in {one.value for one in Whose} else Whose.ALL,
        Work(work) if work in {one.value for one in Work} else None,
    )


def _address(wanted: Wanted, after: str = "") -> str:
    given = {
        "whose": wanted.whose.value if wanted.whose is not Whose.ALL else "",
        "work": wanted.work.value if wanted.work is not None else "",
    }
    query = urlencode({name: value for name, value in given.items() if value})
    # A key is written for an address already.
    query = "&".join(filter(None, (query, f"after={after}" if after else "")))
    return f"?{query}" if query else reverse("cases")


def _choices_of_whose(wanted: Wanted) -> list[Choice]:
    # Translators: which cases a list shows.
    labels = {
        Whose.ALL: pgettext("cases", "All"),
        Whose.FREE: pgettext("cases", "Not taken"),
        Whose.MINE: pgettext("cases", "Mine"),
    }
    return [Choice(words, _address(Wanted(one, wanted.work)), wanted.whose is one) for one, words in labels.items()]


def _choices_of_work(wanted: Wanted, person: Person) -> list[Choice]:
    # Translators: what the desk is waited for, as a list can be narrowed to it.
    labels: dict[Work | None, str] = {
        None: pgettext("work of the desk", "Everything"),
        Work.MEDIATION: pgettext("work of the desk", "Mediation"),
        Work.DECISION: pgettext("work of the desk", "Decisions"),
        Work.APPEAL: pgettext("work of the desk", "Appeals"),
        Work.SUPPORT: pgettext("work of the desk", "Support"),
    }
    if person.is_operator:
        labels[Work.BANK] = pgettext("work of the desk", "The bank")
    return [Choice(words, _address(Wanted(wanted.whose, one)), wanted.work is one) for one, words in labels.items()]


def _links(person: Person) -> tuple[Link, ...]:
    published = Link(_("How cases end"), reverse("outcomes"))
    return (Link(_("Mediators"), reverse("mediators")), published) if person.is_operator else (published,)


def _empty(wanted: Wanted, goes_on: bool) -> EmptyState:
    if goes_on:
        return EmptyState(_("Nothing here so far"), _("The list is long, and it goes on behind this page."))
    if wanted != Wanted():
        return EmptyState(_("Nothing of this kind waits"), _("Look at everything, or come back later."))
    return EmptyState(
        _("Nothing waits for the desk"),
        _("Cases that need a mediator, calls for support and payments that a bank disputes will be listed here."),
    )
