"""The doors of the briefs: everybody may read what is published, its author may change it, operators may judge it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import Http404

from parley.board.models import Brief
from parley.people.models import Person
from parley.web.accounts.owners import Guarded, View, owners_only

SENDS_A_MINUTE = 10
"""Forms about briefs that one person sends."""


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


def authors_only(*methods: str, stands_on: str = "") -> Callable[[View[Brief]], Guarded]:
    """Lets the author of a brief in: see owners_only."""
    return owners_only(
        lambda person, brief_id: Brief.objects.filter(id=brief_id, author=person).first(), methods, stands_on
    )
