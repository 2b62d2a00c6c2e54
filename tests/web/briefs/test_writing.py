"""Writing a brief: what is wrong is said and kept, and what is right is published, waits, or is blocked with its reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.board.models import Brief, Stage
from parley.desk.now import now
from tests.board.posted import DOUBTFUL, FRAUD
from tests.web.briefs.on_the_board import NEW, of, posts, stands, typed
from tests.web.people import Visitor
from tests.web.reading import read


def test_a_brief_is_published_as_it_was_typed(marc: Visitor, nobody: Visitor) -> None:
    answer = posts(marc, title="  A logo \u202e for a bakery ")
    brief = Brief.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, of(brief))
    assert (brief.stage, brief.title, brief.least_minor, brief.most_minor) == (
        Stage.PUBLISHED, "A logo for a bakery", 300_00, 500_00,
    )  # fmt: skip
    page = nobody.look(of(brief))
    for words in ("A logo for a bakery", "€300.00 to €500.00", "three drafts", "opens without an error", "Marc Vidal"):
        assert words in page.text.replace("\xa0", " "), words
    assert "marc@example.org" not in page.text
    assert "A logo for a bakery" in nobody.look("/briefs").text


@pytest.mark.parametrize(
    ("field", "wrong", "says"),
    [
        ("title", "", "Write something here"),
        ("title", "x" * 101, "too long"),
        ("title", "Write to www.example.org", "address cannot stand here"),
        ("title", "A lоgo", "only look alike"),
        ("title", "Logo!!!!!", "row of signs"),
        ("language", "xx", "Choose the language"),
        ("trade", "", "Choose what comes nearest"),
        ("text", " \u200b ", "Write something here"),
        ("text", "word " * 801, "too long"),
        ("result", "word " * 101, "too long"),
        ("wanted_by", "soon", "Choose a date"),
        ("wanted_by", "2020-01-01", "has passed"),
        ("currency", "XXX", "Choose a currency"),
        ("least", "a lot", "does not read as an amount"),
        ("most", "0", "above zero"),
        ("most", "200", "less than where it begins"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_stays(
    marc: Visitor, field: str, wrong: str, says: str
) -> None:
    answer = marc.post(NEW, **typed(**{field: wrong}))
    page = read(answer)
    assert answer.status_code == 422
    assert says in page.text
    kept = page.form(NEW).fields
    assert kept["text"] == [typed(**{field: wrong})["text"]]
    if field not in ("language", "trade", "currency"):
        assert kept[field] == [wrong]
    assert not Brief.objects.exists()


def test_the_same_form_twice_is_one_brief(marc: Visitor) -> None:
    page = marc.look(NEW)
    for _again in range(2):
        answer = marc.fill_in(page, NEW, typed(), press=("send", "1"))
        assert answer.status_code == 303
    assert Brief.objects.get().version == 1


def test_a_draft_keeps_what_is_wrong_and_nobody_sees_it(marc: Visitor, eva: Visitor) -> None:
    page = marc.look(NEW)
    answer = marc.fill_in(page, NEW, typed(most="a lot", title=""), press=("keep", "1"))
    brief = Brief.objects.get()
    edit = of(brief, "edit")
    assert answer.headers["Location"] == edit
    kept = marc.look(edit).form(edit).fields
    assert (kept["most"], kept["title"], kept["text"]) == (["a lot"], [""], [typed()["text"]])
    assert "Draft" in marc.look("/briefs/mine").text
    for address in (edit, of(brief)):
        eva.get(address, 404)
    marc.get(of(brief), 404)
    assert marc.send(marc.look(edit), "/delete").status_code == 303
    assert not Brief.objects.exists()


def test_fraud_is_blocked_with_its_words_marked_and_can_be_changed(marc: Visitor, eva: Visitor) -> None:
    posts(marc, text=FRAUD, result="")
    brief = Brief.objects.get()
    answer = marc.get(of(brief))
    page = read(answer)
    assert "This brief is not published" in page.text
    assert "asked to pay first" in page.text
    assert any("deposit" in one for one in answer.content.decode().split("<mark>")[1:])
    eva.get(of(brief), 404)
    assert "bakery" not in eva.look("/briefs").text
    edit = of(brief, "edit")
    assert marc.fill_in(marc.look(edit), edit, typed(), press=("send", "1")).status_code == 303
    assert Brief.objects.get().stage == Stage.PUBLISHED
    eva.get(of(brief))


def test_reasons_are_said_in_the_language_of_the_author(ana: Visitor) -> None:
    assert ana.person is not None
    ana.person.language = "es"
    ana.person.save()
    brief = stands(ana, text=FRAUD, result="")
    assert "asked to pay first" not in ana.look(of(brief)).text


def test_what_is_doubtful_says_that_a_person_looks(marc: Visitor, eva: Visitor) -> None:
    posts(marc, text=DOUBTFUL, result="")
    brief = Brief.objects.get()
    assert "A person looks at this brief" in marc.look(of(brief)).text
    eva.get(of(brief), 404)


def test_markup_in_every_field_is_only_words(marc: Visitor, nobody: Visitor) -> None:
    evil = "<img src=x onerror=alert(1)> drawn by hand, <b>three</b> drafts"
    posts(marc, title=evil[:90], text=evil, result=evil)
    brief = Brief.objects.get()
    for address in (of(brief), "/briefs", "/briefs/feed.atom"):
        assert b"<img" not in nobody.get(address).content


def test_a_refusal_keeps_what_was_typed(marc: Visitor) -> None:
    stands(marc)
    answer = posts(marc, text="A logo for a bakery. We open in spring and need three drafts first, then one of them "
                   "worked out in two colours.", result="An SVG and a PNG file that open without an error.")  # fmt: skip
    page = read(answer)
    assert answer.status_code == 422
    assert "nearly these words already" in page.text
    assert page.form(NEW).fields["title"] == ["A logo for a bakery"]


def test_too_many_forms_are_turned_away(marc: Visitor) -> None:
    answers = [marc.post(NEW, keep="1").status_code for _number in range(11)]
    assert answers[-1] == 429
    assert answers[0] == 303


def test_a_brief_is_closed_and_stays_with_its_author(marc: Visitor, eva: Visitor) -> None:
    brief = stands(marc)
    marc.send(marc.look(of(brief)), "/close")
    assert "This brief is closed" in marc.look(of(brief)).text
    eva.get(of(brief), 404)
    assert marc.get(of(brief, "edit"), None).status_code == 303
    assert marc.post(of(brief, "delete")).status_code == 303
    assert Brief.objects.exists()


def test_when_its_month_is_over_only_its_author_sees_it_and_may_renew_it(marc: Visitor, eva: Visitor) -> None:
    brief = stands(marc)
    Brief.objects.update(published_at=now() - timedelta(days=31), expires_at=now() - timedelta(days=1))
    eva.get(of(brief), 404)
    assert "bakery" not in eva.look("/briefs").text
    assert "Its month is over" in marc.look("/briefs/mine").text
    marc.send(marc.look(of(brief)), "/renew")
    assert "A logo for a bakery" in eva.look("/briefs").text


def test_a_change_that_is_not_posted_yet_is_seen_by_its_author_alone(marc: Visitor, eva: Visitor) -> None:
    brief = stands(marc)
    edit = of(brief, "edit")
    marc.fill_in(marc.look(edit), edit, {"title": "A poster"}, press=("keep", "1"))
    assert "You have begun to change it" in marc.look(of(brief)).text
    assert "A poster" not in eva.look(of(brief)).text
    assert marc.look(edit).form(edit).fields["title"] == ["A poster"]
