"""Sums of money and effort, as a story writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from parley.core.money import BadAmount, Money, parse
from parley.rehearsal.table import Unfit

_EFFORT = re.compile(r"(?P<count>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>h|min)")


def read_money(currency: str) -> Callable[[object], Money]:
    """Reads "300.00" as so much of the order's currency. A number without quotes is refused: it might be a float."""

    def read(found: object) -> Money:
        if not isinstance(found, str):
            raise Unfit('a sum is a text, such as "300.00"')
        try:
            return parse(found, currency)
        except BadAmount as bad:
            raise Unfit(f"{found!r} is no sum in {currency} ({bad.reason})") from None

    return read


def read_effort(found: object) -> int:
    """Minutes: "6 h", "1.5 h" or "90 min"."""
    match = _EFFORT.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        raise Unfit('an effort is "6 h" or "90 min"')
    minutes = Decimal(match["count"]) * (60 if match["unit"] == "h" else 1)
    if minutes != int(minutes):
        raise Unfit("an effort is a whole number of minutes")
    return int(minutes)
