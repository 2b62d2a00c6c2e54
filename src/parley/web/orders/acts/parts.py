"""Handing in a part before the rest, and claiming it from a client who has fallen silent."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.files import ANY_FILE
from parley.core.order.messages import ClaimPart, DeliverPart
from parley.web.components.form import Choice, Field
from parley.web.orders.acts.page import Asked, Sheet, act_view, numbers_in
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.acts.uploads import NO_UPLOADS, Uploads, file_field, read_uploads
from parley.words.sentence import Text as Words


def deliver_part(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    # A form's files can be read only once, so drawing it again uses what reading it has found.
    found: list[Uploads] = []

    def draw(asked: Asked) -> Sheet:
        return _sheet(asked, found[-1] if found else NO_UPLOADS)

    def read(asked: Asked) -> Outcome:
        uploads = read_uploads(asked, [item.number for item in asked.milestone.terms.items])
        found.append(uploads)
        items = sorted(numbers_in(asked.typed.getlist("items"), ""))
        if not items:
            return _sheet(asked, uploads, error=_("Choose at least one item."))
        if uploads.errors:
            return _sheet(asked, uploads)
        command = DeliverPart(
            **asked.envelope(),
            items=tuple(items),
            files=tuple(file.delivered for file in uploads.kept),
            names=tuple(file.name for file in uploads.kept),
            note=asked.words("note"),
        )
        return command, uploads.kept

    return act_view(request, order_id, milestone, "deliver-part", DeliverPart, draw, read)


def claim_part(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        hint = _("Your own words go with the notice. The dates are added for you.")
        return Sheet(fields=(words_field(asked, "note", _("A few words"), hint=hint, required=False),))

    def read(asked: Asked) -> Outcome:
        return ClaimPart(**asked.envelope(), note=asked.words("note")), ()

    return act_view(request, order_id, milestone, "claim-part", ClaimPart, draw, read)


def _sheet(asked: Asked, uploads: Uploads, error: Words = "") -> Sheet:
    """Every item has its box and its files; only files of an item that is ticked can go along."""
    ticked = asked.typed.getlist("items") if asked.typed else []
    items = asked.milestone.terms.items
    delivered = asked.milestone.delivered_items()
    choices = tuple(
        Choice(
            str(item.number),
            f"{item.number}. {asked.visit.page.wording.words(item.what)}",
            hint=_("Delivered before. What you hand in now takes its place.") if item.number in delivered else "",
            checked=str(item.number) in ticked,
        )
        for item in items
    )
    boxes = Field("items", _("What you hand in"), kind="checkboxes", choices=choices, required=True, error=error)
    files = [
        replace(
            file_field(item.number, _files_of(asked, item.number), uploads, hint=_agreed(item.files)),
            optional_word=False,  # needed for an item that is ticked
        )
        for item in items
        if item.files
    ]
    note = words_field(asked, "note", _("A note to go with it"), required=False)
    return Sheet(fields=(boxes, *files, note), shows_scope=True, kept=uploads.hidden())


def _files_of(asked: Asked, number: int) -> str:
    item = asked.milestone.terms.item(number)
    what = asked.visit.page.wording.words(item.what) if item is not None else ""
    # Translators: files that belong to one item; {item} is what was agreed.
    return _("Files for {number}. {item}").format(number=number, item=what)


def _agreed(endings: tuple[str, ...]) -> str:
    named = ", ".join(ending.upper() for ending in endings if ending != ANY_FILE)
    return _("Agreed: {files}.").format(files=named) if named else ""
