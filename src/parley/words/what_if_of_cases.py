"""What happens if the two cannot agree, or if life gets in the way: rows of the table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.order.terms import Terms
from parley.words.durations import business_days, days
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell


def no_agreement(terms: Terms, telling: Telling) -> tuple[str, Sentence]:
    """The steps of a case, down to what decides when nobody does."""
    question = _("…you two cannot agree?") if telling.is_party else _("…the two cannot agree?")
    windows = terms.windows
    if windows.sealed_days and windows.mediation_days:
        pattern = _(
            "First {days} to talk, then sealed offers, then a mediator’s proposal, and at last a decision within {more}."
            " Without one, what was delivered decides."
        )
    else:
        pattern = _("First {days} to talk, then a decision within {more}. Without one, what was delivered decides.")
    return question, tell(pattern, days=business_days(windows.talk_business_days), more=days(windows.decision_days))


def more_wanted() -> tuple[str, Sentence]:
    """Extra work."""
    # Translators: each question completes "What happens if…" and begins with three dots.
    question = _("…something more is wanted?")
    return question, tell(
        _("It becomes extra work with a price of its own, never agreed by silence. What was agreed stays as it is.")
    )


def pause_needed(terms: Terms, telling: Telling) -> tuple[str, Sentence] | None:
    """A pause of either side; None where the terms allow none."""
    windows = terms.windows
    if not windows.pause_days:
        return None
    question = _("…one of you needs a pause?") if telling.is_party else _("…one of the two needs a pause?")
    answer = tell(
        _(
            "Each side can let the clocks of a milestone stand still once, for {days} at most. When the freelancer has paused"
            " for {more}, what is not delivered can end without a kill fee."
        ),
        days=days(windows.pause_days),
        more=business_days(windows.pause_stop_business_days),
    )
    return question, answer
