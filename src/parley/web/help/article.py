"""/help/<slug>: an article in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parley.help.library import library
from parley.help.rendering import ShownArticle, with_figures
from parley.help.source import Article
from parley.help.votes import Counted, counted, voice_of
from parley.office.switches import Switch
from parley.web.components.action import Link
from parley.web.console.standing import is_on
from parley.web.help.address import (
    ORDER,
    article_address,
    reader_language,
    shared_address,
    speak_as_asked,
)
from parley.web.help.order import OwnOrder, own_order
from parley.web.help.reading import article_shown, figures_in, kind_words, minutes_to_read
from parley.web.help.voice import voter_of
from parley.web.people.scale import RateScale, rate_scale
from parley.words.dates import date_only
from parley.words.locales import number


@dataclass(frozen=True, slots=True)
class VoteBox:
    """Was this useful? `said` is what this reader said before: "yes", "no" or ""."""

    action: str
    language: str
    order: str
    said: str
    count: str
    scale: RateScale | None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same article in another language, for those who look for it there."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The context of help/article.html. `language` is the article's own, where it is not translated into the page's yet."""

    article: ShownArticle
    kind: str
    small: str
    language: str
    recording: str
    is_recorded: bool
    is_talk: bool
    related: tuple[Link, ...]
    order: OwnOrder | None
    vote: VoteBox | None
    contact_href: str
    share_href: str
    alternates: tuple[Alternate, ...]


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    speak_as_asked(request)
    language = reader_language()
    found = library().article(slug, language)
    if found is None:
        raise Http404
    return render(request, "help/article.html", {"page": _page(request, found, language)})


def _page(request: HttpRequest, found: Article, language: str) -> ArticlePage:
    order = own_order(request, found.slug)
    came_from = str(order.id) if order is not None else ""
    return ArticlePage(
        article=article_shown(found),
        kind=kind_words(found),
        small=_small(found),
        language=found.language if found.language != language else "",
        recording=found.recording,
        is_recorded=bool(found.recording),
        is_talk=found.kind == "talk",
        related=_related(found, language, came_from),
        order=order,
        vote=_vote(request, found, came_from),
        contact_href=contact_address(found.slug, came_from),
        share_href=shared_address(found.slug, found.language),
        alternates=tuple(
            Alternate(code, shared_address(found.slug, code)) for code in library().languages_of(found.slug)
        ),
    )


def contact_address(slug: str, order: str) -> str:
    query = f"?article={slug}" + (f"&{ORDER}={order}" if order else "")
    return reverse("help_contact") + query


def _small(found: Article) -> str:
    """How long it takes, and of a talk when it was held."""
    taken = minutes_to_read(found)
    if found.on is None or not found.recording:
        return taken
    # Translators: of a talk, as in "12 November 2026, 40 minutes".
    return _("{date}, {length}").format(date=date_only(found.on), length=taken)


def _related(found: Article, language: str, order: str) -> tuple[Link, ...]:
    others = (library().article(slug, language) for slug in found.related)
    return tuple(
        Link(with_figures(one.title, figures_in(one.language)), article_address(one.slug, order))
        for one in others
        if one is not None
    )


def _vote(request: HttpRequest, found: Article, order: str) -> VoteBox | None:
    """None while nobody is asked."""
    if not is_on(request, Switch.HELP_VOTES):
        return None
    said = voice_of(voter_of(request), found.slug, found.language)
    voices = counted(found.slug, found.language)
    return VoteBox(
        action=reverse("help_vote", args=[found.slug]),
        language=found.language,
        order=order,
        said="" if said is None else "yes" if said else "no",
        count=count_words(voices),
        scale=rate_scale(voices.share) if voices.share is not None else None,
    )


def count_words(voices: Counted) -> str:
    """Of 214 people, 187 said yes."""
    if not voices.voices:
        return _("Nobody has said yet.")
    pattern = ngettext("Of {n} person, {useful} said yes.", "Of {n} people, {useful} said yes.", voices.voices)
    return pattern.format(n=number(voices.voices), useful=number(voices.useful))
