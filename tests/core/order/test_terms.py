"""What is agreed is read clause by clause, and nothing slips in between the clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest

from parley.core.calendar import Calendar
from parley.core.money import Money
from parley.core.order.terms import ClauseKey, MilestoneTerms, ScopeItem, Terms, Windows, clauses, terms_hash
from parley.core.policies import ONE_TO_ONE
from tests.deals import deal, eur

FULL = deal(2, ONE_TO_ONE, items=2, item_prices=(60_00, 40_00)).terms


def others(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The same value with one thing in it changed, for every thing in it, each with the name of what was changed."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name == "currency":  # one currency goes through all terms
                continue
            for changed_name, changed in others(getattr(value, field.name), field.name):
                yield f"{name}.{changed_name}", replace(value, **{field.name: changed})
    elif isinstance(value, tuple):
        yield name, value[:-1] if value else (date(2026, 4, 3),)
        for position, one in enumerate(value):
            for changed_name, changed in others(one, name):
                yield changed_name, tuple(sorted_if_plain([*value[:position], changed, *value[position + 1 :]]))
    else:
        yield name, other(value, name)


def sorted_if_plain(values: list[Any]) -> list[Any]:
    return sorted(values) if all(isinstance(value, int) for value in values) else values


def other(value: object, name: str) -> object:
    match value:
        case bool():
            return not value
        case Enum():
            return next(one for one in type(value) if one is not value)
        case int():
            return value + {"review_nudge_days": 10, "weekend": -1}.get(name, 1)
        case date():
            return value + timedelta(days=1)
        case str() if name == "zone":
            return "Europe/Paris"
        case str():
            return f"{value}, but different"
        case None if name == "hold_cap_days":
            return 90
        case None:
            return eur(1)
    raise TypeError(f"{name}: {value!r}")


CHANGED = list(others(FULL))


@pytest.mark.parametrize(("name", "changed"), CHANGED, ids=[f"{at} {name}" for at, (name, _) in enumerate(CHANGED)])
def test_no_term_can_be_changed_without_a_tick_falling(name: str, changed: Any) -> None:
    """A changed term that belongs to no clause would be accepted unread."""
    assert terms_hash(changed) != terms_hash(FULL)
    assert set(clauses(changed)) != set(clauses(FULL))


def test_every_part_of_the_terms_is_tried_above() -> None:
    tried = {part for name, _ in CHANGED for part in name.split(".")}
    kinds = (Terms, Windows, Calendar, MilestoneTerms, ScopeItem)
    assert {field.name for kind in kinds for field in fields(kind)} - tried == {"currency"}


def test_another_currency_is_another_deal() -> None:
    euros, dollars = (clauses(deal(currency=currency).but(milestones=()).terms) for currency in ("EUR", "USD"))
    assert [one.key for one, other in zip(euros, dollars, strict=True) if one != other] == [ClauseKey.MONEY]


def test_the_same_terms_have_the_same_hash_for_ever() -> None:
    """Whoever accepted holds this hash: it may not depend on how Python feels today."""
    assert terms_hash(FULL) == terms_hash(replace(FULL))
    assert [clause.key for clause in clauses(FULL)] == list(ClauseKey)


def test_the_sums_of_an_order_are_those_of_its_milestones() -> None:
    assert FULL.price == eur(200_00)
    assert FULL.deposit == eur(20_00)
    assert deal(3, price=7, currency="JPY").terms.price == Money(21, "JPY")
    assert FULL.milestones[0].effort_minutes == 60 + 120
    assert FULL.milestones[0].item(3) is None


def test_a_clause_with_nothing_to_say_is_left_out() -> None:
    keys = [clause.key for clause in clauses(deal().but(kill_fee_percent=0).terms)]
    assert ClauseKey.DEPOSIT not in keys
    assert ClauseKey.KILL_FEE not in keys
    assert ClauseKey.DEPOSIT in [clause.key for clause in clauses(FULL)]


@pytest.mark.parametrize("name", [field.name for field in fields(Windows)])
def test_a_window_is_a_length_of_time_within_a_year(name: str) -> None:
    longest: int = 366 * 24 if "hours" in name else 366
    is_tuple = isinstance(getattr(Windows(), name), tuple)
    for length in (0, longest):
        Windows(**{name: (length,) if is_tuple else length})  # type: ignore[arg-type]
    for length in (-1, longest + 1):
        with pytest.raises(ValueError, match="outside"):
            Windows(**{name: (length,) if is_tuple else length})  # type: ignore[arg-type]


@pytest.mark.parametrize("times", [(5, 2), (2, 2), (1, 2, 3, 4, 5, 6)])
@pytest.mark.parametrize("name", ["brief_nudge_hours", "review_nudge_days"])
def test_reminders_are_few_and_each_comes_later_than_the_one_before(name: str, times: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="reminders"):
        Windows(**{name: times})  # type: ignore[arg-type]
    Windows(**{name: ()})  # type: ignore[arg-type]
