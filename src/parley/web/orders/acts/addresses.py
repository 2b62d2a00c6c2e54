"""Where each act has its page."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptProposal,
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    AskClarify,
    AskClient,
    CancelBeforeWork,
    CancelLate,
    DeclareContact,
    DeclineProposal,
    Deliver,
    DeliverAgain,
    Fund,
    MakeStatement,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    Redeliver,
    RequestRevision,
    Resign,
    SendNotice,
    SkipBrief,
    Stop,
    SubmitBrief,
    WithdrawProposal,
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
    AskClient: "ask",
    AskClarify: "clarify",
    AnswerQuestion: "answer-question",
    ProposeExtension: "extend",
    ProposeRefund: "partial-refund",
    ProposeCancel: "cancel",
    AcceptProposal: "accept-proposal",
    DeclineProposal: "decline-proposal",
    WithdrawProposal: "withdraw-proposal",
    CancelBeforeWork: "cancel-before-work",
    CancelLate: "cancel-late",
    Stop: "stop",
    Resign: "resign",
}
"""Opening files has no page: it is noted when a file is fetched."""


def act_address(kind: type[AnyMilestoneCommand], order_id: UUID, milestone: int) -> str:
    return reverse(PAGES[kind], args=[order_id, milestone])
