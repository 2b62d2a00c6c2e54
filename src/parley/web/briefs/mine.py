"""/briefs/mine: a person's own briefs, drafts among them, the last that changed first."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.board.listing import Listed, Newest, own_briefs
from parley.desk.now import now
from parley.people.models import Person
from parley.web.briefs.card import offers_words
from parley.web.briefs.standing import stage_words
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.desk.keys import read_key, write_key
from parley.web.storefront.card import shortened
from parley.words.dates import day_and_time


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    person, at = cast("Person", request.user), now()
    key = read_key(request.GET.get("before", ""))
    before = Newest(key[0], key[1]) if key and key[0] and key[0].tzinfo else None
    found, more = own_briefs(person, before)
    older = f"?before={write_key((more.at, more.id))}" if more else ""
    columns = (Column(_("Brief")), Column(_("Where it stands")), Column(_("Offers")), Column(_("Last changed")))
    context = {
        "title": _("Your briefs"),
        "table": Table(_("Your briefs"), columns, tuple(_row(one, at) for one in found)) if found else None,
        "empty": EmptyState(
            _("You have no briefs yet"),
            _("Say what you need, and freelancers answer with offers. You choose one, or none."),
            action=Action(_("Post a brief"), href=reverse("new_brief"), weight="primary"),
        ),
        "new": Action(_("Post a brief"), icon="plus", href=reverse("new_brief")),
        "pager": Pager(older_href=older) if older else None,
    }
    return render(request, "briefs/mine.html", context)


def _row(one: Listed, at: datetime) -> Row:
    brief = one.brief
    title = brief.title or shortened(brief.typed.get("title", "")) or _("Without a title yet")
    begun = _("Changes that are not posted yet") if brief.version and brief.typed else ""
    changed = day_and_time(brief.changed_at, get_current_timezone_name(), at)
    return Row(
        (
            Cell(title, href=reverse("brief_page" if brief.version else "edit_brief", args=[brief.id]), said=True),
            Cell(stage_words(brief, at), small=begun),
            Cell(offers_words(one.offers) if brief.version else ""),
            Cell(changed, iso=brief.changed_at.isoformat()),
        )
    )
