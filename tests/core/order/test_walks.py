"""Nobody finds a way, however odd, on which money is lost, a promise is broken or an order stands still for ever."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, get_args

from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from parley.core.calendar import Calendar
from parley.core.order import messages as m
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, STANDARD
from tests.asks import CLIENT, CLIENT_PERSON, FREELANCER, make_offer
from tests.core.order.wandering import Wanderer
from tests.deals import MONDAY, Deal, deal
from tests.given import given as start
from tests.given import in_stage

HOLIDAYS = (date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1))
WALKS = 800
FAR = (Stage.CLAIMED, Stage.PAUSED, Stage.CASE_SEALED, Stage.CASE_MEDIATION, Stage.CASE_APPEAL)
"""Where few who set out would come to by chance: some begin there, in an ordinary agreement."""
ORDINARY = deal(items=3, deposit=10_00)


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    """Agreements of every kind that the rules must carry: chains, prices of one unit, odd fees, other weekends."""
    policy = draw(st.sampled_from([STANDARD, STANDARD, ORDER_PAGE, ONE_TO_ONE]))
    price = draw(st.sampled_from([1, 19, 100_00, 99_99, 10_001]))
    items = draw(st.integers(1, 3))
    zone, weekend = draw(
        st.sampled_from([("Europe/Berlin", (5, 6)), ("Africa/Cairo", (4, 5)), ("America/New_York", ())])
    )
    odd_windows: dict[str, Any] = draw(
        st.sampled_from(
            [
                *({}, {}, {"review_days": 0}, {"clearance_days": 0, "reply_hours": 0}, {"long_stop_days": 9}),
                *({"appeal_business_days": 0}, {"sealed_rounds": 1, "sealed_days": 0}, {"pause_days": 90}),
            ]
        )
    )
    return deal(
        draw(st.integers(1, 3)),
        policy,
        price=price,
        currency=draw(st.sampled_from(["EUR", "JPY", "KWD"])),
        items=items,
        item_prices=(price, *[0] * (items - 1)) if draw(st.booleans()) else None,
        deposit=draw(st.sampled_from([None, 0, price // 3, price - 1])),
        fee_basis_points=draw(st.sampled_from([0, 500, 333, 10_000])),
        asks_brief=draw(st.booleans()),
        is_chain=draw(st.booleans()),
        calendar=Calendar(zone, weekend, HOLIDAYS),
        **odd_windows,
    ).but(rounds=draw(st.integers(0, 2)), hold_cap_days=draw(st.sampled_from([None, None, 40, 90])))


def test_wherever_anybody_goes_the_books_add_up_and_every_road_ends() -> None:
    """The walks must have been everywhere, else they prove little: somebody stood in every stage, everything happened."""
    seen: set[object] = set()

    @given(
        the=deals(),
        is_invited=st.booleans(),
        far=st.sampled_from([None, None, None, None, None, *FAR]),
        quiet=st.sampled_from([None, None, CLIENT, FREELANCER]),
        steps=st.integers(20, 120),
        seed=st.integers(0, 2**64),
    )
    @settings(derandomize=True, max_examples=WALKS, phases=[Phase.generate])
    def walk(the: Deal, is_invited: bool, far: Stage | None, quiet: Role | None, steps: int, seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - no secret, but the same walk every time
        begun = start().when(make_offer(the, client=None if is_invited else CLIENT_PERSON), at=MONDAY)
        wanderer = Wanderer.after(begun if far is None else in_stage(far, ORDINARY), deal(price=5), quiet)
        for _ in range(steps):
            note(f"{wanderer.at}: {wanderer.goes_on(chance)}")
        wanderer.comes_to_rest()
        seen.update(wanderer.visited, (type(event) for event in wanderer.events))

    walk()
    assert {*Stage, *get_args(m.AnyEvent)} - seen == set()
