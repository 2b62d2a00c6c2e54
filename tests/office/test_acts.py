"""What operators did is written down for good."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parley.office.acts import ABOUT, Did, acts_of, latest, note
from parley.office.models import LONGEST_ABOUT, Act
from parley.people.models import LONGEST_POLICY_NAME
from parley.people.register import register
from parley.words.console import DEEDS

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_the_newest_comes_first_and_a_page_goes_on_where_the_last_one_ended() -> None:
    olga = register("Olga", "olga@example.org", "en", "UTC", is_operator=True)
    for name in "abcde":
        note(olga, Did.POLICY_WRITTEN, NOON, name)
    first = latest(None, 2)
    rest = latest(first[-1].id, 10)
    assert [one.about for one in (*first, *rest)] == list("edcba")
    assert [one.about for one in acts_of(olga)] == list("abcde")


def test_what_was_done_stays_when_whoever_did_it_is_gone() -> None:
    olga = register("Olga", "olga@example.org", "en", "UTC", is_operator=True)
    note(olga, Did.ANNOUNCED, NOON)
    olga.delete()
    [left] = latest(None, 10)
    assert (left.did, left.by) == (Did.ANNOUNCED, None)


def test_everything_that_can_be_done_has_its_words_and_says_what_it_names() -> None:
    assert set(ABOUT) == set(Did)
    assert set(DEEDS) == {did.value for did in Did}


def test_whatever_an_act_names_fits() -> None:
    assert max(len(did.value) for did in Did) <= Act._meta.get_field("kind").max_length
    assert max(LONGEST_POLICY_NAME, 36) <= LONGEST_ABOUT
