"""/people/<id>/portfolio/<piece>/<width>.webp: a picture, for whoever may see the page that it stands on."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parley.people.picture_files import open_picture
from parley.people.pictures import widths_of
from parley.people.shown import Piece
from parley.web.accounts.reader import person_of
from parley.web.people.door import may_look

DAY_S = 24 * 3600


@require_safe
def picture(request: HttpRequest, person_id: UUID, piece_id: UUID, width: int) -> HttpResponse:
    """Kept by the reader's own browser for a day: what lies under one address never changes, it only goes."""
    piece = Piece.objects.filter(id=piece_id, person_id=person_id).select_related("person").first()
    if piece is None or width not in widths_of(piece.width) or not may_look(person_of(request), piece.person):
        raise Http404
    source = open_picture(piece.picture, width)
    if source is None:
        raise Http404
    with source:
        response = HttpResponse(source.read(), content_type="image/webp")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = f"private, max-age={DAY_S}, immutable"
    return response
