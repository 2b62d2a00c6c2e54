"""Where silence leads: the stops behind and ahead, each with its date; the last one says where the money goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, assert_never

from django.utils.translation import gettext as _

from parley.core.foresight import Foreseen
from parley.core.order.clock import DeadlineKind
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.terms import Windows
from parley.core.parties import Role
from parley.words.dates import day_and_time, moment
from parley.words.deadlines_of_cases import next_step
from parley.words.deadlines_of_change import stop_of_proposal
from parley.words.durations import business_days, hours
from parley.words.endings import Ending, division, ending_in
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.stages import stage_name
from parley.words.telling import NOTHING_MORE, Telling, tell, told


@dataclass(frozen=True, slots=True)
class RoadStop:
    """One stop. `when` is the instant in the reader's zone, `iso` the same for a machine."""

    mark: Literal["past", "now", "future"]
    title: str
    when: str
    detail: Sentence
    iso: str


def silence_road(
    order: Order, road: Sequence[Foreseen], telling: Telling, milestone: int | None = None
) -> tuple[RoadStop, ...]:
    """What is behind, where it stands now, and every stop ahead. `road` is `if_nobody_moves(order)`.

    With `milestone` the road of this one alone, without the clearance that comes after its end.
    """
    stops: list[RoadStop] = []
    if milestone is not None:
        stops += behind(order.milestone(milestone), telling)
    ahead = [stop for stop in road if milestone is None or stop.milestone == milestone]
    if milestone is not None:
        ahead = [stop for stop in ahead if stop.deadline is not DeadlineKind.CLEARANCE]
    return (*stops, *(road_stop(order, stop, telling) for stop in ahead))


def behind(milestone: Milestone, telling: Telling) -> list[RoadStop]:
    """The newest delivery, if there is one, and the present stage with the instant it began."""
    stops = []
    delivery = milestone.last_delivery
    if delivery is not None and milestone.stage is not Stage.DELIVERED:
        stops.append(_stop("past", stage_name(Stage.DELIVERED), delivery.at, NOTHING_MORE, telling))
    if milestone.since is not None:
        stops.append(_stop("now", stage_name(milestone.stage), milestone.since, NOTHING_MORE, telling))
    return stops


def road_stop(order: Order, foreseen: Foreseen, telling: Telling) -> RoadStop:
    """One stop ahead: what the clock will do, when, and what it means."""
    if foreseen.milestone is None:
        detail = NOTHING_MORE
        if foreseen.deadline is DeadlineKind.OFFER_EXPIRES:
            detail = tell(_("Nobody owes anything"))
        return _stop("future", stop_title(foreseen.deadline, order.terms.windows), foreseen.at, detail, telling)
    end = ending_in(foreseen.events, foreseen.milestone, telling)
    step = next_step(foreseen) or stop_title(foreseen.deadline, order.terms.windows)
    title = _ending_title(end, telling) if end else step
    return _stop("future", title, foreseen.at, _detail(order, foreseen, end, telling), telling)


