"""Files to check something with: a day's root and the programs for everybody, the proof of an order for those in it."""

from __future__ import annotations

import logging
from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parley.casefile.programs import PROGRAMS, program
from parley.casefile.proof import NoProof, Why, proof_of, published_day
from parley.web.orders.door import enter

log = logging.getLogger(__name__)

FOR_EVERYBODY = "public, max-age=3600"
"""The same for whoever asks. A root may get its time stamp later, a program may be mended."""
FOR_THE_READER = "private, no-store"


@require_safe
def daily_root(request: HttpRequest, day: str) -> HttpResponse:  # noqa: ARG001
    """What the desk has signed about a day in UTC."""
    said = published_day(_day(day))
    if said is None:
        raise Http404
    return _saved(said + "\n", "application/json", f"parley-{day}.json", FOR_EVERYBODY)


@require_safe
def verifier(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """A program of one file, to be read and run by whoever does not believe this desk."""
    if f"{name}.py" not in PROGRAMS:
        raise Http404
    return _saved(program(f"{name}.py"), "text/x-python; charset=utf-8", f"{name}.py", FOR_EVERYBODY)


@login_required
@require_safe
def day_proof(request: HttpRequest, order_id: UUID, day: str) -> HttpResponse:
    """That an order was under the root of a day, for both sides and whoever works on the order for the desk."""
    enter(request, order_id)
    try:
        proof = proof_of(order_id, _day(day))
    except NoProof as refused:
        if refused.why is Why.CHANGED:
            log.exception(
                "there is no proof of order %s on %s: the journal does not lead to the signed root", order_id, day
            )
        raise Http404 from None
    return _saved(proof + "\n", "application/json", f"parley-{order_id}-{day}.json", FOR_THE_READER)


def _day(text: str) -> date:
    """A day as an address writes it, and only so: one file has one address."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day.isoformat() != text:
        raise Http404
    return day


def _saved(content: str | bytes, media_type: str, name: str, kept: str) -> HttpResponse:
    """Always something to save: nothing of it is opened in the site's own name."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = kept
    return response
