"""The freelancer's answer to a revision request: will do, a price, or outside what was agreed, for each item."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount, Money
from parley.core.order.messages import AnswerRequest, Reply
from parley.core.order.requests import AnswerKind, ItemKind, RequestItem
from parley.core.texts import LONGEST_MESSAGE
from parley.web.components.form import Choice, Field, Group
from parley.web.orders.acts.page import Asked, Sheet, act_view, numbers_in
from parley.web.orders.acts.plain import Outcome
from parley.web.orders.scope import live_check
from parley.words.money import bad_amount_words, read_amount
from parley.words.sentence import Text as Words
from parley.words.stages import answer_kind

LONGEST_HOURS = Decimal(10_000)


def answer(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return act_view(request, order_id, milestone, "answer", AnswerRequest, _sheet, _read)


def _read(asked: Asked) -> Outcome:
    errors: dict[str, Words] = {}
    replies: list[Reply] = []
    for number in _numbers(asked):
        kind = asked.typed.get(f"kind-{number}", "")
        if kind not in {one.value for one in AnswerKind}:
            errors[f"kind-{number}"] = _("Choose an answer.")
            continue
        replies.append(
            Reply(
                item=number,
                kind=AnswerKind(kind),
                effort_minutes=_minutes(asked, number, errors),
                price=_price(asked, number, errors) if kind == AnswerKind.PRICE.value else None,
                reason=asked.words(f"reason-{number}"),
            )
        )
    if errors:
        return _sheet(asked, errors)
    return AnswerRequest(**asked.envelope(), answers=tuple(replies)), ()


def _minutes(asked: Asked, number: int, errors: dict[str, Words]) -> int | None:
    """Hours as people write them, to whole minutes."""
    name = f"effort-{number}"
    typed = asked.typed.get(name, "").strip()
    if not typed:
        return None
    minutes = _read_hours(typed)
    if minutes is None:
        errors[name] = _("Write hours as a number, such as 1.5.")
    return minutes


def _read_hours(typed: str) -> int | None:
    """None for what is no number of hours, or more than anybody works."""
    try:
        hours = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return None
    if not hours.is_finite() or not 0 < hours <= LONGEST_HOURS:
        return None
    return int((hours * 60).to_integral_value())


def _price(asked: Asked, number: int, errors: dict[str, Words]) -> Money | None:
    name = f"price-{number}"
    try:
        return read_amount(asked.typed.get(name, ""), asked.visit.order.terms.currency)
    except BadAmount as bad:
        errors[name] = bad_amount_words(bad, asked.visit.order.terms.currency)
        return None


def _sheet(asked: Asked, errors: dict[str, Words] | None = None) -> Sheet:
    numbers = _numbers(asked)
    return Sheet(
        fields=[_group(asked, number, errors or {}, is_last=number == numbers[-1]) for number in numbers],
        shows_scope=True,
    )


def _numbers(asked: Asked) -> list[int]:
    """The items of the request, and those that were answered in the form: when the request is closed meanwhile, or the form
    comes twice, what was typed still says the same."""
    request = asked.milestone.request
    return sorted({item.number for item in request.items} if request else numbers_in(asked.typed, "reason-"))


def _item(asked: Asked, number: int) -> RequestItem | None:
    items = asked.milestone.request.items if asked.milestone.request else ()
    return next((item for item in items if item.number == number), None)


def _so_far(asked: Asked, item: RequestItem | None) -> tuple[ItemKind, int | None, int | None] | None:
    """What is known of an item: how it was asked, and the effort that is typed, once it is one."""
    if item is None:
        return None
    typed = asked.typed.get(f"effort-{item.number}", "").strip() if asked.typed else ""
    # Less than half a minute is no effort yet.
    return item.kind, item.scope_item, _read_hours(typed) or None


def _group(asked: Asked, number: int, errors: dict[str, Words], *, is_last: bool) -> Group:
    item = _item(asked, number)
    words = asked.visit.page.wording.words(item.words) if item is not None else ""

    def field(name: str, label: str, **more: object) -> Field:
        full = f"{name}-{number}"
        value = asked.typed.get(full, "") if asked.typed else ""
        return Field(full, label, value=value, error=errors.get(full, ""), optional_word=False, **more)  # type: ignore[arg-type]

    chosen = asked.typed.get(f"kind-{number}", "") if asked.typed else ""
    kinds = tuple(Choice(kind.value, answer_kind(kind), checked=kind.value == chosen) for kind in AnswerKind)
    return Group(
        f"{number}. {words}",
        (
            field("kind", _("Your answer"), kind="radio", choices=kinds, required=True),
            field("effort", _("Effort in hours"), kind="number", narrow=True),
            field("price", _("Price"), kind="money", suffix=asked.visit.order.terms.currency, narrow=True),
            field("reason", _("Why, in a sentence"), kind="textarea", said=True, rows=2, maxlength=LONGEST_MESSAGE),
        ),
        live=live_check(
            asked.visit,
            asked.milestone,
            number,
            asked.address,
            _so_far(asked, item),
            typed=f"f-effort-{number}",
            is_last=is_last,
        ),
    )
