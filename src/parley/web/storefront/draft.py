"""A service as it is being typed: nothing is lost, whatever is wrong, and what is right becomes content.

The fields are numbered as those of an offer (`name-2` is package 2's name, `what-2-1` its first part), so that the form works
without JavaScript. A package, a part or an extra of which nothing is filled in is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from parley.core.money import EXPONENTS
from parley.storefront.content import (
    LONGEST_PART,
    LONGEST_SUMMARY,
    MOST_DAYS,
    MOST_EXTRAS,
    MOST_ITEMS,
    MOST_PACKAGES,
    MOST_ROUNDS,
    MOST_TAGS,
    Content,
    Extra,
    Item,
    Package,
)
from parley.storefront.models import LONGEST_NAME, LONGEST_TAG, LONGEST_TITLE
from parley.storefront.screening import clean_line, clean_text
from parley.web.offers.draft import Draft
from parley.words.durations import hours_for_input
from parley.words.locales import number as counted
from parley.words.money import amount_for_input
from parley.words.trades import trade_of

NAMES = re.compile(
    r"title|language|trade|summary|tags|currency|packages|extras|items-[1-9]|(?:name|price|days|rounds)-[1-9]"
    r"|(?:what|test|hours)-[1-9]-[1-9][0-9]?|extra-(?:title|test|price|days|hours)-[1-9][0-9]?"
)
LONGEST_TYPED = 8_000
"""Characters of one field that are kept in a draft: more than any field takes."""


@dataclass(slots=True)
class ServiceDraft(Draft):
    """What was typed, and for each field what is wrong with it. `milestones` counts packages, `items` the parts of each."""

    extras: int = 1

    @property
    def kept(self) -> dict[str, str]:
        """What a draft keeps: the fields of the form as they were typed."""
        counts = {"packages": str(self.milestones), "extras": str(self.extras)}
        counts |= {f"items-{number}": str(count) for number, count in enumerate(self.items, start=1)}
        return {name: text[:LONGEST_TYPED] for name, text in self.typed.items() if NAMES.fullmatch(name)} | counts

    def line(self, name: str, longest: int) -> str:
        try:
            return clean_line(self.value(name), longest)
        except ValidationError as bad:
            self.errors[name] = bad.messages[0]
            return ""

    def longer(self, name: str, longest: int) -> str:
        words = clean_text(self.value(name))
        if not words:
            self.errors[name] = _("Write something here.")
        elif len(words) > longest:
            self.errors[name] = _("This is too long: at most {longest} characters.").format(longest=counted(longest))
        return words

    def is_blank(self, *names: str) -> bool:
        return not any(self.value(name).strip() for name in names)


def read_draft(posted: Mapping[str, str]) -> ServiceDraft:
    """The draft as it was posted or kept, with one line more where a button asked for it."""
    again = posted.get("again", "")
    packages = min(_count(posted, "packages", MOST_PACKAGES) + (again == "package"), MOST_PACKAGES)
    items = [
        min(_count(posted, f"items-{number}", MOST_ITEMS) + (again == f"item-{number}"), MOST_ITEMS)
        for number in range(1, packages + 1)
    ]
    extras = min(_count(posted, "extras", MOST_EXTRAS) + (again == "extra"), MOST_EXTRAS)
    typed = {name: str(text) for name, text in posted.items()}
    return ServiceDraft(typed, packages, items, extras=extras)


def empty_draft(language: str) -> ServiceDraft:
    """One package with one part, in the writer's language."""
    return ServiceDraft({"language": language, "currency": "EUR", "rounds-1": "2"}, 1, [1])


def draft_of(content: Content) -> ServiceDraft:
    """What is shown, as if it had just been typed."""
    typed = {
        "title": content.title,
        "language": content.language,
        "trade": content.trade,
        "summary": content.summary,
        "tags": ", ".join(content.tags),
        "currency": content.currency,
    }
    for number, package in enumerate(content.packages, start=1):
        typed |= {
            f"name-{number}": package.name,
            f"price-{number}": amount_for_input(package.price),
            f"days-{number}": str(package.delivery_days),
            f"rounds-{number}": str(package.rounds),
        }
        for line, item in enumerate(package.items, start=1):
            typed |= {
                f"what-{number}-{line}": item.what,
                f"test-{number}-{line}": item.test,
                f"hours-{number}-{line}": hours_for_input(item.effort_minutes),
            }
    for number, extra in enumerate(content.extras, start=1):
        typed |= {
            f"extra-title-{number}": extra.title,
            f"extra-test-{number}": extra.test,
            f"extra-price-{number}": amount_for_input(extra.price),
            f"extra-days-{number}": str(extra.delivery_days),
            f"extra-hours-{number}": hours_for_input(extra.effort_minutes),
        }
    items = [max(len(package.items), 1) for package in content.packages]
    return ServiceDraft(typed, max(len(items), 1), items or [1], extras=max(len(content.extras), 1))


