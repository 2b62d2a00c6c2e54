"""The brief: what the freelancer needs before work begins."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import SubmitBrief
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.acts.uploads import NO_UPLOADS, Uploads, file_field, read_uploads


def brief(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    # A form's files can be read only once, so drawing it again uses what reading it has found.
    found: list[Uploads] = []

    def draw(asked: Asked) -> Sheet:
        return _sheet(asked, found[-1] if found else NO_UPLOADS)

    def read(asked: Asked) -> Outcome:
        uploads = read_uploads(asked, (0,))
        found.append(uploads)
        if uploads.errors:
            return _sheet(asked, uploads)
        command = SubmitBrief(
            **asked.envelope(),
            note=asked.words("note"),
            files=tuple(file.delivered for file in uploads.kept),
            names=tuple(file.name for file in uploads.kept),
        )
        return command, uploads.kept

    return act_view(request, order_id, milestone, "brief", SubmitBrief, draw, read)


def _sheet(asked: Asked, uploads: Uploads) -> Sheet:
    hint = _("What matters to you, who it is for, what must not be missing.")
    return Sheet(
        fields=(
            words_field(asked, "note", _("Your brief"), hint=hint, required=False, rows=8),
            file_field(0, _("Files"), uploads, hint=_("Pictures, texts, earlier versions.")),
        ),
        shows_scope=True,
        kept=uploads.hidden(),
    )
