"""What an old article is while it is being mended: blocks in their order, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Refused(ValueError):
    """The file gives no article; the message tells a person why."""


class Kind(StrEnum):
    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    NOTE = "note"


class Mark(StrEnum):
    """How an item was marked: at its beginning, alone on the line before, behind the sentence before and on its line, behind
    the last sentence of the line before."""

    PLAIN = "plain"
    LONE = "lone"
    GLUED = "glued"
    TRAILING = "trailing"


class What(StrEnum):
    """What was done; DOUBTFUL and NEAR_DOUBLE are only named. The text of a change of REMOVED is no longer in the article."""

    ENCODING = "encoding"
    LETTERS_LOST = "letters lost"
    HIDDEN = "hidden"
    FURNITURE = "furniture"
    ADVERTISING = "advertising"
    DOUBTFUL = "doubtful"
    DOUBLED = "doubled"
    NEAR_DOUBLE = "near double"
    TITLE = "title"
    TITLE_CUT = "title cut off"
    TITLE_LOST = "title lost"
    HEADING = "heading"
    HEADING_LOST = "heading lost"
    NUMBER = "number"
    LIST = "list"
    NOTE = "note"
    LETTER = "letter"
    GLUED = "glued"
    JOINED = "joined"
    TIDIED = "tidied"
    TABLE = "table"
    PICTURE = "picture"


REMOVED = frozenset({What.HIDDEN, What.FURNITURE, What.ADVERTISING, What.DOUBLED, What.PICTURE, What.TITLE_CUT})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a heading or a note.

    `depth` counts the items that it stands in, itself among them if it is one. `number` is 0 where there is none.
    `gap`: an empty line before it; a note without one goes on with the note before. `strong`: all of it is bold.
    `dropped` names the part of a page that it stands in if that part goes: nav, label.
    """

    kind: Kind
    text: str
    line: int
    depth: int = 0
    number: int = 0
    mark: Mark = Mark.PLAIN
    level: int = 0
    anchor: str = ""
    gap: bool = True
    strong: bool = False
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """`line` is of the original, from 1; 0 for what concerns all of it. `why` is for people and may be empty."""

    what: What
    line: int
    text: str
    why: str = ""

    @property
    def is_removal(self) -> bool:
        return self.what in REMOVED


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link led, and its words; they stay in the article, the address does not."""

    text: str
    href: str
    line: int


@dataclass(slots=True)
class Draft:
    """`page_title` is that of the window, which browsers and search engines show."""

    blocks: list[Block]
    changes: list[Change] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    title: str = ""
    page_title: str = ""

    def note(self, what: What, block: Block, why: str = "") -> None:
        self.changes.append(Change(what, block.line, block.text, why))

    def keep(self, blocks: Iterable[Block]) -> None:
        self.blocks = list(blocks)
