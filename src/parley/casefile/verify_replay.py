"""Does the order follow from its events, and do the books, the decisions and the divisions? Asked of the rules of the core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from parley.casefile.contents import (
    BOOKS_FILES,
    DECISIONS_FILES,
    ORDER_HEADS,
    STATE,
    TEXTS_FILES,
    ClauseLine,
    DecisionLine,
    OrderHead,
    TextsFile,
)
from parley.casefile.decisions import decisions
from parley.casefile.findings import Check
from parley.casefile.layout import BOOKS, DECISIONS, EVENTS, ORDER, TEXTS
from parley.casefile.opened import Opened
from parley.casefile.record import Kept, Written
from parley.core.ledger.bookings import entries_for
from parley.core.money import Money
from parley.core.order.base import Event
from parley.core.order.bids import middle_of
from parley.core.order.cases import end_case
from parley.core.order.evolve import evolve, fold
from parley.core.order.messages import AnyEvent, ProposalAccepted, ProposalMade, Split
from parley.core.order.outcomes import split
from parley.core.order.state import Milestone, Order
from parley.core.order.stopping import kill_fee_due
from parley.core.order.valuation import valuation
from parley.core.parties import PARTIES, Role
from parley.reads.hidden import hidden_words
from parley.reads.mentions import mentioned
from parley.store.codec import Codec, parse
from parley.store.forms import EVENTS as EVENT_FORMS
from parley.store.forms import STATES
from parley.store.plain import CodecError

T = TypeVar("T")

STOPS = frozenset({"cancelled", "stopped", "stopped_in_pause"})
"""Causes of a division that is never called a release."""

BY_ITSELF = frozenset({"decided", "valuation"})
"""Causes of a division that the clock brings, when the time of a case is over."""


def replayed(opened: Opened) -> None:
    """Play the events again, and lay what they give beside what the archive says."""
    events: list[AnyEvent] = []
    for seq, data in enumerate(opened.data, start=1):
        try:
            events.append(EVENT_FORMS.from_json(data))
        except CodecError as error:
            opened.say(Check.REPLAY, EVENTS, f"event {seq}", f"it cannot be understood: {error}")
            return
    manifest = opened.manifest
    if not events or manifest is None:
        return
    try:
        order = fold(None, manifest.order_id, events)
    except Exception as error:  # noqa: BLE001 - whatever a made-up event does to the rules, it is named
        opened.say(Check.REPLAY, EVENTS, "", f"the events do not give an order: {error!r}")
        return
    _order(opened, order)
    _texts(opened, order, events)
    _bookings(opened, events)
    _decisions(opened, events)
    for seq, says in _divided_otherwise(order, events):
        opened.say(Check.SPLITS, EVENTS, f"event {seq}", says)


def _order(opened: Opened, order: Order) -> None:
    text = opened.text(Check.REPLAY, ORDER)
    head = _read(ORDER_HEADS, opened, ORDER, without=STATE)
    if text is None or head is None:
        return
    try:
        said = parse(text)
        state = STATES.from_json(said[STATE]) if isinstance(said, dict) else None
    except (CodecError, KeyError) as error:
        opened.say(Check.REPLAY, ORDER, STATE, f"it cannot be read: {error}")
        return
    if state != order:
        opened.say(Check.REPLAY, ORDER, STATE, "it is not what the events give")
    for wrong in _wrong_with_head(head, order):
        opened.say(Check.REPLAY, ORDER, wrong, "it is not what the events say")


def _wrong_with_head(head: OrderHead, order: Order) -> Iterator[str]:
    if head.stage != order.stage.value:
        yield "stage"
    if head.zone != order.terms.calendar.zone:
        yield "zone"
    if any(party.person_id != (order.person(party.role) or "") for party in head.parties):
        yield "parties"


def _texts(opened: Opened, order: Order, events: Sequence[AnyEvent]) -> None:
    """Nothing is kept back that both may read, and nothing is given away that only one may."""
    table = _read(TEXTS_FILES, opened, TEXTS)
    if table is None:
        return
    private = frozenset(words for role in PARTIES for words in hidden_words(order, events, role))
    for text in _of(table, mentioned(events).texts):
        if (text.kept is Kept.PRIVATE) != (text.commitment in private):
            says = "it is private, and was given away" if text.commitment in private else "nothing makes it private"
            opened.say(Check.REPLAY, TEXTS, f"text {text.commitment}", says)


def _of(table: TextsFile, mentions: frozenset[str]) -> Iterator[Written]:
    return (text for text in table.texts if text.commitment in mentions)


def _bookings(opened: Opened, events: Sequence[AnyEvent]) -> None:
    """The postings are those that the core makes of the events."""
    table = _read(BOOKS_FILES, opened, BOOKS)
    if table is None:
        return
    right = {
        (
            entry.seq,
            line,
            posting.account.value,
            posting.milestone,
            posting.amount.amount_minor,
            posting.amount.currency,
        )
        for entry in entries_for(events, {})
        for line, posting in enumerate(entry.postings, start=1)
    }
    told = {(one.seq, one.line, one.account, one.milestone, one.amount_minor, one.currency) for one in table.postings}
    for seq in sorted({seq for seq, *_ in right ^ told}):
        opened.say(Check.BOOKINGS, BOOKS, f"event {seq}", "its entry is not the one that the event brings")


def _decisions(opened: Opened, events: Sequence[AnyEvent]) -> None:
    """The hold, the clauses and the valuation are those of that moment."""
    table = _read(DECISIONS_FILES, opened, DECISIONS)
    if table is None or opened.manifest is None:
        return
    hashes = [line.hash for line in opened.events]
    try:
        right = decisions(
            opened.manifest.order_id, events, hashes, lambda clause, _: ClauseLine(clause.key, clause.hash, {})
        )
    except (LookupError, ValueError) as error:
        opened.say(Check.SPLITS, EVENTS, "", f"a judgement rests on what is not there: {error!r}")
        return
    told = {line.seq: line for line in table.decisions}
    for line in right:
        if line.seq in told and _without_words(told[line.seq]) != line:
            says = "the hold, the clauses or the valuation are not those of that moment"
            opened.say(Check.SPLITS, DECISIONS, f"event {line.seq}", says)


def _without_words(line: DecisionLine) -> DecisionLine:
    """What a clause says is in the words of whichever Parley wrote it; its hash is what was agreed."""
    return replace(line, clauses=tuple(replace(clause, words={}) for clause in line.clauses))


def _divided_otherwise(order: Order, events: Sequence[AnyEvent]) -> Iterator[tuple[int, str]]:
    """Divide each hold again, from what was decided, proposed or valued before, and compare."""
    before: Order | None = None
    for seq, event in enumerate(events, start=1):
        if isinstance(event, Split) and before is not None and _divided(event, before, events[: seq - 1]) != event:
            yield seq, "the hold was not divided as was decided, proposed or valued before"
        before = evolve(before, order.id, event)


def _divided(event: Split, order: Order, before: Sequence[AnyEvent]) -> Event:
    """The same division, made again. `order` and `before` are what was there when it was made."""
    milestone = order.milestone(event.milestone)
    if event.cause in BY_ITSELF and event.by is Role.CLOCK:
        return end_case(order, milestone, event.at)[0]
    decision = milestone.case.decision if milestone.case is not None else None
    counts_as = decision.counts_as if decision is not None and event.cause == "decided" else None
    gross = _gross(event, order, milestone, before)
    is_stop = event.cause in STOPS
    return split(order, milestone, event.at, event.by, gross, event.cause, is_stop=is_stop, counts_as=counts_as)[0]


def _gross(event: Split, order: Order, milestone: Milestone, before: Sequence[AnyEvent]) -> Money:
    """What the freelancer is to get of the hold. Sealed offers are nobody's to see: of those only the division is proved."""
    case = milestone.case
    proposal = _accepted(milestone.number, before)
    match event.cause:
        case "decided" if case is not None and case.decision is not None:
            return case.decision.amount
        case "mediated" if case is not None and case.suggestion is not None:
            return case.suggestion.amount
        case "sealed" if case is not None and case.final_offers is not None:
            return middle_of(case.final_offers.client, case.final_offers.freelancer)
        case "stopped_in_pause":
            return valuation(milestone)
        case "stopped":
            return kill_fee_due(order, milestone)
        case "settled" if proposal is not None:
            return proposal
        case "cancelled" if proposal is not None:
            return proposal - milestone.released - milestone.fees
        case _:
            return event.to_freelancer + event.fee


def _accepted(milestone: int, before: Sequence[AnyEvent]) -> Money | None:
    """The sum of the proposal in this milestone that was accepted last."""
    number = None
    for event in reversed(before):
        match event:
            case ProposalAccepted(milestone=m, proposal=accepted) if m == milestone and number is None:
                number = accepted
            case ProposalMade(milestone=m, proposal=made) if m == milestone and made.number == number:
                return made.amount
            case _:
                pass
    return None


def _read(codec: Codec[T], opened: Opened, name: str, without: str = "") -> T | None:
    """A file that was read before: what is wrong with its form has been said."""
    told = len(opened.found)
    found = opened.table(Check.REPLAY, name, codec, without)
    del opened.found[told:]
    return found
