"""Answering a mediator's proposal, and appealing against a decision."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import AcceptSuggestion, Appeal, AppealGround, DeclineSuggestion
from parley.web.components.form import Choice, Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.words.money import money
from parley.words.reasons import appeal_ground
from parley.words.sentence import Text as Words


def accept_suggestion(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return AcceptSuggestion(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "accept-suggestion", AcceptSuggestion, _suggestion, read)


def decline_suggestion(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return DeclineSuggestion(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "decline-suggestion", DeclineSuggestion, _suggestion, read)


def appeal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("ground", "")
        if typed not in {one.value for one in AppealGround}:
            return _appealing(asked, _("Choose what the appeal rests on."))
        return Appeal(**asked.envelope(), ground=AppealGround(typed), words=asked.words("words")), ()

    return act_view(request, order_id, milestone, "appeal", Appeal, _appealing, read)


def _suggestion(asked: Asked) -> Sheet:
    """What is answered, in the mediator's words."""
    case = asked.milestone.case
    if case is None or case.suggestion is None:
        return Sheet()
    title = _("The mediator proposes {amount} of {held} for the freelancer").format(
        amount=money(case.suggestion.amount), held=money(asked.milestone.held)
    )
    return Sheet(notice=Notice("news", "talk", title, asked.visit.page.wording.words(case.suggestion.reasons)))


def _appealing(asked: Asked, error: Words = "") -> Sheet:
    chosen = asked.typed.get("ground", "")
    choices = tuple(Choice(one.value, appeal_ground(one), checked=one.value == chosen) for one in AppealGround)
    hint = _("Say which fact is new, or which sentence of the decision is wrong, and what follows from it.")
    return Sheet(
        fields=(
            Field("ground", _("What it rests on"), kind="radio", choices=choices, required=True, error=error),
            words_field(asked, "words", _("Your reasons"), hint=hint, rows=8),
        )
    )
