"""By the link of a letter: a guest reads, signs up, joins and accepts. The key opens once, and shows nowhere else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from parley.core.order.state import OfferEnd
from parley.core.order.terms import clauses
from parley.core.parties import Role
from parley.desk.now import now
from parley.people.invitations import invite
from parley.people.models import Invitation, Person
from parley.store.queries import all_order_ids
from parley.worker.courier import Courier
from tests.asks import decline, join, withdraw
from tests.web.accounts.visit import code_in
from tests.web.people import Deed, Visitor, guest, visitor
from tests.web.test_offer_form import NEW, filled

LINK = re.compile(r"/invitations/([A-Za-z0-9_-]{43})")


@pytest.fixture(autouse=True)
def nobody_has_tried_anything(db: None) -> None:
    cache.clear()


@pytest.fixture
def deed(ana: Visitor) -> Deed:
    """Ana's offer to an address without an account."""
    ana.fill_in(ana.look(NEW), NEW, filled(email="lena@example.org"))
    [order_id] = all_order_ids(None, 2)
    return Deed(order_id, guest(), ana)


def letter_link(address: str = "lena@example.org") -> str:
    """The link of the letter that the courier brings to this address."""
    while Courier().round() == 0:
        pass
    letters = [one for one in mail.outbox if one.to == [address]]
    found = LINK.search(str(letters[-1].body))
    assert found, letters[-1].body
    return found.group(0)


def signed_up(client: Client, address: str, next_page: str) -> Visitor:
    """Make an account as a guest does, from the page that invited them."""
    typed = {"name": "Lena Voss", "email": address, "password1": "", "next": next_page}
    client.post(reverse("account_signup") + f"?next={next_page}", typed)
    [letter] = [one for one in mail.outbox if one.to == [address] and "invitations" not in str(one.body)]
    answer = client.post(reverse("account_email_verification_sent"), {"code": code_in(letter)}, follow=True)
    assert answer.status_code == 200
    return Visitor(client, Person.objects.with_email(address))


def test_a_guest_reads_signs_up_joins_and_accepts(deed: Deed, ana: Visitor) -> None:
    lena = guest()
    opened = lena.client.get(letter_link())
    assert opened.status_code == 303
    page = lena.look(opened.headers["Location"])
    assert "A logo" in page.text
    assert "You are invited" in page.text
    assert deed.order.seq == 1

    [sign_up] = [link for link in page.links if link.startswith(reverse("account_signup"))]
    back_here = urlsplit(sign_up).query.removeprefix("next=")
    assert back_here == opened.headers["Location"]
    lena = signed_up(lena.client, "lena@example.org", back_here)
    page = lena.look(back_here)
    assert deed.order.role_of(lena.id) is None

    joined = lena.fill_in(page, "/join")
    assert (joined.status_code, joined.headers["Location"]) == (303, deed.address)
    assert deed.order.role_of(lena.id) is Role.CLIENT
    assert "Lena Voss" in ana.look(deed.address).text

    ticks = [clause.key.value for clause in clauses(deed.order.terms)]
    assert lena.fill_in(lena.look(deed.address), "/accept", {"clauses": ticks}).status_code == 303
    assert deed.order.offer.end is OfferEnd.ACCEPTED


def test_the_key_stands_in_no_later_address_page_or_referrer(deed: Deed) -> None:
    lena = guest()
    link = letter_link()
    token = link.rpartition("/")[2]
    opened = lena.client.get(link)
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened.headers["Cache-Control"]
    assert token not in opened.headers["Location"]
    page = lena.client.get(opened.headers["Location"])
    assert token not in page.content.decode()
    assert token not in str(page.headers)
    assert "no-store" in page.headers["Cache-Control"]
    assert token not in str(dict(lena.client.session))


def test_reading_as_often_as_one_likes_commits_to_nothing(deed: Deed) -> None:
    link = letter_link()
    for _ in range(3):
        reader = guest()
        opened = reader.client.get(link)
        assert reader.get(opened.headers["Location"])
    assert deed.order.seq == 1
    assert Invitation.objects.get().used_at is None


def test_a_used_link_is_closed_to_everybody_else(deed: Deed, eva: Visitor) -> None:
    link = letter_link()
    lena = visitor("Lena Voss")
    where = lena.client.get(link).headers["Location"]
    late = guest()
    late.client.get(link)
    lena.fill_in(lena.look(where), "/join")
    for visited in (eva, guest()):
        answer = visited.client.get(link)
        assert answer.status_code == 410
        assert "A logo" not in answer.content.decode()
    assert late.client.get(where).status_code == 410
    assert eva.client.get(where).status_code == 410
    assert eva.client.post(f"{where}/join").status_code == 410
    assert deed.order.role_of(eva.id) is None


