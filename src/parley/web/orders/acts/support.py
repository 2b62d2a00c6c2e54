"""What a mediator does before anything is decided: writing for somebody who gets no answer, and proposing a division."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount
from parley.core.order.messages import OutreachAsked, SendOutreach, SuggestSplit
from parley.core.order.valuation import valuation
from parley.web.components.form import Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.telling import telling
from parley.web.orders.worth import worth_explained, worth_table
from parley.words.money import amount_for_input, bad_amount_words, money, read_amount
from parley.words.sentence import Text as Words


def send_outreach(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        hint = _(
            "Both sides read it. Ask kindly for an answer; it is no ruling. You cannot decide a case here afterwards."
        )
        return Sheet(fields=(words_field(asked, "words", _("What you write"), hint=hint, rows=8),), notice=_wish(asked))

    def read(asked: Asked) -> Outcome:
        person = str(asked.visit.person.id)
        return SendOutreach(**asked.envelope(), person=person, words=asked.words("words")), ()

    return act_view(request, order_id, milestone, "send-outreach", SendOutreach, draw, read)


def suggest(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        currency = asked.visit.order.terms.currency
        try:
            amount = read_amount(asked.typed.get("amount", ""), currency)
        except BadAmount as bad:
            return _suggesting(asked, bad_amount_words(bad, currency))
        person = str(asked.visit.person.id)
        return SuggestSplit(**asked.envelope(), person=person, amount=amount, reasons=asked.words("reasons")), ()

    return act_view(request, order_id, milestone, "suggest", SuggestSplit, _suggesting, read)


def _wish(asked: Asked) -> Notice | None:
    """Who asked for it, and in which words, where they are on the newest pages of the record."""
    by = asked.milestone.outreach_asked_by
    if by is None:
        return None
    records = [record.event for record in asked.visit.page.records]
    mine = [one for one in records if isinstance(one, OutreachAsked) and one.milestone == asked.milestone.number]
    words = asked.visit.page.wording.words(mine[-1].words) if mine else ""
    told = telling(asked.visit)
    title = _("{name} gets no answer from {other}").format(name=told.name(by), other=told.name(by.other))
    return Notice("news", "talk", title, words)


def _suggesting(asked: Asked, error: Words = "") -> Sheet:
    """It begins with what the delivered part is worth by the published rules."""
    milestone, currency = asked.milestone, asked.visit.order.terms.currency
    typed = asked.typed.get("amount", "") if asked.typed else amount_for_input(valuation(milestone))
    # Translators: {held} is a sum.
    label = _("To the freelancer, of {held}").format(held=money(milestone.held))
    amount = Field("amount", label, kind="money", value=typed, error=error, required=True, suffix=currency, narrow=True)
    hint = _("Both sides read it, and both are free to say no.")
    return Sheet(
        fields=(amount, words_field(asked, "reasons", _("Your reasons"), hint=hint, rows=8)),
        table=worth_table(asked.visit, milestone),
        foot=worth_explained(milestone),
        shows_scope=True,
    )
