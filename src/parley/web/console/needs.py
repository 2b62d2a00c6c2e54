"""What of the desk waits for a person: cases, briefs to judge, questions to answer, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.board.judging import queue as briefs_to_judge
from parley.help.requests import waiting as questions
from parley.people.models import Person
from parley.reads.cases import Task, queue
from parley.reads.operations_standing import Standing
from parley.web.accounts.frame import address
from parley.web.components.action import Link
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.staff.case_row import case_row
from parley.words.console import up_to
from parley.words.dates import day_and_time, relative
from parley.words.locales import number

MOST_SHOWN = 8
WRONG = ("stuck", "unbalanced", "unreadable")


@dataclass(frozen=True, slots=True)
class Needs:
    """`count` adds up everything that waits; `links` lead to queues of their own, `cases` are the first of their queue.
    `wrong` are broken orders, each with what is broken."""

    count: int
    cases: Table | None
    links: tuple[Link, ...]
    wrong: tuple[Link, ...]


def needs(person: Person, found: Standing | None, at: datetime) -> Needs:
    tasks = queue(str(person.id), most=MOST_SHOWN)
    links, waiting = _queues(is_more=tasks.next_key is not None)
    return Needs(
        count=len(tasks.tasks) + waiting,
        cases=_cases(tasks.tasks, person, at) if tasks.tasks else None,
        links=links,
        wrong=_wrong(found) if found is not None else (),
    )


def _queues(*, is_more: bool) -> tuple[tuple[Link, ...], int]:
    links = [Link(_("All cases"), reverse("cases"))] if is_more else []
    waiting = 0
    briefs, asked = briefs_to_judge(), questions()
    named = (
        (len(briefs.briefs), briefs.next is not None, _briefs, "moderation"),
        (len(asked.requests), asked.next_after is not None, _questions, "help_requests"),
    )
    for count, more, words, page in named:
        waiting += count
        if count and address(page):
            links.append(Link(words(count, up_to(count, is_more=more)), address(page)))
    return tuple(links), waiting


def _briefs(count: int, counted: str) -> str:
    return ngettext("{n} brief to judge", "{n} briefs to judge", count).format(n=counted)


def _questions(count: int, counted: str) -> str:
    return ngettext("{n} question to answer", "{n} questions to answer", count).format(n=counted)


def _cases(tasks: tuple[Task, ...], person: Person, at: datetime) -> Table:
    heads = (
        Column(_("Since")),
        Column(_("What")),
        Column(_("Order")),
        Column(_("Who")),
        Column(_("Held"), numeric=True),
    )
    return Table(_("Needs a person"), heads, tuple(_case(task, person, at) for task in tasks))


def _case(task: Task, person: Person, at: datetime) -> Row:
    shown = case_row(task, person, at)
    since, zone = task.milestone.since, get_current_timezone_name()
    return Row(
        (
            Cell(day_and_time(since, zone, at) if since else "–", small=relative(since, at) if since else ""),
            Cell(shown.row.title, small=shown.row.default),
            Cell(task.title, href=reverse("order", args=[task.order.id]), said=True),
            Cell(shown.taken),
            Cell(shown.row.amount),
        )
    )


def _wrong(found: Standing) -> tuple[Link, ...]:
    words = {
        "stuck": _("No deadline and nobody’s turn: {id}"),
        "unbalanced": _("The books do not balance: {id}"),
        "unreadable": _("Cannot be read: {id}"),
    }
    links = [
        Link(words[what].format(id=order_id), reverse("order", args=[order_id]))
        for what in WRONG
        for order_id in found.wrong.get(what, ())
    ]
    more = sum(found.wrongs.values()) - len(links)
    if more > 0:
        said = ngettext("and {n} more; ./parley audit names it", "and {n} more; ./parley audit names them", more)
        links.append(Link(said.format(n=number(more)), ""))
    return tuple(links)
