"""The timeline of an early end: cancelled, stopped, stepped down. What becomes of the money is the next event."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import CancelledBeforeWork, CancelledLate, Resigned, Stopped
from parley.words.money import money
from parley.words.telling import EventWords, Telling, tell, told

StoppingEvent = CancelledBeforeWork | CancelledLate | Stopped | Resigned


def stopping_event_words(event: StoppingEvent, telling: Telling) -> EventWords:
    """Who ended it, and by what."""
    milestone = telling.milestone(event.milestone)
    match event:
        case CancelledBeforeWork():
            you, they = (
                _("*You* cancelled {milestone} before work began"),
                _("{name} cancelled {milestone} before work began"),
            )
            line = tell(_("It counts against nobody."))
        case CancelledLate():
            you, they = _("*You* took the money of {milestone} back"), _("{name} took the money of {milestone} back")
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case Stopped():
            you, they = _("*You* stopped {milestone}"), _("{name} stopped {milestone}")
            if event.kill_fee:
                line = tell(_("By the agreement the kill fee is {amount}."), amount=money(event.kill_fee))
            else:
                line = tell(_("Nobody owes anything."))
        case Resigned():
            you, they = _("*You* stepped down from {milestone}"), _("{name} stepped down from {milestone}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case _:
            assert_never(event)
    return EventWords(told(telling, event.by, you, they, milestone=milestone), line)
