"""What an old article is called: its first heading, else the line above all, else what the window was called."""

from __future__ import annotations

import re
from dataclasses import replace

from parley.help.importing.clearing import is_short
from parley.help.importing.draft import Block, Change, Draft, Kind, What
from parley.help.importing.wording import bare

_PARTS = re.compile(r"\s+[|·»–—-]\s+")
_BARS = re.compile(r"\s\|\s")
_FIRST = 6  # blocks in which the title of the window is looked for
_CUT_WORD = 3  # letters that are enough to know a word by


def find_page_title(draft: Draft) -> None:
    """In plain text the title of the window is a line with bars in it, above the article."""
    for block in draft.blocks[:_FIRST]:
        if not draft.page_title and block.kind is Kind.TEXT and len(block.text) < 300 and _BARS.search(block.text):
            draft.page_title = block.text


def find_title(draft: Draft, *, guess: bool) -> None:
    """`guess`: the first line may be the title though it is no heading."""
    window = _PARTS.split(draft.page_title)[0].strip() if draft.page_title else ""
    first = draft.blocks[0] if draft.blocks else None
    heading = next((block for block in draft.blocks if block.kind is Kind.HEADING and block.level == 1), None)
    if heading:
        draft.title = heading.text
    elif first and guess and _could_be_title(draft.blocks, window):
        draft.title = first.text
        draft.note(What.TITLE, first, "the first line, which ends no sentence")
    elif window:
        draft.title = window
        draft.changes.append(Change(What.TITLE, 0, draft.page_title, "the title of the window"))
    else:
        draft.changes.append(Change(What.TITLE_LOST, 0, "", "nothing here is a title: write one"))
    _name_what_is_cut(draft, window)
    draft.keep(_without_title(draft))


def _could_be_title(blocks: list[Block], window: str) -> bool:
    first, after = blocks[0], blocks[1] if len(blocks) > 1 else None
    if first.kind is Kind.HEADING:
        return after is not None and after.kind is not Kind.TEXT
    if first.kind is not Kind.TEXT or first.depth or not is_short(first) or after is None:
        return False
    return after.gap or len(after.text) > len(first.text) or bool(window and window.startswith(first.text))


def _name_what_is_cut(draft: Draft, window: str) -> None:
    words = {word for block in draft.blocks for word in bare(block.text).split()}
    rest = window.removeprefix(draft.title).strip() if window.startswith(draft.title) else ""
    if draft.title and rest:
        why = "the title of the window goes on with this, which is cut off; it is not in our title"
        draft.changes.append(Change(What.TITLE_CUT, 0, rest, why))
        return
    last = bare(draft.title).rpartition(" ")[2]
    text = {word for word in words if len(last) >= _CUT_WORD and word.startswith(last)}
    is_cut = draft.title.endswith(("…", "...")) or (
        text and last not in words - set(bare(draft.title).split()) and draft.title == window
    )
    if draft.title and is_cut:
        draft.changes.append(Change(What.TITLE_CUT, 0, last, "the last word of the title may be cut off; it is kept"))


def _without_title(draft: Draft) -> list[Block]:
    """The title itself stands above the text, and whatever repeats it before the first sentence goes."""
    kept: list[Block] = []
    is_open, met = True, False
    key = bare(draft.title)
    for block in draft.blocks:
        if key and is_open and bare(block.text) == key and block.kind in (Kind.TEXT, Kind.HEADING):
            if met:
                draft.note(What.DOUBLED, block, "the title again")
            met = True
            continue
        is_open = is_open and (is_short(block) or not met)
        kept.append(replace(block, level=2) if block.kind is Kind.HEADING and block.level == 1 else block)
    return kept
