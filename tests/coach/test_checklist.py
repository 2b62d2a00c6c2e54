"""Which points a situation calls for."""

from __future__ import annotations

import pytest

from parley.coach.advice import Author, Context, Situation
from parley.coach.checklist import SILENT_DAYS
from parley.coach.review import review

ASKED = "Could you look at the draft by Friday?"


def points(context: Context, text: str = ASKED) -> dict[str, bool]:
    return {point.id: point.done for point in review(text, "en", context).checklist}


def test_a_change_calls_for_effort_and_a_date_of_the_freelancer() -> None:
    said = points(Context(Author.FREELANCER, Situation.REVISING))
    assert {"effort", "possible", "next_date"} <= said.keys()
    assert said["next_date"]
    assert not said["effort"]


@pytest.mark.parametrize("situation", [Situation.WORKING, Situation.DELIVERED, Situation.REVISING])
def test_days_without_a_word_are_silence_whatever_was_delivered(situation: Situation) -> None:
    silent = points(Context(Author.FREELANCER, Situation.SILENT))
    assert points(Context(Author.FREELANCER, situation, days_since_reply=SILENT_DAYS)) == silent
    assert points(Context(Author.FREELANCER, situation, days_since_reply=SILENT_DAYS - 1)) != silent


def test_a_case_is_a_case_however_long_the_other_is_silent() -> None:
    case = points(Context(Author.CLIENT, Situation.CASE))
    assert points(Context(Author.CLIENT, Situation.DELIVERED, case_open=True, days_since_reply=30)) == case


@pytest.mark.parametrize("context", [Context(), Context(author=Author.CLIENT), Context(situation=Situation.SILENT)])
def test_without_an_author_or_a_situation_nothing_is_called_for(context: Context) -> None:
    assert points(context) == {}
