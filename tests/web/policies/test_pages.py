"""The operators' policies: written from a copy, looked at before they are saved, kept in versions, retired."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import HttpResponse

from parley.core.policies import ORDER_PAGE, POLICIES, STANDARD
from parley.core.provisions import PROVISIONS
from parley.core.situations import Situation
from parley.desk.now import now
from parley.people.policies import find, write, written
from tests.web.people import Visitor, operator
from tests.web.reading import ReadPage, read

LIST, NEW, CALM, EDIT = "/policies", "/policies/new", "/policies/calm", "/policies/calm/edit"


def reviews(olga: Visitor, at: str = NEW, **typed: object) -> HttpResponse:
    if at.startswith(NEW):
        typed = {"name": "calm", "title": "Calm and careful"} | typed
    return olga.fill_in(olga.look(at), at.partition("?")[0], typed)


def saves(olga: Visitor, review: HttpResponse | ReadPage, at: str = NEW, **changed: object) -> HttpResponse:
    page = review if isinstance(review, ReadPage) else read(review)
    return olga.fill_in(page, at, changed, press=("save", "1"))


# --- who sees them


def test_operators_find_them_in_their_rooms_and_others_do_not(olga: Visitor, ana: Visitor) -> None:
    assert LIST in olga.look("/desk").links
    assert LIST not in ana.look("/desk").links


# --- looking


def test_the_list_has_the_ready_made_ones_and_an_invitation_to_write_one(olga: Visitor) -> None:
    page = olga.look(LIST)
    assert {f"/policies/{name}" for name in POLICIES} <= set(page.links)
    assert NEW in page.links
    assert "Nothing is written here yet" in page.text


@pytest.mark.parametrize("name", POLICIES)
def test_a_ready_made_policy_is_shown_whole_and_cannot_be_changed(olga: Visitor, name: str) -> None:
    page = olga.look(f"/policies/{name}")
    assert f"{NEW}?from={name}" in page.links
    assert not any(link.endswith("/edit") for link in page.links)
    assert not page.has_form("/retire")
    assert "If nobody moves" in page.text
    olga.get(f"/policies/{name}/edit", 404)
    assert olga.post(f"/policies/{name}/retire").status_code == 404


def test_a_policy_that_is_none_is_not_found(olga: Visitor) -> None:
    for at in ("/policies/nowhere", "/policies/nowhere/edit"):
        olga.get(at, 404)
    assert olga.post("/policies/nowhere/unretire").status_code == 404


# --- writing


@pytest.mark.parametrize("like", POLICIES.values(), ids=POLICIES)
def test_a_new_policy_begins_as_a_copy(olga: Visitor, like: object) -> None:
    name = getattr(like, "name", "")
    page = olga.look(f"{NEW}?from={name}")
    answer = olga.fill_in(page, NEW, {"name": "calm", "title": "A copy"})
    assert answer.status_code == 200
    assert "It sets the same in everything." in read(answer).text
    assert saves(olga, answer).status_code == 303
    found = find("calm")
    assert found is not None
    assert found.policy == replace(POLICIES[name], name="calm")
    assert found.started_from == name


def test_every_provision_has_a_box_with_its_unit_its_meaning_and_what_is_ready_made(olga: Visitor) -> None:
    page = olga.look(NEW)
    assert {one.name for one in PROVISIONS} <= set(page.form(NEW).names)
    assert page.text.count("Ready-made:") == len(PROVISIONS)
    assert "Time for the client to answer a delivery. Ready-made: 7 days." in page.text
    assert "Ready-made: 24 hours and 72 hours." in page.text
    assert "Ready-made: no limit." in page.text


def test_nothing_is_saved_before_it_was_shown_where_silence_leads(olga: Visitor) -> None:
    answer = reviews(olga, review_days="10")
    assert answer.status_code == 200
    assert written() == ()
    page = read(answer)
    assert "If nobody moves" in page.text
    assert {one.value for one in Situation} <= set(page.ids)
    assert "Day 19" in page.text
    assert "Day 16" in page.text, "the ready-made policy stands beside it"
    assert "€1,000.00 to the freelancer on day" in page.text
    assert "€1,000.00 back to the client on day 14" in page.text
    assert ("save", "1") in page.form(NEW).buttons
    assert ("save", "1") not in olga.look(NEW).form(NEW).buttons


def test_what_was_shown_is_saved_with_who_and_when(olga: Visitor) -> None:
    answer = saves(olga, reviews(olga, review_days="10", review_nudge_days="3, 6", most_milestones="4"))
    assert (answer.status_code, answer.headers["Location"]) == (303, CALM)
    found = find("calm")
    assert found is not None
    windows = replace(STANDARD.windows, review_days=10, review_nudge_days=(3, 6))
    assert found.policy == replace(STANDARD, name="calm", windows=windows, most_milestones=4)
    page = olga.look(CALM)
    assert "by Olga Petrova" in page.text
    assert "Calm and careful" in olga.look(LIST).text


def test_other_values_than_those_that_were_shown_are_shown_first(olga: Visitor) -> None:
    shown = read(reviews(olga, review_days="10"))
    for changed in ({"review_days": "0"}, {"title": "Calmer"}, {"name": "calmer"}, {"started_from": "order-page"}):
        answer = saves(olga, shown, **changed)
        assert answer.status_code == 200
        assert "Before you save" in read(answer).text
        assert written() == ()
    unsigned = saves(olga, shown, shown="")
    assert unsigned.status_code == 200
    assert written() == ()


def test_a_form_that_asks_to_be_saved_at_once_is_shown_first(olga: Visitor) -> None:
    typed = {"name": "calm", "title": "Calm"}
    answer = olga.fill_in(olga.look(NEW), NEW, typed, press=("save", "1"))
    assert answer.status_code == 200
    assert written() == ()


def test_what_one_operator_was_shown_another_has_not_seen(olga: Visitor) -> None:
    shown = read(reviews(olga))
    piet = operator("Piet Jansen")
    assert saves(piet, shown).status_code == 200
    assert written() == ()


def test_one_can_go_back_from_the_review_and_nothing_typed_is_lost(olga: Visitor) -> None:
    shown = read(reviews(olga, review_days="12", brief_nudge_hours="12; 48"))
    page = read(olga.fill_in(shown, NEW, press=("again", "1")))
    fields = page.form(NEW).fields
    assert (fields["review_days"], fields["brief_nudge_hours"], fields["name"]) == (["12"], ["12; 48"], ["calm"])


def test_the_same_form_saved_twice_is_one_version(olga: Visitor) -> None:
    shown = read(reviews(olga))
    assert [saves(olga, shown).status_code for _ in range(2)] == [303, 303]
    [found] = written()
    assert len(found.versions) == 1


def test_windows_of_no_length_are_allowed(olga: Visitor) -> None:
    nothing = {"review_days": "0", "notice_hours": "0", "release_business_days": "0", "review_nudge_days": ""}
    answer = reviews(olga, **nothing)
    assert answer.status_code == 200
    assert "With this policy it does not come to that." in read(answer).text
    assert saves(olga, answer).status_code == 303


# --- wrong

WRONG = [
    ("review_days", "-1", "cannot be negative"),
    ("review_days", "−1", "cannot be negative"),
    ("review_days", "10000", "at most 366 days"),
    ("review_days", "10,000", "at most 366 days"),
    ("review_days", "10.000", "at most 366 days"),
    ("review_days", "10 000", "at most 366 days"),
    ("review_days", "9" * 5_000, "at most 366 days"),
    ("review_days", "seven", "whole number from 0 to 366"),
    ("review_days", "1.5", "whole number from 0 to 366"),
    ("review_days", "", "whole number from 0 to 366"),
    ("review_days", "²", "whole number from 0 to 366"),
    ("notice_hours", "10000", "at most 8,784 hours"),
    ("kill_fee_percent", "101", "at most 100%"),
    ("kill_fee_percent", "-1", "cannot be negative"),
    ("deposit_percent", "100", "at most 99%"),
    ("rounds", "21", "at most 20"),
    ("most_milestones", "0", "at least 1"),
    ("most_milestones", "many", "whole number"),
    ("hold_cap_days", "0", "at least 1 day"),
    ("hold_cap_days", "10000", "at most 3,660 days"),
    ("review_nudge_days", "5, 2", "later than the one before"),
    ("review_nudge_days", "2, 2", "later than the one before"),
    ("review_nudge_days", "1 2 3 4 5 6", "at most 5"),
    ("review_nudge_days", "2, soon", "whole numbers with commas"),
    ("review_nudge_days", "-2, 5", "cannot be negative"),
    ("name", "", "small letters"),
    ("name", "Calm Policy", "small letters"),
    ("name", "new", "already"),
    ("name", "standard", "already"),
    ("title", "", "at least one letter"),
    ("title", "x" * 61, "at most 60 characters"),
    ("title", "See www.example.org", "no addresses"),
    ("title", "\0", "at least one letter"),
]


@pytest.mark.parametrize(("field", "typed", "says"), WRONG, ids=lambda value: repr(value[:20]))
def test_what_is_wrong_is_said_at_its_box_and_kept(olga: Visitor, field: str, typed: str, says: str) -> None:
    answer = reviews(olga, **{field: typed})
    assert answer.status_code == 422
    page = read(answer)
    wrong = [given["name"] for _, given in page.tags if given.get("aria-invalid") == "true"]
    assert wrong == [field]
    assert f"#f-{field}" in page.links
    assert says in page.text
    assert page.form(NEW).fields[field] == [typed]
    assert written() == ()


def test_a_choice_that_is_none_is_said_so(olga: Visitor) -> None:
    answer = reviews(olga, funding="never")
    assert answer.status_code == 422
    assert "#f-funding" in read(answer).links


def test_everything_wrong_is_said_at_once(olga: Visitor) -> None:
    answer = reviews(olga, review_days="x", rounds="-5", title="", name="?")
    assert {"#f-review_days", "#f-rounds", "#f-title", "#f-name"} <= set(read(answer).links)


def test_a_policy_with_which_no_offer_could_be_made_is_not_saved(olga: Visitor) -> None:
    answer = reviews(olga, hold_cap_days="10")
    assert answer.status_code == 422
    assert "No offer could ever be made with it." in read(answer).text
    assert written() == ()


def test_an_empty_form_is_all_wrong_and_no_error(olga: Visitor) -> None:
    assert olga.post(NEW).status_code == 422


# --- versions


def test_editing_makes_a_version_that_is_shown_beside_the_one_before(calm: Visitor) -> None:
    answer = reviews(calm, EDIT, review_days="3")
    assert "Save version 2" in read(answer).text or answer.status_code == 200
    assert saves(calm, answer, EDIT).status_code == 303
    found = find("calm")
    assert found is not None
    assert [one.policy.windows.review_days for one in found.versions] == [3, 10]
    page = calm.look(CALM)
    assert f"{CALM}?version=1" in page.links
    first = calm.look(f"{CALM}?version=1")
    assert "This is an earlier version" in first.text
    assert "10 days" in first.text
    for wrong in ("3", "x", "-1", "9" * 5_000):
        calm.get(f"{CALM}?version={wrong}", 404)


def test_a_version_that_changes_nothing_is_none(calm: Visitor) -> None:
    answer = reviews(calm, EDIT)
    assert answer.status_code == 422
    assert "Nothing is different" in read(answer).text


def test_of_two_operators_who_edit_at_once_the_second_hears_about_the_first(calm: Visitor) -> None:
    shown = read(reviews(calm, EDIT, review_days="3"))
    piet = operator("Piet Jansen")
    theirs = read(reviews(piet, EDIT, review_days="4"))
    assert saves(piet, theirs, EDIT).status_code == 303
    answer = saves(calm, shown, EDIT)
    assert answer.status_code == 409
    assert "Somebody has written another version since" in read(answer).text
    found = find("calm")
    assert found is not None
    assert found.policy.windows.review_days == 4


def test_the_same_version_saved_twice_is_one(calm: Visitor) -> None:
    shown = read(reviews(calm, EDIT, review_days="3"))
    assert [saves(calm, shown, EDIT).status_code for _ in range(2)] == [303, 303]
    found = find("calm")
    assert found is not None
    assert len(found.versions) == 2


def test_a_copy_of_a_written_policy_is_compared_with_the_ready_made_one_it_came_from(olga: Visitor) -> None:
    assert olga.person is not None
    write(replace(ORDER_PAGE, name="quick"), "Quick", "order-page", olga.person, now())
    page = olga.look(f"{NEW}?from=quick")
    assert page.form(NEW).fields["started_from"] == ["order-page"]
    assert page.form(NEW).fields["review_days"] == ["3"]


# --- retiring


def test_a_policy_is_retired_and_taken_back(calm: Visitor) -> None:
    assert calm.send(calm.look(CALM), "/retire").status_code == 303
    assert "Retired" in calm.look(LIST).text
    page = calm.look(CALM)
    assert not page.has_form(f"{CALM}/retire")
    assert calm.send(page, f"{CALM}/unretire").status_code == 303
    assert "Can choose it" in calm.look(LIST).text
