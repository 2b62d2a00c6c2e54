"""Terms that nobody could keep are refused at the desk, with a code and with words, and nothing at all is written."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import UUID

import pytest

from parley.core.calendar import Calendar
from parley.core.order.messages import OfferExtra
from parley.core.order.refusals import Code, Refusal
from parley.core.order.soundness import LONGEST_CAP_DAYS, LONGEST_EFFORT_MINUTES, MOST_ROUNDS
from parley.core.order.terms import MilestoneTerms, Windows
from parley.desk.calendars import NoSuchCountry, frozen_calendar
from parley.desk.submit import submit
from parley.words.refusals import refusal_words
from tests.asks import FREELANCER, counter, make_offer
from tests.deals import MONDAY, Deal, deal, eur
from tests.desk.given_orders import MINUTE, answer, assert_sound, everything, offered, order_ids, working

pytestmark = pytest.mark.django_db(transaction=True)


def with_effort(*minutes: int) -> Deal:
    """A deal with so many items of so much effort."""
    the = deal(items=len(minutes))
    items = zip(the.terms.milestones[0].items, minutes, strict=True)
    return the.with_milestone(items=tuple(replace(item, effort_minutes=effort) for item, effort in items))


BROKEN = {
    "an item without effort": (Code.NUMBER_OUT_OF_RANGE, with_effort(0)),
    "an item of less than no effort": (Code.NUMBER_OUT_OF_RANGE, with_effort(-60)),
    "an item of a lifetime's effort": (Code.NUMBER_OUT_OF_RANGE, with_effort(LONGEST_EFFORT_MINUTES + 1)),
    "one of two items without effort": (Code.NUMBER_OUT_OF_RANGE, with_effort(60, 0)),
    "no items": (Code.NO_ITEMS, deal().with_milestone(items=())),
    "a kill fee of 101 percent": (Code.PERCENT_OUT_OF_RANGE, deal().but(kill_fee_percent=101)),
    "a kill fee of 10,000 percent": (Code.PERCENT_OUT_OF_RANGE, deal().but(kill_fee_percent=10_000)),
    "a kill fee below nothing": (Code.PERCENT_OUT_OF_RANGE, deal().but(kill_fee_percent=-1)),
    "an operator's fee over 100 percent": (Code.PERCENT_OUT_OF_RANGE, deal(fee_basis_points=10_001)),
    "an operator's fee below nothing": (Code.PERCENT_OUT_OF_RANGE, deal(fee_basis_points=-1)),
    "a deposit of 100 percent": (Code.DEPOSIT_TOO_LARGE, deal(deposit=100_00)),
    "a deposit of 101 percent": (Code.DEPOSIT_TOO_LARGE, deal(deposit=101_00)),
    "10,000 working days": (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(working_days=10_000)),
    "less than no working days": (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(working_days=-1)),
    "more rounds than anybody counts": (Code.NUMBER_OUT_OF_RANGE, deal().but(rounds=MOST_ROUNDS + 1)),
    "less than no rounds": (Code.NUMBER_OUT_OF_RANGE, deal().but(rounds=-1)),
    "prices of items that do not add up": (Code.ITEMS_DO_NOT_ADD_UP, deal(items=2, item_prices=(50_00, 49_99))),
    "a provider's cap of no days": (Code.NUMBER_OUT_OF_RANGE, deal().but(hold_cap_days=0)),
    "a provider's cap of less than no days": (Code.NUMBER_OUT_OF_RANGE, deal().but(hold_cap_days=-1)),
    "a provider's cap of a lifetime": (Code.NUMBER_OUT_OF_RANGE, deal().but(hold_cap_days=LONGEST_CAP_DAYS + 1)),
    "a date 10,000 years ahead": (Code.NUMBER_OUT_OF_RANGE, deal().with_milestone(due_on=date(9999, 12, 31))),
}  # fmt: skip


def told(refusal: object, code: Code) -> None:
    assert isinstance(refusal, Refusal)
    assert refusal.code is code
    words = refusal_words(refusal, "Europe/Madrid", MONDAY)
    assert words.says.endswith(".")
    assert words.way_on.endswith(".")
    assert "{" not in words.says + words.way_on


@pytest.mark.parametrize(("code", "broken"), BROKEN.values(), ids=BROKEN)
def test_an_offer_that_nobody_could_keep_is_not_made(code: Code, broken: Deal) -> None:
    offered(1)
    before = everything()
    [second] = order_ids(1, first=2)
    [refusal] = submit([make_offer(broken, order_id=second)(None)], MONDAY + MINUTE)
    told(refusal, code)
    assert everything() == before


@pytest.mark.parametrize(("code", "broken"), BROKEN.values(), ids=BROKEN)
def test_a_counter_offer_that_nobody_could_keep_leaves_the_offer_as_it_was(code: Code, broken: Deal) -> None:
    [one] = offered(1, the=deal(price=99_00))
    before = everything()
    told(answer(one, counter(broken), MONDAY + MINUTE), code)
    assert everything() == before
    assert_sound([one])


# --- extra work is held to the same


EXTRA = deal().terms.milestones[0]


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        (Code.NUMBER_OUT_OF_RANGE, with_effort(0).terms.milestones[0]),
        (Code.NUMBER_OUT_OF_RANGE, with_effort(60, -1).terms.milestones[0]),
        (Code.NUMBER_OUT_OF_RANGE, replace(EXTRA, working_days=-1)),
        (Code.NUMBER_OUT_OF_RANGE, replace(EXTRA, working_days=10_000)),
        (Code.NUMBER_OUT_OF_RANGE, replace(EXTRA, due_on=date(9999, 12, 31))),
        (Code.NO_ITEMS, replace(EXTRA, items=())),
        (Code.PRICE_NOT_POSITIVE, replace(EXTRA, price=eur(-1))),
    ],
)
def test_an_offer_of_extra_work_that_nobody_could_keep_is_not_made(code: Code, broken: MilestoneTerms) -> None:
    [one] = working(1)
    before = everything()
    offer = OfferExtra(
        order_id=one, id=UUID(int=77), by=FREELANCER, milestone=1, extra=broken, wording=deal(items=2).wording
    )
    told(answer(one, lambda _: offer, MONDAY + MINUTE), code)
    assert everything() == before
    assert_sound([one])


# --- what cannot even be said: no command holds such a window or such a calendar


@pytest.mark.parametrize("length", [-1, -10_000, 10_000])
@pytest.mark.parametrize("name", [window.name for window in fields(Windows)])
def test_no_terms_hold_a_window_that_is_negative_or_10000_long(name: str, length: int) -> None:
    """An hour window of 10,000 is longer than a year as well."""
    one = (length,) if isinstance(getattr(Windows(), name), tuple) else length
    with pytest.raises(ValueError, match="outside what can be counted"):
        deal(**{name: one})


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "Mars/Olympus", "../../etc/passwd", "\0", "Europe"])
def test_no_terms_hold_a_calendar_of_a_place_that_is_none(zone: str) -> None:
    with pytest.raises(ValueError, match="no such zone"):
        Calendar(zone)
    with pytest.raises(ValueError, match="no such zone"):
        frozen_calendar(zone, ["ES"], MONDAY.date())


@pytest.mark.parametrize("country", ["XX", "es", "ES-XX", "ESPAÑA", "EU", "0", "ES ", "ES,FR"])
def test_no_terms_hold_the_holidays_of_a_country_that_is_none(country: str) -> None:
    with pytest.raises(NoSuchCountry, match="not known"):
        frozen_calendar("Europe/Madrid", ["ES", country], MONDAY.date())
