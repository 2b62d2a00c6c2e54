"""What the bank says, noted by an operator: a payment is disputed, the bank has judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.foresight import preview
from parley.core.order.messages import CloseChargeback, OpenChargeback
from parley.core.order.records import ChargebackCode
from parley.core.specimens import ID
from parley.web.components.form import Choice, Field
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.parts.moments import full
from parley.words.money import money
from parley.words.reasons import chargeback_code
from parley.words.sentence import Text as Words
from parley.words.staff import code_choice

WON, LOST = "won", "lost"


def open_chargeback(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        code, answer_by = asked.typed.get("code", ""), _day(asked)
        is_known = code in {one.value for one in ChargebackCode}
        if not is_known or answer_by is None:
            return _opening(
                asked,
                "" if is_known else _("Choose what the bank says."),
                _("Choose the date that the bank names.") if answer_by is None else "",
            )
        return OpenChargeback(**asked.envelope(), code=ChargebackCode(code), answer_by=answer_by), ()

    return act_view(request, order_id, milestone, "chargeback", OpenChargeback, _opening, read)


def close_chargeback(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("outcome", "")
        if typed not in (WON, LOST):
            return _closing(asked, _("Choose what the bank decided."))
        return CloseChargeback(**asked.envelope(), won=typed == WON), ()

    return act_view(request, order_id, milestone, "close-chargeback", CloseChargeback, _closing, read)


def _day(asked: Asked) -> datetime | None:
    """The last instant of the day that was chosen, by the clock of the agreement: until then the bank may be answered."""
    try:
        day = date.fromisoformat(asked.typed.get("answer_by", "").strip()) + timedelta(days=1)
        midnight = datetime.combine(day, time(), ZoneInfo(asked.visit.order.terms.calendar.zone))
        return midnight.astimezone(asked.visit.at.tzinfo) - timedelta(seconds=1)
    except (ValueError, OverflowError):
        return None


def _opening(asked: Asked, code_error: Words = "", day_error: Words = "") -> Sheet:
    chosen = asked.typed.get("code", "")
    choices = tuple(Choice(one.value, *code_choice(one), checked=one.value == chosen) for one in ChargebackCode)
    hint = _("The date by which the bank wants an answer, as your payment provider names it.")
    return Sheet(
        fields=(
            Field("code", _("What the bank says"), kind="radio", choices=choices, required=True, error=code_error),
            Field(
                "answer_by",
                _("Answer by"),
                kind="date",
                value=asked.typed.get("answer_by", ""),
                hint=hint,
                required=True,
                error=day_error,
                narrow=True,
            ),
        ),
        notice=_at_bank(asked),
    )


def _closing(asked: Asked, error: Words = "") -> Sheet:
    chosen = asked.typed.get("outcome", "")
    answers = (
        (WON, _("For the desk"), _("Everything goes back to where it was taken from.")),
        (LOST, _("For the client"), _("The bank keeps the money. The reserve bears what the terms say.")),
    )
    choices = tuple(Choice(value, label, hint, checked=value == chosen) for value, label, hint in answers)
    return Sheet(
        fields=(
            Field("outcome", _("What the bank decided"), kind="radio", choices=choices, required=True, error=error),
        ),
        notice=_at_bank(asked),
        slips=_slips(asked),
    )


def _slips(asked: Asked) -> list[Preview]:
    """What either judgement would change."""
    visit, milestone = asked.visit, asked.milestone
    would_be: dict[str, Any] = {"order_id": visit.order.id, "id": ID, "by": visit.role, "milestone": milestone.number}
    captions = ((True, _("If the bank decided for the desk")), (False, _("If it decided for the client")))
    seen = [
        (caption, preview(visit.order, CloseChargeback(**would_be, won=won), visit.at)) for won, caption in captions
    ]
    return [
        replace(consequence_slip(visit, found, milestone.number), caption=caption)
        for caption, found in seen
        if found.refusal is None
    ]


def _at_bank(asked: Asked) -> Notice | None:
    """What lies with the bank already: noting the same dispute again only brings a later date."""
    chargeback = asked.milestone.chargeback
    if chargeback is None:
        return None
    visit = asked.visit
    title = _("{amount} lies with the bank").format(amount=money(chargeback.taken.total))
    until = full(chargeback.answer_by, visit.zone, visit.at)
    return Notice("news", "pause", title, chargeback_code(chargeback.code), until=until)
