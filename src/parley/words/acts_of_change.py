"""The acts that end a milestone early, ask and answer, and propose: their buttons and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from parley.core.order.messages import (
    AcceptProposal,
    AnswerQuestion,
    AnyMilestoneCommand,
    AnyOfferCommand,
    AskClarify,
    AskClient,
    CancelBeforeWork,
    CancelLate,
    DeclineProposal,
    MakeOffer,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    Rate,
    Resign,
    SendMessage,
    Stop,
    WithdrawProposal,
)

AnyAct = type[MakeOffer] | type[AnyOfferCommand] | type[AnyMilestoneCommand] | type[SendMessage] | type[Rate]
"""The class of a command that a person can ask for."""

# Translators: buttons and links. Name the effect; keep them short.
LABELS: Mapping[AnyAct, Promise] = {
    CancelBeforeWork: gettext_lazy("Cancel before work begins"),
    CancelLate: gettext_lazy("Take the money back"),
    Stop: gettext_lazy("Stop the milestone"),
    Resign: gettext_lazy("Step down"),
    AskClient: gettext_lazy("Ask a question"),
    AskClarify: gettext_lazy("Ask what is meant"),
    AnswerQuestion: gettext_lazy("Answer the question"),
    ProposeExtension: gettext_lazy("Ask for more time"),
    ProposeRefund: gettext_lazy("Propose a partial refund"),
    ProposeCancel: gettext_lazy("Propose to end it"),
    AcceptProposal: gettext_lazy("Accept the proposal"),
    DeclineProposal: gettext_lazy("Decline the proposal"),
    WithdrawProposal: gettext_lazy("Take the proposal back"),
}

DESCRIPTIONS: Mapping[AnyAct, Promise] = {
    CancelBeforeWork: gettext_lazy(
        "{milestone} ends before work has begun. All of its money goes back, and it counts against nobody."
    ),
    CancelLate: gettext_lazy(
        "{milestone} is late and nothing was delivered. It ends, and all of its money comes back to you."
    ),
    Stop: gettext_lazy(
        "You end {milestone} before a first delivery. Once money is held, {name} keeps the kill fee of your agreement."
    ),
    Resign: gettext_lazy(
        "You step down from {milestone}. With nothing delivered its money goes back; else the two of you talk first."
    ),
    AskClient: gettext_lazy(
        "{name} gets your question. The due date of {milestone} moves by the time that the answer takes."
    ),
    AskClarify: gettext_lazy(
        "{name} is asked what the request for {milestone} means. After the answer your whole time begins anew."
    ),
    AnswerQuestion: gettext_lazy("{name} gets your answer, and work on {milestone} goes on."),
    ProposeExtension: gettext_lazy(
        "{name} is asked for a later due date of {milestone}. No clock waits for the answer."
    ),
    ProposeRefund: gettext_lazy(
        "If {name} says yes, a part of the hold of {milestone} goes back. All else stays as agreed."
    ),
    ProposeCancel: gettext_lazy("If {name} says yes, {milestone} ends, and its hold is divided as you propose."),
    AcceptProposal: gettext_lazy("You say yes to what {name} proposed for {milestone}. It holds at once."),
    DeclineProposal: gettext_lazy("You say no to what {name} proposed for {milestone}. Everything stays as agreed."),
    WithdrawProposal: gettext_lazy("What you proposed for {milestone} ends. Everything stays as agreed."),
}
