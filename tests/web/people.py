"""Who visits: Ana works, Marc pays, Eva is nobody here, and Omar has an order of his own with somebody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import chain, repeat
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from parley.core.order.messages import AnyCommand, Deliver
from parley.core.order.state import Order, Stage
from parley.core.parties import Role
from parley.desk.actor import load
from parley.desk.ask import ask
from parley.desk.files import keep_file
from parley.desk.intake import new_id, text
from parley.desk.now import now
from parley.desk.receipts import Receipt
from parley.desk.sweep import sweep
from parley.people.models import MemberRole, Membership, Organisation, Person
from parley.people.register import register
from parley.rehearsal.samples import sample
from tests.asks import Ask, accept, accept_offer, brief, change, fund, make_offer, request, statement
from tests.asks_aside import deliver_part, pause
from tests.asks_of_cases import appeal, chargeback, decide, escalate, open_case, outreach, seal, suggest
from tests.deals import Deal, deal, eur
from tests.web.reading import ReadPage, read


@dataclass
class Visitor:
    """Somebody with a browser. Without a person: a guest."""

    client: Client
    person: Person | None = None

    @property
    def id(self) -> str:
        assert self.person is not None
        return str(self.person.id)

    def get(self, address: str, status: int | None = 200, **headers: str) -> HttpResponse:
        answer = self.client.get(address, headers=headers)
        assert status in (None, answer.status_code), f"{address}: {answer.status_code}"
        return answer

    def look(self, address: str, status: int = 200) -> ReadPage:
        return read(self.get(address, status))

    def send(self, page: ReadPage, action: str, press: tuple[str, str] | None = None, **typed: object) -> HttpResponse:
        """Fill in the form of this page that goes to `action`, and send it. Names with dashes go by `typed` too."""
        return self.fill_in(page, action, typed, press)

    def fill_in(
        self, page: ReadPage, action: str, typed: dict[str, object] | None = None, press: tuple[str, str] | None = None
    ) -> HttpResponse:
        form = page.form(action)
        filled = form.filled(typed or {}) | (dict([press]) if press else {})
        return self.client.post(form.action, filled)

    def post(self, address: str, **typed: Any) -> HttpResponse:
        """A form that nobody has rendered."""
        return self.client.post(address, typed)


def visitor(name: str, language: str = "en", zone: str = "Europe/Madrid") -> Visitor:
    """Somebody with an account, signed in."""
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    person = Person.objects.with_email(email) or register(name, email, language, zone)
    client = Client()
    client.force_login(person)
    return Visitor(client, person)


def operator(name: str, language: str = "en") -> Visitor:
    """Somebody who runs the installation, signed in."""
    found = visitor(name, language)
    assert found.person is not None
    found.person.is_operator = True
    found.person.save()
    return found


def mediator(name: str, language: str = "en") -> Visitor:
    """Somebody who mediates on this desk, signed in."""
    found = visitor(name, language)
    assert found.person is not None
    found.person.is_mediator = True
    found.person.save()
    return found


def belong_together(name: str, *people: Visitor) -> Organisation:
    """They are members of one organisation, and the first of them owns it."""
    organisation = Organisation.objects.create(name=name, made_at=now())
    for role, one in zip(chain([MemberRole.OWNER], repeat(MemberRole.MEMBER)), people, strict=False):
        Membership.objects.create(organisation=organisation, person=one.person, role=role, joined_at=now())
    return organisation


def guest(language: str = "en") -> Visitor:
    return Visitor(Client(headers={"accept-language": language}))


def present_deal(milestones: int = 1, **changes: Any) -> Deal:
    """A deal for tests that live in the present: its work is due in ten days."""
    return deal(milestones, due_on=(now() + timedelta(days=10)).date(), **changes)


@dataclass
class Deed:
    """An order between two visitors, and what is done in it behind the pages' back."""

    id: UUID
    client: Visitor
    freelancer: Visitor

    @property
    def order(self) -> Order:
        return load(self.id)

    @property
    def address(self) -> str:
        return reverse("order", args=[self.id])

    def act(self, name: str, milestone: int = 1) -> str:
        """The page of an act."""
        return reverse(name, args=[self.id, milestone])

    def offer_act(self, name: str) -> str:
        return reverse(name, args=[self.id])

    def stage(self, milestone: int = 1) -> Stage:
        return self.order.milestone(milestone).stage

    def does(self, *asks: Ask) -> Deed:
        """One after the other, each by its own side, and never refused."""
        for one in asks:
            self._ask(one(self.order))
        return self

    def delivers(self, *files: tuple[str, bytes], milestone: int = 1, words: str = "") -> Deed:
        """Hand in real files, all for the first item; one PDF when none is named."""
        kept = [
            keep_file(self.id, BytesIO(content), name, 1)
            for name, content in files or [("item-1.pdf", sample("item-1.pdf", 1))]
        ]
        command = Deliver(
            order_id=self.id,
            id=new_id(),
            by=Role.FREELANCER,
            milestone=milestone,
            files=tuple(one.delivered for one in kept),
            names=tuple(one.name for one in kept),
            note=text(words) if words else None,
        )
        answer = ask(command, kept)
        assert isinstance(answer, Receipt), answer
        return self

    def _ask(self, command: AnyCommand) -> None:
        answer = ask(command)
        assert isinstance(answer, Receipt), answer


