"""What an author does to a brief by one button, and the appeal."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.board.judging import appeal
from parley.board.models import Brief, Stage
from parley.board.posting import close, delete_draft, renew
from parley.desk.now import now
from parley.people.models import Person
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.briefs.brief import show_brief
from parley.web.briefs.door import SENDS_A_MINUTE, authors_only
from parley.web.components.typed import said_no
from parley.web.policies.door import SEND


@authors_only(*SEND, stands_on="own_briefs")
def appeal_brief(request: HttpRequest, person: Person, brief: Brief) -> HttpResponse:
    if is_too_often("brief", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    at = now()
    try:
        appeal(person, brief.id, request.POST.get("words", ""), at)
    except ValidationError as refused:
        if refused.code == "appeal.made" or brief.stage != Stage.BLOCKED:
            messages.error(request, said_no(refused))
            return _back(brief)
        return show_brief(request, brief, person, at, said_no(refused), status=422)
    messages.success(request, _("Sent. A person looks at your brief, and what they decide stands here."))
    return _back(brief)


@authors_only(*SEND, stands_on="own_briefs")
def close_brief(request: HttpRequest, person: Person, brief: Brief) -> HttpResponse:
    if brief.stage == Stage.DRAFT:
        return _back(brief)
    try:
        close(person, brief.id, now())
    except ValidationError as refused:
        messages.info(request, said_no(refused))
    else:
        messages.success(request, _("The brief is closed. Nobody else sees it any more."))
    return _back(brief)


@authors_only(*SEND, stands_on="own_briefs")
def renew_brief(request: HttpRequest, person: Person, brief: Brief) -> HttpResponse:
    try:
        renew(person, brief.id, now())
    except ValidationError as refused:
        messages.error(request, said_no(refused))
    return _back(brief)


@authors_only(*SEND, stands_on="own_briefs")
def delete_brief(request: HttpRequest, person: Person, brief: Brief) -> HttpResponse:  # noqa: ARG001
    if brief.stage != Stage.DRAFT:
        messages.error(request, _("What was posted once stays in your list. Close it, and nobody sees it."))
        return _back(brief)
    delete_draft(brief)
    messages.success(request, _("The draft is deleted."))
    return HttpResponseRedirect(reverse("own_briefs"), status=303)


def _back(brief: Brief) -> HttpResponse:
    """See other: a reload of the page does not send the form again."""
    name = "brief_page" if brief.version else "edit_brief"
    return HttpResponseRedirect(reverse(name, args=[brief.id]), status=303)
