"""All orders of a person, the last that moved first."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.desk.now import now
from parley.people.models import Person
from parley.reads.desk import all_orders
from parley.web.components.action import Action
from parley.web.components.desk_row import DeskGroup, DeskSection
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.desk.keys import read_key, write_key
from parley.web.desk.rows import desk_row
from parley.words.locales import number


@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    at = now()
    listing = all_orders(str(person.id), after=read_key(request.GET.get("before", "")))
    rows = tuple(desk_row(listed, at) for listed in listing.orders)
    older = f"?before={write_key(listing.next_key)}" if listing.next_key else ""
    group = DeskGroup(
        turn="nobody",
        title=_("All orders"),
        sections=(DeskSection("", rows),) if rows else (),
        count=f"{number(len(rows))}+" if older else number(len(rows)),
        empty=EmptyState(
            _("No orders yet"),
            _("An order begins with an offer."),
            action=Action(_("Write an offer"), href=reverse("new_offer"), weight="primary"),
        ),
        pager=Pager(older_href=older) if older else None,
    )
    return render(request, "desk/orders.html", {"group": group, "title": _("Orders")})
