"""A played story in words and as plain values. In English: this is a tool of developers and operators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import override

from parley.core.foresight import Foreseen
from parley.core.ledger.accounts import Account
from parley.core.money import Money
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import AnyEvent, ExtraAsked, MessageSent, ProposalMade, RevisionRequested
from parley.core.order.state import Order
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.rehearsal.play import Ahead, Happening, Played
from parley.store.plain import Json, instant_text
from parley.words.dates import day_and_time
from parley.words.events import event_words
from parley.words.money import money
from parley.words.proposals_told import proposals_made
from parley.words.silence_roads import RoadStop, silence_road
from parley.words.telling import Telling

BY_CLOCK = "clock"
WRITTEN = ("text", "note", "reason", "statement", "question", "answer")
"""What the words of a person are called in the events."""


def lines(played: Played) -> Iterator[str]:
    """What happened with its instants in the agreement's zone, the books, and what silence would lead to."""
    with override("en"):
        yield from _happened(played)
        yield ""
        yield from _standing(played)
        if not (played.ahead and played.ahead[-1].order == played.order):
            yield ""
            yield from _silence(played.order, played.road, played)
    if played.failure is not None:
        yield ""
        yield f"Step {played.failure.step} did not go as the story says: {played.failure.says}."


def as_json(played: Played) -> dict[str, Json]:
    """The same for programs. Sums are decimal texts, instants are UTC."""
    with override("en"):
        telling = _telling(played)
        return {
            "order_id": str(played.order.id),
            "stage": played.order.stage.value,
            "milestones": {str(one.number): one.stage.value for one in played.order.milestones},
            "turn": [role.value for role in sorted(turns(played.order), key=_value)],
            "at": instant_text(played.at),
            "happened": [_as_json(one, telling) for one in played.happenings],
            "currency": played.order.terms.currency,
            "books": {f"{account.value}.{number}": str(sum_.decimal()) for (account, number), sum_ in _books(played)},
            "if_nobody_moves": _road_as_json(played.road),
            **({"what_if": _ahead_as_json(played.ahead)} if played.ahead else {}),
            "failed": {"step": played.failure.step, "says": played.failure.says} if played.failure else None,
        }


def _road_as_json(road: Sequence[Foreseen]) -> Json:
    return [
        {
            "at": instant_text(stop.at),
            "deadline": stop.deadline.value,
            "milestone": stop.milestone,
            "events": [type(event).__name__ for event in stop.events],
        }
        for stop in road
    ]


def _ahead_as_json(ahead: Sequence[Ahead]) -> Json:
    return [{"step": one.step, "at": instant_text(one.at), "if_nobody_moves": _road_as_json(one.road)} for one in ahead]


def _happened(played: Played) -> Iterator[str]:
    telling = _telling(played)
    zone = played.order.terms.calendar.zone
    yield f"{played.story.order.title}" + (f" - {played.story.about}" if played.story.about else "")
    yield f"{telling.client_name} is the client, {telling.freelancer_name} the freelancer. Times are those of {zone}."
    before = (None, *played.ahead)
    ahead = {here.order.seq: (here, earlier) for here, earlier in zip(played.ahead, before, strict=False)}
    for one in played.happenings:
        step = BY_CLOCK if one.step is None else "offer" if one.step == 0 else f"step {one.step}"
        said = event_words(one.event, telling)
        detail = f" {said.detail.plain}" if said.detail else ""
        wrote = " wrote" if isinstance(one.event, MessageSent) else ""
        yield f"{day_and_time(one.event.at, zone, played.at):>26}  {step:>7}  {said.sentence.plain}{wrote}.{detail}"
        for words in _quoted(one.event, played):
            yield f"{'':>37}“{words}”"
        if one.seq in ahead:
            yield from (f"{'':>37}{line}" for line in _ahead(*ahead[one.seq], played))


def _ahead(here: Ahead, before: Ahead | None, played: Played) -> Iterator[str]:
    """Where silence would have led from this step on."""
    stops = silence_road(here.order, here.road, _telling(played))
    if not stops:
        yield "If nobody moves: nothing is armed any more."
    elif before is not None and before.road == here.road:
        yield "If nobody moves: as before."
    else:
        yield "If nobody moves:"
        yield from (f"  {_stop(stop.when, stop)}" for stop in stops)


def _standing(played: Played) -> Iterator[str]:
    order = played.order
    yield f"The order is {order.stage.value}."
    names = _telling(played).milestone_names
    for milestone in order.milestones:
        yield f"  {milestone.number}. {names[milestone.number]}: {milestone.stage.value.replace('_', ' ')}"
    waiting = [role.value for role in sorted(turns(order), key=_value)]
    yield f"It waits for {' and '.join(waiting) or 'nobody'}."
    yield "The books:"
    for (account, number), sum_ in _books(played):
        yield f"  {account.value + '.' + str(number):<14}{money(sum_):>16}"
    if not played.books:
        yield "  nothing was booked"


def _silence(order: Order, road: Sequence[Foreseen], played: Played) -> Iterator[str]:
    """Where silence leads from the order as it stands here, down to the last payment."""
    stops = silence_road(order, road, _telling(played))
    yield "If nobody moves:" if stops else "Nothing is armed any more."
    yield from (f"  {_stop(f'{stop.when:>24}', stop)}" for stop in stops)


def _stop(when: str, stop: RoadStop) -> str:
    detail = f" {stop.detail.plain}." if stop.detail else ""
    return f"{when}  {stop.title}.{detail}"


def _telling(played: Played) -> Telling:
    terms = played.order.terms
    return Telling(
        viewer_role=None,
        client_name=played.names[Role.CLIENT],
        freelancer_name=played.names[Role.FREELANCER],
        milestone_names={one.number: played.words.get(one.name, "") for one in played.order.all_terms},
        zone=terms.calendar.zone,
        now=played.at,
        proposals=proposals_made(one.event for one in played.happenings),
    )


def _as_json(one: Happening, telling: Telling) -> Json:
    event = one.event
    return {
        "seq": one.seq,
        "step": one.step,
        "at": instant_text(event.at),
        "by": event.by.value,
        "kind": type(event).__name__,
        "milestone": event.milestone if isinstance(event, MilestoneEvent) else None,
        "says": event_words(event, telling).sentence.plain,
    }


def _quoted(event: AnyEvent, played: Played) -> Iterator[str]:
    """What the person wrote with it."""
    said: list[Commitment | None] = [getattr(event, name, None) for name in WRITTEN]
    if isinstance(event, ProposalMade):
        said.append(event.proposal.reason)
    if isinstance(event, RevisionRequested | ExtraAsked):
        said += [item.words for item in event.items]
    for commitment in said:
        if commitment is not None and commitment in played.words:
            yield played.words[commitment]


def _books(played: Played) -> list[tuple[tuple[Account, int], Money]]:
    return sorted(played.books.items(), key=lambda one: (one[0][1], one[0][0].value))


def _value(role: Role) -> str:
    return role.value
