"""An article as HTML: figures put in, links resolved, steps numbered. Nothing of it comes from a visitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from parley.help.source import FIGURE, Article, Section, Target, markdown, target_of

Address = Callable[[Target], str]
"""Where a link of an article leads on this installation."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """`number` counts the steps of a guide, and is 0 for what is no step. `html` includes the heading."""

    anchor: str
    heading: str
    number: int
    html: SafeString


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article in one language with the figures of an installation in it."""

    title: str
    summary: str
    opening: SafeString
    sections: tuple[ShownSection, ...]

    @property
    def is_in_steps(self) -> bool:
        return any(section.number for section in self.sections)


def with_figures(text: str, figures: Mapping[str, str]) -> str:
    """The text with its figures in it. A figure that nobody knows is a KeyError."""
    return FIGURE.sub(lambda found: figures[found[1]], text)


def shown(article: Article, figures: Mapping[str, str], address: Address) -> ShownArticle:
    """Raises KeyError for a figure that nobody knows."""
    steps = list(article.steps)
    return ShownArticle(
        title=with_figures(article.title, figures),
        summary=with_figures(article.summary, figures),
        opening=_html(article.opening.tokens, figures, address),
        sections=tuple(
            ShownSection(
                section.anchor,
                with_figures(section.heading, figures),
                steps.index(section.anchor) + 1 if section.is_step else 0,
                _html(section.tokens, figures, address),
            )
            for section in article.sections
        ),
    )


def words_of(section: Section, figures: Mapping[str, str]) -> str:
    """What a section says, for the search: the words that a reader sees."""
    return with_figures(section.text, figures)


def _html(tokens: Sequence[Token], figures: Mapping[str, str], address: Address) -> SafeString:
    reader = markdown()
    dressed = [_dressed(token, figures, address) for token in tokens]
    html: str = reader.renderer.render(dressed, reader.options, {})
    # Safe: articles are files of ours, raw HTML in them is text, and the renderer escapes every text and attribute.
    return mark_safe(html)  # noqa: S308


def _dressed(token: Token, figures: Mapping[str, str], address: Address) -> Token:
    """The token as it goes onto a page; the one that is kept stays as it is."""
    attrs = dict(token.attrs)
    attrs.pop("style", None)  # how Markdown would align a column, which no page may carry
    changes: dict[str, Any] = {"attrs": attrs}
    match token.type:
        case "text":
            changes["content"] = with_figures(token.content, figures)
        case "link_open":
            attrs["href"] = address(target_of(str(attrs["href"])))
        case "image":
            attrs |= {"src": address(target_of(str(attrs["src"]))), "loading": "lazy"}
        case "span_open" if "rule" in attrs:
            attrs = {"class": "rule", "id": f"rule-{attrs['rule']}"}
            changes["attrs"] = attrs
        case "blockquote_open" | "blockquote_close":
            changes["tag"] = "div"
            attrs["class"] = "help-note"
        case "th_open":
            attrs["scope"] = "col"
    if token.children:
        changes["children"] = [_dressed(child, figures, address) for child in token.children]
    return token.copy(**changes)
