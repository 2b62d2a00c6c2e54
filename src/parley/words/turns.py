"""Whose turn it is, what to do and until when: the words of the Next card, and the titles of the desk's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from parley.core.order.rating import ratings_end_at
from parley.core.order.state import Milestone, Order, OrderStage, Stage
from parley.core.order.turns import turns
from parley.core.parties import PARTIES, Role
from parley.words.sentence import Sentence
from parley.words.telling import Telling, tell
from parley.words.turns_of_answers import title_to_answer, to_answer
from parley.words.turns_of_milestones import milestone_instruction, milestone_title
from parley.words.waiting import waited_for

Turn = Literal["yours", "theirs", "nobody"]


@dataclass(frozen=True, slots=True)
class TurnWords:
    """What Next says. `instruction` leads up to the instant `until` ("Deliver Logo drafts again by"); where `until` is
    None it is a sentence by itself."""

    turn: Turn
    headline: str
    instruction: Sentence
    until: datetime | None


def turn_of(waits_for: frozenset[Role], viewer: Role | None) -> Turn:
    """Whose turn it is, as the reader sees it. For an outsider it is never "yours"."""
    if viewer in waits_for:
        return "yours"
    return "theirs" if waits_for else "nobody"


def headline(waits_for: frozenset[Role], telling: Telling) -> str:
    """Your turn, Ana; Saskia’s turn. You can rest; The mediator’s turn. You can rest; Nobody needs to do anything."""
    viewer = telling.viewer_role
    waiting = waits_for & PARTIES
    if viewer is Role.MEDIATOR and viewer in waits_for:
        return _("Your turn, as the mediator")
    if not waiting:
        return _headline_of_others(waits_for, telling)
    if not telling.is_party:
        if waiting == PARTIES:
            client, freelancer = telling.name(Role.CLIENT), telling.name(Role.FREELANCER)
            return _("{client}’s and {freelancer}’s turn").format(client=client, freelancer=freelancer)
        return _("{name}’s turn").format(name=telling.name(next(iter(waiting))))
    if waiting == PARTIES:
        return _("Your turn, and {name}’s too").format(name=telling.other_name)
    if viewer is not None and viewer in waiting:
        return _("Your turn, {name}").format(name=telling.name(viewer))
    return _("{name}’s turn. You can rest").format(name=telling.other_name)


def _headline_of_others(waits_for: frozenset[Role], telling: Telling) -> str:
    """Where neither side is waited for."""
    if Role.MEDIATOR in waits_for:
        return _("The mediator’s turn. You can rest") if telling.is_party else _("The mediator’s turn")
    if Role.BANK in waits_for:
        return _("The bank’s turn. You can rest") if telling.is_party else _("The bank’s turn")
    return _("Nobody needs to do anything")


def turn_words(order: Order, telling: Telling, milestone: int | None = None) -> TurnWords:
    """What Next says of the order; with `milestone` of this one alone, else of the first that waits for the reader,
    or for anybody."""
    number = milestone if milestone is not None else milestone_in_focus(order, telling.viewer_role)
    if number is None:
        waits_for = turns(order)
        instruction, until = _of_order(order, telling)
    else:
        here = order.milestone(number)
        waits_for = waited_for(order, here)
        instruction, until = to_answer(order, here, telling) or milestone_instruction(here, telling)
    viewer = telling.viewer_role
    return TurnWords(turn_of(waits_for, viewer), headline(waits_for, telling), instruction, until)


def milestone_in_focus(order: Order, viewer: Role | None) -> int | None:
    """The milestone that Next speaks of: among those that wait for the reader, else for somebody else, else that are
    still open, the one whose time runs out first. None for an offer, and when all have ended and nothing is proposed."""
    open_ones = [milestone for milestone in order.milestones if not milestone.has_ended or milestone.proposals]
    if not open_ones:
        return None

    def rank(milestone: Milestone) -> tuple[int, datetime, int]:
        waits_for = waited_for(order, milestone)
        group = 0 if viewer in waits_for else 1 if waits_for else 2 if milestone.stage is not Stage.LOCKED else 3
        return group, _runs_out(milestone), milestone.number

    return min(open_ones, key=rank).number


def desk_title(order: Order, telling: Telling, milestone: int | None = None) -> str:
    """The title of a row: "Review Joost’s delivery" where it waits for the reader, else "Saskia: last notice running"."""
    number = milestone if milestone is not None else milestone_in_focus(order, telling.viewer_role)
    if number is not None:
        here = order.milestone(number)
        return title_to_answer(order, here, telling) or milestone_title(order, here, telling)
    match order.stage:
        case OrderStage.OFFERED:
            return _offer_title(order, telling)
        case OrderStage.EXPIRED:
            return _("The offer expired")
        case OrderStage.DECLINED:
            return _("The offer was declined")
        case OrderStage.WITHDRAWN:
            return _("The offer was taken back")
        case _ if any(milestone.chargeback is not None for milestone in order.milestones):
            return _("Done, and a payment is with the bank")
        case _:
            return _("Everything is done")


def _runs_out(milestone: Milestone) -> datetime:
    """The instant Next shows, or the end of time for a milestone without a clock."""
    if milestone.stage in (Stage.WORKING, Stage.REVISING) and milestone.due_at is not None:
        return milestone.due_at
    if milestone.stage is Stage.AT_BANK and milestone.chargeback is not None:
        return milestone.chargeback.answer_by
    return milestone.ends_at or min((one.answer_by for one in milestone.proposals), default=FAR_AWAY)


FAR_AWAY = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


def _of_order(order: Order, telling: Telling) -> tuple[Sentence, datetime | None]:
    match order.stage:
        case OrderStage.OFFERED:
            return _of_offer(order, telling), order.offer.expires_at
        case OrderStage.EXPIRED:
            return tell(_("The offer expired. Nobody owes anything.")), None
        case OrderStage.DECLINED:
            return tell(_("The offer was declined. Nobody owes anything.")), None
        case OrderStage.WITHDRAWN:
            return tell(_("The offer was taken back. Nobody owes anything.")), None
        case _:
            return _of_closed(order, telling)


def _of_closed(order: Order, telling: Telling) -> tuple[Sentence, datetime | None]:
    """What may come after the last end: the bank, a review."""
    disputed = [milestone.chargeback for milestone in order.milestones if milestone.chargeback is not None]
    if disputed:
        first = min(chargeback.answer_by for chargeback in disputed)
        if first <= telling.now:
            return tell(_("Every milestone has ended. The bank looks at a payment again. Its answer was due on")), first
        return tell(_("Every milestone has ended. The bank looks at a payment again and should answer by")), first
    until = _review_until(order, telling)
    if until is not None:
        return tell(_("Every milestone has ended. You can write a review until")), until
    return tell(_("Every milestone has ended. Nothing is left to do.")), None


def _review_until(order: Order, telling: Telling) -> datetime | None:
    """Until when the reader can still rate the other side."""
    viewer = telling.viewer_role
    if order.closed_at is None or order.ratings_shown or viewer not in PARTIES or viewer.value in order.ratings:
        return None
    if all(milestone.stage is Stage.VOID for milestone in order.milestones):
        return None
    until = ratings_end_at(order, order.closed_at)
    return until if telling.now <= until else None


def _of_offer(order: Order, telling: Telling) -> Sentence:
    author = order.offer.by
    name = telling.other_name
    if order.offer.notes:
        if telling.is_viewer(author):
            return tell(_("Answer the notes on your offer by"))
        if not telling.is_party:
            return tell(_("{name} can answer the notes until"), name=telling.name(author))
        return tell(_("{name} can answer your notes until"), name=name)
    if telling.is_viewer(author):
        return tell(_("{name} can answer your offer until"), name=name)
    if not telling.is_party:
        return tell(_("{name} can answer the offer until"), name=telling.name(author.other))
    return tell(_("Answer {name}’s offer by"), name=name)


def _offer_title(order: Order, telling: Telling) -> str:
    author, name = order.offer.by, telling.other_name
    waits = order.offer.end is None and telling.viewer_role in turns(order)
    match waits, bool(order.offer.notes):
        case True, True:
            return _("Answer {name}’s notes on your offer").format(name=name)
        case True, False:
            return _("Answer {name}’s offer").format(name=name)
        case False, True:
            return _("{name}: your notes to answer").format(name=telling.name(author))
        case _:
            return _("{name}: offer to answer").format(name=telling.name(author.other))
