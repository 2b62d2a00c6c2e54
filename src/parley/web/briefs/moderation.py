"""/moderation/briefs: what waits for a person, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.board.judging import Place, queue
from parley.board.models import Brief
from parley.desk.now import now
from parley.web.briefs.marked import reason_words
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.desk.keys import read_key, write_key
from parley.web.policies.door import LOOK, operators_only
from parley.web.storefront.card import language_name
from parley.words.dates import moment


@dataclass(frozen=True, slots=True)
class WaitingBrief:
    """A row of the queue: what, of whom, since when, and why it waits."""

    href: str
    title: str
    language: str
    language_name: str
    author: str
    since: str
    since_iso: str
    ago: str
    is_appeal: bool
    reasons: tuple[str, ...]


@operators_only(*LOOK)
def moderation(request: HttpRequest) -> HttpResponse:
    at = now()
    key = read_key(request.GET.get("after", ""))
    found = queue(Place(key[0], key[1]) if key and key[0] and key[0].tzinfo else None)
    more = f"?after={write_key((found.next.waiting_since, found.next.id))}" if found.next else ""
    context = {
        "title": _("Briefs to look at"),
        "waiting": tuple(_row(brief, at, is_appeal=brief.id in found.appealed) for brief in found.briefs),
        "empty": EmptyState(
            _("No brief waits"), _("Briefs in which the screen was in doubt, and appeals against blocks, come here.")
        ),
        "pager": Pager(older_href=more, older_label=_("Later ones")) if more else None,
    }
    return render(request, "briefs/moderation.html", context)


def _row(brief: Brief, at: datetime, *, is_appeal: bool) -> WaitingBrief:
    since = moment(brief.waiting_since or brief.changed_at, get_current_timezone_name(), at)
    codes = dict.fromkeys(str(row[0]) for row in brief.reasons)
    return WaitingBrief(
        href=reverse("moderate", args=[brief.id]),
        title=brief.title,
        language=brief.language,
        language_name=language_name(brief.language),
        author=brief.author.name,
        since=since.short,
        since_iso=since.iso,
        ago=since.relative,
        is_appeal=is_appeal,
        reasons=tuple(map(reason_words, codes)) or (_("An operator has refused an earlier version."),),
    )
