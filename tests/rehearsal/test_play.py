"""Stories through the real desk: what they expect, what they lead to, and where they fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from parley.core.money import Money
from parley.core.order.messages import AnyCommand, MakeOffer, RunOut
from parley.core.order.records import CountsAs
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.people.models import Invitation, Person
from parley.reads.audit import audit
from parley.rehearsal.act import Act
from parley.rehearsal.acting import command_for
from parley.rehearsal.deeds import DEEDS, snake_case
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import Played, play
from parley.rehearsal.reading import read_story
from parley.rehearsal.story import Deed, Judged, PlannedExtra
from parley.rehearsal.table import BadStory
from parley.rehearsal.telling import as_json, lines
from tests.rehearsal.conftest import PLAYED_AT, SHORT

pytestmark = pytest.mark.usefixtures("_real_commits")


def told(text: str) -> Played:
    return play(read_story(text), PLAYED_AT)


def what_happened(played: Played) -> list[tuple[str, datetime]]:
    return [(type(one.event).__name__, one.event.at) for one in played.happenings]


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_story_goes_as_it_says_and_its_rows_are_sound(path: Path) -> None:
    played = play(read_story(path.read_text("utf-8"), str(path.parent)), PLAYED_AT)
    assert played.failure is None
    assert audit().found == []


@pytest.mark.parametrize("name", ["sent-back", "gone-silent"])
def test_a_story_with_instants_of_its_own_is_the_same_whenever_it_is_played(name: str) -> None:
    story = read_story((STORIES / f"{name}.toml").read_text("utf-8"))
    first = play(story, PLAYED_AT)
    again = play(story, PLAYED_AT + timedelta(days=200, hours=7))
    assert what_happened(first) == what_happened(again)
    assert first.books == again.books


def test_each_deadline_falls_due_at_its_own_instant() -> None:
    played = told(SHORT + '[[step]]\nat = "+60d"\nby = "nobody"\nexpect = { order = "closed", due = "none" }')
    assert played.failure is None
    delivered = datetime(2026, 3, 4, 10, tzinfo=UTC)
    released = datetime(2026, 3, 20, 10, tzinfo=UTC)
    assert what_happened(played)[-7:] == [
        ("Delivered", delivered),
        ("Nudged", delivered + timedelta(days=2)),
        ("Nudged", delivered + timedelta(days=5)),
        ("NoticeSent", delivered + timedelta(days=7)),
        ("MarkedComplete", delivered + timedelta(days=9)),
        ("Released", released),
        ("Cleared", released + timedelta(days=5)),
    ]


@pytest.mark.parametrize(
    ("expectation", "says"),
    [
        ('order = "closed"', "the order is active, expected closed"),
        ('stage = { 1 = "working" }', "milestone 1 is delivered, expected working"),
        ('stage = { 2 = "working" }', "milestone 2 is not there, expected working"),
        ('turn = ["freelancer"]', "the turn is with client, expected freelancer"),
        ("turn = []", "the turn is with client, expected nobody"),
        ('due = "+6d"', "the next deadline is 2026-03-11T10:00:00+00:00, expected 2026-03-10T10:00:00+00:00"),
        ('due = "none"', "a deadline is armed at 2026-03-11T10:00:00+00:00, expected none"),
        ('balances = { "hold.1" = "99.00" }', "hold.1 holds 100.00, expected 99.00"),
        ('balances = { "fee.1" = "1.00" }', "fee.1 holds 0.00, expected 1.00"),
        ("happened = { Delivered = 2 }", "Delivered happened 1 times, expected 2"),
        ('refusal = "act.not_now"', "this was done, expected the refusal act.not_now"),
        (
            "work_due = { 1 = 2026-03-21T18:00:00 }",
            "milestone 1 has its work due at 2026-03-20T17:00:00+00:00, expected 2026-03-21T17:00:00+00:00",
        ),
        ("on_time = { 1 = false }", "milestone 1 has its first delivery on time true, expected false"),
        ('cause = { 1 = "silence" }', "milestone 1 has the cause none, expected silence"),
        ('worth = { 1 = "50.00" }', "milestone 1 has the worth 100.00, expected 50.00"),
        ('worth = { 2 = "50.00" }', "milestone 2 has the worth none, expected 50.00"),
        ('scope = { 1 = ["in"] }', "milestone 1 has the scope none, expected in"),
        ("effort = { 1 = [50] }", "milestone 1 has the effort none, expected 50"),
        ("flagged = { 1 = [1] }", "milestone 1 has flagged none, expected 1"),
        ('counts = "completed"', "the order counts as open, expected completed"),
    ],
)
def test_a_wrong_expectation_fails_with_its_step(expectation: str, says: str) -> None:
    failure = told(f"{SHORT}expect = {{ {expectation} }}").failure
    assert failure is not None
    assert (failure.step, failure.says) == (3, says)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    failure = told(SHORT + 'expect = { order = "closed", turn = [] }').failure
    assert failure is not None
    assert failure.says == "the order is active, expected closed; the turn is with client, expected nobody"


def test_what_is_right_does_not_fail() -> None:
    right = 'order = "active", stage = { 1 = "delivered" }, turn = ["client"], due = 2026-03-11T11:00:00'
    assert told(f"{SHORT}expect = {{ {right} }}").failure is None


def test_what_the_scope_check_says_can_be_expected() -> None:
    asked = """
