"""Which acts belong to which of the six steps, for each side. The page links to those whose door is open."""

from __future__ import annotations

from collections.abc import Mapping

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    AskClarify,
    AskClient,
    AskExtra,
    AskOutreach,
    DeliverAgain,
    ExtendReview,
    MakeStatement,
    OfferExtra,
    OpenCase,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    ProposeSplit,
    Redeliver,
    RequestRevision,
    SealBid,
    SealFinal,
)

Acts = Mapping[int, tuple[type[AnyMilestoneCommand], ...]]

LAST = (ProposeRefund, ProposeSplit, MakeStatement, SealBid, SealFinal, AskOutreach, ProposeCancel, OpenCase)
"""Milder ways first; an end and a case last."""

FREELANCER: Acts = {
    1: (),
    2: (AskClarify, AskClient),
    3: (AnswerRequest, OfferExtra),
    4: (Redeliver, DeliverAgain, ProposeExtension),
    5: (),
    6: LAST,
}

CLIENT: Acts = {
    1: (),
    2: (AnswerQuestion,),
    3: (AskExtra,),
    4: (),
    5: (Accept, AcceptItems, RequestRevision, ExtendReview),
    6: LAST,
}
