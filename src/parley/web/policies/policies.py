"""/policies: the ready-made ways of working, and those that were written here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.policies import POLICIES
from parley.desk.now import now
from parley.people.policies import Written, written
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.policies.door import LOOK, operators_only
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.policies import explained, policy_title


@operators_only(*LOOK)
def policies(request: HttpRequest) -> HttpResponse:
    own = written()
    context = {
        "title": _("Policies"),
        "ready_made": _ready_made(),
        "own": _own(own) if own else None,
        "empty": EmptyState(
            _("Nothing is written here yet"),
            _("Begin with a copy of a ready-made one, and see where silence would lead before you save it."),
            action=Action(_("Write a policy"), href=reverse("new_policy"), weight="primary"),
        ),
    }
    return render(request, "policies/policies.html", context)


def _ready_made() -> Table:
    rows = tuple(
        Row((Cell(policy_title(name), small=name, href=reverse("policy", args=[name])), Cell(explained(policy))))
        for name, policy in POLICIES.items()
    )
    return Table(_("Ready-made"), (Column(_("Policy")), Column(_("How it works"))), rows)


def _own(found: tuple[Written, ...]) -> Table:
    head = (Column(_("Policy")), Column(_("How it works")), Column(_("Written by")), Column(_("Offers")))
    return Table(_("Written here"), head, tuple(map(_row, found)))


def _row(one: Written) -> Row:
    newest = one.newest
    when = day_and_time(newest.written_at, get_current_timezone_name(), now())
    # Translators: {when} is "Thu 26 Nov, 18:00".
    version = _("Version {number}, {when}").format(number=number(newest.number), when=when)
    return Row(
        (
            Cell(one.title, small=one.name, href=reverse("policy", args=[one.name]), said=True),
            Cell(explained(one.policy)),
            Cell(newest.written_by or _("Somebody who is gone"), small=version),
            Cell(_("Retired") if one.retired_at else _("Can choose it")),
        )
    )
