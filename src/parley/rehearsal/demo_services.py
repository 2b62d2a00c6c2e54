"""The services of a demo's people, written in their languages in demo_services.toml."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from parley.core.money import parse
from parley.people.models import Person
from parley.storefront.content import Content, Extra, Item, Package
from parley.storefront.models import Service
from parley.storefront.publishing import pause, publish

SERVICES = Path(__file__).resolve().parent / "demo_services.toml"
NAMES = UUID("a2d6f0de-1c3b-4f6e-9d55-3f0f5c4a7b10")
"""Under which the ids of a demo's services are made, so that filling twice makes nothing twice."""


def fill_services(at: datetime) -> int:
    """Publish every service of the demo, as if each had been published some days before `at` (UTC). How many are new."""
    made = 0
    for number, entry in enumerate(demo_services()):
        owner = Person.objects.with_email(f"{entry['by']}@example.org")
        id_ = uuid5(NAMES, entry["title"])
        if owner is None or Service.objects.filter(id=id_).exists():
            continue
        service = publish(owner, id_, content_of_entry(entry), at - timedelta(days=3 * number + 1, hours=number))
        if entry.get("paused"):
            pause(service, at)
        made += 1
    return made


def demo_services() -> list[dict[str, Any]]:
    """The entries of the file, the newest first."""
    return list(tomllib.loads(SERVICES.read_text("utf-8"))["service"])


def content_of_entry(entry: dict[str, Any]) -> Content:
    currency = entry["currency"]
    return Content(
        language=entry["language"],
        trade=entry["trade"],
        title=entry["title"],
        summary=entry["summary"],
        tags=tuple(entry["tags"]),
        currency=currency,
        packages=tuple(
            Package(
                one["name"], parse(one["price"], currency), one["days"], one["rounds"], tuple(map(_item, one["parts"]))
            )
            for one in entry["package"]
        ),
        extras=tuple(
            Extra(one["title"], one["test"], parse(one["price"], currency), one["days"], one["minutes"])
            for one in entry.get("extra", ())
        ),
    )


def _item(part: list[Any]) -> Item:
    what, test, minutes = part
    return Item(what, test, minutes)
