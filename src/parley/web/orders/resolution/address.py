"""Where the resolution room of a milestone is, and from when on the order leads there."""

from __future__ import annotations

from django.urls import reverse

from parley.core.order.state import Milestone
from parley.web.orders.door import Visit


def resolution_address(visit: Visit, milestone: int) -> str:
    return reverse("resolution", args=[visit.order.id, milestone])


def case_file_address(visit: Visit) -> str:
    """The whole record as one file."""
    return reverse("case_file", args=[visit.order.id])


def leads_here(milestone: Milestone) -> bool:
    """Whether there is something to talk about: a delivery that is not accepted, a request, or a case, also one that is over.

    The room is there before that too; nothing points to it."""
    if milestone.case is not None:
        return True
    return not milestone.has_ended and bool(milestone.deliveries or milestone.parts or milestone.request)
