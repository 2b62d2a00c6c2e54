"""Paragraphs that stand twice."""

from __future__ import annotations

from collections import deque

from parley.help.importing.draft import Block, Draft, Kind, What
from parley.help.importing.wording import bare

_LEAST_WORDS = 4  # a shorter line may well stand twice
_NEAR_WORDS = 6
_NEAR = 0.7  # of the words of both
_HELD = 0.85  # of the words of the shorter one, held in the longer
_WINDOW = 12  # blocks back in which a near double is looked for


def drop_doubles(draft: Draft) -> None:
    """Each that stands twice stands once, wherever the second is. What is nearly the same is named and stays."""
    seen: dict[str, int] = {}
    recent: deque[tuple[frozenset[str], Block]] = deque(maxlen=_WINDOW)
    kept: list[Block] = []
    for block in draft.blocks:
        key = bare(block.text)
        words = frozenset(key.split())
        if block.kind is not Kind.HEADING and key.count(" ") >= _LEAST_WORDS - 1:
            if key in seen:
                draft.note(What.DOUBLED, block, f"it stands in line {seen[key]}")
                continue
            seen[key] = block.line
            near = next((one for other, one in recent if _are_near(words, other)), None)
            if near:
                draft.note(What.NEAR_DOUBLE, block, f"line {near.line} says nearly the same; both are kept")
            recent.append((words, block))
        kept.append(block)
    draft.keep(_without_empty_headings(kept, draft))


def _without_empty_headings(blocks: list[Block], draft: Draft) -> list[Block]:
    """A heading that stood before and has lost all that was under it goes with it."""
    seen: set[str] = set()
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        key = bare(block.text)
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        is_empty = after is None or (after.kind is Kind.HEADING and after.level <= block.level)
        if block.kind is Kind.HEADING and key in seen and is_empty:
            draft.note(What.DOUBLED, block, "a heading that stood before, and nothing is under it")
            continue
        if block.kind is Kind.HEADING:
            seen.add(key)
        kept.append(block)
    return kept


def _are_near(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    if min(len(ours), len(theirs)) < _NEAR_WORDS:
        return False
    shared = len(ours & theirs)
    return shared >= _NEAR * len(ours | theirs) or shared >= _HELD * min(len(ours), len(theirs))
