"""What goes into the coach and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Label(StrEnum):
    """What a span of a message may do to its reader. Definitions: docs/explanation/coach.md."""

    ACCUSATION = "accusation"
    ASSUMPTION_OF_MOTIVE = "assumption_of_motive"
    RATING_PRESSURE = "rating_pressure"
    HOSTILITY = "hostility"
    THREAT = "threat"
    OFF_PLATFORM = "off_platform"
    MUST_BE_RIGHT = "must_be_right"
    NO_NEXT_STEP = "no_next_step"


class Severity(StrEnum):
    """How sure and how grave. Only `serious` asks to read the message once more before it goes; nothing stops it."""

    HINT = "hint"
    CAUTION = "caution"
    SERIOUS = "serious"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Author(StrEnum):
    FREELANCER = "freelancer"
    CLIENT = "client"


class Situation(StrEnum):
    """Where the order stands, as far as words depend on it."""

    OFFER = "offer"
    WORKING = "working"
    DELIVERED = "delivered"
    REVISING = "revising"
    SILENT = "silent"
    LATE = "late"
    CASE = "case"
    AFTER_RELEASE = "after_release"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Context:
    """What the coach is told of the order. All of it may be unknown."""

    author: Author | None = None
    situation: Situation | None = None
    case_open: bool = False
    days_since_reply: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `start` and `end` are offsets in the draft as it was given, in characters.

    `rewrite` may stand in place of draft[start:end]. It keeps every date, sum and number that stands there. It is empty
    where the coach has nothing better to say. `mark` are the offsets of the very words that hurt, within that span.
    """

    label: Label
    start: int
    end: int
    severity: Severity
    reason: str
    rewrite: str
    source: str  # the id of the rule, or "scorer"
    mark: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist for the situation: whether the draft does it, and how it could."""

    id: str
    done: bool
    say: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Between 0 and 1. Politeness 0.5 is neither polite nor impolite; hostility near 0 is the rule."""

    politeness: float
    hostility: float


@dataclass(frozen=True, slots=True)
class Advice:
    """All that the coach says of a draft. `language` is None when it is none of the five: then there are no findings."""

    language: str | None
    findings: tuple[Finding, ...]
    scores: Scores
    checklist: tuple[Point, ...] = field(default=())

    @property
    def read_once_more(self) -> bool:
        """Whether a quiet "read it once more" is in place."""
        return any(finding.severity is Severity.SERIOUS for finding in self.findings)
