"""What operators decide for the whole desk: announcements, switches, its name; and that it is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from parley.desk.now import now
from parley.notices.send import NotTaken, Post
from parley.office.announcements import announce, not_over
from parley.office.coach_counts import counts_since, monday
from parley.office.models import Announcement
from parley.office.switches import Switch, turn
from parley.web.console.switched import DOORS, switch_of, switches_there
from tests.storefront.offered import offered
from tests.web.people import Visitor, guest, in_stage, visitor
from tests.web.reading import read

ANNOUNCEMENTS, SWITCHES, START, ACTS = (f"/console/{page}" for page in ("announcements", "switches", "start", "acts"))
UNTIL = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")


def announced(olga: Visitor, **texts: str) -> Announcement:
    assert olga.person is not None
    at = now()
    return announce(texts or {"en": "We move house."}, "en", at, at + timedelta(days=1), olga.person, at)


def has(page: str, words: str) -> bool:
    return words in page


# --- announcements


def test_what_is_announced_stands_above_every_page_for_everybody(olga: Visitor, ana: Visitor) -> None:
    page = olga.look(ANNOUNCEMENTS)
    answer = olga.send(page, ANNOUNCEMENTS, until=UNTIL, text_en="We move house.", text_es="Nos mudamos.")
    assert answer.status_code == 303
    for reader in (olga, ana, guest()):
        assert has(reader.look("/outcomes").text, "We move house.")
    assert has(visitor("Ines Vega", "es").look("/outcomes").text, "Nos mudamos.")
    assert has(olga.look(ACTS).text, "Announced something")


def test_words_are_never_markup(olga: Visitor) -> None:
    announced(olga, en="<script>alert(1)</script> <b>bold</b>")
    html = guest().get("/outcomes").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_whoever_puts_it_away_sees_it_no_more_in_this_browser(olga: Visitor, nobody: Visitor) -> None:
    announced(olga)
    page = nobody.look("/outcomes")
    answer = nobody.send(page, "/announcements/dismiss")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/outcomes")
    assert not has(nobody.look("/outcomes").text, "We move house.")
    assert has(guest().look("/outcomes").text, "We move house.")
    announced(olga, en="The lift is broken.")
    assert has(nobody.look("/outcomes").text, "The lift is broken.")


@pytest.mark.parametrize("said", ["", "x", "0" * 32, "é.é", "." * 9_000])
def test_a_cookie_may_say_anything(olga: Visitor, said: str) -> None:
    announced(olga)
    reader = guest()
    reader.client.cookies["parley_dismissed"] = said
    assert has(reader.look("/outcomes").text, "We move house.")


def test_only_what_is_announced_is_remembered_and_nobody_is_led_away(nobody: Visitor) -> None:
    answer = nobody.post("/announcements/dismiss", announcement="0" * 32, next="https://elsewhere.example/")
    assert answer.headers["Location"] == "/"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until": UNTIL}, "Write it in this language"),
        ({"text_en": "Hello"}, "Choose a day and a time."),
        ({"text_en": "Hello", "until": "soon"}, "Choose a day and a time."),
        ({"text_en": "Hello", "until": "2020-01-01T10:00"}, "It would be over before it begins."),
        ({"text_en": "Hello", "until": "9999-12-31T23:59"}, "It can stand for 92 days at most."),
        ({"text_en": "x" * 281, "until": UNTIL}, "At most 280 characters."),
        ({"text_en": "Hello", "until": UNTIL, "from": "never"}, "or leave it empty to begin at once"),
    ],
)
def test_a_refused_announcement_says_why_and_keeps_what_was_typed(
    olga: Visitor, typed: dict[str, str], said: str
) -> None:
    answer = olga.post(ANNOUNCEMENTS, **{"text_es": "Hola a todos", **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Hola a todos" in page
    assert not Announcement.objects.exists()


def test_the_fourth_at_once_is_refused_in_words(olga: Visitor) -> None:
    for _ in range(3):
        announced(olga)
    answer = olga.post(ANNOUNCEMENTS, text_en="One more", until=UNTIL)
    assert "Take one back first" in answer.content.decode()


def test_it_can_be_taken_back(olga: Visitor) -> None:
    row = announced(olga)
    page = olga.look(ANNOUNCEMENTS)
    assert olga.send(page, f"{ANNOUNCEMENTS}/withdraw", announcement=str(row.id)).status_code == 303
    assert not not_over(now())
    assert has(olga.look(ACTS).text, "Took an announcement back")


# --- switches


def test_every_switch_that_is_shown_has_an_address_behind_it() -> None:
    assert set(switches_there()) <= set(DOORS)
    assert {Switch.COACH, Switch.HELP_VOTES, Switch.SERVICES} <= set(switches_there())


@pytest.mark.parametrize(
    ("route", "switch"),
    [
        ("services", Switch.SERVICES),
        ("services/<uuid:service_id>/order", Switch.SERVICES),
        ("services-of-others", None),
        ("orders/<uuid:order_id>", None),
        ("orders/<uuid:order_id>/coach", Switch.COACH),
        ("help/<slug:slug>", None),
        ("help/<slug:slug>/vote", Switch.HELP_VOTES),
    ],
)
def test_a_switch_shuts_its_own_doors_only(route: str, switch: Switch | None) -> None:
    assert switch_of(route) is switch


def test_what_is_switched_off_is_not_there_for_anybody(olga: Visitor, ana: Visitor, nobody: Visitor) -> None:
    page = olga.look(SWITCHES)
    wanted = [one.value for one in switches_there() if one is not Switch.SERVICES]
    assert olga.send(page, SWITCHES, on=wanted).status_code == 303
    for reader in (olga, ana, nobody):
        reader.get(reverse("services"), 404)
        assert f'href="{reverse("services")}"' not in reader.get("/outcomes").content.decode()
    assert has(olga.look(ACTS).text, "Switched off: Services")
    turn(Switch.SERVICES, on=True)
    nobody.get(reverse("services"))


def test_a_form_that_nobody_rendered_switches_nothing(olga: Visitor) -> None:
    olga.post(SWITCHES)
    assert has(olga.look(ACTS).text, "Nothing yet")


def test_orders_go_on_without_the_coach_and_nothing_is_counted(olga: Visitor, ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    threat = "Pay me by PayPal, then we save the fee."
    assert 'name="coach"' in ana.get(deed.address).content.decode()
    turn(Switch.COACH, on=False)
    assert 'name="coach"' not in ana.get(deed.address).content.decode()
    ana.get(f"{deed.address}/coach", 404)
    page = ana.look(deed.address)
    assert ana.send(page, f"{deed.address}/messages", text=threat).status_code == 303
    assert not counts_since(monday(now()))


def test_what_the_coach_finds_is_counted_once_however_often_it_is_sent(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    threat = "Pay me by PayPal, then we save the fee."
    page = ana.look(deed.address)
    again = ana.send(page, f"{deed.address}/messages", text=threat)
    assert again.status_code == 200  # it comes back once
    counted = counts_since(monday(now()))
    assert counted
    assert {language for _week, language, _label in counted} == {"en"}
    assert ana.send(read(again), f"{deed.address}/messages").status_code == 303
    assert counts_since(monday(now())) == counted


def test_articles_are_read_on_while_nobody_is_asked_about_them(nobody: Visitor) -> None:
    turn(Switch.HELP_VOTES, on=False)
    centre = nobody.get("/help").content.decode()
    article = next(part.split('"')[0] for part in centre.split('href="/help/')[1:] if "/" not in part.split('"')[0])
    page = nobody.get(f"/help/{article}")
    assert "Was this useful?" not in page.content.decode()
    assert nobody.post(f"/help/{article}/vote", useful="yes").status_code == 404


# --- setting up


def test_a_new_desk_says_what_is_missing_and_the_console_leads_there(olga: Visitor) -> None:
    page = olga.look(START)
    assert "The desk has no name of its own yet" in page.text
    assert "It does not run. Start ./parley work" in page.text
    assert "No payment provider is connected" in page.text
    assert "things are missing before people come" in olga.look("/console").text


def test_the_desk_gets_a_name_that_every_page_says(olga: Visitor, nobody: Visitor) -> None:
    page = olga.look(START)
    assert olga.send(page, f"{START}/name", name="The Harbour Desk").status_code == 303
    html = nobody.get("/outcomes").content.decode()
    assert "· The Harbour Desk</title>" in html
    assert "</svg>The Harbour Desk</a>" in html
    assert has(olga.look(ACTS).text, "Gave the desk its name")


def test_a_name_that_is_none_is_refused_and_stays_in_the_box(olga: Visitor) -> None:
    answer = olga.post(f"{START}/name", name="www.harbour.example")
    assert answer.status_code == 422
    assert 'value="www.harbour.example"' in answer.content.decode()


def test_a_test_letter_goes_to_whoever_asks_and_no_further(olga: Visitor) -> None:
    mail.outbox.clear()
    page = olga.look(START)
    answer = olga.send(page, f"{START}/letter")
    assert answer.status_code == 303
    [letter] = mail.outbox
    assert letter.to == ["Olga Petrova <olga@example.org>"]
    assert "If you read it, it does." in letter.body
    assert has(olga.look(ACTS).text, "Sent a test letter")


def test_mail_counts_as_set_up_once_a_server_took_a_letter_from_this_sender(
    olga: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.web.console.setting_up.TO_NOWHERE", ())
    assert "No test letter has gone out yet" in olga.look(START).text
    olga.post(f"{START}/letter")
    assert "The mail server took a test letter" in olga.look(START).text
    with override_settings(DEFAULT_FROM_EMAIL="other@example.org"):
        assert "No test letter has gone out yet" in olga.look(START).text


def test_what_the_mail_server_says_is_told(olga: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_post: Post, _letter: object) -> str:
        raise NotTaken("550 no such mailbox", is_away=False)

    monkeypatch.setattr(Post, "send", refuse)
    olga.post(f"{START}/letter")
    assert "550 no such mailbox" in olga.look(START).text
    assert has(olga.look(ACTS).text, "Nothing yet")


def test_letters_are_not_sent_by_the_dozen(olga: Visitor) -> None:
    codes = [olga.post(f"{START}/letter").status_code for _ in range(5)]
    assert codes == [303, 303, 303, 429, 429]


# --- what is written down


def test_acts_of_operators_on_other_pages_are_written_down(olga: Visitor, eva: Visitor) -> None:
    olga.post("/mediators", email="eva@example.org")
    olga.post("/mediators/take-back", person=eva.id)
    olga.post("/mediators", email="nobody@example.org")
    text = olga.look(ACTS).text
    assert text.count("Eva Lind") == 2
    assert "Named a mediator: Eva Lind" in text
    assert eva.person is not None
    eva.person.delete()
    assert "Named a mediator: a person who left" in olga.look(ACTS).text


def test_an_operator_who_left_is_told_as_somebody_who_left(olga: Visitor) -> None:
    second = visitor("Vera Second")
    assert second.person is not None
    second.person.is_operator = True
    second.person.save()
    second.post(f"{START}/name", name="Vera’s Desk")
    second.person.delete()
    assert "a person who left" in olga.look(ACTS).text


def test_what_was_moderated_is_written_down_with_a_way_to_it(olga: Visitor, ana: Visitor) -> None:
    assert ana.person is not None
    service = offered(ana.person, at=now())
    olga.post(reverse("put_back_service", args=[service.id]))  # it was not away
    olga.post(reverse("take_away_service", args=[service.id]), reason="It asks for payment outside the desk.")
    olga.post(reverse("put_back_service", args=[service.id]))
    page = olga.look(ACTS)
    assert page.text.count("Took a service away") == 1
    assert page.text.count("Put a service back") == 1
    assert reverse("service", args=[service.id]) in olga.get(ACTS).content.decode()
    ana.person.delete()
    assert reverse("service", args=[service.id]) not in olga.get(ACTS).content.decode()
    assert "Took a service away" in olga.look(ACTS).text
