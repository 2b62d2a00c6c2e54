"""/briefs: the brief of the day, and everything that is wanted, looked through by words and filters, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.board.listing import Listing, Newest, Wanted, look
from parley.board.of_the_day import brief_of
from parley.core.money import EXPONENTS, BadAmount, Money
from parley.desk.now import now
from parley.people.models import Person
from parley.search.find import Place, read_place
from parley.web.accounts.reader import person_of
from parley.web.briefs.card import BriefCard, brief_card
from parley.web.components.action import Action, Link
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Field
from parley.web.components.pager import Pager
from parley.web.components.typed import amount_filter, currency_filter, language_filter, trade_filter
from parley.web.desk.keys import read_key, write_key
from parley.words.dates import date_only, local_date
from parley.words.money import bad_amount_words, read_amount
from parley.words.trades import trade_of

LONGEST_WORDS = 200
"""Characters of the box; what is longer is cut, as the box does."""
DESK_ZONE = settings.TIME_ZONE
"""The zone in which a day of the desk begins and ends."""


@dataclass(frozen=True, slots=True)
class OfToday:
    """The brief of the day, with the day as it is said."""

    card: BriefCard
    day: str


@dataclass(frozen=True, slots=True)
class BriefsPage:
    """The context of briefs/briefs.html."""

    today: OfToday | None
    words: Field
    narrow: tuple[Field, ...]
    is_narrowed: bool
    by: str
    by_id: str
    cards: tuple[BriefCard, ...]
    empty: EmptyState
    links: tuple[Link, ...]
    feeds: tuple[Link, ...]
    pager: Pager | None
    clear_href: str


@require_safe
def briefs(request: HttpRequest) -> HttpResponse:
    reader, at = person_of(request), now()
    wanted, errors = _wanted(request)
    listing = look(wanted, at, _after(request))
    more = _address(request, _write(listing.next)) if listing.next else ""
    is_asked = any(request.GET.get(name, "").strip() for name in ("q", "language", "trade", "least", "by"))
    today = of_today(reader, at) if not is_asked and "after" not in request.GET else None
    page = BriefsPage(
        today=today,
        words=Field(
            "q",
            _("What are you looking for?"),
            kind="search",
            value=wanted.words,
            optional_word=False,
            maxlength=LONGEST_WORDS,
            said=True,
        ),
        narrow=_narrow(request, wanted, errors),
        is_narrowed=bool(wanted.language or wanted.trade or request.GET.get("least")),
        # What stands on top is not shown a second time below.
        by=_name_of(wanted.author),
        by_id=str(wanted.author or ""),
        cards=tuple(card for card in _cards(listing, reader, at) if today is None or card.href != today.card.href),
        empty=_empty(is_asked=is_asked),
        links=_links(reader),
        feeds=_feeds(),
        pager=Pager(older_href=more, older_label=_("More briefs")) if more else None,
        clear_href=reverse("briefs") if is_asked else "",
    )
    return render(request, "briefs/briefs.html", {"title": _("Briefs"), "page": page})


def _cards(listing: Listing, reader: Person | None, at: datetime) -> list[BriefCard]:
    return [brief_card(one.brief, one.offers, at, is_signed_in=reader is not None) for one in listing.briefs]


def of_today(reader: Person | None, at: datetime) -> OfToday | None:
    day = local_date(at, DESK_ZONE)
    brief = brief_of(day, at)
    if brief is None:
        return None
    card = brief_card(brief, brief.answers.count(), at, is_signed_in=reader is not None)
    return OfToday(card, date_only(day, local_date(at, get_current_timezone_name())))


def _wanted(request: HttpRequest) -> tuple[Wanted, dict[str, str]]:
    """What nobody has written is no filter; what cannot be read is said and narrows nothing."""
    asked, errors = request.GET, dict[str, str]()
    currency = asked.get("currency", "EUR")
    currency = currency if currency in EXPONENTS else "EUR"
    least: Money | None = None
    if asked.get("least", "").strip():
        try:
            least = read_amount(asked["least"], currency)
        except BadAmount as bad:
            errors["least"] = bad_amount_words(bad, currency)
    language = asked.get("language", "")
    wanted = Wanted(
        words=asked.get("q", "")[:LONGEST_WORDS],
        language=language if language in dict(settings.LANGUAGES) else "",
        trade=trade_of(asked.get("trade", "")),
        least=least,
        author=_uuid(asked.get("by", "")),
    )
    return wanted, errors


def _name_of(person_id: UUID | None) -> str:
    """Whose briefs are looked at; empty for nobody who is here."""
    found = Person.objects.filter(id=person_id, is_active=True).first() if person_id is not None else None
    return found.name if found is not None else ""


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _narrow(request: HttpRequest, wanted: Wanted, errors: dict[str, str]) -> tuple[Field, ...]:
    return (
        language_filter(wanted.language),
        trade_filter(wanted.trade),
        amount_filter("least", _("Budget reaches"), request.GET.get("least", ""), errors.get("least", "")),
        currency_filter(request.GET.get("currency", "")),
    )


def _empty(*, is_asked: bool) -> EmptyState:
    if is_asked:
        return EmptyState(
            _("Nothing fits all of that"),
            _("Look for fewer words, or leave a filter out. Every word has to stand in the brief."),
            action=Action(_("See all briefs"), href=reverse("briefs")),
        )
    return EmptyState(
        _("No briefs yet"),
        _("Say what you need, and freelancers answer with offers."),
        action=Action(_("Post a brief"), href=reverse("new_brief"), weight="primary"),
    )


def _links(reader: Person | None) -> tuple[Link, ...]:
    links = [Link(_("Post a brief"), reverse("new_brief"))]
    if reader is not None:
        links.insert(0, Link(_("Your briefs"), reverse("own_briefs")))
    if reader is not None and reader.is_operator:
        links.insert(0, Link(_("Briefs to look at"), reverse("moderation")))
    return tuple(links)


def _feeds() -> tuple[Link, ...]:
    code = get_language() or settings.LANGUAGE_CODE
    return (
        # Translators: feeds are lists that a program reads.
        Link(_("New briefs in all languages, as a feed"), reverse("briefs_feed")),
        Link(_("New briefs in this language, as a feed"), reverse("briefs_feed_of", args=[code])),
        Link(_("The briefs of the day, as a feed"), reverse("briefs_of_the_day_feed")),
    )


def _after(request: HttpRequest) -> Place | Newest | None:
    typed = request.GET.get("after", "")
    key = read_key(typed)
    if key is not None and key[0] is not None and key[0].tzinfo is not None:
        return Newest(key[0], key[1])
    return read_place(typed)


def _write(place: Place | Newest) -> str:
    return str(place) if isinstance(place, Place) else write_key((place.at, place.id)).replace("%2B", "+")


def _address(request: HttpRequest, after: str) -> str:
    asked = [(name, text) for name, text in request.GET.items() if name != "after" and text]
    return "?" + urlencode([*asked, ("after", after)])
