"""Asking support to write to the other side."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import AskOutreach
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field


def outreach(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        name = asked.visit.other_name
        hint = _("Support reads this, and {name} does not. What support writes then, you both can read.").format(
            name=name
        )
        return Sheet(fields=(words_field(asked, "words", _("What you need an answer to"), hint=hint),))

    def read(asked: Asked) -> Outcome:
        return AskOutreach(**asked.envelope(), words=asked.words("words")), ()

    return act_view(request, order_id, milestone, "outreach", AskOutreach, draw, read)
