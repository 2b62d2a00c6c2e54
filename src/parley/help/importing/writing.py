"""A mended draft as an article of ours (parley.help.source)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from parley.help.importing.draft import Block, Kind

LAST = 100  # `order`: behind all articles that an editor has placed
_SIGNS = re.compile(r"([\\`*_\[\]<])|&(?=#?\w+;)")
_AT_START = tuple("#>+=~-")
_NUMBER = re.compile(r"(\d{1,9})([.)](?:\s|$))")


def article(title: str, kind: str, blocks: Iterable[Block]) -> str:
    """The whole file. The summary is left to an editor."""
    said = {"title": title, "summary": "", "kind": kind, "order": LAST, "related": []}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    head = "\n".join(["+++", *lines, "+++", ""])
    text = markdown(blocks)
    return f"{head}\n{text}" if text else head


def markdown(blocks: Iterable[Block]) -> str:
    """The text under the front matter. Lists are tight, children of an item are indented under it."""
    lines: list[str] = []
    widths: list[int] = []  # of the marks of the items that are open
    last: Block | None = None
    for block in blocks:
        depth = 0 if block.kind is Kind.HEADING else block.depth
        if block.kind is Kind.ITEM:
            del widths[max(1, depth) - 1 :]
        else:
            del widths[depth:]
        indent = " " * sum(widths)
        if last:
            lines += _between(last, block, indent)
        if block.kind is Kind.ITEM:
            mark = f"{block.number}. " if block.number else "- "
            widths.append(len(mark))
            lines.append(f"{indent}{mark}{escaped(block.text)}")
        elif block.kind is Kind.NOTE:
            lines.append(f"{indent}> {escaped(block.text)}")
        elif block.kind is Kind.HEADING:
            lines.append(f"{'#' * block.level} {escaped(block.text)} {{#{block.anchor}}}")
        else:
            lines.append(f"{indent}{escaped(block.text)}")
        last = block
    return "".join(f"{line}\n" for line in lines)


def _between(last: Block, block: Block, indent: str) -> list[str]:
    if last.kind is block.kind is Kind.ITEM:
        return []
    if last.kind is block.kind is Kind.NOTE and not block.gap and last.depth == block.depth:
        return [f"{indent}>"]
    return [""]


def escaped(text: str) -> str:
    """Text whose signs mean nothing to Markdown."""
    text = _SIGNS.sub(r"\\\g<0>", text)
    if _NUMBER.match(text):
        return _NUMBER.sub(r"\1\\\2", text, count=1)
    return f"\\{text}" if text.startswith(_AT_START) else text
