"""A disagreement about one milestone: where it stands, what both said, what is proposed and what was decided.

CaseCard("case-1", title=..., cause=_("It is about ..."), steps=stepper(...), sides=(Side(...), Side(...)))
{% include "components/case.html" with case=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Link
from parley.web.components.envelopes import Envelopes
from parley.web.components.file_chip import FileChip
from parley.web.components.moment import Moment
from parley.web.components.proposal import Proposal
from parley.web.components.sentence import Text
from parley.web.components.stepper import Stepper
from parley.web.components.table import Table


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said for the record; `words` are empty where they were erased."""

    at: Moment
    words: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, and what they said; `empty` where they have not said anything yet."""

    name: str
    statements: tuple[Statement, ...] = ()
    empty: Text = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision with all that lets others check it."""

    title: Text
    result: Text
    facts: str
    clauses: tuple[Link, ...]
    evidence: tuple[Link, ...]
    files: tuple[FileChip, ...]
    arithmetic: Table
    remedy: str
    counts: str
    until: Text = ""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case. `sides` are equal in width and weight. `envelopes` say who has sealed an offer, never how much. `room` leads to
    everything that was asked, answered and proposed."""

    id: str
    title: Text
    cause: Text
    steps: Stepper | None = None
    sides: tuple[Side, ...] = ()
    earlier: Link | None = None
    envelopes: Envelopes | None = None
    suggestion: Proposal | None = None
    judgement: Judgement | None = None
    is_over: bool = False
    room: Link | None = None
