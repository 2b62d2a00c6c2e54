"""What was agreed, as it stands beside whatever is asked for: the scope is in view while one writes."""

from __future__ import annotations

from dataclasses import dataclass

from parley.core.order.files import ANY_FILE
from parley.core.order.state import Milestone
from parley.web.orders.door import Visit
from parley.words.durations import effort


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """A scope item in people's words. `files` are endings; `is_accepted` when the client has said yes to it already."""

    number: int
    what: str
    test: str
    effort: str
    files: str
    is_accepted: bool


def agreed_items(visit: Visit, milestone: Milestone) -> tuple[AgreedItem, ...]:
    wording = visit.page.wording
    return tuple(
        AgreedItem(
            number=item.number,
            what=wording.words(item.what),
            test=wording.words(item.test),
            effort=effort(item.effort_minutes),
            files=", ".join(ending.upper() for ending in item.files if ending != ANY_FILE),
            is_accepted=item.number in milestone.accepted_items,
        )
        for item in milestone.terms.items
    )
