"""The way of an old article, from bytes to a draft of ours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from parley.help.importing.clearing import clear
from parley.help.importing.decoding import decoded
from parley.help.importing.doubles import drop_doubles
from parley.help.importing.draft import Address, Block, Change, Draft, Kind, Refused, What
from parley.help.importing.hypertext import is_hypertext, read_hypertext
from parley.help.importing.passages import find_letters, find_notes, rebuild_lists
from parley.help.importing.plaintext import read_text
from parley.help.importing.structure import find_headings
from parley.help.importing.tidying import cleaned, tidy
from parley.help.importing.titles import find_page_title, find_title
from parley.help.importing.wording import wording
from parley.help.importing.writing import article
from parley.help.source import BadArticle, read_article
from parley.prose.language import language_of
from parley.prose.tokens import read

MOST_LETTERS = 300_000
MOST_BLOCKS = 4_000
_FENCE = "+++\n"
_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{1,2000}")
_NOT_OF_A_SLUG = re.compile(r"[^a-z0-9]+")
_ENOUGH = 20_000  # letters, to tell a language


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_ours`: it was an article of ours already, and nothing was changed."""

    slug: str
    language: str
    encoding: str
    title: str
    kind: str
    markdown: str
    changes: tuple[Change, ...]
    addresses: tuple[Address, ...]
    is_ours: bool = False


def import_article(raw: bytes, name: str, language: str | None = None) -> Imported:
    """`name` is that of the file, which gives the slug; `language` is found out where it is None. Raises Refused."""
    text, encoding = decoded(raw)
    text = cleaned(text)
    path = PurePath(name)
    if text.startswith(_FENCE):
        return _ours(text, path.stem, language, encoding)
    is_markdown = path.suffix.lower() in _MARKDOWN
    is_page = path.suffix.lower() in _PAGES or (not is_markdown and is_hypertext(text))
    draft = read_hypertext(text) if is_page else read_text(text, is_markdown=is_markdown)
    if len(draft.blocks) > MOST_BLOCKS or sum(len(block.text) for block in draft.blocks) > MOST_LETTERS:
        raise Refused(f"it is longer than {MOST_LETTERS} letters or {MOST_BLOCKS} paragraphs: part it first")
    spoken = language or _language(draft.blocks)
    _mend(draft, spoken, is_markdown=is_markdown)
    if not draft.blocks:
        raise Refused("nothing is left of it without furniture and advertising")
    _name_lost_letters(draft, encoding)
    if not is_page:
        _list_addresses(draft)
    kind = "guide" if sum(block.anchor.startswith("step-") for block in draft.blocks) > 1 else "article"
    slug = slug_of(path.stem)
    made = article(draft.title, kind, draft.blocks)
    try:
        read_article(made, slug, spoken)
    except BadArticle as bad:
        raise Refused(f"what it became is no article: {bad}") from None
    changes = tuple(sorted(draft.changes, key=lambda change: change.line))
    return Imported(slug, spoken, encoding, draft.title, kind, made, changes, tuple(draft.addresses))


def slug_of(stem: str) -> str:
    """An address from the name of a file."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return _NOT_OF_A_SLUG.sub("-", plain).strip("-")[:80] or "article"


def _mend(draft: Draft, language: str, *, is_markdown: bool) -> None:
    """Headings and letters are guessed where nobody could mark them; Markdown says what they are."""
    words = wording(language)
    tidy(draft)
    find_page_title(draft)
    _clear_all(draft, language)
    find_title(draft, guess=not is_markdown)
    drop_doubles(draft)
    if not is_markdown:
        find_letters(draft, words)
    find_notes(draft, words)
    find_headings(draft, words, guess=not is_markdown)
    rebuild_lists(draft)


def _clear_all(draft: Draft, language: str) -> None:
    """Until nothing goes any more: what stood between two lines may have hidden that they belong together."""
    before = -1
    while len(draft.blocks) != before:
        before = len(draft.blocks)
        clear(draft, language)


def _ours(text: str, stem: str, language: str | None, encoding: str) -> Imported:
    try:
        found = read_article(text, slug_of(stem), language or "en")
    except BadArticle as bad:
        raise Refused(f"it begins like an article of ours and is none: {bad}") from None
    spoken = language or _language([Block(Kind.TEXT, section.text, 0) for section in found.every_section])
    return Imported(found.slug, spoken, encoding, found.title, found.kind, text, (), (), is_ours=True)


def _language(blocks: list[Block]) -> str:
    found = language_of(read("\n".join(block.text for block in blocks)[:_ENOUGH]).sentences)
    if found is None:
        raise Refused("it is in none of our languages, or too short to tell: name one with --lang")
    return found


def _name_lost_letters(draft: Draft, encoding: str) -> None:
    draft.changes.append(Change(What.ENCODING, 0, encoding))
    for block in draft.blocks:
        if "\ufffd" in block.text:
            draft.note(What.LETTERS_LOST, block, "letters that no encoding could tell")


def _list_addresses(draft: Draft) -> None:
    for block in draft.blocks:
        draft.addresses += [Address(found[0], found[0], block.line) for found in _ADDRESS.finditer(block.text)]
