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
    "resigned": gettext_lazy("The freelancer stepped down."),
    "cancelled": gettext_lazy("The two sides agreed to end it."),
    "silence": gettext_lazy("The last notice and the days after it passed without an answer."),
    "not_funded": gettext_lazy("The time to fund it passed."),
    "no_brief": gettext_lazy("The time for the brief passed."),
    "abandoned": gettext_lazy("Nothing was delivered in the days after the due date."),
    "predecessor_stopped": gettext_lazy("A milestone that had to be paid first ended without payment."),
    "valuation": gettext_lazy("Nobody decided in time, so the published valuation did: it counts what was delivered."),
    "contested_twice": gettext_lazy("A second revision request was answered as outside the scope."),
    "redelivery_missing": gettext_lazy("The new delivery did not come in the time agreed."),
    "talk_ended": gettext_lazy("The time to talk passed."),
    "long_stop": gettext_lazy("The longest time between a first delivery and the end was reached."),
}


def cause_words(cause: str) -> str:
    """The sentence for a cause as the core names it. Raises KeyError for one that has no words yet."""
    return str(CAUSES[cause])
