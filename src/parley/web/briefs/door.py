"""The doors of the briefs: everybody may read what is published, its author may change it, operators may judge it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parley.board.models import Brief
from parley.people.models import Person
from parley.web.accounts.reader import person_of

SENDS_A_MINUTE = 10
"""Forms about briefs that one person sends."""

AuthorsView = Callable[[HttpRequest, Person, Brief], HttpResponse]


def brief_or_404(brief_id: UUID, reader: Person | None, at: datetime) -> Brief:
    """What this reader may see: an open brief, one's own of any stage, and for operators all that was posted."""
    brief = Brief.objects.select_related("author").filter(id=brief_id, version__gt=0).first()
    if brief is None:
        raise Http404
    is_public = brief.is_open(at) and brief.author.is_active
    if not (is_public or brief.is_of(reader) or (reader is not None and reader.is_operator)):
        raise Http404
    return brief


def posted_or_404(brief_id: UUID) -> Brief:
    """A brief as operators see it: whatever was posted, of any stage."""
    brief = Brief.objects.select_related("author").filter(id=brief_id, version__gt=0).first()
    if brief is None:
        raise Http404
    return brief


def authors_only(
    *methods: str, stands_on: str = ""
) -> Callable[[AuthorsView], Callable[Concatenate[HttpRequest, UUID, ...], HttpResponse]]:
    """Lets the author in, by these methods; for all others there is no such page. A guest, whose session may have ended, signs
    in and comes back: to the page `stands_on` where the address only takes a form."""

    def guard(view: AuthorsView) -> Callable[Concatenate[HttpRequest, UUID, ...], HttpResponse]:
        @require_http_methods(methods)
        def inside(request: HttpRequest, person: Person, brief_id: UUID) -> HttpResponse:
            brief = Brief.objects.filter(id=brief_id, author=person).first()
            if brief is None:
                raise Http404
            return view(request, person, brief)

        @wraps(view)
        def guarded(request: HttpRequest, brief_id: UUID) -> HttpResponse:
            person = person_of(request)
            if person is None:
                return redirect_to_login(reverse(stands_on) if stands_on else request.get_full_path())
            return inside(request, person, brief_id)

        return guarded

    return guard


def said_no(refused: ValidationError) -> str:
    """The words of a refusal."""
    return str(refused.messages[0])