def stop_title(deadline: DeadlineKind, windows: Windows) -> str:  # noqa: C901  (one arm for each kind is a table)
    """What a deadline does, as a heading: "Last notice, 48 hours"."""
    match deadline:
        case DeadlineKind.OFFER_EXPIRES:
            return _("The offer expires")
        case DeadlineKind.FUNDING_LAPSES:
            return _("The time to fund passes")
        case DeadlineKind.FUNDING_GIVEN_UP:
            return _("Ends without payment")
        case DeadlineKind.BRIEF_GIVEN_UP:
            return _("Ends without a brief")
        case DeadlineKind.WORK_ABANDONED:
            return _("Ends without a delivery")
        case DeadlineKind.REVIEW_ENDS:
            # Translators: {hours} is a length of time, as in "Last notice, 48 hours".
            return _("Last notice, {hours}").format(hours=hours(windows.notice_hours))
        case DeadlineKind.REDELIVERY_MISSING | DeadlineKind.CLAIM_ENDS:
            return _("Goes to the resolution room")
        case DeadlineKind.PAUSE_ENDS:
            return _("The pause ends")
        case DeadlineKind.CLARIFICATION_ENDS:
            return _("The delivery stands")
        case DeadlineKind.PROPOSAL_ENDS:
            return _("Silence answers the proposal")
        case DeadlineKind.NOTICE_ENDS:
            return _("Counts as complete")
        case DeadlineKind.RELEASE:
            return _("Released")
        case DeadlineKind.TALK_ENDS:
            return _("The next step of the case")
        case DeadlineKind.SEALED_ENDS:
            return _("Goes to mediation")
        case DeadlineKind.DECISION_MISSING:
            return _("Divided by what was delivered")
        case DeadlineKind.MEDIATION_ENDS | DeadlineKind.LONG_STOP:
            return _("Goes to a decision")
        case DeadlineKind.APPEAL_ENDS:
            return _("Ends as decided")
        case DeadlineKind.APPEAL_UNDECIDED:
            return _("The first decision stands")
        case DeadlineKind.CAP_NEARS | DeadlineKind.CAP_ENDS:
            return _("The money is not held any longer")
        case DeadlineKind.BANK_SILENT:
            return _("The operator is asked to find out")
        case DeadlineKind.RATINGS_END:
            return _("The reviews can be read")
        case DeadlineKind.CLEARANCE:
            return _("The money is available")
        case DeadlineKind.NUDGE:
            return _("A kind reminder")
        case _:
            assert_never(deadline)


def _ending_title(end: Ending, telling: Telling) -> str:
    """The last stop says where the money goes."""
    if end.earned and not end.back:
        you, they = _("{amount} released to you"), _("{amount} released to {name}")
        return told(telling, Role.FREELANCER, you, they, amount=money(end.earned)).plain
    if end.back and not end.earned:
        you, they = _("{amount} back to you"), _("{amount} back to {name}")
        return told(telling, Role.CLIENT, you, they, amount=money(end.back)).plain
    if end.earned:
        return _("The hold is divided")
    return _("Ends without payment")


def _detail(order: Order, foreseen: Foreseen, end: Ending | None, telling: Telling) -> Sentence:
    windows = order.terms.windows
    match foreseen.deadline:
        case DeadlineKind.REVIEW_ENDS if end is None:
            you, they = _("Parley writes to you"), _("Parley writes to {name}")
            return told(telling, Role.CLIENT, you, they)
        case DeadlineKind.NOTICE_ENDS if end is None:
            you, they = _("You are asked to accept"), _("{name} is asked to accept")
            return told(telling, Role.CLIENT, you, they)
        case DeadlineKind.RELEASE if windows.release_business_days:
            # Translators: {days} is a length of time, as in "After 5 business days".
            return tell(_("After {days}"), days=business_days(windows.release_business_days))
        case DeadlineKind.FUNDING_LAPSES:
            return tell(_("It can still be funded after that"))
        case DeadlineKind.REDELIVERY_MISSING:
            return tell(_("Both of you are asked what happened"))
        case DeadlineKind.PAUSE_ENDS:
            return tell(_("It goes on with the time that was left"))
        case DeadlineKind.SEALED_ENDS:
            return tell(_("A mediator can propose a division"))
        case DeadlineKind.BANK_SILENT:
            return tell(_("Nothing happens by itself"))
        case DeadlineKind.CLARIFICATION_ENDS:
            return tell(_("There is time to look again"))
        case DeadlineKind.PROPOSAL_ENDS:
            return stop_of_proposal(foreseen, telling)
        case _:
            pass
    if end is not None and end.earned and end.back:
        return tell("{division}", division=strong(division(end, telling)))
    return NOTHING_MORE


def _stop(
    mark: Literal["past", "now", "future"], title: str, at: datetime, detail: Sentence, telling: Telling
) -> RoadStop:
    iso = moment(at, telling.zone, telling.now).iso
    return RoadStop(mark, title, day_and_time(at, telling.zone, telling.now), detail, iso)
