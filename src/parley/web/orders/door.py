"""The door of an order: who comes in, what they ask for, and what they hear when a rule says no.

Every page of an order begins with `enter` and every form ends with `carry_out`, so that a stranger meets the same 404
everywhere, and a refusal never loses a word that was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name

from parley.core.order.messages import AnyCommand
from parley.core.order.refusals import Refusal
from parley.core.order.state import Milestone, Order
from parley.core.parties import PARTIES, Role
from parley.desk.ask import ask
from parley.desk.files import KeptFile
from parley.desk.intake import new_id
from parley.desk.now import now
from parley.desk.receipts import Reused, id_for_other_words
from parley.office.switches import Switch
from parley.people.models import Person
from parley.reads.order_page import SHOWN, OrderPage, order_page
from parley.web.console.standing import is_on
from parley.words.refusals import RefusalWords, refusal_words

View = Callable[[HttpRequest, UUID], HttpResponse]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who is a party of this order or works on it for the desk, and the order as it stands at `at` (UTC)."""

    request: HttpRequest
    person: Person
    role: Role
    page: OrderPage
    at: datetime

    @property
    def order(self) -> Order:
        return self.page.order

    @property
    def zone(self) -> str:
        """The IANA zone in which this reader sees instants."""
        return get_current_timezone_name()

    @property
    def is_party(self) -> bool:
        return self.role in PARTIES

    @property
    def wants_coach(self) -> bool:
        """Whether the coach reads what this reader writes. A guest with an invitation writes nothing yet."""
        asks = self.is_party and self.request.user.is_authenticated and self.person.wants_coach
        return asks and is_on(self.request, Switch.COACH)

    @property
    def other(self) -> Role:
        """The other side; for somebody who is of no side the client."""
        return self.role.other if self.is_party else Role.CLIENT

    @property
    def other_name(self) -> str:
        return self.page.names[self.other].name

    @property
    def address(self) -> str:
        return reverse("order", args=[self.order.id])

    def milestone(self, number: int) -> Milestone:
        """The milestone of the address; a number that does not exist is a page that does not exist."""
        if not 1 <= number <= len(self.order.milestones):
            raise Http404
        return self.order.milestones[number - 1]


def sign_in_first(page: str) -> Callable[[View], View]:
    """For addresses that only take a form: a guest, whose session may have ended while they were writing, signs in and
    comes back to the page (a URL name of the order) on which the form stands; a form's own address has nothing to show."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, order_id: UUID) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(reverse(page, args=[order_id]))
            return view(request, order_id)

        return guarded

    return guard


def enter(request: HttpRequest, order_id: UUID, before_seq: int | None = None, shown: int = SHOWN) -> Visit:
    """Let a party in, and whoever works on the order for the desk. An unknown order and somebody else's look the same:
    Http404."""
    person = cast("Person", request.user)
    page = order_page(order_id, before_seq, shown)
    role = (page.order.role_of(str(person.id)) or staff_role(person, page.order)) if page is not None else None
    if page is None or role is None:
        raise Http404
    return Visit(request, person, role, page.seen_by(role), now())


def staff_role(person: Person, order: Order) -> Role | None:
    """What somebody who is no party may be in this order: an operator in any that was agreed, a mediator where there is a
    case or where support was asked to write, and afterwards whoever wrote: they see what became of it."""
    if not order.milestones:
        return None
    if person.is_operator:
        return Role.OPERATOR
    asked = any(
        one.case is not None or one.outreach_asked_by is not None or str(person.id) in one.outreach_persons
        for one in order.milestones
    )
    return Role.MEDIATOR if person.is_mediator and asked else None


def acting(visit: Visit, roles: Collection[Role]) -> Visit:
    """The same visit in a role that may do this. Operators mediate and speak for the bank too. Nobody who may: Http404."""
    if visit.role in roles:
        return visit
    if not visit.is_party:
        may = {Role.MEDIATOR: visit.person.may_mediate, Role.BANK: visit.person.is_operator}
        for role, is_open in may.items():
            if role in roles and is_open:
                return replace(visit, role=role)
    raise Http404


def command_id(request: HttpRequest) -> UUID:
    """The id that the form was rendered with, so that a form sent twice is one command. A form without one gets its own."""
    try:
        return UUID(request.POST.get("command_id", ""))
    except ValueError:
        return new_id()


def seen_version(request: HttpRequest) -> int | None:
    """The version of the milestone's stage (or of the offer) that the page showed."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def hidden(milestone: Milestone) -> tuple[tuple[str, str], ...]:
    """What each form of a milestone carries with it."""
    return (("command_id", str(new_id())), ("seen", str(milestone.version)))


def kept_hidden(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The same again when a refused form is shown once more: a new id, because it will be a new question, and the stage
    that the reader now sees."""
    seen = seen_version(request)
    return (("command_id", str(new_id())), *((("seen", str(seen)),) if seen is not None else ()))


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no, in the reader's words. `status` is 409 when the order has moved on, else 422."""

    code: str
    words: RefusalWords
    status: int = 422


def carry_out(visit: Visit, command: AnyCommand, kept: Sequence[KeptFile] = ()) -> Refused | None:
    """Ask the desk; None when it was done."""
    answer = ask(command, kept)
    if isinstance(answer, Refusal):
        return refused(answer, visit.zone, visit.at)
    if isinstance(answer, Reused):
        # The back button: the same form, filled in differently. That is a new question.
        return carry_out(visit, replace(command, id=id_for_other_words(command)), kept)
    return None


def refused(refusal: Refusal, zone: str, at: datetime) -> Refused:
    status = 409 if refusal.code.value.startswith("act.") else 422
    return Refused(refusal.code.value, refusal_words(refusal, zone, at), status)


def back_to_order(visit: Visit) -> HttpResponse:
    """See other: a reload of the page does not send the form again."""
    return HttpResponseRedirect(visit.address, status=303)
