"""HTML as blocks. Browsers forgive everything, so this does too: a page is cut into tags and text in one pass, each tag is
read by the parser of the standard library, and only counters remember what is open. So time is linear in the page,
however deep it is nested and whatever was never closed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple

from parley.help.importing.draft import Address, Block, Change, Draft, Kind, What
from parley.help.importing.plaintext import marked

_TAG = re.compile(
    r"</?[A-Za-z](?:[^<>\"']++|\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+'|[\"'])*+>",
)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_SILENT = ("script", "style")  # what stands in them is no text of the page
_PARTS_THAT_GO = "nav footer iframe object svg math template select textarea button label noscript audio video canvas"
_PARTS_THAT_BREAK = (
    "p div section article main header footer nav aside form fieldset table thead tbody tr dl dt dd pre figure figcaption"
    " blockquote ul ol li h1 h2 h3 h4 h5 h6 address details summary center hr body html caption"
)
_DROPPED = frozenset(_PARTS_THAT_GO.split())
_BREAKS = frozenset(_PARTS_THAT_BREAK.split())
_STRONG = frozenset({"b", "strong"})
_DEEPEST = 6  # lists within lists; what lies deeper is shown there
_LOOKS_LIKE_IT = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|br|table|body|span|td)\b[^<>]{0,2000}+>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENDLESS = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")  # names no letter, and takes long to count
_FETCHABLE = re.compile(r"(?:https?:|mailto:|[^:]*$|[/#.?])", re.IGNORECASE)


def is_hypertext(text: str) -> bool:
    """By its doctype, or by three tags that pages have."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")):
        return True
    return len(_LOOKS_LIKE_IT.findall(text[:200_000])) >= 3


def read_hypertext(page: str) -> Draft:
    """Linear in the page, and never an error."""
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader()
    line = 1
    for piece in _pieces(page):
        reader.line = line
        line += piece.source.count("\n")
        reader.take(piece)
    return reader.finished()


class _Piece(NamedTuple):
    """`what` is "tag", "text" or the name of an element that is silent."""

    what: str
    source: str


def _pieces(page: str) -> Iterator[_Piece]:
    place = text_from = 0
    never: set[str] = set()  # endings that do not come any more: not looked for again
    while (opening := page.find("<", place)) >= 0:
        piece = _piece_at(page, opening, never)
        place = opening + len(piece.source)
        if piece.what == "text":
            continue
        if opening > text_from:
            yield _Piece("text", page[text_from:opening])
        yield piece
        text_from = place
    if text_from < len(page):
        yield _Piece("text", page[text_from:])


def _piece_at(page: str, start: int, never: set[str]) -> _Piece:
    if page.startswith("<!--", start):
        end = _end(page, start, "-->", never)
        return _Piece("comment", page[start : end or start + 4])
    if page.startswith(("<!", "<?"), start):
        end = _end(page, start, ">", never)
        return _Piece("declaration", page[start : end or start + 2])
    found = _TAG.match(page, start)
    if found is None:
        return _Piece("text", "<")
    name = _name(found[0])
    if name in _SILENT and not found[0].startswith("</"):
        end = _end(page, start, f"</{name}", never)
        return _Piece(name, page[start : end or len(page)])
    return _Piece("tag", found[0])


def _end(page: str, start: int, ending: str, never: set[str]) -> int:
    """The place after the ending, 0 if there is none."""
    if ending in never:
        return 0
    place = page.find(ending, start)
    if place < 0:
        upper = page.find(ending.upper(), start)
        if upper < 0:
            never.add(ending)
            return 0
        place = upper
    return place + len(ending)


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


