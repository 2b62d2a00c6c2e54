"""The facts of an order that a standard message may speak of, as its reader writes dates, sums and hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation

from parley.coach.composer import Facts, Kind
from parley.core.money import total
from parley.core.order.requests import Answer, AnswerKind, RequestItem
from parley.core.order.state import Milestone, Proposal, ProposalKind, Stage
from parley.core.parties import Role
from parley.core.scope_check import ItemCheck, Verdict
from parley.web.coach.context import at_hand
from parley.web.orders.askings import askings
from parley.web.orders.door import Visit
from parley.web.orders.parts.revision import checked
from parley.words.coach import asked_line, quoted
from parley.words.dates import date_only, day, day_and_time, local_date, time_in
from parley.words.locales import listed
from parley.words.money import money
from parley.words.scope_check import shares_line, shortened

MORE_DAYS = 3
"""Working days that are proposed where more time is asked for, until the writer names another date."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was asked for, how it stands beside what was agreed, and what was answered."""

    item: RequestItem
    check: ItemCheck
    answer: Answer | None
    words: str

    @property
    def is_outside(self) -> bool:
        if self.answer is not None:
            return self.answer.kind is not AnswerKind.WILL_DO
        return self.check.verdict is Verdict.OUTSIDE


def facts_for(visit: Visit, kind: Kind, milestone: Milestone | None = None, on: date | None = None) -> Facts:
    """What the order knows for a message of this kind to the other side, in that side's language and zone. What it does not
    know stays empty. `on` is the date that the writer names."""
    reader = visit.page.names[visit.other]
    with translation.override(reader.language):
        return _Telling(visit, milestone or at_hand(visit.order, visit.role), reader.zone).facts(kind, on)


class _Telling:
    """Tells one milestone to the other side; `about` is None for an offer."""

    def __init__(self, visit: Visit, about: Milestone | None, zone: str) -> None:
        self.visit = visit
        self.about = about
        self.zone = zone
        self.wishes = wishes_of(visit, about) if about is not None else ()

    def facts(self, kind: Kind, on: date | None) -> Facts:
        names = self.visit.page.names
        outside = [wish for wish in self.wishes if wish.is_outside]
        inside = [wish for wish in self.wishes if not wish.is_outside]
        until, release = self._notice() if kind is Kind.LAST_NOTICE else ("", "")
        return Facts(
            reader=names[self.visit.other].name,
            writer=names[self.visit.role].name,
            deliverable=self._deliverable(),
            due=self._due(),
            until=until,
            release=release,
            new_date=self._new_date(kind, on),
            asked=_quotes(outside if kind is Kind.OUT_OF_SCOPE else inside),
            possible="\n".join(f"– {wish.words}" for wish in inside),
            effort="\n".join(
                asked_line(wish.item.number, wish.words, shares_line(wish.check))
                for wish in outside
                if wish.check.effort_minutes is not None
            ),
            sum=self._sum(kind, outside),
            reason=self._reason(kind),
        )

    def _deliverable(self) -> str:
        page = self.visit.page
        return page.milestone_name(self.about.number) if self.about is not None else page.title

    def _due(self) -> str:
        """Only a date that has passed: nobody is reminded of what is still to come."""
        about = self.about
        due_at = about.due_at if about is not None and self.visit.role is Role.CLIENT else None
        return day(due_at, self.zone, self.visit.at) if due_at is not None and due_at < self.visit.at else ""

    def _notice(self) -> tuple[str, str]:
        """When the notice that runs ends, or the one that would be sent now; and the day on which the money then goes."""
        about, terms, at = self.about, self.visit.order.terms, self.visit.at
        if about is None:
            return "", ""
        runs_until = about.ends_at if about.stage is Stage.NOTICED else None
        ends_at = runs_until or terms.calendar.after_hours(at, terms.windows.notice_hours)
        days = terms.windows.release_business_days
        release_at = terms.calendar.after_business_days(ends_at, days)
        until = f"{day_and_time(ends_at, self.zone, at)} ({time_in(self.zone)})"
        return until, day(release_at, self.zone, at) if days else ""

    def _new_date(self, kind: Kind, on: date | None) -> str:
        at, about = self.visit.at, self.about
        if on is not None:
            return date_only(on, local_date(at, self.zone))
        proposed = self._proposal(ProposalKind.EXTENSION)
        if proposed is not None and proposed.until is not None:
            return day(proposed.until, self.zone, at)
        if about is None or (kind is Kind.APOLOGY and about.stage is not Stage.REVISING):
            return ""
        return day(self._possible_from(kind, about), self.zone, at)

    def _possible_from(self, kind: Kind, about: Milestone) -> datetime:
        """The agreed date while it can still be kept; for more time, some working days after it."""
        at, due_at = self.visit.at, about.due_at
        if due_at is not None and due_at > at and kind is not Kind.EXTENSION:
            return due_at
        return self.visit.order.terms.calendar.after_business_days(max(due_at or at, at), MORE_DAYS)

    def _sum(self, kind: Kind, outside: Sequence[Wish]) -> str:
        if kind is Kind.OUT_OF_SCOPE:
            prices = [
                wish.answer.price for wish in outside if wish.answer is not None and wish.answer.price is not None
            ]
            return money(total(prices, self.visit.order.terms.currency)) if prices else ""
        cancel = self._proposal(ProposalKind.CANCEL)
        if kind is not Kind.CANCELLATION or cancel is None or cancel.amount is None or self.about is None:
            return ""
        back = self.about.held + self.about.released - cancel.amount
        # What comes back comes back to the client, so only the freelancer can say it to the reader.
        return money(back) if back and self.visit.role is Role.FREELANCER else ""

    def _reason(self, kind: Kind) -> str:
        """The writer's own words, where they have said them on the order already."""
        said = {Kind.EXTENSION: ProposalKind.EXTENSION, Kind.CANCELLATION: ProposalKind.CANCEL}.get(kind)
        proposal = self._proposal(said) if said is not None else None
        return self.visit.page.wording.words(proposal.reason) if proposal is not None else ""

    def _proposal(self, kind: ProposalKind) -> Proposal | None:
        """An open one of the writer's own."""
        proposals = self.about.proposals if self.about is not None else ()
        return next((one for one in proposals if one.kind is kind and one.by is self.visit.role), None)


def wishes_of(visit: Visit, about: Milestone) -> tuple[Wish, ...]:
    """What was asked for in the newest request of this milestone; words that were erased are left out."""
    asking = next(iter(askings(visit, about)), None)
    if asking is None:
        return ()
    check = checked(visit, about.number, asking.items, asking.answers)
    told = (
        (item, one, visit.page.wording.words(item.words)) for item, one in zip(asking.items, check.items, strict=True)
    )
    return tuple(Wish(item, one, asking.answer_to(item), shortened(words)) for item, one, words in told if words)


def _quotes(wishes: Sequence[Wish]) -> str:
    return listed([quoted(wish.words) for wish in wishes]) if wishes else ""
