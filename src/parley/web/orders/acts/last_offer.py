"""The choice between two last offers: one sum, sealed as any other, and shown only when both sides have sealed theirs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount
from parley.core.order.messages import SealFinal
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.desk.intake import text
from parley.web.components.form import Field
from parley.web.components.notice import Notice
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome
from parley.web.orders.worth import worth_explained, worth_table
from parley.words.money import bad_amount_words, money, read_amount
from parley.words.sentence import Text as Words


def seal_final(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        currency = asked.visit.order.terms.currency
        try:
            bid = read_amount(asked.typed.get("bid", ""), currency)
        except BadAmount as bad:
            return _sheet(asked, bad_amount_words(bad, currency))
        if asked.milestone.stage is Stage.CASE_MEDIATION and asked.milestone.held < bid:
            return _sheet(asked, _("This is more than the hold of {held}.").format(held=money(asked.milestone.held)))
        return SealFinal(**asked.envelope(), bid=text(str(bid.amount_minor))), ()

    return act_view(request, order_id, milestone, "last-offer", SealFinal, _sheet, read)


def _sheet(asked: Asked, error: Words = "") -> Sheet:
    case, name = asked.milestone.case, asked.visit.other_name
    if case is not None and asked.visit.role.value in case.bids:
        words = _(
            "If {name} seals one too, both are shown, and the decision is one of the two. If not, yours is destroyed."
        )
        done = Notice("good", "lock", _("Your last offer is sealed"), words.format(name=name))
        return Sheet(notice=done, is_done=True)
    if asked.visit.role is Role.CLIENT:
        label = _("What {name} gets of the hold, as your last word").format(name=name)
    else:
        label = _("What you get of the hold, as your last word")
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
    how = Notice(
        "news",
        "lock",
        _("The mediator can only take your sum or the one of {name}").format(name=name),
        _(
            "So the more reasonable of the two is the likelier one. Only when both of you have sealed one are they shown; if "
            "they meet, the middle settles the case. If nobody decides in time, the one nearer to the valuation holds."
        ),
    )
    return Sheet(
        fields=(field,),
        notice=how,
        table=worth_table(asked.visit, asked.milestone),
        foot=worth_explained(asked.milestone),
    )
