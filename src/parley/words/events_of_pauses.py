"""The timeline of a pause: the clocks stand still and go on. Why is told by the kind of reason alone, never in words."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import Paused, Resumed
from parley.core.order.state import Stage
from parley.words.dates import day_and_time
from parley.words.reasons import pause_reason_told
from parley.words.sentence import Sentence
from parley.words.telling import NOTHING_MORE, EventWords, Telling, tell, told

PauseEvent = Paused | Resumed


def pause_event_words(event: PauseEvent, telling: Telling) -> EventWords:
    """What stands still, and what goes on again."""
    milestone = telling.milestone(event.milestone)
    match event:
        case Paused():
            until = day_and_time(event.ends_at, telling.zone, telling.now)
            you, they = _("*You* paused {milestone}"), _("{name} paused {milestone}")
            # Translators: {reason} is a whole sentence.
            pattern = _("{reason} All its clocks stand still, until {until} at most.")
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone),
                tell(pattern, reason=pause_reason_told(event.reason), until=until),
            )
        case Resumed():
            return EventWords(_goes_on(event, telling), _time_left(event, telling))
        case _:
            assert_never(event)


def _goes_on(event: Resumed, telling: Telling) -> Sentence:
    milestone = telling.milestone(event.milestone)
    match event.cause:
        case "lifted":
            you, they = _("*You* ended the pause of {milestone}"), _("{name} ended the pause of {milestone}")
            return told(telling, event.by, you, they, milestone=milestone)
        case "case_withdrawn":
            you = _("*You* took the case about {milestone} back, and it goes on")
            they = _("{name} took the case about {milestone} back, and it goes on")
            return told(telling, event.by, you, they, milestone=milestone)
        case "pause_ended":
            return tell(_("The pause of {milestone} is over, and it goes on"), milestone=milestone)
        case "bank":
            if event.stage is Stage.PAUSED:
                return tell(_("The bank is done with {milestone}, which stays paused"), milestone=milestone)
            return tell(_("The bank is done with {milestone}, and it goes on"), milestone=milestone)
        case cause:
            raise KeyError(cause)


def _time_left(event: Resumed, telling: Telling) -> Sentence:
    """The due date while it is worked on; elsewhere the end of what stood still."""
    at_work = event.stage in (Stage.WORKING, Stage.REVISING)
    at = event.due_at if at_work else event.ends_at
    if at is None or event.stage is Stage.PAUSED:
        return NOTHING_MORE
    until = day_and_time(at, telling.zone, telling.now)
    if at_work:
        return tell(_("It is due on {due} now."), due=until)
    return tell(_("There is time until {until} now."), until=until)
