"""Headings and steps where they were lost or typed as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from parley.help.importing.clearing import is_short
from parley.help.importing.draft import Block, Draft, Kind, Mark, What
from parley.help.importing.wording import Wording, bare

_NUMBERED = re.compile(r"(?:(?P<word>[^\W\d_]+)\s+)?(?P<number>\d{1,2})(?P<sign>[.):]?)\s*[-–—]?\s+(?P<rest>\S.*)")
_LEAST_HEADING = 3  # words of a line that is a heading for no other reason than standing alone
_LEAST_LOST = 3  # steps without numbers that make a guide
_SKIPPED = 2  # from one step to the next: one number may have been lost
_LONG_ITEM = 140  # letters: an item of a list is shorter, a step's first paragraph often longer
_OPENING_SIGNS = tuple("«“„\"'—–-([")
_STEP = "step-"


def find_headings(draft: Draft, words: Wording, *, guess: bool) -> None:
    """`guess`: lines may be headings that nobody marked as such."""
    draft.keep(_read_headings(draft, words))
    if guess:
        draft.keep(_strong_ones(draft))
        _numbered_steps(draft)
        draft.keep(_lone_lines(draft))
        if not any(block.kind is Kind.HEADING or block.number for block in draft.blocks):
            draft.keep(_lost_steps(draft, words))
    draft.keep(_ranked(draft.blocks))


def _read_headings(draft: Draft, words: Wording) -> Iterator[Block]:
    """Headings that say their number: 1. Breathe, or Step 1: Breathe."""
    for block in draft.blocks:
        found = _NUMBERED.fullmatch(block.text) if block.kind is Kind.HEADING and not block.anchor else None
        if found and (bare(found["word"] or "") == bare(words.step) or (found["sign"] and not found["word"])):
            draft.note(What.HEADING, block, "a step, whose number the help centre shows")
            yield replace(block, text=found["rest"], number=int(found["number"]))
        else:
            yield replace(block, number=1) if block.anchor.startswith(_STEP) else block


def _strong_ones(draft: Draft) -> Iterator[Block]:
    for block in draft.blocks:
        if block.strong and block.kind is Kind.TEXT and not block.depth and is_short(block):
            draft.note(What.HEADING, block, "a bold line")
            yield replace(block, kind=Kind.HEADING, level=3)
        else:
            yield block


def _numbered_steps(draft: Draft) -> None:
    """Short lines that count one, two, three, with text under each."""
    blocks = draft.blocks
    steps: list[int] = []
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind is not Kind.ITEM or not block.number or block.depth != 1:
            continue
        is_next = not steps or 0 < block.number - blocks[steps[-1]].number <= _SKIPPED
        has_text = after is not None and not (after.kind is Kind.ITEM and after.number and after.depth == 1)
        if is_next and has_text and is_short(replace(block, kind=Kind.TEXT)):
            steps.append(place)
    if len(steps) < 2:
        return
    kept: list[Block] = blocks[: steps[0]]
    for start, end in zip(steps, [*steps[1:], len(blocks)], strict=True):
        step, *under = blocks[start:end]
        draft.note(What.HEADING, step, f"step {step.number}: a short numbered line")
        kept.append(replace(step, kind=Kind.HEADING, level=2, depth=0))
        less = 1 if under and under[0].kind is not Kind.ITEM and under[0].depth else 0
        kept += [replace(block, depth=max(0, block.depth - less)) for block in under]
    draft.keep(kept)


def _lone_lines(draft: Draft) -> Iterator[Block]:
    """Short lines between empty ones, which end no sentence, with a paragraph below."""
    level = 3 if any(block.kind is Kind.HEADING and block.number for block in draft.blocks) else 2
    for block, after in zip_longest(draft.blocks, draft.blocks[1:]):
        if after and _stands_alone(block, after):
            draft.note(What.HEADING, block, "a line that stands alone and ends no sentence")
            yield replace(block, kind=Kind.HEADING, level=level)
        else:
            yield block


def _stands_alone(block: Block, after: Block) -> bool:
    if block.kind is not Kind.TEXT or block.depth or not block.gap or not after.gap or not is_short(block):
        return False
    if len(block.text.split()) < _LEAST_HEADING or block.text.startswith(_OPENING_SIGNS) or block.text[0].islower():
        return False
    return after.kind is Kind.TEXT and (len(after.text) > len(block.text)) and after.text[-1] in ".!?:…»”)"


def _lost_steps(draft: Draft, words: Wording) -> Iterator[Block]:
    """Items that are whole sentences and open a passage, where some stuck to the sentence before: steps that lost both
    their numbers and their headings."""
    openers = set(_openers(draft.blocks))
    is_flat = any(draft.blocks[place].mark in (Mark.GLUED, Mark.TRAILING) for place in openers)
    if len(openers) < _LEAST_LOST or not is_flat:
        yield from draft.blocks
        return
    count = 0
    for place, block in enumerate(draft.blocks):
        if place not in openers:
            yield block
            continue
        count += 1
        draft.note(What.HEADING_LOST, block, f"step {count} has lost its number and its heading: write a heading")
        yield Block(Kind.HEADING, f"{words.step} {count}", block.line, number=count, level=2)
        yield replace(block, kind=Kind.TEXT, depth=0, gap=True)


def _openers(blocks: list[Block]) -> Iterator[int]:
    in_list = False  # that a colon introduced
    for place, block in enumerate(blocks):
        if block.kind is not Kind.ITEM:
            in_list = block.text.endswith(":")
            continue
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        opens = len(block.text) > _LONG_ITEM and after is not None and after.kind is not Kind.ITEM
        if block.text[-1] in ".!?…" and (not in_list or opens):
            in_list = False
            yield place


def _ranked(blocks: list[Block]) -> Iterator[Block]:
    """Two ranks of headings, each with an anchor that is the same in every language."""
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    top = min((block.level for block in headings), default=2)
    taken = {block.anchor for block in headings}
    steps = parts = 0
    for block in blocks:
        if block.kind is not Kind.HEADING:
            yield block
            continue
        level = 2 if block.level == top or block.number else 3
        anchor = block.anchor
        while not anchor or (anchor in taken and anchor != block.anchor):
            steps, parts = (steps + 1, parts) if block.number else (steps, parts + 1)
            anchor = f"{_STEP}{steps}" if block.number else f"part-{parts}"
        taken.add(anchor)
        yield replace(block, level=level, anchor=anchor)
