"""/orders/<id>/coach: what the coach says of the draft of a message, while it is typed or when it is asked for.

Only the two sides come here. The draft is read, answered and forgotten: nothing is stored, nothing is logged.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parley.core.parties import PARTIES
from parley.web.accounts.limits import is_too_often
from parley.web.coach.begin import FAMILIAR, begun, below, day_named
from parley.web.coach.context import context_of
from parley.web.coach.reading import KEPT, coaching, mark_to_keep, nothing_found, same_lines, with_wording
from parley.web.orders.door import Visit, acting, enter, sign_in_first
from parley.web.orders.parts.composer import Draft
from parley.web.orders.room import show_room

MOST_A_MINUTE = 120
"""Readings for one person: a pause of 0.7 seconds lies between any two that a page asks for by itself."""


@sign_in_first("order")
@require_POST
def coach(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """To a page that keeps up with what is typed: what is found. To a form without scripts: the room, with what was typed,
    what was found, and what was chosen done."""
    visit = acting(enter(request, order_id), PARTIES)
    too_often = is_too_often("coach", visit.person, MOST_A_MINUTE)
    if request.headers.get("HX-Request"):
        return _told(visit) if not too_often else HttpResponse(status=429, headers={"Retry-After": "60"})
    if request.headers.get("X-Begin"):
        return _text(_begun(visit))
    return _room(visit, too_often=too_often)


def _told(visit: Visit) -> HttpResponse:
    """For one box, which the page names with its field."""
    typed = visit.request.POST
    field, box = typed.get("field", "text"), typed.get("box", "")
    number = typed.get("milestone", "")
    about = visit.milestone(int(number)) if number.isdecimal() and len(number) < 6 else None
    action = None if field == "text" else ""
    kept = typed.getlist(KEPT)
    shown = coaching(visit, typed.get(field, ""), field=field, box=box, action=action, kept=kept, milestone=about)
    response = render(visit.request, "components/coaching_told.html", {"coaching": shown, "is_live": True})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _room(visit: Visit, *, too_often: bool) -> HttpResponse:
    typed = visit.request.POST
    words, kept = same_lines(typed.get("text", "")), typed.getlist(KEPT)
    act, _field, label = (*typed.get("coach", "").split(":", 2), "", "")[:3]
    if typed.get("begin"):
        words = below(words, _begun(visit))
    elif too_often:
        return show_room(visit, draft=Draft(words), status=429)
    elif act == "use":
        words = with_wording(words, label, context_of(visit))
    elif act == "keep":
        kept = [*kept, *mark_to_keep(words, label, context_of(visit))]
    shown = coaching(visit, words, kept=kept)
    if shown is not None and too_often:
        shown = replace(shown, note=_("That was a lot at once. The coach reads again in a minute."))
    return show_room(visit, draft=Draft(words, nothing_found(shown) if shown is not None and act else shown))


def _begun(visit: Visit) -> str:
    typed = visit.request.POST
    chosen = typed.get("begin", "")
    return begun(visit, chosen, familiar=typed.get("address") == FAMILIAR, on=day_named(typed.get("on", "")))


def _text(words: str) -> HttpResponse:
    """What a page puts into the box itself, so that the browser can undo it."""
    return HttpResponse(words, content_type="text/plain;charset=utf-8", headers={"Cache-Control": "private, no-store"})
