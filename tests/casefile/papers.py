"""What stands in a PDF, read without a library: the letters that its texts map to, its fonts and its dates."""

from __future__ import annotations

import re
import zlib
from html.parser import HTMLParser


def letters_in(pdf: bytes) -> set[str]:
    """Every character that a reader who selects or searches the text can get: what the fonts' maps lead to."""
    found: set[str] = set()
    for stream in _streams(pdf):
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
            for hexadecimal in re.findall(rb"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>", block):
                found |= set(bytes.fromhex(hexadecimal.decode()).decode("utf-16-be"))
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
            for first, last, to in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
                start = int(to, 16)
                found |= {chr(start + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return found


def fonts_in(pdf: bytes) -> tuple[int, int]:
    """How many fonts are described, and how many of them bring their letters with them."""
    whole = pdf + b"".join(_streams(pdf))
    return len(re.findall(rb"/Type\s*/FontDescriptor", whole)), len(re.findall(rb"/FontFile[23]?\s", whole))


def says_in_xmp(pdf: bytes, what: str) -> str:
    """One line of what the PDF says of itself."""
    found = re.search(rf"<{what}>(.*?)</{what}>".encode(), pdf, re.DOTALL)
    return found[1].decode() if found else ""


class ReadHtml(HTMLParser):
    """The elements of a page, what people wrote in them, and all its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.quotes: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)
        if tag in {"blockquote", "bdi"}:
            self.quotes.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} is not closed in its turn"

    def handle_data(self, data: str) -> None:
        self.text += data
        if {"blockquote", "bdi"} & set(self._open):
            self.quotes[-1] += data


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            found.append(raw)
    return found
