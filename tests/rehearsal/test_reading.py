"""A story is read strictly: what nobody knows is an error that names its place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from parley.core.money import Money
from parley.core.order.terms import Funding
from parley.core.policies import ONE_TO_ONE
from parley.rehearsal.demo_people import STAFF, STORIES, demo_people, demo_stories
from parley.rehearsal.reading import read_story
from parley.rehearsal.story import Cast
from parley.rehearsal.table import BadStory
from parley.rehearsal.when import Fixed, Next, Shift, Unit, read_day, read_when
from tests.rehearsal.conftest import SHORT


def bad(text: str) -> BadStory:
    with pytest.raises(BadStory) as error:
        read_story(text)
    return error.value


def without(line: str) -> str:
    assert line in SHORT
    return SHORT.replace(line, "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (SHORT + 'mood = "good"', "step 3"),
        (SHORT.replace('effort = "4 h"', 'effort = "4 h"\ncolour = "red"'), "milestone 1, item 1"),
        (SHORT.replace("due_on", "due_at"), "milestone 1"),
        (SHORT.replace('zone = "Europe/Berlin"', 'time_zone = "Europe/Berlin"'), "order"),
        (SHORT.replace('name = "Ana"', 'name = "Ana"\nage = 30'), "the story, people, ana"),
        (SHORT + 'expect = { stage = { 1 = "delivered" }, weather = "fine" }', "step 3, expect"),
        ("mood = 1\n" + SHORT, "the story"),
        (SHORT + 'items = [{ kind = "change" }]', "step 3"),
    ],
)
def test_an_unknown_key_is_an_error_that_names_its_place(text: str, place: str) -> None:
    found = bad(text)
    assert place in found.place
    assert "nothing here is called" in found.says or "is missing" in found.says


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("no = toml = at all", "the story", "TOML"),
        (without('title = "A sign for the door"'), "order", "title is missing"),
        (SHORT.replace('"100.00"', "100.00"), "milestone 1, price", "a sum is a text"),
        (SHORT.replace('"100.00"', '"100.001"'), "milestone 1, price", "decimals"),
        (SHORT.replace('"4 h"', '"4 hours"'), "item 1, effort", "an effort is"),
        (SHORT.replace('at = "+2bd"', 'at = "in two days"'), "step 3, at", "not an instant"),
        (
            SHORT.replace('by = "freelancer"\ndo', 'by = "clock"\ndo'),
            "step 3, by",
            "none of: client, freelancer, mediator, operator, bank, nobody",
        ),
        (SHORT.replace('do = "deliver"', 'do = "delivers"'), "step 3, do", "none of"),
        (SHORT.replace('do = "deliver"', 'do = "make_offer"'), "step 3, do", "none of"),
        (SHORT + '[[step]]\nat = "+1h"\nby = "nobody"\ndo = "accept"', "step 4", "nobody does nothing"),
        (SHORT + 'expect = { stage = { first = "delivered" } }', "expect, stage", "no number"),
        (SHORT + 'expect = { balances = { "hold" = "1.00" } }', "expect, balances", "no account"),
        (SHORT + "expect = { happened = { Delivery = 1 } }", "expect, happened", "no event is called Delivery"),
        (SHORT + 'expect = { refusal = "no.such" }', "expect, refusal", "none of"),
        (SHORT.replace('freelancer = "ben"', 'freelancer = "eve"'), "order, freelancer", "none of: ana, ben"),
        (without('freelancer = "ben"\n'), "order", "invited"),
        (SHORT.replace("[order]", '[order]\ninvited = "x@example.org"'), "order", "invited"),
        (SHORT.replace("[order]", '[order]\npolicy = "loose"'), "order, policy", "none of: standard"),
        (SHORT.replace("[order]", '[order]\ncountries = ["DE"]\nrest_days = [2026-03-03]'), "order", "rest days"),
        (SHORT.replace('"5"', '"101"'), "order, fee_percent", "percentage"),
    ],
)
def test_what_does_not_belong_is_named(text: str, place: str, says: str) -> None:
    found = bad(text)
    assert place in found.place
    assert says in found.says


def test_what_is_not_said_comes_from_the_policy() -> None:
    order = read_story(SHORT.replace("[order]", '[order]\npolicy = "one-to-one"\nrounds = 4')).order
    assert order.funding is Funding.ALL_UP_FRONT
    assert (order.rounds, order.kill_fee_percent) == (4, ONE_TO_ONE.kill_fee_percent)
    assert order.windows == ONE_TO_ONE.windows
    assert order.milestones[0].price == Money(100_00, "EUR")
    assert order.fee_basis_points == 500


def test_windows_can_be_changed_one_by_one() -> None:
    windows = read_story(SHORT + "[order.windows]\nreview_days = 2\nreview_nudge_days = [1]").order.windows
    assert (windows.review_days, windows.review_nudge_days, windows.notice_hours) == (2, (1,), 48)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("+2d", Shift(2, Unit.DAYS)),
        ("+48h", Shift(48, Unit.HOURS)),
        ("+30min", Shift(30, Unit.MINUTES)),
        ("+5bd 10:30", Shift(5, Unit.BUSINESS_DAYS, clock=time(10, 30))),
        ("-3d", Shift(3, Unit.DAYS, is_back=True)),
        ("next deadline", Next.DEADLINE),
        (datetime(2026, 3, 2, tzinfo=UTC), Fixed(datetime(2026, 3, 2, tzinfo=UTC))),
    ],
)
def test_ways_to_say_when(written: object, when: object) -> None:
    assert read_when(written) == when


@pytest.mark.parametrize("written", ["2d", "+2 d", "+2w", "+2d 10", "+2d 99:00", date(2026, 3, 2), 5, None, "tomorrow"])
def test_no_way_to_say_when(written: object) -> None:
    with pytest.raises(ValueError, match=r"not an instant|must be in"):
        read_when(written)


@pytest.mark.parametrize("written", [datetime(2026, 3, 2, tzinfo=UTC), "+2d 10:00", "soon"])
def test_a_date_has_no_time_of_day(written: object) -> None:
    with pytest.raises(ValueError, match="not a date"):
        read_day(written)


def test_every_shipped_story_can_be_read() -> None:
    shipped = sorted(STORIES.glob("*.toml"))
    assert len(shipped) == 2 + len(demo_stories())
    for path in shipped:
        assert read_story(path.read_text("utf-8")).about, path.name


def test_somebody_of_the_demo_is_the_same_person_in_every_story() -> None:
    known: dict[str, Cast] = {}
    for story in demo_stories():
        for cast in story.cast.values():
            assert known.setdefault(cast.email, cast) == cast
    assert {cast.language for cast in known.values()} == {"en", "es", "fr", "nl", "ru"}
    assert demo_people() == known.keys() | {email for _, email in STAFF}
    assert all(email.endswith("@example.org") for email in demo_people())


def test_people_of_the_demo_play_both_roles() -> None:
    clients = {story.order.client for story in demo_stories()}
    freelancers = {story.order.freelancer for story in demo_stories()}
    assert (clients & freelancers) - {None} >= {"joris", "nadia"}
