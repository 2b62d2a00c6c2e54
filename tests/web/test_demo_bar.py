"""The bar that plays everyone: in a demo one becomes anybody and moves the clock; outside a demo it does not exist."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.urls import reverse

from parley.core.order.state import Stage
from parley.desk.now import now
from parley.store.queries import events_of
from tests.web.people import Visitor, in_stage

A_BREATH = timedelta(seconds=30)
STEPS = ("1h", "48h", "5bd", "next")


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


# --- outside


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("name", ["demo_become", "demo_clock"])
def test_outside_a_demo_there_is_nothing(ana: Visitor, marc: Visitor, nobody: Visitor, name: str, method: str) -> None:
    assert not site.DEMO
    before = now()
    for visitor in (ana, nobody):
        answer = visitor.client.generic(
            method, reverse(name), b"person=marc%40example.org&step=48h", "application/x-www-form-urlencoded"
        )
        assert answer.status_code == 404
    assert ana.client.session["_auth_user_id"] == ana.id
    assert "_auth_user_id" not in nobody.client.session
    assert now() - before < A_BREATH


def test_outside_a_demo_no_page_has_a_bar(ana: Visitor, nobody: Visitor) -> None:
    for visitor, address in ((ana, "/desk"), (nobody, "/"), (nobody, reverse("account_login"))):
        page = visitor.look(address)
        assert not page.has_form(reverse("demo_become"))
        assert not page.has_form(reverse("demo_clock"))


# --- inside


@pytest.mark.usefixtures("demo")
def test_anybody_is_one_click_away_and_the_page_stays(ana: Visitor, marc: Visitor, nobody: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = nobody.look("/")
    people = [value for name, value in page.form(reverse("demo_become")).buttons if name == "person"]
    assert {"ana@example.org", "marc@example.org"} <= set(people)
    answer = nobody.fill_in(page, reverse("demo_become"), press=("person", "marc@example.org"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert nobody.client.session["_auth_user_id"] == marc.id
    room = nobody.look(deed.address)
    assert "Marc Vidal" in room.text
    nobody.fill_in(room, reverse("demo_become"), press=("person", "ana@example.org"))
    assert nobody.client.session["_auth_user_id"] == ana.id


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("person", ["", "nobody@example.org", "operator@parley.example"])
def test_one_cannot_become_somebody_who_is_not_there(nobody: Visitor, person: str) -> None:
    assert nobody.post(reverse("demo_become"), person=person).status_code == 404
    assert "_auth_user_id" not in nobody.client.session


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_the_bar_never_leads_to_another_site(ana: Visitor, to: str) -> None:
    for name, typed in (("demo_become", {"person": "ana@example.org"}), ("demo_clock", {"step": "1h"})):
        answer = ana.post(reverse(name), next=to, **typed)
        assert (answer.status_code, answer.headers["Location"]) == (303, reverse("desk"))


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("step", "least", "most"), [("1h", 1, 1), ("48h", 48, 48), ("5bd", 5 * 24, 9 * 24)])
def test_the_clock_moves_by_what_the_button_says(ana: Visitor, step: str, least: int, most: int) -> None:
    page = ana.look("/desk")
    assert [value for name, value in page.form(reverse("demo_clock")).buttons if name == "step"] == list(STEPS)
    before = now()
    assert ana.fill_in(page, reverse("demo_clock"), press=("step", step)).status_code == 303
    moved = now() - before
    assert timedelta(hours=least) <= moved <= timedelta(hours=most) + A_BREATH


@pytest.mark.usefixtures("demo")
def test_silence_can_be_watched_deadline_by_deadline(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    seen = []
    for _ in range(12):
        if deed.stage() is Stage.RELEASED:
            break
        ana.fill_in(ana.look(deed.address), reverse("demo_clock"), press=("step", "next"))
        seen.append(events_of(deed.id)[-1].kind)
    assert [kind for kind in seen if kind != "Nudged"] == ["NoticeSent", "MarkedComplete", "Released"]
    noticed, marked, released = (
        next(event.at for event in events_of(deed.id) if event.kind == kind)
        for kind in ("NoticeSent", "MarkedComplete", "Released")
    )
    assert marked - noticed == timedelta(hours=48)
    assert timedelta(days=7) <= released - marked <= timedelta(days=9)


@pytest.mark.usefixtures("demo")
def test_moving_on_with_nothing_ahead_leaves_the_clock_where_it_is(ana: Visitor) -> None:
    before = now()
    assert ana.post(reverse("demo_clock"), step="next").status_code == 303
    assert now() - before < A_BREATH


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("step", ["", "-48h", "100y", "48H"])
def test_a_step_that_is_none_is_not_found(ana: Visitor, step: str) -> None:
    assert ana.post(reverse("demo_clock"), step=step).status_code == 404


@pytest.mark.usefixtures("demo")
def test_looking_moves_nothing(ana: Visitor) -> None:
    assert ana.client.get(reverse("demo_clock") + "?step=48h").status_code == 405
    assert ana.client.get(reverse("demo_become") + "?person=ana@example.org").status_code == 405
