"""The vocabulary of the tests: words, files, and what two people agree on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from parley.core.calendar import Calendar
from parley.core.money import Money
from parley.core.order.state import DeliveredFile
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms
from parley.core.policies import STANDARD, Policy
from parley.core.texts import Commitment, Text

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""Ten o'clock in Berlin, four weeks before the clocks change."""
BERLIN = Calendar("Europe/Berlin")


def text(words: str) -> Text:
    """The same words always get the same salt here, so that a test can name their commitment."""
    return Text(words, hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32], "en")


def said(words: str) -> Commitment:
    return text(words).commitment


def file(ending: str = "pdf", item: int = 1, version: str = "first", size_bytes: int = 1_000) -> DeliveredFile:
    """A file by its content: another `version` is another content."""
    digest = hashlib.sha256(f"{item} {version} {ending}".encode()).hexdigest()
    return DeliveredFile(digest, size_bytes, "application/octet-stream", ending, said(_file_name(item, ending)), item)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def all_files(terms: MilestoneTerms, version: str = "first") -> tuple[DeliveredFile, ...]:
    return tuple(file(ending, item.number, version) for item in terms.items for ending in item.files)


def names_of(files: Sequence[DeliveredFile]) -> tuple[Text, ...]:
    return tuple(text(_file_name(one.item, one.ending)) for one in files)


def _file_name(item: int, ending: str) -> str:
    return f"item-{item}.{ending}"


@dataclass(frozen=True)
class Deal:
    """Terms and the words they commit to."""

    terms: Terms
    wording: tuple[Text, ...]

    def but(self, *more: Text, **changes: Any) -> Deal:
        """The same deal with other terms; `more` are texts that the changes mention."""
        return Deal(replace(self.terms, **changes), (*self.wording, *more))

    def with_milestone(self, which: int = 1, /, *more: Text, **changes: Any) -> Deal:
        changed = [replace(one, **changes) if one.number == which else one for one in self.terms.milestones]
        return self.but(*more, milestones=tuple(changed))


def deal(
    milestones: int = 1,
    policy: Policy = STANDARD,
    *,
    price: int = 100_00,
    currency: str = "EUR",
    items: int = 1,
    item_prices: Sequence[int] | None = None,
    deposit: int | None = None,
    fee_basis_points: int = 500,
    asks_brief: bool = False,
    is_chain: bool = True,
    calendar: Calendar = BERLIN,
    due_on: date = date(2026, 3, 13),
    **windows: Any,
) -> Deal:
    """An agreement. `price` (minor units) is one milestone's; `windows` replace those of the policy; in a chain each
    milestone waits for the one before. `deposit` is the first milestone's, else what the policy says."""
    words = ["A title", "A summary"]
    made: list[MilestoneTerms] = []
    for number in range(1, milestones + 1):
        scope = tuple(
            ScopeItem(
                item,
                said(f"Item {number}.{item}"),
                said(f"Test {number}.{item}"),
                60 * item,
                ("pdf",),
                Money(item_prices[item - 1], currency) if item_prices else None,
            )
            for item in range(1, items + 1)
        )
        words += [
            f"Milestone {number}",
            *(f"{what} {number}.{item.number}" for item in scope for what in ("Item", "Test")),
        ]
        of_policy = price * policy.deposit_percent // 100
        first = deposit if deposit is not None else of_policy
        made.append(
            MilestoneTerms(
                number,
                said(f"Milestone {number}"),
                Money(price, currency),
                scope,
                due_on,
                5,
                Money(first if number == 1 else 0, currency),
                (number - 1,) if is_chain and number > 1 else (),
                asks_brief,
            )
        )
    terms = Terms(
        title=said("A title"),
        summary=said("A summary"),
        currency=currency,
        milestones=tuple(made),
        rounds=policy.rounds,
        kill_fee_percent=policy.kill_fee_percent,
        funding=policy.funding,
        fee_basis_points=fee_basis_points,
        policy=policy.name,
        windows=replace(policy.windows, **windows),
        calendar=calendar,
    )
    return Deal(terms, tuple(text(one) for one in words))
