"""Signs, spaces, sentences that stick together, and items that stick to the sentence before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from parley.help.importing.draft import Block, Change, Draft, Kind, Mark, What

_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"[^\S\n]{2,}|[\t\u2000-\u200a\u205f\u3000]")
_SPACE_BEFORE_STOP = re.compile(r"(?<=[^\W_]) +([.,])(?=\s|$)")
_BRACES = str.maketrans("{}", "()")
_LETTER_LOWER, _LETTER_UPPER = "a-zà-öø-ÿœа-яё", "A-ZÀ-ÖØ-ÞŒА-ЯЁ"
_GLUED = re.compile(
    rf"(?:(?<=[{_LETTER_LOWER}]{{3}})|(?<=[{_LETTER_LOWER}]-[{_LETTER_LOWER}]))([.!?…])(?=[¿¡«“]?[{_LETTER_UPPER}][{_LETTER_LOWER}'’]*(?:[\s,;:!?.]|$))"
)
_ADDRESS = re.compile(r"[/@\\_]|www\.", re.IGNORECASE)
_ENDINGS = frozenset(
    ("com", "net", "org", "info", "io", "js", "ru", "fr", "es", "nl", "de", "uk", "eu", "us", "app", "dev")
)
_NEXT_WORD = re.compile(r"\w+")
_GLUED_ITEM = re.compile(rf"(?<=[.!?…»”]) [-•] (?=[¿¡«“\"]?[{_LETTER_UPPER}])")
_TRAILING = re.compile(r"(?<=[.!?…»”:]) [-•]$")


def cleaned(text: str) -> str:
    """Line ends that are line ends, and no sign that nobody sees. Accents that stand apart join their letters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))


def tidy(draft: Draft) -> None:
    """Every block: spaces, braces, sentences and items that stick together."""
    has_items = any(block.kind is Kind.ITEM or _TRAILING.search(block.text) for block in draft.blocks)
    draft.keep(_trailed(draft, (piece for block in draft.blocks for piece in _parted(block, draft, has_items))))


def _parted(block: Block, draft: Draft, has_items: bool) -> Iterator[Block]:
    block = replace(block, text=_tidied(block, draft))
    pieces = _GLUED_ITEM.split(block.text) if has_items and block.kind in (Kind.TEXT, Kind.ITEM) else [block.text]
    if pieces[0]:
        yield replace(block, text=pieces[0])
    for piece in pieces[1:]:
        draft.changes.append(Change(What.LIST, block.line, piece, "it stuck to the sentence before"))
        depth = block.depth if block.kind is Kind.ITEM else block.depth + 1
        yield replace(block, kind=Kind.ITEM, text=piece, mark=Mark.GLUED, number=0, depth=depth, gap=True)


def _tidied(block: Block, draft: Draft) -> str:
    text = _SPACES.sub(" ", block.text).strip()
    plainer = _SPACE_BEFORE_STOP.sub(r"\1", text).translate(_BRACES).replace("](", "] (")
    if plainer != text:
        draft.note(What.TIDIED, block, "a space before a stop, or signs that mean something in our articles")
    return " ".join(_unglued(word, block, draft) for word in plainer.split(" "))


def _unglued(word: str, block: Block, draft: Draft) -> str:
    """A word that is the end of a sentence and the beginning of the next, in two."""
    if _ADDRESS.search(word) or word[1:2] == ".":
        return word
    pieces: list[str] = []
    start = 0
    for found in _GLUED.finditer(word + " "):
        after = _NEXT_WORD.search(word, found.end())
        if after and after[0].lower() not in _ENDINGS:
            pieces.append(word[start : found.end()])
            start = found.end()
    if not pieces:
        return word
    draft.changes.append(Change(What.GLUED, block.line, word, "two sentences stuck together"))
    return " ".join([*pieces, word[start:]])


def _trailed(draft: Draft, blocks: Iterator[Block]) -> Iterator[Block]:
    """A dash behind the last sentence of a block marks the next one."""
    marked = False
    for block in blocks:
        bare = _TRAILING.sub("", block.text)
        if marked and block.kind is Kind.TEXT:
            draft.note(What.LIST, block, "its mark stood at the end of the line before")
            yield replace(block, kind=Kind.ITEM, mark=Mark.TRAILING, depth=block.depth + 1, text=bare)
        else:
            yield replace(block, text=bare)
        marked = bare != block.text
