"""Random splits, each checked against arithmetic that is exact and written in another way than the core's.

    python -m tests.core.splits --count 1000000 --seed 1

makes so many in each of three currencies: without decimals, with two and with three. Each sum is split by weights. Then a hold
of this sum is divided as the rules do it: client and freelancer first, the operator's fee out of the freelancer's part and
rounded down; and the books are looked at.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from parley.core.ledger.accounts import Account
from parley.core.ledger.bookings import entries_for
from parley.core.money import LARGEST_MINOR, Money
from parley.core.order.messages import Split
from parley.core.order.outcomes import split
from parley.core.order.state import Order
from parley.core.parties import Role
from tests.deals import MONDAY, deal
from tests.given import working

CURRENCIES = ("JPY", "EUR", "KWD")


@dataclass(frozen=True, slots=True)
class Case:
    """A sum and how it is divided. The first weight is the client's in the split of two."""

    amount: Money
    weights: tuple[int, ...]
    fee_basis_points: int


def cases(currency: str, count: int, seed: int) -> Iterator[Case]:
    """Always the same for the same seed: from one unit to the largest sum, from equal parts to lopsided ones."""
    chance = random.Random(f"{seed} {currency}")  # noqa: S311  (chance that can be repeated is what is wanted)
    for _ in range(count):
        amount = chance.randrange(0, 10 ** chance.randint(1, 15) + 1)
        most = chance.choice((1, 3, 100, 10_000, 10**9))
        weights = [chance.randint(0, most) for _ in range(chance.choice((2, 2, 2, 3, 4, 5, 8, 20)))]
        if not any(weights):
            weights[chance.randrange(len(weights))] = 1
        fee = chance.choice((0, 1, 250, 333, 500, 999, 1_999, 10_000, chance.randint(0, 10_000)))
        yield Case(Money(min(amount, LARGEST_MINOR), currency), tuple(weights), fee)


def wrong(case: Case) -> str:
    """What does not hold; empty when all is well."""
    parts = case.amount.split(case.weights)
    return wrong_parts(case, [part.amount_minor for part in parts]) or wrong_fee(case)


def wrong_parts(case: Case, parts: Sequence[int]) -> str:
    """Exact sum, nothing negative, largest remainder, ties to the part that is listed first."""
    amount, weight_of_all = case.amount.amount_minor, sum(case.weights)
    if sum(parts) != amount:
        return f"the parts make {sum(parts)}"
    if min(parts) < 0:
        return "a part is negative"
    # Each remainder as a whole number of `weight_of_all`ths of a unit.
    over = [part * weight_of_all - amount * weight for part, weight in zip(parts, case.weights, strict=True)]
    if not all(-weight_of_all < one < weight_of_all for one in over):
        return "a part is a whole unit or more beside its share"
    given = [(weight_of_all - one, -place) for place, one in enumerate(over) if one > 0]
    kept = [(-one, -place) for place, one in enumerate(over) if one <= 0]
    # Who was rounded up had the larger remainder, or the same and stood before.
    if given and kept and min(given) < max(kept):
        return "an odd unit went to a smaller remainder, or to the later of two equal ones"
    return ""


def wrong_fee(case: Case) -> str:
    """The client's part and the freelancer's gross part first; the fee is the freelancer's to bear and rounded down."""
    _, gross = case.amount.split((case.weights[0], sum(case.weights[1:])))
    divided = _divide(case, gross)
    to_client, net, fee = divided.to_client, divided.to_freelancer, divided.fee
    if to_client + net + fee != case.amount:
        return "client, freelancer and fee do not make the sum"
    if min(to_client.amount_minor, net.amount_minor, fee.amount_minor) < 0:
        return "somebody gets less than nothing"
    if net + fee != gross:
        return "the fee does not come out of the freelancer's part"
    exact = Fraction(gross.amount_minor * case.fee_basis_points, 10_000)
    if not 0 <= exact - fee.amount_minor < 1:
        return "the fee was not rounded down"
    return wrong_books(case.amount, divided)


def _divide(case: Case, gross: Money) -> Split:
    """As the rules divide a hold of this sum."""
    order = _working(case.amount.currency)
    milestone = replace(order.milestone(1), held=case.amount)
    terms = replace(order.terms, fee_basis_points=case.fee_basis_points)
    order = replace(order, offer=replace(order.offer, terms=terms))
    divided = split(order, milestone, MONDAY, Role.CLOCK, gross, "settled")[0]
    if not isinstance(divided, Split):
        raise TypeError("a split brings a Split first")
    return divided


@cache
def _working(currency: str) -> Order:
    return working(deal(currency=currency)).order


def wrong_books(held: Money, divided: Split) -> str:
    """Once the whole hold is divided it is empty, and each side has its part."""
    moved = Counter[Account]()
    for entry in entries_for([divided], {}):
        for posting in entry.postings:
            moved[posting.account] += posting.amount.amount_minor
    expected = {
        Account.HOLD: -held.amount_minor,
        Account.CLIENT: divided.to_client.amount_minor,
        Account.PENDING: divided.to_freelancer.amount_minor,
        Account.FEE: divided.fee.amount_minor,
    }
    return "" if moved == Counter(expected) and not sum(moved.values()) else f"the books say {dict(moved)}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Make random splits and check each.")
    parser.add_argument("--count", type=int, default=1_000_000, help="splits in each currency")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    found = 0
    for currency in CURRENCIES:
        begun, parts = time.monotonic(), 0
        for case in cases(currency, asked.count, asked.seed):
            parts += len(case.weights)
            problem = wrong(case)
            if problem:
                found += 1
                print(f"{problem}: {case}")
        took = time.monotonic() - begun
        print(f"{currency}: {asked.count:,} splits into {parts:,} parts, {took:.0f} s")
    print(f"wrong: {found}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
