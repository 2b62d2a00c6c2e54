"""Files of an order, handed back to its parties: always as something to save, never opened in the site's own name."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parley.core.order.messages import OpenFiles
from parley.core.order.state import DeliveredFile, Milestone
from parley.core.parties import Role
from parley.desk.ask import ask
from parley.desk.files import open_file
from parley.desk.intake import new_id
from parley.web.orders.door import Visit, enter
from parley.web.orders.parts.files import handed_in


@login_required
@require_safe
def file(request: HttpRequest, order_id: UUID, milestone: int, sha256: str) -> HttpResponse | FileResponse:
    """A file of a brief, a part or a delivery. That the client opened a delivery is a recorded fact that both sides see."""
    visit = enter(request, order_id)
    found = _find(visit, visit.milestone(milestone), sha256)
    source = open_file(order_id, sha256) if found is not None else None
    if found is None or source is None:
        raise Http404
    if request.method == "GET" and visit.role is Role.CLIENT:
        _note_opened(visit, visit.milestone(milestone), sha256)
    name = visit.page.wording.words(found.name, "file")
    response = FileResponse(source, as_attachment=True, filename=name, content_type=found.media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _find(visit: Visit, milestone: Milestone, sha256: str) -> DeliveredFile | None:
    return next(
        (one for one in [*handed_in(milestone), *visit.page.brief_files(milestone.number)] if one.sha256 == sha256),
        None,
    )


def _note_opened(visit: Visit, milestone: Milestone, sha256: str) -> None:
    delivery = milestone.last_delivery
    if delivery is None or delivery.opened_at is not None or sha256 not in {one.sha256 for one in delivery.files}:
        return
    # A stage in which nothing can be noted any more refuses; the file is handed over all the same.
    ask(OpenFiles(order_id=visit.order.id, id=new_id(), by=visit.role, milestone=milestone.number))
