"""/help/requests: what people asked, for those who run this desk."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.help.models import HelpRequest
from parley.help.requests import Asked, answered, waiting
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.policies.door import LOOK, operators_only
from parley.words.dates import day_and_time

SHOWN_CHARACTERS = 90


@operators_only(*LOOK)
def help_requests(request: HttpRequest) -> HttpResponse:
    is_answered = request.GET.get("show") == "answered"
    asked = (answered if is_answered else waiting)(_after(request.GET.get("after", "")))
    context = {
        "title": _("Questions"),
        "is_answered": is_answered,
        "table": _table(asked) if asked.requests else None,
        "pager": _pager(asked, is_answered=is_answered),
        "empty": EmptyState(_("No question waits"), _("What readers of the help ask stands here.")),
    }
    return render(request, "help/requests.html", context)


def _after(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _table(asked: Asked) -> Table:
    head = (Column(_("Question")), Column(_("Article")), Column(_("Asked by")))
    return Table(_("Questions"), head, tuple(map(_row, asked.requests)))


def _row(one: HelpRequest) -> Row:
    words = " ".join(one.question.split())
    short = words if len(words) <= SHOWN_CHARACTERS else words[:SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " …"
    asked_at = day_and_time(one.asked_at, get_current_timezone_name(), now())
    return Row(
        (
            Cell(short, small=asked_at, href=reverse("help_request", args=[one.id]), said=True),
            Cell(one.article or _("none"), small=one.language),
            Cell(one.person.name if one.person is not None else one.email, said=True),
        )
    )


def _pager(asked: Asked, *, is_answered: bool) -> Pager | None:
    if asked.next_after is None:
        return None
    shown = "show=answered&" if is_answered else ""
    return Pager(older_href=f"?{shown}after={asked.next_after}")
