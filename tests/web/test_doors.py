"""Every address of the site, for everybody, by every method. A new address without a line here fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from parley.casefile.daily import make_root
from parley.core.parties import Role
from parley.core.policies import STANDARD
from parley.desk.now import now
from parley.help.requests import ask_operators
from parley.people.invitations import invite
from parley.people.policies import write
from tests.storefront.offered import offered
from tests.web.people import Deed, Visitor, guest, in_stage, mediator, offer, operator, visitor
from tests.web.pictures import shown_by

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
LOOK = frozenset({"GET", "HEAD"})
FILL_IN = LOOK | {"POST"}
SEND = frozenset({"POST"})
CLIENT, FREELANCER = "client", "freelancer"
PARTIES = frozenset({CLIENT, FREELANCER})
IN_THE_ORDER = PARTIES | {"operator"}
"""Whoever runs the installation may look at what was agreed."""
OPERATOR = frozenset({"operator"})
MEDIATORS = frozenset({"mediator", "operator"})
"""Operators mediate too."""
EVERYBODY = PARTIES | {"other", "stranger", "guest", "operator", "mediator"}
SIGNED_IN = EVERYBODY - {"guest"}


@dataclass(frozen=True)
class Door:
    """Who is let in, and by which methods. `of_order`: to all others this address does not exist; `stage` is one in which
    the act may be done, so that whoever is let in finds a form. `hidden`: to a guest it does not exist either. `stands_on`: the
    page of a form that has no page of its own, where that is not the order's."""

    who: frozenset[str]
    methods: frozenset[str]
    of_order: bool = False
    stage: str = "delivered"
    hidden: bool = False
    of_policy: bool = False
    stands_on: str = ""


def of_operators(methods: frozenset[str], *, of_policy: bool = False) -> Door:
    """`of_policy`: the address names a policy."""
    return Door(frozenset({"operator"}), methods, hidden=True, of_policy=of_policy)


def act(role: str, stage: str) -> Door:
    return Door(frozenset({role}), FILL_IN, of_order=True, stage=stage)


def for_the_desk(who: frozenset[str], stage: str) -> Door:
    return Door(who, FILL_IN, of_order=True, stage=stage)


