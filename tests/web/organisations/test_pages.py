"""Organisations through their pages: started, told, looked at, changed, and left."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import reverse

from parley.people.models import MemberRole, Membership, Organisation
from parley.people.organisation_members import MOST_ORGANISATIONS, members_in
from tests.web.people import Visitor, belong_together
from tests.web.reading import read

NEW = "/organisations/new"
WORDS: dict[str, object] = {"name": "The Mill", "about": "We grind.\n\nDaily.", "language": "en"}


def start(one: Visitor, **typed: object) -> HttpResponse:
    return one.fill_in(one.look(NEW), NEW, WORDS | typed)


def at(organisation: Organisation) -> str:
    return reverse("organisation", args=[organisation.id])


def member_page(organisation: Organisation, one: Visitor) -> str:
    return reverse(
        "organisation_member", args=[Membership.objects.get(organisation=organisation, person=one.person).id]
    )


def roles(organisation: Organisation) -> dict[str, str]:
    return {one.person.name: one.role for one in members_in(organisation)}


def give(owner: Visitor, organisation: Organisation, whom: Visitor, role: str) -> HttpResponse:
    page = member_page(organisation, whom)
    return owner.post(page, role=role)


def test_an_organisation_is_started_and_seen_by_whoever_is_signed_in(
    ana: Visitor, eva: Visitor, nobody: Visitor
) -> None:
    assert NEW in ana.look("/me").links
    answer = start(ana)
    organisation = Organisation.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, at(organisation))
    own = ana.look(at(organisation))
    assert {at(organisation) + "/invite", at(organisation) + "/edit", at(organisation) + "/leave"} <= set(own.links)
    assert "Your role: Owner" in own.text
    page = eva.look(at(organisation))
    for words in ("The Mill", "We grind.", "Daily.", "Ana Ruiz", "Owner"):
        assert words in page.text
    assert reverse("person", args=[ana.id]) in page.links
    assert not [link for link in page.links if link.startswith("/organisations")]
    nobody.get(at(organisation), 404)


def test_it_stands_on_the_page_of_its_members_but_not_for_guests(ana: Visitor, eva: Visitor) -> None:
    organisation = belong_together("The Mill", ana)
    person = reverse("person", args=[ana.id])
    page = eva.look(person)
    assert "Belongs to" in page.text
    assert at(organisation) in page.links
    assert "Belongs to" not in eva.look(reverse("person", args=[eva.id])).text
    assert at(organisation) in ana.look("/me").links


def test_a_guest_does_not_learn_to_what_somebody_belongs(ana: Visitor, nobody: Visitor) -> None:
    belong_together("The Mill", ana)
    ana.post("/me/profile", language="en", headline="Maps", is_public="on")
    page = nobody.look(reverse("person", args=[ana.id]))
    assert "Maps" in page.text
    assert "The Mill" not in page.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": " \u202e "}, "Write the name of the organisation."),
        ({"name": "★"}, "The name needs at least one letter or digit."),
        ({"name": "Mill https://mill.example"}, "A name cannot contain a web or mail address."),
        ({"name": "x" * 121}, "This name is too long: 121 characters, and 120 fit."),
        ({"about": "x" * 2001}, "This is too long: 2001 characters, and 2000 fit."),
        ({"language": "xx"}, "Choose the language that you wrote this in."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    ana: Visitor, typed: dict[str, object], says: str
) -> None:
    answer = start(ana, **typed)
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not Organisation.objects.exists()
    kept = read(answer).form(NEW).fields
    assert kept["about"] == [str((WORDS | typed)["about"])]


def test_markup_in_a_name_is_shown_as_it_was_typed(ana: Visitor, eva: Visitor) -> None:
    start(ana, name="<script>alert(1)</script> Mill", about="<img src=x onerror=alert(1)>")
    page = eva.get(at(Organisation.objects.get())).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_form_that_is_sent_twice_starts_one(ana: Visitor) -> None:
    form = ana.look(NEW).form(NEW)
    answers = [ana.client.post(NEW, form.filled(dict(WORDS))) for _ in range(2)]
    assert Organisation.objects.count() == 1
    assert {answer.headers["Location"] for answer in answers} == {at(Organisation.objects.get())}


def test_the_number_of_a_form_does_not_lead_to_the_organisation_of_others(ana: Visitor, eva: Visitor) -> None:
    theirs = belong_together("The Mill", ana)
    answer = eva.post(NEW, form_id=theirs.id, name="Other", about="", language="en")
    assert answer.status_code == 303
    assert roles(theirs) == {"Ana Ruiz": "owner"}
    assert eva.post(NEW, form_id="no id", name="Other", about="", language="en").status_code == 303
    assert Organisation.objects.count() == 3


def test_three_a_day_and_five_altogether(ana: Visitor) -> None:
    for number in range(3):
        assert start(ana, name=f"Mill {number}").status_code == 303
    answer = start(ana, name="One more")
    assert answer.status_code == 422
    assert "You have started 3 organisations today" in read(answer).text
    assert Organisation.objects.count() == 3


def test_whoever_belongs_to_five_hears_what_to_do(ana: Visitor) -> None:
    for number in range(MOST_ORGANISATIONS):
        belong_together(f"Mill {number}", ana)
    assert NEW not in ana.look("/me").links
    assert "A person belongs to at most 5 organisations. Leave one, then this works." in read(start(ana)).text


def test_whoever_reads_is_told_of_a_name_that_looks_the_same(ana: Visitor, eva: Visitor, marc: Visitor) -> None:
    mill = belong_together("Paper Mill", ana)
    assert "looks" not in eva.look(at(mill)).text
    belong_together("Pаper Mi11", marc)  # a Cyrillic letter, and digits
    assert "Another organisation here has a name that looks the same" in eva.look(at(mill)).text
    assert "a name that looks like yours" in ana.look(at(mill)).text


def test_an_owner_changes_what_is_said(ana: Visitor, eva: Visitor) -> None:
    mill = belong_together("The Mill", ana, eva)
    edit = reverse("edit_organisation", args=[mill.id])
    eva.get(edit, 404)
    assert eva.post(edit, name="Eva's", language="en").status_code == 404
    page = ana.look(edit)
    assert page.form(edit).fields["name"] == ["The Mill"]
    assert ana.fill_in(page, edit, {"name": "", "language": "en"}).status_code == 422
    assert ana.fill_in(page, edit, {"name": "The  Old Mill", "about": "New.", "language": "en"}).status_code == 303
    page = eva.look(at(mill))
    assert "The Old Mill" in page.text
    assert "New." in page.text


# --- roles


def test_an_owner_gives_a_role_and_hands_over(ana: Visitor, eva: Visitor) -> None:
    mill = belong_together("The Mill", ana, eva)
    page = member_page(mill, eva)
    assert page in ana.look(at(mill)).links
    form = next(form for form in ana.look(page).forms if "role" in form.fields)
    assert form.fields["role"] == ["member"]
    assert ana.client.post(page, form.filled({"role": "manager"})).status_code == 303
    assert roles(mill) == {"Ana Ruiz": "owner", "Eva Lind": "manager"}
    answer = give(ana, mill, ana, "member")
    assert answer.status_code == 422
    assert "Make somebody else an owner first" in read(answer).text
    assert give(ana, mill, eva, "owner").status_code == 303
    assert give(ana, mill, ana, "member").status_code == 303
    assert roles(mill) == {"Eva Lind": "owner", "Ana Ruiz": "member"}
    ana.get(page, 404)


@pytest.mark.parametrize("role", ["", "king"])
def test_what_is_no_role_is_refused_in_words(ana: Visitor, eva: Visitor, role: str) -> None:
    mill = belong_together("The Mill", ana, eva)
    answer = give(ana, mill, eva, role)
    assert answer.status_code == 422
    assert "Choose a role." in read(answer).text
    assert roles(mill)["Eva Lind"] == MemberRole.MEMBER


def test_a_manager_removes_members_but_gives_no_roles(ana: Visitor, eva: Visitor, marc: Visitor) -> None:
    mill = belong_together("The Mill", ana, eva, marc)
    give(ana, mill, eva, "manager")
    eva.get(member_page(mill, ana), 404)
    page = member_page(mill, marc)
    assert "Change the role" not in eva.look(page).text
    answer = eva.post(page, role="owner")
    assert answer.status_code == 422
    assert "Your role in this organisation does not allow this" in read(answer).text
    assert eva.fill_in(eva.look(page), page).status_code == 303
    assert roles(mill) == {"Ana Ruiz": "owner", "Eva Lind": "manager"}
    eva.get(page, 404)  # sent twice, or from a page that is old


# --- leaving


def test_a_member_leaves_after_being_asked(ana: Visitor, eva: Visitor) -> None:
    mill = belong_together("The Mill", ana, eva)
    leave = reverse("leave_organisation", args=[mill.id])
    page = eva.look(leave)
    assert "To come back you need an invitation." in page.text
    assert eva.fill_in(page, leave).status_code == 303
    assert roles(mill) == {"Ana Ruiz": "owner"}
    eva.get(leave, 404)


def test_the_last_owner_is_told_to_hand_over_first(ana: Visitor, eva: Visitor) -> None:
    mill = belong_together("The Mill", ana, eva)
    leave = reverse("leave_organisation", args=[mill.id])
    page = ana.look(leave)
    assert "Make somebody else an owner first" in page.text
    assert not page.has_form(leave)
    answer = ana.post(leave)
    assert answer.status_code == 422
    assert "Make somebody else an owner first" in read(answer).text
    assert roles(mill) == {"Ana Ruiz": "owner", "Eva Lind": "member"}


def test_whoever_is_alone_takes_the_organisation_along(ana: Visitor, eva: Visitor) -> None:
    mill = belong_together("The Mill", ana)
    leave = reverse("leave_organisation", args=[mill.id])
    page = ana.look(leave)
    assert "the organisation goes when you leave" in page.text
    assert ana.fill_in(page, leave).status_code == 303
    eva.get(at(mill), 404)
