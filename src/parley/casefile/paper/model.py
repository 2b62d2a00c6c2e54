"""A paper: sections of plain blocks, of which both the HTML and the PDF are made, so that they cannot say different things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.words.sentence import Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, as they wrote them and in their language (a code, or "" if unknown). `label` says what they are.
    Where `words` is None they were erased or are private: `instead` says which, and `fingerprint` is what is left."""

    words: str | None
    language: str = ""
    label: str = ""
    instead: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words or a figure with a small second line. `quote` for people's words; `code` for what is compared letter by letter."""

    text: Text = ""
    small: Text = ""
    quote: Quote | None = None
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is the column's part of the width beside the others, 0 for as wide as what is in it; `numeric` columns stand at
    the end."""

    label: str
    share: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The caption names it for screen readers; without `captioned` it is not printed, where a heading has said it."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[Cell, ...] = ()
    captioned: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`quiet` for what explains, `code` for what is typed."""

    text: Text
    quiet: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Inside a section."""

    text: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each behind what it is."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences one below the other."""

    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `iso` is its instant with the offset of the zone, `fingerprint` the beginning of its hash."""

    number: int
    when: str
    iso: str
    sentence: Text
    detail: Text
    fingerprint: str
    blocks: tuple[Quote | Table | Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    entries: tuple[Entry, ...]


Block = Quote | Table | Paragraph | Heading | Facts | Lines | Timeline


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is where other places of the paper point to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """`title` names the kind of paper, `subject` is the title that the people gave their order; `reference` stands at the head
    of each page, `page` is the pattern of its foot with {page} and {pages}. `missing` is said where the PDF has no letters,
    with {count}; `missing_note` explains it once. `at` (UTC) is the instant of the last event told: a PDF needs a date."""

    language: str
    at: datetime
    title: str
    subject: Quote
    reference: str
    contents: str
    page: str
    missing: str
    missing_note: str
    facts: Facts
    intro: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
