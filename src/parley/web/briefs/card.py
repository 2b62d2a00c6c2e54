"""A brief in a list: what, by whom, for what budget, until when, and how many offers there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.board.content import Budget, content_of
from parley.board.models import Brief
from parley.web.storefront.card import language_name, shortened
from parley.words.dates import date_only, local_date
from parley.words.locales import number
from parley.words.money import money
from parley.words.trades import Trade, trade_name


@dataclass(frozen=True, slots=True)
class BriefCard:
    """The context of briefs/card.html. `author_href` is empty for a guest, who may not see the page of a person."""

    href: str
    title: str
    language: str
    language_name: str
    author: str
    author_href: str
    trade: str
    about: str
    budget: str
    wanted_by: str
    offers: str


def brief_card(brief: Brief, offers: int, at: datetime, *, is_signed_in: bool) -> BriefCard:
    content = content_of(brief)
    today = local_date(at, get_current_timezone_name())
    return BriefCard(
        href=reverse("brief_page", args=[brief.id]),
        title=content.title,
        language=content.language,
        language_name=language_name(content.language),
        author=brief.author.name,
        author_href=reverse("person", args=[brief.author_id]) if is_signed_in else "",
        trade=trade_name(Trade(content.trade)),
        about=shortened(content.text),
        budget=budget_words(content.budget) if content.budget else _("no budget named"),
        # Translators: {date} is "Fri 6 Nov".
        wanted_by=_("by {date}").format(date=date_only(content.wanted_by, today)) if content.wanted_by else "",
        offers=offers_words(offers),
    )


def budget_words(budget: Budget) -> str:
    """€300.00 to €500.00; up to €500.00; from €300.00; €500.00."""
    if budget.least is None and budget.most is not None:
        # Translators: a budget.
        return _("up to {sum}").format(sum=money(budget.most))
    if budget.most is None and budget.least is not None:
        # Translators: a budget.
        return _("from {sum}").format(sum=money(budget.least))
    if budget.least is not None and budget.most is not None and budget.least != budget.most:
        # Translators: a budget, such as "€300.00 to €500.00".
        return _("{least} to {most}").format(least=money(budget.least), most=money(budget.most))
    return money(budget.most) if budget.most is not None else ""


def offers_words(count: int) -> str:
    return ngettext("{n} offer", "{n} offers", count).format(n=number(count)) if count else _("no offers yet")
