"""Fields of a form that somebody is filling in, with what was typed and what is wrong; and those that several forms have.

field_of(draft, "title", _("Title"), required=True), language_field(draft), trade_field(draft)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parley.core.money import EXPONENTS
from parley.web.components.form import Choice, Field, Kind
from parley.words.sentence import Text
from parley.words.trades import Trade, trade_name

USUAL_CURRENCY = "EUR"


class Typed(Protocol):
    """What was typed, and for each field what is wrong with it."""

    @property
    def errors(self) -> Mapping[str, Text]: ...

    def value(self, name: str) -> str: ...


def field_of(draft: Typed, name: str, label: str, kind: Kind = "text", **more: object) -> Field:
    """A field with what was typed and what is wrong with it."""
    return Field(name, label, kind, value=draft.value(name), error=draft.errors.get(name, ""), **more)  # type: ignore[arg-type]


def said_no(refused: ValidationError) -> str:
    """The words of a refusal."""
    return str(refused.messages[0])


# --- to be chosen when one writes


def language_field(draft: Typed) -> Field:
    choices = tuple(Choice(code, name, checked=code == draft.value("language")) for code, name in settings.LANGUAGES)
    return _chosen(draft, "language", _("Language it is written in"), choices)


def trade_field(draft: Typed) -> Field:
    return _chosen(draft, "trade", _("Trade"), trade_choices(draft.value("trade"), _("Choose one")))


def currency_field(draft: Typed, *, must: bool = True) -> Field:
    """`must`: the form wants a sum."""
    choices = currency_choices(draft.value("currency") or USUAL_CURRENCY)
    return _chosen(draft, "currency", _("Currency"), choices, must=must)


def _chosen(draft: Typed, name: str, label: str, choices: tuple[Choice, ...], *, must: bool = True) -> Field:
    wrong = draft.errors.get(name, "")
    more: dict[str, Any] = {"required": True} if must else {"optional_word": False}
    return Field(name, label, kind="select", choices=choices, error=wrong, narrow=True, **more)


# --- to narrow a list by


def language_filter(chosen: str) -> Field:
    choices = (
        Choice("", _("All languages"), checked=not chosen),
        *(Choice(code, name, checked=code == chosen) for code, name in settings.LANGUAGES),
    )
    return Field("language", _("Written in"), kind="select", choices=choices, optional_word=False, narrow=True)


def trade_filter(chosen: Trade | None) -> Field:
    choices = trade_choices(chosen.value if chosen else "", _("All trades"))
    return Field("trade", _("Trade"), kind="select", choices=choices, optional_word=False, narrow=True)


def currency_filter(chosen: str) -> Field:
    choices = currency_choices(chosen or USUAL_CURRENCY)
    return Field("currency", _("Currency"), kind="select", choices=choices, optional_word=False, narrow=True)


def amount_filter(name: str, label: str, typed: str, wrong: str, kind: Kind = "money") -> Field:
    return Field(
        name, label, kind=kind, value=typed, error=wrong, optional_word=False, narrow=True, maxlength=LONGEST_AMOUNT
    )


LONGEST_AMOUNT = 40
"""Characters."""


def currency_choices(chosen: str) -> tuple[Choice, ...]:
    names = Locale.parse(get_language() or "en").currencies
    return tuple(
        Choice(code, f"{code} · {names.get(code, code)}", checked=code == chosen) for code in sorted(EXPONENTS)
    )


def trade_choices(chosen: str, any_of_them: str) -> tuple[Choice, ...]:
    """`any_of_them` are the words for none chosen."""
    listed = (Choice(trade.value, trade_name(trade), checked=trade.value == chosen) for trade in Trade)
    return (Choice("", any_of_them, checked=not chosen), *listed)
