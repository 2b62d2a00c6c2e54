"""A brief to post, changed where a test says so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from parley.board.content import Budget, Content
from parley.board.models import Brief
from parley.board.posting import post
from parley.core.money import Money
from parley.desk.intake import new_id
from parley.people.models import Person
from parley.people.register import register
from parley.prose.folding import fold_word

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FRAUD = (
    "Easy work from home, no skills needed. You pay a refundable deposit of 40 euros before the first task. Then money of our "
    "customers comes to your bank account, you keep ten per cent and send the rest on in bitcoin to our wallet. Write to us on "
    "telegram."
)
DOUBTFUL = "Write to me on WhatsApp and I will tell you what it is about."


def person(name: str = "Inés", language: str = "es", **marks: bool) -> Person:
    found = Person.objects.filter(name=name).first()
    return found or register(name, f"{fold_word(name)}@example.org", language, "Europe/Madrid", **marks)


def operator(name: str = "Olga") -> Person:
    return person(name, "en", is_operator=True)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


BUDGET = Budget(eur(300_00), eur(500_00))


def content(title: str = "A logo for a bakery", **changes: Any) -> Content:
    given = {
        "language": "en",
        "trade": "design",
        "text": f"{title}. We open in spring and need three drafts first, then one of them worked out in two colours.",
        "result": "An SVG and a PNG file that open without an error.",
        "wanted_by": date(2026, 6, 1),
        "budget": BUDGET,
        **changes,
    }
    return Content(title=title, **given)


def posted(author: Person, title: str = "A logo for a bakery", at: datetime = NOON, **changes: Any) -> Brief:
    return post(author, new_id(), content(title, **changes), at)
