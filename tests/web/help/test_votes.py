"""Was this useful: asked of everybody, counted once, and limited for whoever throws cookies away."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from parley.desk.now import now
from parley.help.models import Vote
from parley.help.votes import Counted, Voter, counted, vote
from parley.web.help import vote as voting
from parley.web.help.voice import COOKIE
from tests.web.people import Visitor, guest, operator

GUIDE, VOTE = "/help/not-accepted", "/help/not-accepted/vote"
YES, NO = ("useful", "yes"), ("useful", "no")


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db: None) -> None:
    cache.clear()


def votes(reader: Visitor, press: tuple[str, str], page: str = GUIDE) -> str:
    """Press a button of the form, and come back to the article."""
    answer = reader.fill_in(reader.look(page), VOTE, {}, press)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_a_guest_votes_and_may_change_their_mind(nobody: Visitor) -> None:
    assert "Nobody has said yet" in nobody.look(GUIDE).text
    assert votes(nobody, YES) == f"{GUIDE}#vote"
    page = nobody.look(GUIDE)
    assert "Of 1 person, 1 said yes. You said yes." in page.text
    assert [given["aria-label"] for tag, given in page.tags if "rate-scale" in given.get("class", "")]
    votes(nobody, NO)
    assert "Of 1 person, 0 said yes. You said not yet." in nobody.look(GUIDE).text
    assert counted("not-accepted", "en") == Counted(0, 1)


def test_a_person_has_one_voice_in_all_their_browsers(ana: Visitor) -> None:
    votes(ana, YES)
    other = Visitor(Client(), ana.person)
    assert ana.person is not None
    other.client.force_login(ana.person)
    votes(other, YES)
    assert counted("not-accepted", "en") == Counted(1, 0)
    assert COOKIE not in other.client.cookies


def test_the_language_that_was_read_is_voted_on(ana: Visitor, nobody: Visitor) -> None:
    assert votes(nobody, YES, f"{GUIDE}?in=es") == f"{GUIDE}?in=es#vote"
    assert counted("not-accepted", "es") == Counted(1, 0)
    assert counted("not-accepted", "en") == Counted()


def test_seven_sevenths_are_shown_with_their_counts(nobody: Visitor) -> None:
    for number in range(76):
        vote(Voter(browser=str(number)), "not-accepted", "en", is_useful=number < 68, at=now())
    assert "Of 76 people, 68 said yes." in nobody.look(GUIDE).text


def test_whoever_throws_the_cookie_away_is_heard_a_few_times_and_told_why_not(db: None) -> None:
    for _ in range(voting.MOST_NEW_ON_ONE + 4):
        bot = guest()
        votes(bot, YES)
    assert counted("not-accepted", "en") == Counted(voting.MOST_NEW_ON_ONE, 0)
    assert "yours was not counted" in bot.look(GUIDE).text


def test_a_made_up_cookie_is_no_voice(nobody: Visitor) -> None:
    votes(nobody, YES)
    nobody.client.cookies[COOKIE] = "made-up:signature"
    assert "You said" not in nobody.look(GUIDE).text
    votes(nobody, YES)
    assert Vote.objects.count() == 2, "a new word, and so a new voice within the limits"


def test_one_network_address_cannot_vote_without_end(nobody: Visitor) -> None:
    page = nobody.look(GUIDE)
    answers = [nobody.fill_in(page, VOTE, {}, YES).status_code for _ in range(voting.MOST_A_MINUTE + 1)]
    assert answers == [303] * voting.MOST_A_MINUTE + [429]
    assert nobody.post(VOTE, language="en", useful="no").status_code == 429
    assert counted("not-accepted", "en") == Counted(1, 0)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"language": "en"},
        {"language": "xx", "useful": "yes"},
        {"language": "en", "useful": "maybe"},
        {"useful": "yes"},
    ],
)
def test_what_no_form_sends_is_refused(nobody: Visitor, typed: dict[str, str]) -> None:
    assert nobody.post(VOTE, **typed).status_code == 400
    assert nobody.post("/help/no-such-article/vote", language="en", useful="yes").status_code == 404
    assert not Vote.objects.exists()


def test_a_form_of_another_site_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(VOTE, {"language": "en", "useful": "yes"}).status_code == 403


def test_operators_see_every_article_in_every_language(nobody: Visitor, ana: Visitor) -> None:
    votes(nobody, YES)
    olga = operator("Olga Petrova")
    page = olga.look("/help/votes")
    assert "100% (1 of 1)" in page.text
    assert "20.7% to 100%" in page.text
    assert "No votes" in page.text
    ana.get("/help/votes", 404)
