"""Operators place legal holds: with an end, a reason, and for nobody else to read."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from parley.desk.now import now
from parley.people.departures import LegalHold
from parley.people.holds import LONGEST, LONGEST_REASON, held_until, standing
from parley.people.leaving import close_account
from tests.web.people import Visitor, operator
from tests.web.reading import read

AT, LIFT = "/holds", "/holds/lift"
WHY = "Claim 17 before the court of Madrid"


@pytest.fixture
def olga(db: None) -> Visitor:
    return operator("Olga Petrova")


def day(days: int) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


def test_a_hold_is_placed_and_lifted(olga: Visitor, eva: Visitor) -> None:
    assert AT in olga.look("/me/data").links
    answer = olga.send(olga.look(AT), AT, email=" Eva@example.org", until=day(90), reason=WHY)
    assert (answer.status_code, answer.headers["Location"]) == (303, AT)
    page = olga.look(AT)
    assert "Eva Lind (eva@example.org)" in page.text
    assert WHY in page.text
    assert "placed by Olga Petrova" in page.text
    until = held_until([eva.id], now())
    assert until is not None
    assert until.date().isoformat() == day(90)
    assert olga.send(page, LIFT).status_code == 303
    assert held_until([eva.id], now()) is None
    assert "No hold stands" in olga.look(AT).text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": ""}, "Nobody here has, or had, an account with this address."),
        ({"email": "nobody@example.org"}, "Nobody here has, or had, an account with this address."),
        ({"until": ""}, "Choose the last day of the hold."),
        ({"until": "soon"}, "Choose the last day of the hold."),
        ({"until": "0000-00-00"}, "Choose the last day of the hold."),
        ({"until": "2020-01-01"}, "This day is over already."),
        ({"until": "9999-12-31"}, "A hold lasts at most"),
        ({"reason": "  "}, "Write why."),
        ({"reason": "x" * (LONGEST_REASON + 1)}, "At most"),
    ],
)
def test_what_is_no_hold_is_told_and_kept(olga: Visitor, eva: Visitor, typed: dict[str, str], says: str) -> None:
    full = {"email": "eva@example.org", "until": day(30), "reason": WHY} | typed
    answer = olga.fill_in(olga.look(AT), AT, dict(full))
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not LegalHold.objects.exists()


def test_the_longest_hold_ends_within_two_years(olga: Visitor, eva: Visitor) -> None:
    for days, status in ((LONGEST.days - 1, 303), (LONGEST.days + 1, 422)):
        form = {"email": "eva@example.org", "until": day(days), "reason": WHY}
        assert olga.fill_in(olga.look(AT), AT, dict(form)).status_code == status


def test_somebody_who_left_can_be_held_while_their_words_wait(olga: Visitor, eva: Visitor) -> None:
    assert eva.person is not None
    close_account(eva.person, [uuid4()], now())
    answer = olga.send(olga.look(AT), AT, email="eva@example.org", until=day(90), reason=WHY)
    assert answer.status_code == 303
    assert held_until([eva.id], now()) is not None
    assert "Eva Lind" in olga.look(AT).text


def test_nobody_else_reads_or_lifts_one(olga: Visitor, eva: Visitor, nobody: Visitor) -> None:
    olga.send(olga.look(AT), AT, email="eva@example.org", until=day(90), reason=WHY)
    [hold] = standing(now())
    for who in (eva, nobody):
        who.get(AT, 404)
        assert who.post(LIFT, hold=hold.id).status_code == 404
    assert olga.post(LIFT, hold="of nobody").status_code == 303
    assert olga.post(LIFT, hold=uuid4()).status_code == 303
    assert list(standing(now())) == [hold]
