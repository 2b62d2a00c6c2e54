"""The acts of a case, of the bank and of the record: their buttons and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from parley.core.order.messages import (
    AcceptSuggestion,
    Appeal,
    CloseChargeback,
    CorrectRecord,
    DecideAppeal,
    DecideCase,
    DeclineSuggestion,
    Escalate,
    LeaveCase,
    OpenCase,
    OpenChargeback,
    PayOut,
    ProposeSplit,
    Rate,
    SealBid,
    SealFinal,
    SuggestSplit,
    TakeCase,
    WithdrawCase,
)
from parley.words.acts_of_change import AnyAct

# Translators: buttons and links. Name the effect; keep them short.
LABELS: Mapping[AnyAct, Promise] = {
    OpenCase: gettext_lazy("Open a case"),
    WithdrawCase: gettext_lazy("Take the case back"),
    ProposeSplit: gettext_lazy("Offer to settle"),
    Escalate: gettext_lazy("Go on to the next step"),
    SealBid: gettext_lazy("Seal an offer"),
    SealFinal: gettext_lazy("Seal a last offer"),
    TakeCase: gettext_lazy("Take the case"),
    LeaveCase: gettext_lazy("Leave the case"),
    SuggestSplit: gettext_lazy("Propose a division"),
    AcceptSuggestion: gettext_lazy("Accept the mediator’s proposal"),
    DeclineSuggestion: gettext_lazy("Decline the mediator’s proposal"),
    DecideCase: gettext_lazy("Decide the case"),
    Appeal: gettext_lazy("Appeal"),
    DecideAppeal: gettext_lazy("Decide the appeal"),
    OpenChargeback: gettext_lazy("Note a chargeback"),
    CloseChargeback: gettext_lazy("Note what the bank decided"),
    PayOut: gettext_lazy("Pay out"),
    CorrectRecord: gettext_lazy("Correct what it counts as"),
    Rate: gettext_lazy("Write the review"),
}

DESCRIPTIONS: Mapping[AnyAct, Promise] = {
    OpenCase: gettext_lazy(
        "The two of you talk {milestone} over in a room of its own. All its other clocks stand still, and open proposals end."
    ),
    WithdrawCase: gettext_lazy(
        "The case ends, and {milestone} goes on with the time that was left, at least 24 hours."
    ),
    ProposeSplit: gettext_lazy(
        "If {name} says yes, the hold of {milestone} is divided as you say, and the case is settled."
    ),
    Escalate: gettext_lazy("The case moves on before the time of this step is over."),
    SealBid: gettext_lazy(
        "You write down in secret what you would settle for. If both offers meet, the middle settles the case. If they do not, "
        "both are destroyed and nobody learns yours."
    ),
    SealFinal: gettext_lazy(
        "You seal one last sum. If {name} seals one too, the decision is one of the two sums, so it pays to be reasonable. "
        "If {name} does not, yours is destroyed and nobody learns it."
    ),
    TakeCase: gettext_lazy("Both sides read that somebody has it, and no other mediator proposes or decides."),
    LeaveCase: gettext_lazy("Another mediator can take it. No deadline moves, and both sides read that it is free."),
    SuggestSplit: gettext_lazy("Both sides read the proposal and are free to say no. One proposal in a case."),
    AcceptSuggestion: gettext_lazy(
        "If both of you accept, the hold of {milestone} is divided as the mediator proposed."
    ),
    DeclineSuggestion: gettext_lazy("The case goes on to a decision with reasons."),
    DecideCase: gettext_lazy(
        "The decision says its facts, clauses, evidence, arithmetic and remedy. Both sides read all of it and may appeal."
    ),
    Appeal: gettext_lazy(
        "Another mediator looks at the decision. An appeal needs a new fact or a mistake in it, and there is only one."
    ),
    DecideAppeal: gettext_lazy(
        "This is the last word, by somebody who did not decide before. It is carried out at once."
    ),
    OpenChargeback: gettext_lazy(
        "The bank asks for the money of {milestone} back. Until it has judged, the money lies with the bank and nothing moves."
    ),
    CloseChargeback: gettext_lazy(
        "Won: everything goes back to where it was. Lost: the bank keeps the money, and the terms say who bears it."
    ),
    PayOut: gettext_lazy("What is available of {milestone} leaves for the freelancer’s own bank."),
    CorrectRecord: gettext_lazy("You say what {milestone} counts as for the completion rate, and why. No money moves."),
    Rate: gettext_lazy("Nobody reads it before {name} has written too, or the time to write is over."),
}
