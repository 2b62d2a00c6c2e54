"""Every address of the site, for everybody, by every method. A new address without a line here fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from parley.board.models import Brief
from parley.casefile.daily import make_root
from parley.core.parties import Role
from parley.core.policies import STANDARD
from parley.desk.now import now
from parley.help.requests import ask_operators
from parley.people.invitations import invite
from parley.people.models import MemberRole, Membership, Organisation
from parley.people.organisation_invitations import invite_address
from parley.people.policies import write
from tests.board.posted import posted
from tests.storefront.offered import offered
from tests.web.doors import CLIENT, DOORS, EVERYBODY, FOREIGN, FREELANCER, KEYS, LOOK, ONLY_IN_A_DEMO, SEND
from tests.web.people import Deed, Visitor, belong_together, guest, in_stage, mediator, offer, operator, visitor
from tests.web.pictures import shown_by

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        at = prefix + str(pattern.pattern)
        if at.startswith(FOREIGN):
            continue
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, at)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{at} has no name"
            yield pattern.name


def test_every_address_is_expected_here() -> None:
    found = list(names(get_resolver().url_patterns))
    assert sorted(found) == sorted({*DOORS, *KEYS, *ONLY_IN_A_DEMO})


OF_A_BRIEF = {
    "brief_page", "edit_brief", "appeal_brief", "close_brief", "renew_brief", "delete_brief", "moderate",
}  # fmt: skip
OF_AN_ORGANISATION = {name for name in DOORS if name.endswith("_organisation") and name != "new_organisation"} | {
    "organisation"
}
OF_A_SERVICE = {name for name in DOORS if name.endswith("_service") and name != "new_service"} | {"service"}


def client_brief(deed: Deed) -> Brief:
    """A published brief of the client, always the same one."""
    client = deed.client.person
    assert client is not None
    found = Brief.objects.filter(author=client).first()
    return found or posted(client, at=now(), wanted_by=None)


def of_piece(freelancer: Visitor) -> list[object]:
    return [shown_by(freelancer).id]


def of_picture(freelancer: Visitor) -> list[object]:
    piece = shown_by(freelancer)
    return [freelancer.id, piece.id, piece.width]


def asked_of_operators() -> list[object]:
    asked: dict[str, Any] = {"language": "en", "article": "", "order_id": None, "at": now()}
    return [ask_operators("Who?", person=None, email="a@example.org", **asked).id]


def of_organisation(deed: Deed) -> list[object]:
    """Of the freelancer, always the same one; Eva is a member, and the client is invited."""
    owner, invited = deed.freelancer.person, deed.client.person
    assert owner is not None
    assert invited is not None
    found = Organisation.objects.filter(memberships__person=owner).first()
    if found is None:
        found = belong_together("The Mill", deed.freelancer, visitor("Eva Lind"))
        invite_address(owner, found.id, invited.email, now())
    return [found.id]


def of_member(deed: Deed) -> list[object]:
    return [Membership.objects.get(organisation=of_organisation(deed)[0], role=MemberRole.MEMBER).id]


def today(deed: Deed | None = None) -> list[object]:
    make_root(now().date(), now())
    return [*([deed.id] if deed else []), now().date().isoformat()]


ARGUMENTS: dict[str, Callable[[Deed], list[object]]] = {
    "person": lambda deed: [deed.freelancer.id],
    "picture": lambda deed: of_picture(deed.freelancer),
    "edit_piece": lambda deed: of_piece(deed.freelancer),
    "move_piece": lambda deed: of_piece(deed.freelancer),
    "delete_piece": lambda deed: of_piece(deed.freelancer),
    **dict.fromkeys(OF_AN_ORGANISATION, of_organisation),
    "organisation_member": of_member,
    "daily_root": lambda _deed: today(),
    "day_proof": today,
    "help_article": lambda _deed: ["not-accepted"],
    "help_vote": lambda _deed: ["not-accepted"],
    "help_request": lambda _deed: asked_of_operators(),
    "verifier": lambda _deed: ["parley_verify_day"],
    "briefs_feed_of": lambda _deed: ["es"],
    "file": lambda deed: [deed.id, 1, deed.order.milestone(1).deliveries[0].files[0].sha256],
}
"""Of addresses that name something else than the order, or more."""


def address(name: str, deed: Deed) -> str:
    door = DOORS[name]
    if door.of_policy:
        return reverse(name, args=["calm"])
    if name in ARGUMENTS:
        return reverse(name, args=ARGUMENTS[name](deed))
    if name in OF_A_SERVICE:
        return reverse(name, args=[offered(deed.freelancer.person).id])
    if name in OF_A_BRIEF:
        return reverse(name, args=[client_brief(deed).id])
    if not door.of_order:
        return reverse(name)
    for args in ([deed.id], [deed.id, 1]):
        try:
            return reverse(name, args=args)
        except Exception as error:  # noqa: BLE001  the other number of arguments fits
            unfitting = error
    raise unfitting


@pytest.fixture
def visitors(ana: Visitor, marc: Visitor, eva: Visitor) -> dict[str, Visitor]:
    """`other` has orders of their own, even one with Marc, but not this one."""
    omar = visitor("Omar Haddad")
    in_stage("delivered", marc, omar)
    olga = operator("Olga Petrova")
    assert olga.person is not None
    write(replace(STANDARD, name="calm"), "Calm", "standard", olga.person, now())
    mia = mediator("Mia Lang")
    return {
        CLIENT: marc,
        FREELANCER: ana,
        "other": omar,
        "stranger": eva,
        "guest": guest(),
        "operator": olga,
        "mediator": mia,
    }


@pytest.mark.parametrize("name", DOORS)
def test_a_door_opens_for_those_who_are_meant(visitors: dict[str, Visitor], name: str) -> None:
    door = DOORS[name]
    deed = in_stage(door.stage, visitors[CLIENT], visitors[FREELANCER])
    at = address(name, deed)
    nowhere = at.replace(str(deed.id), str(UUID(int=404))).replace(deed.freelancer.id, str(UUID(int=404)))
    before = deed.order
    for who in sorted(EVERYBODY - door.who):
        for method in ("GET", "POST", "DELETE"):
            answer = ask(visitors[who], method, at)
            case = f"{method} {at} by {who}: {answer.status_code}"
            if who == "guest" and not door.hidden:
                form_on = reverse(door.stands_on) if door.stands_on else deed.address
                assert is_the_way_in(answer, at if door.methods != SEND else form_on), case
            else:
                assert answer.status_code == (404 if method in door.methods else 405), case
                assert looks_the_same(answer, ask(visitors[who], method, nowhere)), case
    assert deed.order == before
    for who in sorted(door.who):
        for method in METHODS:
            answer = ask(visitors[who], method, at)
            case = f"{method} {at} by {who}: {answer.status_code}"
            if method not in door.methods:
                assert answer.status_code == 405, case
                assert set(answer.headers["Allow"].split(", ")) == door.methods, case
            elif method in LOOK:
                assert answer.status_code == 200 or name == "home", case
            else:
                # An empty form is refused or carried out, with words; it is never an error.
                assert answer.status_code in (200, 302, 303, 400, 409, 422), case


def ask(visitor: Visitor, method: str, at: str) -> HttpResponse:
    answer = visitor.client.generic(method, at)
    if answer.streaming:
        list(answer)  # read to its end, as a browser would: the file is closed then
    return answer


def is_the_way_in(answer: HttpResponse, at: str) -> bool:
    """To the sign-in page, and afterwards back here; from a form's own address back to the page it stands on."""
    if answer.status_code != 302:
        return False
    to = urlsplit(answer.headers["Location"])
    return (to.path, to.query) == (reverse("account_login"), f"next={at}")


