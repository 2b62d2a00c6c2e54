"""Sums as people read them and as they type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from babel.numbers import get_currency_precision
from django.utils import translation
from hypothesis import given as for_all
from hypothesis import strategies as some

from parley.core.money import EXPONENTS, LARGEST_MINOR, BadAmount, Money
from parley.words.money import (
    AmbiguousAmount,
    amount_for_input,
    bad_amount_words,
    money,
    read_amount,
    signed_money,
)

LANGUAGES = ("en", "es", "fr", "nl", "ru")
NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "€1,000.50"),
        ("es", f"1.000,50{NBSP}€"),
        ("fr", f"1{NNBSP}000,50{NBSP}€"),
        ("nl", f"€{NBSP}1.000,50"),
        ("ru", f"1{NBSP}000,50{NBSP}€"),
    ],
)
def test_a_sum_is_written_as_the_language_writes_it(language: str, written: str) -> None:
    with translation.override(language):
        assert money(Money(100050, "EUR")) == written


@pytest.mark.parametrize(
    ("sum_", "written"),
    [
        (Money(500, "USD"), "$5.00"),
        (Money(5, "JPY"), "¥5"),
        (Money(1_234, "KWD"), f"KWD{NBSP}1.234"),
        (Money(-500, "EUR"), f"{MINUS}€5.00"),
        (Money(0, "EUR"), "€0.00"),
        (Money(LARGEST_MINOR, "EUR"), "€10,000,000,000,000.00"),
    ],
)
def test_every_decimal_is_shown_and_no_more(sum_: Money, written: str) -> None:
    assert money(sum_) == written


def test_a_movement_carries_its_sign() -> None:
    assert signed_money(Money(500, "EUR")) == "+€5.00"
    assert signed_money(Money(-500, "EUR")) == f"{MINUS}€5.00"
    assert signed_money(Money(0, "EUR")) == "€0.00"


def test_a_sum_never_breaks_over_two_lines() -> None:
    for language in LANGUAGES:
        with translation.override(language):
            assert not any(" " in money(Money(123_456_789, currency)) for currency in EXPONENTS)


def test_the_tables_agree_on_decimals_with_the_standard_where_people_pay_with_them() -> None:
    differ = {currency for currency, decimals in EXPONENTS.items() if get_currency_precision(currency) != decimals}
    assert differ <= {"CLP", "ISK"}


READ = [
    ("en", "1234.50", 123_450),
    ("en", "1,234.50", 123_450),
    ("en", "1,234", 123_400),
    ("en", "€12", 1_200),
    ("en", "12 EUR", 1_200),
    ("en", "eur 12", 1_200),
    ("en", "1,234,567.89", 123_456_789),
    ("es", "1 234,50", 123_450),
    ("es", "1.234,50", 123_450),
    ("es", "1.234", 123_400),
    ("es", "1234.50", 123_450),
    ("es", "1234,5", 123_450),
    ("es", "12.345", 1_234_500),
    ("es", "€ 12", 1_200),
    ("fr", f"1{NNBSP}234,50{NBSP}€", 123_450),
    ("fr", "1 234,50", 123_450),
    ("fr", "12.5", 1_250),
    ("nl", "€ 1.234,50", 123_450),
    ("nl", "€ 12,-", 1_200),
    ("nl", "12,--", 1_200),
    ("ru", f"1{NBSP}234,50", 123_450),
    ("ru", "1 234,5 €", 123_450),
    ("ru", "0,01", 1),
]


@pytest.mark.parametrize(("language", "typed", "minor"), READ)
def test_what_people_type_is_read(language: str, typed: str, minor: int) -> None:
    with translation.override(language):
        assert read_amount(typed, "EUR") == Money(minor, "EUR")


NOT_READ = [
    ("en", "", "empty"),
    ("en", " \u00a0 ", "empty"),
    ("en", "1.234", "decimals"),
    ("en", "1.234,50", "not_a_number"),
    ("en", "12,34", "not_a_number"),
    ("en", "1,2345", "not_a_number"),
    ("en", "1,23,456", "not_a_number"),
    ("en", "1, 234", "not_a_number"),
    ("fr", "1.234", "decimals"),
    ("es", "1,234.50", "not_a_number"),
    ("es", "1.234.56", "not_a_number"),
    ("es", "1.234 567,00", "not_a_number"),
    ("ru", "1,234", "decimals"),
    ("en", "-5", "negative"),
    ("en", f"{MINUS}5.00", "negative"),
    ("en", "€ -5", "negative"),
    ("en", "$5", "currency"),
    ("en", "5 USD", "currency"),
    ("en", "€", "not_a_number"),
    ("en", "€€5", "not_a_number"),
    ("en", "€5€", "not_a_number"),
    ("en", "5 €0", "not_a_number"),
    ("en", "1e3", "not_a_number"),
    ("en", "1_000", "not_a_number"),
    ("en", "NaN", "not_a_number"),
    ("en", "Infinity", "not_a_number"),
    ("en", "0x10", "not_a_number"),
    ("en", ".5", "not_a_number"),
    ("en", "5.", "not_a_number"),
    ("en", "+5", "not_a_number"),
    ("en", "½", "not_a_number"),
    ("en", "１２", "not_a_number"),
    ("en", "٣", "not_a_number"),
    ("en", "1\u200b2", "not_a_number"),
    ("en", "12\n13", "not_a_number"),
    ("en", "1" * 41, "not_a_number"),
    ("en", "9" * 30, "too_large"),
    ("en", "<script>", "not_a_number"),
    ("en", "5; DROP TABLE", "not_a_number"),
]


@pytest.mark.parametrize(("language", "typed", "reason"), NOT_READ)
def test_what_is_no_sum_is_said_to_be_none(language: str, typed: str, reason: str) -> None:
    with translation.override(language):
        with pytest.raises(BadAmount) as caught:
            read_amount(typed, "EUR")
        assert caught.value.reason == reason
        assert bad_amount_words(caught.value, "EUR")


def test_two_readings_are_asked_back() -> None:
    """In Spanish 1.234 is twelve hundred thirty-four dinar; written plainly it is one dinar and 234 fils."""
    with translation.override("es"), pytest.raises(AmbiguousAmount):
        read_amount("1.234", "KWD")


def test_a_plain_amount_is_not_ambiguous_when_both_readings_agree() -> None:
    with translation.override("es"):
        assert read_amount("1234", "KWD") == Money(1_234_000, "KWD")


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(BadAmount, match="currency"):
        read_amount("5", "XXX")


def test_a_bare_dollar_is_the_dollar_of_the_order() -> None:
    assert read_amount("$5", "CAD") == Money(500, "CAD")
    with pytest.raises(BadAmount):
        read_amount("US$5", "CAD")


def test_a_mistake_is_explained_with_an_example_of_the_language() -> None:
    with translation.override("es"):
        assert "1234,00" in bad_amount_words(BadAmount("not_a_number"), "EUR")
    assert bad_amount_words(BadAmount("decimals"), "JPY") == "Amounts in JPY have no decimals."
    assert bad_amount_words(BadAmount("decimals"), "KWD") == "Amounts in KWD have at most 3 decimals."


@for_all(
    some.sampled_from(LANGUAGES),
    some.sampled_from(sorted(EXPONENTS)),
    some.integers(min_value=0, max_value=LARGEST_MINOR),
)
def test_what_is_written_is_read_back(language: str, currency: str, minor: int) -> None:
    with translation.override(language):
        sum_ = Money(minor, currency)
        assert read_amount(amount_for_input(sum_), currency) == sum_
        if EXPONENTS[currency] != 3:
            assert read_amount(money(sum_), currency) == sum_


@for_all(some.sampled_from(LANGUAGES), some.text(max_size=60))
def test_no_text_does_anything_but_read_or_refuse(language: str, typed: str) -> None:
    with translation.override(language), suppress(BadAmount):
        assert read_amount(typed, "EUR").amount_minor >= 0
