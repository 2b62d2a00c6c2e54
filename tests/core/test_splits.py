"""Nothing is lost when money is divided. `python -m tests.core.splits` makes a million of these in each currency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from parley.core.money import Money
from parley.core.order.messages import Split
from parley.core.order.state import Stage
from parley.core.parties import Role
from tests.core.splits import CURRENCIES, Case, cases, main, wrong, wrong_books, wrong_parts
from tests.deals import MONDAY

SAMPLE = 4_000


@pytest.mark.parametrize("currency", CURRENCIES)
def test_random_splits_are_exact_and_fair(currency: str) -> None:
    assert [(case, problem) for case in cases(currency, SAMPLE, seed=3) if (problem := wrong(case))] == []


def test_the_sample_holds_what_is_difficult() -> None:
    made = [case for currency in CURRENCIES for case in cases(currency, SAMPLE, seed=3)]
    assert {case.amount.currency for case in made} == set(CURRENCIES)
    assert min(case.amount.amount_minor for case in made) == 0
    assert max(case.amount.amount_minor for case in made) > 10**14
    assert (
        sum(sum(weights := case.weights) > 0 and case.amount.amount_minor % sum(weights) != 0 for case in made) > SAMPLE
    )
    assert sum(len(set(case.weights)) < len(case.weights) for case in made) > 1_000
    assert {0, 10_000} <= {case.fee_basis_points for case in made}
    assert max(len(case.weights) for case in made) == 20


def largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """Handed out unit by unit: each odd unit to whoever is furthest below their share."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    while sum(parts) < amount:
        missing = [amount * weight - part * whole for weight, part in zip(weights, parts, strict=True)]
        parts[missing.index(max(missing))] += 1
    return parts


def test_handing_out_unit_by_unit_comes_to_the_same() -> None:
    for case in cases("EUR", SAMPLE, seed=5):
        parts = [part.amount_minor for part in case.amount.split(case.weights)]
        assert parts == largest_remainder(case.amount.amount_minor, case.weights), case


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ((33, 33, 33), "the parts make 99"),
        ((-1, 67, 34), "negative"),
        ((32, 34, 34), "whole unit"),
        ((33, 34, 33), "later of two equal"),
        ((33, 33, 34), "later of two equal"),
        ((34, 33, 33), ""),
    ],
)
def test_the_check_sees_what_is_wrong(broken: tuple[int, ...], said: str) -> None:
    problem = wrong_parts(Case(Money(100, "EUR"), (1, 1, 1), 0), broken)
    assert said in problem
    assert bool(problem) is bool(said)


def test_the_check_sees_a_unit_that_went_to_a_smaller_remainder() -> None:
    """Of ten by 2, 3 and 3: shares of 2.5, 3.75 and 3.75."""
    case = Case(Money(10, "EUR"), (2, 3, 3), 0)
    assert wrong_parts(case, (3, 4, 3)) != ""
    assert wrong_parts(case, (2, 4, 4)) == ""


def test_the_check_sees_books_that_do_not_agree() -> None:
    whole, nothing = Money(100, "EUR"), Money(0, "EUR")
    divided = Split(
        at=MONDAY, by=Role.CLOCK, milestone=1, to_client=whole, to_freelancer=nothing, fee=nothing, clears_at=MONDAY,
        cause="settled", end=Stage.REFUNDED,
    )  # fmt: skip
    assert wrong_books(whole, divided) == ""
    assert "the books say" in wrong_books(whole, replace(divided, to_client=Money(99, "EUR")))


def _to_the_last(money: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    *first, _ = [Money(money.amount_minor * weight // sum(weights), money.currency) for weight in weights]
    return (*first, Money(money.amount_minor - sum(part.amount_minor for part in first), money.currency))


def _rounded_to_the_nearest(money: Money, basis_points: int) -> Money:
    return Money((money.amount_minor * basis_points + 5_000) // 10_000, money.currency)


@pytest.mark.parametrize(("name", "instead"), [("split", _to_the_last), ("share", _rounded_to_the_nearest)])
def test_another_way_of_rounding_would_be_found(
    name: str, instead: Callable[..., object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Money, name, instead)
    assert main(["--count", "200"]) == 1
    assert "wrong: 0" not in capsys.readouterr().out


def test_the_command_says_how_many_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "50", "--seed", "9"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" into ")[0] for line in said[:3]] == [f"{one}: 50 splits" for one in CURRENCIES]
    assert said[3] == "wrong: 0"
