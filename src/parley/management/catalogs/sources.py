"""Which strings the sources want translated: the calls of gettext in Python, the translate tags in templates."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from parley.config.catalogs import LOCALE

SOURCE = LOCALE.parent
TEMPLATES = {".html", ".txt"}
FOR_TRANSLATORS = "Translators:"
ALL_IN_ONE = (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr)
"""Statements whose strings share a comment above them, as a table of labels does."""

ONE, PLURAL = (1,), (1, 2)
WITH_CONTEXT, PLURAL_WITH_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": ONE,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), WITH_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), PLURAL_WITH_CONTEXT),
}


@dataclass(frozen=True, slots=True)
class Key:
    """What a string is looked up by. `context` is empty for most."""

    singular: str
    context: str = ""


@dataclass(slots=True)
class Wanted:
    """A string that wants a translation: where it stands (paths from the checkout's top) and what its author says of it."""

    key: Key
    plural: str = ""
    files: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


class Contradiction(Exception):
    """One singular with two plurals: a catalog has room for one. The text names the string and both files."""


def wanted(source: Path = SOURCE) -> list[Wanted]:
    """Every string below `source`, file by file and in the order of each file; a string that returns keeps its first place.

    Raises Contradiction.
    """
    found: dict[Key, Wanted] = {}
    for path in _sources(source):
        place = path.relative_to(source.parent.parent).as_posix()
        for key, plural, comments in extracted(path.read_text(encoding="utf-8"), is_template=path.suffix in TEMPLATES):
            one = found.setdefault(key, Wanted(key, plural))
            if plural and one.plural and plural != one.plural:
                raise Contradiction(f"{key.singular!r} has two plurals: in {one.files[0]} and in {place}")
            one.plural = one.plural or plural
            _add_new(one.files, [place])
            _add_new(one.comments, comments)
    return list(found.values())


def extracted(text: str, *, is_template: bool) -> Iterator[tuple[Key, str, list[str]]]:
    """(key, plural or nothing, comments) of every string in this source, in order.

    A comment for translators stands right above the string, or above the statement and then means all strings in it.
    """
    code = _code_of_template(text) if is_template else text
    shared = [] if is_template else _shared_comments(code)
    answers = extract(
        "python",
        io.BytesIO(code.encode()),
        keywords=KEYWORDS,
        comment_tags=(FOR_TRANSLATORS,),
        options={"encoding": "utf-8"},
        strip_comment_tags=True,
    )
    for line, message, own, context in answers:
        singular, plural = (message, "") if isinstance(message, str) else (message[0], message[1])
        comments = [comment for lines, comment in shared if line in lines]
        _add_new(comments, [" ".join(own)] if own else [])
        if singular:
            yield Key(singular, context or ""), plural, comments


def _shared_comments(code: str) -> list[tuple[range, str]]:
    """The comments for translators above whole statements, each with the lines it speaks of."""
    lines = code.splitlines()
    if FOR_TRANSLATORS not in code:
        return []
    return [
        (range(node.lineno, (node.end_lineno or node.lineno) + 1), comment)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ALL_IN_ONE) and (comment := _comment_above(lines, node.lineno))
    ]


def _comment_above(lines: list[str], line: int) -> str:
    """The comment for translators that ends right above this line (counted from 1), without its mark; or nothing."""
    said: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.lstrip().startswith("#"):
            return ""
        said.insert(0, text.strip().removeprefix("#").strip())
        if said[0].startswith(FOR_TRANSLATORS):
            return " ".join(said).removeprefix(FOR_TRANSLATORS).strip()
    return ""


def _code_of_template(text: str) -> str:
    """The template as Python calls. Its margins go, which Python would take for blocks."""
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def _sources(source: Path) -> list[Path]:
    return sorted(path for path in source.rglob("*") if path.suffix in {".py", *TEMPLATES})


def _add_new(known: list[str], more: Iterable[str]) -> None:
    known += [one for one in more if one not in known]
