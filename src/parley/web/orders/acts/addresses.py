"""Where each act has its page."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AnswerRequest,
    AnyMilestoneCommand,
    DeclareContact,
    Deliver,
    DeliverAgain,
    Fund,
    MakeStatement,
    Redeliver,
    RequestRevision,
    SendNotice,
    SkipBrief,
    SubmitBrief,
)

PAGES: Mapping[type[AnyMilestoneCommand], str] = {
    Fund: "fund",
    SubmitBrief: "brief",
    SkipBrief: "begin",
    Deliver: "deliver",
    DeliverAgain: "deliver-again",
    Redeliver: "redeliver",
    RequestRevision: "request-revision",
    AnswerRequest: "answer",
    AcceptItems: "accept-items",
    Accept: "accept",
    DeclareContact: "contact",
    SendNotice: "notice",
    MakeStatement: "statement",
}
"""Opening files has no page: it is noted when a file is fetched."""


def act_address(kind: type[AnyMilestoneCommand], order_id: UUID, milestone: int) -> str:
    return reverse(PAGES[kind], args=[order_id, milestone])
