"""What happens if nobody moves: the sentence after those words, and the same in a few words for a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parley.core.foresight import Foreseen
from parley.core.order.clock import DeadlineKind
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.words.dates import day
from parley.words.deadlines_of_cases import becomes_case, case_default, room_default
from parley.words.deadlines_of_change import clarification_default, proposal_default
from parley.words.endings import Ending, ending
from parley.words.money import money
from parley.words.sentence import Part, Sentence, strong
from parley.words.telling import Telling, tell, told

LEADS_TO_RELEASE = frozenset({DeadlineKind.REVIEW_ENDS, DeadlineKind.NOTICE_ENDS, DeadlineKind.RELEASE})
LEADS_BACK = frozenset({DeadlineKind.BRIEF_GIVEN_UP, DeadlineKind.WORK_ABANDONED})

# Translators: these complete "If nobody moves:" in a few words.
IN_SHORT: Mapping[DeadlineKind, Promise] = {
    DeadlineKind.OFFER_EXPIRES: gettext_lazy("the offer expires"),
    DeadlineKind.FUNDING_LAPSES: gettext_lazy("the time to fund it passes on {day}"),
    DeadlineKind.FUNDING_GIVEN_UP: gettext_lazy("it ends on {day}, nothing is owed"),
    DeadlineKind.CLARIFICATION_ENDS: gettext_lazy("from {day} the delivery stands"),
    DeadlineKind.PROPOSAL_ENDS: gettext_lazy("on {day} silence answers a proposal"),
    DeadlineKind.REDELIVERY_MISSING: gettext_lazy("the resolution room on {day}"),
    DeadlineKind.CLAIM_ENDS: gettext_lazy("the resolution room on {day}"),
    DeadlineKind.PAUSE_ENDS: gettext_lazy("the pause ends on {day}"),
    DeadlineKind.LONG_STOP: gettext_lazy("a decision is asked for on {day}"),
    DeadlineKind.TALK_ENDS: gettext_lazy("the next step of the case on {day}"),
    DeadlineKind.SEALED_ENDS: gettext_lazy("mediation from {day}"),
    DeadlineKind.MEDIATION_ENDS: gettext_lazy("a decision is asked for on {day}"),
    DeadlineKind.DECISION_MISSING: gettext_lazy("what was delivered decides, on {day}"),
    DeadlineKind.APPEAL_ENDS: gettext_lazy("it ends as decided on {day}"),
    DeadlineKind.APPEAL_UNDECIDED: gettext_lazy("the first decision stands from {day}"),
    DeadlineKind.CAP_NEARS: gettext_lazy("the money is held until {day}"),
    DeadlineKind.CAP_ENDS: gettext_lazy("the money is held until {day}"),
    DeadlineKind.BANK_SILENT: gettext_lazy("the operator is asked to find out on {day}"),
    DeadlineKind.RATINGS_END: gettext_lazy("the reviews can be read from {day}"),
    DeadlineKind.CLEARANCE: gettext_lazy("the money is available on {day}"),
    DeadlineKind.NUDGE: gettext_lazy("a kind reminder on {day}"),
}
"""With the two groups above these are all kinds."""

# Every sentence below completes "If nobody moves:", so it begins with a small letter.


def default_sentence(
    order: Order, road: Sequence[Foreseen], telling: Telling, milestone: int | None = None
) -> Sentence:
    """What silence leads to, with its date and where the money goes. `road` is `if_nobody_moves(order)`.

    With `milestone` it is told of this one alone; else of whatever comes first.
    """
    stop = first_stop(road, milestone)
    if stop is None:
        return tell(_("everything stays as it is."))
    if stop.milestone is None:
        return _of_order(stop, telling)
    match stop.deadline:
        case DeadlineKind.NUDGE:
            return tell(_("on {day} a kind reminder goes out."), day=_day(stop, telling))
        case DeadlineKind.PROPOSAL_ENDS:
            return proposal_default(stop, stop.milestone, telling)
        case DeadlineKind.CLEARANCE:
            return _cleared(order, stop, stop.milestone, telling)
        case DeadlineKind.PAUSE_ENDS:
            milestone_name = telling.milestone(stop.milestone)
            return tell(
                _("on {day} the pause ends, and {milestone} goes on."),
                day=_day(stop, telling),
                milestone=milestone_name,
            )
        case DeadlineKind.BANK_SILENT:
            return tell(
                _("on {day} the operator is asked to find out. Nothing happens by itself."), day=_day(stop, telling)
            )
        case _:
            return _ends(order, stop, road, stop.milestone, telling)


def default_in_short(road: Sequence[Foreseen], telling: Telling, milestone: int | None = None) -> Sentence:
    """The same in a few words, for a row of the desk: "a last notice, then release on Fri 11 Dec"."""
    stop = first_stop(road, milestone)
    if stop is None:
        return tell(_("everything stays as it is"))
    if stop.milestone is None:
        return tell(str(IN_SHORT[stop.deadline]), day=_day(stop, telling))
    if becomes_case(stop):
        return tell(str(IN_SHORT[DeadlineKind.REDELIVERY_MISSING]), day=_day(stop, telling))
    if stop.deadline in LEADS_TO_RELEASE:
        return _released_in_short(stop, ending(road, stop.milestone, telling), telling)
    if stop.deadline in LEADS_BACK:
        you, they = _("it ends, and the money goes back to you"), _("it ends, and the money goes back to {name}")
        return told(telling, Role.CLIENT, you, they)
    return tell(str(IN_SHORT[stop.deadline]), day=_day(stop, telling))


def first_stop(road: Sequence[Foreseen], milestone: int | None) -> Foreseen | None:
    """The stop that comes first, of this milestone or of all. What becomes of the work is said before the end of a
    proposal, which changes it at most."""
    stops = [stop for stop in road if milestone is None or stop.milestone == milestone]
    fates = (stop for stop in stops if stop.deadline is not DeadlineKind.PROPOSAL_ENDS)
    return next(fates, stops[0] if stops else None)


def _of_order(stop: Foreseen, telling: Telling) -> Sentence:
    """A deadline that belongs to no milestone: the offer's, or the reviews'."""
    if stop.deadline is DeadlineKind.RATINGS_END:
        return tell(_("on {day} the reviews can be read."), day=_day(stop, telling))
    return tell(_("on {day} the offer expires, and nobody owes anything."), day=_day(stop, telling))


def _ends(order: Order, stop: Foreseen, road: Sequence[Foreseen], number: int, telling: Telling) -> Sentence:
    """The sentence of a stop on the way to the milestone's end."""
    end = ending(road, number, telling)
    held = strong(money(order.milestone(number).held))
    name, on = telling.milestone(number), _day(stop, telling)
    if becomes_case(stop):
        return room_default(stop, held, number, telling)
    match stop.deadline:
        case DeadlineKind.FUNDING_LAPSES:
            pattern = _("on {day} the time to fund {milestone} passes. On {end} it ends, and nobody owes anything.")
            return tell(pattern, milestone=name, day=on, end=_end_day(end, stop, telling))
        case DeadlineKind.FUNDING_GIVEN_UP:
            return tell(_("on {day} {milestone} ends, and nobody owes anything."), milestone=name, day=on)
        case DeadlineKind.BRIEF_GIVEN_UP | DeadlineKind.WORK_ABANDONED:
            you = _("on {day} {milestone} ends, and the {amount} goes back to you.")
            they = _("on {day} {milestone} ends, and the {amount} goes back to {name}.")
            back = strong(money(end.back)) if end and end.back else held
            return told(telling, Role.CLIENT, you, they, milestone=name, day=on, amount=back)
        case DeadlineKind.REDELIVERY_MISSING | DeadlineKind.CLAIM_ENDS:
            return room_default(stop, held, number, telling)
        case DeadlineKind.CLARIFICATION_ENDS:
            return clarification_default(stop, end, held, number, telling)
        case (
            DeadlineKind.LONG_STOP
            | DeadlineKind.TALK_ENDS
            | DeadlineKind.SEALED_ENDS
            | DeadlineKind.MEDIATION_ENDS
            | DeadlineKind.DECISION_MISSING
            | DeadlineKind.APPEAL_ENDS
            | DeadlineKind.APPEAL_UNDECIDED
            | DeadlineKind.CAP_NEARS
            | DeadlineKind.CAP_ENDS
        ):
            return case_default(stop, end, held, number, telling)
        case DeadlineKind.REVIEW_ENDS | DeadlineKind.NOTICE_ENDS | DeadlineKind.RELEASE:
            return _released(stop, end, held, number, telling)
        case (
            DeadlineKind.OFFER_EXPIRES
            | DeadlineKind.RATINGS_END
            | DeadlineKind.PROPOSAL_ENDS
            | DeadlineKind.PAUSE_ENDS
            | DeadlineKind.BANK_SILENT
            | DeadlineKind.CLEARANCE
            | DeadlineKind.NUDGE
        ):
            raise AssertionError(f"{stop.deadline} does not lead to the end of a milestone")
        case _:
            assert_never(stop.deadline)


