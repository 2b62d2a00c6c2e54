"""Operators say who mediates here."""

from __future__ import annotations

from django.urls import reverse

from parley.people.models import Person
from tests.web.people import Visitor, in_stage
from tests.web.reading import read

AT = "/mediators"


def mediates(who: Visitor) -> bool:
    assert who.person is not None
    return Person.objects.get(id=who.person.id).is_mediator


def test_somebody_is_named_by_their_mail_address(olga: Visitor, eva: Visitor) -> None:
    eva.get("/cases", 404)
    answer = olga.send(olga.look(AT), AT, email=" EVA@example.org ")
    assert (answer.status_code, answer.headers["Location"]) == (303, AT)
    page = olga.look(AT)
    assert "Eva Lind mediates here now." in page.text
    assert "eva@example.org" in page.text
    eva.get("/cases")


def test_naming_somebody_twice_changes_nothing(olga: Visitor, eva: Visitor) -> None:
    for _ in range(2):
        assert olga.send(olga.look(AT), AT, email="eva@example.org").status_code == 303
    assert mediates(eva)


def test_an_address_without_an_account_is_kept_and_told(olga: Visitor) -> None:
    answer = olga.send(olga.look(AT), AT, email="nobody@example.org")
    assert answer.status_code == 422
    page = read(answer)
    assert "Nobody here has an account with this address." in page.text
    assert page.form(AT).fields["email"] == ["nobody@example.org"]


def test_no_address_is_asked_for(olga: Visitor) -> None:
    answer = olga.send(olga.look(AT), AT, email="  ")
    assert answer.status_code == 422
    assert "Write the mail address of the person’s account." in read(answer).text


def test_an_account_that_is_closed_is_not_named(olga: Visitor, eva: Visitor) -> None:
    assert eva.person is not None
    eva.person.is_active = False
    eva.person.save()
    assert olga.send(olga.look(AT), AT, email="eva@example.org").status_code == 422
    assert not mediates(eva)


def test_it_is_taken_back(olga: Visitor, mia: Visitor, ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("decision", marc, ana)
    mia.get(deed.act("decide"))
    answer = olga.send(olga.look(AT), reverse("unname_mediator"))
    assert answer.status_code == 303
    assert "Mia Lang mediates here no more." in olga.look(AT).text
    for address in ("/cases", deed.address, deed.act("decide")):
        mia.get(address, 404)


def test_taking_back_what_nobody_has_is_harmless(olga: Visitor, eva: Visitor) -> None:
    for person in ("", "x", eva.id):
        assert olga.post(reverse("unname_mediator"), person=person).status_code == 303
    assert not mediates(eva)


def test_a_mediator_names_nobody(mia: Visitor, eva: Visitor) -> None:
    mia.get(AT, 404)
    assert mia.post(AT, email="eva@example.org").status_code == 404
    assert mia.post(reverse("unname_mediator"), person=mia.id).status_code == 404
    assert (mediates(eva), mediates(mia)) == (False, True)


def test_where_nobody_is_named_it_says_who_mediates(olga: Visitor) -> None:
    assert "Until somebody is, the operators mediate." in olga.look(AT).text