def looks_the_same(one: HttpResponse, other: HttpResponse) -> bool:
    """What a stranger hears does not tell whether the order exists."""
    return (one.status_code, bare(one), sorted(one.headers)) == (other.status_code, bare(other), sorted(other.headers))


def bare(answer: HttpResponse) -> str:
    """Without what differs between any two answers: the tokens of forms, the address itself."""
    page = answer.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}', "", page)


@pytest.mark.parametrize("number", [0, 2, 99, 2**63, 10**30])
def test_a_milestone_that_is_none_is_a_page_that_is_none(ana: Visitor, marc: Visitor, number: int) -> None:
    deed = in_stage("delivered", marc, ana)
    marc.get(deed.act("accept", number), 404)
    marc.get(reverse("file", args=[deed.id, number, "0" * 64]), 404)
    assert marc.post(deed.act("accept", number)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/orders/1", "/orders/x", "/orders/00000000-0000-0000-0000-000000000000/x", "/nowhere"]
)
def test_an_address_that_nobody_wrote_is_not_found(ana: Visitor, nobody: Visitor, path: str) -> None:
    ana.get(path, 404)
    nobody.get(path, 404)


def test_an_invited_side_that_has_not_joined_is_a_stranger_still(ana: Visitor, eva: Visitor) -> None:
    """Neither the empty place nor a mail address opens the order: only joining does."""
    deed = offer_to_nobody(ana)
    invite(deed.id, Role.CLIENT.value, "eva@example.org", "en", now())
    eva.get(deed.address, 404)
    assert eva.post(deed.offer_act("accept_offer")).status_code == 404


def offer_to_nobody(ana: Visitor) -> Deed:
    class NobodyYet(Visitor):
        id = None  # type: ignore[assignment]

    return offer(NobodyYet(guest().client), ana)


def test_a_form_from_another_site_is_refused(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    marc.client.handler.enforce_csrf_checks = True
    for name in ("accept", "request-revision"):
        assert marc.post(deed.act(name), seen="1").status_code == 403
    assert marc.post(deed.offer_act("messages"), text="Hello").status_code == 403
    assert marc.post(reverse("new_offer")).status_code == 403
    assert deed.stage().value == "delivered"
