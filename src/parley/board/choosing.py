"""The brief of the day: the published rule, as a pure function. docs/explanation/briefs.md says it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """A brief that everybody may read and that was never chosen. `answers` counts the offers that it has. `is_rested` says that
    its author had no brief of the day within the last week."""

    id: UUID
    has_budget: bool
    has_date: bool
    has_result: bool
    answers: int
    is_rested: bool


def choose(candidates: Iterable[Candidate], day: date) -> UUID | None:
    """The one for this day; None where there is none.

    Authors who had none within a week come first. Then whoever says most of three things: a budget, a date, and what is to be
    handed in. Then the fewest offers. What is equal in all this is put in order by the SHA-256 of day and id.
    """
    return min(candidates, key=lambda one: _place(one, day)).id if (candidates := list(candidates)) else None


def _place(one: Candidate, day: date) -> tuple[bool, int, int, str]:
    said = one.has_budget + one.has_date + one.has_result
    return (not one.is_rested, -said, one.answers, sha256(f"{day.isoformat()} {one.id}".encode()).hexdigest())
