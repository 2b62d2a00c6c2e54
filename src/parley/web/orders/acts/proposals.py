"""Proposing a change and answering a proposal: more time, a part of the money back, an end by consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount, Money
from parley.core.order.messages import (
    AcceptProposal,
    DeclineProposal,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    WithdrawProposal,
)
from parley.core.order.state import CancelCode
from parley.web.components.form import Choice, Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.acts.slips import sum_slips
from parley.web.orders.acts.ways import GOING_ON, milder_ways
from parley.web.orders.telling import telling
from parley.words.money import amount_for_input, bad_amount_words, read_amount
from parley.words.proposals import proposal_words
from parley.words.reasons import cancel_code
from parley.words.resolution import needs_consent
from parley.words.sentence import Text as Words


def extend(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        return _more_time(asked)

    def read(asked: Asked) -> Outcome:
        try:
            until = date.fromisoformat(asked.typed.get("until", "").strip())
        except ValueError:
            return _more_time(asked, _("Choose a date."))
        return ProposeExtension(**asked.envelope(), until=until, reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "extend", ProposeExtension, draw, read)


def partial_refund(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return _with_sum(request, order_id, milestone, "partial-refund", ProposeRefund, _("What goes back to the client"))


def cancel(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    label = _("What the freelancer keeps of the price")
    return _with_sum(request, order_id, milestone, "cancel", ProposeCancel, label)


def accept_proposal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return AcceptProposal(**asked.envelope(), proposal=_which(asked)), ()

    return act_view(request, order_id, milestone, "accept-proposal", AcceptProposal, _proposal, read)


def decline_proposal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        field = words_field(asked, "reason", _("Why, if you like"), required=False)
        sheet = _proposal(asked)
        return Sheet(fields=(field,), notice=sheet.notice, kept=sheet.kept)

    def read(asked: Asked) -> Outcome:
        return DeclineProposal(**asked.envelope(), proposal=_which(asked), reason=asked.words("reason")), ()

    return act_view(request, order_id, milestone, "decline-proposal", DeclineProposal, draw, read)


def withdraw_proposal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return WithdrawProposal(**asked.envelope(), proposal=_which(asked)), ()

    return act_view(request, order_id, milestone, "withdraw-proposal", WithdrawProposal, _proposal, read)


def _with_sum(
    request: HttpRequest,
    order_id: UUID,
    milestone: int,
    slug: str,
    kind: type[ProposeRefund] | type[ProposeCancel],
    label: str,
) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        return _sum(asked, label)

    def read(asked: Asked) -> Outcome:
        currency = asked.visit.order.terms.currency
        try:
            amount = read_amount(asked.typed.get("amount", ""), currency)
        except BadAmount as bad:
            return _sum(asked, label, bad_amount_words(bad, currency))
        made = kind(**asked.envelope(), amount=amount, reason=asked.words("reason"))
        return replace(made, code=_code(asked)) if isinstance(made, ProposeCancel) else made, ()

    return act_view(request, order_id, milestone, slug, kind, draw, read)


def _more_time(asked: Asked, error: Words = "") -> Sheet:
    typed = asked.typed.get("until", "")
    until = Field("until", _("New due date"), kind="date", value=typed, error=error, required=True, narrow=True)
    return Sheet(fields=(until, words_field(asked, "reason", _("Why"))))


def _sum(asked: Asked, label: str, error: Words = "") -> Sheet:
    """For an end by consent the field begins with the agreed starting point: what one talks from."""
    typed = asked.typed.get("amount", "")
    if not asked.typed and asked.kind is ProposeCancel:
        typed = amount_for_input(_starting_point(asked))
    currency = asked.visit.order.terms.currency
    amount = Field("amount", label, kind="money", value=typed, error=error, required=True, suffix=currency, narrow=True)
    ends = asked.kind is ProposeCancel
    words = words_field(asked, "reason", _("Why"))
    return Sheet(
        fields=(amount, _codes(asked), words) if ends else (amount, words),
        shows_scope=True,
        ways=milder_ways(asked, GOING_ON) if ends else (),
        last=_consent(asked) if ends else None,
        slips=sum_slips(asked, ProposeCancel if ends else ProposeRefund, typed),
        more=_("Show what it would change"),
    )


def _codes(asked: Asked) -> Field:
    """Why it should end, from a short list. It is told to both and counts for nothing."""
    choices = tuple(Choice(code.value, cancel_code(code), checked=code is _code(asked)) for code in CancelCode)
    hint = _("Both of you read it. It counts neither for nor against anybody.")
    return Field("code", _("What it is about"), kind="radio", hint=hint, choices=choices, required=True)


def _code(asked: Asked) -> CancelCode:
    """What was chosen; until then, and for anything else that is sent, the last of the list."""
    typed = asked.typed.get("code", "")
    return next((code for code in CancelCode if code.value == typed), CancelCode.OTHER)


def _consent(asked: Asked) -> Notice:
    title, text = needs_consent(asked.visit.order, telling(asked.visit))
    return Notice("soon", "hourglass", title, text)


def _starting_point(asked: Asked) -> Money:
    """Before the first delivery the kill fee, after it half of the price (decisions.md, Policies)."""
    milestone = asked.milestone
    percent = 50 if milestone.deliveries else asked.visit.order.terms.kill_fee_percent
    share, paid = milestone.terms.price.share(percent * 100), milestone.released + milestone.fees
    return max(share, paid)


def _which(asked: Asked) -> int:
    typed = asked.typed.get("proposal", "") or asked.request.GET.get("proposal", "")
    return int(typed) if typed.isdecimal() and len(typed) < 6 else _oldest(asked)


def _oldest(asked: Asked) -> int:
    own = asked.kind is WithdrawProposal
    side = asked.visit.role if own else asked.visit.role.other
    return next((proposal.number for proposal in asked.milestone.proposals if proposal.by is side), 0)


def _proposal(asked: Asked) -> Sheet:
    """What is answered, in words, above the button."""
    number = _which(asked)
    proposal = next((one for one in asked.milestone.proposals if one.number == number), None)
    if proposal is None:
        return Sheet()
    words = proposal_words(proposal, asked.visit.order, asked.milestone, telling(asked.visit))
    said = asked.visit.page.wording.words(proposal.reason)
    return Sheet(notice=Notice("news", "talk", words.title, said), kept=(("proposal", str(number)),))
