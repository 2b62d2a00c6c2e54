"""A service's form filled in with nothing wrong."""

from __future__ import annotations

from typing import Any

GOOD = {
    "title": "A logo for your bakery",
    "language": "en",
    "trade": "design",
    "summary": "Drawn by hand, and ready for the sign.",
    "tags": "logo, bakery",
    "currency": "EUR",
    "name-1": "Basic",
    "price-1": "200",
    "days-1": "5",
    "rounds-1": "2",
    "what-1-1": "Three drafts",
    "test-1-1": "Three PDF pages",
    "hours-1-1": "4",
    "extra-title-1": "",
    "extra-test-1": "",
    "extra-price-1": "",
    "extra-days-1": "",
    "extra-hours-1": "",
}

EXTRA = {
    "extra-title-1": "A version for dark grounds",
    "extra-test-1": "Readable on black",
    "extra-price-1": "40",
    "extra-days-1": "1",
    "extra-hours-1": "1",
}


def filled(**changes: Any) -> dict[str, Any]:
    """`price_1` stands for the field `price-1`."""
    return GOOD | {name.replace("_", "-"): value for name, value in changes.items()}
