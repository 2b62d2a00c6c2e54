"""If nobody moves in a case, or where the longest time is over. Each sentence completes "If nobody moves:"."""

from __future__ import annotations

from django.utils.translation import gettext as _

from parley.core.foresight import Foreseen
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import CaseOpened, CaseSentToDecision, MediationBegan, SealedRoundBegan
from parley.words.dates import day
from parley.words.endings import Ending, division
from parley.words.sentence import Part, Sentence
from parley.words.telling import Telling, tell


def becomes_case(stop: Foreseen) -> bool:
    """Whether this stop takes its milestone to the resolution room."""
    return any(isinstance(event, CaseOpened) for event in stop.events)


def room_default(stop: Foreseen, held: Part, number: int, telling: Telling) -> Sentence:
    """What silence leaves unsettled is talked about."""
    pattern = _("on {day} {milestone} goes to the resolution room. The {amount} stays held until it is settled.")
    return tell(pattern, milestone=telling.milestone(number), day=_day(stop, telling), amount=held)


def case_default(stop: Foreseen, end: Ending | None, held: Part, number: int, telling: Telling) -> Sentence:
    """The next step of the case, and how the hold is divided if silence goes on to the end."""
    if end is None:
        return tell(_("the {amount} stays held."), amount=held)
    return tell(
        _step(stop),
        milestone=telling.milestone(number),
        day=_day(stop, telling),
        end=day(end.at, telling.zone, telling.now),
        division=division(end, telling),
    )


def next_step(stop: Foreseen) -> str:
    """The next step of the case as a heading, or "" where the stop is not one."""
    for event in stop.events:
        match event:
            case CaseOpened():
                return _("Goes to the resolution room")
            case SealedRoundBegan():
                return _("Sealed offers begin")
            case MediationBegan():
                return _("Goes to mediation")
            case CaseSentToDecision():
                return _("Goes to a decision")
            case _:
                pass
    return ""


def _step(stop: Foreseen) -> str:
    for event in stop.events:
        match event:
            case SealedRoundBegan():
                return _("on {day} sealed offers for {milestone} begin. If silence goes on, on {end} {division}.")
            case MediationBegan():
                return _("on {day} {milestone} goes to mediation. If silence goes on, on {end} {division}.")
            case CaseSentToDecision():
                return _("on {day} {milestone} goes to a decision. Without one, on {end} {division}.")
            case _:
                pass
    match stop.deadline:
        case DeadlineKind.APPEAL_ENDS:
            return _("on {end} {milestone} ends as decided: {division}.")
        case DeadlineKind.APPEAL_UNDECIDED:
            return _("on {end} the first decision about {milestone} stands: {division}.")
        case DeadlineKind.CAP_NEARS | DeadlineKind.CAP_ENDS:
            return _("on {end} {milestone} ends, because the payment provider holds money only so long: {division}.")
        case _:
            return _("on {end} {division}.")


def _day(stop: Foreseen, telling: Telling) -> str:
    return day(stop.at, telling.zone, telling.now)
