"""Letting the clocks stand still for a private reason, and going on."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import LiftPause, PauseWork
from parley.core.order.records import PauseReason
from parley.web.components.form import Choice, Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, bare, words_field
from parley.words.reasons import pause_reason, pause_reason_told
from parley.words.sentence import Text as Words


def pause(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("reason", "")
        if typed not in {one.value for one in PauseReason}:
            return _sheet(asked, _("Choose what kind of reason it is."))
        return PauseWork(**asked.envelope(), reason=PauseReason(typed), words=asked.words("words")), ()

    return act_view(request, order_id, milestone, "pause", PauseWork, _sheet, read)


def end_pause(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return LiftPause(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "end-pause", LiftPause, bare, read)


def _sheet(asked: Asked, error: Words = "") -> Sheet:
    chosen = asked.typed.get("reason", "")
    name = asked.visit.other_name
    choices = tuple(
        Choice(
            one.value,
            pause_reason(one),
            # Translators: {sentence} is what the other side reads about the pause.
            hint=_("{name} reads: “{sentence}”").format(name=name, sentence=pause_reason_told(one)),
            checked=one.value == chosen,
        )
        for one in PauseReason
    )
    kinds = Field("reason", _("What kind of reason it is"), kind="radio", choices=choices, required=True, error=error)
    words = words_field(
        asked,
        "words",
        _("What happened, in a few words"),
        hint=_("Private. Only you and the people who run this desk can read it. {name} never can.").format(name=name),
    )
    who_sees = Notice(
        "news",
        "lock",
        _("{name} sees that you pause, the kind of reason, and until when.").format(name=name),
        _("Your own words stay with this desk. A pause never counts against you."),
    )
    return Sheet(fields=(kinds, words), notice=who_sees)