DOORS = {
    # accounts and what is for everybody
    "home": Door(EVERYBODY, LOOK),
    "healthz": Door(EVERYBODY, LOOK),
    "readyz": Door(EVERYBODY, LOOK),
    "evidence": Door(EVERYBODY, LOOK),
    "daily_root": Door(EVERYBODY, LOOK),
    "verifier": Door(EVERYBODY, LOOK),
    "language": Door(EVERYBODY, SEND),
    "theme": Door(EVERYBODY, SEND),
    "dismiss_announcement": Door(EVERYBODY, SEND),
    "me": Door(SIGNED_IN, FILL_IN),
    "outcomes": Door(EVERYBODY, LOOK),
    # the help
    "help": Door(EVERYBODY, LOOK),
    "help_article": Door(EVERYBODY, LOOK),
    "help_vote": Door(EVERYBODY, SEND),
    "help_contact": Door(EVERYBODY, FILL_IN),
    "help_request": Door(OPERATOR, FILL_IN),
    "help_requests": of_operators(LOOK),
    "help_votes": of_operators(LOOK),
    "my_data": Door(SIGNED_IN, LOOK),
    "take_my_data": Door(SIGNED_IN, SEND, stands_on="my_data"),
    "leave": Door(SIGNED_IN, FILL_IN),
    "left": Door(EVERYBODY, LOOK),
    "holds": of_operators(FILL_IN),
    "lift_hold": of_operators(SEND),
    # lists
    "desk": Door(SIGNED_IN, LOOK),
    "orders": Door(SIGNED_IN, LOOK),
    "new_offer": Door(SIGNED_IN, FILL_IN),
    "coach_translation": Door(SIGNED_IN, FILL_IN),
    # services; Ana's is shown
    "services": Door(EVERYBODY, LOOK),
    "service": Door(EVERYBODY, LOOK),
    "new_service": Door(SIGNED_IN, FILL_IN),
    "own_services": Door(SIGNED_IN, LOOK),
    "order_service": Door(SIGNED_IN, FILL_IN),
    "edit_service": Door(frozenset({FREELANCER}), FILL_IN),
    "pause_service": Door(frozenset({FREELANCER}), SEND, stands_on="own_services"),
    "resume_service": Door(frozenset({FREELANCER}), SEND, stands_on="own_services"),
    "delete_service": Door(frozenset({FREELANCER}), SEND, stands_on="own_services"),
    "take_away_service": of_operators(SEND),
    "put_back_service": of_operators(SEND),
    # somebody
    "person": Door(SIGNED_IN, LOOK, hidden=True),
    "picture": Door(SIGNED_IN, LOOK, hidden=True),
    "profile": Door(SIGNED_IN, FILL_IN),
    "portfolio": Door(SIGNED_IN, LOOK),
    "new_piece": Door(SIGNED_IN, FILL_IN),
    "edit_piece": Door(frozenset({FREELANCER}), FILL_IN),
    "move_piece": Door(frozenset({FREELANCER}), SEND, stands_on="portfolio"),
    "delete_piece": Door(frozenset({FREELANCER}), FILL_IN),
    # an order
    "order": Door(IN_THE_ORDER, LOOK, of_order=True),
    "messages": Door(PARTIES, SEND, of_order=True),
    "coach": Door(PARTIES, SEND, of_order=True),
    "counter_offer": Door(PARTIES, FILL_IN, of_order=True, stage="offered"),
    "note_on_clause": Door(PARTIES, SEND, of_order=True, stage="offered"),
    "withdraw_offer": Door(PARTIES, SEND, of_order=True, stage="offered"),
    "decline_offer": Door(PARTIES, SEND, of_order=True, stage="offered"),
    "accept_offer": Door(PARTIES, SEND, of_order=True, stage="offered"),
    # a milestone
    "fund": act(CLIENT, "unfunded"),
    "brief": act(CLIENT, "funded"),
    "begin": act(FREELANCER, "funded"),
    "deliver": act(FREELANCER, "working"),
    "deliver-again": act(FREELANCER, "delivered"),
    "redeliver": act(FREELANCER, "revising"),
    "request-revision": act(CLIENT, "delivered"),
    "answer": act(FREELANCER, "revising"),
    "accept-items": act(CLIENT, "delivered"),
    "accept": act(CLIENT, "delivered"),
    "contact": act(FREELANCER, "delivered"),
    "notice": act(FREELANCER, "delivered"),
    "statement": Door(PARTIES, FILL_IN, of_order=True),
    "ask": act(FREELANCER, "working"),
    "clarify": act(FREELANCER, "revising"),
    "answer-question": act(CLIENT, "revising"),
    "extend": act(FREELANCER, "working"),
    "partial-refund": Door(PARTIES, FILL_IN, of_order=True),
    "cancel": Door(PARTIES, FILL_IN, of_order=True),
    "accept-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "decline-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "withdraw-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "counter-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "cancel-before-work": Door(PARTIES, FILL_IN, of_order=True, stage="funded"),
    "cancel-late": act(CLIENT, "working"),
    "stop": act(CLIENT, "working"),
    "resign": act(FREELANCER, "working"),
    "deliver-part": act(FREELANCER, "working"),
    "claim-part": act(FREELANCER, "part"),
    "more-time": act(CLIENT, "delivered"),
    "ask-extra": act(CLIENT, "delivered"),
    "offer-extra": act(FREELANCER, "delivered"),
    "pause": Door(PARTIES, FILL_IN, of_order=True),
    "end-pause": Door(PARTIES, FILL_IN, of_order=True, stage="paused"),
    "outreach": Door(PARTIES, FILL_IN, of_order=True),
    "open-case": Door(PARTIES, FILL_IN, of_order=True),
    "withdraw-case": Door(PARTIES, FILL_IN, of_order=True, stage="case"),
    "settle": Door(PARTIES, FILL_IN, of_order=True, stage="case"),
    "escalate": Door(PARTIES, FILL_IN, of_order=True, stage="case"),
    "seal": Door(PARTIES, FILL_IN, of_order=True, stage="sealed"),
    "last-offer": Door(PARTIES, FILL_IN, of_order=True, stage="mediation"),
    "accept-suggestion": Door(PARTIES, FILL_IN, of_order=True, stage="suggested"),
    "decline-suggestion": Door(PARTIES, FILL_IN, of_order=True, stage="suggested"),
    "appeal": Door(PARTIES, FILL_IN, of_order=True, stage="decided"),
    "pay-out": Door(frozenset({FREELANCER, "operator"}), FILL_IN, of_order=True, stage="cleared"),
    "review": Door(PARTIES, FILL_IN, of_order=True, stage="released"),
    "effort": Door(IN_THE_ORDER, LOOK, of_order=True),
    "schedule": Door(IN_THE_ORDER, LOOK, of_order=True),
    "resolution": Door(IN_THE_ORDER, LOOK, of_order=True),
    "file": Door(IN_THE_ORDER, LOOK, of_order=True),
    "case_file": Door(IN_THE_ORDER, LOOK, of_order=True),
    "chargeback_kit": Door(frozenset({FREELANCER, "operator"}), LOOK, of_order=True),
    "day_proof": Door(IN_THE_ORDER, LOOK, of_order=True),
    # who works for the desk, in an order
    "record": Door(MEDIATORS, LOOK, of_order=True, stage="decision"),
    "assign": for_the_desk(OPERATOR, "mediation"),
    "send-outreach": for_the_desk(MEDIATORS, "support"),
    "take-case": for_the_desk(MEDIATORS, "mediation"),
    "leave-case": for_the_desk(MEDIATORS, "mediation"),
    "suggest": for_the_desk(MEDIATORS, "mediation"),
    "decide": for_the_desk(MEDIATORS, "decision"),
    "decide-appeal": for_the_desk(MEDIATORS, "appealed"),
    "chargeback": for_the_desk(OPERATOR, "working"),
    "close-chargeback": for_the_desk(OPERATOR, "at the bank"),
    "correct-record": for_the_desk(OPERATOR, "released"),
    # and for all orders
    "cases": Door(MEDIATORS, LOOK, hidden=True),
    "mediators": of_operators(FILL_IN),
    "unname_mediator": of_operators(SEND),
    # what operators see to
    "console": of_operators(LOOK),
    "console_acts": of_operators(LOOK),
    "console_announcements": of_operators(FILL_IN),
    "console_books": of_operators(LOOK),
    "console_journal": of_operators(LOOK),
    "console_letter": of_operators(SEND),
    "console_name": of_operators(SEND),
    "console_start": of_operators(LOOK),
    "console_switches": of_operators(FILL_IN),
    "withdraw_announcement": of_operators(SEND),
    "policies": of_operators(LOOK),
    "new_policy": of_operators(FILL_IN),
    "policy": of_operators(LOOK, of_policy=True),
    "edit_policy": of_operators(FILL_IN, of_policy=True),
    "retire_policy": of_operators(SEND, of_policy=True),
    "unretire_policy": of_operators(SEND, of_policy=True),
}

