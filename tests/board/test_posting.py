"""From a draft to everybody's eyes and away again, with every limit and every refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from parley.board import posting
from parley.board.content import Budget, content_of
from parley.board.erasing import erase_briefs_of
from parley.board.listing import Wanted, look
from parley.board.models import Brief, Likeness, Ruling, Stage
from parley.board.posting import SHOWN_FOR, close, delete_draft, keep_draft, post, renew
from parley.board.reading import reasons_of
from parley.core.money import Money
from parley.desk.intake import new_id
from parley.screen.review import version
from parley.search.find import find
from parley.search.models import Entry
from tests.board.posted import DOUBTFUL, FRAUD, NOON, content, eur, operator, person, posted

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(ValidationError) as refused:
        act()
    return str(refused.value.code)


def test_a_brief_that_passes_is_published_at_once_for_thirty_days() -> None:
    brief = posted(person())
    assert (brief.stage, brief.version, brief.published_at) == (Stage.PUBLISHED, 1, NOON)
    assert brief.expires_at == NOON + timedelta(days=30)
    assert (brief.reasons, brief.read_with) == ([], version())
    assert content_of(Brief.objects.get()) == content()
    assert find("brief", "logos bakery").keys == (brief.id,)


def test_fraud_is_blocked_with_the_places_it_stands_at() -> None:
    brief = posted(person(), text=FRAUD, result="")
    assert brief.stage == Stage.BLOCKED
    found = reasons_of(brief)
    marked = {FRAUD[one.start : one.end] for one in found if one.where == "text"}
    assert any("deposit" in words for words in marked)
    assert all(one.end <= len(FRAUD) for one in found)
    assert not look(Wanted(), NOON).briefs
    assert not Entry.objects.exists()


def test_what_is_doubtful_waits_for_a_person() -> None:
    brief = posted(person(), text=DOUBTFUL, result="")
    assert (brief.stage, brief.waiting_since, brief.published_at) == (Stage.WAITING, NOON, None)
    assert not look(Wanted(), NOON).briefs


def test_a_trick_in_the_line_about_the_result_is_found_there() -> None:
    trick = "Before you start you pay a refundable deposit of 40 euros."
    brief = posted(person(), result=trick)
    [place] = [one for one in reasons_of(brief) if one.where == "result"]
    assert brief.stage == Stage.BLOCKED
    assert "deposit" in trick[place.start : place.end]


def test_new_words_are_screened_anew_and_what_does_not_pass_is_shown_no_more() -> None:
    author = person()
    brief = posted(author)
    post(author, brief.id, content(text=FRAUD, result=""), NOON)
    assert Brief.objects.get().stage == Stage.BLOCKED
    assert not find("brief", "bakery").keys
    again = post(author, brief.id, content("A poster for a bakery"), NOON + timedelta(days=2))
    assert (again.stage, again.version, again.published_at) == (Stage.PUBLISHED, 3, NOON)
    assert find("brief", "poster").keys == (brief.id,)


def test_a_month_does_not_begin_again_because_words_change() -> None:
    author = person()
    brief = posted(author)
    again = post(author, brief.id, content("A better logo for a bakery"), NOON + timedelta(days=20))
    assert again.expires_at == NOON + SHOWN_FOR


def test_the_same_words_posted_again_change_nothing() -> None:
    author = person()
    brief = posted(author)
    keep_draft(author, brief.id, {"title": "Half typed"}, NOON)
    again = post(author, brief.id, content(), NOON + timedelta(days=1))
    assert (again.version, again.typed) == (1, {})


def test_a_draft_keeps_everything_typed_and_is_shown_to_nobody() -> None:
    typed = {"title": "  Lo\u202ego  ", "most": "a lot", "text": ""}
    brief = keep_draft(person(), new_id(), typed, NOON)
    assert Brief.objects.get().typed == typed
    assert not look(Wanted(), NOON).briefs
    delete_draft(brief)
    assert not Brief.objects.exists()


def test_a_posted_brief_is_no_draft_to_delete() -> None:
    delete_draft(posted(person()))
    assert Brief.objects.exists()


def test_nobody_writes_into_the_brief_of_another() -> None:
    brief = posted(person())
    other = person("Lev")
    acts: list[Callable[[], object]] = [
        lambda: keep_draft(other, brief.id, {}, NOON),
        lambda: post(other, brief.id, content("Mine"), NOON),
        lambda: renew(other, brief.id, NOON + timedelta(days=40)),
        lambda: close(other, brief.id, NOON),
    ]
    assert {code_of(act) for act in acts} == {"brief.not_yours"}
    assert content_of(Brief.objects.get()) == content()


def test_after_thirty_days_it_is_shown_no_more_until_it_is_renewed() -> None:
    author = person()
    brief = posted(author)
    last = NOON + timedelta(days=30)
    assert look(Wanted(), last - timedelta(seconds=1)).briefs
    assert not look(Wanted(), last).briefs
    assert not look(Wanted("bakery"), last).briefs
    assert renew(author, brief.id, NOON).published_at == NOON
    again = renew(author, brief.id, last)
    assert (again.version, again.published_at, again.expires_at) == (1, last, last + SHOWN_FOR)
    assert look(Wanted("bakery"), last).briefs


def test_a_closed_brief_is_gone_and_stays_so() -> None:
    author = person()
    brief = posted(author)
    close(author, brief.id, NOON)
    assert not look(Wanted(), NOON).briefs
    assert not Entry.objects.exists()
    assert code_of(lambda: post(author, brief.id, content("Another"), NOON)) == "brief.ended"
    assert posted(author).stage == Stage.PUBLISHED


def test_five_new_ones_a_day() -> None:
    author = person()
    first = posted(author, "A logo for a bakery")
    for what in ("a garage", "a choir", "a vineyard", "a bookshop"):
        posted(author, f"A website for {what}", text=f"Five pages for {what} in two languages.")
    late = NOON + timedelta(hours=23)
    assert code_of(lambda: posted(author, "A song for a wedding", late)) == "brief.new_too_many"
    post(author, first.id, content("A better logo for a bakery"), late)
    posted(person("Lev"), "A chair for a kitchen", late)
    posted(author, "A song for a wedding", NOON + timedelta(hours=25))


def test_twenty_open_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "MOST_OPEN", 2)
    author = person()
    first = posted(author)
    posted(author, "A website for a choir", text=DOUBTFUL, result="")
    assert code_of(lambda: posted(author, "A song for a wedding")) == "brief.open_too_many"
    close(author, first.id, NOON)
    second = posted(author, "A song for a wedding")
    later = NOON + timedelta(days=31)
    posted(author, "A chair for a kitchen", later)
    assert code_of(lambda: renew(author, second.id, later)) == "brief.open_too_many"


def test_no_more_drafts_than_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "MOST_DRAFTS", 1)
    keep_draft(person(), new_id(), {}, NOON)
    assert code_of(lambda: keep_draft(person(), new_id(), {}, NOON)) == "brief.too_many_drafts"


@pytest.mark.parametrize(
    "title", ["A LOGO for a bákery!", "A lоgo for a bakery", "A logo, for a bakery", "A logo for a bakery please"]
)
def test_nearly_the_same_words_of_the_same_author_are_refused(title: str) -> None:
    author = person()
    posted(author)
    twin = content(title, text=content().text.replace("spring", "spring,").upper())
    assert code_of(lambda: post(author, new_id(), twin, NOON)) == "brief.twice"
    assert Brief.objects.count() == 1


def test_nearly_the_words_of_somebody_else_are_looked_at_by_a_person() -> None:
    original = posted(person())
    copy = posted(person("Lev"), at=NOON + timedelta(hours=1), text=content().text.replace("o", "о"))
    assert (copy.stage, [one.code for one in reasons_of(copy)]) == (Stage.WAITING, ["copy"])
    again = post(person(), original.id, content(trade="other"), NOON + timedelta(hours=2))
    assert again.stage == Stage.PUBLISHED


def test_other_words_are_no_copy() -> None:
    posted(person())
    assert posted(person("Lev"), "A website for a choir").stage == Stage.PUBLISHED


def test_a_brief_that_was_turned_down_is_not_posted_as_a_new_one() -> None:
    author = person()
    posted(author, text=FRAUD, result="")
    assert code_of(lambda: posted(author, text=FRAUD, result="")) == "brief.twice"


@pytest.mark.parametrize(("currency", "minor"), [("BHD", 1), ("JPY", 12_000)])
def test_money_of_three_decimals_and_of_none_stays_as_it_is(currency: str, minor: int) -> None:
    brief = posted(person(), budget=Budget(None, Money(minor, currency)))
    assert content_of(brief).budget == Budget(None, Money(minor, currency))


def test_a_filter_by_budget_takes_what_reaches_it() -> None:
    reaching = posted(person(), "A logo for a bakery", budget=Budget(eur(100_00), eur(500_00)))
    open_end = posted(person(), "A website for a choir", budget=Budget(eur(400_00), None), at=NOON + timedelta(hours=1))
    posted(person(), "A song for a wedding", budget=Budget(None, eur(399_99)))
    posted(person(), "A chair for a kitchen", budget=None)
    posted(person(), "A text for a label", budget=Budget(None, Money(900_00, "USD")))
    found = look(Wanted(least=eur(400_00)), NOON + timedelta(hours=2))
    assert [one.brief.id for one in found.briefs] == [open_end.id, reaching.id]


def test_a_list_goes_on_where_it_stopped_with_words_and_without() -> None:
    for number, name in enumerate(("One", "Two", "Three", "Four", "Five")):
        posted(
            person(name), f"{name} chairs", NOON + timedelta(hours=number), text=f"{name} oak chairs with {name} legs"
        )
    at = NOON + timedelta(days=1)
    for words in ("", "chairs"):
        titles: list[str] = []
        page = look(Wanted(words), at, limit=2)
        while page.next is not None:
            titles += [one.brief.title for one in page.briefs]
            page = look(Wanted(words), at, page.next, limit=2)
        titles += [one.brief.title for one in page.briefs]
        assert titles == ["Five chairs", "Four chairs", "Three chairs", "Two chairs", "One chairs"]


def test_nothing_is_left_of_the_briefs_of_somebody_who_leaves() -> None:
    author, olga = person(), operator()
    posted(author)
    other = posted(person("Lev"), "A website for a choir")
    Ruling.objects.create(brief=other, version=1, kind="allowed", words="Written by Olga.", made_by=olga, made_at=NOON)
    assert erase_briefs_of(author) == 1
    assert [one.id for one in Brief.objects.all()] == [other.id]
    assert (Entry.objects.count(), Likeness.objects.exclude(brief=other).count()) == (1, 0)
    assert erase_briefs_of(olga) == 0
    assert Ruling.objects.get().words == ""
