"""Asking for work again, item by item, with what was agreed in view."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import AcceptItems, RequestRevision
from parley.core.order.messages import Asked as AskedFor
from parley.core.order.requests import ItemKind
from parley.core.order.revision import MOST_REQUEST_ITEMS
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import text
from parley.web.components.form import Choice, Field, Group
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome
from parley.web.orders.scope import live_check
from parley.words.stages import item_kind, item_kind_explained

LINES = 3
ONE_MORE = "1"
"""What the button that adds a line says with `again`."""


def request_revision(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return act_view(request, order_id, milestone, "request-revision", RequestRevision, _sheet, _read)


def accept_items(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        ticked = asked.typed.getlist("items") if asked.typed else []
        delivered = asked.milestone.delivered_items() - asked.milestone.accepted_items
        choices = tuple(
            Choice(str(item.number), asked.visit.page.wording.words(item.what), checked=str(item.number) in ticked)
            for item in asked.milestone.terms.items
            if item.number in delivered
        )
        return Sheet(fields=(Field("items", _("What is fine"), kind="checkboxes", choices=choices, required=True),))

    def read(asked: Asked) -> Outcome:
        items = tuple(int(one) for one in asked.typed.getlist("items") if one.isdecimal() and len(one) < 6)
        return AcceptItems(**asked.envelope(), items=items), ()

    return act_view(request, order_id, milestone, "accept-items", AcceptItems, draw, read)


def _read(asked: Asked) -> Outcome:
    items: list[AskedFor] = []
    for line in range(1, _lines(asked) + 1):
        words = asked.typed.get(f"words-{line}", "")
        if not words.strip():
            continue
        kind = _kind(asked.typed.get(f"kind-{line}", ""))
        if kind is None:
            return _sheet(asked, missing=line)
        items.append(
            AskedFor(kind=kind, words=text(words, asked.words("").language), scope_item=_scope_item(asked, line, kind))
        )
    return RequestRevision(**asked.envelope(), items=tuple(items)), ()


def _sheet(asked: Asked, missing: int | None = None) -> Sheet:
    lines = _lines(asked)
    groups = [_group(asked, line, is_missing=line == missing, is_last=line == lines) for line in range(1, lines + 1)]
    return Sheet(fields=groups, shows_scope=True, more=_("Add another item"), kept=(("lines", str(lines)),))


def _lines(asked: Asked) -> int:
    """How many lines the form has: three, or what it had, and one more when that was asked for (a check asks for none)."""
    typed = asked.typed.get("lines", "") if asked.typed else ""
    had = int(typed) if typed.isdecimal() and len(typed) < 4 else LINES
    return min(max(had + (1 if asked.typed.get("again") == ONE_MORE else 0), 1), MOST_REQUEST_ITEMS)


def _group(asked: Asked, line: int, *, is_missing: bool, is_last: bool) -> Group:
    chosen = asked.typed.get(f"kind-{line}", "") if asked.typed else ""
    kind_now = _kind(chosen)
    so_far = (kind_now, _scope_item(asked, line, kind_now), None) if kind_now is not None else None
    kinds = tuple(
        Choice(kind.value, item_kind(kind), hint=item_kind_explained(kind), checked=kind.value == chosen)
        for kind in ItemKind
    )
    return Group(
        _("Item {number}").format(number=line),
        (
            Field(
                f"words-{line}",
                _("What should be different"),
                kind="textarea",
                value=asked.typed.get(f"words-{line}", "") if asked.typed else "",
                said=True,
                rows=3,
                maxlength=LONGEST_MESSAGE,
                required=line == 1,
                optional_word=False,
                draft=f"{asked.visit.order.id}-{asked.milestone.number}-revision-{line}",
            ),
            Field(
                f"kind-{line}",
                _("What kind of item it is"),
                kind="radio",
                choices=kinds,
                optional_word=False,
                error=_("Choose what kind of item this is.") if is_missing else "",
            ),
            Field(
                f"item-{line}",
                _("What it belongs to"),
                kind="select",
                choices=(Choice("", _("Nothing that was agreed")), *_scope_choices(asked, line)),
                optional_word=False,
            ),
        ),
        live=live_check(asked.visit, asked.milestone, line, asked.address, so_far, is_last=is_last),
    )


def _scope_item(asked: Asked, line: int, kind: ItemKind) -> int | None:
    """The scope item that a line names; something new names none, whatever the list says."""
    item = asked.typed.get(f"item-{line}", "")
    return int(item) if item.isdecimal() and len(item) < 6 and kind is not ItemKind.NEW else None


def _scope_choices(asked: Asked, line: int) -> list[Choice]:
    chosen = asked.typed.get(f"item-{line}", "") if asked.typed else ""
    return [
        Choice(
            str(item.number),
            f"{item.number}. {asked.visit.page.wording.words(item.what)}",
            checked=str(item.number) == chosen,
        )
        for item in asked.milestone.terms.items
        if item.number not in asked.milestone.accepted_items
    ]


def _kind(typed: str) -> ItemKind | None:
    return ItemKind(typed) if typed in {kind.value for kind in ItemKind} else None
