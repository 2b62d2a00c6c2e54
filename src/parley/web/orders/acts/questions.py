"""Asking the client, and answering."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import AnswerQuestion, AskClarify, AskClient
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.parts.revision import open_request


def ask(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return AskClient(**asked.envelope(), question=asked.words("question")), ()

    return act_view(request, order_id, milestone, "ask", AskClient, _question, read)


def clarify(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return AskClarify(**asked.envelope(), question=asked.words("question")), ()

    return act_view(request, order_id, milestone, "clarify", AskClarify, _question, read)


def answer_question(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        field = words_field(asked, "answer", _("Your answer"), rows=6)
        return Sheet(fields=(field,), request=open_request(asked.visit, asked.milestone))

    def read(asked: Asked) -> Outcome:
        return AnswerQuestion(**asked.envelope(), answer=asked.words("answer")), ()

    return act_view(request, order_id, milestone, "answer-question", AnswerQuestion, draw, read)


def _question(asked: Asked) -> Sheet:
    hint = _("One thing at a time gets the quicker answer.")
    return Sheet(
        fields=(words_field(asked, "question", _("Your question"), hint=hint),),
        request=open_request(asked.visit, asked.milestone),
    )