[[step]]
at = "+1h"
by = "client"
do = "request_revision"
items = [{ kind = "change", item = 1, words = "Blue" }, { kind = "new", words = "A lamp" }]
[[step]]
at = "+1h"
by = "freelancer"
do = "answer_request"
answers = [{ item = 1, kind = "will_do", effort = "239 min" }, { item = 2, kind = "price", price = "20.00" }]
expect = { scope = { 1 = ["in", "outside"] }, effort = { 1 = [100, 0] }, flagged = { 1 = [] } }
"""
    assert told(SHORT + asked).failure is None
    failure = told(SHORT + asked.replace("239 min", "240 min")).failure
    assert failure is not None
    assert failure.says == (
        "milestone 1 has the scope unclear, outside, expected in, outside; milestone 1 has flagged 1, expected none"
    )


def test_a_refusal_that_nobody_expected_ends_the_story() -> None:
    played = told(
        SHORT + '[[step]]\nat = "+1h"\nby = "client"\ndo = "fund"\n[[step]]\nat = "+1h"\nby = "client"\ndo = "accept"'
    )
    assert played.failure is not None
    assert (played.failure.step, played.failure.says) == (4, "refused: act.not_now (stage delivered)")
    assert "Accepted" not in dict(what_happened(played))


def test_another_refusal_than_the_expected_one_fails() -> None:
    failure = told(
        SHORT + '[[step]]\nat = "+1h"\nby = "client"\ndo = "fund"\nexpect = { refusal = "act.not_yours" }'
    ).failure
    assert failure is not None
    assert "act.not_now" in failure.says


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (SHORT.replace('at = "+2bd"', "at = 2026-03-01T09:00:00"), "step 3, at"),
        (SHORT.replace("sign.svg", "sign.psd"), "step 3, files"),
        (SHORT.replace('name = "sign.svg"', 'name = "sign.svg", from = "nowhere.svg"'), "step 3, files"),
        (SHORT.replace("due_on = 2026-03-20", "due_on = 2026-03-01"), "order"),
        (SHORT.replace("start = 2026-03-02T09:00:00", 'start = "+1d"'), "order, start"),
        (SHORT.replace("[order]", '[order]\ncountries = ["XX"]'), "order, countries"),
        (SHORT.replace('name = "Ana"', 'name = "Ana"\nlanguage = "xx"'), "people, ana"),
        (SHORT + 'expect = { due = "next deadline" }', "step 3, expect, due"),
        (SHORT + 'expect = { work_due = { 1 = "next deadline" } }', "step 3, expect, work_due"),
        (SHORT + '[[step]]\nat = "+90d"\nby = "nobody"\n[[step]]\nat = "next deadline"\nby = "nobody"', "step 5, at"),
    ],
)
def test_a_story_that_cannot_be_played_says_where(text: str, place: str) -> None:
    with pytest.raises(BadStory) as error:
        told(text)
    assert error.value.place == place


def test_a_file_may_come_from_beside_the_story(tmp_path: Path) -> None:
    (tmp_path / "mine.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    story = read_story(SHORT.replace('name = "sign.svg"', 'name = "sign.svg", from = "mine.svg"'), str(tmp_path))
    delivery = play(story, PLAYED_AT).order.milestone(1).last_delivery
    assert delivery is not None
    assert delivery.files[0].size_bytes == (tmp_path / "mine.svg").stat().st_size


def test_somebody_invited_by_mail_joins_with_the_invitation() -> None:
    text = SHORT.replace('client = "ana"', 'invited = "ana@example.org"').replace(
        "[[step]]", '[[step]]\nat = "+1h"\nby = "client"\ndo = "join_order"\nperson = "ana"\n[[step]]', 1
    )
    played = told(text)
    assert played.failure is None
    ana = Person.objects.get(email="ana@example.org")
    assert played.order.client == str(ana.id)
    assert Invitation.objects.get().used_by == ana
    assert played.names[Role.CLIENT] == "Ana"


FULL = Deed(
    "",
    words="words",
    until=date(2026, 3, 20),
    amount=Money(1_00, "EUR"),
    extra=PlannedExtra("A frame", "A frame", "The sign hangs in it", 60, Money(1_00, "EUR"), date(2026, 3, 20), 0),
    judged=Judged(CountsAs.EXEMPT, (ClauseKey.WORK,), (1,), None, "words"),
)
"""Everything that any deed may need."""


def test_every_command_of_the_core_can_be_told_in_a_story() -> None:
    played = told(SHORT)
    commands = {snake_case(kind.__name__): kind for kind in get_args(AnyCommand) if kind not in (MakeOffer, RunOut)}
    assert commands.keys() == set(DEEDS)
    for do, kind in commands.items():
        act = Act(
            deed=replace(FULL, do=do),
            order=played.order,
            by=Role.CLIENT,
            language="en",
            at=played.at,
            played_at=PLAYED_AT,
            person="somebody",
        )
        assert type(command_for(act)) is kind


def test_a_proposal_needs_no_number_where_one_is_open() -> None:
    before, _, _ = SHORT.partition('[[step]]\nat = "+2bd"')
    steps = """
