"""Notes, sample letters and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.help.importing.draft import Block, Draft, Kind, Mark, What
from parley.help.importing.wording import Wording, bare

_LONGEST_LETTER = 8  # paragraphs
_GREETING = 60  # letters
_ENDS = ".!?…:;"


def find_letters(draft: Draft, words: Wording) -> None:
    """From a greeting to the thanks: a sample that readers are meant to send."""
    blocks = list(draft.blocks)
    start = 0
    while start < len(blocks):
        end = _end_of_letter(blocks, start, words) if _greets(blocks[start], words) else 0
        if end:
            draft.note(What.LETTER, blocks[start], "a sample letter became a quotation")
            for place in range(start, end):
                blocks[place] = replace(blocks[place], kind=Kind.NOTE, gap=place == start)
        start = max(start + 1, end)
    draft.keep(blocks)


def _greets(block: Block, words: Wording) -> bool:
    if block.kind is not Kind.TEXT or len(block.text) > _GREETING or block.text[-1] not in ":,!":
        return False
    first = bare(block.text).split()
    return any(" ".join(first[:count]) in words.greetings for count in (1, 2))


def _end_of_letter(blocks: list[Block], start: int, words: Wording) -> int:
    for place in range(start + 1, min(len(blocks), start + _LONGEST_LETTER)):
        if blocks[place].kind is not Kind.TEXT:
            return 0
        if bare(blocks[place].text) in words.thanks:
            return place + 1
    return 0


def find_notes(draft: Draft, words: Wording) -> None:
    """Paragraphs that say that they are a note. A label alone on its line takes the paragraph below."""
    kept: list[Block] = []
    for block in draft.blocks:
        last = kept[-1] if kept else None
        if last and last.kind is Kind.NOTE and last.text.endswith(":") and _is_label(last, words) and not block.gap:
            kept[-1] = replace(last, text=f"{last.text} {block.text}")
        elif block.kind is Kind.TEXT and words.note_label(block.text):
            draft.note(What.NOTE, block, "it became a note")
            kept.append(replace(block, kind=Kind.NOTE, gap=True))
        else:
            kept.append(block)
    draft.keep(kept)


def _is_label(block: Block, words: Wording) -> bool:
    return words.note_label(block.text) == block.text[:-1]


def rebuild_lists(draft: Draft) -> None:
    draft.keep(_with_children(draft))
    draft.keep(_counted(draft))


def _with_children(draft: Draft) -> Iterator[Block]:
    """What stands below an item whose mark stood alone, and which ends no sentence, belongs to it."""
    owner: Block | None = None
    for block in draft.blocks:
        if block.kind in (Kind.ITEM, Kind.HEADING):
            is_title = block.kind is Kind.ITEM and block.mark is Mark.LONE and block.text[-1] not in _ENDS
            owner = block if is_title else None
            if block.kind is Kind.ITEM and block.mark is Mark.LONE:
                draft.note(What.LIST, block, "its mark stood alone on the line before")
        elif owner and block.depth == owner.depth - 1:
            yield replace(block, depth=owner.depth)
            continue
        yield block


def _counted(draft: Draft) -> Iterator[Block]:
    """Numbers that follow each other, in each list."""
    last: dict[int, int] = {}
    for block in draft.blocks:
        for depth in [depth for depth in last if depth > block.depth]:
            del last[depth]
        if block.kind is Kind.ITEM and block.number:
            wanted = last[block.depth] + 1 if block.depth in last else block.number
            if wanted != block.number:
                draft.note(What.NUMBER, block, f"number {block.number} became {wanted}")
            last[block.depth] = wanted
            yield replace(block, number=wanted)
            continue
        if block.kind is Kind.ITEM:
            last.pop(block.depth, None)
        yield block
