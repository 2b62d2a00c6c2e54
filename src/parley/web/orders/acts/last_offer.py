"""The choice between two last offers: one sum, sealed as any other, and shown only when both sides have sealed theirs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import SealFinal
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.web.components.notice import Notice
from parley.web.orders.acts.bid import bid_sheet, bid_view
from parley.web.orders.acts.page import Asked, Sheet
from parley.words.sentence import Text as Words


def seal_final(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return bid_view(request, order_id, milestone, "last-offer", SealFinal, Stage.CASE_MEDIATION, _sheet)


def _sheet(asked: Asked, error: Words) -> Sheet:
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
    how = Notice(
        "news",
        "lock",
        _("The mediator can only take your sum or the one of {name}").format(name=name),
        _(
            "So the more reasonable of the two is the likelier one. Only when both of you have sealed one are they shown; if "
            "they meet, the middle settles the case. If nobody decides in time, the one nearer to the valuation holds."
        ),
    )
    return bid_sheet(asked, label, how, error)
