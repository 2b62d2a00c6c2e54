"""/: what Parley is, for a guest; the desk, for somebody who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from parley.desk.now import now
from parley.office.switches import Switch
from parley.storefront.listing import Wanted, look
from parley.web.briefs.briefs import OfToday, of_today
from parley.web.console.standing import is_on
from parley.web.storefront.card import Card, card

MOST_SERVICES = 3


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """The context of welcome.html: what lies behind the door, as far as it is open."""

    shows_services: bool
    shows_briefs: bool
    today: OfToday | None
    services: tuple[Card, ...]


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(first_page())
    return render(request, "welcome.html", {"page": _page(request, now())})


def _page(request: HttpRequest, at: datetime) -> WelcomePage:
    services, briefs = is_on(request, Switch.SERVICES), is_on(request, Switch.BRIEFS)
    newest = look(Wanted(), limit=MOST_SERVICES).services if services else ()
    return WelcomePage(
        shows_services=services,
        shows_briefs=briefs,
        today=of_today(None, at) if briefs else None,
        services=tuple(card(one, is_signed_in=False) for one in newest),
    )


def first_page() -> str:
    """Where somebody goes who has just come in."""
    try:
        return reverse("desk")
    except NoReverseMatch:
        return reverse("me")
