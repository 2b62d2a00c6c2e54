"""A paper as a PDF: A4, tagged for screen readers and made to be kept (PDF/A-2a and PDF/UA-1), the same bytes every time."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from parley.casefile.paper.letters import CLOSE, FONTS, OPEN, drawn, shortened
from parley.casefile.paper.model import (
    Block,
    Cell,
    Entry,
    Facts,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Quote,
    Table,
    Timeline,
)
from parley.words.sentence import Sentence, Text

# By its path, never as bytes: typst keeps a number for each source it is handed as bytes, and has 65,535 of them in all.
PAPER = Path(__file__).parent.parent / "typeset" / "paper.typ"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
LONGEST_WORD = 32
"""Characters without a place to break: more would run out of the page."""
LONGEST_HEAD = 60
"""Characters of the people's title at the head of each page."""
SHORT_ROWS, SHORT_TEXT, LINE = 6, 400, 20
"""A table that stays on one page: so many rows, and so many characters in all, a new line counting as some."""
BREAK = "\u200b"
BREAKS_AFTER = frozenset(" \n\t-\u00a0\u202f/")

Json = object


class NoLetters(RuntimeError):
    """Something in the paper cannot be drawn, although it should."""


def as_pdf(paper: Paper) -> bytes:
    """The whole file. A mark that does not fit its letter in any font is named beside it, where the first try says so."""
    for careful in (False, True):
        data = _Setting(paper, careful).paper()
        try:
            made = typst.compile(
                PAPER,
                root=PAPER.parent,
                font_paths=_fonts(),
                sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
                pdf_standards=[*STANDARDS],
                timestamp=int(paper.at.timestamp()),
            )
        except typst.TypstError as error:
            if careful or "could not be displayed" not in str(error):
                raise NoLetters(str(error)) from error
        else:
            return made
    raise AssertionError("the second try sets or raises")


@cache
def _fonts() -> typst.Fonts:
    """Those of typst and ours, and none of the machine: a PDF must not differ by where it was made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


@dataclass(slots=True)
class _Setting:
    """From blocks to plain data, every text of which the fonts can draw."""

    of: Paper
    careful: bool
    lacks: bool = field(default=False, init=False)

    def paper(self) -> Json:
        of, at = self.of, self.of.at.astimezone(UTC)
        sections = [{"title": self._text(one.title), "blocks": self._blocks(one.blocks)} for one in of.sections]
        subject, facts, intro = self._quote(of.subject), self._facts(of.facts), self._blocks(of.intro)
        name = of.subject.words or of.subject.instead
        head = [self._text(of.reference), f"{OPEN}{self._text(shortened(name, LONGEST_HEAD))}{CLOSE}"]
        if self.lacks:
            intro = [*intro, self._block(Paragraph(of.missing_note, quiet=True))]
        return {
            "language": of.language,
            "at": [at.year, at.month, at.day, at.hour, at.minute, at.second],
            "document": _without_isolates(f"{of.reference} · {shortened(name, LONGEST_HEAD)}"),
            "title": self._text(of.title),
            "subject": subject,
            "head": head,
            "page": of.page,
            "contents": self._text(of.contents),
            "facts": facts,
            "intro": intro,
            "sections": sections,
        }

    def _blocks(self, blocks: tuple[Block, ...]) -> list[Json]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Json:
        match block:
            case Quote():
                return self._quote(block)
            case Table():
                return self._table(block)
            case Paragraph():
                return {"kind": "paragraph", "text": self._runs(block.text), "quiet": block.quiet, "code": block.code}
            case Heading():
                return {"kind": "heading", "text": self._runs(block.text)}
            case Facts():
                return self._facts(block)
            case Lines():
                return {"kind": "lines", "lines": [self._runs(line) for line in block.lines]}
            case Timeline():
                return {"kind": "timeline", "entries": [self._entry(entry) for entry in block.entries]}

    def _entry(self, entry: Entry) -> Json:
        return {
            "number": entry.number,
            "when": self._text(entry.when),
            "sentence": self._runs(entry.sentence),
            "detail": self._runs(entry.detail),
            "fingerprint": entry.fingerprint,
            "blocks": [self._block(block) for block in entry.blocks],
        }

    def _quote(self, quote: Quote) -> Json:
        lines = [] if quote.words is None else quote.words.split("\n")
        return {
            "kind": "quote",
            "label": self._text(quote.label),
            "language": _language(quote.language),
            "gone": quote.words is None,
            "instead": self._text(quote.instead),
            "fingerprint": quote.fingerprint,
            "paragraphs": [{"t": self._text(line), "rtl": _is_right_to_left(line)} for line in lines],
        }

    def _facts(self, facts: Facts) -> Json:
        rows = [{"label": self._text(label), "cell": self._cell(cell)} for label, cell in facts.rows]
        return {"kind": "facts", "rows": rows}

    def _table(self, table: Table) -> Json:
        return {
            "kind": "table",
            "caption": self._runs(table.caption),
            "captioned": table.captioned,
            "short": _is_short(table),
            "columns": [{"label": self._text(c.label), "share": c.share, "numeric": c.numeric} for c in table.columns],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
            "foot": [self._cell(cell) for cell in table.foot],
        }

    def _cell(self, cell: Cell) -> Json:
        # What is compared letter by letter is copied too: nothing may stand between its letters.
        return {
            "text": [{"t": str(cell.text), "b": False}] if cell.code else self._runs(cell.text),
            "small": self._runs(cell.small),
            "quote": self._quote(cell.quote) if cell.quote is not None else None,
            "code": cell.code,
        }

    def _runs(self, text: Text) -> list[Json]:
        if isinstance(text, Sentence):
            return [{"t": self._text(part.text), "b": part.strong} for part in text.parts]
        return [{"t": self._text(text), "b": False}] if text else []

    def _text(self, text: str) -> str:
        set_ = drawn(text, lambda count: self.of.missing.format(count=count), careful=self.careful)
        self.lacks |= set_ != unicodedata.normalize("NFC", text)
        return _with_breaks(set_)


def _is_short(table: Table) -> bool:
    """Whether it fits on one page however narrow its columns are: such a one is not broken."""
    texts = [str(part) for row in (*table.rows, table.foot) for cell in row for part in (cell.text, cell.small)]
    texts += [cell.quote.words or "" for row in table.rows for cell in row if cell.quote is not None]
    return len(table.rows) <= SHORT_ROWS and sum(len(text) + LINE * text.count("\n") for text in texts) <= SHORT_TEXT


def _with_breaks(text: str) -> str:
    """A word that is wider than a column gets places to break."""
    found: list[str] = []
    run = 0
    for char in text:
        run = 0 if char in BREAKS_AFTER else run + 1
        if run > LONGEST_WORD:
            found.append(BREAK)
            run = 1
        found.append(char)
    return "".join(found)


def _is_right_to_left(line: str) -> bool:
    """By its first letter that has a direction, as browsers do it."""
    for char in line:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _language(code: str) -> str:
    """The language alone, where it is a code that typst takes."""
    language = code.split("-", maxsplit=1)[0].lower()
    return language if language.isascii() and language.isalpha() and 2 <= len(language) <= 3 else ""


def _without_isolates(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
