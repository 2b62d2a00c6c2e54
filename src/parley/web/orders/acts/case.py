"""The case: opening it after milder ways were shown, taking it back, offering to settle, going on to the next step."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount
from parley.core.order.messages import CaseReason, Escalate, OpenCase, ProposeSplit, WithdrawCase
from parley.core.order.valuation import valuation
from parley.web.components.form import Choice, Field
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, bare, words_field
from parley.web.orders.acts.slips import sum_slips
from parley.web.orders.acts.ways import BY_CONSENT, milder_ways
from parley.web.orders.worth import worth_explained, worth_table
from parley.words.money import amount_for_input, bad_amount_words, read_amount
from parley.words.reasons import case_reason
from parley.words.sentence import Text as Words


def open_case(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        typed = asked.typed.get("reason", "")
        if typed not in {one.value for one in CaseReason}:
            return _opening(asked, _("Choose what it is about."))
        return OpenCase(**asked.envelope(), reason=CaseReason(typed), statement=asked.words("statement")), ()

    return act_view(request, order_id, milestone, "open-case", OpenCase, _opening, read)


def withdraw_case(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return WithdrawCase(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "withdraw-case", WithdrawCase, bare, read)


def settle(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        currency = asked.visit.order.terms.currency
        try:
            amount = read_amount(asked.typed.get("amount", ""), currency)
        except BadAmount as bad:
            return _settling(asked, bad_amount_words(bad, currency))
        return ProposeSplit(**asked.envelope(), amount=amount, reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "settle", ProposeSplit, _settling, read)


def escalate(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return Escalate(**asked.envelope()), ()

    return act_view(request, order_id, milestone, "escalate", Escalate, bare, read)


def _opening(asked: Asked, error: Words = "") -> Sheet:
    chosen = asked.typed.get("reason", "")
    choices = tuple(Choice(one.value, case_reason(one), checked=one.value == chosen) for one in CaseReason)
    hint = _("Say what happened, in order. The other side reads it too.")
    return Sheet(
        ways=milder_ways(asked, BY_CONSENT),
        fields=(
            Field("reason", _("What it is about"), kind="radio", choices=choices, required=True, error=error),
            words_field(asked, "statement", _("Your statement"), hint=hint, rows=10),
        ),
        shows_scope=True,
    )


def _settling(asked: Asked, error: Words = "") -> Sheet:
    """The field begins with what the delivered part is worth: a sum to talk from."""
    typed = asked.typed.get("amount", "") if asked.typed else amount_for_input(valuation(asked.milestone))
    currency = asked.visit.order.terms.currency
    amount = Field(
        "amount",
        _("What the freelancer gets of the hold"),
        kind="money",
        value=typed,
        error=error,
        required=True,
        suffix=currency,
        narrow=True,
    )
    return Sheet(
        fields=(amount, words_field(asked, "reason", _("Why"))),
        table=worth_table(asked.visit, asked.milestone),
        foot=worth_explained(asked.milestone),
        slips=sum_slips(asked, ProposeSplit, typed),
        more=_("Show what it would change"),
    )
