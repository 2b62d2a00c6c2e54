"""What the last audit found, so that a page can say it without reading every order."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from parley.office.kept import keep, kept

NAME = "last_audit"


@dataclass(frozen=True, slots=True)
class LastAudit:
    """When an audit came to its end (UTC), how much it looked at, and how many problems it found."""

    at: datetime
    orders: int
    events: int
    entries: int
    problems: int


def note_audit(audit: LastAudit) -> None:
    keep(NAME, json.dumps({**asdict(audit), "at": audit.at.isoformat()}))


def last_audit() -> LastAudit | None:
    """None where nobody has run one."""
    said = kept(NAME)
    if not said:
        return None
    found = json.loads(said)
    return LastAudit(**{**found, "at": datetime.fromisoformat(found["at"])})
