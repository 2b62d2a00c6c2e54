"""The resolution room in words: how an item stands and counts, what was answered, and while support is closed, until when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from parley.core.money import Money
from parley.core.order.records import Case
from parley.core.order.requests import ItemKind
from parley.core.order.state import Milestone, Order
from parley.core.order.terms import ScopeItem
from parley.core.order.valuation import halves, is_contested
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.durations import hours
from parley.words.locales import number
from parley.words.money import money
from parley.words.previews import PreviewRowWords
from parley.words.sentence import Sentence, strong
from parley.words.telling import Telling, tell, told


class Counted(Enum):
    """For how much of its weight an item counts in the published valuation, in halves."""

    NOTHING = 0
    HALF = 1
    FULL = 2


# Translators: for how much an item counts: the head of a cell, as in "by half".
COUNTED: Mapping[Counted, Promise] = {
    Counted.FULL: pgettext_lazy("counts", "in full"),
    Counted.HALF: pgettext_lazy("counts", "by half"),
    Counted.NOTHING: pgettext_lazy("counts", "not yet"),
}


class ItemState(Enum):
    """Where an item stands between the two sides."""

    ACCEPTED = "accepted"
    MISSING = "missing"
    IN_TALK = "in_talk"
    DELIVERED = "delivered"


# Translators: where a part of the agreement stands, beside its name.
ITEM_STATES: Mapping[ItemState, Promise] = {
    ItemState.ACCEPTED: pgettext_lazy("item", "Accepted"),
    ItemState.MISSING: pgettext_lazy("item", "Not delivered yet"),
    ItemState.IN_TALK: pgettext_lazy("item", "Still open"),
    ItemState.DELIVERED: pgettext_lazy("item", "Delivered"),
}


def counted(milestone: Milestone, item: ScopeItem) -> Counted:
    """For how much this item counts now, as the core's own valuation has it."""
    return Counted(halves(milestone, item))


def counted_name(how: Counted) -> str:
    return str(COUNTED[how])


def counted_why(milestone: Milestone, item: ScopeItem, how: Counted) -> str:
    """Which line of the published rule says so."""
    if item.number in milestone.accepted_items:
        return _("accepted")
    if item.number not in milestone.delivered_items():
        return _("not delivered")
    if how is Counted.NOTHING:
        return _("the request is not answered, and the freelancer has not taken part in the case")
    if how is Counted.HALF:
        return _("delivered, and the two sides see it differently")
    if is_contested(milestone, item.number):
        if milestone.case is None:
            return _("delivered; what is contested counts by half once the client takes part in a case")
        return _("delivered, and the client has not taken part in the case yet")
    return _("delivered, and nobody contests it")


def item_state(milestone: Milestone, item: int) -> ItemState:
    if item in milestone.accepted_items:
        return ItemState.ACCEPTED
    if item not in milestone.delivered_items():
        return ItemState.MISSING
    return ItemState.IN_TALK if is_contested(milestone, item) else ItemState.DELIVERED


def item_state_name(state: ItemState) -> str:
    return str(ITEM_STATES[state])


def counts_line(milestone: Milestone, item: ScopeItem, share: Money) -> Sentence:
    """By half: €140.00 of what is held. Delivered, and the two of you see it differently."""
    how = counted(milestone, item)
    # Translators: {how} is "in full", "by half" or "not yet"; {why} says why, and begins with a small letter.
    return tell(
        _("Counts {how}: {share} ({why})"),
        how=strong(counted_name(how)),
        share=strong(money(share)),
        why=counted_why(milestone, item, how),
    )


def asked_as(kind: ItemKind, request: int, on: str) -> str:
    """Asked as a defect, request 1, 20 Nov."""
    patterns = {
        ItemKind.DEFECT: _("Asked as a defect, request {number}, {date}"),
        ItemKind.CHANGE: _("Asked as a change, request {number}, {date}"),
        ItemKind.NEW: _("Asked as something new, request {number}, {date}"),
    }
    if not request:
        return _("Wished for as extra work, {date}").format(date=on)
    return patterns[kind].format(number=number(request), date=on)


def needs_consent(order: Order, telling: Telling) -> tuple[Sentence, Sentence]:
    """Above the form of an end by consent: whose yes it needs, and that silence is a no."""
    title = tell(_("It ends only if {name} says yes"), name=strong(telling.other_name))
    text = tell(
        _("After {hours} without an answer it counts as *no*, and everything goes on as agreed."),
        hours=hours(order.terms.windows.proposal_hours),
    )
    return title, text


def if_yes(telling: Telling) -> str:
    """The caption of the slip that shows what the other side's yes would change."""
    return _("If {name} says yes").format(name=telling.other_name)


def joint_intro(case: Case, telling: Telling) -> Sentence:
    """Where somebody owns a mistake: both may propose, and neither has to be right."""
    you = _(
        "You named a mistake of your own. Choose together how it is put right: each of you can propose one of these."
    )
    they = _(
        "{name} named a mistake and wants to put it right with you. Choose together how: each of you can propose one of these."
    )
    return told(telling, case.by, you, they)


def side_name(role: Role, telling: Telling) -> str:
    """The head of one side’s view."""
    # Translators: the head of a column, beside the other side's name.
    return pgettext("column", "You") if telling.is_viewer(role) else telling.name(role)


def sealed_rows(order: Order, milestone: Milestone, telling: Telling) -> tuple[PreviewRowWords, ...]:
    """What becomes of two sealed offers: they meet, or they do not; and what a settlement counts as."""
    case, most = milestone.case, order.terms.windows.sealed_rounds
    is_last = case is not None and case.round >= most
    if is_last:
        apart = _("Both are destroyed unread, and a mediator reads the record")
    else:
        apart = _("Both are destroyed unread, and the next round begins")
    rows = [
        # Translators: labels of the slip's first column; about fourteen letters fit.
        PreviewRowWords(_("They meet"), tell(_("You settle half-way between the two, at once"))),
        PreviewRowWords(_("They do not"), tell(apart)),
        PreviewRowWords(_("Counted"), tell(_("A settled case counts neither for nor against anybody"))),
    ]
    if milestone.ends_at is not None:
        until = day_and_time(milestone.ends_at, telling.zone, telling.now)
        silence = tell(_("After {until} a mediator reads the record"), until=until)
        rows.insert(2, PreviewRowWords(_("One is missing"), silence))
    return tuple(rows)
