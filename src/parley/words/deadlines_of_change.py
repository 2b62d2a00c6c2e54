"""If nobody moves while a question or a proposal waits for an answer. Each sentence completes "If nobody moves:"."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.foresight import Foreseen
from parley.core.order.messages import Extended
from parley.core.parties import Role
from parley.words.dates import day, day_and_time
from parley.words.endings import Ending
from parley.words.money import money
from parley.words.sentence import Part, Sentence, strong
from parley.words.telling import Telling, tell, told


def clarification_default(stop: Foreseen, end: Ending | None, held: Part, number: int, telling: Telling) -> Sentence:
    """Without an answer the delivery stands, and after that silence goes its usual way."""
    first, milestone = day(stop.at, telling.zone, telling.now), telling.milestone(number)
    if end is None or end.earned is None or end.back is not None:
        pattern = _("from {first} the delivery of {milestone} stands, and there is time to look again.")
        return tell(pattern, first=first, milestone=milestone)
    you = _("from {first} the delivery of {milestone} stands, and on {day} the {amount} is released to you.")
    they = _("from {first} the delivery of {milestone} stands, and on {day} {name} gets the {amount}.")
    on = day(end.at, telling.zone, telling.now)
    amount = strong(money(end.earned)) if end.earned else held
    return told(telling, Role.FREELANCER, you, they, first=first, milestone=milestone, day=on, amount=amount)


def proposal_default(stop: Foreseen, number: int, telling: Telling) -> Sentence:
    """Silence is a no, but for a short extension."""
    words: dict[str, Part | str] = {
        "day": day(stop.at, telling.zone, telling.now),
        "milestone": telling.milestone(number),
    }
    for event in stop.events:
        if isinstance(event, Extended):
            due = day_and_time(event.due_at, telling.zone, telling.now)
            return tell(_("on {day} silence counts as yes, and {milestone} is due on {due} then."), due=due, **words)
    return tell(_("on {day} silence counts as no to the proposal for {milestone}."), **words)


def stop_of_proposal(stop: Foreseen, telling: Telling) -> Sentence:
    """The small line of the road's stop."""
    for event in stop.events:
        if isinstance(event, Extended):
            return tell(_("It is a yes: due {due}"), due=day_and_time(event.due_at, telling.zone, telling.now))
    return tell(_("It is a no"))
