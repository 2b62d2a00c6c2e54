"""Plain text, and the Markdown that we write, as blocks: a line is one, unless the text was wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from parley.help.importing.draft import Block, Change, Draft, Kind, Mark, What

_ITEM = re.compile(r"(?:([-*•·‣▪●◦])|(\d{1,3})[.)])[ \t\xa0]+(\S.*)")
_LONE = re.compile(r"([-*•·‣▪●◦])|(\d{1,3})[.)]")
_HEADING = re.compile(r"(#{1,3}) +(\S.*?)(?: +\{#([a-z][a-z0-9-]*)\})?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENDS = ".!?:;…»”\"'’)]"
_WIDTH = 100  # no line of a wrapped text is longer
_FULL = 50  # a line that was broken because it was full
_LEAST_WRAPPED = 4


def marked(text: str) -> tuple[int, str] | None:
    """The number (0 for a bullet) and the text of a line that begins like an item of a list."""
    found = _ITEM.fullmatch(text)
    return (int(found[2] or 0), found[3]) if found else None


def read_text(text: str, *, is_markdown: bool) -> Draft:
    """Linear in the text."""
    draft = Draft([])
    draft.keep(_joined(list(_lines(text, is_markdown)), draft))
    return draft


def _lines(text: str, is_markdown: bool) -> Iterator[Block]:
    open_items: list[int] = []  # their indents
    gap = True
    lone: re.Match[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        wide = line.expandtabs(4)
        bare = wide.strip()
        indent = len(wide) - len(wide.lstrip())
        if not bare or (is_markdown and bare == ">"):
            gap = gap or not bare
            continue
        while open_items and open_items[-1] >= indent:
            open_items.pop()
        if is_lone := _LONE.fullmatch(bare):
            lone = is_lone
            continue
        block = replace(_read(bare, number, is_markdown), gap=gap)
        if lone and block.kind is Kind.TEXT:
            block = replace(block, kind=Kind.ITEM, number=int(lone[2] or 0), mark=Mark.LONE)
        gap, lone = False, None
        if block.kind is Kind.ITEM:
            open_items.append(indent)
        yield replace(block, depth=len(open_items))


def _read(bare: str, number: int, is_markdown: bool) -> Block:
    if found := _HEADING.fullmatch(bare):
        text = _plain(found[2], is_markdown)
        return Block(Kind.HEADING, text, number, level=len(found[1]), anchor=found[3] or "")
    if is_markdown and bare.startswith("> "):
        return Block(Kind.NOTE, _plain(bare[2:], is_markdown), number)
    if item := marked(bare):
        return Block(Kind.ITEM, _plain(item[1], is_markdown), number, number=item[0])
    return Block(Kind.TEXT, _plain(bare, is_markdown), number)


def _plain(text: str, is_markdown: bool) -> str:
    return _ESCAPED.sub(r"\1", text) if is_markdown else text


def _joined(blocks: list[Block], draft: Draft) -> Iterator[Block]:
    """Lines that are one sentence made one; all lines of a paragraph in a text that was wrapped."""
    wrapped = _is_wrapped(blocks)
    pieces: list[str] = []
    last: Block | None = None
    for block in blocks:
        if last and _goes_on(pieces[-1], last, block, wrapped):
            pieces.append(block.text)
            if not wrapped:
                draft.changes.append(Change(What.JOINED, block.line, block.text, "the sentence goes on"))
            continue
        if last:
            yield replace(last, text=" ".join(pieces))
        last, pieces = block, [block.text]
    if last:
        yield replace(last, text=" ".join(pieces))
    if wrapped:
        draft.changes.append(
            Change(What.JOINED, 0, "", "the text was wrapped at a width, its paragraphs are whole again")
        )


def _goes_on(before: str, last: Block, block: Block, wrapped: bool) -> bool:
    if block.gap or block.kind is not Kind.TEXT or last.kind not in (Kind.TEXT, Kind.ITEM) or block.depth < last.depth:
        return False
    if wrapped and len(before) >= _FULL - 10:
        return True
    return before[-1] not in _ENDS and block.text[0].islower()


def _is_wrapped(blocks: list[Block]) -> bool:
    if any(len(block.text) > _WIDTH for block in blocks):
        return False
    inner = [len(block.text) for block, after in pairwise(blocks) if after.kind is Kind.TEXT and not after.gap]
    return len(inner) >= _LEAST_WRAPPED and sum(length >= _FULL for length in inner) * 10 >= len(inner) * 6
