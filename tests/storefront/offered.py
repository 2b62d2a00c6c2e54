"""A service to publish, changed where a test says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from parley.core.money import Money
from parley.desk.intake import new_id
from parley.people.models import Person
from parley.people.register import register
from parley.prose.folding import fold_word
from parley.storefront.content import Content, Extra, Item, Package
from parley.storefront.models import Service
from parley.storefront.publishing import publish

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LOGO = (Item("Three drafts", "Three PDF pages", 240), Item("The final files", "SVG and PNG open without an error", 120))


def person(name: str = "Inés", language: str = "es") -> Person:
    found = Person.objects.filter(name=name).first()
    return found or register(name, f"{fold_word(name)}@example.org", language, "Europe/Madrid")


def package(name: str = "Basic", price: int = 200_00, days: int = 5, **changes: Any) -> Package:
    given = {"currency": "EUR", "rounds": 2, "items": LOGO, **changes}
    return Package(name, Money(price, given["currency"]), days, given["rounds"], given["items"])


EXTRA = Extra("A version for dark grounds", "Readable on black", Money(40_00, "EUR"), 1, 60)


def content(title: str = "A logo for your bakery", **changes: Any) -> Content:
    given = {
        "language": "en",
        "trade": "design",
        "summary": f"{title}: drawn by hand, and ready for the sign.",
        "tags": ("logo", "bakery"),
        "currency": "EUR",
        "packages": (package(), package("Large", 500_00, 12)),
        "extras": (EXTRA,),
        **changes,
    }
    return Content(title=title, **given)


def offered(owner: Person, title: str = "A logo for your bakery", at: datetime = NOON, **changes: Any) -> Service:
    return publish(owner, new_id(), content(title, **changes), at)


def named(*services: Service) -> list[UUID]:
    return [service.id for service in services]
