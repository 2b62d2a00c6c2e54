"""What an order from a service agrees on: the service's own words and sums, made into the terms of an ordinary offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.calendar import Calendar
from parley.core.money import Money, total, zero
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms
from parley.core.policies import ORDER_PAGE
from parley.core.provisions import in_terms
from parley.core.texts import Commitment, Text
from parley.desk.intake import text
from parley.storefront.content import Content, Extra, Item, Package


@dataclass(frozen=True, slots=True)
class Choosing:
    """A package and the extras that were ticked, of this content. `position` counts packages from 1."""

    content: Content
    position: int
    extras: tuple[Extra, ...]

    @property
    def package(self) -> Package:
        return self.content.packages[self.position - 1]

    @property
    def price(self) -> Money:
        return total([self.package.price, *(extra.price for extra in self.extras)], self.content.currency)

    @property
    def delivery_days(self) -> int:
        return self.package.delivery_days + sum(extra.delivery_days for extra in self.extras)

    @property
    def items(self) -> tuple[Item, ...]:
        more = (Item(extra.title, extra.test, extra.effort_minutes) for extra in self.extras)
        return (*self.package.items, *more)


def terms_of(
    choosing: Choosing, about: str, language: str, calendar: Calendar, fee_basis_points: int, at: datetime
) -> tuple[Terms, tuple[Text, ...]]:
    """The terms, and the texts that they mention. `about` is what the client writes, in `language`.

    Everything that was shown is in them word by word, so that the order keeps it however the service changes. It is carried out
    by the policy that is made for pages like this one, with the package's rounds of changes.
    """
    brought: list[Text] = []

    def said(words: str, spoken: str = choosing.content.language) -> Commitment:
        brought.append(text(words, spoken))
        return brought[-1].commitment

    content, package = choosing.content, choosing.package
    due_on = calendar.local_date(calendar.after_business_days(at, choosing.delivery_days))
    milestone = MilestoneTerms(
        number=1,
        name=said(package.name),
        price=choosing.price,
        items=tuple(
            ScopeItem(number, said(item.what), said(item.test), item.effort_minutes)
            for number, item in enumerate(choosing.items, start=1)
        ),
        due_on=due_on,
        working_days=choosing.delivery_days,
        deposit=zero(content.currency),
    )
    terms = Terms(
        title=said(content.title),
        summary=said(summary_of(choosing, about), language),
        currency=content.currency,
        milestones=(milestone,),
        fee_basis_points=fee_basis_points,
        calendar=calendar,
        **in_terms(ORDER_PAGE) | {"rounds": package.rounds},
    )
    return terms, tuple(brought)


def summary_of(choosing: Choosing, about: str) -> str:
    """What the order is about, in the client's words and then in the freelancer's."""
    return "\n\n".join(filter(None, (about.strip(), choosing.content.summary)))
