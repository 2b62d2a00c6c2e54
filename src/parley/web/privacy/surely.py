"""Whether it is surely the person themselves who asks: a browser that was left open must not give all away, nor erase it."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from parley.desk.now import wall_clock

FRESH_S = 15 * 60
"""For how long a sign-in by a mailed code counts as proof."""


def must_be_sure(request: HttpRequest) -> None:
    """As the other pages about how an account is entered do: the password or second step once more, when the last time is
    longer ago than a few minutes. What was asked is done afterwards. Raises ReauthenticationRequired, which allauth's
    middleware answers."""
    raise_if_reauthentication_required(request, app="")


def came_in_lately(request: HttpRequest) -> bool:
    """Whether somebody who signs in by mailed codes alone did so lately, in this browser. django-allauth asks all others for
    their password or second step, and lets these through unasked. In a demo anybody becomes anybody by a click."""
    if settings.DEMO or get_reauthentication_flows(request.user):
        return True
    records = get_authentication_records(request, request.user)
    return any(wall_clock().timestamp() - record["at"] < FRESH_S for record in records)


def come_in_again() -> str:
    return _(
        "You sign in by a mailed code. To show that it is you, sign out, sign in with a new code, and come back here within "
        "15 minutes."
    )
