"""A service in a list: what, by whom, from what price, how soon."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.storefront.content import Seen
from parley.words.durations import business_days
from parley.words.money import money
from parley.words.trades import Trade, trade_name


@dataclass(frozen=True, slots=True)
class Card:
    """The context of storefront/card.html. `owner_href` is empty for a guest, who may not see the page of a person."""

    href: str
    title: str
    language: str
    language_name: str
    owner: str
    owner_href: str
    trade: str
    price: str
    days: str
    about: str


LONGEST_ABOUT = 180
"""Characters of what the client gets that stand in a list."""


def card(one: Seen, *, is_signed_in: bool) -> Card:
    service, content = one.service, one.content
    price = money(one.least)
    return Card(
        href=reverse("service", args=[service.id]),
        title=content.title,
        language=content.language,
        language_name=language_name(content.language),
        owner=service.owner.name,
        owner_href=reverse("person", args=[service.owner_id]) if is_signed_in else "",
        trade=trade_name(Trade(content.trade)),
        # Translators: {price} is the least of several prices, such as €200.00.
        price=_("from {price}").format(price=price) if len(content.packages) > 1 else price,
        days=business_days(one.fastest_days),
        about=shortened(content.summary),
    )


def language_name(code: str) -> str:
    """A language in its own words."""
    return dict(settings.LANGUAGES).get(code, code)


def shortened(text: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_ABOUT:
        return line
    return line[:LONGEST_ABOUT].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