[[step]]
at = "+1h"
by = "freelancer"
do = "propose_extension"
until = "+30d"
reason = "The wood has to dry"

[[step]]
at = "+1h"
by = "freelancer"
do = "withdraw_proposal"

[[step]]
at = "+1h"
by = "client"
do = "propose_cancel"
amount = "40.00"
reason = "The shop stays closed"

[[step]]
at = "+1h"
by = "freelancer"
do = "accept_proposal"
expect = { order = "closed", stage = { 1 = "split" }, balances = { "pending.1" = "38.00" } }
"""
    played = told(before + steps)
    assert played.failure is None
    printed = "\n".join(lines(played))
    assert "“The wood has to dry”" in printed
    assert "Ben took a proposal for The sign back: more time, until " in printed
    assert "Ana proposed to end The sign: Ben keeps €40.00." in printed


def test_what_is_printed() -> None:
    played = told(SHORT + 'note = "Here it is."\nexpect = { order = "closed" }')
    printed = "\n".join(lines(played))
    assert "Ben delivered The sign, delivery 1, with 1 file." in printed
    assert "“Here it is.”" in printed
    assert "step 3" in printed
    assert "Times are those of Europe/Berlin." in printed
    assert "hold.1                 €100.00" in printed
    assert "If nobody moves:" in printed
    assert printed.endswith("Step 3 did not go as the story says: the order is active, expected closed.")


def test_what_is_printed_for_programs() -> None:
    found: Any = as_json(told(SHORT))
    assert found["books"] == {"client.1": "-100.00", "hold.1": "100.00"}
    assert found["milestones"] == {"1": "delivered"}
    assert found["turn"] == ["client"]
    assert found["failed"] is None
    assert found["if_nobody_moves"][-1]["events"] == ["Cleared"]
    assert found["happened"][0]["at"] == "2026-03-02T08:00:00.000000Z"
