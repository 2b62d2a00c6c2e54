"""What happens if the work is late, or the client wants to stop: rows and lines of the table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.terms import MilestoneTerms, Terms
from parley.core.parties import Role
from parley.words.clauses import kill_fee
from parley.words.durations import hours
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.telling import Telling, tell, told


def taken_back_late(terms: Terms, telling: Telling) -> Sentence:
    """From when the client need not wait any longer."""
    # Translators: {hours} is a length of time, as in "24 hours after the due date".
    you = _("From {hours} after the due date, with nothing delivered, you can take the money back.")
    they = _("From {hours} after the due date, with nothing delivered, {name} can take the money back.")
    return told(telling, Role.CLIENT, you, they, hours=hours(terms.windows.late_grace_hours))


def stop_wanted(terms: Terms, first: MilestoneTerms, telling: Telling) -> tuple[str, Sentence]:
    """The question and its answer: the agreed fee, or consent alone."""
    question = told(telling, Role.CLIENT, _("…you want to stop?"), _("…{name} wants to stop?")).plain
    if terms.kill_fee_percent == 0:
        return question, tell(
            _("Once money is held a milestone ends by consent: one side proposes, the other answers.")
        )
    you = _("Before the first delivery you keep {amount} of the {price} for {milestone}. Later it ends by consent.")
    they = _(
        "Before the first delivery {name} keeps {amount} of the {price} for {milestone}. Later it ends by consent."
    )
    return question, told(
        telling,
        Role.FREELANCER,
        you,
        they,
        amount=strong(kill_fee(terms, first)),
        price=money(first.price),
        milestone=telling.milestone(first.number),
    )
