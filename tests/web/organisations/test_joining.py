"""Invitations through their pages: made, read, accepted, declined, withdrawn."""

from __future__ import annotations

import pytest
from django.urls import reverse

from parley.people.models import Organisation, OrganisationInvitation
from parley.people.organisation_members import members_in
from tests.web.people import Visitor, belong_together
from tests.web.reading import ReadForm, ReadPage, read


@pytest.fixture
def mill(ana: Visitor) -> Organisation:
    """Ana's."""
    return belong_together("The Mill", ana)


def door(name: str, organisation: Organisation) -> str:
    return reverse(f"{name}_organisation", args=[organisation.id])


def ask(owner: Visitor, organisation: Organisation, email: str) -> int:
    at = door("invite_to", organisation)
    form = the_form(owner.look(at), at, "email")
    return owner.client.post(at, form.filled({"email": email})).status_code


def the_form(page: ReadPage, action: str, field: str) -> ReadForm:
    """Of several that go to one address, the first that has this field."""
    return next(form for form in page.forms if form.action == action and field in form.fields)


def link_of(owner: Visitor, organisation: Organisation) -> str:
    """The address of a new link, as it is shown once."""
    answer = owner.post(door("invite_to", organisation), link="1")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = answer.content.decode()
    return "/organisations/invitations/" + page.split("/organisations/invitations/")[1].split('"')[0]


def names(organisation: Organisation) -> list[str]:
    return [one.person.name for one in members_in(organisation)]


def test_whoever_has_the_address_finds_the_invitation_and_accepts(
    ana: Visitor, eva: Visitor, mill: Organisation
) -> None:
    assert ask(ana, mill, "EVA@example.org") == 303
    assert "eva@example.org" in ana.look(door("invite_to", mill)).text
    join = door("join", mill)
    assert join in eva.look("/me").links
    page = eva.look(join)
    assert "invites you to become a member of" in page.text
    assert ("Ana Ruiz" in page.text, "The Mill" in page.text) == (True, True)
    accept = {"answer": "accept"}
    assert eva.client.post(join, accept).headers["Location"] == reverse("organisation", args=[mill.id])
    assert names(mill) == ["Ana Ruiz", "Eva Lind"]
    # Sent twice: there they are already.
    assert eva.client.post(join, accept).headers["Location"] == reverse("organisation", args=[mill.id])
    assert names(mill) == ["Ana Ruiz", "Eva Lind"]
    assert "Nobody is asked at the moment." in ana.look(door("invite_to", mill)).text
    assert join not in eva.look("/me").links


def test_it_is_declined_and_gone(ana: Visitor, eva: Visitor, mill: Organisation) -> None:
    ask(ana, mill, "eva@example.org")
    join = door("join", mill)
    assert eva.post(join).status_code == 422
    assert eva.post(join, answer="decline").status_code == 303
    assert names(mill) == ["Ana Ruiz"]
    eva.get(join, 404)
    assert not OrganisationInvitation.objects.exists()


def test_the_answer_does_not_tell_whether_an_address_has_an_account(
    ana: Visitor, eva: Visitor, mill: Organisation
) -> None:
    at = door("invite_to", mill)
    told = []
    for email in ("eva@example.org", "nobody-has-this@example.org", "ana@example.org"):
        answer = ana.post(at, email=email)
        assert (answer.status_code, answer.headers["Location"]) == (303, at)
        told.append(ana.look(at).text.count(email))
    assert told == [1 + 1, 1 + 1, 1 + 1]  # in the list, and in the name of its button
    assert eva.person is not None


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Write the address of the person you want to invite."), ("eva", "Enter a valid email address.")],
)
def test_what_is_no_address_is_said_at_the_field(ana: Visitor, mill: Organisation, typed: str, says: str) -> None:
    answer = ana.post(door("invite_to", mill), email=typed)
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not OrganisationInvitation.objects.exists()


def test_a_link_lets_in_one_person_who_signs_in(
    ana: Visitor, eva: Visitor, marc: Visitor, nobody: Visitor, mill: Organisation
) -> None:
    link, join = link_of(ana, mill), door("join", mill)
    eva.get(join, 404)
    answer = eva.get(link, 303)
    assert answer.headers["Location"] == join
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    marc.get(link, 303)
    # A guest signs in first, and the link is still with them then.
    assert nobody.get(link, 303).headers["Location"] == join
    assert nobody.get(join, 302).headers["Location"] == f"{reverse('account_login')}?next={join}"
    assert eva.client.post(join, the_form(eva.look(join), join, "answer").filled({})).status_code == 303
    assert names(mill) == ["Ana Ruiz", "Eva Lind"]
    marc.get(join, 404)
    assert marc.post(join, answer="accept").status_code == 404
    assert "two weeks are over" in marc.look(link, 410).text


def test_declining_a_link_leaves_it_for_whom_it_was_meant(
    ana: Visitor, eva: Visitor, marc: Visitor, mill: Organisation
) -> None:
    link, join = link_of(ana, mill), door("join", mill)
    eva.get(link, 303)
    assert eva.post(join, answer="decline").status_code == 303
    eva.get(join, 404)
    marc.get(link, 303)
    assert marc.post(join, answer="accept").status_code == 303
    assert names(mill) == ["Ana Ruiz", "Marc Vidal"]


def test_a_member_who_opens_the_link_is_led_to_the_organisation(ana: Visitor, mill: Organisation) -> None:
    link = link_of(ana, mill)
    ana.get(link, 303)
    assert ana.get(door("join", mill), 303).headers["Location"] == reverse("organisation", args=[mill.id])
    assert OrganisationInvitation.objects.count() == 1


def test_a_withdrawn_invitation_is_closed(ana: Visitor, eva: Visitor, mill: Organisation) -> None:
    link, at = link_of(ana, mill), door("invite_to", mill)
    [invitation] = OrganisationInvitation.objects.all()
    assert str(invitation.id) in ana.get(at).content.decode()
    for wrong in ("", "no id"):
        assert ana.post(at, withdraw=wrong).status_code == 422
    assert ana.post(at, withdraw=invitation.id).status_code == 303
    eva.get(link, 410)
    assert ana.post(at, withdraw=invitation.id).status_code == 303  # once more: it is gone


def test_a_full_organisation_says_so_and_the_invitation_stays(
    ana: Visitor, eva: Visitor, mill: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.people.organisation_invitations.MOST_MEMBERS", 1)
    ask(ana, mill, "eva@example.org")
    answer = eva.post(door("join", mill), answer="accept")
    assert answer.status_code == 422
    assert "this one is full" in read(answer).text
    assert eva.look(door("join", mill))


def test_twenty_invitations_a_day(ana: Visitor, mill: Organisation) -> None:
    at = door("invite_to", mill)
    for number in range(20):
        assert ana.post(at, email=f"a{number}@example.org").status_code == 303
    answer = ana.post(at, email="one-more@example.org")
    assert answer.status_code == 422
    assert "You have invited 20 people today" in read(answer).text
    assert the_form(read(answer), at, "email").fields["email"] == ["one-more@example.org"]
    assert ana.post(at, link="1").status_code == 422
    assert OrganisationInvitation.objects.count() == 20
