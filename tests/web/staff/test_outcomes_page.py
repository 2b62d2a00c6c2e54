"""/outcomes: open to everybody, in every language, and no figure that would tell of a single order."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from parley.config.languages import LANGUAGE_CODES
from parley.desk.now import now
from parley.people.models import PublishedFigures
from parley.reads.case_stories import Appealed, CaseStory, Way
from parley.reads.outcomes import NAME, Tally, _plain, count_further
from tests.web.people import Visitor, guest

OUTCOMES = "/outcomes"


def publish(*, ways: dict[Way, int], appeals: dict[Appealed, int] | None = None, days: int = 3) -> None:
    """As a count would have left it."""
    tally = Tally()
    at = now() - timedelta(days=400)
    left = dict(appeals or {})
    for way, count in ways.items():
        for n in range(count):
            appealed = Appealed.NEVER
            if way is Way.DECIDED:
                appealed = next((one for one, more in left.items() if more), Appealed.NEVER)
                left[appealed] = left.get(appealed, 1) - 1
            seconds = {"talk": days * 86_400, "whole": (days + n % 5) * 86_400}
            tally.add([CaseStory(way, at, appealed, seconds)])
    tally.close()
    body = {"published": {"day": now().date().isoformat(), "tally": _plain(tally)}}
    PublishedFigures.objects.all().delete()

    PublishedFigures.objects.create(name=NAME, body=json.dumps(body), turn=1)


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_everybody_reads_it_in_their_language(db: None, language: str) -> None:
    publish(ways={Way.TALK: 40, Way.DECIDED: 20}, appeals={Appealed.NEVER: 10, Appealed.CHANGED: 10})
    page = guest(language).look(OUTCOMES)
    assert ("html", language) in {(tag, given.get("lang")) for tag, given in page.tags}
    assert "40" in page.text


def test_every_page_leads_to_it(ana: Visitor, nobody: Visitor) -> None:
    assert OUTCOMES in nobody.look("/").links
    assert OUTCOMES in ana.look("/desk").links


def test_shares_stand_with_their_counts_and_intervals(nobody: Visitor) -> None:
    publish(
        ways={Way.TALK: 40, Way.SEALED: 20, Way.MEDIATED: 20, Way.DECIDED: 20},
        appeals={Appealed.NEVER: 12, Appealed.STOOD: 4, Appealed.CHANGED: 4},
    )
    page = nobody.look(OUTCOMES)
    assert "100 cases" in page.text
    assert "40 % (31 % to 50 %)" in page.text.replace("40%", "40 %").replace("31%", "31 %").replace("50%", "50 %")
    assert "not shown" in page.text  # the ways that nobody went
    assert "3 days" in page.text


def test_few_cases_are_not_told_of(nobody: Visitor) -> None:
    publish(ways={Way.TALK: 4})
    page = nobody.look(OUTCOMES)
    assert "fewer than 5 cases" in page.text
    assert "The two agreed" not in page.text


def test_what_became_of_decisions_is_told_only_where_their_number_is(nobody: Visitor) -> None:
    publish(ways={Way.TALK: 47, Way.DECIDED: 3}, appeals={Appealed.NEVER: 3})
    assert "Too few cases were decided to tell." in nobody.look(OUTCOMES).text


def test_before_anything_was_counted_it_says_so_and_counts_a_piece(nobody: Visitor) -> None:
    page = nobody.look(OUTCOMES)
    assert "fewer than 5 cases" in page.text  # one piece was all there is
    assert PublishedFigures.objects.filter(name=NAME).exists()


def test_a_look_costs_the_same_however_much_there_is(nobody: Visitor, django_assert_max_num_queries: object) -> None:
    publish(ways={Way.TALK: 400})
    count_further(now())
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        nobody.get(OUTCOMES)
