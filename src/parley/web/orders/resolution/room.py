"""The resolution room of a milestone: both views side by side, item by item, and every way out, before a case and in one.

Facts first, in the words of who said them. It exists before a case is opened, because most disagreements end by talking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.core.order.messages import AskOutreach, MakeStatement, ProposeSplit, WithdrawCase
from parley.core.order.state import CASE_STAGES, Milestone
from parley.core.order.valuation import valuation
from parley.core.specimens import Possible, possible_acts
from parley.reads.resolution import exchanges
from parley.web.components.action import Action, ActionRow, Link
from parley.web.components.case import CaseCard
from parley.web.components.companion import Companion
from parley.web.components.matter import Matter
from parley.web.components.money_bar import MoneyBar
from parley.web.components.next_card import NextCard
from parley.web.components.notice import Notice
from parley.web.components.proposal import Proposal
from parley.web.components.table import Table
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import counts_of
from parley.web.orders.door import Visit, enter
from parley.web.orders.effort import EVENTS_READ
from parley.web.orders.parts.cases import case_card, division
from parley.web.orders.parts.moments import full
from parley.web.orders.parts.money import milestone_bar
from parley.web.orders.parts.next import next_card, with_whom
from parley.web.orders.parts.proposals import proposals_of
from parley.web.orders.parts.staff import desk_cards
from parley.web.orders.parts.standing import notices_of
from parley.web.orders.proven import Proven, proven
from parley.web.orders.resolution.address import case_file_address, resolution_address
from parley.web.orders.resolution.companion import companion_of
from parley.web.orders.resolution.matters import matters
from parley.web.orders.resolution.past import AskedAndAnswered, past_proposals, past_questions
from parley.web.orders.resolution.remedies import owns_a_mistake, remedies
from parley.web.orders.room import unchanged
from parley.web.orders.telling import telling
from parley.web.orders.worth import worth_explained, worth_table
from parley.words.acts import act_words
from parley.words.resolution import joint_intro
from parley.words.sentence import Sentence, Text
from parley.words.support import support_words
from parley.words.telling import NOTHING_MORE


@dataclass(frozen=True, slots=True)
class Dividing:
    """The starting split: the published valuation, how it comes about, and the hold drawn as it would be divided."""

    bar: MoneyBar
    table: Table
    explained: Text
    propose: Action | None


@dataclass(frozen=True, slots=True)
class Support:
    """While it is closed: until when, and what is possible until then."""

    notice: Notice
    until_then: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ResolutionRoom:
    """The context of orders/resolution.html. `joint` is said where somebody owns a mistake; the remedies are then of both."""

    visit: Visit
    milestone_name: str
    with_whom: Text
    live: str
    version: int
    bar: MoneyBar
    cards: tuple[NextCard, ...]
    companion: Companion | None
    case: CaseCard | None
    notices: tuple[Notice, ...]
    matters: tuple[Matter, ...]
    questions: tuple[AskedAndAnswered, ...]
    proposals: tuple[Proposal, ...]
    past: tuple[Proposal, ...]
    dividing: Dividing | None
    remedies: tuple[ActionRow, ...]
    joint: Sentence
    support: Support | None
    speak: Action | None
    case_file: Link
    proven: Proven | None


@login_required
@require_safe
def resolution(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    """The page, or for one that is open already, 304 while nothing has happened."""
    if request.headers.get("X-Live"):
        same = unchanged(request, order_id)
        if same is not None:
            return same
    visit = enter(request, order_id, shown=EVENTS_READ)
    page = _room(visit, visit.milestone(milestone))
    response = render(request, "orders/resolution.html", {"page": page})
    response.headers["ETag"] = f'"{visit.order.seq}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _room(visit: Visit, milestone: Milestone) -> ResolutionRoom:
    acts = possible_acts(visit.order, visit.role, visit.at)
    events = [record.event for record in visit.page.records]
    case, record = milestone.case, counts_of(visit) if visit.is_party else None
    return ResolutionRoom(
        visit=visit,
        milestone_name=visit.page.milestone_name(milestone.number),
        with_whom=with_whom(visit),
        live=resolution_address(visit, milestone.number),
        version=visit.order.seq,
        bar=milestone_bar(visit, milestone),
        cards=(next_card(visit, acts, of=milestone.number), *desk_cards(visit)),
        companion=companion_of(visit, milestone, acts, in_room=True),
        case=case_card(visit, milestone, case) if case is not None else None,
        notices=notices_of(visit, milestone),
        matters=matters(visit, milestone, exchanges(events, milestone)),
        questions=past_questions(visit, milestone, events),
        proposals=proposals_of(visit, milestone, record),
        past=past_proposals(visit, milestone, events),
        dividing=_dividing(visit, milestone, acts),
        remedies=remedies(visit, milestone, acts, record),
        joint=joint_intro(case, telling(visit)) if case is not None and _is_joint(milestone) else NOTHING_MORE,
        support=_support(visit, milestone, acts),
        speak=_speak(visit, milestone, acts),
        case_file=Link(_("The case file: everything in one archive"), case_file_address(visit)),
        proven=proven(visit),
    )


def _is_joint(milestone: Milestone) -> bool:
    return owns_a_mistake(milestone) and milestone.stage in CASE_STAGES


def _dividing(visit: Visit, milestone: Milestone, acts: Sequence[Possible]) -> Dividing | None:
    """While money is held, and nobody has decided how it is divided."""
    if (
        milestone.has_ended
        or not milestone.held
        or (milestone.case is not None and milestone.case.decision is not None)
    ):
        return None
    propose = None
    if _is_open(acts, ProposeSplit, milestone):
        label = _("Propose a split")
        href = act_address(ProposeSplit, visit.order.id, milestone.number)
        propose = Action(label, icon="talk", href=href, note=_("The form begins with this sum. Write any other."))
    return Dividing(
        bar=division(visit, milestone, valuation(milestone)),
        table=worth_table(visit, milestone),
        explained=worth_explained(milestone),
        propose=propose,
    )


def _support(visit: Visit, milestone: Milestone, acts: Sequence[Possible]) -> Support | None:
    """For the two sides: whoever works for the desk knows when it is their turn."""
    if not visit.is_party or milestone.has_ended:
        return None
    words = support_words(visit.order, milestone, telling(visit))
    links = []
    if not words.is_open and visit.page.names[visit.other].person is not None:
        links.append(Link(_("Write to {name}").format(name=visit.other_name), f"{visit.address}#composer"))
    for kind in (MakeStatement, ProposeSplit, WithdrawCase, AskOutreach):
        if _is_open(acts, kind, milestone):
            label = act_words(kind, visit.order, milestone, telling(visit)).label
            links.append(Link(label, act_address(kind, visit.order.id, milestone.number)))
    notice = Notice(
        "news",
        "talk" if words.is_open else "lock",
        words.title,
        words.text,
        until=full(words.until, visit.zone, visit.at) if words.until is not None else None,
    )
    return Support(notice, tuple(links))


def _speak(visit: Visit, milestone: Milestone, acts: Sequence[Possible]) -> Action | None:
    """The way to say something for the record of the case."""
    if not _is_open(acts, MakeStatement, milestone):
        return None
    label = act_words(MakeStatement, visit.order, milestone, telling(visit)).label
    return Action(label, icon="pen", href=act_address(MakeStatement, visit.order.id, milestone.number))


def _is_open(acts: Sequence[Possible], kind: type, milestone: Milestone) -> bool:
    return any(act.kind is kind and act.milestone == milestone.number and act.closed is None for act in acts)
