"""From a planned order to terms with their wording, as an offer brings them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from parley.core.calendar import Calendar
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms
from parley.core.texts import Text
from parley.desk.calendars import NoSuchCountry, frozen_calendar
from parley.desk.intake import text
from parley.rehearsal.story import Deed, PlannedItem, PlannedMilestone, PlannedOrder
from parley.rehearsal.table import BadStory
from parley.rehearsal.when import Fixed, Next, Shift, instant, local_day


def calendar_for(order: PlannedOrder, played_at: datetime) -> Calendar:
    """The calendar that the agreement carries. It begins a year early, so that days can be counted back."""
    if order.rest_days:
        plain = Calendar(zone=order.zone)
        days = {local_day(day, plain, start=played_at, played_at=played_at) for day in order.rest_days}
        return replace(plain, rest_days=tuple(sorted(days)), source="the story")
    first = order.start.at.year if isinstance(order.start, Fixed) else played_at.year
    try:
        return frozen_calendar(order.zone, order.countries, date(first - 1, 1, 1))
    except NoSuchCountry as error:
        raise BadStory("order, countries", str(error)) from None


def start_of(order: PlannedOrder, calendar: Calendar, played_at: datetime) -> datetime:
    """The instant (UTC) at which the offer is made."""
    start = order.start
    if isinstance(start, Next) or (isinstance(start, Shift) and not start.is_back):
        raise BadStory("order, start", 'a story starts at an instant or so long ago ("-20d")')
    return instant(start, calendar, before=played_at, played_at=played_at)


class Wording:
    """Collects the texts that the terms mention."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.texts: list[Text] = []

    def add(self, words: str) -> Text:
        made = text(words, self._language)
        self.texts.append(made)
        return made


def terms_of(order: PlannedOrder, calendar: Calendar, start: datetime, played_at: datetime, wording: Wording) -> Terms:
    """The terms as the offer freezes them; their texts go to `wording`."""
    return Terms(
        title=wording.add(order.title).commitment,
        summary=wording.add(order.summary).commitment,
        currency=order.currency,
        milestones=tuple(
            _milestone(number, planned, calendar, start, played_at, wording)
            for number, planned in enumerate(order.milestones, start=1)
        ),
        rounds=order.rounds,
        kill_fee_percent=order.kill_fee_percent,
        funding=order.funding,
        fee_basis_points=order.fee_basis_points,
        policy=order.policy,
        windows=order.windows,
        calendar=calendar,
    )


def countered(terms: Terms, deed: Deed, at: datetime, played_at: datetime) -> Terms:
    """The terms with what a counter-offer changes."""
    changes = {change.number: change for change in deed.milestones}
    milestones = []
    for milestone in terms.milestones:
        change = changes.pop(milestone.number, None)
        if change is not None:
            days = change.working_days
            milestone = replace(  # noqa: PLW2901
                milestone,
                price=change.price or milestone.price,
                deposit=milestone.deposit if change.deposit is None else change.deposit,
                due_on=milestone.due_on
                if change.due_on is None
                else local_day(change.due_on, terms.calendar, start=at, played_at=played_at),
                working_days=milestone.working_days if days is None else days,
            )
        milestones.append(milestone)
    if changes:
        raise BadStory("milestones", f"there is no milestone {min(changes)}")
    return replace(
        terms,
        milestones=tuple(milestones),
        rounds=terms.rounds if deed.rounds is None else deed.rounds,
        kill_fee_percent=terms.kill_fee_percent if deed.kill_fee_percent is None else deed.kill_fee_percent,
    )


def _milestone(
    number: int,
    planned: PlannedMilestone,
    calendar: Calendar,
    start: datetime,
    played_at: datetime,
    wording: Wording,
) -> MilestoneTerms:
    return MilestoneTerms(
        number=number,
        name=wording.add(planned.name).commitment,
        price=planned.price,
        items=tuple(_item(place, item, wording) for place, item in enumerate(planned.items, start=1)),
        due_on=local_day(planned.due_on, calendar, start=start, played_at=played_at),
        working_days=planned.working_days,
        deposit=planned.deposit,
        after=planned.after,
        asks_brief=planned.asks_brief,
    )


def _item(number: int, planned: PlannedItem, wording: Wording) -> ScopeItem:
    return ScopeItem(
        number=number,
        what=wording.add(planned.what).commitment,
        test=wording.add(planned.test).commitment,
        effort_minutes=planned.effort_minutes,
        files=planned.files,
        price=planned.price,
    )
