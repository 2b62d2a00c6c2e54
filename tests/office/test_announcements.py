"""What the desk tells everybody: in which words, for how long, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parley.office.announcements import (
    LONGEST_TEXT,
    LONGEST_TIME,
    MOST_AT_ONCE,
    AnnouncementRefused,
    announce,
    clean_text,
    forget_announcements,
    not_over,
    standing,
    withdraw,
)
from parley.office.models import Announcement
from parley.people.models import Person
from parley.people.register import register

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def olga(db: None) -> Person:
    return register("Olga", "olga@example.org", "en", "UTC", is_operator=True)


def announced(by: Person, starts_in: int = 0, hours: int = 4, **texts: str) -> Announcement:
    starts_at = NOON + starts_in * HOUR
    return announce(texts or {"en": "We move house."}, "en", starts_at, starts_at + hours * HOUR, by, NOON)


def test_it_stands_from_its_first_instant_to_the_one_before_its_last(olga: Person) -> None:
    announced(olga, starts_in=1)
    seen = [bool(standing(NOON + timedelta(minutes=minutes), "en", "en")) for minutes in (0, 59, 60, 299, 300)]
    assert seen == [False, False, True, True, False]


def test_everybody_reads_it_in_their_language_or_in_the_desks(olga: Person) -> None:
    announced(olga, en="We move house.", es="Nos mudamos.")
    told = {language: standing(NOON, language, "en")[0] for language in ("es", "fr")}
    assert (told["es"].text, told["es"].language) == ("Nos mudamos.", "es")
    assert (told["fr"].text, told["fr"].language) == ("We move house.", "en")


def test_a_desk_that_has_changed_its_language_since_still_shows_what_there_is(olga: Person) -> None:
    announced(olga)
    assert standing(NOON, "nl", "fr")[0].language == "en"


def test_what_is_taken_back_is_seen_no_more_and_cannot_be_taken_back_twice(olga: Person) -> None:
    row = announced(olga)
    assert withdraw(row.id, NOON)
    assert not withdraw(row.id, NOON)
    assert not standing(NOON, "en", "en")
    assert not not_over(NOON)


@pytest.mark.parametrize(
    ("texts", "starts_at", "ends_at", "code"),
    [
        ({}, NOON, NOON + HOUR, "announcement.no_words"),
        ({"en": " \u202e\n "}, NOON, NOON + HOUR, "announcement.no_words"),
        ({"es": "Nos mudamos."}, NOON, NOON + HOUR, "announcement.no_words"),
        ({"en": "x" * (LONGEST_TEXT + 1)}, NOON, NOON + HOUR, "announcement.too_long"),
        ({"en": "Hello"}, NOON, NOON, "announcement.over"),
        ({"en": "Hello"}, NOON - 2 * HOUR, NOON - HOUR, "announcement.over"),
        ({"en": "Hello"}, NOON, NOON + LONGEST_TIME + HOUR, "announcement.too_far"),
    ],
)
def test_what_makes_no_sense_is_refused(
    olga: Person, texts: dict[str, str], starts_at: datetime, ends_at: datetime, code: str
) -> None:
    with pytest.raises(AnnouncementRefused) as refused:
        announce(texts, "en", starts_at, ends_at, olga, NOON)
    assert refused.value.code == code
    assert not Announcement.objects.exists()


def test_a_few_at_once_are_enough(olga: Person) -> None:
    for _ in range(MOST_AT_ONCE):
        announced(olga)
    with pytest.raises(AnnouncementRefused) as refused:
        announced(olga)
    assert refused.value.code == "announcement.too_many"
    withdraw(not_over(NOON)[0].id, NOON)
    announced(olga)


def test_words_are_one_line_without_signs_that_nobody_sees() -> None:
    assert clean_text("  We\r\nmove\u202e house\u200b. \u0000") == "We move house."


def test_it_leaves_with_whoever_wrote_it(olga: Person) -> None:
    announced(olga)
    forget_announcements(olga)
    assert not Announcement.objects.exists()
