"""What is said of a milestone that stands still: in a pause, or with the bank."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.order.state import Milestone, Stage
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell, told


def standstill_instruction(milestone: Milestone, telling: Telling) -> tuple[Sentence, datetime | None]:
    """The words that lead up to an instant, and the instant; None where the words stand alone."""
    if milestone.stage is Stage.PAUSED:
        return _paused(milestone, telling), milestone.ends_at
    name = telling.milestone(milestone.number)
    if milestone.chargeback is None:
        raise AssertionError(f"milestone {milestone.number} is with no bank")
    answer_by = milestone.chargeback.answer_by
    if answer_by > telling.now:
        return tell(_("The bank looks at the payment for {milestone} and should answer by"), milestone=name), answer_by
    return tell(_("The bank looks at the payment for {milestone}. Its answer was due on"), milestone=name), answer_by


def standstill_title(stage: Stage) -> str:
    """The pattern of the desk's row."""
    return _("{milestone}: paused") if stage is Stage.PAUSED else _("{milestone}: with the bank")


def _paused(milestone: Milestone, telling: Telling) -> Sentence:
    name = telling.milestone(milestone.number)
    if milestone.pause is None:
        raise AssertionError(f"milestone {milestone.number} has no pause")
    you = _("You paused {milestone}. It goes on when you say so, or on")
    they = _("{name} paused {milestone}. It goes on at the latest on")
    return told(telling, milestone.pause.by, you, they, milestone=name)
