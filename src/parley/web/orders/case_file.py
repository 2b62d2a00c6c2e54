"""/orders/<id>/case-file: what the case file is, who may have it, how one checks it, and the file itself to take along."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import BinaryIO, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.casefile.archive import write_case_file
from parley.casefile.documents import html_document, pdf_document
from parley.casefile.layout import TooLarge
from parley.casefile.record import Record, Unsound, record_of
from parley.core.parties import Role
from parley.people.models import Person
from parley.web.accounts import limits
from parley.web.accounts.limits import too_many_requests
from parley.web.components.action import Link
from parley.web.components.notice import Notice
from parley.web.orders.door import Visit, enter
from parley.web.orders.proven import Proven, proven
from parley.words.locales import capitalized
from parley.words.record import language_name

log = logging.getLogger(__name__)

Told = TypeVar("Told")

ARCHIVE = "archive"
MOST_A_MINUTE = 30
"""Files for one person. Each is made anew, and an archive takes as long as a hundred pages."""
MEDIA_TYPES = {"html": "text/html;charset=utf-8", "pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Papers:
    """What there is to read in one language: the values of its buttons."""

    language: str
    code: str
    html: str
    pdf: str


@dataclass(frozen=True, slots=True)
class CaseFilePage:
    """The context of orders/case_file.html."""

    visit: Visit
    papers: tuple[Papers, ...]
    events: int
    head: str
    kit: Link | None
    proven: Proven | None
    notice: Notice | None = None


@login_required
@require_safe
def case_file(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """The page; with `?file=` the archive or one of its papers, always as something to save."""
    visit = enter(request, order_id)
    wanted = request.GET.get("file", "")
    try:
        return hand_over(visit, wanted) if wanted else _page(visit)
    except (Unsound, TooLarge) as error:
        # The words are for whoever runs the desk; audit tells them the same.
        log.error("no case file of order %s: %s", order_id, error)  # noqa: TRY400
        return _page(visit, not_now())


def hand_over(visit: Visit, wanted: str) -> HttpResponseBase:
    """One of the files. Raises Unsound and TooLarge; a file of another name is a page that does not exist."""
    if is_too_often(visit.person):
        return too_many_requests(visit.request)
    if wanted == ARCHIVE:
        packed, record = written(partial(write_case_file, visit.order.id))
        return to_save(packed, f"{name_of(record)}.zip", "application/zip")
    record = _record(visit)
    kind, _dot, language = wanted.partition(".")
    if language not in record.languages or kind not in MEDIA_TYPES:
        raise Http404
    made = html_document(record, language) if kind == "html" else pdf_document(record, language)
    return to_save(BytesIO(made), f"{name_of(record)}.{language}.{kind}", MEDIA_TYPES[kind])


def written(write: Callable[[BinaryIO], Told]) -> tuple[BinaryIO, Told]:
    """What may be larger than memory, in a file that is gone when it is closed; and what `write` says of it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    try:
        told = write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file, told


def to_save(file: BinaryIO, name: str, media_type: str) -> FileResponse:
    """Never shown in the site's own name: people's words are in it."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def name_of(record: Record) -> str:
    """Letters that every file system takes; how many events are in it tells two files of one order apart."""
    return f"case-{record.order_id}-{record.seq}"


def is_too_often(person: Person, at_most: int = MOST_A_MINUTE) -> bool:
    return limits.is_too_often("case-file", person, at_most)


def not_now() -> Notice:
    return Notice(
        "failed",
        "hourglass",
        _("There is no case file at the moment"),
        _(
            "What is stored of this order does not agree with itself, so the desk does not sign it. Whoever runs it has been "
            "told, and nothing of the order changes meanwhile."
        ),
    )


def _page(visit: Visit, notice: Notice | None = None) -> HttpResponse:
    languages = () if notice is not None else _record(visit).languages
    page = CaseFilePage(
        visit=visit,
        papers=tuple(Papers(capitalized(language_name(one)), one, f"html.{one}", f"pdf.{one}") for one in languages),
        events=visit.order.seq,
        head=visit.page.head,
        kit=_kit(visit),
        proven=proven(visit),
        notice=notice,
    )
    response = render(visit.request, "orders/case_file.html", {"page": page}, status=409 if notice is not None else 200)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _record(visit: Visit) -> Record:
    record = record_of(visit.order.id)
    if record is None:
        raise Http404
    return record


def _kit(visit: Visit) -> Link | None:
    """For whoever answers the bank, or bears what it takes."""
    is_paid = any(milestone.funded_at is not None for milestone in visit.order.milestones)
    if not is_paid or visit.role not in (Role.FREELANCER, Role.OPERATOR):
        return None
    return Link(_("Answer a chargeback"), reverse("chargeback_kit", args=[visit.order.id]))
