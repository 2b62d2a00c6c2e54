"""The way from an order to its proof under the newest root that the desk has signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.casefile.proof import newest_proof
from parley.web.components.action import Link
from parley.web.orders.door import Visit
from parley.words.dates import date_only
from parley.words.locales import number


@dataclass(frozen=True, slots=True)
class Proven:
    """`file` is something to save; `covers` says how much of the order it is about."""

    file: Link
    covers: str


def proven(visit: Visit) -> Proven | None:
    """None while nothing is signed that the order is under: a day is signed soon after it has ended in UTC."""
    found = newest_proof(visit.order.id)
    if found is None:
        return None
    covers = ngettext(
        "The order as it stood when this day ended in UTC, after {count} event.",
        "The order as it stood when this day ended in UTC, after {count} events.",
        found.seq,
    )
    return Proven(
        # Translators: {day} is a date. The proof is a small file that shows how the order stood when that day ended.
        Link(
            _("Proof for {day}").format(day=date_only(found.day)),
            reverse("day_proof", args=[visit.order.id, found.day.isoformat()]),
        ),
        covers.format(count=number(found.seq)),
    )
