"""A disagreement about one milestone: where it stands, what both said, what is proposed and what was decided.

CaseCard("case-1", title=..., cause=_("It is about ..."), steps=stepper(...), statements=(Statement(...),))
{% include "components/case.html" with case=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Link
from parley.web.components.file_chip import FileChip
from parley.web.components.moment import Moment
from parley.web.components.proposal import Proposal
from parley.web.components.sentence import Text
from parley.web.components.stepper import Stepper
from parley.web.components.table import Table


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said for the record; `words` are empty where they were erased."""

    who: Text
    at: Moment
    words: str = ""
    note: Text = ""


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
    """One case. `sealed` are lines about sealed offers: the round, and who has sealed, never how much."""

    id: str
    title: Text
    cause: Text
    steps: Stepper | None = None
    statements: tuple[Statement, ...] = ()
    earlier: Link | None = None
    sealed: tuple[Text, ...] = ()
    wishes: tuple[Text, ...] = ()
    suggestion: Proposal | None = None
    judgement: Judgement | None = None
    is_over: bool = False
