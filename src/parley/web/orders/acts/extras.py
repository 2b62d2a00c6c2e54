"""Extra work: a wish of the client's, and the freelancer's offer with items, a price and a date."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from parley.core.money import Money, total, zero
from parley.core.order.messages import AskExtra, OfferExtra
from parley.core.order.soundness import MOST_DAYS, MOST_ITEMS
from parley.core.order.state import Proposal, ProposalKind
from parley.core.order.terms import MilestoneTerms, ScopeItem
from parley.core.texts import LONGEST_LINE, LONGEST_MESSAGE
from parley.web.components.form import Field, Group
from parley.web.components.notice import Notice
from parley.web.offers.draft import Draft
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.words.money import amount_for_input


def ask_extra(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        hint = _("What you would like, who it is for, and by when if that matters.")
        return Sheet(fields=(words_field(asked, "wish", _("Your wish"), hint=hint, rows=6),), shows_scope=True)

    def read(asked: Asked) -> Outcome:
        return AskExtra(**asked.envelope(), wish=asked.words("wish")), ()

    return act_view(request, order_id, milestone, "ask-extra", AskExtra, draw, read)


def offer_extra(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return act_view(request, order_id, milestone, "offer-extra", OfferExtra, _sheet, _read)


def _read(asked: Asked) -> Outcome:
    order = asked.visit.order
    draft = _typed(asked)
    name = draft.words("name", LONGEST_LINE)
    items = [_item(draft, line, order.terms.currency) for line in _filled_lines(draft)]
    extra = MilestoneTerms(
        number=0,
        name=name,
        price=_price(draft, items, order.terms.currency),
        items=tuple(items),
        due_on=draft.day("due", order.terms.calendar.local_date(asked.visit.at)),
        working_days=draft.number("days", 0, MOST_DAYS),
        deposit=zero(order.terms.currency),
    )
    if draft.errors:
        return _sheet(asked, draft)
    wording = tuple(draft.texts)
    return OfferExtra(**asked.envelope(), extra=extra, wording=wording, recommended=asked.words("recommended")), ()


def _item(draft: Draft, line: int, currency: str) -> ScopeItem:
    priced = draft.value(f"price-{line}").strip()
    return ScopeItem(
        number=line,
        what=draft.words(f"what-{line}"),
        test=draft.words(f"test-{line}"),
        effort_minutes=draft.minutes(f"hours-{line}"),
        price=draft.amount(f"price-{line}", currency) if priced else None,
    )


def _price(draft: Draft, items: list[ScopeItem], currency: str) -> Money:
    """The price as it was typed, or the sum of the items where each has its own."""
    priced = [item.price for item in items if item.price is not None]
    if priced and len(priced) < len(items):
        for item in items:
            if item.price is None:
                draft.errors[f"price-{item.number}"] = _("Where one item has a price, all have one. Nothing costs 0.")
    sum_ = total(priced, currency)
    if priced and not draft.value("price").strip():
        return sum_
    price = draft.amount("price", currency)
    if priced and "price" not in draft.errors and len(priced) == len(items) and price != sum_:
        draft.errors["price"] = _("The items come to {sum}. Write that, or leave this empty.").format(
            sum=amount_for_input(sum_)
        )
    return price


def _typed(asked: Asked) -> Draft:
    typed = {name: str(value) for name, value in asked.typed.items()}
    count = typed.get("lines", "")
    lines = int(count) if count.isdecimal() and len(count) < 4 else 1
    more = 1 if "again" in typed else 0
    return Draft(typed, 1, [min(max(lines + more, 1), MOST_ITEMS)], language=get_language() or "")


def _filled_lines(draft: Draft) -> list[int]:
    """Lines in which anything is typed, and the first in any case."""
    names = ("what", "test", "hours", "price")
    lines = range(1, draft.items[0] + 1)
    return [line for line in lines if line == 1 or any(draft.value(f"{name}-{line}").strip() for name in names)]


def _first(asked: Asked) -> Draft:
    """The form as it is opened: what the client wished for is the first item."""
    wish = open_wish(asked)
    words = asked.visit.page.wording.words(wish.reason) if wish is not None else ""
    return Draft({"what-1": words, "days": "5"}, 1, [1])


def open_wish(asked: Asked) -> Proposal | None:
    return next((one for one in asked.milestone.proposals if one.kind is ProposalKind.WISH), None)


def _sheet(asked: Asked, draft: Draft | None = None) -> Sheet:
    draft = draft or (_typed(asked) if asked.typed else _first(asked))
    lines = draft.items[0]
    currency = asked.visit.order.terms.currency
    recommended = words_field(
        asked,
        "recommended",
        _("Why you recommend it"),
        hint=_("The way you would go, as the expert of the two of you, and what it is good for."),
        required=False,
    )
    return Sheet(
        fields=(
            _field(
                draft,
                "name",
                pgettext("milestone", "Name"),
                hint=_("It becomes a milestone of its own, under this name."),
                required=True,
                said=True,
                maxlength=LONGEST_LINE,
            ),
            *(_line(draft, line, currency, is_only=lines == 1) for line in range(1, lines + 1)),
            Group(
                _("Price and time"),
                (
                    _field(
                        draft,
                        "price",
                        _("Price"),
                        kind="money",
                        hint=_("Paid for before the work begins. 0 if it costs nothing."),
                        required=lines == 1,
                        suffix=currency,
                        narrow=True,
                    ),
                    _field(draft, "due", _("Due on"), kind="date", required=True, narrow=True),
                    _field(
                        draft,
                        "days",
                        _("Working days"),
                        kind="number",
                        hint=_("From the start of work. The later of the two dates counts."),
                        required=True,
                        narrow=True,
                    ),
                ),
            ),
            recommended,
        ),
        notice=_wished(asked),
        shows_scope=True,
        more=_("Add another item"),
        kept=(("lines", str(lines)),),
    )


def _wished(asked: Asked) -> Notice | None:
    wish = open_wish(asked)
    if wish is None:
        return None
    title = _("{name} asked for this. Your offer answers it.").format(name=asked.visit.other_name)
    return Notice("news", "talk", title, asked.visit.page.wording.words(wish.reason))


def _line(draft: Draft, line: int, currency: str, *, is_only: bool) -> Group:
    required = line == 1
    text = {"kind": "textarea", "said": True, "rows": 2, "maxlength": LONGEST_MESSAGE}
    fields = (
        _field(draft, f"what-{line}", _("What"), required=required, **text),
        _field(draft, f"test-{line}", _("It is done when"), required=required, **text),
        _field(draft, f"hours-{line}", _("Hours of work"), kind="number", required=required, narrow=True),
        _field(draft, f"price-{line}", _("Price of this item"), kind="money", suffix=currency, narrow=True),
    )
    legend = _("Item {number}").format(number=line)
    return Group(legend, fields if not is_only else fields[:-1])


def _field(draft: Draft, name: str, label: str, **more: object) -> Field:
    optional = bool(more.get("required")) or name.startswith("price")
    return Field(name, label, value=draft.value(name), error=draft.errors.get(name, ""), optional_word=optional, **more)  # type: ignore[arg-type]
