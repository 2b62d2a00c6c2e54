"""/services/mine: a person's own services, drafts among them, the last that changed first."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from parley.desk.now import now
from parley.people.models import Person
from parley.storefront.listing import Newest, own
from parley.storefront.models import Service, Stage
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.desk.keys import read_key, write_key
from parley.web.storefront.card import shortened
from parley.words.dates import day_and_time

# Translators: where a service stands.
STAGES: dict[str, Promise] = {
    Stage.DRAFT: pgettext_lazy("service", "Draft"),
    Stage.LISTED: pgettext_lazy("service", "Shown to everybody"),
    Stage.PAUSED: pgettext_lazy("service", "Paused"),
    Stage.REMOVED: pgettext_lazy("service", "Taken away by the desk"),
}


@login_required
@require_safe
def own_services(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    key = read_key(request.GET.get("before", ""))
    before = Newest(key[0], key[1]) if key and key[0] and key[0].tzinfo else None
    found, more = own(person, before)
    older = f"?before={write_key((more.listed_at, more.id))}" if more else ""
    columns = (Column(_("Service")), Column(_("Where it stands")), Column(_("Last changed")))
    context = {
        "title": _("Your services"),
        "table": Table(_("Your services"), columns, tuple(map(_row, found))) if found else None,
        "empty": EmptyState(
            _("You offer no services yet"),
            _(
                "Describe once what you do and what it costs. People order it in one page, and you accept or answer as always."
            ),
            action=Action(_("Offer a service"), href=reverse("new_service"), weight="primary"),
        ),
        "new": Action(_("Offer a service"), icon="plus", href=reverse("new_service")),
        "pager": Pager(older_href=older) if older else None,
    }
    return render(request, "storefront/mine.html", context)


def _row(one: Service) -> Row:
    title = one.title or shortened(one.typed.get("title", "")) or _("Without a title yet")
    href = reverse("service" if one.was_published else "edit_service", args=[one.id])
    when = day_and_time(one.changed_at, get_current_timezone_name(), now())
    begun = _("Changes that are not published yet") if one.was_published and one.typed else ""
    return Row(
        (
            Cell(title, href=href, said=True),
            Cell(str(STAGES[one.stage]), small=begun),
            Cell(when, iso=one.changed_at.isoformat()),
        )
    )
