"""/briefs/feed.atom and its kin: briefs for programs that follow them. Titles, words and links; no people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.board.content import content_of
from parley.board.listing import newest
from parley.board.models import Brief
from parley.board.of_the_day import brief_of, days
from parley.desk.now import now
from parley.web.briefs.briefs import DESK_ZONE
from parley.web.briefs.card import budget_words
from parley.words.dates import local_date
from parley.words.trades import Trade, trade_name

MOST = 30
"""Entries of a feed."""
CACHED_S = 600
"""So long a copy of a feed is as good as a new one: it is the same for everybody."""


@require_safe
def briefs_feed(request: HttpRequest) -> HttpResponse:
    """The newest in all languages. What Parley itself says in it is in the installation's language."""
    del request
    at = now()
    with translation.override(settings.LANGUAGE_CODE):
        entries = [(brief, brief.title, brief.published_at or at) for brief in newest(at, "", MOST)]
        return _feed(_("New briefs"), reverse("briefs_feed"), reverse("briefs"), settings.LANGUAGE_CODE, entries, at)


@require_safe
def briefs_feed_of(request: HttpRequest, language: str) -> HttpResponse:
    """The newest that are written in this language."""
    del request
    if language not in dict(settings.LANGUAGES):
        raise Http404
    at = now()
    with translation.override(language):
        entries = [(brief, brief.title, brief.published_at or at) for brief in newest(at, language, MOST)]
        own = reverse("briefs_feed_of", args=[language])
        return _feed(_("New briefs"), own, f"{reverse('briefs')}?language={language}", language, entries, at)


@require_safe
def briefs_of_the_day_feed(request: HttpRequest) -> HttpResponse:
    """The briefs of the day that are still open, each with the day it was chosen for."""
    del request
    at = now()
    brief_of(local_date(at, DESK_ZONE), at)
    with translation.override(settings.LANGUAGE_CODE):
        entries = [(brief, brief.title, _begin(day)) for day, brief in days(at, MOST)]
        own = reverse("briefs_of_the_day_feed")
        return _feed(_("Briefs of the day"), own, reverse("briefs"), settings.LANGUAGE_CODE, entries, at)


def _feed(
    title: str, own: str, page: str, language: str, entries: Iterable[tuple[Brief, str, datetime]], at: datetime
) -> HttpResponse:
    base = settings.BASE_URL
    feed = _Feed(title, f"{base}{page}", "", language=language, feed_url=f"{base}{own}", at=at)
    for brief, heading, published_at in entries:
        link = f"{base}{reverse('brief_page', args=[brief.id])}"
        feed.add_item(
            heading,
            link,
            _told(brief),
            unique_id=f"urn:uuid:{brief.id}",
            pubdate=published_at,
            updateddate=brief.changed_at,
            categories=(trade_name(Trade(brief.trade)),),
        )
    answer = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    answer.headers["Cache-Control"] = f"private, max-age={CACHED_S}"
    return answer


class _Feed(Atom1Feed):
    """An empty feed was made at the instant it was asked for, which Django would read from the clock."""

    def latest_post_date(self) -> datetime:
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["at"])


def _told(brief: Brief) -> str:
    """The words as HTML, which is what a summary holds: nothing of what people wrote is markup."""
    content = content_of(brief)
    parts = [content.text, content.result]
    if content.budget is not None:
        parts.append(_("Budget: {sum}").format(sum=budget_words(content.budget)))
    return linebreaks(escape("\n\n".join(part for part in parts if part)))


def _begin(day: date) -> datetime:
    """The first instant of a day of the desk, whose zone is UTC."""
    return datetime.combine(day, time.min, UTC)
