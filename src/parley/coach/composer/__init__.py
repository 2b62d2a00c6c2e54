"""The standard messages of a hard moment, written from the order's own facts, in the reader's language.

Texts are data, one TOML file a language. Facts arrive as finished text (a date in the reader's language and zone, a sum
with its currency): nothing is computed or invented here. How to change a message: docs/how-to/teach-the-coach.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib.resources import files

from parley.coach.packs import Wording, read_wording
from parley.prose import LANGUAGES

_SLOT = re.compile(r"\{(\w+)\}")


class Kind(StrEnum):
    """What a message is for."""

    FOLLOW_UP = "follow_up"
    SECOND_FOLLOW_UP = "second_follow_up"
    LAST_NOTICE = "last_notice"
    OUT_OF_SCOPE = "out_of_scope"
    POSSIBLE_REVISIONS = "possible_revisions"
    EXTENSION = "extension"
    REDELIVERY = "redelivery"
    APOLOGY = "apology"
    CANCELLATION = "cancellation"
    NEW_DATE = "new_date"


class Phrase(StrEnum):
    """Sentences to begin with, by what they do."""

    ACKNOWLEDGE = "acknowledge"
    PARAPHRASE = "paraphrase"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message may speak of; empty is unknown, and a paragraph that needs it is left out.

    reader, writer: names. deliverable: what the milestone hands over, as agreed. due: when the reader's part was due.
    until: when a notice ends, in the reader's zone and with its name. release: the day on which
    silence then leads to payment. new_date: the date that is proposed. asked,
    possible, effort: one line each for what was asked for, what can be done, and what it would take. sum: money, as
    written for the reader. reason: why, in the writer's own words.
    """

    reader: str = ""
    writer: str = ""
    deliverable: str = ""
    due: str = ""
    until: str = ""
    release: str = ""
    new_date: str = ""
    asked: str = ""
    possible: str = ""
    effort: str = ""
    sum: str = ""
    reason: str = ""


class MissingFact(ValueError):
    """A message cannot be written without this fact; `fact` is its name in Facts."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


NEEDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.FOLLOW_UP: ("deliverable",),
    Kind.SECOND_FOLLOW_UP: ("deliverable",),
    Kind.LAST_NOTICE: ("deliverable", "until"),
    Kind.OUT_OF_SCOPE: ("asked", "effort"),
    Kind.POSSIBLE_REVISIONS: ("possible",),
    Kind.EXTENSION: ("deliverable", "new_date"),
    Kind.REDELIVERY: ("deliverable",),
    Kind.APOLOGY: ("deliverable",),
    Kind.CANCELLATION: ("deliverable",),
    Kind.NEW_DATE: ("deliverable", "new_date"),
}
"""Without these facts a message would say nothing."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The texts of a language."""

    paragraphs: Mapping[Kind, tuple[Wording, ...]]
    phrases: Mapping[Phrase, tuple[Wording, ...]]


def compose(kind: Kind, language: str, facts: Facts, *, familiar: bool = False) -> str:
    """A message to a reader of `language`, one of LANGUAGES. Raises MissingFact."""
    told = {field.name: getattr(facts, field.name).strip() for field in fields(Facts)}
    for fact in NEEDS[kind]:
        if not told[fact]:
            raise MissingFact(fact)
    said = (paragraph.to(familiar=familiar) for paragraph in messages_of(language).paragraphs[kind])
    return "\n\n".join(_filled(one, told) for one in said if all(told[slot] for slot in _SLOT.findall(one)))


def phrases(phrase: Phrase, language: str, *, familiar: bool = False) -> tuple[str, ...]:
    """Sentences to begin with, in the reader's language."""
    return tuple(wording.to(familiar=familiar) for wording in messages_of(language).phrases[phrase])


@cache
def messages_of(language: str) -> Messages:
    """The texts of one of LANGUAGES, read once."""
    if language not in LANGUAGES:
        raise ValueError(language)
    data = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))
    return Messages(
        {kind: _wordings(data["message"][kind.value]) for kind in Kind},
        {phrase: _wordings(data["phrase"][phrase.value]) for phrase in Phrase},
    )


def _wordings(entries: Sequence[str | Sequence[str]]) -> tuple[Wording, ...]:
    return tuple(map(read_wording, entries))


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """Facts are put in as they are: a brace in somebody's words means nothing."""
    return _SLOT.sub(lambda slot: facts[slot[1]], text)
