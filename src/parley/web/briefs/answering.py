"""Answering a brief with an offer: the offer's form begins with what the brief says, and goes to its author.

The author's mail address is neither needed nor shown. Which order answers which brief is noted before the offer is made, so
that two forms sent at once are one offer; and forgotten when it was not made after all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.board.answers import are_over, give_up, is_agreed, open_answers, take_place
from parley.board.content import content_of
from parley.board.models import Brief, BriefAnswer
from parley.core.order.messages import MakeOffer
from parley.core.order.refusals import Refusal
from parley.core.order.state import OfferEnd, Order
from parley.core.parties import Role
from parley.desk.ask import ask
from parley.desk.receipts import Receipt, Reused
from parley.people.models import Person
from parley.reads.offered import orders_as_they_stand
from parley.web.components.notice import Notice
from parley.web.components.sentence import link, say, strong
from parley.words.money import amount_for_input

IN_THE_MAKING = timedelta(minutes=5)
"""So long an answer without an order may be one that is just being made."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A brief that the reader is about to answer."""

    brief: Brief

    @property
    def client(self) -> Person:
        return self.brief.author

    @property
    def hidden(self) -> tuple[str, str]:
        return "brief", str(self.brief.id)

    @property
    def back_href(self) -> str:
        return reverse("brief_page", args=[self.brief.id])

    @property
    def notice(self) -> Notice:
        """To whom it goes, and why."""
        return Notice(
            "news",
            "talk",
            say(_("Your offer goes to {name}"), name=strong(self.client.name)),
            say(_("It answers the brief {title}."), title=link(self.brief.title, self.back_href)),
        )

    @property
    def typed(self) -> dict[str, str]:
        """What an offer begins with; everything may be changed."""
        content = content_of(self.brief)
        budget = content.budget
        is_fixed = budget is not None and budget.least == budget.most and budget.most is not None
        return {
            "title": content.title,
            "summary": content.text,
            "currency": budget.currency if budget is not None else "EUR",
            "name-1": content.title,
            "price-1": amount_for_input(budget.most) if is_fixed and budget and budget.most else "",
            "due-1": content.wanted_by.isoformat() if content.wanted_by else "",
            "what-1-1": content.title,
            "test-1-1": content.result,
        }


def answering_of(request: HttpRequest, person: Person, at: datetime) -> Answering | None:
    """The brief that the address or the form names. One that was never there, or that this reader may not answer, is a page
    that is not there; one that closed while the offer was written is refused when it is sent."""
    named: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    if "brief" not in named:
        return None
    try:
        brief_id = UUID(named["brief"])
    except ValueError:
        raise Http404 from None
    brief = Brief.objects.select_related("author").filter(id=brief_id, published_at__isnull=False).first()
    if brief is None or brief.is_of(person) or not brief.author.is_active:
        raise Http404
    if request.method != "POST" and not brief.is_open(at):
        raise Http404
    return Answering(brief)


def standing_answer(brief: Brief, person: Person, at: datetime) -> BriefAnswer | None:
    """The open answer of this person to this brief. What has ended since is noted on the way."""
    found = open_answers(brief.id, person)
    settle(found, at)
    orders = orders_as_they_stand(one.order_id for one in found)
    return next((one for one in found if not _is_over(one, orders.get(one.order_id), at)), None)


def settle(answers: list[BriefAnswer], at: datetime) -> dict[UUID, Order]:
    """The orders of these answers; those that are over are noted as such, and an accepted one ends the brief."""
    orders = orders_as_they_stand(one.order_id for one in answers)
    are_over([one.order_id for one in answers if one.is_open and _is_over(one, orders.get(one.order_id), at)])
    for order_id, order in orders.items():
        if order.offer.end is OfferEnd.ACCEPTED:
            is_agreed(order_id, at)
    return orders


def ask_as_answer(offer: MakeOffer, answering: Answering, person: Person, at: datetime) -> Receipt | Reused | Refusal:
    """Make the offer, as the answer to this brief. Raises ValidationError where it cannot be answered by this person now."""
    standing_answer(answering.brief, person, at)
    if offer.client != str(answering.client.id) or offer.by is not Role.FREELANCER:
        raise ValueError("an answer goes from a freelancer to the author of the brief")
    take_place(answering.brief.id, person, offer.order_id, at)
    answer = ask(offer)
    if isinstance(answer, Refusal) and not orders_as_they_stand([offer.order_id]):
        give_up(offer.order_id)
    return answer


def _is_over(answer: BriefAnswer, order: Order | None, at: datetime) -> bool:
    if order is None:
        return at - answer.made_at > IN_THE_MAKING
    return order.offer.end is not None and order.offer.end is not OfferEnd.ACCEPTED
