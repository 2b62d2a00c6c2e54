"""An article as it is written: what it is between two lines of +++ (TOML), then Markdown.

    +++
    title = "When a delivery is not accepted"
    summary = "Six steps."
    kind = "guide"
    order = 1
    related = ["silent-client"]
    +++
    ## Breathe {#step-breathe}
    [The money stays held while you talk.]{rule=money.stays-held} You have {{ review_days }}.

Raw HTML is text. A figure in double braces is put in when the article is shown (figures.py).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

KINDS = ("guide", "article", "talk")
SCHEMES = ("help", "page", "image")
"""Where links and pictures of an article may lead: another article, a page that has a name, a picture of ours."""
FIGURE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
STEP = "step-"

_HEADING = re.compile(r"(#{2,3}) +(.+?) +\{#([a-z][a-z0-9-]*)\} *")
_RULE = re.compile(r"\]\{rule=([a-z0-9_.-]+)\}")
_FENCE = "+++"
_MADE_OF = {"title": str, "summary": str, "kind": str, "order": int, "related": list}
_OF_A_TALK = {"on": date, "minutes": int, "recording": str}


class BadArticle(ValueError):
    """An article that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class RuleSentence:
    """A sentence that states a rule. `text` still has its figures in braces."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a picture leads: help:silent-client#wait has all three parts."""

    scheme: str
    name: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading with all that follows it up to the next one of its rank; the opening has neither heading nor anchor."""

    anchor: str
    heading: str
    tokens: tuple[Token, ...]

    @property
    def is_step(self) -> bool:
        return self.anchor.startswith(STEP)

    @property
    def text(self) -> str:
        """The words under the heading, a paragraph a line."""
        under = self.tokens[3:] if self.heading else self.tokens
        return "\n".join(plain(token.children or ()) for token in under if token.type == "inline")


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """One article in one language. `on`, `minutes` and `recording` are of talks; `recording` is "" where there is none."""

    slug: str
    language: str
    title: str
    summary: str
    kind: str
    order: int
    related: tuple[str, ...]
    opening: Section
    sections: tuple[Section, ...]
    on: date | None = None
    minutes: int = 0
    recording: str = ""

    @property
    def every_section(self) -> tuple[Section, ...]:
        return (self.opening, *self.sections)

    @property
    def anchors(self) -> tuple[str, ...]:
        """Of all headings, in their order."""
        return tuple(
            str(token.attrs["id"])
            for section in self.sections
            for token in section.tokens
            if token.type == "heading_open"
        )

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(section.anchor for section in self.sections if section.is_step)

    @property
    def rules(self) -> tuple[RuleSentence, ...]:
        return tuple(_rules(self._inline()))

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of its figures, each as often as it stands there, in alphabetical order: languages turn sentences round."""
        said = [text for section in self.every_section for text in (section.heading, section.text)]
        words = "\n".join([self.title, self.summary, *said])
        return tuple(sorted(FIGURE.findall(words)))

    @property
    def links(self) -> tuple[Target, ...]:
        return tuple(target_of(str(one.attrs["href"])) for one in self._inline() if one.type == "link_open")

    @property
    def pictures(self) -> tuple[tuple[Target, str], ...]:
        """Where each picture is, and what is said to those who do not see it."""
        found = [one for one in self._inline() if one.type == "image"]
        return tuple((target_of(str(one.attrs["src"])), plain(one.children or ())) for one in found)

    @property
    def words(self) -> int:
        return sum(len(section.text.split()) for section in self.every_section)

    def _inline(self) -> Iterator[Token]:
        for section in self.every_section:
            for token in section.tokens:
                yield from token.children or ()


def target_of(address: str) -> Target:
    """#wait leads to a heading of the article itself: its scheme is "" then."""
    if address.startswith("#"):
        return Target("", "", address[1:])
    scheme, _, rest = address.partition(":")
    name, _, anchor = rest.partition("#")
    return Target(scheme, name, anchor)


def plain(tokens: Sequence[Token]) -> str:
    """What inline tokens say, without their dress."""
    pieces = {"softbreak": " ", "hardbreak": " "}
    return "".join(pieces.get(token.type, token.content) for token in tokens)


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """How articles are read. `rule` is the only attribute anybody can write."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(attrs_plugin, spans=True, allowed=["rule"])


def read_article(text: str, slug: str, language: str) -> Article:
    """Raises BadArticle."""
    place = f"{language}/{slug}"
    head, body = _parted(text, place)
    opening, sections = _sections(body, place)
    _no_leftovers((opening, *sections), place)
    return Article(slug=slug, language=language, opening=opening, sections=sections, **head)


def _parted(text: str, place: str) -> tuple[dict[str, Any], str]:
    lines = text.splitlines()
    if lines[:1] != [_FENCE] or _FENCE not in lines[1:]:
        raise BadArticle(f"{place}: an article begins with what it is, between two lines of {_FENCE}")
    end = lines.index(_FENCE, 1)
    try:
        head = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as bad:
        raise BadArticle(f"{place}: {bad}") from None
    wanted = _MADE_OF | (_OF_A_TALK if head.get("kind") == "talk" else {})
    if head.keys() != wanted.keys():
        raise BadArticle(f"{place}: {', '.join(sorted(head.keys() ^ wanted.keys()))} is missing or too much")
    for name, kind in wanted.items():
        if type(head[name]) is not kind:
            raise BadArticle(f"{place}: {name} is not {kind.__name__}")
    if head["kind"] not in KINDS:
        raise BadArticle(f"{place}: kind is one of {', '.join(KINDS)}")
    return head | {"related": tuple(map(str, head["related"]))}, "\n".join(lines[end + 1 :])


def _sections(body: str, place: str) -> tuple[Section, tuple[Section, ...]]:
    anchors: dict[int, str] = {}
    lines = body.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("#"):
            found = _HEADING.fullmatch(line)
            if found is None:
                raise BadArticle(f"{place}: {line!r} is no heading: write ## Words {{#anchor}}")
            anchors[number] = found[3]
            lines[number] = f"{found[1]} {found[2]}"
    if len(set(anchors.values())) < len(anchors):
        raise BadArticle(f"{place}: two headings have the same anchor")
    tokens = markdown().parse(_RULE.sub(r']{rule="\1"}', "\n".join(lines)))
    starts = [0]
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrs["id"] = anchors[token.map[0] if token.map else -1]
            if token.tag == "h2":
                starts.append(number)
    pieces = [tuple(tokens[start:end]) for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    sections = tuple(Section(str(piece[0].attrs["id"]), plain(piece[1].children or ()), piece) for piece in pieces[1:])
    return Section("", "", pieces[0]), sections


def _rules(tokens: Iterator[Token]) -> Iterator[RuleSentence]:
    inside: list[Token] = []
    rule = ""
    for token in tokens:
        if token.type == "span_open" and "rule" in token.attrs:
            rule, inside = str(token.attrs["rule"]), []
        elif token.type == "span_close" and rule:
            yield RuleSentence(rule, plain(inside))
            rule = ""
        elif rule:
            inside.append(token)


def _no_leftovers(sections: Sequence[Section], place: str) -> None:
    """Marks that were meant to mean something and are still there as text."""
    for section in sections:
        rest = FIGURE.sub("", f"{section.heading}\n{section.text}")
        for sign in ("{", "}", "](", "]{"):
            if sign in rest:
                at = rest.index(sign)
                raise BadArticle(f"{place}: {sign!r} stands there as text: {rest[max(0, at - 30) : at + 30]!r}")
