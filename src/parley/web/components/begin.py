"""Begin with…: standard messages from the order's own facts and sentences to begin with, beside the box they go into.

Every button submits the form of the box, so nothing that was typed is lost: what was chosen comes below it.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Link
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Opening:
    """A standard message by its name; `value` is what is sent."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence in both forms of address; the same twice where the language has but one."""

    value: str
    formal: str
    familiar: str


@dataclass(frozen=True, slots=True)
class Sayings:
    """Sentences that do the same."""

    name: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Begin:
    """`lang` is the language of the messages: the reader's, which `language_note` says.
    `asks_address` where it has two forms of address. `lacking` says what must be done before a message can be written."""

    action: str
    openings: tuple[Opening, ...]
    groups: tuple[Sayings, ...]
    lang: str
    language_note: Text = ""
    asks_address: bool = False
    is_familiar: bool = False
    asks_date: bool = False
    on: str = ""
    lacking: tuple[Link, ...] = ()
    more: Link | None = None
