"""Ending a milestone early. Each page shows first what becomes of the money, for both."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import CancelBeforeWork, CancelLate, Resign, Stop
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.acts.ways import BY_CONSENT, milder_ways


def cancel_before_work(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return CancelBeforeWork(**asked.envelope(), reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "cancel-before-work", CancelBeforeWork, _may_say_why, read)


def cancel_late(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return CancelLate(**asked.envelope(), reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "cancel-late", CancelLate, _after_milder_ways, read)


def stop(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return Stop(**asked.envelope(), reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "stop", Stop, _after_milder_ways, read)


def resign(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        return Sheet(
            fields=(words_field(asked, "reason", _("Why, in a few words")),), ways=milder_ways(asked, BY_CONSENT)
        )

    def read(asked: Asked) -> Outcome:
        return Resign(**asked.envelope(), reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "resign", Resign, draw, read)


def _may_say_why(asked: Asked) -> Sheet:
    return Sheet(fields=(words_field(asked, "reason", _("Why, if you like"), required=False),))


def _after_milder_ways(asked: Asked) -> Sheet:
    """An end that one side decides alone stands behind what else there is."""
    return replace(_may_say_why(asked), ways=milder_ways(asked, BY_CONSENT))
