"""Handing work in: the first time, a better version before an answer came, and again after a revision request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.files import ANY_FILE
from parley.core.order.messages import AnyMilestoneCommand, Deliver, DeliverAgain, Redeliver
from parley.core.order.terms import ScopeItem
from parley.web.components.form import Choice, Field
from parley.web.orders.acts.page import Asked, Sheet, act_view, numbers_in
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.acts.uploads import NO_UPLOADS, Uploads, file_field, read_uploads
from parley.web.orders.parts.revision import open_request

Build = Callable[[Asked, Uploads], Deliver | DeliverAgain | Redeliver]


def deliver(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return _view(request, order_id, milestone, "deliver", Deliver, lambda asked, up: Deliver(**_common(asked, up)))


def deliver_again(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return _view(
        request,
        order_id,
        milestone,
        "deliver-again",
        DeliverAgain,
        lambda asked, up: DeliverAgain(**_common(asked, up)),
    )


def redeliver(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def build(asked: Asked, uploads: Uploads) -> Redeliver:
        # From the form alone: a form that comes twice must say the same when the request is closed already.
        done = tuple(sorted(numbers_in(asked.typed.getlist("done"), "")))
        explained = tuple(
            (number, asked.words(f"explain-{number}"))
            for number in sorted(numbers_in(asked.typed, "explain-") - set(done))
            if asked.typed.get(f"explain-{number}", "").strip()
        )
        return Redeliver(**_common(asked, uploads), done=done, explained=explained)

    return _view(request, order_id, milestone, "redeliver", Redeliver, build)


def _view(
    request: HttpRequest, order_id: UUID, milestone: int, slug: str, kind: type[AnyMilestoneCommand], build: Build
) -> HttpResponse:
    found: list[Uploads] = []

    def draw(asked: Asked) -> Sheet:
        return _sheet(asked, found[-1] if found else NO_UPLOADS)

    def read(asked: Asked) -> Outcome:
        uploads = read_uploads(asked, [item.number for item in asked.milestone.terms.items])
        found.append(uploads)
        if uploads.errors:
            return _sheet(asked, uploads)
        return build(asked, uploads), uploads.kept

    return act_view(request, order_id, milestone, slug, kind, draw, read)


def _common(asked: Asked, uploads: Uploads) -> dict[str, Any]:
    return {
        **asked.envelope(),
        "files": tuple(file.delivered for file in uploads.kept),
        "names": tuple(file.name for file in uploads.kept),
        "note": asked.words("note"),
    }


def _promised(asked: Asked) -> dict[int, str]:
    """What must be ticked or explained, in the client's words; of a request that is closed meanwhile, what the form had."""
    request = asked.milestone.request
    if request is None:
        return dict.fromkeys(sorted(numbers_in(asked.typed, "explain-")), "")
    words = {item.number: asked.visit.page.wording.words(item.words) for item in request.items}
    return {number: words[number] for number in request.promised()}


def _sheet(asked: Asked, uploads: Uploads) -> Sheet:
    is_again = asked.kind is Redeliver
    fields = [
        *(_ticks(asked) if is_again else ()),
        *(_files(asked, item, uploads, is_again=is_again) for item in asked.milestone.terms.items),
        words_field(asked, "note", _("A note to go with it"), required=False),
    ]
    return Sheet(
        fields=fields,
        request=open_request(asked.visit, asked.milestone) if is_again else None,
        shows_scope=not is_again,
        kept=uploads.hidden(),
    )


def _files(asked: Asked, item: ScopeItem, uploads: Uploads, *, is_again: bool) -> Field:
    what = asked.visit.page.wording.words(item.what)
    named = ", ".join(ending.upper() for ending in item.files if ending != ANY_FILE)
    hint = _("Agreed: {files}.").format(files=named) if named else ""
    if is_again:
        hint = " ".join(filter(None, (hint, _("Leave it empty and the files of the last delivery stay."))))
    return file_field(item.number, what, uploads, hint=hint, endings=() if is_again else item.files)


def _ticks(asked: Asked) -> list[Field]:
    promised = _promised(asked)
    if not promised:
        return []
    ticked = asked.typed.getlist("done") if asked.typed else []
    choices = tuple(
        Choice(str(number), f"{number}. {words}", checked=str(number) in ticked) for number, words in promised.items()
    )
    ticks = Field(
        "done",
        _("What is done"),
        kind="checkboxes",
        choices=choices,
        hint=_("Tick what you have changed. What you could not do, explain below."),
    )
    reasons = [
        Field(
            f"explain-{number}",
            _("Item {number}, if it is not done: why").format(number=number),
            kind="textarea",
            value=asked.typed.get(f"explain-{number}", ""),
            said=True,
            rows=2,
        )
        for number in promised
    ]
    return [ticks, *reasons]
