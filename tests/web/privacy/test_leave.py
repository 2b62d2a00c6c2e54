"""Leaving by the page: what is in the way, what it would mean, the confirmation, and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from parley.desk.now import now
from parley.people.departures import Departure
from parley.people.holds import place
from parley.people.leaving import finish
from parley.people.models import Person
from parley.people.register import register
from tests.asks_of_cases import pay_out, take
from tests.web.people import Deed, Visitor, in_stage, mediator, offer, operator
from tests.web.privacy.test_my_data import PASSWORD, surely
from tests.web.reading import read

AT = "/me/leave"


def cleared(client: Visitor, freelancer: Visitor) -> Deed:
    return in_stage("cleared", client, freelancer)


def has_account(email: str) -> bool:
    return Person.objects.filter(email=email).exists()


def test_somebody_without_orders_leaves_at_once(eva: Visitor) -> None:
    page = surely(eva).look(AT)
    assert "Your name and your mail address." in page.text
    answer = eva.send(page, AT, confirmed="eva@example.org")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/left")
    assert not has_account("eva@example.org")
    assert "You have left" in eva.look("/left").text
    assert eva.get("/desk", 302).headers["Location"].startswith(reverse("account_login"))


def test_all_other_browsers_are_signed_out(eva: Visitor) -> None:
    elsewhere = Client()
    elsewhere.force_login(Person.objects.get(id=eva.id))
    assert elsewhere.get("/desk").status_code == 200
    surely(eva)
    eva.send(eva.look(AT), AT, confirmed="eva@example.org")
    assert elsewhere.get("/desk").status_code == 302


@pytest.mark.parametrize("typed", ["", "yes", "marc@example.org", "eva@example.org.evil"])
def test_the_confirmation_has_to_be_typed(eva: Visitor, marc: Visitor, typed: str) -> None:
    surely(eva)
    answer = eva.send(eva.look(AT), AT, confirmed=typed)
    assert answer.status_code == 422
    page = read(answer)
    assert "Type eva@example.org to confirm." in page.text
    assert page.form(AT).fields["confirmed"] == [typed]
    assert has_account("eva@example.org")
    assert has_account("marc@example.org")


def test_a_browser_that_was_left_open_is_not_enough(eva: Visitor) -> None:
    answer = eva.post(AT, confirmed="eva@example.org")
    assert answer.status_code == 422
    assert "sign in with a new code" in read(answer).text
    person = Person.objects.get(id=eva.id)
    person.set_password(PASSWORD)
    person.save()
    eva.client.force_login(person)
    answer = eva.post(AT, confirmed="eva@example.org")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert has_account("eva@example.org")


def test_the_page_itself_erases_nobody(eva: Visitor) -> None:
    surely(eva).get(f"{AT}?confirmed=eva@example.org")
    assert has_account("eva@example.org")


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        ("offered", "offer"),
        ("working", "The work is under way."),
        ("case", "A case is open."),
        ("at the bank", "A bank has asked for a payment back."),
    ],
)
def test_an_order_that_is_not_over_is_in_the_way_and_named(ana: Visitor, marc: Visitor, stage: str, says: str) -> None:
    deed = offer(marc, ana) if stage == "offered" else in_stage(stage, marc, ana)
    for who in (ana, marc):
        page = surely(who).look(AT)
        assert "Not yet" in page.text
        assert says in page.text
        assert deed.address in page.links
        assert not page.has_form(AT)
        answer = who.post(AT, confirmed=who.person.email)  # type: ignore[union-attr]
        assert answer.status_code == 409
        assert says in read(answer).text
    assert Departure.objects.count() == 0


def test_money_that_waits_is_in_the_way_of_whose_it_is(ana: Visitor, marc: Visitor) -> None:
    deed = cleared(marc, ana)
    assert "Money of yours waits for you." in surely(ana).look(AT).text
    assert surely(marc).look(AT).has_form(AT)
    deed.does(pay_out())
    page = ana.look(AT)
    assert page.has_form(AT)
    assert "What stays for a while" in page.text
    assert deed.address in page.links


def test_the_other_side_goes_on_reading_and_sees_who_left(ana: Visitor, marc: Visitor) -> None:
    deed = cleared(marc, ana).does(pay_out())
    surely(ana)
    assert ana.send(ana.look(AT), AT, confirmed="ana@example.org").status_code == 303
    page = marc.look(deed.address)
    assert "Ana Ruiz" in page.text, "their name is kept until the time is over"
    assert f"/people/{deed.freelancer.id}" not in page.links
    assert not page.has_form(f"{deed.address}/messages")
    finish(Departure.objects.get(person_id=deed.freelancer.id), now())
    page = marc.look(deed.address)
    assert "Ana Ruiz" not in page.text
    assert "a person who left" in page.text
    marc.get("/desk")
    marc.get("/orders")
    marc.get(f"/people/{deed.freelancer.id}", 404)


def test_the_last_operator_cannot_leave_and_hears_the_way_on(db: None) -> None:
    olga = surely(operator("Olga Petrova"))
    page = olga.look(AT)
    assert "./parley operators --add ADDRESS" in page.text
    assert olga.post(AT, confirmed="olga@example.org").status_code == 409
    register("Omar Haddad", "omar@example.org", "en", "UTC", is_operator=True)
    assert olga.send(olga.look(AT), AT, confirmed="olga@example.org").status_code == 303


def test_a_hold_says_until_when_and_not_why(eva: Visitor) -> None:
    olga = operator("Olga Petrova")
    assert eva.person is not None
    assert olga.person is not None
    place(eva.person.id, "The court of Madrid", now() + timedelta(days=90), olga.person, now())
    page = surely(eva).look(AT)
    assert "A legal hold stands until" in page.text
    assert "Madrid" not in page.text.replace("your time in Madrid", "")
    assert eva.post(AT, confirmed="eva@example.org").status_code == 409


def test_somebody_else_cannot_be_named(eva: Visitor, marc: Visitor) -> None:
    """Whoever asks is the one who leaves: no field says who."""
    surely(eva)
    answer = eva.post(AT, confirmed="eva@example.org", person=marc.id, person_id=marc.id, email="marc@example.org")
    assert answer.status_code == 303
    assert has_account("marc@example.org")
    assert not has_account("eva@example.org")


def test_a_mediator_gives_back_the_case_first(ana: Visitor, marc: Visitor) -> None:
    mia = surely(mediator("Mia Lang"))
    deed = in_stage("decision", marc, ana)
    assert mia.look(AT).has_form(AT)
    assert mia.person is not None
    deed.does(take(person=str(mia.person.id)))
    page = mia.look(AT)
    assert "You mediate in this case." in page.text
    assert deed.address in page.links
    assert mia.post(AT, confirmed="mia@example.org").status_code == 409
