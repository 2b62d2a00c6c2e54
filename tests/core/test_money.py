"""Money is exact, in every currency, however it is divided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.money import EXPONENTS, LARGEST_MINOR, BadAmount, Money, parse, total, zero

MINOR = st.integers(0, 10**12)


def refused(text: str, currency: str = "EUR") -> str:
    with pytest.raises(BadAmount) as no:
        parse(text, currency)
    return no.value.reason


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.50", "EUR", 123450),
        ("1234.5", "EUR", 123450),
        (" 7 ", "EUR", 700),
        (".5", "EUR", 50),
        ("5.", "EUR", 500),
        ("0", "EUR", 0),
        ("-0", "EUR", 0),
        ("007", "EUR", 700),
        ("1.0000", "EUR", 100),
        ("1234", "JPY", 1234),
        ("1234.000", "JPY", 1234),
        ("1.234", "KWD", 1234),
        ("0.001", "KWD", 1),
        ("0" * 6000 + "1", "EUR", 100),
        ("1." + "0" * 6000, "EUR", 100),
        ("10000000000000", "EUR", LARGEST_MINOR),
    ],
)
def test_an_amount_is_read_to_the_last_unit(text: str, currency: str, minor: int) -> None:
    assert parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "reason"),
    [
        ("", "EUR", "empty"),
        ("  ", "EUR", "empty"),
        ("ten", "EUR", "not_a_number"),
        ("1,50", "EUR", "not_a_number"),
        ("1e3", "EUR", "not_a_number"),
        ("1E+3", "EUR", "not_a_number"),
        ("1_000", "EUR", "not_a_number"),
        ("NaN", "EUR", "not_a_number"),
        ("sNaN", "EUR", "not_a_number"),
        ("Infinity", "EUR", "not_a_number"),
        ("-1", "EUR", "negative"),
        ("-0.01", "EUR", "negative"),
        ("1.005", "EUR", "decimals"),
        ("1.5", "JPY", "decimals"),
        ("1.0001", "KWD", "decimals"),
        ("1000000000000.00000000000000000001", "EUR", "decimals"),
        ("10000000000000.01", "EUR", "too_large"),
        ("9" * 5000, "EUR", "too_large"),
        ("1", "XXX", "currency"),
    ],
)
def test_what_is_no_amount_says_why(text: str, currency: str, reason: str) -> None:
    assert refused(text, currency) == reason


@given(MINOR, st.sampled_from(sorted(EXPONENTS)))
@settings(derandomize=True, max_examples=100)
def test_an_amount_that_is_shown_reads_back_as_itself(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert parse(str(money.decimal()), currency) == money


def test_major_units_follow_the_currency() -> None:
    shown = [str(Money(1234, currency).decimal()) for currency in ("JPY", "EUR", "KWD")]
    assert shown == ["1234", "12.34", "1.234"]
    assert Money(-5, "EUR").decimal() == Decimal("-0.05")


def test_money_of_two_currencies_never_mixes() -> None:
    euro, dollar = Money(1, "EUR"), Money(1, "USD")
    for mix in (lambda: euro + dollar, lambda: euro - dollar, lambda: euro < dollar, lambda: euro <= dollar):
        with pytest.raises(BadAmount):
            mix()
    with pytest.raises(BadAmount):
        total([euro, dollar], "EUR")
    assert euro != dollar


def test_sums_are_compared_by_their_size() -> None:
    less, more = Money(1, "EUR"), Money(2, "EUR")
    assert (less < more, less <= more, more > less, more >= less) == (True, True, True, True)
    assert (more < less, more <= less, less < less, less <= less) == (False, False, False, True)


@pytest.mark.parametrize("minor", [1.0, True, "1", Decimal(1)])
def test_money_is_never_anything_but_whole_units(minor: int) -> None:
    with pytest.raises(TypeError):
        Money(minor, "EUR")


def test_a_currency_that_parley_does_not_know_is_no_money() -> None:
    with pytest.raises(BadAmount):
        Money(1, "XXX")


def test_only_nothing_is_falsy() -> None:
    assert not zero("EUR")
    assert Money(-1, "EUR")
    assert total([], "EUR") == zero("EUR")


@pytest.mark.parametrize(
    ("minor", "basis_points", "share"),
    [(9999, 500, 499), (1, 500, 0), (20, 500, 1), (10_000, 10_000, 10_000), (7, 0, 0)],
)
def test_a_share_is_rounded_down(minor: int, basis_points: int, share: int) -> None:
    assert Money(minor, "EUR").share(basis_points) == Money(share, "EUR")


@pytest.mark.parametrize(
    ("minor", "weights", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (101, (1, 1), (51, 50)),
        (1, (1, 1, 1), (1, 0, 0)),
        (2, (1, 2, 2), (0, 1, 1)),
        (10, (0, 1), (0, 10)),
        (0, (3, 4), (0, 0)),
        (1000, (1, 1, 1, 1, 1, 1), (167, 167, 167, 167, 166, 166)),
        (5, (7,), (5,)),
    ],
)
def test_the_odd_cent_goes_to_the_largest_remainder_and_a_tie_to_the_first(
    minor: int, weights: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    assert tuple(part.amount_minor for part in Money(minor, "EUR").split(weights)) == parts


@pytest.mark.parametrize("weights", [(), (0, 0), (-1, 2), (3, -3)])
def test_a_split_without_weight_is_refused(weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"weights|empty"):
        Money(10, "EUR").split(weights)


@given(MINOR, st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
@settings(derandomize=True, max_examples=200)
def test_a_split_loses_nothing_and_nobody_is_a_whole_unit_off(minor: int, weights: list[int]) -> None:
    parts = [part.amount_minor for part in Money(minor, "EUR").split(weights)]
    assert sum(parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - minor * weight) < sum(weights)
