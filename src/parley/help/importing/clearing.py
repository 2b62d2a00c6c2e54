"""What does not belong into an article: advertising, as the screen of briefs judges it, and the furniture of the page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from parley.help.importing.draft import Block, Draft, Kind, What
from parley.help.importing.wording import furniture_in
from parley.help.lexicon import lexicon
from parley.help.rules import Actor
from parley.screen.review import screen
from parley.screen.screening import Code, Screening, Verdict

SHORT = 90  # letters; a heading is no longer
_PICTURE = re.compile(
    r"\[?(?:image|img|picture)?[:\s]*[\w%() -]{1,100}\.(?:jpe?g|png|gif|svg|webp|bmp|mp4)\]?", re.IGNORECASE
)
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_RULE = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s+[|›»>→]\s+")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright).{0,120}", re.IGNORECASE)
_SOFT = frozenset({Code.RESEMBLES, Code.NO_DELIVERABLE, Code.UNREAD})
_OF_MONEY = _SOFT | {Code.UP_FRONT_FEE, Code.OVERPAYMENT}
_TOGETHER = 3  # short lines that are screened as one


def clear(draft: Draft, language: str) -> None:
    """First the advertising, then what introduces it, then the furniture."""
    verdicts = [screen("", block.text, language) for block in draft.blocks]
    blocked = {number for number, one in enumerate(verdicts) if one.verdict is Verdict.BLOCK}
    doubtful = {number for number in blocked if _explains(draft.blocks[number], verdicts[number], language)}
    blocked -= doubtful
    blocked |= _blocked_together(draft.blocks, verdicts, language)
    why = {number: _why(verdicts[number]) for number in blocked}
    furniture = {number: kind for number, block in enumerate(draft.blocks) if (kind := _furniture(block))}
    for number in sorted(blocked):
        for before in _introductions(draft.blocks, number, blocked, furniture, verdicts):
            why.setdefault(before, "it introduces the advertisement below it")
    kept: list[Block] = []
    for number, block in enumerate(draft.blocks):
        if number in why:
            draft.note(What.ADVERTISING, block, why[number])
        elif number in furniture:
            draft.note(What.PICTURE if furniture[number] == "picture" else What.FURNITURE, block, furniture[number])
        else:
            if number in doubtful:
                _name_once(draft, block, _why(verdicts[number]))
            gap = block.gap or (number > 0 and (number - 1 in why or number - 1 in furniture))
            kept.append(replace(block, gap=gap) if block.kind is not Kind.NOTE else block)
    draft.keep(kept)


def _explains(block: Block, screening: Screening, language: str) -> bool:
    """Whether it tells who gets which money when: deposits, fees and refunds are what help articles are about, and sound
    like a swindle to a screen that reads briefs. It names who acts, and nothing else is wrong with it."""
    if any(one.code not in _OF_MONEY for one in screening.reasons):
        return False
    words = lexicon(language)
    actors = {
        Actor(match.key) for sentence in words.read(block.text).sentences for match in words.actors.matches(sentence)
    }
    return bool(actors - {Actor.EITHER})


def _name_once(draft: Draft, block: Block, why: str) -> None:
    if not any(change.what is What.DOUBTFUL and change.text == block.text for change in draft.changes):
        draft.note(What.DOUBTFUL, block, f"it is kept, and the screen would block it as a brief: {why}")


def _why(screening: Screening) -> str:
    reasons = dict.fromkeys(f"{one.code.value}: {one.why}" for one in screening.reasons if one.code not in _SOFT)
    return " ".join(reasons) or "the screen of briefs would not publish it"


def _blocked_together(blocks: list[Block], verdicts: list[Screening], language: str) -> set[int]:
    """An advertisement in pieces, each of which would only be looked at."""
    found: set[int] = set()
    for start in range(len(blocks)):
        run = list(takewhile(lambda one: _is_suspect(verdicts[one]), range(start, min(len(blocks), start + _TOGETHER))))
        if len(run) > 1 and screen("", "\n".join(blocks[one].text for one in run), language).verdict is Verdict.BLOCK:
            found |= set(run)
    return found


def _is_suspect(screening: Screening) -> bool:
    return screening.verdict is not Verdict.PASS and any(one.code not in _OF_MONEY for one in screening.reasons)


def _introductions(
    blocks: list[Block], number: int, blocked: set[int], furniture: dict[int, str], verdicts: list[Screening]
) -> list[int]:
    """Short lines above an advertisement that speak of it, or that nothing else would follow."""
    gone = blocked | furniture.keys()
    after = next((one for one in range(number, len(blocks)) if one not in gone), None)
    ends = after is None or blocks[after].kind is Kind.HEADING or blocks[after].number > 0
    found: list[int] = []
    for before in range(number - 1, -1, -1):
        if before in gone:
            continue
        block = blocks[before]
        if not is_short(block) or block.number or not (_is_suspect(verdicts[before]) or (ends and number - before < 4)):
            break
        found.append(before)
    return [one for one in found if one or not is_short(blocks[0])]


def is_short(block: Block) -> bool:
    """Whether it could be a heading: no longer than one, and no sentence that ends."""
    return (
        len(block.text) <= SHORT and block.text[-1:] not in tuple(".,;:…") and block.kind in (Kind.TEXT, Kind.HEADING)
    )


def _furniture(block: Block) -> str:
    if block.dropped:
        return f"a {block.dropped} of the page"
    text = block.text
    if block.kind is Kind.NOTE or len(text) > 400:
        return ""
    if _PICTURE.fullmatch(text):
        return "picture"
    if _RULE.fullmatch(text):
        return "a line of signs"
    if _HASHTAGS.fullmatch(text):
        return "a label"
    if _COPYRIGHT.fullmatch(text):
        return "a notice of rights"
    if kind := furniture_in(text):
        return kind
    return "menu" if len(_PARTS.findall(text)) >= 2 and text[-1] not in ".!?" else ""