def _released(stop: Foreseen, end: Ending | None, held: Part, number: int, telling: Telling) -> Sentence:
    """Silence after a delivery leads to a release, through the notices that are still to come."""
    sum_ = strong(money(end.earned)) if end and end.earned else held
    on = _end_day(end, stop, telling)
    if end is None or end.at == stop.at:
        you, they = _("on {day} the {amount} is released to you."), _("on {day} the {amount} is released to {name}.")
    elif stop.deadline is DeadlineKind.REVIEW_ENDS:
        you = _("Parley sends a last notice on {first}, and on {day} the {amount} is released to you.")
        they = _("Parley sends a last notice on {first}, and on {day} the {amount} is released to {name}.")
    else:
        you = _("{milestone} counts as complete, and on {day} the {amount} is released to you.")
        they = _("{milestone} counts as complete, and on {day} the {amount} is released to {name}.")
    return told(
        telling,
        Role.FREELANCER,
        you,
        they,
        day=on,
        amount=sum_,
        first=_day(stop, telling),
        milestone=telling.milestone(number),
    )


def _cleared(order: Order, stop: Foreseen, number: int, telling: Telling) -> Sentence:
    if not order.milestone(number).released:
        return tell(_("everything stays as it is."))
    you = _("on {day} the {amount} of {milestone} is available to you.")
    they = _("on {day} the {amount} of {milestone} is available to {name}.")
    sum_ = strong(money(order.milestone(number).released))
    return told(
        telling, Role.FREELANCER, you, they, day=_day(stop, telling), amount=sum_, milestone=telling.milestone(number)
    )


def _released_in_short(stop: Foreseen, end: Ending | None, telling: Telling) -> Sentence:
    on = _end_day(end, stop, telling)
    if end is None or end.at == stop.at:
        you, they = _("released to you on {day}"), _("released to {name} on {day}")
    elif stop.deadline is DeadlineKind.REVIEW_ENDS:
        you, they = (
            _("a last notice, then release to you on {day}"),
            _("a last notice, then release to {name} on {day}"),
        )
    else:
        you, they = _("complete, released to you on {day}"), _("complete, released to {name} on {day}")
    return told(telling, Role.FREELANCER, you, they, day=on)


def _day(stop: Foreseen, telling: Telling) -> str:
    return day(stop.at, telling.zone, telling.now)


def _end_day(end: Ending | None, stop: Foreseen, telling: Telling) -> str:
    return day(end.at if end else stop.at, telling.zone, telling.now)
