"""Why a milestone ended or became a case, in a sentence that blames nobody."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

CAUSES: Mapping[str, Promise] = {
    "accepted": gettext_lazy("The delivery was accepted."),
    "before_work": gettext_lazy("It was cancelled before work began."),
    "late": gettext_lazy("It was late, and nothing had been delivered."),
    "stopped": gettext_lazy("It was stopped before a first delivery."),
    "stopped_in_pause": gettext_lazy("It was stopped in a pause that had grown long."),
    "resigned": gettext_lazy("The freelancer stepped down."),
    "resigned_in_pause": gettext_lazy("The freelancer stepped down in a pause that had grown long."),
    "cancelled": gettext_lazy("The two sides agreed to end it."),
    "silence": gettext_lazy("The last notice and the days after it passed without an answer."),
    "not_funded": gettext_lazy("The time to fund it passed."),
    "no_brief": gettext_lazy("The time for the brief passed."),
    "abandoned": gettext_lazy("Nothing was delivered in the days after the due date."),
    "abandoned_unanswered": gettext_lazy("Nothing was delivered while a question waited for its answer."),
    "predecessor_stopped": gettext_lazy("A milestone that had to be paid first ended without payment."),
    "settled": gettext_lazy("The two sides settled their case."),
    "sealed": gettext_lazy("The sealed offers met, and the middle between them settled the case."),
    "mediated": gettext_lazy("Both sides said yes to the mediator’s proposal."),
    "decided": gettext_lazy("The case was decided, with reasons that both can read."),
    "valuation": gettext_lazy("Nobody decided in time, so the published valuation did: it counts what was delivered."),
    "cap": gettext_lazy("The payment provider does not hold the money any longer."),
    "chargeback": gettext_lazy("The bank took the payment back."),
}
"""Of an end."""

CASE_CAUSES: Mapping[str, Promise] = {
    "contested_twice": gettext_lazy("A second revision request was answered as outside the scope."),
    "redelivery_missing": gettext_lazy("The new delivery did not come in the time agreed."),
    "part_claimed": gettext_lazy("The last notice for the delivered part passed without an answer."),
    "abandoned": gettext_lazy("A part was delivered, and the rest did not come in the days after the due date."),
    "cap": gettext_lazy("The payment provider does not hold the money much longer."),
    "talk_ended": gettext_lazy("The time to talk passed."),
    "one_side_silent": gettext_lazy("So far only one side took part, so there is nobody to settle with."),
    "escalated": gettext_lazy("One side asked for a decision."),
    "final_offers": gettext_lazy("Both sides chose to have one of their two last offers decided."),
    "suggestion_declined": gettext_lazy("The mediator’s proposal was not what both wanted."),
    "mediation_ended": gettext_lazy("The days for mediation passed without an agreement."),
    "long_stop": gettext_lazy("The longest time between a first delivery and the end was reached."),
    "not_as_agreed": gettext_lazy("It is about whether what was delivered is what was agreed."),
    "out_of_scope": gettext_lazy("It is about whether what is asked for belongs to what was agreed."),
    "not_delivered": gettext_lazy("It is about something that was not delivered."),
    "no_answer": gettext_lazy("It is about an answer that did not come."),
    "our_mistake": gettext_lazy("Whoever opened it names a mistake of their own and wants to put it right together."),
    "other": gettext_lazy("It is about something else."),
}
"""Of a case, or of its going on; the last ones are what somebody chose who opened it. What has a cause here and among the
ends is told in other words, for a case is no end."""


def cause_words(cause: str) -> str:
    """The sentence for the cause of an end as the core names it. Raises KeyError for one that has no words yet."""
    return str(CAUSES[cause] if cause in CAUSES else CASE_CAUSES[cause])


def case_cause_words(cause: str) -> str:
    """The same for a case that opens or goes on."""
    return str(CASE_CAUSES[cause] if cause in CASE_CAUSES else CAUSES[cause])
