"""/help/<slug>/vote: whether an article was useful. One voice a person, or a browser; the last word counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parley.desk.now import now
from parley.help.library import library
from parley.help.votes import vote
from parley.web.accounts.limits import is_too_often, is_too_often_from, too_many_requests
from parley.web.accounts.reader import person_of
from parley.web.help.address import article_address, reader_language
from parley.web.help.order import order_id_of
from parley.web.help.voice import new_voter, remember, voter_of

MOST_A_MINUTE = 30
"""Votes of one person, and votes of all guests at one network address."""
DAY_S = 24 * 3600
MOST_NEW_A_DAY = 20
"""New browsers at one network address that may begin to vote within a day."""
MOST_NEW_ON_ONE = 3
"""New browsers at one network address that may vote on the same article within a day."""


@dataclass(frozen=True, slots=True)
class _Heard:
    slug: str
    language: str
    is_useful: bool


@require_POST
def help_vote(request: HttpRequest, slug: str) -> HttpResponse:
    heard = _heard(request, slug)
    if heard is None:
        return HttpResponseBadRequest()
    back = HttpResponseRedirect(_back(request, heard), status=303)
    if _is_hurried(request):
        return too_many_requests(request)
    voter = voter_of(request)
    if voter.person is None and not voter.browser:
        if _are_too_many(request, heard):
            messages.warning(
                request,
                _("Many votes came from your network today, so yours was not counted. Sign in, and it will be."),
            )
            return back
        voter = new_voter()
    vote(voter, heard.slug, heard.language, is_useful=heard.is_useful, at=now())
    remember(back, voter)
    thanks = _("Thank you. You can change your mind at any time.")
    messages.success(request, thanks)
    return back


def _heard(request: HttpRequest, slug: str) -> _Heard | None:
    """What was said of which translation; None for what no form of ours sends."""
    language, said = request.POST.get("language", ""), request.POST.get("useful", "")
    known = library().articles.get(slug)
    if known is None:
        raise Http404
    if language not in known or said not in {"yes", "no"}:
        return None
    return _Heard(slug, language, said == "yes")


def _back(request: HttpRequest, heard: _Heard) -> str:
    """The article as it was read: from the same order, and in the language that its address had asked for."""
    order = order_id_of(request.POST.get("order", ""))
    own = reader_language()
    is_asked_for = heard.language != own and own in library().articles[heard.slug]
    return article_address(heard.slug, str(order or ""), "vote", spoken=heard.language if is_asked_for else "")


def _is_hurried(request: HttpRequest) -> bool:
    person = person_of(request)
    if person is not None:
        return is_too_often("help-vote", person, MOST_A_MINUTE)
    return is_too_often_from("help-vote", request, MOST_A_MINUTE, 60)


def _are_too_many(request: HttpRequest, heard: _Heard) -> bool:
    """Whoever throws the word of their browser away gets a new one, but not for ever."""
    on_this = is_too_often_from(f"help-new:{heard.slug}:{heard.language}", request, MOST_NEW_ON_ONE, DAY_S)
    return on_this or is_too_often_from("help-new", request, MOST_NEW_A_DAY, DAY_S)
