"""The page of a person: what everybody may know of how somebody works, and what only they see themselves."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parley.core.foresight import preview
from parley.core.order.messages import Accept, Resign
from parley.core.parties import Role
from parley.core.statistics import Reason
from parley.desk.intake import new_id, text
from parley.desk.now import now
from parley.people.models import Person
from parley.people.register import register
from parley.reads import completion
from parley.web.components.rate_change import rate_change
from parley.web.people import person as page_of_person
from parley.web.people.effect import rate_change_of
from parley.words.completion import formula_words, reason_words
from tests.asks import accept, resign, stop
from tests.web.people import Deed, Visitor, in_stage, present_deal, visitor
from tests.web.reading import read


def page_of(one: Visitor) -> str:
    return reverse("person", args=[one.id])


@pytest.fixture
def worked(ana: Visitor, marc: Visitor) -> list[Deed]:
    """Ana completed one, stepped down from one, and was stopped in one."""
    return [
        in_stage("delivered", marc, ana).does(accept()),
        in_stage("working", marc, ana).does(resign()),
        in_stage("working", marc, ana).does(stop()),
    ]


def test_the_rate_stands_with_its_counts_its_interval_and_its_formula(
    ana: Visitor, eva: Visitor, worked: list[Deed]
) -> None:
    page = eva.look(page_of(ana))
    assert page.headings == ["Ana Ruiz"]
    assert "50%: 1 of 2 orders that count were completed." in page.text
    assert "9.5% to 90.5%" in page.text
    assert "Delivered on time" in page.text
    assert "100% (1 of 1)" in page.text
    assert formula_words() in page.text
    for reason in Reason:
        assert reason_words(reason) in page.text


def test_the_picture_is_read_out_and_every_figure_stands_in_a_table(
    ana: Visitor, eva: Visitor, worked: list[Deed]
) -> None:
    page = eva.look(page_of(ana))
    [picture] = [given for tag, given in page.tags if tag == "svg" and given.get("role") == "img"]
    assert "50%" in picture["aria-label"]
    assert "9.5% to 90.5%" in picture["aria-label"]
    assert any(tag == "rect" and given.get("x") == "9.5%" and given["width"] == "81%" for tag, given in page.tags)


def test_the_person_sees_order_by_order_with_titles_that_lead_there(ana: Visitor, worked: list[Deed]) -> None:
    page = ana.look(page_of(ana))
    for deed, reason in zip(worked, (Reason.ACCEPTED, Reason.RESIGNED, Reason.STOPPED), strict=True):
        assert deed.address in page.links
        assert reason_words(reason) in page.text
    assert page.text.count("A title") == 3


def test_others_see_how_many_ended_how_in_which_month_and_no_title(
    ana: Visitor, marc: Visitor, eva: Visitor, worked: list[Deed]
) -> None:
    """Marc is the client of these orders; on this page he is one of the others."""
    for reader in (eva, marc):
        page = reader.look(page_of(ana))
        assert "A title" not in page.text
        assert not [link for link in page.links if str(worked[0].id) in link]
        assert reason_words(Reason.RESIGNED) in page.text
        assert str(now().year) in page.text


def test_an_operator_sees_the_titles_and_no_links_to_orders_that_are_not_theirs(
    ana: Visitor, worked: list[Deed]
) -> None:
    register("Olga Stern", "olga@example.org", "en", "UTC", is_operator=True)
    olga = visitor("Olga Stern")
    page = olga.look(page_of(ana))
    assert page.text.count("A title") == 3
    assert not [link for link in page.links if str(worked[0].id) in link]


def test_nobody_s_mail_address_is_on_it(ana: Visitor, marc: Visitor, eva: Visitor, worked: list[Deed]) -> None:
    for reader in (ana, marc, eva):
        assert "@" not in reader.get(page_of(ana)).content.decode()


def test_a_client_has_no_rate_and_nobody_is_to_think_worse_of_it(
    marc: Visitor, ana: Visitor, worked: list[Deed]
) -> None:
    page = ana.look(page_of(marc))
    assert "There is no completion rate yet" in page.text
    assert "says nothing about a person" in page.text
    assert not [tag for tag, given in page.tags if tag == "svg" and given.get("role") == "img"]


def test_to_a_guest_nobody_is_there(ana: Visitor, nobody: Visitor, worked: list[Deed]) -> None:
    nobody.get(page_of(ana), 404)
    nobody.get(reverse("person", args=[new_id()]), 404)


def test_somebody_who_has_left_is_there_for_operators_alone(ana: Visitor, eva: Visitor) -> None:
    Person.objects.filter(id=ana.id).update(is_active=False)
    eva.get(page_of(ana), 404)
    register("Olga Stern", "olga@example.org", "en", "UTC", is_operator=True)
    visitor("Olga Stern").get(page_of(ana))


def test_a_long_list_goes_on_from_a_key(ana: Visitor, worked: list[Deed], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion.told_orders, "__defaults__", (None, 2))
    first = ana.look(page_of(ana))
    [older] = [link for link in first.links if "before=" in link]
    assert first.text.count("A title") == 2
    second = ana.look(page_of(ana) + older)
    assert second.text.count("A title") == 1
    assert not [link for link in second.links if "before=" in link]
    assert "50%: 1 of 2" in second.text


@pytest.mark.parametrize(
    "key",
    [
        "x",
        "~",
        "2026-01-01~x",
        "~00000000-0000-0000-0000-000000000001",
        "2026-01-01~1",
        f"2026-01-01T00:00~{UUID(int=1)}",
    ],
)
def test_a_key_that_nobody_has_written_is_the_first_page(ana: Visitor, worked: list[Deed], key: str) -> None:
    assert ana.look(f"{page_of(ana)}?before={key}").text.count("A title") == 3


def test_what_lies_long_back_is_told_together(
    ana: Visitor, eva: Visitor, worked: list[Deed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_person, "MOST_MONTHS", 0)
    page = eva.look(page_of(ana))
    assert page.text.count("Earlier") == 3


@pytest.mark.parametrize("language", ["es", "fr", "nl", "ru"])
def test_the_page_can_be_read_in_every_language(language: str, ana: Visitor, worked: list[Deed]) -> None:
    lin = visitor("Lin Wei", language)
    page = lin.look(page_of(ana))
    assert page.language == language


def test_the_number_of_questions_does_not_grow_with_the_orders(ana: Visitor, marc: Visitor) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            ana.get(page_of(ana))
        return len(asked)

    in_stage("delivered", marc, ana).does(accept())
    one = questions()
    for _ in range(4):
        in_stage("delivered", marc, ana).does(accept())
    assert questions() == one


# --- what a choice would do


def test_a_choice_says_what_it_does_to_the_rate_and_then_does_it(ana: Visitor, marc: Visitor) -> None:
    in_stage("delivered", marc, ana).does(accept())
    deed = in_stage("working", marc, ana)
    command = Resign(order_id=deed.id, id=new_id(), by=Role.FREELANCER, milestone=1, reason=text("I have fallen ill"))
    seen = preview(deed.order, command, now())
    foretold = rate_change_of(seen.before, seen.after, Role.FREELANCER, "Ana Ruiz")
    assert foretold is not None
    assert foretold.sentence.plain == "Your rate goes from 100% (1 of 1) to 50% (1 of 2)"  # type: ignore[union-attr]
    assert (foretold.before, foretold.after, foretold.from_, foretold.span) == ("100%", "50%", "50%", "50%")
    other = rate_change_of(seen.before, seen.after, Role.CLIENT, "Ana Ruiz")
    assert other is not None
    assert other.row.you.plain.startswith("Ana Ruiz’s rate goes")  # type: ignore[union-attr]
    deed.does(resign())
    assert "50%: 1 of 2 orders" in ana.look(page_of(ana)).text


@pytest.mark.parametrize(
    ("before", "after", "marks", "stretch"),
    [
        (960, 923, ["96%", "92.3%"], ["92.3%"]),
        (960, 960, ["96%"], []),
        (None, 1000, ["100%"], []),
        (None, None, [], []),
    ],
)
def test_a_change_is_drawn_as_two_marks_on_one_scale(
    before: int | None, after: int | None, marks: list[str], stretch: list[str]
) -> None:
    change = rate_change("Completion", "What it does", before, after)
    drawn = read(render_to_string("components/rate_change.html", {"change": change}))
    assert [given["cx"] for tag, given in drawn.tags if tag == "circle"] == marks
    assert [given["x"] for tag, given in drawn.tags if tag == "rect" and "x" in given] == stretch
    assert "What it does" in drawn.text


def test_a_choice_that_leaves_the_order_open_says_nothing_of_the_rate(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana, present_deal(2))
    command = Accept(order_id=deed.id, id=new_id(), by=Role.CLIENT, milestone=1)
    seen = preview(deed.order, command, now() + timedelta(seconds=1))
    assert rate_change_of(seen.before, seen.after, Role.CLIENT, "Ana Ruiz") is None