class _Reader(HTMLParser):
    """Blocks from tags and text. `line` is that of the piece."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.line = 1
        self._draft = Draft([])
        self._words: list[str] = []
        self._began = 0
        self._open: Counter[str] = Counter()
        self._dropping: list[str] = []
        self._dropped_from: list[int] = []
        self._lists: list[int] = []  # -1: bullets; else the number of the next item
        self._new_item = False
        self._item_number = 0
        self._gap = True
        self._heading = 0
        self._loud = self._quiet = 0  # letters in bold and not
        self._link: tuple[str, int, int] | None = None
        self._title: list[str] | None = None

    def take(self, piece: _Piece) -> None:
        if piece.what in _SILENT:
            if not piece.source.rstrip().lower().endswith(f"</{piece.what}"):
                why = f"a {piece.what} that is never closed takes the rest of the page with it"
                self._draft.changes.append(Change(What.HIDDEN, self.line, piece.source, why))
        elif piece.what == "text":
            self.feed(_ENDLESS.sub("\ufffd", piece.source).replace("<", "&lt;"))
            self._leave_nothing()
        elif piece.what == "tag":
            self._leave_nothing()
            self.feed(piece.source)
            self.rawdata = ""  # a tag that makes no sense is left out
            self.clear_cdata_mode()

    def _leave_nothing(self) -> None:
        """Text that could be the beginning of an entity is text."""
        if self.rawdata:
            rest, self.rawdata = self.rawdata, ""
            self.handle_data(rest)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BREAKS:
            self._flush()
        self._open[tag] += 1
        match tag:
            case "title":
                self._title = []
            case "ul" | "ol":
                start = given.get("start", "1")
                self._lists.append(-1 if tag == "ul" else int(start) if start.isdecimal() and len(start) < 4 else 1)
            case "li":
                self._begin_item()
            case "br":
                self._flush(gap=False)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading = int(tag[1])
            case "td" | "th" if self._words and "".join(self._words).strip():
                self._words.append(" · ")
            case "table":
                self._draft.changes.append(Change(What.TABLE, self.line, "", "its rows became paragraphs"))
            case "img":
                said = " ".join(filter(None, (given.get("alt", "").strip(), given.get("src", "").strip())))
                self._draft.changes.append(Change(What.PICTURE, self.line, said[:300], "a picture"))
            case "a" if given.get("href"):
                self._link = (given["href"].strip(), len(self._words), self.line)
        if tag in _DROPPED:
            self._flush()
            self._dropping.append(tag)
            self._dropped_from.append(len(self._draft.blocks))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _DROPPED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._flush()
            self._new_item = False
            self._lists.pop()
        elif tag in _BREAKS:
            self._flush()
        if tag == "a":
            self._end_link()
        if tag == "title" and self._title is not None:
            self._draft.page_title = self._draft.page_title or _SPACE.sub(" ", "".join(self._title)).strip()
            self._title = None
        if tag in _DROPPED and self._dropping and self._dropping[-1] == tag:
            self._flush()
            self._dropping.pop()
            self._dropped_from.pop()
        if self._open[tag]:
            self._open[tag] -= 1
        if tag[:1] == "h" and tag[1:].isdecimal():
            self._heading = 0

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
            return
        if self._open["pre"]:
            first, *others = data.split("\n")
            self._add(first)
            for other in others:
                self._flush(gap=False)
                self._add(other)
        else:
            self._add(data)

    def _add(self, data: str) -> None:
        letters = len(data.strip())
        if letters and not self._began:
            self._began = self.line + data[: len(data) - len(data.lstrip())].count("\n")
        if any(self._open[tag] for tag in _STRONG):
            self._loud += letters
        else:
            self._quiet += letters
        self._words.append(data)

    def _begin_item(self) -> None:
        self._new_item = True
        self._item_number = 0
        if not self._lists:
            self._lists.append(-1)
        elif self._lists[-1] >= 0:
            self._item_number = self._lists[-1]
            self._lists[-1] += 1

    def _end_link(self) -> None:
        if self._link is None:
            return
        href, start, line = self._link
        text = _SPACE.sub(" ", "".join(self._words[start:])).strip()
        if _FETCHABLE.match(href):
            self._draft.addresses.append(Address(text[:300], href[:2000], line))
        self._link = None

    def _flush(self, *, gap: bool = True) -> None:
        text = _SPACE.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if self._link:
            self._link = (self._link[0], 0, self._link[2])
        if text:
            self._draft.blocks.append(self._block(text))
            self._gap, self._new_item = gap, False
        self._gap = self._gap or gap
        self._began = self._loud = self._quiet = 0

    def _block(self, text: str) -> Block:
        depth = min(len(self._lists), _DEEPEST)
        block = Block(Kind.TEXT, text, self._began or self.line, depth=depth, gap=self._gap)
        block = replace(block, strong=not self._quiet, dropped=self._dropping[-1] if self._dropping else "")
        if self._heading:
            return replace(block, kind=Kind.HEADING, level=self._heading, depth=0)
        if self._new_item and self._lists:
            return replace(block, kind=Kind.ITEM, number=self._item_number)
        if self._open["blockquote"]:
            return replace(block, kind=Kind.NOTE)
        item = marked(text)
        return replace(block, kind=Kind.ITEM, number=item[0], text=item[1], depth=depth + 1) if item else block

    def finished(self) -> Draft:
        """What a part that was never closed has swallowed is given back: it may be the whole article."""
        self._flush()
        if self._title:
            # A title that is never closed: what stands there is the page.
            self._draft.blocks.append(Block(Kind.TEXT, _SPACE.sub(" ", "".join(self._title)).strip() or "?", self.line))
        if self._dropped_from:
            first = self._dropped_from[0]
            self._draft.blocks[first:] = [replace(block, dropped="") for block in self._draft.blocks[first:]]
        return self._draft