def offer(client: Visitor, freelancer: Visitor, the: Deal | None = None, by: Role = Role.FREELANCER) -> Deed:
    """An offer of today; by the freelancer, unless `by` says otherwise."""
    order_id = new_id()
    command = make_offer(the or present_deal(), by, client.id, freelancer.id, order_id)(None)
    answer = ask(command)
    assert isinstance(answer, Receipt), answer
    return Deed(order_id, client, freelancer)


WAYS: dict[str, Callable[[Deed], Deed]] = {
    "offered": lambda deed: deed,
    "unfunded": lambda deed: deed.does(accept_offer()),
    "funded": lambda deed: WAYS["unfunded"](deed).does(fund()),
    "working": lambda deed: WAYS["funded"](deed) if not asks_brief(deed) else WAYS["funded"](deed).does(brief()),
    "delivered": lambda deed: WAYS["working"](deed).delivers(),
    "revising": lambda deed: WAYS["delivered"](deed).does(request(change())),
    "part": lambda deed: WAYS["working"](deed).does(deliver_part(1)),
    "paused": lambda deed: WAYS["working"](deed).does(pause(Role.FREELANCER)),
    "case": lambda deed: WAYS["delivered"](deed).does(open_case()),
    "sealed": lambda deed: WAYS["case"](deed).does(statement(Role.FREELANCER), escalate()),
    "mediation": lambda deed: WAYS["sealed"](deed).does(seal(eur(95_00), Role.FREELANCER), escalate(Role.FREELANCER)),
    "suggested": lambda deed: WAYS["mediation"](deed).does(suggest(eur(60_00))),
    "decision": lambda deed: WAYS["mediation"](deed).does(escalate()),
    "decided": lambda deed: WAYS["decision"](deed).does(decide(eur(70_00))),
    "appealed": lambda deed: WAYS["decided"](deed).does(appeal()),
    "support": lambda deed: WAYS["working"](deed).does(outreach()),
    "at the bank": lambda deed: WAYS["working"](deed).does(chargeback()),
    "released": lambda deed: WAYS["delivered"](deed).does(accept()),
    "cleared": lambda deed: _swept(WAYS["released"](deed)),
}
"""How an order comes to a stage today, without a clock."""

AT_ONCE = {"escalate_hours": 0, "contacts_before_notice": 0, "silent_hours_before_notice": 0, "clearance_days": 0}
HURRIED = frozenset(
    {"part", "case", "sealed", "mediation", "suggested", "decision", "decided", "appealed", "released", "cleared"}
)
"""Stages that are reached, or left, only where nobody has to wait: their orders have these windows."""


def _swept(deed: Deed) -> Deed:
    """What is due by now is done, as the worker does it."""
    sweep(now())
    return deed


def asks_brief(deed: Deed) -> bool:
    return deed.order.terms.milestones[0].asks_brief


def in_stage(stage: str, client: Visitor, freelancer: Visitor, the: Deal | None = None) -> Deed:
    if the is None:
        the = present_deal(asks_brief=stage == "funded", **(AT_ONCE if stage in HURRIED else {}))
    return WAYS[stage](offer(client, freelancer, the))
