"""Nobody finds a way, however odd, on which money is lost, a promise is broken or an order stands still for ever."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, get_args

from parley.core.calendar import Calendar
from parley.core.order import messages as m
from parley.core.order.state import Stage
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, STANDARD
from tests.asks import CLIENT, CLIENT_PERSON, FREELANCER, make_offer
from tests.core.order.wandering import Wanderer
from tests.deals import MONDAY, Deal, deal
from tests.given import given as start
from tests.given import in_stage

HOLIDAYS = (date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1))
WALKS = 700
MOST_WALKS = 7 * WALKS
"""So many more at most, where one of the rare things has not happened yet."""
FAR = (
    *(Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.CLAIMED, Stage.PAUSED),
    *(Stage.CASE_SEALED, Stage.CASE_MEDIATION, Stage.CASE_APPEAL),
)
"""Where few who set out would come to by chance: some begin there, in an ordinary agreement."""
ORDINARY = deal(items=3, deposit=10_00)


def any_deal(chance: Random) -> Deal:
    """Agreements of every kind that the rules must carry: chains, prices of one unit, odd fees, other weekends."""
    policy = chance.choice([STANDARD, STANDARD, ORDER_PAGE, ONE_TO_ONE])
    price = chance.choice([1, 19, 100_00, 99_99, 10_001])
    items = chance.randint(1, 3)
    zone, weekend = chance.choice([("Europe/Berlin", (5, 6)), ("Africa/Cairo", (4, 5)), ("America/New_York", ())])
    odd_windows: dict[str, Any] = chance.choice(
        [
            *({}, {}, {"review_days": 0}, {"clearance_days": 0, "reply_hours": 0}, {"long_stop_days": 9}),
            *({"appeal_business_days": 0}, {"sealed_rounds": 1, "sealed_days": 0}, {"pause_days": 90}),
        ]
    )
    return deal(
        chance.randint(1, 3),
        policy,
        price=price,
        currency=chance.choice(["EUR", "JPY", "KWD"]),
        items=items,
        item_prices=(price, *[0] * (items - 1)) if chance.randrange(2) else None,
        deposit=chance.choice([None, 0, price // 3, price - 1]),
        fee_basis_points=chance.choice([0, 500, 333, 10_000]),
        asks_brief=bool(chance.randrange(2)),
        is_chain=bool(chance.randrange(2)),
        calendar=Calendar(zone, weekend, HOLIDAYS),
        **odd_windows,
    ).but(rounds=chance.randint(0, 2), hold_cap_days=chance.choice([None, None, 40, 90]))


def set_out(chance: Random) -> Wanderer:
    """Most begin with an offer, some further on, some with a side that hardly ever acts."""
    far = chance.choice([*[None] * len(FAR), *FAR])
    invited = None if chance.randrange(2) else CLIENT_PERSON
    begun = start().when(make_offer(any_deal(chance), client=invited), at=MONDAY)
    quiet = chance.choice([None, None, CLIENT, FREELANCER])
    return Wanderer.after(begun if far is None else in_stage(far, ORDINARY), deal(price=5), quiet)


def walk(number: int) -> Wanderer:
    """The walk of this number: the same in every run. The steps of one that fails are told with the failure."""
    chance = Random(number)  # noqa: S311 - no secret, but the same walk every time
    wanderer = set_out(chance)
    steps: list[str] = []
    try:
        steps.extend(wanderer.goes_on(chance) for _ in range(chance.randint(20, 120)))
        wanderer.comes_to_rest()
    except AssertionError as wrong:
        wrong.add_note("\n".join([f"walk {number}", *steps, f"then, at {wanderer.at}"]))
        raise
    return wanderer


def test_wherever_anybody_goes_the_books_add_up_and_every_road_ends() -> None:
    """The walks must have been everywhere, else they prove little: somebody stood in every stage, everything happened."""
    missing = {*Stage, *get_args(m.AnyEvent)}
    for number in range(MOST_WALKS):
        wanderer = walk(number)
        missing -= wanderer.visited | {type(event) for event in wanderer.events}
        if number >= WALKS and not missing:
            break
    assert missing == set()
