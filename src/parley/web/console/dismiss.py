"""POST /announcements/dismiss: put an announcement away in this browser. Nothing is kept here: the browser remembers."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from parley.desk.now import now
from parley.office.announcements import not_over
from parley.web.accounts.switch import back
from parley.web.console.standing import DISMISSED_COOKIE, dismissed


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Only what is announced now is remembered, so that the cookie stays small whatever is sent."""
    response = back(request)
    try:
        asked = UUID(request.POST.get("announcement", ""))
    except ValueError:
        return response
    open_now = {one.id: one.ends_at for one in not_over(now())}
    put_away = sorted(({asked} | dismissed(request)) & open_now.keys())
    if asked in open_now:
        response.set_cookie(
            DISMISSED_COOKIE,
            ".".join(one.hex for one in put_away),
            max_age=max(1, int((max(open_now[one] for one in put_away) - now()).total_seconds())),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
