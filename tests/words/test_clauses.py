"""Clauses in plain words, and what happens if…"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parley.core.calendar import Calendar
from parley.core.order.terms import ClauseKey, Terms, clauses
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE
from parley.words.clauses import clause_words, kill_fee
from parley.words.imagined import days_of_silence, days_with_early_notice
from parley.words.what_if import what_if
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import MONDAY, deal
from tests.given import working
from tests.words.scene import VIEWERS, rich, telling

NBSP = "\u00a0"
TERMS = rich().terms
DEALS = (rich(), deal(), deal(policy=ORDER_PAGE), deal(3, ONE_TO_ONE, price=300_00), deal(fee_basis_points=0))


def body(key: ClauseKey, terms: Terms, viewer: Role | None) -> str:
    words = clause_words(key, terms, telling(viewer, MONDAY))
    return " ".join(line.plain for line in words.body).replace(NBSP, " ")


def title(key: ClauseKey, terms: Terms, viewer: Role | None) -> str:
    return clause_words(key, terms, telling(viewer, MONDAY)).title.replace(NBSP, " ")


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_clause_of_every_policy_has_words(viewer: Role | None) -> None:
    met = set()
    for the in DEALS:
        for clause in clauses(the.terms):
            met.add(clause.key)
            words = clause_words(clause.key, the.terms, telling(viewer, MONDAY), "A logo in two variants")
            assert words.title[0].isupper() or words.title[0].isdigit(), words.title
            assert words.body, clause.key
            assert not set("{}*") & set(words.title + " ".join(line.plain for line in words.body))
    assert met == set(ClauseKey)


def test_the_work_is_told_in_peoples_own_words() -> None:
    words = clause_words(ClauseKey.WORK, TERMS, telling(CLIENT, MONDAY), "A <b>logo</b>")
    assert words.title == "What you get"
    assert str(words.body[0]) == '<span class="said">A &lt;b&gt;logo&lt;/b&gt;</span>'
    assert title(ClauseKey.WORK, TERMS, FREELANCER) == "What you make"


def test_milestones_have_prices_dates_and_what_they_wait_for() -> None:
    said = body(ClauseKey.MILESTONES, TERMS, CLIENT)
    assert title(ClauseKey.MILESTONES, TERMS, CLIENT) == "3 milestones, paid one at a time"
    assert "Moodboard: €300.00, due Fri 13 Mar 2026, or 5 business days after work begins" in said
    assert "It opens once this is paid: Moodboard." in said
    assert "It begins with your brief." in said
    assert "It begins with the brief from Marc." in body(ClauseKey.MILESTONES, TERMS, FREELANCER)
    assert "Together €900.00." in said
    assert "If nothing is delivered 24 hours after its due date, you can take the money back." in said
    assert "Ana can ask 2 questions in each milestone." in said
    up_front = deal(3, ONE_TO_ONE, price=300_00).terms
    assert title(ClauseKey.MILESTONES, up_front, CLIENT) == "3 milestones, all funded at the start"


def test_the_fee_is_in_the_clause_about_money() -> None:
    assert "a fee of 5% is taken off and the rest is yours" in body(ClauseKey.MONEY, TERMS, FREELANCER)
    odd = replace(TERMS, fee_basis_points=250)
    assert "a fee of 2.5 % is taken off" in body(ClauseKey.MONEY, odd, CLIENT)
    free = replace(TERMS, fee_basis_points=0)
    assert "all of it is yours" in body(ClauseKey.MONEY, free, FREELANCER)
    assert "fee" not in body(ClauseKey.MONEY, free, CLIENT)


def test_the_kill_fee_is_a_sum_for_each_milestone() -> None:
    said = body(ClauseKey.KILL_FEE, TERMS, CLIENT)
    assert title(ClauseKey.KILL_FEE, TERMS, CLIENT) == "If you stop: the kill fee"
    assert title(ClauseKey.KILL_FEE, TERMS, FREELANCER) == "If Marc stops: the kill fee"
    assert "Ana then keeps 25% of its price." in said
    assert "Logo drafts: €75.00 of €300.00" in said


def test_the_larger_of_deposit_and_kill_fee_is_kept() -> None:
    first, second = TERMS.milestones[:2]
    high = replace(TERMS, milestones=(replace(first, deposit=first.price.share(4_000)), second))
    assert kill_fee(high, high.milestones[0]) == "€120.00"
    assert kill_fee(high, second) == "€75.00"


def test_the_deposit_names_its_milestone() -> None:
    assert title(ClauseKey.DEPOSIT, TERMS, CLIENT) == "Deposit of €60.00"
    said = body(ClauseKey.DEPOSIT, TERMS, FREELANCER)
    assert said.startswith("Deposit for Moodboard: €60.00 of €300.00, released to you when work begins.")
    assert "Logo drafts" not in said


@pytest.mark.parametrize(
    ("rounds", "said"), [(0, "No rounds of changes"), (1, "1 round of changes"), (2, "2 rounds of changes")]
)
def test_rounds_are_counted(rounds: int, said: str) -> None:
    assert title(ClauseKey.CHANGES, replace(TERMS, rounds=rounds), CLIENT) == said


def test_windows_are_told_in_words() -> None:
    said = body(ClauseKey.REVIEW, TERMS, CLIENT)
    assert title(ClauseKey.REVIEW, TERMS, CLIENT) == "Time to look at each delivery: 7 days"
    for part in (
        "You have 7 days",
        "after 2 days and 5 days",
        "48 hours",
        "5 business days later",
        "72 hours of silence",
        "2 attempts",
    ):
        assert part in said
    page = deal(policy=ORDER_PAGE).terms
    assert "Without an answer the hold is then released." in body(ClauseKey.REVIEW, page, CLIENT)
    assert "last notice" not in body(ClauseKey.REVIEW, page, CLIENT)


def test_the_calendar_is_named() -> None:
    assert "those of Berlin, without weekends." in body(ClauseKey.REVIEW, TERMS, CLIENT)
    rested = replace(TERMS, calendar=Calendar("America/New_York", rest_days=(date(2026, 7, 3),)))
    assert "those of New York, without weekends and public holidays." in body(ClauseKey.REVIEW, rested, CLIENT)
    assert "those of UTC" in body(ClauseKey.REVIEW, replace(TERMS, calendar=Calendar()), CLIENT)


def test_what_if_answers_each_side_in_its_own_words() -> None:
    def rows(viewer: Role | None) -> dict[str, str]:
        found = what_if(TERMS, telling(viewer, MONDAY), offered_by=FREELANCER, expires_at=MONDAY)
        assert all(row.question.startswith("…") and row.question.endswith("?") for row in found)
        assert all(row.answer.plain.endswith(".") and not set("{}*") & set(row.answer.plain) for row in found)
        return {row.question: row.answer.plain.replace(NBSP, " ") for row in found}

    client, freelancer = rows(CLIENT), rows(FREELANCER)
    assert client["…you don’t answer this offer?"] == "On Mon 2 Mar it expires, and nobody owes anything."
    assert "…Marc doesn’t answer this offer?" in freelancer
    assert client["…Ana never delivers?"].endswith("For Moodboard that is €300.00 on Fri 27 Mar or later.")
    assert "goes back to Marc" in freelancer["…you never deliver?"]
    assert client["…Ana never delivers?"].startswith(
        "From 24 hours after the due date, with nothing delivered, you can"
    )
    assert client["…you want to stop?"].startswith("Before the first delivery Ana keeps €75.00 of the €300.00")
    assert freelancer["…Marc wants to stop?"].startswith("Before the first delivery you keep €75.00 of the €300.00")
    assert len(client) == len(freelancer) == len(rows(None)) == 11


def test_without_a_kill_fee_a_milestone_ends_by_consent() -> None:
    rows = {
        row.question: row.answer.plain for row in what_if(replace(TERMS, kill_fee_percent=0), telling(CLIENT, MONDAY))
    }
    assert rows["…you want to stop?"].startswith("Once money is held a milestone ends by consent")


def test_questions_and_proposals_have_a_line_each() -> None:
    assert "Once in each milestone you can ask what a request means." in body(ClauseKey.CHANGES, TERMS, FREELANCER)
    said = body(ClauseKey.DISAGREEMENT, TERMS, CLIENT)
    assert "After 48 hours silence counts as no, and as yes to a first wish for up to 3 more days." in said


def test_an_agreed_order_has_no_row_about_answering_its_offer() -> None:
    assert not any("offer" in row.question for row in what_if(TERMS, telling(CLIENT, MONDAY)))


def test_silence_takes_as_long_as_the_offer_says() -> None:
    on_monday = replace(TERMS, milestones=tuple(replace(one, due_on=date(2026, 3, 16)) for one in TERMS.milestones))
    assert days_of_silence(on_monday, 1) == 16
    assert days_with_early_notice(on_monday, 1) == 11


def test_a_policy_without_notice_has_no_early_notice() -> None:
    page = deal(policy=ORDER_PAGE).terms
    assert days_of_silence(page, 1) == 3
    assert days_with_early_notice(page, 1) is None


def test_the_machine_keeps_the_promised_days() -> None:
    terms = deal().terms
    due = terms.calendar.end_of_work(terms.milestones[0].due_on)
    released = working(deal()).when(asks.deliver(), at=due).waits_for_the_end().milestone().since
    assert released is not None
    local = terms.calendar.local_date
    assert (local(released) - local(due)).days == days_of_silence(terms, 1)


def test_the_machine_keeps_the_promise_of_an_early_notice() -> None:
    terms = deal().terms
    due = terms.calendar.end_of_work(terms.milestones[0].due_on)
    story = working(deal()).when(asks.deliver(), at=due)
    story = story.when(asks.message(FREELANCER), hours=24).when(asks.message(FREELANCER), hours=24)
    story = story.when(asks.notice(), hours=24).waits_for_the_end()
    released = story.milestone().since
    assert released is not None
    local = terms.calendar.local_date
    assert (local(released) - local(due)).days == days_with_early_notice(terms, 1)
