"""Putting right what an ended milestone counts as."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import CorrectRecord
from parley.core.order.records import CountsAs
from parley.web.components.form import Choice, Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.words.reasons import counts_as
from parley.words.sentence import Text as Words
from parley.words.staff import counts_choice


def correct_record(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("counts_as", "")
        if typed not in {one.value for one in CountsAs}:
            return _correcting(asked, _("Choose what it counts as."))
        person, reason = str(asked.visit.person.id), asked.words("reason")
        return CorrectRecord(**asked.envelope(), person=person, counts_as=CountsAs(typed), reason=reason), ()

    return act_view(request, order_id, milestone, "correct-record", CorrectRecord, _correcting, read)


def _correcting(asked: Asked, error: Words = "") -> Sheet:
    said_before = asked.milestone.counts_as
    chosen = asked.typed.get("counts_as", "")
    choices = tuple(Choice(one.value, *counts_choice(one), checked=one.value == chosen) for one in CountsAs)
    hint = _("Both sides read it. Say what was wrong and what is right.")
    return Sheet(
        fields=(
            Field("counts_as", _("How it counts"), kind="radio", choices=choices, required=True, error=error),
            words_field(asked, "reason", _("Why"), hint=hint),
        ),
        notice=Notice("news", "list", _("What it counts as now"), counts_as(said_before)) if said_before else None,
    )
