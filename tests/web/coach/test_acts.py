"""The coach in the forms of acts: each box that the other side will read, and nothing lost on the way."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.web.coach.conftest import BLAME, CALM, ELSEWHERE
from tests.web.people import Deed, Visitor, in_stage
from tests.web.reading import ReadPage, read

REQUEST = "/request-revision"


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("delivered", marc, ana)


def boxes(page: ReadPage) -> list[str]:
    return [given["data-box"] for _tag, given in page.tags if given.get("class") == "coach"]


def requests(deed: Deed, marc: Visitor, words: str, **press: str) -> HttpResponse:
    typed = {"words-1": words, "kind-1": "change", "item-1": "1"}
    return marc.fill_in(marc.look(deed.act("request-revision")), REQUEST, typed | press)


def test_every_wish_of_a_request_has_the_coach_under_it(deed: Deed, marc: Visitor) -> None:
    assert boxes(marc.look(deed.act("request-revision"))) == ["f-words-1", "f-words-2", "f-words-3"]


@pytest.mark.parametrize(
    ("act", "by"), [("cancel", "ana"), ("cancel", "marc"), ("open-case", "marc"), ("notice", "ana")]
)
def test_reasons_and_statements_have_it(deed: Deed, ana: Visitor, marc: Visitor, act: str, by: str) -> None:
    assert boxes({"ana": ana, "marc": marc}[by].look(deed.act(act)))


@pytest.mark.parametrize("act", ["pause", "outreach"])
def test_what_the_other_side_does_not_read_has_not(deed: Deed, ana: Visitor, act: str) -> None:
    assert boxes(ana.look(deed.act(act))) == []


def test_without_scripts_the_form_comes_back_with_what_is_found(deed: Deed, marc: Visitor) -> None:
    answer = requests(deed, marc, BLAME, coach="read:words-1")
    page = read(answer)
    assert answer.status_code == 200
    assert "Reads as blame." in page.text
    assert page.form(REQUEST).fields["words-1"] == [BLAME]
    assert page.form(REQUEST).fields["kind-1"] == ["change"]


def test_without_scripts_a_wording_is_put_in_place(deed: Deed, marc: Visitor) -> None:
    page = read(requests(deed, marc, f"Warmer. {BLAME}", coach="use:words-1:accusation"))
    assert page.form(REQUEST).fields["words-1"] == [f"Warmer. {CALM}"]


def test_a_way_around_the_order_comes_back_once_and_then_goes(deed: Deed, marc: Visitor) -> None:
    page = read(requests(deed, marc, ELSEWHERE))
    assert "Read it once more" in page.text
    assert deed.stage().value == "delivered"
    assert marc.fill_in(page, REQUEST).status_code == 303
    assert deed.stage().value == "revising"


def test_a_calm_request_goes_at_once(deed: Deed, marc: Visitor) -> None:
    assert requests(deed, marc, BLAME).status_code == 303


def test_switched_off_the_forms_are_as_they_were(deed: Deed, marc: Visitor) -> None:
    assert marc.person is not None
    marc.person.wants_coach = False
    marc.person.save()
    assert boxes(marc.look(deed.act("request-revision"))) == []
    assert requests(deed, marc, ELSEWHERE).status_code == 303
