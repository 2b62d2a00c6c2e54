"""/help: the guide, the articles and the talks; and what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parley.help.finding import LONGEST_QUERY, Found, Piece, find
from parley.help.library import library
from parley.help.rendering import with_figures
from parley.help.source import Article
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Field
from parley.web.help.address import reader_language, speak_as_asked
from parley.web.help.reading import figures_in, minutes_to_read
from parley.words.locales import number
from parley.words.sentence import fill


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list. `language` is its own, where that is not the reader's."""

    title: str
    summary: str
    href: str
    small: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles of one kind under their heading."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, with the words that were looked for marked."""

    title: tuple[Piece, ...]
    href: str
    heading: str
    snippet: tuple[Piece, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The context of help/help.html. `found` is None where nothing was looked for."""

    search: Field
    shelves: tuple[Shelf, ...]
    found: tuple[Hit, ...] | None
    result: str
    empty: EmptyState | None
    contact_href: str


@require_safe
def help_centre(request: HttpRequest) -> HttpResponse:
    speak_as_asked(request)
    language = reader_language()
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    articles = library().in_order(language)
    found = _find(articles, query, language) if query else None
    page = HelpPage(
        search=Field(
            "q", _("Search the help"), kind="search", value=query, maxlength=LONGEST_QUERY, required=True, prefix="help"
        ),
        shelves=_shelves(articles, language) if not found else (),
        found=found,
        result=_result(found, query) if found is not None else "",
        empty=_nothing(query) if found == () else None,
        contact_href=reverse("help_contact"),
    )
    return render(request, "help/help.html", {"page": page})


def _shelves(articles: Sequence[Article], language: str) -> tuple[Shelf, ...]:
    headings = {"guide": _("Step by step"), "article": _("Articles"), "talk": _("Talks and exercises")}
    shelves = (
        Shelf(kind, heading, tuple(_entry(one, language) for one in articles if one.kind == kind))
        for kind, heading in headings.items()
    )
    return tuple(shelf for shelf in shelves if shelf.entries)


def _entry(article: Article, language: str) -> Entry:
    figures = figures_in(article.language)
    return Entry(
        with_figures(article.title, figures),
        with_figures(article.summary, figures),
        reverse("help_article", args=[article.slug]),
        minutes_to_read(article),
        article.language if article.language != language else "",
    )


def _find(articles: Sequence[Article], query: str, language: str) -> tuple[Hit, ...]:
    """In the reader's language; what is not translated yet is found by words of its own."""
    own = [one for one in articles if one.language == language]
    others = [one for one in articles if one.language != language]
    found = find(own, query, language, figures_in(language))
    for code in dict.fromkeys(one.language for one in others):
        found += find([one for one in others if one.language == code], query, code, figures_in(code))
    return tuple(_hit(one, language) for one in found)


def _hit(found: Found, language: str) -> Hit:
    address = reverse("help_article", args=[found.article.slug]) + (f"#{found.anchor}" if found.anchor else "")
    other = found.article.language if found.article.language != language else ""
    return Hit(found.title, address, found.heading, found.snippet, other)


def _result(found: Sequence[Hit], query: str) -> str:
    if not found:
        return fill(_("Nothing was found for “{query}”."), query=query)
    pattern = ngettext("{n} article for “{query}”", "{n} articles for “{query}”", len(found))
    return fill(pattern, n=number(len(found)), query=query)


def _nothing(query: str) -> EmptyState:
    return EmptyState(
        _("Nothing was found"),
        _("Try fewer words, or another word for it. All articles stand below, and you can ask whoever runs this desk."),
        action=Action(_("Ask a question"), href=f"{reverse('help_contact')}?{urlencode({'about': query})}"),
    )
