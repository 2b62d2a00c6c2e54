"""One voice for each person or browser, whatever they send and however often."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from parley.desk.now import now
from parley.help.models import Tally, Vote
from parley.help.votes import Counted, Voter, all_counted, counted, voice_of, vote
from parley.people.models import Person
from parley.people.register import register

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]


def says(voter: Voter, *, is_useful: bool, article: str = "kettle", language: str = "en") -> None:
    vote(voter, article, language, is_useful=is_useful, at=now())


@pytest.fixture
def ana() -> Person:
    return register("Ana Ruiz", "ana@example.org", "es", "Europe/Madrid")


def test_a_person_and_a_browser_have_one_voice_each(ana: Person) -> None:
    for _ in range(3):
        says(Voter(ana), is_useful=True)
        says(Voter(browser="one"), is_useful=True)
        says(Voter(browser="two"), is_useful=False)
    assert counted("kettle", "en") == Counted(2, 1)
    assert Vote.objects.count() == 3


def test_a_voice_may_change_its_mind_and_is_still_one(ana: Person) -> None:
    assert voice_of(Voter(ana), "kettle", "en") is None
    for is_useful in (True, False, False, True, False):
        says(Voter(ana), is_useful=is_useful)
        assert voice_of(Voter(ana), "kettle", "en") is is_useful
    assert counted("kettle", "en") == Counted(0, 1)


def test_languages_and_articles_are_counted_apart(ana: Person) -> None:
    says(Voter(ana), is_useful=True)
    says(Voter(ana), is_useful=False, language="es")
    says(Voter(ana), is_useful=True, article="cup")
    assert all_counted() == {
        ("kettle", "en"): Counted(1, 0),
        ("kettle", "es"): Counted(0, 1),
        ("cup", "en"): Counted(1, 0),
    }
    assert counted("spoon", "en") == Counted()
    assert Counted().share is None


def test_the_share_comes_with_its_interval() -> None:
    share = Counted(68, 8).share
    assert share is not None
    assert (share.permille, share.low_permille, share.high_permille) == (895, 806, 946)


def test_a_guest_without_a_word_has_said_nothing() -> None:
    assert voice_of(Voter(), "kettle", "en") is None


def test_what_is_kept_of_a_browser_is_a_hash() -> None:
    says(Voter(browser="secret word"), is_useful=True)
    assert "secret" not in Vote.objects.get().browser


def test_a_person_who_is_gone_leaves_the_count_and_not_the_vote(ana: Person) -> None:
    says(Voter(ana), is_useful=True)
    ana.delete()
    assert not Vote.objects.exists()
    assert counted("kettle", "en") == Counted(1, 0)


@pytest.mark.django_db(transaction=True)
def test_votes_that_come_at_once_are_counted_once_each(ana: Person) -> None:
    start = threading.Barrier(8)

    def one(voter: Voter, *, is_useful: bool) -> Callable[[], None]:
        def act() -> None:
            start.wait()
            try:
                says(voter, is_useful=is_useful)
            finally:
                connection.close()

        return act

    acts = [one(Voter(ana), is_useful=True)] * 4 + [
        one(Voter(browser=str(number)), is_useful=False) for number in range(4)
    ]
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted("kettle", "en") == Counted(1, 4)
    assert (Vote.objects.count(), Tally.objects.count()) == (5, 1)
