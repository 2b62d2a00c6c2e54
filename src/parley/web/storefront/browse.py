"""/services: everything that is offered, looked through by words and filters, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.core.money import EXPONENTS, BadAmount, Money
from parley.people.models import Person
from parley.search.find import Place, read_place
from parley.storefront.content import MOST_DAYS
from parley.storefront.listing import Newest, Wanted, look
from parley.web.accounts.reader import person_of
from parley.web.components.action import Action, Link
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Field
from parley.web.components.pager import Pager
from parley.web.components.typed import amount_filter, currency_filter, language_filter, trade_filter
from parley.web.desk.keys import read_key, write_key
from parley.web.storefront.card import Card, card
from parley.words.money import bad_amount_words, read_amount
from parley.words.trades import trade_of

LONGEST_WORDS = 200
"""Characters of the box; what is longer is cut, as the box does."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for, as the form shows it again. `by` is the name of whose services these are."""

    words: Field
    narrow: tuple[Field, ...]
    is_open: bool
    hidden: tuple[tuple[str, str], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """The context of storefront/browse.html."""

    filters: Filters
    cards: tuple[Card, ...]
    empty: EmptyState
    links: tuple[Link, ...]
    pager: Pager | None
    clear_href: str


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    reader = person_of(request)
    wanted, errors = _wanted(request)
    listing = look(wanted, _after(request))
    more = _address(request, _write(listing.next)) if listing.next else ""
    asked = any(request.GET.get(name, "").strip() for name in ("q", "language", "trade", "most", "days", "by"))
    page = ServicesPage(
        filters=_filters(request, wanted, errors),
        cards=tuple(card(one, is_signed_in=reader is not None) for one in listing.services),
        empty=_empty(asked=asked),
        links=_links(reader),
        pager=Pager(older_href=more, older_label=_("More services")) if more else None,
        clear_href=reverse("services") if asked else "",
    )
    return render(request, "storefront/browse.html", {"title": _("Services"), "page": page})


def _wanted(request: HttpRequest) -> tuple[Wanted, dict[str, str]]:
    """What nobody has written is no filter; what cannot be read is said and narrows nothing."""
    asked, errors = request.GET, dict[str, str]()
    currency = asked.get("currency", "EUR")
    currency = currency if currency in EXPONENTS else "EUR"
    most: Money | None = None
    if asked.get("most", "").strip():
        try:
            most = read_amount(asked["most"], currency)
        except BadAmount as bad:
            errors["most"] = bad_amount_words(bad, currency)
    days = asked.get("days", "").strip()
    most_days = int(days) if days.isdecimal() and len(days) < 5 else None
    if days and most_days is None:
        errors["days"] = _("Write a whole number from {least} to {most}.").format(least=1, most=MOST_DAYS)
    language = asked.get("language", "")
    wanted = Wanted(
        words=asked.get("q", "")[:LONGEST_WORDS],
        language=language if language in dict(settings.LANGUAGES) else "",
        trade=trade_of(asked.get("trade", "")),
        most=most,
        most_days=most_days,
        owner=_uuid(asked.get("by", "")),
    )
    return wanted, errors


def _filters(request: HttpRequest, wanted: Wanted, errors: dict[str, str]) -> Filters:
    asked = request.GET
    narrow = (
        language_filter(wanted.language),
        trade_filter(wanted.trade),
        amount_filter("most", _("Price up to"), asked.get("most", ""), errors.get("most", "")),
        currency_filter(asked.get("currency", "")),
        amount_filter("days", _("Business days, at most"), asked.get("days", ""), errors.get("days", ""), "number"),
    )
    words = Field(
        "q",
        _("What are you looking for?"),
        kind="search",
        value=wanted.words,
        optional_word=False,
        maxlength=LONGEST_WORDS,
        said=True,
    )
    is_open = bool(wanted.language or wanted.trade or asked.get("most") or asked.get("days"))
    owner = Person.objects.filter(id=wanted.owner, is_active=True).first() if wanted.owner else None
    hidden = (("by", str(wanted.owner)),) if wanted.owner else ()
    return Filters(words, narrow, is_open, hidden, owner.name if owner else "")


def _empty(*, asked: bool) -> EmptyState:
    if asked:
        return EmptyState(
            _("Nothing fits all of that"),
            _("Look for fewer words, or leave a filter out. Every word has to stand in the service."),
            action=Action(_("See all services"), href=reverse("services")),
        )
    return EmptyState(
        _("No services yet"),
        _("The first one is yours, if you like."),
        action=Action(_("Offer a service"), href=reverse("new_service"), weight="primary"),
    )


def _links(reader: Person | None) -> tuple[Link, ...]:
    new = Link(_("Offer a service"), reverse("new_service"))
    return (Link(_("Your services"), reverse("own_services")), new) if reader is not None else (new,)


def _after(request: HttpRequest) -> Place | Newest | None:
    typed = request.GET.get("after", "")
    key = read_key(typed)
    if key is not None and key[0] is not None and key[0].tzinfo is not None:
        return Newest(key[0], key[1])
    return read_place(typed)


def _write(place: Place | Newest) -> str:
    return str(place) if isinstance(place, Place) else write_key((place.listed_at, place.id)).replace("%2B", "+")


def _address(request: HttpRequest, after: str) -> str:
    asked = [(name, text) for name, text in request.GET.items() if name != "after" and text]
    return "?" + urlencode([*asked, ("after", after)])


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