KEYS = {"first_operator", "first_operator_link", "invitation", "invited", "join"}
"""Opened by a secret link, not by who one is: tests/web/test_invitations.py and tests/web/accounts."""
ONLY_IN_A_DEMO = {"demo_become", "demo_clock"}
"""tests/web/test_demo_bar.py."""
FOREIGN = ("accounts/",)
"""django-allauth's own, whose pages are looked at in tests/web/accounts."""


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


OF_A_SERVICE = {name for name in DOORS if name.endswith("_service") and name != "new_service"} | {"service"}


def of_piece(freelancer: Visitor) -> list[object]:
    return [shown_by(freelancer).id]


def of_picture(freelancer: Visitor) -> list[object]:
    piece = shown_by(freelancer)
    return [freelancer.id, piece.id, piece.width]


OF_THE_FREELANCER: dict[str, Callable[[Visitor], list[object]]] = {
    "person": lambda freelancer: [freelancer.id],
    "picture": of_picture,
    "edit_piece": of_piece,
    "move_piece": of_piece,
    "delete_piece": of_piece,
}


def address(name: str, deed: Deed) -> str:
    door = DOORS[name]
    if door.of_policy:
        return reverse(name, args=["calm"])
    if name in OF_THE_FREELANCER:
        return reverse(name, args=OF_THE_FREELANCER[name](deed.freelancer))
    if name in ("daily_root", "day_proof"):
        make_root(now().date(), now())
        return reverse(name, args=[*([deed.id] if door.of_order else []), now().date().isoformat()])
    if name in ("help_article", "help_vote"):
        return reverse(name, args=["not-accepted"])
    if name == "help_request":
        asked: dict[str, Any] = {"language": "en", "article": "", "order_id": None, "at": now()}
        return reverse(name, args=[ask_operators("Who?", person=None, email="a@example.org", **asked).id])
    if name == "verifier":
        return reverse(name, args=["parley_verify_day"])
    if name in OF_A_SERVICE:
        return reverse(name, args=[offered(deed.freelancer.person).id])
    if not door.of_order:
        return reverse(name)
    if name == "file":
        [file] = deed.order.milestone(1).deliveries[0].files
        return reverse(name, args=[deed.id, 1, file.sha256])
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
