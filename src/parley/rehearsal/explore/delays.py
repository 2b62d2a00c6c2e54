"""The longest ways: how long one side alone can put the end off while the other is silent, or does its part at once.

One side does whatever its gates allow, as often as the rules allow, always at the last minute before a deadline. The search has
no budgets of its own: that it ends, and meets no circle in which time passes, is I7.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from parley.core.calendar import Calendar
from parley.core.order.messages import (
    Accept,
    AnswerQuestion,
    AnswerRequest,
    Appeal,
    AskClarify,
    AskClient,
    CancelBeforeWork,
    CancelLate,
    DecideAppeal,
    DecideCase,
    Deliver,
    DeliverAgain,
    DeliverPart,
    ExtendReview,
    Fund,
    LiftPause,
    MakeStatement,
    OpenCase,
    PauseWork,
    ProposeExtension,
    Redeliver,
    RequestRevision,
    Resign,
    SendMessage,
    SkipBrief,
    Stop,
    SubmitBrief,
    WithdrawCase,
)
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.policies import Policy
from parley.rehearsal.explore.acts import Act, Kind
from parley.rehearsal.explore.agreements import START, WEEKS
from parley.rehearsal.explore.facts import is_over
from parley.rehearsal.explore.graph import Graph
from parley.rehearsal.explore.replay import NoWay, walked_again
from parley.rehearsal.explore.runs import Run, Way
from parley.rehearsal.explore.walk import first_standing
from parley.rehearsal.explore.whole import components

FUNDED = Act(Role.CLIENT, "Fund", milestone=1)
DELIVERED = Act(Role.FREELANCER, "Deliver", milestone=1)
SENT_BACK = Act(Role.CLIENT, "RequestRevision", "change", milestone=1)

OF_THE_CLIENT: frozenset[Kind] = frozenset[Kind](
    (
        *(Fund, SubmitBrief, CancelBeforeWork, CancelLate, Stop, Accept, RequestRevision, ExtendReview, AnswerQuestion),
        *(SendMessage, PauseWork, LiftPause, OpenCase, WithdrawCase, MakeStatement, Appeal),
    )
)
OF_THE_FREELANCER: frozenset[Kind] = frozenset[Kind](
    (
        *(SkipBrief, Deliver, DeliverAgain, DeliverPart, AnswerRequest, Redeliver, AskClient, AskClarify, Resign),
        *(ProposeExtension, PauseWork, LiftPause, OpenCase, WithdrawCase, MakeStatement, Appeal),
    )
)
"""Everything by which a side moves a clock or bears on where a case goes. What is left out moves none (checked at every
step), hastens the end, or cannot be reached while the other is silent."""
JUDGING: frozenset[Kind] = frozenset[Kind]((DecideCase, DecideAppeal))
LEFT_OUT: frozenset[Way] = frozenset(
    {
        *(("RequestRevision", "new"), ("AnswerRequest", "price"), ("Redeliver", "explained")),
        *((judges, amount) for judges in ("DecideCase", "DecideAppeal") for amount in ("nothing", "all")),
    }
)
"""Ways that lead to the same clocks as others do. Where one side is silent a case never gets to sealed offers."""


BY_CLIENT = frozenset({Role.CLIENT, Role.MEDIATOR})
BY_FREELANCER = frozenset({Role.FREELANCER, Role.MEDIATOR})
"""The mediator decides as late as may be, or never."""

WITHOUT_END = 200_000
"""A run that shall come to its end and has met more configurations than this is a finding: something grows without end."""

_PUT_OFF: tuple[Run, ...] = (
    Run("nobody, delivered", "nobody does anything after the delivery", frozenset(), begins=(FUNDED, DELIVERED)),
    Run("nobody, undelivered", "nobody does anything while work is due", frozenset(), begins=(FUNDED,)),
    Run(
        "client, delivered",
        "the client puts the end off after the delivery, and the freelancer is silent",
        OF_THE_CLIENT | JUDGING,
        roles=BY_CLIENT,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED, DELIVERED),
    ),
    Run(
        "client, delivered, redelivered at once",
        "the same with a freelancer who redelivers at once",
        OF_THE_CLIENT | JUDGING,
        roles=BY_CLIENT,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED, DELIVERED),
        prompt=((Role.FREELANCER, "Redeliver", "done"),),
    ),
    Run(
        "client, delivered, answered at once",
        "the same with a freelancer who holds every request to be outside",
        OF_THE_CLIENT | JUDGING,
        roles=BY_CLIENT,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED, DELIVERED),
        prompt=((Role.FREELANCER, "AnswerRequest", "outside"),),
    ),
    Run(
        "freelancer, delivered",
        "the freelancer puts the end off after the delivery, and the client is silent",
        OF_THE_FREELANCER - {DeliverPart} | JUDGING,
        roles=BY_FREELANCER,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED, DELIVERED),
    ),
    Run(
        "freelancer, sent back",
        "the same after a revision request",
        OF_THE_FREELANCER - {DeliverPart} | JUDGING,
        roles=BY_FREELANCER,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED, DELIVERED, SENT_BACK),
    ),
    Run(
        "client, undelivered",
        "the client puts the end off while nothing is delivered",
        OF_THE_CLIENT | JUDGING,
        roles=BY_CLIENT,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED,),
    ),
    Run(
        "freelancer, undelivered",
        "the freelancer puts the end off without delivering, and the client is silent",
        OF_THE_FREELANCER | JUDGING,
        roles=BY_FREELANCER,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED,),
    ),
    Run(
        "freelancer, undelivered, answered at once",
        "the same with a client who answers every question at once and grants every wish for more time",
        OF_THE_FREELANCER | JUDGING,
        roles=BY_FREELANCER,
        left_out=LEFT_OUT,
        late=True,
        eves=True,
        begins=(FUNDED,),
        prompt=((Role.CLIENT, "AnswerQuestion", ""), (Role.CLIENT, "AcceptProposal", "extension")),
    ),
)
DELAYS = tuple(replace(run, most=WITHOUT_END, must_end=True) for run in _PUT_OFF)


@dataclass(frozen=True, slots=True)
class Delay:
    """Days until everything has ended, counted from the start of the run or from the due date where nothing was delivered.

    `days` where every day is a working day; `with_weekends` the fewest and the most over the seven days of the week on which
    it may begin, or None where weekends make another order of clocks. `way` is the longest one, readable.
    """

    days: float
    with_weekends: tuple[float, float] | None
    transitions: tuple[int, ...]


def longest(graph: Graph, policy: Policy) -> Delay:
    """The longest way of a run. The graph must hold no circle in which time passes."""
    way, minutes = _longest_way(graph)
    late = _until_due(first_standing(graph.run, policy).order, START)
    found = list(_with_weekends(graph, way, policy))
    return Delay(
        days=round(minutes / 1440 - late, 2),
        with_weekends=(min(found), max(found)) if found else None,
        transitions=tuple(way),
    )


def _until_due(order: Order, at: datetime) -> float:
    """Days until work is due, where it is."""
    due_at = order.milestones[0].due_at
    is_due = due_at is not None and not order.milestones[0].deliveries
    return (due_at - at) / timedelta(days=1) if is_due and due_at is not None else 0.0


def _with_weekends(graph: Graph, way: Sequence[int], policy: Policy, calendar: Calendar = WEEKS) -> Iterator[float]:
    for weekday in range(7):
        at = START + timedelta(days=weekday)
        begun = first_standing(graph.run, policy, calendar, at).order
        try:
            stretches = list(walked_again(graph, way, policy, calendar, at))
        except NoWay:
            continue
        end = next((s.after.at for s in stretches if all(one.has_ended for one in s.after.order.milestones)), at)
        yield round((end - at) / timedelta(days=1) - _until_due(begun, at), 2)


def _longest_way(graph: Graph) -> tuple[list[int], int]:
    """The transitions of the longest way to an end, and its minutes."""
    steps = [(s, t, m) for s, t, m in zip(graph.sources, graph.targets, graph.minutes, strict=True)]
    group = components(graph.configurations, steps)
    leaving: list[list[int]] = [[] for _ in range(max(group) + 1)]
    for transition, source in enumerate(graph.sources):
        if group[graph.targets[transition]] != group[source] and not is_over(graph.facts[source]):
            leaving[group[source]].append(transition)
    best = [0] * len(leaving)
    onwards = [-1] * len(leaving)
    for here, transitions in enumerate(leaving):  # a component comes after those it leads to
        for transition in transitions:
            minutes = graph.minutes[transition] + best[group[graph.targets[transition]]]
            if minutes >= best[here]:
                best[here], onwards[here] = minutes, transition
    way: list[int] = []
    at = 0
    while (transition := onwards[group[at]]) >= 0:
        way += [*_inside(graph, group, at, graph.sources[transition]), transition]
        at = graph.targets[transition]
    return way, best[group[0]]


def _inside(graph: Graph, group: Sequence[int], start: int, goal: int) -> list[int]:
    """A shortest way within a component, in which no time passes."""
    came = {start: -1}
    ahead = deque([start])
    while goal not in came:
        here = ahead.popleft()
        for transition, source in enumerate(graph.sources):
            target = graph.targets[transition]
            if source == here and group[target] == group[start] and target not in came:
                came[target] = transition
                ahead.append(target)
    way: list[int] = []
    while goal != start:
        way.append(came[goal])
        goal = graph.sources[came[goal]]
    return way[::-1]
