"""A sum of the hold that goes under seal: how it is asked for, read and refused, in a round as for a last offer. What is typed
goes into one sealed text and onto no page: not into a form that is shown again, not into a preview, not into an address."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount
from parley.core.order.messages import SealBid, SealFinal
from parley.core.order.state import Stage
from parley.desk.intake import text
from parley.web.components.form import Field
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome
from parley.web.orders.worth import worth_explained, worth_table
from parley.words.money import bad_amount_words, money, read_amount
from parley.words.sentence import Text as Words

DrawBid = Callable[[Asked, Words], Sheet]
"""The sheet, with what is wrong with the sum that was typed, or nothing."""


def bid_view(
    request: HttpRequest,
    order_id: UUID,
    milestone: int,
    slug: str,
    kind: type[SealBid | SealFinal],
    stage: Stage,
    draw: DrawBid,
) -> HttpResponse:
    """The whole way of a sealed sum. Only in `stage` is it held against the hold: in any other the order itself says no."""

    def read(asked: Asked) -> Outcome:
        currency = asked.visit.order.terms.currency
        try:
            bid = read_amount(asked.typed.get("bid", ""), currency)
        except BadAmount as bad:
            return draw(asked, bad_amount_words(bad, currency))
        if asked.milestone.stage is stage and asked.milestone.held < bid:
            return draw(asked, _("This is more than the hold of {held}.").format(held=money(asked.milestone.held)))
        return kind(**asked.envelope(), bid=text(str(bid.amount_minor))), ()

    return act_view(request, order_id, milestone, slug, kind, lambda asked: draw(asked, ""), read)


def bid_sheet(asked: Asked, label: str, notice: Notice, error: Words, slips: tuple[Preview, ...] = ()) -> Sheet:
    """The field of the sum, over what the delivered work is worth by the published rule."""
    field = Field(
        "bid",
        label,
        kind="money",
        hint=_("Of the {held} that are held.").format(held=money(asked.milestone.held)),
        error=error,
        required=True,
        suffix=asked.visit.order.terms.currency,
        autocomplete="off",
        narrow=True,
    )
    return Sheet(
        fields=(field,),
        notice=notice,
        slips=slips,
        table=worth_table(asked.visit, asked.milestone),
        foot=worth_explained(asked.milestone),
    )