def read_content(draft: ServiceDraft) -> Content:
    """The content that the draft describes. It is only good when `draft.errors` is still empty afterwards."""
    currency = draft.value("currency")
    if currency not in EXPONENTS:
        draft.errors["currency"] = _("Choose a currency.")
        currency = "EUR"
    language = draft.value("language")
    if language not in dict(settings.LANGUAGES):
        draft.errors["language"] = _("Choose the language that you wrote it in.")
    trade = trade_of(draft.value("trade"))
    if trade is None:
        draft.errors["trade"] = _("Choose what comes nearest.")
    return Content(
        language=language,
        trade=trade.value if trade else "",
        title=draft.line("title", LONGEST_TITLE),
        summary=draft.longer("summary", LONGEST_SUMMARY),
        tags=_tags(draft),
        currency=currency,
        packages=tuple(_packages(draft, currency)),
        extras=tuple(_extras(draft, currency)),
    )


def package_names(draft: ServiceDraft, number: int) -> list[str]:
    lines = range(1, draft.items[number - 1] + 1)
    parts = [f"{part}-{number}-{line}" for line in lines for part in ("what", "test", "hours")]
    return [*(f"{part}-{number}" for part in ("name", "price", "days", "rounds")), *parts]


def extra_names(number: int) -> list[str]:
    return [f"extra-{part}-{number}" for part in ("title", "test", "price", "days", "hours")]


def _packages(draft: ServiceDraft, currency: str) -> list[Package]:
    wanted = [
        number
        for number in range(1, draft.milestones + 1)
        if number == 1 or not draft.is_blank(*package_names(draft, number))
    ]
    found = [_package(draft, number, currency) for number in wanted]
    names = [package.name.casefold() for package in found]
    for position, number in enumerate(wanted):
        if names[position] and names[position] in names[:position]:
            draft.errors[f"name-{number}"] = _("Two packages have this name. Give each its own.")
    return found


def _package(draft: ServiceDraft, number: int, currency: str) -> Package:
    price = draft.amount(f"price-{number}", currency)
    if not price and f"price-{number}" not in draft.errors:
        draft.errors[f"price-{number}"] = _("Name a price above zero.")
    lines = [
        line
        for line in range(1, draft.items[number - 1] + 1)
        if line == 1 or not draft.is_blank(*(f"{part}-{number}-{line}" for part in ("what", "test", "hours")))
    ]
    return Package(
        name=draft.line(f"name-{number}", LONGEST_NAME),
        price=price,
        delivery_days=draft.number(f"days-{number}", 1, MOST_DAYS),
        rounds=draft.number(f"rounds-{number}", 0, MOST_ROUNDS),
        items=tuple(
            Item(
                draft.longer(f"what-{number}-{line}", LONGEST_PART),
                draft.longer(f"test-{number}-{line}", LONGEST_PART),
                draft.minutes(f"hours-{number}-{line}"),
            )
            for line in lines
        ),
    )


def _extras(draft: ServiceDraft, currency: str) -> list[Extra]:
    return [
        Extra(
            title=draft.line(f"extra-title-{number}", LONGEST_TITLE),
            test=draft.longer(f"extra-test-{number}", LONGEST_PART),
            price=draft.amount(f"extra-price-{number}", currency),
            delivery_days=draft.number(f"extra-days-{number}", 0, MOST_DAYS),
            effort_minutes=draft.minutes(f"extra-hours-{number}"),
        )
        for number in range(1, draft.extras + 1)
        if not draft.is_blank(*extra_names(number))
    ]


def _tags(draft: ServiceDraft) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for typed in draft.value("tags").replace(";", ",").replace("\n", ",").split(","):
        if not typed.strip():
            continue
        try:
            tag = clean_line(typed, LONGEST_TAG)
        except ValidationError as bad:
            draft.errors["tags"] = bad.messages[0]
            continue
        found.setdefault(tag.casefold(), tag)
    if len(found) > MOST_TAGS:
        draft.errors["tags"] = _("At most {most} tags: keep those that people look for.").format(
            most=counted(MOST_TAGS)
        )
    return tuple(found.values())[:MOST_TAGS]


def _count(posted: Mapping[str, str], name: str, most: int) -> int:
    typed = str(posted.get(name, ""))
    return min(max(int(typed), 1), most) if typed.isdecimal() and len(typed) < 4 else 1
