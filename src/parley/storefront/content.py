"""What a service says, as one value: read from a form, published, shown, and ordered from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.storefront.models import Extra as ExtraRow
from parley.storefront.models import Package as PackageRow
from parley.storefront.models import Service

MOST_PACKAGES = 3
MOST_EXTRAS = 8
MOST_ITEMS = 10
MOST_TAGS = 8
MOST_ROUNDS = 20
MOST_DAYS = 180
LONGEST_SUMMARY = 4_000
LONGEST_PART = 500
"""Characters of a part of the work, and of how one sees that it is done."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the work, how one sees that it is done, and the minutes it is planned as."""

    what: str
    test: str
    effort_minutes: int


@dataclass(frozen=True, slots=True)
class Package:
    """`delivery_days` are business days from the start of work; `rounds` of changes are in the price."""

    name: str
    price: Money
    delivery_days: int
    rounds: int
    items: tuple[Item, ...]

    @property
    def effort_minutes(self) -> int:
        return sum(item.effort_minutes for item in self.items)


@dataclass(frozen=True, slots=True)
class Extra:
    """`delivery_days` are business days on top of the package's."""

    title: str
    test: str
    price: Money
    delivery_days: int
    effort_minutes: int


@dataclass(frozen=True, slots=True)
class Content:
    """All that is shown. `language` is the one it is written in; `trade` is a code of words.trades."""

    language: str
    trade: str
    title: str
    summary: str
    tags: tuple[str, ...]
    currency: str
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A service as a reader sees it: whose it is, which version, and what it says."""

    service: Service
    content: Content

    @property
    def least(self) -> Money:
        """The price that it begins with."""
        return min((package.price for package in self.content.packages), key=lambda price: price.amount_minor)

    @property
    def fastest_days(self) -> int:
        return min(package.delivery_days for package in self.content.packages)

    @property
    def listed_at(self) -> datetime:
        if self.service.listed_at is None:
            raise ValueError("what was never published is not seen")
        return self.service.listed_at


def content_of(service: Service) -> Content:
    """What of a service was published last. Prefetched packages and extras are used as they are."""
    packages = sorted(service.packages.all(), key=lambda row: row.number)
    extras = sorted(service.extras.all(), key=lambda row: row.number)
    return Content(
        language=service.language,
        trade=service.trade,
        title=service.title,
        summary=service.summary,
        tags=tuple(service.tags),
        currency=service.currency,
        packages=tuple(_package(row, service.currency) for row in packages),
        extras=tuple(_extra(row, service.currency) for row in extras),
    )


def rows_of(service: Service, content: Content) -> tuple[list[PackageRow], list[ExtraRow]]:
    """The rows that keep the packages and extras of this content."""
    packages = [
        PackageRow(
            service=service,
            number=number,
            name=one.name,
            amount_minor=one.price.amount_minor,
            delivery_days=one.delivery_days,
            rounds=one.rounds,
            items=[[item.what, item.test, item.effort_minutes] for item in one.items],
        )
        for number, one in enumerate(content.packages, start=1)
    ]
    extras = [
        ExtraRow(
            service=service,
            number=number,
            title=one.title,
            test=one.test,
            amount_minor=one.price.amount_minor,
            delivery_days=one.delivery_days,
            effort_minutes=one.effort_minutes,
        )
        for number, one in enumerate(content.extras, start=1)
    ]
    return packages, extras


def body_of(content: Content) -> str:
    """The words by which a service is found, besides its title."""
    parts = [content.summary, *content.tags]
    parts += [words for package in content.packages for words in (package.name, *(item.what for item in package.items))]
    parts += [extra.title for extra in content.extras]
    return "\n".join(parts)


def _package(row: PackageRow, currency: str) -> Package:
    items = tuple(Item(what, test, minutes) for what, test, minutes in row.items)
    return Package(row.name, Money(row.amount_minor, currency), row.delivery_days, row.rounds, items)


def _extra(row: ExtraRow, currency: str) -> Extra:
    price = Money(row.amount_minor, currency)
    return Extra(row.title, row.test, price, row.delivery_days, row.effort_minutes)