def test_joining_twice_leads_to_the_order_twice(deed: Deed) -> None:
    lena = visitor("Lena Voss")
    where = lena.client.get(letter_link()).headers["Location"]
    page = lena.look(where)
    for _ in range(2):
        answer = lena.fill_in(page, "/join")
        assert (answer.status_code, answer.headers["Location"]) == (303, deed.address)
    again = lena.client.get(where)
    assert (again.status_code, again.headers["Location"]) == (303, deed.address)
    assert deed.order.seq == 2


@pytest.mark.parametrize("token", ["x", "x" * 43, "é" * 43, "A" * 5_000, "%00"])
def test_an_unknown_key_opens_nothing(nobody: Visitor, token: str) -> None:
    answer = nobody.client.get(f"/invitations/{token}")
    assert answer.status_code in (404, 410)


def test_an_unknown_order_invites_nobody(nobody: Visitor, eva: Visitor) -> None:
    where = "/invitations/of/01890000-0000-7000-8000-000000000000"
    assert nobody.client.get(where).status_code == 410
    assert eva.client.get(where).status_code == 410
    assert eva.client.post(f"{where}/join").status_code == 410
    assert nobody.client.post(f"{where}/join").status_code == 302


def test_a_key_opens_its_own_order_only(deed: Deed, ana: Visitor) -> None:
    ana.fill_in(ana.look(NEW), NEW, filled(email="mira@example.org"))
    [other] = [order_id for order_id in all_order_ids(None, 3) if order_id != deed.id]
    reader = guest()
    reader.client.get(letter_link("lena@example.org"))
    assert reader.client.get(reverse("invited", args=[other])).status_code == 410


def test_an_expired_link_is_closed(deed: Deed) -> None:
    link = letter_link()
    Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    assert guest().client.get(link).status_code == 410


def test_a_new_link_replaces_the_old_one(deed: Deed) -> None:
    link = letter_link()
    invite(deed.id, "client", "lena@example.org", "en", now())
    assert guest().client.get(link).status_code == 410


@pytest.mark.parametrize("end", [withdraw(), decline(by=Role.CLIENT)], ids=["withdrawn", "declined"])
def test_an_offer_that_is_over_cannot_be_joined(deed: Deed, end: Any) -> None:
    lena = visitor("Lena Voss")
    where = lena.client.get(letter_link()).headers["Location"]
    page = lena.look(where)
    deed.does(end)
    assert lena.client.get(where).status_code == 410
    assert lena.fill_in(page, "/join").status_code == 410
    assert deed.order.role_of(lena.id) is None


def test_somebody_with_another_address_is_asked_whether_they_are_meant(deed: Deed, eva: Visitor) -> None:
    where = eva.client.get(letter_link()).headers["Location"]
    page = eva.look(where)
    assert "lena@example.org" in page.text
    unsure = eva.fill_in(page, "/join")
    assert (unsure.status_code, unsure.headers["Location"]) == (303, where)
    assert deed.order.role_of(eva.id) is None
    assert eva.fill_in(page, "/join", {"confirmed": "yes"}).headers["Location"] == deed.address
    assert deed.order.role_of(eva.id) is Role.CLIENT


def test_its_author_cannot_take_the_other_place_and_does_not_use_the_link_up(deed: Deed, ana: Visitor) -> None:
    link = letter_link()
    where = ana.client.get(link).headers["Location"]
    answer = ana.post(f"{where}/join", confirmed="yes")
    assert (answer.status_code, answer.headers["Location"]) == (303, deed.address)
    assert deed.order.client is None
    lena = visitor("Lena Voss")
    assert (
        lena.fill_in(lena.look(lena.client.get(link).headers["Location"]), "/join").headers["Location"] == deed.address
    )


def test_somebody_who_was_invited_finds_it_on_their_desk_without_the_link(deed: Deed) -> None:
    lena = visitor("Lena Voss")
    where = reverse("invited", args=[deed.id])
    assert where in lena.look("/desk").links
    assert lena.fill_in(lena.look(where), "/join").headers["Location"] == deed.address
    assert where not in lena.look("/desk").links


def test_a_place_that_was_taken_another_way_is_taken(deed: Deed, eva: Visitor) -> None:
    """Two links lead to one place only when something went wrong; the order says who came first."""
    lena = visitor("Lena Voss")
    page = lena.look(lena.client.get(letter_link()).headers["Location"])
    deed.does(join(eva.id))
    assert lena.fill_in(page, "/join").status_code == 410
    assert deed.order.role_of(eva.id) is Role.CLIENT


def test_until_the_address_is_confirmed_nobody_joins(deed: Deed) -> None:
    lena = guest()
    where = lena.client.get(letter_link()).headers["Location"]
    lena.client.post(reverse("account_signup"), {"name": "Lena Voss", "email": "lena@example.org", "password1": ""})
    answer = lena.post(f"{where}/join")
    assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (302, reverse("account_login"))
    assert deed.order.client is None
